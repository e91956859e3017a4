"""The user's judgements of talks: append-only, held by claims."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from alliance_cli.models import Judgement, Verdict
from alliance_cli.store.claims import heirs
from alliance_cli.store.sight import COUNTS

_OTHER = 2
"""In the column `apart`: a claim of a talk that was known and not named; 1 is set apart by a split, 0 held."""


def add(conn: sqlite3.Connection, judgement: Judgement, operation: int) -> int:
    """Store a judgement, its claims first stored; returns its number (the one it carries is ignored)."""
    cursor = conn.execute(
        "INSERT INTO judgements (verdict, value, reason, made_at, talk, claim, operation) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (judgement.verdict, judgement.value, judgement.reason, judgement.made_at.isoformat(), judgement.talk,
         judgement.claim or None, operation),
    )  # fmt: skip
    number = cursor.lastrowid
    assert number is not None
    conn.executemany(
        "INSERT INTO judged_claims VALUES (?, ?, ?)",
        [(number, claim, int(claim in judgement.apart)) for claim in sorted(judgement.claims)]
        + [(number, claim, _OTHER) for claim in sorted(judgement.others)],
    )
    return number


def load(conn: sqlite3.Connection, *, undone: bool = False) -> list[Judgement]:
    """The judgements that count, with `undone` also those taken back.

    Where a report was revised, a judgement also holds what it says now.
    """
    which = "" if undone else f"WHERE {COUNTS}"
    rows = conn.execute(
        f"SELECT id, verdict, value, reason, made_at, talk, claim FROM judgements {which} ORDER BY id"
    ).fetchall()
    if not rows:
        return []
    held: dict[int, dict[str, int]] = {}
    for number, claim, apart in conn.execute("SELECT judgement, claim, apart FROM judged_claims"):
        held.setdefault(number, {})[claim] = apart
    after = heirs(conn, {claim for part in held.values() for claim in part})
    return [_judgement(row, held.get(row[0], {}), after) for row in rows]


def _judgement(row: tuple[int, str, str, str, str, str, str | None], held: dict[str, int],
               after: dict[str, list[str]]) -> Judgement:  # fmt: skip
    number, verdict, value, reason, made_at, talk, claim = row
    whole = dict(held)
    for old, apart in held.items():
        for new in after.get(old, ()):
            whole.setdefault(new, apart)
    parts = [frozenset(c for c, apart in whole.items() if apart == part) for part in (0, 1, _OTHER)]
    return Judgement(
        number, Verdict(verdict), parts[0] | parts[1], reason, datetime.fromisoformat(made_at), value, parts[1],
        claim or "", talk, parts[2],
    )  # fmt: skip


def bearing_on(judgements: Iterable[Judgement], claim_ids: Iterable[str]) -> list[Judgement]:
    """The judgements that hold any of these claims."""
    ids = set(claim_ids)
    return [j for j in judgements if j.claim in ids or not ids.isdisjoint(j.claims)]
