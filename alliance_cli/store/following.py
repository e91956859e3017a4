"""Who follows what, and how far each reader has read."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alliance_cli.store.sight import COUNTS, Bounds, instant


@dataclass(frozen=True, slots=True)
class Watch:
    """A filter that is kept: all of these companies, any of these kinds and statuses, this market."""

    number: int
    companies: tuple[str, ...]
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a reader has read: up to this operation and revision, at this time."""

    at: datetime
    operation: int
    revision: int

    @property
    def bounds(self) -> Bounds:
        """What the reader has seen."""
        return Bounds(last_operation=self.operation, last_revision=self.revision)


def mark(conn: sqlite3.Connection, name: str) -> Mark | None:
    """The mark of a reader, or None."""
    row = conn.execute("SELECT at, operation, revision FROM marks WHERE name = ?", (name,)).fetchone()
    return Mark(datetime.fromisoformat(row[0]), row[1], row[2]) if row else None


def end(conn: sqlite3.Connection, at: datetime) -> Mark:
    """The end of the ledger at this time."""
    sql = "SELECT coalesce((SELECT max(id) FROM operations), 0), coalesce((SELECT max(id) FROM revisions), 0)"
    return Mark(at, *conn.execute(sql).fetchone())


def set_mark(conn: sqlite3.Connection, name: str, mark: Mark) -> None:
    """Move the mark of a reader."""
    row = (name, mark.at.isoformat(), mark.operation, mark.revision)
    conn.execute("INSERT OR REPLACE INTO marks (name, at, operation, revision) VALUES (?, ?, ?, ?)", row)


def touched_since(conn: sqlite3.Connection, bounds: Bounds) -> set[str]:
    """The ids of all claims on which anything beyond these bounds bears."""
    from alliance_cli.store import claims, operations
    from alliance_cli.store.kinship import Kinship

    known = instant(bounds.known) if bounds.known else None
    later = (
        ("SELECT id FROM operations WHERE at > ?", known), ("SELECT operation FROM revisions WHERE read_at > ?", known),
        ("SELECT id FROM operations WHERE id > ?", bounds.last_operation),
        ("SELECT DISTINCT operation FROM revisions WHERE id > ?", bounds.last_revision),
    )  # fmt: skip
    found = {o for sql, bound in later if bound is not None for (o,) in conn.execute(sql, (bound,))}
    frontier = set(found)
    while frontier:  # what is taken back, or restored, is touched as well
        marks = ",".join("?" * len(frontier))
        sql = f"SELECT undoes FROM undone WHERE operation IN ({marks})"
        frontier = {u for (u,) in conn.execute(sql, sorted(frontier))} - found
        found |= frontier
    kin = Kinship(conn)
    touched: set[str] = set()
    for operation in found:
        touched |= operations.claims_touched(conn, operation)
        judged = operations.companies_judged(conn, operation)
        touched |= claims.of_companies(conn, kin.reached_through(judged))
    return touched


def add_watch(
    conn: sqlite3.Connection, companies: Sequence[str], kinds: Sequence[str], statuses: Sequence[str], region: str,
    operation: int,
) -> int:  # fmt: skip
    """Store a filter; returns its number."""
    cursor = conn.execute(
        "INSERT INTO watches (companies, kinds, statuses, region, operation) VALUES (?, ?, ?, ?, ?)",
        (*(json.dumps(list(v), ensure_ascii=False) for v in (companies, kinds, statuses)), region, operation),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def remove_watch(conn: sqlite3.Connection, number: int, operation: int) -> None:
    """Store that a filter is dropped."""
    conn.execute("INSERT INTO unwatched VALUES (?, ?)", (number, operation))


def watches(conn: sqlite3.Connection) -> list[Watch]:
    """The filters that are kept."""
    sql = (
        f"SELECT id, companies, kinds, statuses, region FROM watches WHERE {COUNTS}"
        f" AND id NOT IN (SELECT watch FROM unwatched WHERE {COUNTS}) ORDER BY id"
    )
    lists = ((r[0], [tuple(json.loads(v)) for v in r[1:4]], r[4]) for r in conn.execute(sql))
    return [Watch(number, companies, kinds, statuses, region) for number, (companies, kinds, statuses), region in lists]
