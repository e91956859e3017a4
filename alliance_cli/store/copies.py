"""Copies: one text at several outlets. It follows from the texts and claims alone, in any order of arrival.

Only reports that tie the same two companies together are compared: others never meet in one talk.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import combinations

from alliance_cli.store import reports
from alliance_cli.store.batches import select_in

_PAIRS = (
    "SELECT one, other FROM copy_pairs WHERE one IN ({})",
    "SELECT other, one FROM copy_pairs WHERE other IN ({})",
)
_NEVER = datetime.max.replace(tzinfo=UTC)


def forget(conn: sqlite3.Connection) -> None:
    """Forget all that is derived here."""
    conn.execute("DELETE FROM copy_pairs")
    conn.execute("DELETE FROM signatures")


def with_claims(conn: sqlite3.Connection) -> list[int]:
    """The revisions that have claims, in order."""
    return [r for (r,) in conn.execute("SELECT DISTINCT revision FROM claims ORDER BY revision")]


def revisions_of(conn: sqlite3.Connection, report: str) -> list[int]:
    """All revisions of a report, in order."""
    return [r for (r,) in conn.execute("SELECT id FROM revisions WHERE report = ? ORDER BY id", (report,))]


def claims_of(conn: sqlite3.Connection, revisions: Iterable[int]) -> set[str]:
    """The ids of the claims of these revisions."""
    found = select_in(conn, "SELECT id FROM claims WHERE revision IN ({})", map(str, revisions))
    return {claim for (claim,) in found}


def text_of(conn: sqlite3.Connection, revision: int) -> str:
    """The text of a revision, its title where it has none."""
    title, text = reports.text_of(conn, revision)
    return text or title


def sign(conn: sqlite3.Connection, revision: int, version: str, signature: bytes) -> None:
    """Store the signature of a revision."""
    conn.execute("INSERT OR REPLACE INTO signatures VALUES (?, ?, ?)", (revision, version, signature))


def signatures(conn: sqlite3.Connection, revisions: Iterable[int]) -> list[tuple[int, str, bytes]]:
    """(revision, version, signature) of these revisions."""
    sql = "SELECT revision, version, signature FROM signatures WHERE revision IN ({}) ORDER BY revision"
    return [(int(r), str(v), bytes(s)) for r, v, s in select_in(conn, sql, map(str, revisions))]


def note(conn: sqlite3.Connection, revision: int, others: Iterable[int]) -> None:
    """Store that a revision is a copy of others."""
    rows = [(min(revision, other), max(revision, other)) for other in others]
    conn.executemany("INSERT OR IGNORE INTO copy_pairs VALUES (?, ?)", rows)


_TYING = (
    "SELECT DISTINCT c.revision FROM claim_pairs q CROSS JOIN claims c ON c.id = q.claim"
    " CROSS JOIN claim_parties a ON a.claim = q.claim AND a.company = ?2"
    " CROSS JOIN claim_parties b ON b.claim = q.claim AND b.company = ?3 WHERE q.pair = ?1"
)
"""By the pair first: left to itself SQLite goes through all claims of one of the two, thousands for some."""


def tying(conn: sqlite3.Connection, pair: tuple[str, str]) -> list[int]:
    """The revisions with a claim that names both of these companies as parties."""
    return [r for (r,) in conn.execute(_TYING, ("|".join(pair), *pair))]


def of_same_report(conn: sqlite3.Connection, revision: int) -> set[int]:
    """All revisions of the report of this one."""
    sql = "SELECT v.id FROM revisions v JOIN revisions mine ON mine.report = v.report WHERE mine.id = ?"
    return {r for (r,) in conn.execute(sql, (revision,))}


def party_pairs(conn: sqlite3.Connection, revision: int) -> set[tuple[str, str]]:
    """Each two companies that a claim of the revision ties together, as the report names them."""
    parties: dict[str, set[str]] = defaultdict(set)
    sql = "SELECT p.claim, p.company FROM claims c JOIN claim_parties p ON p.claim = c.id WHERE c.revision = ?"
    for claim, company in conn.execute(sql, (revision,)):
        parties[claim].add(company)
    return {pair for named in parties.values() for pair in combinations(sorted(named), 2)}


def voices(conn: sqlite3.Connection, revisions: Iterable[int]) -> dict[int, str]:
    """The outlet that had the text first, for those of these current revisions that have copies."""
    found: dict[int, str] = {}
    waiting = set(revisions)
    linked = {one for one, _ in _links(conn, waiting)}
    while waiting & linked:
        whole = group(conn, next(iter(waiting & linked)))
        waiting -= whole
        order = in_order(conn, whole)
        voice = next((publisher for _, publisher in order if publisher), "")
        found.update(dict.fromkeys(whole, voice))
    return found


def group(conn: sqlite3.Connection, revision: int, without: int | None = None) -> set[int]:
    """The current revisions that are copies of this one, directly or through others than `without`, itself included."""
    found = {revision}
    frontier = {revision}
    while frontier:
        frontier = {other for _, other in _links(conn, frontier)} - found - {without}
        found |= frontier
    return found


def in_order(conn: sqlite3.Connection, revisions: Iterable[int]) -> list[tuple[int, str]]:
    """(revision, publisher), the first published first; those without a date last."""
    sql = "SELECT id, publisher, published, report FROM revisions WHERE id IN ({})"
    rows = list(select_in(conn, sql, map(str, revisions)))
    return [(r, p) for r, p, *_ in sorted(rows, key=lambda row: (_instant(row[2]), row[3]))]


def _instant(published: str | None) -> datetime:
    return datetime.fromisoformat(published) if published else _NEVER


def _links(conn: sqlite3.Connection, revisions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each of these revisions with each current one noted as a copy of it."""
    ids = [str(revision) for revision in revisions]
    found = [pair for sql in _PAIRS for pair in select_in(conn, sql, ids)]
    if not found:
        return
    sql = "SELECT revision FROM current_revisions WHERE revision IN ({})"
    current = {r for (r,) in select_in(conn, sql, {str(other) for _, other in found})}
    yield from ((one, other) for one, other in found if other in current)
