"""What is made of a report on the way to its claims: the data that every stage reads and adds to. No rule lives here.

The stages, each of which writes its own layer once: text (`Token`, `Sentence`), names (`Mention`, `Entity`), syntax
and coreference (`NameGroup`, `SentenceView`), relations (`Trigger`, `Candidate`), attribution (`SpeechEvent`),
factuality (`SentenceFacts`), aggregation (`TalkCandidate`, `Verdict`). A `Document` holds them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from alliance_cli.gazetteer import Match
from alliance_cli.models import Basis, Family, Kind, Report, Role, Stage, Status


@dataclass(slots=True)
class Token:
    """A word or mark: its text without a possessive ending, folded to lower case, and where it stands.

    `capitalised` is true where it begins with a capital, `possessive` where it owns what follows ("Renault's"),
    `ordinary` where it is a word of letters written small throughout.
    """

    text: str
    word: str
    start: int
    end: int
    capitalised: bool = False
    possessive: bool = False
    ordinary: bool = False


@dataclass(slots=True, eq=False)
class Sentence:
    """Tokens of one sentence; brackets are taken out of the tokens and kept as `notes` by the token they follow.

    `field` is "text" or "title", `index` counts the sentences of the body without its headings. `numbers` are those
    that may be names ("888 Holdings"). `cued` is true where it is to be read for a tie-up; `named` are its names.
    """

    field: str
    index: int
    tokens: list[Token]
    headline: bool = False
    title_case: bool = False
    notes: dict[int, list[Token]] = default(default_factory=dict)
    numbers: list[str] = default(default_factory=list)
    cued: bool = True
    named: "list[Mention]" = default(default_factory=list)

    def has_possessive(self) -> bool:
        """True if a word of the sentence owns what follows."""
        return any(token.possessive for token in self.tokens)

    @property
    def start(self) -> int:
        """The character the sentence begins at."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The character after the sentence."""
        return self.tokens[-1].end


@dataclass(slots=True, eq=False)
class Mention:
    """A name in a sentence: tokens `first` up to `last` (exclusive), and what is known of it.

    `matches` are the companies of the gazetteer that go by it; `entity` is who it is, set once by linking.
    """

    sentence: Sentence
    first: int
    last: int
    surface: str
    folded: str
    matches: tuple[Match, ...] = ()
    possessive: bool = False
    entity: "Entity" = default(init=False)

    @property
    def start(self) -> int:
        """The character the name begins at."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """The character after the name."""
        return self.sentence.tokens[self.last - 1].end


class Sort(StrEnum):
    """What an entity is."""

    COMPANY = "company"
    UNKNOWN = "unknown"
    PERSON = "person"
    PLACE = "place"
    BODY = "public body"
    OUTLET = "outlet"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Entity:
    """One company, person or place of a report with all its mentions, in order.

    `company` is a gazetteer id or ""; `signs` are the reasons to take it for a company, `reasons` those against.
    """

    name: str
    sort: Sort = Sort.UNKNOWN
    company: str = ""
    candidates: tuple[str, ...] = ()
    common_word: bool = False
    outlet: str = ""
    mentions: list[Mention] = default(default_factory=list)
    signs: list[str] = default(default_factory=list)
    reasons: list[str] = default(default_factory=list)
    parent: "Entity | None" = None

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Each way the report writes the name, in order of appearance."""
        return tuple(dict.fromkeys([mention.surface for mention in self.mentions]))

    @property
    def is_company(self) -> bool:
        """True if it is known or shown to be one; a common word such as "Apple" is known only as a party."""
        return self.sort is Sort.COMPANY or (bool(self.company) and self.sort is Sort.UNKNOWN)

    @property
    def may_be_party(self) -> bool:
        """True if it can be a party; an outlet only where signs show it as a company."""
        if self.sort is Sort.OUTLET:
            return bool(self.company) and any(not sign.startswith("weak") for sign in self.signs)
        return self.sort in (Sort.COMPANY, Sort.UNKNOWN)


@dataclass(slots=True, eq=False)
class NameGroup:
    """One noun phrase that names companies: its members in order, and the tokens it spans.

    `possessive` says that it owns what follows; `anaphor` is the wording where it only points back ("the two
    companies"); `listed` says that they only stand as examples ("companies including X and Y"), each for itself.
    """

    members: tuple[Entity, ...]
    first: int
    last: int
    possessive: bool = False
    anaphor: str = ""
    listed: bool = False

    def __len__(self) -> int:
        return len(self.members)


