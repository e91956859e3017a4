"""The market a claim is for, and when it happened."""

from typing import Final

from alliance_cli.dates import japanese
from alliance_cli.extract.document import Document, SentenceFacts, TalkCandidate, Verdict
from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.relations.groups import plain_of
from alliance_cli.extract.ja.text.plain import line_of
from alliance_cli.models import PartialDate, Status

_FAR: Final = 70
"""How many signs may lie between a cue and the date of its event."""


def region(verdict: Verdict) -> str:
    """The market a talk is for, in the sentences that lead: "インドでの合弁"."""
    for fact in sorted(verdict.facts, key=lambda fact: -fact.weight)[:2]:
        found = shape("market").search(plain_of(fact.view)) if fact.asserted else None
        if found is not None:
            return found[1]
    return ""


def event_date(document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
    """When it happened, by the first sentence that tells of it and has a date that is not to come."""
    day, over = document.day, verdict.status is Status.ABANDONED
    for fact in verdict.facts:
        if fact.headline or not fact.direct or (over and not fact.ended) or day is None:
            continue
        at = _told_at(talk, fact)
        fits = [d for d in japanese.find(plain_of(fact.view), day) if d.date.start <= day and abs(d.start - at) <= _FAR]
        if fits:
            return min(fits, key=lambda found: abs(found.start - at)).date
    return None


def _told_at(talk: TalkCandidate, fact: SentenceFacts) -> int:
    """The sign of a sentence at which the event is told: its ending, else its cue."""
    first = next((c.first for c in talk.candidates if c.view is fact.view), 0)
    return line_of(fact.view).starts[fact.ended_at if fact.ended_at >= 0 else first]
