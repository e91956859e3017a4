"""Subject and date of a talk, where the words around it give them."""

import re
from datetime import UTC, date

from alliance_cli.dates import prose
from alliance_cli.extract.document import SentenceFacts, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.models import PartialDate, Precision, Published

_UNKNOWN_DAY = date(2099, 12, 31)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def subject(facts: list[SentenceFacts]) -> str:
    """What a talk is about, as a short phrase from the subject list, "" if none is said."""
    counts: dict[str, float] = {}
    for fact in facts:
        text = " " + " ".join(fact.view.words) + " "
        for phrase, name in LEX.subjects:
            if f" {phrase} " in text:
                counts[name] = counts.get(name, 0.0) + fact.weight
    if len(counts) > 1:
        counts.pop(_WIDE, None)  # says less than any other
    return max(counts, key=lambda name: counts[name]) if counts else ""


_WIDE = "vehicles"


def event_date(view: SentenceView, text: str, published: Published | None, at: int) -> PartialDate | None:
    """The date a sentence gives the event whose cue is its word `at`; never after publication."""
    sentence = view.sentence
    start, end, near = sentence.start, sentence.end, sentence.tokens[at].start
    day = published.day if published else _UNKNOWN_DAY
    best: tuple[int, PartialDate] | None = None
    for found in prose.find(text[start:end], day):
        if found.future or found.date.start > day or _still_runs(found, day) or _elsewhere(view, at, found):
            continue
        if published is None and not _YEAR.search(text, start + found.start, start + found.end):
            continue
        distance = abs(start + found.start - near)
        if distance < _FAR and (best is None or distance < best[0]):
            best = (distance, found.date)
    return best[1] if best and not _may_be_tomorrow(best[1], published) else None


def _still_runs(found: prose.Found, day: date) -> bool:
    """True for "this year": what is planned has no date yet, and what is told is dated better by the report."""
    return found.first <= day <= found.last and found.date.precision in _LONG


def _elsewhere(view: SentenceView, at: int, found: prose.Found) -> bool:
    """True for a date in an aside that the cue is outside of ("the tie-up, first mooted in 2020, was called off")."""
    tokens, start = view.sentence.tokens, view.sentence.start + found.start
    i = next((j for j, token in enumerate(tokens) if token.end > start), 0)
    return view.depth[i] > view.depth[at]


def _may_be_tomorrow(found: PartialDate, published: Published | None) -> bool:
    """True for a weekday six days back in a report from late in the day: where it was written, tomorrow had begun."""
    if published is None or published.day_only or found.precision is not Precision.DAY:
        return False
    return (published.day - found.start).days == 6 and published.at.astimezone(UTC).hour >= _EAST_AWAKE


_FAR = 90
_EAST_AWAKE = 12
_LONG = frozenset({Precision.YEAR, Precision.HALF, Precision.QUARTER})
