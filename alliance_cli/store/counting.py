"""Which of several readings of a text counts: that of the reader named first by the setting, of two the later one.

What is read by a reader that does not count is stored all the same, and counts for nothing until the user accepts it.
"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from alliance_cli.store.batches import select_in

_NAME = "readers that count"
"""Under which `meta` holds what the ledger was derived by: a JSON list of [language or "", reader]."""

_SETTING = f"(SELECT value FROM meta WHERE name = '{_NAME}')"

LIVES = "r.operation NOT IN (SELECT operation FROM dead_operations)"
"""The condition under which a reading `r` counts as one at all."""

_RANK = f"""ifnull((SELECT min(p.key) FROM json_each(ifnull({_SETTING}, '[]')) p
  WHERE json_extract(p.value, '$[0]') IN ('', language)
  AND substr(reader, 1, length(json_extract(p.value, '$[1]')) + 1)
    IN (json_extract(p.value, '$[1]') || '-', json_extract(p.value, '$[1]') || '/')), 1000)"""

_READINGS = f"""SELECT 0 AS id, v.reader AS reader, v.language AS language UNION ALL
  SELECT r.id, r.reader, v.language FROM rereadings r WHERE r.revision = v.id AND {LIVES}"""
_BEST = f"(SELECT {{}} FROM ({_READINGS}) ORDER BY {_RANK}, id DESC LIMIT 1)"

CHOSEN = _BEST.format("id")
"""The reading of a revision `v` that counts, 0 for its first."""

READER = f"CASE WHEN v.id IN (SELECT revision FROM rereadings) THEN {_BEST.format('reader')} ELSE v.reader END"
"""The reader of that."""

ACCEPTED = f"""({_SETTING} IS NOT NULL AND EXISTS (SELECT 1 FROM reviews w WHERE w.claim = held.id
    AND w.verdict <> 'drop' AND w.operation NOT IN (SELECT operation FROM dead_operations))
  AND NOT EXISTS (
    SELECT 1 FROM reread_claims g JOIN rereadings r ON r.id = g.reading WHERE g.instead = held.id AND {LIVES})
  AND (NOT EXISTS (SELECT 1 FROM reread_claims g WHERE g.claim = held.id AND g.new = 1) OR EXISTS (
    SELECT 1 FROM reread_claims g JOIN rereadings r ON r.id = g.reading WHERE g.claim = held.id AND {LIVES})))"""
"""The condition under which a claim `held` counts though its reader does not: the user accepted it, and none came in
its place. Only where a setting says who counts: else a later reading replaces an earlier one."""


def setting(conn: sqlite3.Connection) -> str:
    """What the ledger was derived by, as `own.readers_that_count` gives it; empty for no setting."""
    found = conn.execute(f"SELECT {_SETTING}").fetchone()
    return str(found[0] or "")


def set_to(conn: sqlite3.Connection, value: str) -> None:
    """Let this setting hold; what is derived has to be derived again."""
    conn.execute("DELETE FROM meta WHERE name = ?", (_NAME,))
    if value:
        conn.execute("INSERT INTO meta VALUES (?, ?)", (_NAME, value))


def reader_of(conn: sqlite3.Connection, revision: int) -> str:
    """Whose reading of a revision counts."""
    return str(conn.execute(f"SELECT {READER} FROM revisions v WHERE v.id = ?", (revision,)).fetchone()[0])


def given_by(conn: sqlite3.Connection, revision: int, name: str = "") -> tuple[str, set[str]] | None:
    """The latest reading of a revision, of those by the reader of this name where one is given: who it is by, with its
    version, and the claims that it gives. None where there is none.
    """
    sql = (
        "SELECT id, reader FROM (SELECT 0 AS id, reader FROM revisions WHERE id = ?1 UNION ALL SELECT r.id, r.reader"
        f" FROM rereadings r WHERE r.revision = ?1 AND {LIVES})"
        " WHERE ?2 = '' OR substr(reader, 1, length(?2) + 1) = ?2 || '/' ORDER BY id DESC LIMIT 1"
    )
    found = conn.execute(sql, (revision, name)).fetchone()
    return None if found is None else (found[1], set(_claims(conn, revision, found[0])))


def _claims(conn: sqlite3.Connection, revision: int, reading: int) -> Iterable[str]:
    """The claims that a reading (0: the first) gives, in the order of the text."""
    first = "SELECT id FROM claims WHERE revision = ? AND NOT EXISTS" \
        " (SELECT 1 FROM reread_claims g WHERE g.claim = id AND g.new = 1) ORDER BY place"  # fmt: skip
    again = "SELECT id FROM reread_claims JOIN claims ON id = claim WHERE reading = ? ORDER BY place"
    rows = conn.execute(*((again, (reading,)) if reading else (first, (revision,))))
    return [claim for (claim,) in rows]


class Beside(NamedTuple):
    """A reading of a revision that does not count: who it is by, and its claims in the order of the text."""

    revision: int
    reader: str
    claims: tuple[str, ...]


def beside(conn: sqlite3.Connection, claim_ids: Iterable[str] | None = None) -> list[Beside]:
    """The latest reading of each other reader than the one that counts, of the texts that count, or only those in which
    these claims stand. None where no setting says who counts, as a later reading then replaces an earlier one.
    """
    if not setting(conn):
        return []
    sql = (
        f"SELECT v.id, {READER} FROM revisions v WHERE v.id IN (SELECT revision FROM rereadings)"
        " AND v.id IN (SELECT revision FROM current_revisions){} ORDER BY v.id"
    )
    near = " AND v.id IN (SELECT revision FROM claims WHERE id IN ({}))"
    rows = conn.execute(sql.format("")) if claim_ids is None else select_in(conn, sql.format(near), claim_ids)
    return [
        Beside(revision, reader, tuple(_claims(conn, revision, reading)))
        for revision, counts in dict(rows).items()
        for reading, reader in _latest(conn, revision).values()
        if reader and reader.rpartition("/")[0] != counts.rpartition("/")[0]
    ]


def _latest(conn: sqlite3.Connection, revision: int) -> dict[str, tuple[int, str]]:
    """The latest reading of each reader, by its name."""
    sql = (
        "SELECT 0 AS id, reader FROM revisions WHERE id = ?1"
        f" UNION ALL SELECT r.id, r.reader FROM rereadings r WHERE r.revision = ?1 AND {LIVES} ORDER BY id"
    )
    return {reader.rpartition("/")[0]: (reading, reader) for reading, reader in conn.execute(sql, (revision,))}
