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

from alliance_cli.dates.prose import Found
from alliance_cli.extract.cues import Cue
from alliance_cli.extract.features import Features
from alliance_cli.extract.spans import Entity, Mention, Sentence, Sort
from alliance_cli.models import Basis, Evidence, Family, Kind, PartialDate, Report, Role, Stage, Status
from alliance_cli.terms import UNSAID, Terms


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


@dataclass(slots=True, eq=False)  # many are made, and Python takes three times as long for frozen ones
class SentenceView:
    """A sentence made ready for reading: words, name groups by place, and which words are in an aside.

    `group_from` holds the groups by their first words, left to right, `group_to` by their last.
    `topic` is what the sentences before were about, `recent` holds the companies that the one right before named;
    `partners` says with whom a company was last said to tie up, `sought` what was said to be for sale or bid for,
    and `bidders_before` that the sentence right before speaks of those who bid. `wanted` is what was said to be bid for
    or bought (a target, or a seller and its unit), and by whom; `()` is what those bid for of whom it is not well known
    who bids. `raiser` is the company whose round of funding is spoken of.
    """

    sentence: Sentence
    words: list[str]
    mention_at: list[Mention | None]
    depth: list[int]
    topic: NameGroup | None
    recent: frozenset[Entity]
    partners: Mapping[Entity, Entity]
    sought: tuple["Part", ...] = ()
    bidders_before: bool = False
    wanted: Mapping["tuple[Part, ...]", set[Entity]] = default(default_factory=dict)
    group_from: dict[int, NameGroup] = default(default_factory=dict)
    group_to: dict[int, NameGroup] = default(default_factory=dict)
    aside_start: dict[int, int] = default(default_factory=dict)
    raiser: NameGroup | None = None

    def __len__(self) -> int:
        return len(self.words)

    def groups(self) -> list[NameGroup]:
        """All groups, left to right."""
        return list(self.group_from.values())

    def entity_at(self, i: int) -> Entity | None:
        """Who is named by the word at `i`, None where no name stands there and outside of the sentence."""
        mention = self.mention_at[i] if 0 <= i < len(self) else None
        return mention.entity if mention is not None else None


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
    `variant` is a shade of the rule that scorers tell apart; `sure` says that the rule itself names both sides;
    `features` are set once, by scoring. `separate` says that the first party has a tie with each of the others,
    `rivals` that each buyer acts for itself, `ended` that the rule itself tells of an end, `over` that a word of ending
    stands close to the cue, `headlined` that the headline tells of it without naming both sides.
    """

    rule: str
    cue: Cue
    view: SentenceView
    first: int
    last: int
    parts: list[Part]
    kind: Kind | None
    variant: str = ""
    sure: bool = False
    separate: bool = False
    rivals: bool = False
    ended: bool = False
    over: bool = False
    headlined: bool = False
    dropped: str = ""
    features: Features = default(init=False)
    _span: tuple[int, int] | None = default(default=None, init=False)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The companies of the frame, each once."""
        return tuple(dict.fromkeys(entity for entity, _ in self.parts))

    def token_span(self) -> tuple[int, int]:
        """The tokens from the first to the last word that the reading rests on; asked once its parts are settled."""
        if self._span is None:
            marks = [self.first, self.last]
            names = set(self.entities)
            for group in self.view.groups():
                if self.first - 30 < group.first < self.last + 20 and names.intersection(group.members):
                    marks += [group.first, group.last]
            self._span = min(marks), max(marks)
        return self._span


class Voice(StrEnum):
    """Who speaks."""

    ANONYMOUS = "anonymous"
    OUTLET = "outlet"
    RECORD = "on the record"
    FILING = "filing"
    OUTSIDER = "outsider"


class SpeechEvent(NamedTuple):
    """A speaker in a sentence; `name` is the outlet's or company's, `at` the token of the verb of saying.

    What is said stands between the tokens `first` and `last`. `relays` says that others are cited or hearsay is told,
    `owns_up` that the speaker confirms a deal, `personal` that a person speaks of whom nothing is known. `companies`
    are those a person or an unknown name speaks for, None for an officer of a company that is not named.
    """

    voice: Voice
    name: str
    at: int
    entity: Entity | None = None
    verb: str = ""
    first: int = 0
    last: int = 10_000
    relays: bool = False
    owns_up: bool = False
    personal: bool = False
    companies: frozenset[Entity] | None = frozenset()

    def covers(self, i: int) -> bool:
        """True if the word at `i` is part of what is said."""
        return self.first <= i < self.last


