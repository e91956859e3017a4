"""Which talks a screen wants, and from when the ledger is looked at."""

import sqlite3
from datetime import date, datetime
from typing import NamedTuple

from alliance_cli.store import lookup
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Status

STALE_DAYS = 180
"""A rumour without news for longer than this is shown as stale."""


class Filters(NamedTuple):
    """Which talks and events are wanted; None or empty means all. `since` and `until` bound the days of events.

    With `roll_up` a company stands for those it owned at the time.
    """

    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    region: str = ""
    since: date | None = None
    until: date | None = None
    stale: bool | None = None
    roll_up: bool = False


class Moment(NamedTuple):
    """From when the ledger is looked at: `today`, only what had been published by `as_of`, only what it knew by `known`."""

    today: date
    as_of: date | None = None
    stale_days: int = STALE_DAYS
    known: datetime | None = None

    @property
    def day(self) -> date:
        """The day that counts as today."""
        return min((d for d in (self.as_of, self.known.date() if self.known else None) if d), default=self.today)

    @property
    def is_past(self) -> bool:
        """True if part of the ledger is not to be seen. All that it holds had been published by today."""
        return self.known is not None or (self.as_of is not None and self.as_of < self.today)


def look(conn: sqlite3.Connection, moment: Moment) -> bool:
    """Let every query on this connection see the ledger as of the moment. True if that is the past.

    Stored talks are those of the present; talks of the past have to be folded.
    """
    if moment.is_past:
        from alliance_cli.store import sight

        in_past = moment.as_of if moment.as_of is not None and moment.as_of < moment.today else None
        sight.look_back(conn, sight.Bounds(as_of=in_past, known=moment.known))
    return moment.is_past


def resolve_company(conn: sqlite3.Connection, text: str) -> str:
    """The id of the company that `text` names. Raises AllianceError: 1 if unknown, 2 if ambiguous."""
    from alliance_cli import resolve  # only what names companies needs it

    found = lookup.by_name(conn, text)
    return resolve.choose(text, found, () if found else lookup.all_keys(conn))


def passes(view: TalkView, filters: Filters) -> bool:
    """True if a talk is of the kind, status, market and age asked for."""
    return (
        (not filters.kinds or view.kind in filters.kinds)
        and (not filters.statuses or view.status in filters.statuses)
        and (not filters.region or _is_for(view, filters.region))
        and (filters.stale is None or view.stale is filters.stale)
    )


def _is_for(view: TalkView, region: str) -> bool:
    from alliance_cli.ledger.regions import disjoint

    return bool(view.regions) and not disjoint([region], view.regions)
