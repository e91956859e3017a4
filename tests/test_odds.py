"""The odds of rumours: counted on earlier ones that are like them, silent where they are few."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.ledger.odds import ENOUGH, TRAITS, WINDOW, Case, Sort, odds
from alliance_cli.vocabulary import Kind, Stage
from tests import builders
from tests.conftest import Run
from tests.ledgers import Desk, Doc

NIKKEI = Sort("nikkei", Stage.TALKS, Kind.MERGER)
OTHER = Sort("wsj", Stage.EXPLORING, Kind.SUPPLY)


def cases(sort: Sort, true: int, false: int, days: int = 50) -> list[Case]:
    return [Case(sort, days, True)] * true + [Case(sort, WINDOW + 1, False)] * false


def test_the_rate_is_that_of_rumours_that_share_what_is_asked_for() -> None:
    known = cases(NIKKEI, 15, 15) + cases(OTHER, 0, 70)
    found = odds(known, NIKKEI, 0, TRAITS)
    assert (found.hits, found.cases, found.by) == (15, 30, TRAITS)
    assert found.low < found.rate == 0.5 < found.high
    assert odds(known, NIKKEI, 0, ()).rate == 0.15


def test_where_few_share_it_those_count_that_share_less_and_fewer_than_twenty_say_nothing() -> None:
    rare = NIKKEI._replace(origin="nobody")
    known = cases(NIKKEI, 10, 10) + cases(rare, 3, 0)
    assert odds(known, rare, 0, TRAITS).by == ("stage", "kind", "clear", "listed")
    doubted = rare._replace(listed=False)
    assert odds(known + cases(doubted, 1, 1), doubted, 0, TRAITS).by == ()
    few = odds(known[: ENOUGH - 1], NIKKEI, 0, TRAITS)
    assert (few.rate, few.low, few.high, few.cases) == (None, None, None, ENOUGH - 1)


def test_only_those_count_that_were_rumours_still_at_that_age() -> None:
    known = cases(NIKKEI, 20, 20, days=40)
    assert odds(known, NIKKEI, 39).rate == 0.5
    assert odds(known, NIKKEI, 40).rate == 0.0


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([NIKKEI, OTHER]), st.integers(0, 366), st.booleans()), max_size=60),
    st.integers(0, 400),
)
def test_the_interval_holds_the_rate_and_nothing_is_said_of_few(found: list, age: int) -> None:
    told = odds([Case(*case) for case in found], NIKKEI, age, TRAITS)
    assert (told.rate is None) == (sum(days > age for _, days, _ in found) < ENOUGH)
    if told.rate is not None:
        assert 0 <= told.low <= told.rate <= told.high <= 1
        assert told.cases >= ENOUGH


def test_usually_those_count_that_are_as_clearly_read_and_of_companies_on_a_list_or_not() -> None:
    obscure, unclear = NIKKEI._replace(listed=False, clear=False), NIKKEI._replace(clear=False)
    known = cases(NIKKEI, 20, 20) + cases(obscure, 2, 28) + cases(unclear, 1, 2)
    assert (odds(known, OTHER, 0).rate, odds(known, obscure, 0).hits) == (0.5, 2)
    few = odds(known, unclear, 0)
    assert (few.by, few.hits, few.cases) == (("listed",), 21, 43)


def _rumour(number: int, day: int) -> Doc:
    return Doc(number, day, (builders.claim(f"a{number}", f"b{number}"),))


def test_open_rumours_are_listed_with_what_earlier_ones_came_to(run: Run, ledger: object) -> None:
    from alliance_cli.services.looking.odds import chances
    from alliance_cli.services.looking.selection import Moment

    desk = Desk()
    desk.ingest([_rumour(n, n) for n in range(ENOUGH)])
    desk.ingest([Doc(100 + n, n + 30, (builders.claim(f"a{n}", f"b{n}", status="confirmed"),)) for n in range(5)])
    desk.ingest([_rumour(900, 480)])
    (found,) = chances(desk.conn, [], Moment(date(2025, 1, 1) + timedelta(days=490)))
    assert (found.age, found.odds.hits, found.odds.cases, found.odds.rate) == (10, 5, ENOUGH, 0.25)
    assert (found.rumour.clear, found.rumour.listed) == (True, False)


def test_the_command_says_insufficient_and_refuses_other_traits(run: Run) -> None:
    run("add", "Nissan", "Honda", "--origin", "Nikkei", "--kind", "merger", "--date", "yesterday")
    (found,) = json.loads(run("odds", "--json").out)["odds"]
    assert (found["rate"], found["shown"], found["age"]) == (None, "insufficient (0 cases)", 1)
    assert "insufficient" in run("odds", "Nissan").out
    assert run("odds", "--by", "beauty").code == 2
    assert run("odds", "--by", "listed,stage").code == 0
    assert run("odds", "Renault").code == 1


@pytest.mark.parametrize("cut", [date(2025, 6, 1)])
def test_the_benchmark_learns_before_a_day_and_checks_after_it(cut: date) -> None:
    from alliance_cli.services.looking.track_record import Outcome, Rumour
    from benchmarks.odds import report

    def rumour(n: int, first: date) -> Rumour:
        days = 20 if n % 4 == 0 else None
        outcome = Outcome.CONFIRMED if days else Outcome.STALE
        return Rumour(f"t{n}", f"t{n}", ("A", "B"), Kind.MERGER, "Nikkei", first, outcome, days, Stage.TALKS)

    early = [rumour(n, date(2023, 1, 1)) for n in range(40)]
    late = [rumour(n, date(2025, 7, 1)) for n in range(20)]
    told = "\n".join(report([*early, *late], cut, date(2027, 1, 1)))
    assert "learnt on 40 (10 came true, 25.0%)" in told
    assert "checked on 20 (5 came true, 25.0%)" in told
    assert "0.25  0.25  of 20" in told
