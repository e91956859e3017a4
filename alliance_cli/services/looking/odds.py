"""The odds of the rumours that are open, from what earlier ones came to."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from alliance_cli import names
from alliance_cli.ledger.odds import USUAL, WINDOW, Case, Odds, Sort, odds
from alliance_cli.services.looking import track_record
from alliance_cli.services.looking.selection import Moment, resolve_together
from alliance_cli.services.looking.track_record import Outcome, Rumour
from alliance_cli.store import talks


class Chance(NamedTuple):
    """A rumour that is open, how many days ago it was first heard, and its odds."""

    rumour: Rumour
    age: int
    odds: Odds


def chances(
    conn: sqlite3.Connection,
    wanted: Sequence[str],
    moment: Moment,
    by: Sequence[str] = USUAL,
    *,
    doubtful: bool = False,
) -> list[Chance]:
    """The rumours not older than a year that are still open, of the companies asked for or all, the likeliest first;
    counted on earlier ones that share the traits `by`.

    Raises AllianceError: 1 or 2 for a name, as `resolve_company`.
    """
    everyone = track_record.rumours(conn, moment, doubtful=doubtful)
    cases = known(everyone, moment.day)
    found = [r for r in everyone if r.days is None and (moment.day - r.first).days <= WINDOW]
    if wanted:
        ways = resolve_together(conn, wanted)
        of_these = {talk for way in ways for talk in talks.with_companies(conn, way)}
        found = [rumour for rumour in found if rumour.talk in of_these]
    made = [_chance(rumour, cases, moment.day, by) for rumour in found]
    return sorted(
        made, key=lambda c: (-(c.odds.rate if c.odds.rate is not None else -1), c.rumour.first, c.rumour.talk)
    )


def _chance(rumour: Rumour, cases: Sequence[Case], today: date, by: Sequence[str]) -> Chance:
    age = (today - rumour.first).days
    return Chance(rumour, age, odds(cases, sort_of(rumour), age, by))


def known(rumours: Iterable[Rumour], day: date) -> list[Case]:
    """The rumours of which it is known on a day what they came to: they turned, or their year is over."""
    return [
        Case(sort_of(r), WINDOW + 1 if r.days is None else r.days, r.outcome is Outcome.CONFIRMED)
        for r in rumours
        if r.first + timedelta(days=WINDOW if r.days is None else r.days) < day
    ]


def sort_of(rumour: Rumour) -> Sort:
    """What tells this rumour from others."""
    return Sort(names.key(rumour.origin), rumour.stage, rumour.kind, rumour.clear, rumour.listed)
