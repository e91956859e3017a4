"""Reports as they came in, so that none is read twice; and the news of talks that are still to be told."""

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from alliance_cli.models import Report
from alliance_cli.store.sight import COUNTS


def digest(report: Report) -> str:
    """A fingerprint of a report as its source gave it, before anything was made of it."""
    published = report.published
    date = f"{published.at.isoformat()}|{published.day_only}" if published else ""
    named = report.record_id or ("" if report.url else report.locator)
    parts = (report.publisher, report.url, named, date, report.title, report.text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def kept(reading: str) -> bytes:
    """Such a fingerprint as it is stored."""
    return bytes.fromhex(reading)


def report_of(conn: sqlite3.Connection, reading: str) -> str | None:
    """The report that this reading was stored as, if that still counts."""
    sql = f"SELECT report FROM revisions WHERE id = (SELECT revision FROM readings WHERE digest = ?) AND {COUNTS}"
    row = conn.execute(sql, (kept(reading),)).fetchone()
    return row[0] if row else None


def save(conn: sqlite3.Connection, reading: str, report: str) -> None:
    """Remember that a reading is held by the current revision of a report."""
    conn.execute(
        "INSERT OR REPLACE INTO readings SELECT ?, max(id) FROM revisions WHERE report = ? HAVING max(id) IS NOT NULL",
        (kept(reading), report),
    )


@dataclass(frozen=True, slots=True)
class News:
    """A talk that is new (`before` empty) or turned from one status to another."""

    id: int
    talk: str
    before: str
    status: str


def add_news(conn: sqlite3.Connection, talk: str, before: str, status: str, now: datetime) -> None:
    """Keep that a talk is new or turned until it has been told."""
    conn.execute(
        "INSERT INTO news (talk, before, status, at) VALUES (?, ?, ?, ?)", (talk, before, status, now.isoformat())
    )


def news(conn: sqlite3.Connection) -> list[News]:
    """What is still to be told, in the order in which it came."""
    return [News(*row) for row in conn.execute("SELECT id, talk, before, status FROM news ORDER BY id")]


def forget_news(conn: sqlite3.Connection) -> None:
    """All has been told."""
    conn.execute("DELETE FROM news")


def is_told(conn: sqlite3.Connection, channel: str, talk: str, status: str) -> bool:
    """True if this channel was told that the talk has this status."""
    row = conn.execute("SELECT 1 FROM told WHERE channel = ? AND talk = ? AND status = ?", (channel, talk, status))
    return row.fetchone() is not None


def mark_told(conn: sqlite3.Connection, channel: str, talk: str, status: str, now: datetime) -> None:
    """Remember that it was told."""
    conn.execute("INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)", (channel, talk, status, now.isoformat()))
