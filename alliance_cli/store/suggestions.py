"""Names in the ledger that begin as typed, for the shell's completion: read in a moment, whatever else goes on."""

import sqlite3
from enum import Enum
from pathlib import Path

from alliance_cli.store.patterns import beginning_with

MOST = 200
"""More than anybody looks through."""

Suggestion = tuple[str, str]
"""A word and what it stands for."""

_SECONDS = 0.05
"""So long a locked ledger is waited for: a press of a key must not hang."""


class Among(Enum):
    """Where names are looked for; each by the query for those that are LIKE a pattern."""

    TALKS = (
        "SELECT id, slug FROM talks WHERE id LIKE ?1 ESCAPE '\\' UNION ALL"
        " SELECT slug, id FROM talks WHERE slug LIKE ?1 ESCAPE '\\' AND ?1 <> '%' LIMIT ?2"
    )
    MARKETS = (
        "SELECT DISTINCT r.value, '' FROM talks, json_each(talks.regions) r WHERE r.value LIKE ?1 ESCAPE '\\'"
        " ORDER BY 1 LIMIT ?2"
    )
    PUBLISHERS = (
        "SELECT DISTINCT publisher, '' FROM revisions WHERE publisher <> '' AND publisher LIKE ?1 ESCAPE '\\'"
        " ORDER BY 1 LIMIT ?2"
    )
    COMPANIES_WITH_TALKS = (
        "SELECT c.name, count(*) || ' talks' FROM companies c JOIN talk_parties p ON p.company = c.id"
        " WHERE c.name LIKE ?1 ESCAPE '\\' GROUP BY c.id ORDER BY count(*) DESC, c.name LIMIT ?2"
    )


def peek(path: Path) -> sqlite3.Connection:
    """A connection that only reads, to a ledger that is there, whatever version wrote it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS)


def beginning(conn: sqlite3.Connection, among: Among, typed: str) -> list[Suggestion]:
    """What begins so, whatever the case: talks by id and slug, each with the other; companies with how many talks."""
    pattern = beginning_with(typed)
    return conn.execute(among.value, (pattern, MOST)).fetchall()


def known_as(conn: sqlite3.Connection, key: str) -> list[Suggestion]:
    """Every name whose folded form begins with this one, with the name of its company."""
    sql = (
        "SELECT DISTINCT a.name, c.name FROM aliases a JOIN companies c ON c.id = a.company"
        " WHERE a.key >= ?1 AND a.key < ?1 || char(1114111) ORDER BY a.key LIMIT ?2"
    )
    return conn.execute(sql, (key, MOST)).fetchall()
