"""How reports without an address are found again by their text: keys that texts share which are nearly the same.

Derived from the revisions that there ever were; which of them counts is asked of the reports.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from alliance_cli.store import reports
from alliance_cli.store.batches import select_in

_MOST = 50
"""So many reports that share a key are looked at, those that share most first."""


def note(conn: sqlite3.Connection, report: str, keys: Iterable[int]) -> None:
    """Store under which keys a report is found."""
    conn.executemany("INSERT OR IGNORE INTO text_keys VALUES (?, ?)", [(key, report) for key in keys])


def alike(conn: sqlite3.Connection, keys: Iterable[int]) -> list[tuple[str, str]]:
    """(id, key) of the reports that share any of these keys, those that share most first."""
    found: dict[str, int] = {}
    for (report,) in select_in(conn, "SELECT report FROM text_keys WHERE key IN ({})", map(str, keys)):
        found[report] = found.get(report, 0) + 1
    best = sorted(found, key=lambda report: (-found[report], report))[:_MOST]
    named = dict(select_in(conn, "SELECT id, key FROM reports WHERE id IN ({})", best))
    return [(report, named[report]) for report in best]


def forget(conn: sqlite3.Connection) -> None:
    """Forget all keys."""
    conn.execute("DELETE FROM text_keys")


def texts(conn: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    """(report, its key, title, text) of all revisions of reports that are not known by an address."""
    rows = conn.execute(
        "SELECT r.id, r.key, v.id FROM revisions v JOIN reports r ON r.id = v.report"
        " WHERE r.key GLOB 'text:*' OR r.key GLOB 'file:*' OR r.key GLOB 'id:*' ORDER BY v.id"
    )
    for report, key, revision in rows:
        yield report, key, *reports.text_of(conn, revision)
