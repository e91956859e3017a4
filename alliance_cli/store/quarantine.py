"""What could not be read: kept with its reason until it can be read or is dropped."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from alliance_cli.store.feeds import CLOCKS_DIFFER

MOST_TRIES = 6
"""After so many tries in vain only a person lets it be tried again."""

_FIRST_WAIT = timedelta(minutes=30)
_LONGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, as it was met.

    `source` is `web` for an address, `feed` for an entry, `row` for a row of a table, else `input`.
    """

    source: str
    locator: str
    kind: str
    reason: str
    code: int
    passing: bool = False
    raw: bytes | None = None
    publisher: str = ""
    trace: str = ""

    @property
    def key(self) -> str:
        """What is equal where the same thing is met again: its address or its bytes, else where it was found."""
        place = self.locator if self.source in {"web", "row"} or self.raw is None else ""
        content = b"" if self.source == "web" else self.raw or b""
        return hashlib.sha256(b"\x1f".join((place.encode("utf-8", "replace"), content))).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in quarantine. `source` is `web`, `feed`, `row` or `input`; `size` the bytes kept of it, None for none.

    `next_try` is when a run tries it again by itself, None for never.
    """

    id: int
    source: str
    locator: str
    publisher: str
    kind: str
    reason: str
    code: int
    passing: bool
    first_seen: datetime
    last_seen: datetime
    tries: int
    next_try: datetime | None
    size: int | None
    trace: str = ""


_COLUMNS = "id, source, locator, publisher, kind, reason, code, passing, first_seen, last_seen, tries, next_try, size"


def put(conn: sqlite3.Connection, found: Unread, now: datetime) -> bool:
    """Keep what could not be read; False if it was there already, which then is one more try."""
    packed = zlib.compress(found.raw, 6) if found.raw else None
    size = len(found.raw) if found.raw else None
    said = (
        found.kind,
        _written(found.reason, found.trace),
        found.code,
        int(found.passing),
        packed,
        size,
        now.isoformat(),
    )
    row = conn.execute("SELECT id, tries FROM quarantine WHERE key = ?", (found.key,)).fetchone()
    if row is not None:
        tries = row[1] + 1
        conn.execute(
            "UPDATE quarantine SET kind = ?, reason = ?, code = ?, passing = ?, raw = coalesce(?, raw),"
            " size = coalesce(?, size), last_seen = ?,"
            " tries = ?, next_try = ? WHERE id = ?",
            (*said, tries, _next(tries, now, passing=found.passing), row[0]),
        )
        return False
    conn.execute(
        "INSERT INTO quarantine (kind, reason, code, passing, raw, size, last_seen, first_seen, tries, next_try,"
        " key, source, locator, publisher) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
        (*said, now.isoformat(), _next(1, now, passing=found.passing), found.key, found.source, found.locator,
         found.publisher),
    )  # fmt: skip
    return True


def _written(reason: str, trace: str) -> str:
    """The reason on one line, and below it the trace of a bug."""
    return "\n".join([" ".join(reason.split()), *trace.splitlines()])


def _next(tries: int, now: datetime, *, passing: bool) -> str | None:
    """Half an hour after the first try, then each time twice as long."""
    if not passing or tries >= MOST_TRIES:
        return None
    wait: timedelta = _FIRST_WAIT * 2 ** (tries - 1)
    return (now + wait).isoformat()


def holds(conn: sqlite3.Connection, key: str) -> bool:
    """True if what has this key (`key_of`) is there."""
    return conn.execute("SELECT 1 FROM quarantine WHERE key = ?", (key,)).fetchone() is not None


def listed(conn: sqlite3.Connection) -> list[Held]:
    """All that is kept, the oldest first."""
    return [_held(row) for row in conn.execute(f"SELECT {_COLUMNS} FROM quarantine ORDER BY id")]


def due(conn: sqlite3.Connection, now: datetime) -> list[Held]:
    """What is to be tried again by now; also what was tried when the clock stood later."""
    sql = (
        f"SELECT {_COLUMNS} FROM quarantine WHERE next_try IS NOT NULL AND (next_try <= ? OR last_seen > ?) ORDER BY id"
    )
    return [_held(row) for row in conn.execute(sql, (now.isoformat(), (now + CLOCKS_DIFFER).isoformat()))]


def raw_of(conn: sqlite3.Connection, number: int) -> bytes | None:
    """The bytes kept of it, None where there are none."""
    row = conn.execute("SELECT raw FROM quarantine WHERE id = ?", (number,)).fetchone()
    return zlib.decompressobj().decompress(row[0], _LONGEST) if row and row[0] is not None else None


def drop(conn: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Let go of it for good."""
    conn.executemany("DELETE FROM quarantine WHERE id = ?", [(number,) for number in numbers])


def count(conn: sqlite3.Connection) -> int:
    """How many things are kept."""
    return int(conn.execute("SELECT count(*) FROM quarantine").fetchone()[0])


def _held(row: Sequence[Any]) -> Held:
    number, source, locator, publisher, kind, reason, code, passing, first, last, tries, following, size = row
    why, _, trace = reason.partition("\n")
    return Held(
        number, source, locator, publisher, kind, why, code, bool(passing), datetime.fromisoformat(first),
        datetime.fromisoformat(last), tries, datetime.fromisoformat(following) if following else None, size, trace,
    )  # fmt: skip


def release(conn: sqlite3.Connection, key: str) -> None:
    """Let go of what has this key: it could be read."""
    conn.execute("DELETE FROM quarantine WHERE key = ?", (key,))


def tried(conn: sqlite3.Connection, held: Held, reason: str, now: datetime, *, passing: bool, trace: str = "") -> None:
    """Another try was in vain, for this reason."""
    conn.execute(
        "UPDATE quarantine SET reason = ?, passing = ?, last_seen = ?, tries = ?, next_try = ? WHERE id = ?",
        (_written(reason, trace), int(passing), now.isoformat(), held.tries + 1,
         _next(held.tries + 1, now, passing=passing), held.id),
    )  # fmt: skip


def release_rows(conn: sqlite3.Connection, beginning: str) -> None:
    """Let go of the rows of a table, whose places begin so: it is read again as a whole."""
    conn.execute(
        "DELETE FROM quarantine WHERE source = 'row' AND substr(locator, 1, ?) = ?", (len(beginning), beginning)
    )
