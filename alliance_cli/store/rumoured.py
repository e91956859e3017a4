"""Stored talks as rumours: which of them are silent, how they began and what they turned to."""

import sqlite3
from datetime import date
from typing import NamedTuple

from alliance_cli.vocabulary import Status


def between(conn: sqlite3.Connection, first: date, end: date) -> list[str]:
    """The ids of the rumoured talks whose latest report is of a day from the first to before the end."""
    sql = "SELECT id FROM talks WHERE status = 'rumoured' AND last_reported >= ? AND last_reported < ? ORDER BY id"
    return [talk for (talk,) in conn.execute(sql, (first.isoformat(), end.isoformat()))]


class Began(NamedTuple):
    """How a stored talk began that began as a rumour of an outlet (`ledger.beginnings`), and its latest report."""

    origin: str
    written: str
    day: date
    turned: Status | None
    turned_on: date | None
    last_reported: date


def beginnings(conn: sqlite3.Connection, *, doubtful: bool) -> list[Began]:
    """How the talks began that began as rumours of outlets; doubtful ones too if so asked."""
    sql = "SELECT began_by, began_as, began_on, turned_to, turned_on, last_reported FROM talks WHERE began_by <> ''"
    day = date.fromisoformat
    return [
        Began(by, written, day(on), Status(to) if to else None, day(turned) if turned else None, day(last))
        for by, written, on, to, turned, last in conn.execute(sql if doubtful else f"{sql} AND doubtful = 0")
    ]


class Longest(NamedTuple):
    """The ids of rumours that are silent the longest, and how many there are in all."""

    ids: list[str]
    total: int


def silent_longest(conn: sqlite3.Connection, end: date, limit: int | None) -> Longest:
    """The rumoured talks whose latest report is of a day before the end, the longest silence first, so many."""
    silent = "FROM talks WHERE status = 'rumoured' AND last_reported < ?"
    (total,) = conn.execute(f"SELECT count(*) {silent}", (end.isoformat(),)).fetchone()
    found = conn.execute(
        f"SELECT id {silent} ORDER BY last_reported, id LIMIT ?", (end.isoformat(), -1 if limit is None else limit)
    )
    return Longest([talk for (talk,) in found], total)