@dataclass(slots=True, eq=False)
class SentenceView:
    """A sentence made ready for reading: words, name groups by place, and which words are in an aside.

    `topic` is what the sentences before were about, `recent` holds the companies that the one right before named;
    `partners` says with whom a company was last said to tie up.
    """

    sentence: Sentence
    words: list[str]
    mention_at: list[Mention | None]
    group_from: dict[int, NameGroup] = default(default_factory=dict)
    group_to: dict[int, NameGroup] = default(default_factory=dict)
    depth: list[int] = default(default_factory=list)
    aside_start: dict[int, int] = default(default_factory=dict)
    topic: NameGroup | None = None
    recent: frozenset[Entity] = frozenset()
    partners: Mapping[Entity, Entity] = default(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def groups(self) -> list[NameGroup]:
        """All groups, left to right."""
        return [self.group_from[i] for i in sorted(self.group_from)]


@dataclass(frozen=True, slots=True)
class Frame:
    """How the companies around a cue are tied, as far as rules ask (the table of frames says what each mark means)."""

    name: str
    verb: bool
    deal: bool
    shared: bool
    teaming: bool
    buying: bool
    offer: bool
    takeover: bool
    transfer: bool
    work: bool
    bond: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of a table of cues: its frame, its kind if it has one of its own, its first form, and this form's words.

    A sentence that holds none of the words it `needs`, if any, need not be read for it.
    """

    frame: Frame
    kind: Kind | None
    lemma: str
    words: tuple[str, ...]
    needs: frozenset[str] = frozenset()


Part = tuple[Entity, Role]


class Trigger(NamedTuple):
    """A cue where it stands: the tokens `first` up to `last` (exclusive) of a sentence."""

    view: SentenceView
    cue: Cue
    first: int
    last: int


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger with the companies that fill its frame: one reading of one cue, by one rule.

    `kind` is None for cues of open kind ("deal"). `dropped` says why it is no tie-up, "" if it is one.
    `strength` is 0 to 1, what the rule is worth by itself. `separate` says that the first party has a tie with each of
    the others, `rivals` that each buyer acts for itself, `ended` that the rule itself tells of an end.
    """

    rule: str
    cue: Cue
    view: SentenceView
    first: int
    last: int
    parts: list[Part]
    kind: Kind | None
    strength: float = 1.0
    separate: bool = False
    rivals: bool = False
    ended: bool = False
    dropped: str = ""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The companies of the frame, each once."""
        return tuple(dict.fromkeys(entity for entity, _ in self.parts))

    def token_span(self) -> tuple[int, int]:
        """The tokens from the first to the last word that the reading rests on."""
        marks = [self.first, self.last]
        names = set(self.entities)
        for group in self.view.groups():
            if names.intersection(group.members) and self.first - 30 < group.first < self.last + 20:
                marks += [group.first, group.last]
        return min(marks), max(marks)


class Voice(StrEnum):
    """Who speaks."""

    ANONYMOUS = "anonymous"
    OUTLET = "outlet"
    RECORD = "on the record"
    FILING = "filing"
    OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True)
class SpeechEvent:
    """A speaker in a sentence; `name` is the outlet's or company's, `at` the token of the verb of saying.

    What is said stands between the tokens `first` and `last`.
    """

    voice: Voice
    name: str
    at: int
    entity: Entity | None = None
    verb: str = ""
    first: int = 0
    last: int = 10_000

    def covers(self, i: int) -> bool:
        """True if the word at `i` is part of what is said."""
        return self.first <= i < self.last


@dataclass(slots=True)
class SentenceFacts:
    """What one sentence says of a talk.

    `end_at` is the word that says it ended or will, `ended_at` one that says it has, `denied_at` one that denies it; -1
    for none.
    """

    view: SentenceView
    weight: float
    voices: list[SpeechEvent]
    ended: bool = False
    ended_at: int = -1
    end_at: int = -1
    denied: bool = False
    denied_at: int = -1
    negated: bool = False
    hypothetical: bool = False
    stage: Stage | None = None
    planned: str = ""
    direct: bool = True
    at: int = -1
    open: bool = False
    fancy: bool = False
    ending: bool = False
    settled: bool = False
    factual: bool = False
    hedged: bool = False
    renewed: bool = False
    asserted: bool = False

    @property
    def headline(self) -> bool:
        """True for what the headline says."""
        return self.view.sentence.headline


@dataclass(slots=True, eq=False)
class TalkCandidate:
    """A candidate talk: its parties with their roles, the readings that make it, and what they add up to.

    `dropped` says why it is none, "" if it is kept.
    """

    parts: dict[Entity, Role]
    candidates: list[Candidate] = default(default_factory=list)
    score: float = 0.0
    main: bool = False
    dropped: str = ""

    @property
    def entities(self) -> frozenset[Entity]:
        """The parties."""
        return frozenset(self.parts)

    @property
    def family(self) -> Family | None:
        """The family of its kinds, None while all are open."""
        for candidate in self.candidates:
            if candidate.kind is not None:
                return candidate.kind.family
        return None

    @property
    def headline(self) -> bool:
        """True if the headline speaks of it."""
        return any(a.view.sentence.headline for a in self.candidates)


@dataclass(slots=True)
class Verdict:
    """What is said of a talk: status, stage, basis, denial, origin, and by which words."""

    status: Status
    stage: Stage
    basis: Basis
    denied: bool = False
    renewed: bool = False
    origin: str = "unknown"
    speaker: str = ""
    relayed_by: tuple[str, ...] = ()
    why: list[str] = default(default_factory=list)


@dataclass(slots=True)
class Document:
    """All that was made of a report on the way to its claims."""

    report: Report
    language: str
    title: list[Sentence] = default(default_factory=list)
    body: list[Sentence] = default(default_factory=list)
    mentions: list[Mention] = default(default_factory=list)
    entities: list[Entity] = default(default_factory=list)
    views: list[SentenceView] = default(default_factory=list)
    cues: list[Trigger] = default(default_factory=list)
    candidates: list[Candidate] = default(default_factory=list)
    talks: list[TalkCandidate] = default(default_factory=list)
    kept: list[TalkCandidate] = default(default_factory=list)
    said: dict[SentenceView, list[SpeechEvent]] = default(default_factory=dict)
    standings: dict[TalkCandidate, tuple[Verdict, list[SentenceFacts]]] = default(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day of publication, None if unknown."""
        return self.report.published.day if self.report.published else None
