"""The steps of a reading in words: which names it found, which cues, which talks, and why each counted or not."""

from dataclasses import dataclass, replace

from alliance_cli.extract.aggregation.kind import kind_of
from alliance_cli.extract.document import Candidate, Document, SentenceView
from alliance_cli.extract.scoring.scorer import Scorer


@dataclass(frozen=True, slots=True)
class MentionNote:
    """A name where it stands: `field` is `text` or `title`, offsets count in it.

    `why` says why it can be a party or not.
    """

    surface: str
    field: str
    start: int
    end: int
    name: str
    sort: str
    company: str
    accepted: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueNote:
    """A cue where it stands, the rule that read it, the parties, and why it was dropped.

    The rule is "" if the frame of the cue was not filled.
    """

    words: str
    field: str
    start: int
    end: int
    frame: str
    rule: str
    parties: tuple[str, ...]
    kind: str
    dropped: str


@dataclass(frozen=True, slots=True)
class CandidateNote:
    """A candidate talk: parties, kind, weight, the rules it rests on; `dropped` is "" if it was kept."""

    parties: tuple[str, ...]
    kind: str
    main: bool
    score: float
    rules: tuple[str, ...]
    why: tuple[str, ...]
    dropped: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything between a report and its claims."""

    mentions: tuple[MentionNote, ...]
    cues: tuple[CueNote, ...]
    candidates: tuple[CandidateNote, ...]


def explained(document: Document, scorer: Scorer) -> Explanation:
    """The explanation of an analysis."""
    return Explanation(
        tuple(_mentions(document)),
        tuple(_cues(document)),
        tuple(_candidates(document, scorer)),
    )


def _mentions(document: Document) -> list[MentionNote]:
    notes = []
    for mention in document.mentions:
        entity = mention.entity
        why = (*(sign.text for sign in entity.signs), *entity.reasons) or ("no sign either way",)
        notes.append(
            MentionNote(
                mention.surface, mention.sentence.field, mention.start, mention.end, entity.name,
                entity.sort.value, entity.company, entity.may_be_party, tuple(dict.fromkeys(why)),
            )
        )  # fmt: skip
    return notes


def _cues(document: Document) -> list[CueNote]:
    by_trigger: dict[tuple[SentenceView, int], list[Candidate]] = {}
    for candidate in document.candidates:
        by_trigger.setdefault((candidate.view, candidate.first), []).append(candidate)
    notes: list[CueNote] = []
    for view, cue, first, last in document.triggers:
        tokens = view.sentence.tokens
        unfilled = CueNote(
            " ".join(cue.words), view.sentence.field, tokens[first].start, tokens[last - 1].end, cue.frame.name,
            "", (), cue.kind or "", "no two companies in its frame",
        )  # fmt: skip
        notes.extend([_filled(unfilled, candidate) for candidate in by_trigger.get((view, first), [])] or [unfilled])
    return notes


def _filled(note: CueNote, candidate: Candidate) -> CueNote:
    """The note of a cue whose frame a candidate fills."""
    parties = tuple(f"{entity.name} ({role.value})" for entity, role in candidate.parts)
    kind = candidate.kind.value if candidate.kind else ""
    return replace(note, rule=candidate.rule, parties=parties, kind=kind, dropped=candidate.dropped)


def _candidates(document: Document, scorer: Scorer) -> list[CandidateNote]:
    notes = []
    for talk in document.talks:
        verdict = document.verdicts.get(talk)
        parties = tuple(f"{entity.name} ({role.value})" for entity, role in talk.parts.items())
        rules = tuple(dict.fromkeys(candidate.rule for candidate in talk.candidates))
        why = verdict.why if verdict else ()
        kind = kind_of(talk, scorer)[0].value
        notes.append(CandidateNote(parties, kind, talk.main, round(talk.score, 2), rules, why, talk.dropped))
    return notes
