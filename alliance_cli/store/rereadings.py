"""Texts that were read again: by which reader, with which claims, and which claim came in the place of which."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from alliance_cli.store import sight
from alliance_cli.store.batches import select_in
from alliance_cli.store.counting import LIVES, READER
from alliance_cli.store.own_words import IS_OWN
from alliance_cli.store.sight import COUNTS

_T = TypeVar("_T")


class Given(NamedTuple):
    """A claim that a reading gives: `new` if none before it did, and then perhaps `instead` of another."""

    claim: str
    new: bool = False
    instead: str | None = None


def append(conn: sqlite3.Connection, revision: int, reader: str, operation: int, given: Iterable[Given]) -> None:
    """Store another reading of a revision, its claims first stored, and let these count."""
    cursor = conn.execute(
        "INSERT INTO rereadings (revision, reader, operation) VALUES (?, ?, ?)", (revision, reader, operation)
    )
    conn.executemany(
        "INSERT INTO reread_claims VALUES (?, ?, ?, ?)", [(cursor.lastrowid, c, new, old) for c, new, old in given]
    )
    sight.settle_claims(conn, revision)


def kin(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of these claims with each other that stood in its place, before it or after."""
    if conn.execute("SELECT 1 FROM reread_claims WHERE instead IS NOT NULL LIMIT 1").fetchone() is None:
        return
    sql = (
        "SELECT instead FROM reread_claims WHERE claim = ?1 AND instead IS NOT NULL"
        " UNION SELECT claim FROM reread_claims WHERE instead = ?1"
    )
    for claim in claim_ids:
        found, frontier = {claim}, [claim]
        while frontier:
            near = {other for (other,) in conn.execute(sql, (frontier.pop(),))} - found
            found |= near
            frontier += near
        yield from ((claim, other) for other in sorted(found - {claim}))


def with_kin(conn: sqlite3.Connection, held: Mapping[str, _T]) -> dict[str, _T]:
    """What is held of claims, also for those that stood in the place of these."""
    return {other: held[claim] for claim, other in kin(conn, held)} | dict(held)


def heirs(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """For each of these claims that a reading replaced: the one that counts in its place, where there is one."""
    replaced = {claim for claim in claim_ids if _is_replaced(conn, claim)}
    return {old: new for old, new in kin(conn, replaced) if not _is_replaced(conn, new)}


def _is_replaced(conn: sqlite3.Connection, claim: str) -> bool:
    return conn.execute("SELECT 1 FROM replaced_claims WHERE claim = ?", (claim,)).fetchone() is not None


class Stored(NamedTuple):
    """A text that is held, with its language, whose reading of it counts ("" for nobody's), and all who read it."""

    revision: int
    language: str
    reader: str
    readers: tuple[str, ...]


def texts(conn: sqlite3.Connection) -> list[Stored]:
    """The texts that count and that the user did not write, in the order in which they came."""
    sql = (
        f"SELECT v.id, v.language, {READER}, v.reader FROM revisions v JOIN reports r ON r.id = v.report WHERE {COUNTS}"
        f" AND NOT {IS_OWN} ORDER BY v.id"
    )
    again: dict[int, list[str]] = defaultdict(list)
    for revision, reader in conn.execute(f"SELECT revision, reader FROM rereadings r WHERE {LIVES} ORDER BY id"):
        again[revision].append(reader)
    return [
        Stored(revision, language, reader, (first, *again.get(revision, ())))
        for revision, language, reader, first in conn.execute(sql)
    ]


def readers(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """Who read each of these claims last."""
    last = (
        "SELECT r.reader FROM reread_claims g JOIN rereadings r ON r.id = g.reading"
        f" WHERE g.claim = c.id AND {LIVES} ORDER BY r.id DESC LIMIT 1"
    )
    sql = f"SELECT c.id, ifnull(({last}), v.reader) FROM claims c JOIN revisions v ON v.id = c.revision"
    return dict(select_in(conn, f"{sql} WHERE c.id IN ({{}})", claim_ids))


def said_of(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> list[tuple[str, str]]:
    """(claim, what it is) of what the user said of these claims themselves, as far as it counts."""
    sql = (
        "SELECT j.claim, 'a judgement' FROM judged_claims j JOIN judgements g ON g.id = j.judgement"
        f" WHERE j.apart < 2 AND {COUNTS} AND j.claim = ?1"
        f" UNION SELECT claim, 'a review' FROM reviews WHERE {COUNTS} AND claim = ?1 ORDER BY 1, 2"
    )
    return [said for claim in sorted(claim_ids) for said in conn.execute(sql, (claim,))]
