"""Which pairs of companies each claim ties together: derived, so that related claims are found fast.

Claims of one thread always share a pair: two companies that are parties of one of them (`across`), and parties, or a
party and its owner, of the other.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from alliance_cli.store import rereadings
from alliance_cli.store.batches import select_in
from alliance_cli.store.kinship import Kinship


def derive(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship) -> None:
    """Store the pairs of these claims, and the judgements that hold them together; what was stored is replaced."""
    ids = sorted(claim_ids)
    if not ids:
        return
    rows = list(_rows(conn, ids, kin))
    conn.executemany("DELETE FROM claim_pairs WHERE claim = ?", [(claim,) for claim in ids])
    conn.executemany("INSERT INTO claim_pairs (pair, claim, across) VALUES (?, ?, ?)", rows)


def derive_all(conn: sqlite3.Connection, kin: Kinship) -> None:
    """Store the pairs of every claim anew."""
    conn.execute("DELETE FROM claim_pairs")
    derive(conn, [c for (c,) in conn.execute("SELECT id FROM claims")], kin)


def differing(conn: sqlite3.Connection, kin: Kinship) -> int:
    """How many stored pairs are not what `derive_all` would give."""
    stored = set(conn.execute("SELECT pair, claim, across FROM claim_pairs"))
    return len(stored ^ set(_rows(conn, [c for (c,) in conn.execute("SELECT id FROM claims")], kin)))


def _rows(conn: sqlite3.Connection, ids: Sequence[str], kin: Kinship) -> Iterator[tuple[str, str, int]]:
    parties: dict[str, list[str]] = {}
    sql = "SELECT claim, company FROM claim_parties WHERE claim IN ({}) ORDER BY claim, position"
    for claim, company in select_in(conn, sql, ids):
        parties.setdefault(claim, []).append(company)
    sets = _corrected(conn, ids)
    for claim, named in parties.items():
        for pair, across in of_parties([*named, *sets.get(claim, ())], kin).items():
            yield pair, claim, across
    sql = "SELECT judgement, claim FROM judged_claims WHERE apart < 2 AND claim IN ({})"  # 2: not held, passed over
    for judgement, claim in select_in(conn, sql, ids):
        yield f"judgement:{judgement}", claim, 1
    sql = "SELECT id, claim FROM judgements WHERE claim IN ({})"
    for judgement, claim in select_in(conn, sql, ids):
        yield f"judgement:{judgement}", claim, 1


def _corrected(conn: sqlite3.Connection, ids: Sequence[str]) -> Mapping[str, list[str]]:
    """The companies that reviews ever put into these claims, or into others that stood in their place."""
    found: dict[str, list[str]] = {}
    said = conn.execute("SELECT claim, value FROM reviews WHERE field LIKE 'party:%'").fetchall()
    wanted = set(ids) if said else set()
    for claim, company in said:
        for held in (claim, *(other for _, other in rereadings.kin(conn, [claim]))):
            if held in wanted:
                found.setdefault(held, []).append(company)
    return found


class Reaching(Protocol):
    """Anything that knows whom a company stands for."""

    def reach(self, company: str) -> frozenset[str]:
        """Every company that this one ever counted as, or that ever owned one of those."""


def of_parties(companies: Sequence[str], kin: Reaching) -> dict[str, int]:
    """The pairs of these parties and of all they can stand for; 1 for those between two parties."""
    reach = [kin.reach(company) for company in dict.fromkeys(companies)]
    everyone = sorted(frozenset().union(*reach))
    found = {f"{a}|{b}": 0 for a, b in combinations(everyone, 2)}
    for ours, theirs in combinations(reach, 2):
        found.update({"|".join(sorted((a, b))): 1 for a in ours for b in theirs if a != b})
    return found


def sharing(conn: sqlite3.Connection, wanted: Iterable[tuple[str, str]]) -> set[str]:
    """The ids of the claims that tie two companies together which are one of these pairs."""
    sql = "SELECT claim FROM claim_pairs WHERE across = 1 AND pair IN ({})"
    return {claim for (claim,) in select_in(conn, sql, (f"{a}|{b}" for a, b in wanted))}


def neighbours(conn: sqlite3.Connection, claim: str) -> set[str]:
    """The ids of the claims that share a pair with this one, itself included."""
    sql = (
        "SELECT DISTINCT other.claim FROM claim_pairs mine JOIN claim_pairs other ON other.pair = mine.pair"
        " WHERE mine.claim = ? AND mine.across = 1 AND other.across = 1"
    )
    return {found for (found,) in conn.execute(sql, (claim,))}


def related(conn: sqlite3.Connection, seeds: Iterable[str]) -> set[str]:
    """The ids of all claims that are tied to these claims through shared pairs of companies, directly or not."""
    found: set[str] = set(seeds)
    frontier = set(found)
    seen: set[str] = set()
    while frontier:
        sql = "SELECT DISTINCT pair FROM claim_pairs WHERE across = 1 AND claim IN ({})"
        new = {pair for (pair,) in select_in(conn, sql, frontier)} - seen
        seen |= new
        sql = "SELECT claim FROM claim_pairs WHERE across = 1 AND pair IN ({})"
        frontier = {claim for (claim,) in select_in(conn, sql, new)} - found
        found |= frontier
    return found
