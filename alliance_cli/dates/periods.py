"""Days, weeks, months, quarters, halves and years counted from a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from alliance_cli.models import PartialDate, Precision

Day: TypeAlias = date


@dataclass(frozen=True, slots=True)
class Span:
    """A date with its precision, and the first and last day it can mean, which may be closer than the precision."""

    date: PartialDate
    first: Day
    last: Day


def whole(start: date, precision: Precision) -> Span:
    """A period in full."""
    partial = PartialDate(start, precision)
    return Span(partial, start, partial.end)


def day(value: date) -> Span:
    """One day."""
    return whole(value, Precision.DAY)


def month(year: int, number: int) -> Span:
    """One month; `number` may run over the year's ends."""
    return whole(first_of_month(year, number), Precision.MONTH)


def quarter(year: int, number: int) -> Span:
    """One quarter; `number` may run over the year's ends."""
    return whole(first_of_month(year, number * 3 - 2), Precision.QUARTER)


def half(year: int, number: int) -> Span:
    """One half; `number` may run over the year's ends."""
    return whole(first_of_month(year, number * 6 - 5), Precision.HALF)


def year(number: int) -> Span:
    """One calendar year."""
    return whole(date(number, 1, 1), Precision.YEAR)


def week(inside: date) -> Span:
    """Monday to Sunday. No precision says "week": it is given as the month of its Thursday."""
    monday = inside - timedelta(days=inside.weekday())
    thursday = monday + timedelta(days=3)
    return Span(PartialDate(thursday.replace(day=1), Precision.MONTH), monday, monday + timedelta(days=6))


def weekend(inside: date) -> Span:
    """The Saturday and Sunday of a week, given as the month of the Saturday."""
    saturday = inside + timedelta(days=5 - inside.weekday())
    return Span(PartialDate(saturday.replace(day=1), Precision.MONTH), saturday, saturday + timedelta(days=1))


def unit(name: str, anchor: date, offset: int) -> Span:
    """The day, week, weekend, month, quarter or year that lies `offset` of them after that of `anchor`."""
    match name:
        case "day":
            return day(anchor + timedelta(days=offset))
        case "week" | "weekend":
            return (week if name == "week" else weekend)(anchor + timedelta(days=7 * offset))
        case "month":
            return month(anchor.year, anchor.month + offset)
        case "quarter":
            return quarter(anchor.year, (anchor.month + 2) // 3 + offset)
        case _:
            return year(anchor.year + offset)


def narrowed(span: Span, first: date, last: date) -> Span:
    """The same date with closer bounds; a single day becomes precise to the day."""
    first, last = max(first, span.first), min(last, span.last)
    if first > last:
        return span
    return day(first) if first == last else Span(span.date, first, last)


def first_of_month(year: int, number: int) -> date:
    """The first of a month; months run over the year's ends. Raises ValueError outside years 1 to 9999."""
    count = year * 12 + number - 1
    return date(count // 12, count % 12 + 1, 1)
