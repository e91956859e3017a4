"""Which operations and revisions count: now, or at an earlier moment.

Queries read `dead_operations`, `current_revisions` and `replaced_claims`. For the present these are tables of the
ledger, kept up to date by whoever writes; for the past `look_back` lays temporary tables of the same names over them,
so that every query is the same for both.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from alliance_cli.store import counting
from alliance_cli.store.counting import ACCEPTED, CHOSEN


class Bounds(NamedTuple):
    """What may be seen: published by the end of a day, known by an instant, up to an operation and a revision."""

    as_of: date | None = None
    known: datetime | None = None
    last_operation: int | None = None
    last_revision: int | None = None


COUNTS = "(operation IS NULL OR operation NOT IN (SELECT operation FROM dead_operations))"
"""The condition under which a fact counts, for tables with a column `operation`."""

_NO_BOUND = 9_223_372_036_854_775_807


def dead(undone: Iterable[tuple[int, int]]) -> set[int]:
    """The operations that do not count, from (undo, undone): an undo that is itself undone takes nothing back.

    An undo always comes after what it undoes, so the latest decide first.
    """
    gone: set[int] = set()
    for operation, target in sorted(undone, reverse=True):
        if operation not in gone:
            gone.add(target)
    return gone


def refresh(conn: sqlite3.Connection) -> set[int]:
    """Derive the dead operations again, and the replaced claims; returns the operations that died or came back."""
    now = dead(conn.execute("SELECT operation, undoes FROM undone"))
    before = {o for (o,) in conn.execute("SELECT operation FROM dead_operations")}
    conn.executemany("INSERT INTO dead_operations VALUES (?)", [(o,) for o in sorted(now - before)])
    conn.executemany("DELETE FROM dead_operations WHERE operation = ?", [(o,) for o in sorted(before - now)])
    conn.execute("DELETE FROM replaced_claims")
    conn.execute(f"INSERT INTO replaced_claims {_REPLACED}")
    return now ^ before


_REPLACED = f"""
  SELECT id FROM (
    SELECT c.id, {CHOSEN} AS chosen FROM claims c JOIN revisions v ON v.id = c.revision
    WHERE c.revision IN (SELECT revision FROM rereadings)
  ) held WHERE CASE WHEN chosen = 0 THEN EXISTS (SELECT 1 FROM reread_claims WHERE claim = id AND new = 1)
    ELSE NOT EXISTS (SELECT 1 FROM reread_claims WHERE reading = chosen AND claim = id) END AND NOT {ACCEPTED}
"""
"""Of a text that was read more than once: the claims that the reading which counts does not give, where the user has
not accepted them. The first reading gives those that did not come with another."""


def settle_claims(conn: sqlite3.Connection, revision: int) -> None:
    """Derive again which claims of a revision are replaced."""
    own = "SELECT id FROM claims WHERE revision = ?"
    conn.execute(f"DELETE FROM replaced_claims WHERE claim IN ({own})", (revision,))
    conn.execute(f"INSERT INTO replaced_claims SELECT id FROM ({_REPLACED}) WHERE id IN ({own})", (revision,))


def settle_reviewed(conn: sqlite3.Connection, claim: str) -> bool:
    """Derive again which claims count of the text in which a claim stands, of which something was said; False where
    that can make no difference.
    """
    matters = bool(counting.setting(conn))
    if matters:
        settle_claims(conn, conn.execute("SELECT revision FROM claims WHERE id = ?", (claim,)).fetchone()[0])
    return matters


_CURRENT = (
    "SELECT id FROM (SELECT id, max(number) FROM revisions WHERE operation NOT IN"
    " (SELECT operation FROM dead_operations) {} GROUP BY report)"
)


def settle_current(conn: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Derive again which revision of these reports is current."""
    for report in reports:
        conn.execute(
            "DELETE FROM current_revisions WHERE revision IN (SELECT id FROM revisions WHERE report = ?)", (report,)
        )
        conn.execute(f"INSERT INTO current_revisions {_CURRENT.format('AND report = ?')}", (report,))


def begin(conn: sqlite3.Connection, revision: int) -> None:
    """Let the first revision of a report be current."""
    conn.execute("INSERT INTO current_revisions VALUES (?)", (revision,))


def settle_all(conn: sqlite3.Connection) -> None:
    """Derive dead operations, replaced claims and current revisions from nothing."""
    conn.execute("DELETE FROM dead_operations")
    refresh(conn)
    conn.execute("DELETE FROM current_revisions")
    conn.execute(f"INSERT INTO current_revisions {_CURRENT.format('')}")


