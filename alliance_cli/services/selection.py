"""Which talks a screen wants, and from when the ledger is looked at."""

import sqlite3
from datetime import date
from typing import NamedTuple

from alliance_cli.store import lookup
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Status

STALE_DAYS = 180
"""A rumour without news for longer than this is shown as stale."""


class Filters(NamedTuple):
    """Which talks and events are wanted; None or empty means all. `since` and `until` bound the days of events."""

    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    region: str = ""
    since: date | None = None
    until: date | None = None
    stale: bool | None = None


class Moment(NamedTuple):
    """From when the ledger is looked at: `today`, or only what had been published by `as_of`."""

    today: date
    as_of: date | None = None
    stale_days: int = STALE_DAYS

    @property
    def day(self) -> date:
        """The day that counts as today."""
        return self.as_of or self.today


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
