"""Names in the ledger that begin as typed, for the shell's completion: read in a moment, whatever else goes on."""

import sqlite3
from pathlib import Path

MOST = 200
"""More than anybody looks through."""

Suggestion = tuple[str, str]
"""A word and what it stands for."""

_SECONDS = 0.05
"""So long a locked ledger is waited for: a press of a key must not hang."""


def peek(path: Path) -> sqlite3.Connection:
    """A connection that only reads, to a ledger that is there, whatever version wrote it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS)


def talks(conn: sqlite3.Connection, typed: str) -> list[Suggestion]:
    """Talks by id and slug, each with the other."""
    return _beginning(
        conn,
        "SELECT id, slug FROM talks WHERE id LIKE ?1 ESCAPE '\\' UNION ALL"
        " SELECT slug, id FROM talks WHERE slug LIKE ?1 ESCAPE '\\' AND ?1 <> '%' LIMIT ?2",
        typed,
    )


def regions(conn: sqlite3.Connection, typed: str) -> list[Suggestion]:
    """The markets that talks are for."""
    return _beginning(
        conn,
        "SELECT DISTINCT r.value, '' FROM talks, json_each(talks.regions) r WHERE r.value LIKE ?1 ESCAPE '\\'"
        " ORDER BY 1 LIMIT ?2",
        typed,
    )


def outlets(conn: sqlite3.Connection, typed: str) -> list[Suggestion]:
    """The publishers of reports."""
    return _beginning(
        conn,
        "SELECT DISTINCT publisher, '' FROM revisions WHERE publisher <> '' AND publisher LIKE ?1 ESCAPE '\\'"
        " ORDER BY 1 LIMIT ?2",
        typed,
    )


def active(conn: sqlite3.Connection, typed: str) -> list[Suggestion]:
    """Companies with talks, those with most first."""
    return _beginning(
        conn,
        "SELECT c.name, count(*) || ' talks' FROM companies c JOIN talk_parties p ON p.company = c.id"
        " WHERE c.name LIKE ?1 ESCAPE '\\' GROUP BY c.id ORDER BY count(*) DESC, c.name LIMIT ?2",
        typed,
    )


def named(conn: sqlite3.Connection, key: str) -> list[Suggestion]:
    """Every name whose folded form begins with this one, with the name of its company."""
    sql = (
        "SELECT DISTINCT a.name, c.name FROM aliases a JOIN companies c ON c.id = a.company"
        " WHERE a.key >= ?1 AND a.key < ?1 || char(1114111) ORDER BY a.key LIMIT ?2"
    )
    return conn.execute(sql, (key, MOST)).fetchall()


def _beginning(conn: sqlite3.Connection, sql: str, typed: str) -> list[Suggestion]:
    """What begins so, whatever the case."""
    pattern = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return conn.execute(sql, (pattern, MOST)).fetchall()
