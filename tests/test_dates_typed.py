"""Dates in options: as people type them, as exact as they are."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.dates.typed import parse_typed
from tests.conftest import Run
from tests.test_dates_partial import PARTIALS
from tests.test_history import talks

TODAY = date(2025, 11, 29)


@given(PARTIALS)
def test_what_the_program_prints_can_be_typed(partial: object) -> None:
    assert str(parse_typed(str(partial), TODAY).date) == str(partial)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nov 13, 2024", "2024-11-13"), ("nov 13 2024", "2024-11-13"), ("13 NOV 2024", "2024-11-13"),
        ("Wed, 13 November 2024", "2024-11-13"), ("13.11.2024", "2024-11-13"), ("13/11/2024", "2024-11-13"),
        ("11/13/2024", "2024-11-13"), ("20241113", "2024-11-13"), ("2024/11/13", "2024-11-13"),
        ("November 2024", "2024-11"), ("nov 2024", "2024-11"), ("11/2024", "2024-11"), ("sept 2024", "2024-09"),
        ("2024-Q4", "2024-Q4"), ("Q4 2024", "2024-Q4"), ("q42024", "2024-Q4"), ("H2 2024", "2024-H2"),
        ("the fourth quarter of 2024", "2024-Q4"), ("2024", "2024"), ("last month", "2025-10"),
        ("Last Quarter", "2025-Q3"), ("this year", "2025"), ("last year", "2024"), ("monday", "2025-11-24"),
        ("last tue", "2025-11-25"), ("Dec 24", "2024-12-24"), ("may", "2025-05"), ("yesterday", "2025-11-28"),
        ("-30d", "2025-10-30"), ("2 weeks ago", "2025-11-15"),
    ],
)  # fmt: skip
def test_forms_that_people_type(text: str, meant: str) -> None:
    assert str(parse_typed(text, TODAY).date) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Friday", "2025-12-05"), ("next month", "2025-12"), ("Dec 24", "2025-12-24"), ("jan 5", "2026-01-05"),
        ("in 2 weeks", "2025-12-13"), ("+3m", "2026-02-28"), ("tomorrow", "2025-11-30"), ("30 days", "2025-12-29"),
    ],
)  # fmt: skip
def test_what_is_to_come_counts_forward(text: str, meant: str) -> None:
    assert str(parse_typed(text, TODAY, ahead=True).date) == meant


def test_a_week_has_its_bounds() -> None:
    found = parse_typed("last week", TODAY)
    assert (found.first, found.last) == (date(2025, 11, 17), date(2025, 11, 23))


@pytest.mark.parametrize(
    "text", ["", "soon", "30", "2025-02-30", "2025-13", "99.99.2024", "in 2 weeks", "FY2025", "marching 2025",
             "\x1b[31m\n", "9" * 5000, "999999 years ago"],
)  # fmt: skip
def test_what_is_no_date_is_told_in_a_line_with_forms(text: str) -> None:
    with pytest.raises(ValueError, match="use a form such as 2025-11-13") as caught:
        parse_typed(text, TODAY)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def test_two_readings_are_both_told() -> None:
    with pytest.raises(ValueError, match="could mean 2025-01-02 or 2025-02-01"):
        parse_typed("01/02/2025", TODAY)


@given(st.text(max_size=30))
def test_nothing_typed_is_a_bug(text: str) -> None:
    try:
        found = parse_typed(text, TODAY)
    except ValueError:
        return
    assert found.first <= found.last <= found.first + timedelta(days=366)


def test_a_claim_keeps_how_exact_its_date_is(run: Run) -> None:
    assert run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024", "--origin", "Nikkei").code == 0
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "Q1 2025", "--origin", "Reuters")
    (talk,) = talks(run)
    claims = json.loads(run("why", str(talk["id"]), "--json").out)["claims"]
    assert [(c["date"], c["precision"], c["published"]) for c in claims] == [
        ("2024", "year", None), ("2025-Q1", "quarter", None),
    ]  # fmt: skip
    shown = run("timeline", "Nissan", "Honda").out
    assert "Q1 " in shown
    assert "2024 ○" in shown
    assert "12-31" not in run("why", str(talk["id"])).out
    assert talks(run, "--as-of", "2024-12")[0]["first_reported"] == "2024-12-31"


def test_a_bound_is_the_first_or_the_last_day_of_what_is_typed(run: Run) -> None:
    for maker, day in (("Zorvex", "2024-11-15"), ("Quenlow", "2024-12-15"), ("Brunalt", "2025-01-15")):
        assert run("add", "Nissan", maker, "--kind", "merger", "--date", day).code == 0
    seen = [len(talks(run, *bounds)) for bounds in (
        ("--since", "2024-12"), ("--until", "2024-12"), ("--since", "Dec 2024", "--until", "Q4 2024"),
        ("--as-of", "2024"),
    )]  # fmt: skip
    assert seen == [2, 2, 1, 2]
    assert "lies after" in run("talks", "--since", "2025", "--until", "2024").err


def test_a_judgement_holds_from_a_period(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-10-05", "--origin", "Nikkei")
    (talk,) = talks(run)
    assert run("judge", str(talk["id"]), "--status", "confirmed", "--date", "Nov 2024").code == 0
    claims = json.loads(run("why", str(talk["id"]), "--json").out)["claims"]
    assert claims[-1]["date"] == "2024-11"
    assert "from 2024-10-05" in run("judge", str(talk["id"]), "--status", "confirmed", "--date", "2023").err
