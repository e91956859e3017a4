"""Reports and their revisions: append-only."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alliance_cli.json_lists import listed
from alliance_cli.ledger import identity
from alliance_cli.models import Published, Report
from alliance_cli.store import sight
from alliance_cli.store.counting import READER
from alliance_cli.store.packing import packed, unpacked
from alliance_cli.store.sight import COUNTS

PUBLISHED = "published, day_only, published_source, coalesce(published_raw, published), published_flags"
"""A publication date out of its columns, in the order `published_from` takes them."""

_CONTENT = f"title, packed, publisher, url, {PUBLISHED}"
"""A report as published out of its columns, in the order `_report` takes them."""

_WITH_TEXT = "revisions v JOIN texts ON texts.revision = v.id"

_START = 12
"""So many bytes of a digest tell texts apart well enough to look at no other."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as stored: its row id, its report and its number (1 for the first)."""

    id: int
    report: str
    number: int


_SAME = f"substr(digest, 1, {_START}) = substr(?1, 1, {_START}) AND digest = ?1"


def kept_digest(digest: str) -> bytes:
    """A fingerprint as it is stored: its bytes. Those of the first ledgers may be any text."""
    if len(digest) == _HEX and not digest.strip("0123456789abcdef"):
        return bytes.fromhex(digest)
    return digest.encode()


def told_digest(kept: bytes) -> str:
    """The fingerprint again."""
    return kept.hex() if len(kept) * 2 == _HEX else kept.decode()


_HEX = 64


def known_digest(conn: sqlite3.Connection, digest: str, report: str | None = None) -> bool:
    """True if any report (or this one) had exactly this content, at any time, and that was not taken back."""
    sql = f"SELECT 1 FROM revisions WHERE {_SAME} AND (report = ?2 OR ?2 IS NULL) AND {COUNTS}"
    return conn.execute(sql, (kept_digest(digest), report)).fetchone() is not None


def times_stored(conn: sqlite3.Connection, digest: str, report: str) -> int:
    """How often this content was stored before: taken back, or as a revision of this report that counts."""
    sql = f"SELECT count(*) FROM revisions WHERE {_SAME} AND (report = ?2 OR NOT {COUNTS})"
    return int(conn.execute(sql, (kept_digest(digest), report)).fetchone()[0])


def is_known(conn: sqlite3.Connection, report: str) -> bool:
    """True if a revision of the report counts."""
    row = conn.execute(f"SELECT 1 FROM revisions WHERE report = ? AND {COUNTS}", (report,)).fetchone()
    return row is not None


def latest_number(conn: sqlite3.Connection, report: str) -> int:
    """The number of the report's latest revision, taken back or not; 0 for an unknown report."""
    row = conn.execute("SELECT max(number) FROM revisions WHERE report = ?", (report,)).fetchone()
    return row[0] or 0


def report_with_key(conn: sqlite3.Connection, key: str) -> str | None:
    """The id of the report with this key: made of the key, but in ledgers of old."""
    made = "SELECT id FROM reports WHERE id = ?2 AND key = ?1"
    given = "SELECT id FROM reports WHERE key = ?1 AND odd = 1"
    row = conn.execute(f"{made} UNION ALL {given}", (key, identity.report_id(key))).fetchone()
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
    number = latest_number(conn, report_id) + 1
    if number == 1:
        add_key(conn, report_id, key)
    names = ("published", "day_only", "published_source", "published_raw", "published_flags")
    revision = add_row(conn, {
        "report": report_id, "number": number, "digest": digest, "publisher": report.publisher, "url": report.url,
        "title": report.title, "text": report.text, **dict(zip(names, _published_columns(report), strict=True)),
        "language": language, "read_at": read_at.isoformat(), "operation": operation, "reader": reader,
    })  # fmt: skip
    if number > 1:
        sight.settle_current(conn, [report_id])
    else:
        sight.begin(conn, revision)
    return Revision(revision, report_id, number)


def add_key(conn: sqlite3.Connection, report: str, key: str) -> None:
    """Store that a new report has this key."""
    odd = report != identity.report_id(key)
    conn.execute("INSERT INTO reports (id, key, odd) VALUES (?, ?, ?)", (report, key, odd))


