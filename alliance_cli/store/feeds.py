"""Feeds and their state."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any


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
    def label(self) -> str:
        """What people call it."""
        return self.name or self.url

    @property
    def is_failing(self) -> bool:
        """True if the last try failed."""
        return self.failures > 0

    def is_due(self, now: datetime) -> bool:
        """True if it is to be fetched: not paused, and its time has come but for a tenth of its interval.

        A run that starts a few seconds earlier than the last one did must not leave out a feed for that.
        """
        early = timedelta(seconds=min(self.every, 3600) / 10)
        return not self.paused and (self.next_due is None or self.next_due - early <= now)


_NAMES = tuple(field.name for field in fields(Feed))
_TIMES = frozenset({"added_at", "last_attempt", "last_success", "last_whole", "next_due"})
_FLAGS = frozenset({"whole", "error_passes"})
_COLUMNS = ", ".join(_NAMES)


def add(conn: sqlite3.Connection, feed: Feed) -> bool:
    """Store a feed; False if its address is there already."""
    names = [name for name in _NAMES if name != "id"]
    marks = ", ".join("?" * len(names))
    sql = f"INSERT OR IGNORE INTO feeds ({', '.join(names)}) VALUES ({marks})"
    return conn.execute(sql, [_stored(getattr(feed, name)) for name in names]).rowcount > 0


def save(conn: sqlite3.Connection, feed: Feed) -> None:
    """Bring the row of a feed up to date."""
    names = [name for name in _NAMES if name != "id"]
    sql = f"UPDATE feeds SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"
    conn.execute(sql, [*(_stored(getattr(feed, name)) for name in names), feed.id])


def remove(conn: sqlite3.Connection, feeds: Iterable[Feed]) -> None:
    """Forget feeds; the reports they brought stay."""
    conn.executemany("DELETE FROM feeds WHERE id = ?", [(feed.id,) for feed in feeds])


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
