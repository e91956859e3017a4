"""Figures of a ledger: counts and spans, nothing that names a talk."""

import sqlite3


def sizes(conn: sqlite3.Connection) -> tuple[int, int, int, int]:
    """How many reports, claims, talks, and companies with talks there are."""
    row = conn.execute(
        "SELECT (SELECT count(*) FROM current_revisions), (SELECT count(*) FROM steps), (SELECT count(*) FROM talks),"
        " (SELECT count(DISTINCT company) FROM talk_parties)"
    ).fetchone()
    return row[0], row[1], row[2], row[3]


def span(conn: sqlite3.Connection) -> tuple[str | None, str | None]:
    """The first and last day (ISO) on which a report was published."""
    first, last = conn.execute(
        "SELECT min(published), max(published) FROM revisions WHERE id IN (SELECT revision FROM current_revisions)"
    ).fetchone()
    return (first[:10] if first else None), (last[:10] if last else None)


def opening_statuses(conn: sqlite3.Connection) -> dict[str, str]:
    """Talk id -> the status that the first claim that counts gave it."""
    return dict(conn.execute("SELECT talk, status FROM steps WHERE rule = 'opens'").fetchall())
