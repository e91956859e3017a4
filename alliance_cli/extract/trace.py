"""The steps of a reading in words: which names it found, which cues, which talks, and why each counted or not."""

from collections.abc import Iterable, Iterator

from alliance_cli.extract.aggregation.kind import kind_of
from alliance_cli.extract.document import Candidate, Document, Part, SentenceView
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.reader import CandidateNote, CueNote, Explanation, MentionNote


def explained(document: Document, scorer: Scorer) -> Explanation:
    """Everything between a report and its claims, as readers tell it."""
    return {
        "mentions": tuple(_mentions(document)),
        "cues": tuple(_cues(document)),
        "candidates": tuple(_candidates(document, scorer)),
    }


def _mentions(document: Document) -> Iterator[MentionNote]:
    for mention in document.mentions:
        entity = mention.entity
        why = (*(sign.text for sign in entity.signs), *entity.reasons) or ("no sign either way",)
        yield {
            "surface": mention.surface,
            "field": mention.sentence.field,
            "start": mention.start,
            "end": mention.end,
            "name": entity.name,
            "sort": entity.sort.value,
            "company": entity.company,
            "accepted": entity.may_be_party,
            "why": tuple(dict.fromkeys(why)),
        }


def _cues(document: Document) -> Iterator[CueNote]:
    by_trigger: dict[tuple[SentenceView, int], list[Candidate]] = {}
    for candidate in document.candidates:
        by_trigger.setdefault((candidate.view, candidate.first), []).append(candidate)
    for view, cue, first, last in document.triggers:
        tokens = view.sentence.tokens
        unfilled: CueNote = {
            "words": " ".join(cue.words),
            "field": view.sentence.field,
            "start": tokens[first].start,
            "end": tokens[last - 1].end,
            "frame": cue.frame.name,
            "rule": "",
            "parties": (),
            "kind": cue.kind or "",
            "dropped": "no two companies in its frame",
        }
        yield from [_filled(unfilled, candidate) for candidate in by_trigger.get((view, first), [])] or [unfilled]


def _filled(note: CueNote, candidate: Candidate) -> CueNote:
    """The note of a cue whose frame a candidate fills."""
    return {
        **note,
        "rule": candidate.rule,
        "parties": _named(candidate.parts),
        "kind": candidate.kind.value if candidate.kind else "",
        "dropped": candidate.dropped,
    }


def _candidates(document: Document, scorer: Scorer) -> Iterator[CandidateNote]:
    for talk in document.talks:
        verdict = document.verdicts.get(talk)
        yield {
            "parties": _named(talk.parts.items()),
            "kind": kind_of(talk, scorer)[0].value,
            "main": talk.main,
            "score": round(talk.score, 2),
            "rules": tuple(dict.fromkeys(candidate.rule for candidate in talk.candidates)),
            "why": verdict.why if verdict else (),
            "dropped": talk.dropped,
        }


def _named(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(f"{entity.name} ({role.value})" for entity, role in parts)
