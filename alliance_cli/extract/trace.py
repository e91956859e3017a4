"""The steps of a reading in words: names, cues, candidates."""

from dataclasses import dataclass

from alliance_cli.extract.aggregation import clusters
from alliance_cli.extract.document import Candidate, Document, SentenceView
from alliance_cli.models import Claim


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

    language: str
    mentions: tuple[MentionNote, ...]
    cues: tuple[CueNote, ...]
    candidates: tuple[CandidateNote, ...]
    claims: tuple[Claim, ...]


def explain_analysis(analysis: Document, claims: tuple[Claim, ...]) -> Explanation:
    """The explanation of an analysis."""
    return Explanation(
        analysis.language,
        tuple(_mentions(analysis)),
        tuple(_cues(analysis)),
        tuple(_candidates(analysis)),
        claims,
    )


def _mentions(analysis: Document) -> list[MentionNote]:
    notes = []
    for mention in analysis.mentions:
        entity = mention.entity
        why = (*entity.signs, *entity.reasons) or ("no sign either way",)
        notes.append(
            MentionNote(
                mention.surface, mention.sentence.field, mention.start, mention.end, entity.name,
                entity.sort.value, entity.company, entity.may_be_party, tuple(dict.fromkeys(why)),
            )
        )  # fmt: skip
    return notes


def _cues(analysis: Document) -> list[CueNote]:
    made: dict[tuple[SentenceView, int], list[Candidate]] = {}
    for assertion in analysis.assertions:
        made.setdefault((assertion.clause, assertion.first), []).append(assertion)
    notes = []
    for clause, cue, i, last in analysis.cues:
        tokens = clause.sentence.tokens
        start, end = tokens[i].start, tokens[last - 1].end
        words = " ".join(cue.words)
        held = made.get((clause, i), [])
        if not held:
            notes.append(
                CueNote(
                    words,
                    clause.sentence.field,
                    start,
                    end,
                    cue.frame.name,
                    "",
                    (),
                    cue.kind or "",
                    "no two companies in its frame",
                )
            )
        for assertion in held:
            parties = tuple(f"{entity.name} ({role.value})" for entity, role in assertion.parts)
            kind = assertion.kind.value if assertion.kind else ""
            notes.append(
                CueNote(
                    words,
                    clause.sentence.field,
                    start,
                    end,
                    cue.frame.name,
                    assertion.rule,
                    parties,
                    kind,
                    assertion.dropped,
                )
            )
    return notes


def _candidates(analysis: Document) -> list[CandidateNote]:
    notes = []
    for talk in analysis.candidates:
        held = analysis.standings.get(talk)
        parties = tuple(f"{entity.name} ({role.value})" for entity, role in talk.parts.items())
        rules = tuple(dict.fromkeys(assertion.rule for assertion in talk.assertions))
        why = tuple(held[0].why) if held else ()
        notes.append(
            CandidateNote(
                parties, clusters.kind_of(talk)[0].value, talk.main, round(talk.score, 2), rules, why, talk.dropped
            )
        )
    return notes
