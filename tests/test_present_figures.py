"""What a ledger's present is counted by where it lies are the figures that its talks give one by one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from alliance_cli.services.keeping import opening
from alliance_cli.services.looking import listing, stats, track_record
from alliance_cli.services.looking.selection import Filters, Moment

each_day = pytest.mark.parametrize("day", [date(2026, 1, 6), date(2027, 1, 6)])
"""All of the demo had been published by the first; by the second its rumours are stale."""


def _both(demo: Path, day: date) -> Iterator[tuple[sqlite3.Connection, Moment]]:
    """The ledger on a day, and as it is seen on the next one as of that day: all of it is talks of the past then."""
    for moment in (Moment(day), Moment(day + timedelta(1), as_of=day)):
        with closing(opening.for_reading(demo)) as conn:
            yield conn, moment


@each_day
@pytest.mark.parametrize("doubtful", [None, False, True])
def test_figures_of_a_ledger(demo: Path, day: date, doubtful: bool | None) -> None:
    asked = Filters(doubtful=doubtful)
    now, then = (stats.stats(conn, [], moment, asked) for conn, moment in _both(demo, day))
    assert now == replace(then, as_of=None)
    assert now.talks or doubtful


@each_day
@pytest.mark.parametrize("doubtful", [False, True])
def test_records_of_origins(demo: Path, day: date, doubtful: bool) -> None:
    now, then = (track_record.all_records(conn, moment, doubtful=doubtful) for conn, moment in _both(demo, day))
    assert now == then != []


@each_day
def test_silent_rumours(demo: Path, day: date) -> None:
    with closing(opening.for_reading(demo)) as conn:
        longest = listing.silent_talks(conn, [], Moment(day), None)
        stale = listing.list_talks(conn, [], Moment(day), Filters(stale=True))
    assert longest.total == len(longest.talks) == len(stale) > 0
    assert {talk.id for talk in longest.talks} == {talk.id for talk in stale}