def differing(conn: sqlite3.Connection) -> int:
    """How many rows of what `settle_all` derives are not what it would give."""
    stored = {o for (o,) in conn.execute("SELECT operation FROM dead_operations")}
    wrong = len(stored ^ dead(conn.execute("SELECT operation, undoes FROM undone")))
    current = {r for (r,) in conn.execute("SELECT revision FROM current_revisions")}
    wrong += len(current ^ {r for (r,) in conn.execute(_CURRENT.format(""))})
    replaced = {c for (c,) in conn.execute("SELECT claim FROM replaced_claims")}
    return wrong + len(replaced ^ {c for (c,) in conn.execute(_REPLACED)})


def held(conn: sqlite3.Connection, bounds: Bounds) -> bool:
    """False if no revision at all had been read within these bounds."""
    known = instant(bounds.known) if bounds.known else None
    last = _NO_BOUND if bounds.last_revision is None else bounds.last_revision
    sql = "SELECT EXISTS (SELECT 1 FROM main.revisions WHERE +id <= ?1 AND (?2 IS NULL OR read_at <= ?2))"
    return bool(conn.execute(sql, (last, known)).fetchone()[0])


def look_back(conn: sqlite3.Connection, bounds: Bounds, reports: Iterable[str] | None = None) -> None:
    """Let every query on this connection see the ledger within these bounds. The connection must not write after.

    Where only some reports matter, the revisions of others may as well not be there.
    """
    look_at_present(conn)
    known = instant(bounds.known) if bounds.known else None
    last = _NO_BOUND if bounds.last_operation is None else bounds.last_operation
    in_sight = "id <= ? AND (? IS NULL OR at <= ?)"
    operations = {o for (o,) in conn.execute(f"SELECT id FROM main.operations WHERE {in_sight}", (last, known, known))}
    gone = dead((o, u) for o, u in conn.execute("SELECT operation, undoes FROM main.undone") if o in operations)
    conn.execute("CREATE TEMP TABLE dead_operations (operation INTEGER PRIMARY KEY)")
    hidden = {o for (o,) in conn.execute("SELECT id FROM main.operations")} - operations
    conn.executemany("INSERT INTO temp.dead_operations VALUES (?)", [(o,) for o in sorted(gone | hidden)])
    _look_back_on_readings(conn)
    conn.execute("CREATE TEMP TABLE current_revisions (revision INTEGER PRIMARY KEY)")
    within = (
        "AND (?1 IS NULL OR read_at <= ?1) AND id <= ?2"
        " AND (?3 IS NULL OR coalesce(substr(published, 1, 10), substr(read_at, 1, 10)) <= ?3)"
    )
    values = (known, _NO_BOUND if bounds.last_revision is None else bounds.last_revision,
              bounds.as_of.isoformat() if bounds.as_of else None)  # fmt: skip
    if reports is None:
        conn.execute(f"INSERT INTO temp.current_revisions {_CURRENT.format(within)}", values)
        return
    one = f"INSERT INTO temp.current_revisions {_CURRENT.format(within + ' AND report = ?4')}"
    conn.executemany(one, [(*values, report) for report in reports])


def _look_back_on_readings(conn: sqlite3.Connection) -> None:
    """Lay the claims that were replaced then over those that are now, where that makes a difference."""
    turned = (
        "SELECT EXISTS (SELECT 1 FROM main.rereadings WHERE (operation IN (SELECT operation FROM main.dead_operations))"
        " <> (operation IN (SELECT operation FROM temp.dead_operations)))"
    )
    if counting.setting(conn) or conn.execute(turned).fetchone()[0]:
        conn.execute("CREATE TEMP TABLE replaced_claims (claim TEXT PRIMARY KEY)")
        conn.execute(f"INSERT INTO temp.replaced_claims {_REPLACED}")


def look_at_present(conn: sqlite3.Connection) -> None:
    """Take the past away again."""
    conn.execute("DROP TABLE IF EXISTS temp.dead_operations")
    conn.execute("DROP TABLE IF EXISTS temp.current_revisions")
    conn.execute("DROP TABLE IF EXISTS temp.replaced_claims")


def name_as_now(conn: sqlite3.Connection) -> None:
    """Let every query see the companies by the names they have, after `companies.look_back`."""
    conn.execute("DROP VIEW IF EXISTS temp.companies")


def instant(moment: datetime) -> str:
    """As instants are stored: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()
