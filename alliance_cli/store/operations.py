"""Writing commands, one row each: what was typed, when, what it added; and what was taken back."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alliance_cli.store import rereadings, sight


@dataclass(frozen=True, slots=True)
class Operation:
    """A writing command. `undoes` is the operation it takes back; `counts` is false where it was itself taken back."""

    id: int
    at: datetime
    command: str
    undoes: int | None
    counts: bool


FACTS = {
    "revisions": "report",
    "rereadings": "text read again",
    "company_records": "company",
    "aliases": "name",
    "identifiers": "identifier",
    "parents": "owner",
    "company_verdicts": "verdict on two companies",
    "judgements": "judgement",
    "reviews": "review",
    "watches": "watch",
    "unwatched": "watch removed",
    "feed_choices": "feed",
    "notes": "note",
    "notes_off": "note taken off",
}
"""The tables whose rows belong to an operation, and what a row is called."""


def start(conn: sqlite3.Connection, command: str, at: datetime) -> int:
    """Record that a writing command runs; returns its number."""
    cursor = conn.execute("INSERT INTO operations (at, command) VALUES (?, ?)", (at.isoformat(), command))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def take_back(conn: sqlite3.Connection, operation: int, target: int) -> set[int]:
    """Record that one operation undoes another; returns the operations that died or came back by it."""
    conn.execute("INSERT INTO undone VALUES (?, ?)", (operation, target))
    return sight.refresh(conn)


def listed(conn: sqlite3.Connection, limit: int | None = None) -> list[Operation]:
    """The operations, latest first."""
    rows = conn.execute(
        "SELECT o.id, o.at, o.command, u.undoes, o.id NOT IN (SELECT operation FROM dead_operations)"
        " FROM operations o LEFT JOIN undone u ON u.operation = o.id ORDER BY o.id DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [Operation(r[0], datetime.fromisoformat(r[1]), r[2], r[3], bool(r[4])) for r in rows]


_SAID = "AND report NOT IN (SELECT id FROM reports WHERE key >= 'judgement:' AND key < 'judgement;')"
"""Without the user's own word on a status, which is kept as a report is and counted as a judgement."""


def effects(conn: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many rows of each kind (`FACTS`) each of these operations added; `revised report` counts those not new."""
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    for table, noun in FACTS.items():
        unit = "count(DISTINCT name || '|' || company)" if table == "aliases" else "count(*)"
        said = _SAID if table == "revisions" else ""
        sql = f"SELECT operation, {unit} FROM {table} WHERE operation IS NOT NULL {said} GROUP BY operation"
        for operation, count in conn.execute(sql):
            if operation in found:
                found[operation][noun] = count
    sql = (
        "SELECT v.operation, count(*) FROM revisions v WHERE v.number > 1 AND EXISTS (SELECT 1 FROM revisions w"
        " WHERE w.report = v.report AND w.number < v.number AND w.operation NOT IN"
        " (SELECT operation FROM dead_operations)) GROUP BY v.operation"
    )
    for operation, count in conn.execute(sql):
        if operation in found:
            found[operation]["revised report"] = count
    return found


def claims_touched(conn: sqlite3.Connection, operation: int) -> set[str]:
    """The ids of the claims on which an operation bears by its reports, readings, judgements and reviews."""
    sql = """
      SELECT c.id FROM revisions mine JOIN revisions v ON v.report = mine.report JOIN claims c ON c.revision = v.id
        WHERE mine.operation = ?1
      UNION SELECT j.claim FROM judged_claims j JOIN judgements g ON g.id = j.judgement WHERE g.operation = ?1
      UNION SELECT claim FROM judgements WHERE operation = ?1 AND claim IS NOT NULL
      UNION SELECT claim FROM reviews WHERE operation = ?1
      UNION SELECT c.id FROM rereadings mine JOIN claims c ON c.revision = mine.revision WHERE mine.operation = ?1 AND (
        EXISTS (SELECT 1 FROM reread_claims WHERE claim = c.id AND new = 1)
        OR (SELECT count(*) FROM reread_claims WHERE claim = c.id)
          < (SELECT count(*) FROM rereadings r WHERE r.revision = c.revision))
    """
    found = {claim for (claim,) in conn.execute(sql, (operation,))}
    return found.union(other for _, other in rereadings.kin(conn, found))


def reports_touched(conn: sqlite3.Connection, operation: int) -> list[str]:
    """The reports of which an operation stored a revision."""
    sql = "SELECT DISTINCT report FROM revisions WHERE operation = ? ORDER BY report"
    return [report for (report,) in conn.execute(sql, (operation,))]


def companies_touched(conn: sqlite3.Connection, operation: int) -> list[str]:
    """The companies an operation said something of, or that its reports name."""
    sql = """
      SELECT company FROM company_records WHERE operation = ?1
      UNION SELECT p.company FROM revisions mine JOIN revisions v ON v.report = mine.report
        JOIN claims c ON c.revision = v.id JOIN claim_parties p ON p.claim = c.id WHERE mine.operation = ?1
      UNION SELECT p.company FROM rereadings mine JOIN claims c ON c.revision = mine.revision
        JOIN claim_parties p ON p.claim = c.id WHERE mine.operation = ?1
    """
    return [company for (company,) in conn.execute(sql, (operation,))]


def companies_judged(conn: sqlite3.Connection, operation: int) -> list[str]:
    """The companies that an operation merged, split or gave an owner: which talks they are in depends on it."""
    sql = """
      SELECT company FROM parents WHERE operation = ?1
      UNION SELECT kept FROM company_verdicts WHERE operation = ?1
      UNION SELECT other FROM company_verdicts WHERE operation = ?1
    """
    return [company for (company,) in conn.execute(sql, (operation,))]
