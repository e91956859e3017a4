"""Dates in English prose, resolved against the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from alliance_cli.dates import periods
from alliance_cli.dates.grammar import CONTINUED_MONTH, CONTINUED_YEAR, GUARD, MASTER, STARTS
from alliance_cli.dates.periods import Span
from alliance_cli.dates.resolve import RULES, Context
from alliance_cli.dates.words import MONTHS
from alliance_cli.models import PartialDate

Day: TypeAlias = date


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: the characters from `start` to `end`, what they mean, the rule that read them.

    `first` and `last` bound the days meant, and may be closer than the precision of `date` can say: "last week" is a
    month with the bounds of a week, "late November" a month with the bounds of its last third, "mid-2026" a year.
    `future` is true where even the first of them lies after the day of publication.
    """

    start: int
    end: int
    date: PartialDate
    rule: str
    first: Day
    last: Day
    future: bool


def find(text: str, published: date) -> list[Found]:
    """The dates in a sentence or a longer text, in order, never overlapping.

    "Thursday" is the latest one up to the day of publication, that day included, unless the words around speak of
    the future; months and days without a year likewise. "The same day", "a week later" count from the date found
    before in the same text, and are left out where there is none. What is doubtful is left out.
    """
    return list(_found(text, published)) if GUARD.search(text) else []


def _found(text: str, published: date) -> Iterator[Found]:
    position, anchor = 0, None
    for place in STARTS.finditer(text):
        match = MASTER.match(text, place.start()) if place.start() >= position else None
        if match is None:
            continue
        position = match.end()
        rule = (match.lastgroup or "")[2:]
        start, end = match.span(f"{rule}_d") if f"{rule}_d" in MASTER.groupindex and rule != "iso" else match.span()
        span = _resolved(rule, match, Context(text, start, end, published, anchor))
        if span is None:
            continue
        anchor = span
        yield _as_found(start, end, span, rule, published)
        if rule in _CONTINUED and (more := _continued(text, end, rule, span, published)):
            position = more.end
            yield more


_CONTINUED = {"prepyear", "prepmonth"}


def _resolved(rule: str, match: re.Match[str], context: Context) -> Span | None:
    """The span of a match; None where it is no date or lies outside the calendar."""
    try:
        return RULES[rule](match, context)
    except (ValueError, OverflowError):
        return None


def _as_found(start: int, end: int, span: Span, rule: str, published: date) -> Found:
    return Found(start, end, span.date, rule, span.first, span.last, span.first > published)


def _continued(text: str, end: int, rule: str, span: Span, published: date) -> Found | None:
    """The second of "between 2019 and 2021", "from March to May": the next such month after the first."""
    match = (CONTINUED_YEAR if rule == "prepyear" else CONTINUED_MONTH).match(text, end)
    if match is None:
        return None
    try:
        if rule == "prepyear":
            second = periods.year(int(match["d"]))
        else:
            month = MONTHS[match["d"][:3].lower()]
            second = periods.month(span.first.year + (month < span.first.month), month)
    except (ValueError, OverflowError):
        return None
    return _as_found(*match.span("d"), second, rule, published)
