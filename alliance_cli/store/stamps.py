"""Times at which this program noted something: none of them lies ahead, unless a clock was wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from alliance_cli.store.feeds import CLOCKS_DIFFER

_STAMPS = (
    ("operations", "at"), ("revisions", "read_at"), ("judgements", "made_at"), ("notes", "made_at"), ("marks", "at"),
    ("news", "at"), ("told", "at"), ("feeds", "last_attempt"), ("feeds", "last_success"), ("feeds", "last_whole"),
    ("quarantine", "first_seen"), ("quarantine", "last_seen"),
)  # fmt: skip
"""Tables with the columns that say when something was."""

_STEP = timedelta(microseconds=1)


def ahead(conn: sqlite3.Connection, now: datetime) -> Iterator[tuple[str, str, int, str]]:
    """(table, column, how many, the latest) of the stamps that lie ahead of now."""
    for table, column in _STAMPS:
        found = _times(conn, table, column, now)
        if found:
            sql = f"SELECT count(*) FROM {table} WHERE {column} IN ({', '.join('?' * len(found))})"
            yield table, column, int(conn.execute(sql, found).fetchone()[0]), found[-1]


def dated_ahead(conn: sqlite3.Connection, now: datetime) -> list[tuple[str, int, str]]:
    """(talk, number, day) of the claims that a user typed and that are of a day later than any that is today somewhere.

    Nobody can type such a day: it is that of a clock.
    """
    sql = (
        "SELECT t.slug, s.position + 1, substr(v.published, 1, 10) FROM steps s JOIN talks t ON t.id = s.talk"
        " JOIN claims c ON c.id = s.claim JOIN revisions v ON v.id = c.revision"
        " WHERE v.published_source = 'user' AND v.published > ? ORDER BY 3, 1, 2"
    )
    return conn.execute(sql, ((now + timedelta(days=1)).isoformat(),)).fetchall()


def set_back(conn: sqlite3.Connection, now: datetime) -> None:
    """Let what lies ahead be of just now, in the order in which it was; what waits for a time by then waits no more."""
    times = sorted({at for table, column in _STAMPS for at in _times(conn, table, column, now)})
    limit = (now + CLOCKS_DIFFER).isoformat()
    conn.execute("UPDATE feeds SET next_due = NULL WHERE last_attempt > ?1 OR last_success > ?1", (limit,))
    conn.execute(
        "UPDATE quarantine SET next_try = ?2 WHERE next_try IS NOT NULL AND last_seen > ?1", (limit, now.isoformat())
    )
    mended = {at: (now - _STEP * (len(times) - place)).isoformat() for place, at in enumerate(times)}
    for table, column in _STAMPS:
        conn.executemany(
            f"UPDATE {table} SET {column} = ?2 WHERE {column} = ?1",
            [(at, mended[at]) for at in _times(conn, table, column, now)],
        )


def _times(conn: sqlite3.Connection, table: str, column: str, now: datetime) -> list[str]:
    """The stamps of a column that lie ahead, each once, in order; what is no time is for others to find."""
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} > ? ORDER BY 1"
    limit = now + CLOCKS_DIFFER
    return [at for (at,) in conn.execute(sql, (limit.isoformat(),)) if _is_time(at)]


def _is_time(text: str) -> bool:
    with suppress(ValueError):
        return datetime.fromisoformat(text).tzinfo is not None
    return False
