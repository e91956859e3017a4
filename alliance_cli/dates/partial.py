"""Dates as a user or a file writes them: 2025-11-13, 2025-11, 2025-Q1, 2025-H2, 2025; and days by name."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from alliance_cli.partial_dates import PartialDate, Precision

if TYPE_CHECKING:
    from alliance_cli.models import Published

_PARTIAL = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})(?:-([0-9]{2}))?))?", re.IGNORECASE)
_AGO = re.compile(r"([0-9]{1,6}) ?(day|week|month|year)s? ago", re.IGNORECASE)
_BACK = re.compile(r"-([0-9]{1,6})([dwmy])", re.IGNORECASE)
_NAMED = {"today": 0, "yesterday": -1}
_DAY_FORMS = "use a day such as 2025-11-13, today, yesterday, 30 days ago or -30d (also -2w, -6m, -1y)"
_PARTIAL_FORMS = "use 2025-11-13, 2025-11, 2025-Q1, 2025-H2 or 2025"


def parse_partial(text: str) -> PartialDate:
    """Read a day, month, quarter, half or year; the inverse of `str(PartialDate)`.

    Raises ValueError, in one line with the allowed forms.
    """
    match = _PARTIAL.fullmatch(text.strip())
    try:
        if match:
            return _from_parts(*match.groups())
    except ValueError:
        pass
    raise ValueError(f"not a date: {shown(text)}; {_PARTIAL_FORMS}")


def _from_parts(year: str, quarter: str | None, half: str | None, month: str | None, day: str | None) -> PartialDate:
    if quarter:
        return PartialDate(date(int(year), int(quarter) * 3 - 2, 1), Precision.QUARTER)
    if half:
        return PartialDate(date(int(year), int(half) * 6 - 5, 1), Precision.HALF)
    if day and month:
        return PartialDate(date(int(year), int(month), int(day)), Precision.DAY)
    if month:
        return PartialDate(date(int(year), int(month), 1), Precision.MONTH)
    return PartialDate(date(int(year), 1, 1), Precision.YEAR)


def parse_day(text: str, today: date) -> date:
    """Read a day for an option: an ISO day, today, yesterday, "30 days ago", "-30d" (d, w, m, y).

    Months and years back keep the day of the month where it exists, else take the last of that month.
    Raises ValueError, in one line with the allowed forms.
    """
    cleaned = " ".join(text.split()).lower()
    try:
        if cleaned in _NAMED:
            return today + timedelta(days=_NAMED[cleaned])
        if match := _AGO.fullmatch(cleaned) or _BACK.fullmatch(cleaned):
            return back(today, int(match[1]), match[2][0])
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cleaned):
            return date.fromisoformat(cleaned)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"not a day: {shown(text)}; {_DAY_FORMS}")


def back(today: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years ("d", "w", "m", "y") ago; ahead, if `count` is negative.

    Months keep the day where it exists, else take the last of the month. Raises ValueError or OverflowError past the
    years that there are.
    """
    if unit in "dw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    last = PartialDate(first, Precision.MONTH).end
    return first.replace(day=min(today.day, last.day))


def as_published(when: PartialDate, today: date) -> "Published":
    """When something was published that the user dates so: by the last day it can mean, and not after today.

    Where that is no single day, the flag says so, as in a date that was read: "month-only".
    """
    from alliance_cli.models import Published

    at = datetime.combine(min(when.end, max(when.start, today)), time(), UTC)
    flags = () if when.precision is Precision.DAY else (f"{when.precision}-only",)
    return Published(at, day_only=True, source="user", raw=str(when) if flags else "", flags=flags)


def shown(text: str, most: int = 40) -> str:
    """The text as one short line of so many characters at most, control characters escaped."""
    return ascii(text if len(text) <= most else text[: most - 3] + "...")
