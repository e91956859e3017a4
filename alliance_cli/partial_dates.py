"""Dates known to a day, month, quarter, half or year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
"""How many months a date of a precision is long."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to a day, month, quarter, half or year; `start` is its first day."""

    start: date
    precision: Precision = Precision.DAY

    @property
    def end(self) -> date:
        """The last day the date can mean."""
        if self.precision is Precision.DAY:
            return self.start
        months = self.start.year * 12 + self.start.month - 1 + MONTHS[self.precision]
        if months >= 12 * 10_000:
            return date.max
        return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match self.precision:
            case Precision.DAY:
                return self.start.isoformat()
            case Precision.MONTH:
                return f"{year:04}-{month:02}"
            case Precision.QUARTER:
                return f"{year:04}-Q{(month + 2) // 3}"
            case Precision.HALF:
                return f"{year:04}-H{1 if month <= 6 else 2}"
            case Precision.YEAR:
                return f"{year:04}"
