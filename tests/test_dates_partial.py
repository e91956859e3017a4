"""Dates as a user types them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.dates.partial import parse_day, parse_partial
from alliance_cli.models import PartialDate, Precision

TODAY = date(2024, 3, 31)
_STEP = {Precision.DAY: 1, Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


def _snapped(day: date, precision: Precision) -> PartialDate:
    if precision is Precision.DAY:
        return PartialDate(day)
    step = _STEP[precision]
    return PartialDate(day.replace(month=(day.month - 1) // step * step + 1, day=1), precision)


PARTIALS = st.builds(_snapped, st.dates(), st.sampled_from(Precision))


@given(PARTIALS)
def test_what_is_printed_reads_back(partial: PartialDate) -> None:
    assert parse_partial(str(partial)) == partial
    assert partial.start <= partial.end


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("2025-11-13", date(2025, 11, 13), Precision.DAY),
        (" 2025-11 ", date(2025, 11, 1), Precision.MONTH),
        ("2025-Q4", date(2025, 10, 1), Precision.QUARTER),
        ("2025-q1", date(2025, 1, 1), Precision.QUARTER),
        ("2025-H2", date(2025, 7, 1), Precision.HALF),
        ("2025", date(2025, 1, 1), Precision.YEAR),
    ],
)
def test_partial_dates(text: str, start: date, precision: Precision) -> None:
    assert parse_partial(text) == PartialDate(start, precision)


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025-13", "2025-00", "2025-02-30", "2025-Q5", "2025-H3", "2025-1", "0000", "٢٠٢٥", "2025-11-13x"],
)
def test_bad_partial_date_names_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="2025-Q1, 2025-H2 or 2025") as caught:
        parse_partial(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-13", date(2025, 11, 13)),
        ("today", TODAY),
        ("Yesterday", date(2024, 3, 30)),
        ("30 days ago", date(2024, 3, 1)),
        ("1 day ago", date(2024, 3, 30)),
        ("-30d", date(2024, 3, 1)),
        ("-2w", date(2024, 3, 17)),
        ("-1m", date(2024, 2, 29)),
        ("1 month ago", date(2024, 2, 29)),
        ("-13m", date(2023, 2, 28)),
        ("2 years ago", date(2022, 3, 31)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "now", "2025-11", "20251113", "2025-02-30", "30", "30d", "-999999d", "999999 years ago", "\x1b[31m\n"]
)
def test_bad_day_names_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="30 days ago or -30d") as caught:
        parse_day(text, TODAY)
    assert str(caught.value).isprintable()
