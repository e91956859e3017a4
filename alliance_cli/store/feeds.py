"""Feeds: which were chosen, and their state."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from alliance_cli.store.sight import COUNTS

CLOCKS_DIFFER = timedelta(minutes=5)
"""Clocks are set right by so much without anyone having been wrong."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as the ledger holds it; the columns are told in `intake_schema`. `every` counts seconds.

    Times are in UTC, None for never.
    """

    url: str
    added_at: datetime
    id: int = 0
    name: str = ""
    publisher: str = ""
    site: str = ""
    folder: str = ""
    every: int = 0
    whole: bool = False
    paused: str = ""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_whole: datetime | None = None
    failures: int = 0
    next_due: datetime | None = None
    last_error: str = ""
    error_passes: bool = False
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    moved_to: str = ""
    moved_times: int = 0

    @property
    def is_failing(self) -> bool:
        """True if the last try failed."""
        return self.failures > 0

    def is_due(self, now: datetime) -> bool:
        """True if it is to be fetched: not paused, and its time has come but for a tenth of its interval.

        A run that starts a few seconds earlier than the last one did must not leave out a feed for that.
        """
        early = timedelta(seconds=min(self.every, 3600) / 10)
        late = self.next_due is None or self.next_due - early <= now
        return not self.paused and (late or self.is_ahead(now))

    def is_ahead(self, now: datetime) -> bool:
        """True if it was read when the clock stood later than now: no schedule that was made by then holds."""
        read = (self.last_attempt, self.last_success)
        return any(at is not None and at > now + CLOCKS_DIFFER for at in read)


_NAMES = tuple(field.name for field in fields(Feed))
_TIMES = frozenset({"added_at", "last_attempt", "last_success", "last_whole", "next_due"})
_FLAGS = frozenset({"whole", "error_passes"})
_COLUMNS = ", ".join(_NAMES)
_SETTINGS = ("url", "name", "publisher", "site", "folder", "every", "whole", "added_at")


def add(conn: sqlite3.Connection, feed: Feed, operation: int) -> None:
    """Store a feed, whose address is not there yet, under a number of its own, and that a command chose it."""
    sql = "SELECT max(coalesce((SELECT max(id) FROM feeds), 0), coalesce((SELECT max(feed) FROM feed_choices), 0))"
    number = 1 + int(conn.execute(sql).fetchone()[0])
    _insert(conn, replace(feed, id=number))
    choose(conn, number, "add", json.dumps({name: _stored(getattr(feed, name)) for name in _SETTINGS}), operation)


def _insert(conn: sqlite3.Connection, feed: Feed) -> None:
    marks = ", ".join("?" * len(_NAMES))
    conn.execute(f"INSERT INTO feeds ({_COLUMNS}) VALUES ({marks})", [_stored(getattr(feed, n)) for n in _NAMES])


def choose(conn: sqlite3.Connection, number: int, choice: str, value: str, operation: int) -> None:
    """Keep what a command chose of a feed."""
    sql = "INSERT INTO feed_choices (feed, choice, value, operation) VALUES (?, ?, ?, ?)"
    conn.execute(sql, (number, choice, value, operation))


def chosen_by(conn: sqlite3.Connection, operation: int) -> list[int]:
    """The numbers of the feeds of which an operation chose something."""
    sql = "SELECT DISTINCT feed FROM feed_choices WHERE operation = ? ORDER BY feed"
    return [number for (number,) in conn.execute(sql, (operation,))]


def project(conn: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Bring these feeds to what the choices that count say; one that comes back starts anew."""
    for number in numbers:
        wanted, held = _chosen(conn, number), with_id(conn, number)
        if wanted is None:
            conn.execute("DELETE FROM feeds WHERE id = ?", (number,))
        elif held is not None:
            save(conn, replace(held, paused=wanted.paused))
        elif with_url(conn, wanted.url) is None:
            _insert(conn, wanted)


def _chosen(conn: sqlite3.Connection, number: int) -> Feed | None:
    """The feed as it was chosen, None if it is not to be there."""
    found: Feed | None = None
    sql = f"SELECT choice, value FROM feed_choices WHERE feed = ? AND {COUNTS} ORDER BY id"
    for choice, value in conn.execute(sql, (number,)):
        if choice == "add":
            settings = json.loads(value)
            added_at, whole = datetime.fromisoformat(settings.pop("added_at")), bool(settings.pop("whole"))
            found = Feed(**settings, id=number, added_at=added_at, whole=whole)
        elif choice == "remove" or found is None:
            found = None
        else:
            found = replace(found, paused=value)
    return found


def save(conn: sqlite3.Connection, feed: Feed) -> None:
    """Bring the row of a feed up to date."""
    names = [name for name in _NAMES if name != "id"]
    sql = f"UPDATE feeds SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"
    conn.execute(sql, [*(_stored(getattr(feed, name)) for name in names), feed.id])


def forget_reading(conn: sqlite3.Connection) -> None:
    """Ask for every feed in whole next time, as if it had never been read."""
    conn.execute("UPDATE feeds SET etag = '', last_modified = '', digest = '', last_whole = NULL")


def listed(conn: sqlite3.Connection) -> list[Feed]:
    """All feeds, by folder and name."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM feeds ORDER BY folder, lower(name), url")
    return [_feed(row) for row in rows]


def with_url(conn: sqlite3.Connection, url: str) -> Feed | None:
    """The feed with this address."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM feeds WHERE url = ?", (url,)).fetchone()
    return _feed(row) if row else None


def with_id(conn: sqlite3.Connection, number: int) -> Feed | None:
    """The feed with this number."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM feeds WHERE id = ?", (number,)).fetchone()
    return _feed(row) if row else None


def are_there(conn: sqlite3.Connection) -> bool:
    """True if there is any feed."""
    return conn.execute("SELECT 1 FROM feeds LIMIT 1").fetchone() is not None


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _feed(row: Iterable[Any]) -> Feed:
    values = dict(zip(_NAMES, row, strict=True))
    for name in _TIMES:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    for name in _FLAGS:
        values[name] = bool(values[name])
    return Feed(**values)


def renamed(feed: Feed, url: str) -> Feed:
    """The feed at a new address, its state of the old one forgotten where it cannot hold."""
    return replace(feed, url=url, moved_to="", moved_times=0)
