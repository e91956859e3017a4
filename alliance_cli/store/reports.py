"""Reports and their revisions: append-only."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alliance_cli.models import Published, Report
from alliance_cli.store import sight
from alliance_cli.store.counting import READER
from alliance_cli.store.sight import COUNTS

PUBLISHED = "published, day_only, published_source, published_raw, published_flags"
"""The columns of a publication date, in the order `published_from` takes them."""

_CONTENT = f"title, text, publisher, url, {PUBLISHED}"
"""The columns of a report as published, in the order `_report` takes them."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as stored: its row id, its report and its number (1 for the first)."""

    id: int
    report: str
    number: int


def known_digest(conn: sqlite3.Connection, digest: str, report: str | None = None) -> bool:
    """True if any report (or this one) had exactly this content, at any time, and that was not taken back."""
    sql = f"SELECT 1 FROM revisions WHERE digest = ?1 AND (report = ?2 OR ?2 IS NULL) AND {COUNTS}"
    return conn.execute(sql, (digest, report)).fetchone() is not None


def times_stored(conn: sqlite3.Connection, digest: str, report: str) -> int:
    """How often this content was stored before: taken back, or as a revision of this report that counts."""
    sql = f"SELECT count(*) FROM revisions WHERE digest = ? AND (report = ? OR NOT {COUNTS})"
    return int(conn.execute(sql, (digest, report)).fetchone()[0])


def is_known(conn: sqlite3.Connection, report: str) -> bool:
    """True if a revision of the report counts."""
    row = conn.execute(f"SELECT 1 FROM revisions WHERE report = ? AND {COUNTS}", (report,)).fetchone()
    return row is not None


def latest_number(conn: sqlite3.Connection, report: str) -> int:
    """The number of the report's latest revision, taken back or not; 0 for an unknown report."""
    row = conn.execute("SELECT max(number) FROM revisions WHERE report = ?", (report,)).fetchone()
    return row[0] or 0


def report_with_key(conn: sqlite3.Connection, key: str) -> str | None:
    """The id of the report with this key."""
    row = conn.execute("SELECT id FROM reports WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def current_revision(conn: sqlite3.Connection, report: str) -> int | None:
    """The row id of the revision of a report that counts, None where none does."""
    sql = "SELECT id FROM revisions WHERE report = ? AND id IN (SELECT revision FROM current_revisions)"
    row = conn.execute(sql, (report,)).fetchone()
    return row[0] if row else None


def read_by(conn: sqlite3.Connection, report: str) -> int | None:
    """The operation that read the revision of a report that counts."""
    sql = "SELECT operation FROM revisions WHERE report = ? AND id IN (SELECT revision FROM current_revisions)"
    row = conn.execute(sql, (report,)).fetchone()
    return row[0] if row else None


def append(
    conn: sqlite3.Connection,
    report_id: str,
    key: str,
    digest: str,
    report: Report,
    language: str,
    read_at: datetime,
    operation: int,
    reader: str = "",
) -> Revision:
    """Store a report, or the next revision of one; `reader` is who read its claims, "" for nobody.

    It is not in the full-text index before `words.catch_up`.
    """
    conn.execute("INSERT OR IGNORE INTO reports VALUES (?, ?)", (report_id, key))
    number = latest_number(conn, report_id) + 1
    cursor = conn.execute(
        f"INSERT INTO revisions (report, number, digest, publisher, url, title, text, {PUBLISHED}, language, read_at,"
        " operation, reader) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (report_id, number, digest, report.publisher, report.url, report.title, report.text,
         *_published_columns(report), language, read_at.isoformat(), operation, reader),
    )  # fmt: skip
    assert cursor.lastrowid is not None
    if number > 1:
        sight.settle_current(conn, [report_id])
    else:
        sight.begin(conn, cursor.lastrowid)
    return Revision(cursor.lastrowid, report_id, number)


@dataclass(frozen=True, slots=True)
class Read:
    """A revision with what it was known by, who read it last, and when it was published (empty for unknown) and read,
    ISO 8601."""

    id: int
    report_id: str
    key: str
    number: int
    digest: str
    report: Report
    language: str
    reader: str
    published: str
    read_at: str


_READ = (
    f"SELECT {_CONTENT}, v.id, r.id, r.key, v.number, v.digest, v.language, {READER}, coalesce(v.published, ''),"
    " v.read_at FROM revisions v JOIN reports r ON r.id = v.report WHERE"
)


def revisions(conn: sqlite3.Connection) -> Iterator[Read]:
    """Every revision that counts, in the order in which they were read."""
    for row in conn.execute(f"{_READ} {COUNTS} ORDER BY v.id"):
        yield _read(row)


def revision(conn: sqlite3.Connection, number: int) -> Read | None:
    """The revision with this row id, as far as it counts, or None."""
    row = conn.execute(f"{_READ} {COUNTS} AND v.id = ?", (number,)).fetchone()
    return _read(row) if row else None


def current(conn: sqlite3.Connection, report: str) -> Read | None:
    """The revision of a report that counts now, or None."""
    sql = f"{_READ} v.report = ? AND v.id IN (SELECT revision FROM current_revisions)"
    row = conn.execute(sql, (report,)).fetchone()
    return _read(row) if row else None


def _read(row: Sequence[Any]) -> Read:
    id_, report_id, key, number, digest, *rest = row[9:]
    return Read(id_, report_id, key, number, digest, _report(row), *rest)


def latest_times(conn: sqlite3.Connection, key: str) -> tuple[str, str]:
    """When the current revision of the report with this key was published and read, as in `Read`; empty for none."""
    row = conn.execute(
        "SELECT coalesce(v.published, ''), v.read_at FROM revisions v JOIN reports r ON r.id = v.report"
        " WHERE r.key = ? AND v.id IN (SELECT revision FROM current_revisions)",
        (key,),
    ).fetchone()
    return tuple(row) if row else ("", "")


def content(conn: sqlite3.Connection, report_id: str, number: int | None = None) -> Report | None:
    """A report as stored (its current revision, or a numbered one), or None."""
    row = conn.execute(
        f"SELECT {_CONTENT} FROM revisions WHERE report = ?1"
        " AND (number = ?2 OR ?2 IS NULL AND id IN (SELECT revision FROM current_revisions))",
        (report_id, number),
    ).fetchone()
    return None if row is None else _report(row)


def _report(row: Sequence[Any]) -> Report:
    return Report(row[0], row[1], row[2], row[3], published_from(row[4:9]), undated=undated_from(row[4:9]))


def published_from(row: Sequence[Any]) -> Published | None:
    """The publication date out of its columns (`PUBLISHED`)."""
    at, day_only, source, raw, flags = row
    if not at:
        return None
    return Published(datetime.fromisoformat(at), bool(day_only), source, raw, tuple(json.loads(flags)))


def undated_from(row: Sequence[Any]) -> str:
    """The date that could not be read, out of the same columns."""
    return "" if row[0] else str(row[3])


def _published_columns(report: Report) -> tuple[object, ...]:
    published = report.published
    if published is None:
        return None, 0, "", report.undated, json.dumps(["unreadable"] if report.undated else [])
    flags = json.dumps(published.flags, ensure_ascii=False)
    return published.at.isoformat(), int(published.day_only), published.source, published.raw, flags
