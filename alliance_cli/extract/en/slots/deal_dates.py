"""When a deal is to be signed and to close, or was."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from alliance_cli.dates import prose
from alliance_cli.extract.en.slots.passages import Passage, Term, patterns
from alliance_cli.models import PartialDate, Precision

_AFTER = 90
_AHEAD = 120
"""How many characters after the verb the date may begin, of what is done and of what is to come."""


def dates(found: Sequence[Passage], day: date | None) -> list[Term]:
    """The first date of each sort; without a day of publication none is read."""
    if day is None:
        return []
    terms: dict[str, Term] = {}
    for passage in found:
        if passage.foreign and not (patterns()["the_deal"].search(passage.text) and not passage.others):
            continue
        if patterns()["of_financing"].match(passage.text):
            continue
        # most sentences say nothing of it, and to look for dates takes longest
        cued = [sort for sort in _SORTS if sort[0] not in terms and patterns()[sort[1]].search(passage.text)]
        spans = prose.find(passage.text, day) if cued else []
        coming = [_next(one, passage.text, day) for one in spans]
        for name, cue, ahead in cued if spans else ():
            if term := _beside(passage, name, cue, coming if ahead else spans, day, ahead=ahead):
                terms[name] = term
    return list(terms.values())


_SORTS = (
    ("closes", "will_close", True), ("signs", "will_sign", True), ("closed", "has_closed", False),
    ("signed", "has_signed", False),
)  # fmt: skip


def _beside(
    passage: Passage, name: str, cue: str, spans: Sequence[prose.Found], day: date, *, ahead: bool
) -> Term | None:
    """The first date after a cue, on the right side of the day of publication."""
    fitting = [one for one in spans if _fits(one, day, ahead=ahead) and not _of_own_year(passage.text, one)]
    for match in patterns()[cue].finditer(passage.text) if fitting else ():
        if patterns()["closing_other"].search(passage.text[: match.start()]):
            continue
        for one in fitting:
            near = match.end() <= one.start <= match.end() + (_AHEAD if ahead else _AFTER)
            within = match.start() <= one.start < match.end()  # "On May 3, 2026, Renault completed its purchase"
            if name == "closed" and (within or one.end + 1 == match.start()):  # "Renault on Monday completed it"
                return Term({name: _as_exact(one)}, passage, one.start, match.end())
            between = passage.text[match.end() : one.start]
            plain = near and not (_BREAK & set(between) or (ahead and _SAID.search(between)))
            if plain and passage.is_of_talk(match.start()):
                return Term({name: _as_exact(one)}, passage, match.start(), one.end)
    return None


def _next(one: prose.Found, text: str, day: date) -> prose.Found:
    """A month or quarter without a year that has passed is meant of the next year where something is still to come."""
    said, precision = text[one.start : one.end], one.date.precision
    if one.last >= day or precision in (Precision.DAY, Precision.YEAR) or _YEAR.search(said):
        return one
    coming = PartialDate(one.date.start.replace(year=one.date.start.year + 1), precision)
    return replace(one, date=coming, first=coming.start, last=coming.end)


_YEAR = re.compile(r"\d{4}|year")


def _of_own_year(text: str, one: prose.Found) -> bool:
    """True for a date by a company's own year, "the fiscal fourth quarter": when that is nobody knows here."""
    return patterns()["own_year"].search(text[max(0, one.start - _NEAR) : one.end + _NEAR]) is not None


_NEAR = 16


def _fits(one: prose.Found, day: date, *, ahead: bool) -> bool:
    return one.last >= day if ahead else one.date.start <= day and one.date.precision is Precision.DAY


_BREAK = frozenset(";:")
_SAID = re.compile(r"\b(?:said|told|announced)\b")
"""The date behind it is that of the telling."""


def _as_exact(one: prose.Found) -> PartialDate:
    """The date as exact as the words: a half or a quarter where its bounds say so."""
    return one.date