def add_row(conn: sqlite3.Connection, row: Mapping[str, Any]) -> int:
    """Store a revision given by its fields, `text` and `digest` as they are told; returns its row id.

    A date as written that is as it was understood is not stored twice.
    """
    kept = {name: value for name, value in row.items() if name != "text"}
    kept["digest"] = kept_digest(row["digest"])
    if row["published_raw"] == row.get("published"):
        kept["published_raw"] = None
    marks = ", ".join("?" * len(kept))
    cursor = conn.execute(f"INSERT INTO revisions ({', '.join(kept)}) VALUES ({marks})", tuple(kept.values()))
    assert cursor.lastrowid is not None
    conn.execute("INSERT INTO texts (revision, packed) VALUES (?, ?)", (cursor.lastrowid, packed(row["text"])))
    return cursor.lastrowid


_FIELDS = (
    "id", "report", "number", "digest", "publisher", "url", "title", "text", "published", "day_only",
    "published_source", "published_raw", "published_flags", "language", "read_at", "operation", "reader",
)  # fmt: skip
_KEPT_OTHERWISE = {"text": "packed", "published_raw": "coalesce(published_raw, published)"}


def told_rows(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every revision by its fields, as `add_row` takes them, in the order in which they were read."""
    columns = ", ".join(_KEPT_OTHERWISE.get(name, f"v.{name}") for name in _FIELDS)
    for values in conn.execute(f"SELECT {columns} FROM {_WITH_TEXT} ORDER BY v.id"):
        row = dict(zip(_FIELDS, values, strict=True))
        yield row | {"text": unpacked(row["text"]), "digest": told_digest(row["digest"])}


def texts(conn: sqlite3.Connection, after: int = 0) -> Iterator[tuple[int, str, str]]:
    """(revision, title, text) of every revision that came after this one, in that order."""
    rows = conn.execute(f"SELECT v.id, title, packed FROM {_WITH_TEXT} WHERE v.id > ? ORDER BY v.id", (after,))
    return ((number, title, unpacked(kept)) for number, title, kept in rows)


def text_of(conn: sqlite3.Connection, revision: int) -> tuple[str, str]:
    """The title and the text of a revision."""
    row = conn.execute(f"SELECT title, packed FROM {_WITH_TEXT} WHERE v.id = ?", (revision,)).fetchone()
    return row[0], unpacked(row[1])


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
    f" v.read_at FROM {_WITH_TEXT} JOIN reports r ON r.id = v.report WHERE"
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
    return Read(id_, report_id, key, number, told_digest(digest), _report(row), *rest)


def latest_times(conn: sqlite3.Connection, key: str) -> tuple[str, str]:
    """When the current revision of the report with this key was published and read, as in `Read`; empty for none."""
    row = conn.execute(
        "SELECT coalesce(published, ''), read_at FROM revisions"
        " WHERE report = ? AND id IN (SELECT revision FROM current_revisions)",
        (report_with_key(conn, key),),
    ).fetchone()
    return tuple(row) if row else ("", "")


def content(conn: sqlite3.Connection, report_id: str, number: int | None = None) -> Report | None:
    """A report as stored (its current revision, or a numbered one), or None."""
    row = conn.execute(
        f"SELECT {_CONTENT} FROM {_WITH_TEXT} WHERE report = ?1"
        " AND (number = ?2 OR ?2 IS NULL AND id IN (SELECT revision FROM current_revisions))",
        (report_id, number),
    ).fetchone()
    return None if row is None else _report(row)


def _report(row: Sequence[Any]) -> Report:
    return Report(row[0], unpacked(row[1]), row[2], row[3], published_from(row[4:9]), undated=undated_from(row[4:9]))


def published_from(row: Sequence[Any]) -> Published | None:
    """The publication date out of its columns (`PUBLISHED`)."""
    at, day_only, source, raw, flags = row
    if not at:
        return None
    return Published(datetime.fromisoformat(at), bool(day_only), source, raw, listed(flags))


def undated_from(row: Sequence[Any]) -> str:
    """The date that could not be read, out of the same columns."""
    return "" if row[0] else str(row[3])


def _published_columns(report: Report) -> tuple[object, ...]:
    published = report.published
    if published is None:
        return None, 0, "", report.undated, json.dumps(["unreadable"] if report.undated else [])
    flags = json.dumps(published.flags, ensure_ascii=False)
    return published.at.isoformat(), int(published.day_only), published.source, published.raw, flags
