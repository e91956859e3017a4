"""Figures of a ledger: counts and spans, nothing that names a talk."""

import sqlite3
from datetime import date
from typing import NamedTuple


class Group(NamedTuple):
    """Talks of one status, kind and year of their first report, with how many reports and origins they have."""

    status: str
    kind: str
    year: int
    talks: int
    reports: int
    origins: int


_ASKED = "(?1 IS NULL OR t.doubtful = ?1)"


def groups(conn: sqlite3.Connection, doubtful: bool | None) -> list[Group]:
    """The talks in groups: all, or those that are doubtful, or are not."""
    sql = (
        "SELECT status, kind, CAST(substr(first_reported, 1, 4) AS INTEGER), count(*), sum(reports), sum(origins)"
        f" FROM talks t WHERE {_ASKED} GROUP BY 1, 2, 3"
    )
    return [Group(*row) for row in conn.execute(sql, (doubtful,))]


def most_active(conn: sqlite3.Connection, doubtful: bool | None, limit: int) -> list[tuple[str, int]]:
    """The companies with most talks, and how many each has."""
    others = "SELECT id FROM talks WHERE doubtful = 1"
    which = {None: "", False: f"WHERE talk NOT IN ({others})", True: f"WHERE talk IN ({others})"}[doubtful]
    sql = f"SELECT company, count(DISTINCT talk) FROM talk_parties {which} GROUP BY company ORDER BY 2 DESC, 1 LIMIT ?"
    return conn.execute(sql, (limit,)).fetchall()


def outcomes(conn: sqlite3.Connection, doubtful: bool | None, silent: date) -> dict[tuple[str, bool], int]:
    """Of the talks that began as rumours: how many have which status now, and were last reported before a day."""
    sql = (
        "SELECT t.status, t.last_reported < ?2, count(*) FROM steps s JOIN talks t ON t.id = s.talk"
        f" WHERE s.rule = 'opens' AND s.status = 'rumoured' AND {_ASKED} GROUP BY 1, 2"
    )
    found = conn.execute(sql, (doubtful, silent.isoformat()))
    return {(status, bool(before)): number for status, before, number in found}


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
