"""Dates as people type them, each as exact as it is: 2025, 2025-Q4, Nov 13, 2025, 13.11.2025, last month, -30d."""

import re
from datetime import date

from alliance_cli.dates import periods
from alliance_cli.dates.partial import back, parse_day, parse_partial, shown
from alliance_cli.dates.periods import Span
from alliance_cli.dates.words import MONTH_NAMES, WEEKDAY_NAMES

FORMS = "2025-11-13, Nov 13, 2025, 2025-11, 2025-Q4, 2025, yesterday, last month, 30 days ago, -30d"
"""What the error names; the help has them all."""

_NAMES = (*MONTH_NAMES, *WEEKDAY_NAMES)
_NUMERIC = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})|([0-9]{1,2})[/.]([0-9]{4})", re.ASCII)
_PART = re.compile(r"([0-9]{4})[ /-]?([qh])([1-4])|([qh])([1-4])[ /-]?([0-9]{4})", re.ASCII)
_AHEAD = re.compile(r"(?:in )?([0-9]{1,4}) ?(day|week|month|year)s?|\+([0-9]{1,4})([dwmy])", re.ASCII)


def parse_typed(text: str, today: date, *, ahead: bool = False) -> Span:
    """Read a date for an option: a day or a period, with its first and last day.

    What leaves the year open is the latest that is not to come, with `ahead` the next; only then "in 2 weeks" and
    "+2w" are read. Raises ValueError, in one line with some of the forms, also for a date with two readings.
    """
    cleaned = " ".join(text.split())
    try:
        found = _numbers(cleaned.lower(), today) or (_later(cleaned.lower(), today) if ahead else None)
        found = found or _words(cleaned, today, ahead=ahead)
    except OverflowError:
        found = None
    if found is None:
        raise ValueError(f"not a date: {shown(text)}; use a form such as {FORMS}")
    return found


def _numbers(text: str, today: date) -> Span | None:
    """A date in digits and signs, or counted back from today."""
    for read in (_partial, _part, _numeric, _year_month):
        if (found := read(text)) is not None:
            return found
    try:
        return periods.day(parse_day(text, today))
    except ValueError:
        return None


def _partial(text: str) -> Span | None:
    compact = f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch(r"(?:19|20)[0-9]{6}", text, re.ASCII) else text
    try:
        found = parse_partial(compact)
    except ValueError:
        return None
    return Span(found, found.start, found.end)


def _part(text: str) -> Span | None:
    match = _PART.fullmatch(text)
    if match is None:
        return None
    year, unit, number = match[1] or match[6], match[2] or match[4], match[3] or match[5]
    return _partial(f"{year}-{unit.upper()}{number}")


def _numeric(text: str) -> Span | None:
    """13.11.2025, 13/11/2025 and 11/13/2025. Raises ValueError for 01/02/2025, which could mean two days."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    orders = [(second, first)] if match[2] == "." else [(second, first), (first, second)]
    readings = {found for month, number in orders if (found := _day(year, month, number))}
    if len(readings) > 1:
        early, late = sorted(readings)
        raise ValueError(f"{shown(text)} could mean {early} or {late}; write it so")
    return periods.day(readings.pop()) if readings else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_month(text: str) -> Span | None:
    match = _YEAR_MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1] or match[4]), int(match[2] or match[3])
    return periods.month(year, month) if 1 <= month <= 12 else None


def _later(text: str, today: date) -> Span | None:
    """ "in 2 weeks", "+2w", and units that come next."""
    match = _AHEAD.fullmatch(text)
    if match is None:
        return None
    return periods.day(back(today, -int(match[1] or match[3]), (match[2] or match[4])[0]))


def _words(text: str, today: date, *, ahead: bool) -> Span | None:
    """A date in English words, as news writes it, if it is all of the text."""
    from alliance_cli.dates import prose

    spelled = " ".join(_spelled(word) for word in text.removeprefix("the ").split(" "))
    for lead in ("will meet ", "will meet in ") if ahead else ("said ", "said in "):
        for found in prose.find(lead + spelled, today):
            if (found.start, found.end) == (len(lead), len(lead + spelled)) and found.rule != "fiscal":
                return Span(found.date, found.first, found.last)
    return None


def _spelled(word: str) -> str:
    """A word as prose has it: months and weekdays whole, with a capital; parts of a year large; all others small."""
    lower = word.lower()
    letters = lower.strip(".,")
    name = next((n for n in _NAMES if len(letters) > 2 and n.lower().startswith(letters)), "")
    if name:
        return name + ("," if lower.endswith(",") else "")
    return lower.upper() if re.fullmatch(r"[qh][1-4]|[1-4][qh]", lower, re.ASCII) else lower