@dataclass(slots=True)
class SentenceFacts:
    """What one sentence says of a talk, and how much it weighs (3 for a headline or the lead, 1 for the body).

    `voices` are its speakers; `at` is the word the talk is read from, -1 for none. `direct` is true where it tells of
    the talk, `asserted` where a candidate was read from it; else it only points back. How it is put: `factual` (told as
    done), `hedged`, `settled` (taken for granted), `open` (as possible), `fancy` (as imagined), `hypothetical`,
    `negated`, `denied` (by the word at `denied_at`), `attributed` (in the words of an outlet, an insider or whoever
    says so). What becomes of it: `stage`, `planned` ("plan" or "would"), `awaiting` (authorities have it before them),
    `renewed`, `on_hold`, `ended` (by the word at `ended_at`), `ending` (it will); `end_at` is the word of either.
    Places are -1 for none.
    """

    view: SentenceView
    weight: float
    voices: list[SpeechEvent]
    direct: bool
    at: int
    asserted: bool
    factual: bool = False
    hedged: bool = False
    settled: bool = False
    open: bool = False
    fancy: bool = False
    hypothetical: bool = False
    negated: bool = False
    denied: bool = False
    denied_at: int = -1
    attributed: bool = False
    stage: Stage | None = None
    planned: str = ""
    awaiting: bool = False
    renewed: bool = False
    on_hold: bool = False
    ended: bool = False
    ended_at: int = -1
    ending: bool = False
    end_at: int = -1

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

    def has_all_of(self, sentence: Sentence) -> bool:
        """True if a sentence names no company but the parties."""
        return all(one.entity in self.parts or one.entity.sort is not Sort.COMPANY for one in sentence.named)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sentences on a talk add up to, `why` in words, and the `facts` it rests on, as they were weighed."""

    status: Status
    stage: Stage
    basis: Basis
    denied: bool
    renewed: bool
    on_hold: bool
    origin: str
    speaker: str
    relayed_by: tuple[str, ...]
    why: tuple[str, ...]
    facts: tuple[SentenceFacts, ...]


class Sureness(NamedTuple):
    """How probable it is that a talk is one, from 0 to 1, and what speaks most against it where that is doubtful."""

    confidence: float
    against: tuple[str, ...] = ()


class Dated(NamedTuple):
    """A date that a report tells, and the named values that speak for or against it as the day of a talk."""

    date: PartialDate
    circumstances: frozenset[str]


class TermsRead(NamedTuple):
    """The terms of a deal, and the quotes they rest on, each under the rule of its term."""

    terms: Terms
    evidence: tuple[Evidence, ...] = ()


NO_TERMS = TermsRead(UNSAID)


@dataclass(frozen=True, slots=True)
class Flow:
    """Who gives and who takes, of those between whom goods, rights or work pass; `kind` is that of the words for it."""

    givers: frozenset[Entity] = frozenset()
    takers: frozenset[Entity] = frozenset()
    kind: Kind | None = None


Sides = Mapping[Entity, Mapping[Role, int]]
"""How many sentences say of each party that it is the buyer, the target, the seller; of a company that is none, that it
sells what is bought."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The other fields of a claim: the market it is for, what it is about, when it happened, the terms of the deal."""

    region: str
    subject: str
    event_date: PartialDate | None
    terms: TermsRead = NO_TERMS
    flow: Flow = Flow()
    sides: Sides = default(default_factory=dict)


class Deals(NamedTuple):
    """The sentences of a report that were `read`, each with its place (`at`, by its id), the places of those among them
    that speak of a deal (`told`, in order), and of those the places that name a company (`naming`).
    """

    read: list[Sentence]
    at: dict[int, int]
    told: dict[int, Sentence]
    naming: dict[Entity, list[int]]


@dataclass(slots=True)
class Document:
    """All that was made of a report on the way to its claims, a layer a stage, each written by that stage alone.

    text: `title`, `body`; names: `mentions`, `entities`; syntax and coreference: `views`; relations: `triggers`,
    `candidates`, `headline` (the companies of the headline); aggregation: `talks`, `kept`,
    `verdicts`, `sureness`; attribution: `said`, `outlets` (those quoted, in order),
    `first_reporter` (the outlet said to have had it first), `lead_origin` (whose word the lead gives); slots: `slots`,
    `deals` (what speaks of a deal), `dates` (those of each sentence that was asked);
    factuality: `steps` (the words of each sentence that say how far something got, as place and class).
    `partly` says what alone was read of a report that holds too much, "" where all was.
    """

    report: Report
    language: str
    title: list[Sentence] = default(default_factory=list)
    body: list[Sentence] = default(default_factory=list)
    mentions: list[Mention] = default(default_factory=list)
    entities: list[Entity] = default(default_factory=list)
    views: list[SentenceView] = default(default_factory=list)
    triggers: list[Trigger] = default(default_factory=list)
    candidates: list[Candidate] = default(default_factory=list)
    headline: frozenset[Entity] = frozenset()
    talks: list[TalkCandidate] = default(default_factory=list)
    kept: list[TalkCandidate] = default(default_factory=list)
    said: dict[SentenceView, list[SpeechEvent]] = default(default_factory=dict)
    outlets: list[str] = default(default_factory=list)
    first_reporter: str = ""
    lead_origin: str = "unknown"
    partly: str = ""
    verdicts: dict[TalkCandidate, Verdict] = default(default_factory=dict)
    sureness: dict[TalkCandidate, Sureness] = default(default_factory=dict)
    slots: dict[TalkCandidate, Slots] = default(default_factory=dict)
    deals: Deals | None = None
    dates: dict[SentenceView, tuple[Found, ...]] = default(default_factory=dict)
    steps: dict[SentenceView, tuple[tuple[int, str], ...]] = default(default_factory=dict)
    _read: dict[int, list[Candidate]] = default(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day of publication, None if unknown."""
        return self.report.published.day if self.report.published else None

    def untie(self) -> None:
        """Part what points at each other; call it last. All then goes at once, and Python need not search for it."""
        for sentence in (*self.title, *self.body):
            sentence.named.clear()
        for entity in self.entities:
            entity.mentions.clear()

    def is_one_main(self, talk: TalkCandidate) -> bool:
        """True for the main talk of a report that has no other, or its only talk."""
        return len(self.kept) == 1 or (talk.main and sum(other.main for other in self.kept) == 1)

    def readings(self, talk: TalkCandidate, sentence: Sentence) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
        """The readings of a sentence that are of a talk, and those of others that were not dropped."""
        if not self._read:
            for candidate in self.candidates:
                self._read.setdefault(id(candidate.view.sentence), []).append(candidate)
        here = self._read.get(id(sentence))
        if not here:
            return (), ()
        own = {(c.first, c.view) for c in talk.candidates}
        others = (c for c in here if (c.first, c.view) not in own and not c.dropped)
        return tuple(c for c in here if (c.first, c.view) in own), tuple(others)
