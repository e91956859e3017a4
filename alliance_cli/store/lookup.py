"""Names to company ids and back: all that most screens need of the companies."""

import sqlite3
from collections.abc import Iterable

from alliance_cli import names


def by_name(conn: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    """(id, name) of each company with this id, name, alias or ticker."""
    keys = (names.fold(text), names.key(text))
    rows = conn.execute(
        "SELECT id, name FROM companies WHERE id = ?1 OR id IN (SELECT company FROM aliases WHERE key IN (?2, ?3))"
        " OR id IN (SELECT company FROM tickers WHERE ticker = ?4) ORDER BY id",
        (text.lower(), *keys, text.upper()),
    ).fetchall()
    exact = [row for row in rows if row[0] == text]
    return exact or rows


def all_keys(conn: sqlite3.Connection) -> list[str]:
    """Every folded name, for suggestions."""
    return [key for (key,) in conn.execute("SELECT DISTINCT key FROM aliases")]


def display_names(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """id -> name, for each of these ids."""
    wanted = set(ids)
    if len(wanted) > 500:
        return {i: name for i, name in conn.execute("SELECT id, name FROM companies") if i in wanted}
    marks = ",".join("?" * len(wanted))
    return dict(conn.execute(f"SELECT id, name FROM companies WHERE id IN ({marks})", tuple(wanted)).fetchall())
