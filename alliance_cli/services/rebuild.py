"""What is derived, derived again from reports, claims and judgements."""

import sqlite3

from alliance_cli import ledger
from alliance_cli.store import claims, companies, talks
from alliance_cli.store.connection import writing


def rebuild(conn: sqlite3.Connection) -> tuple[int, int]:
    """Forget all talks and fold every claim again. Returns how many talks there are and how many differ from before."""
    with writing(conn):
        before = {row.id: talks.fingerprint(conn, row.id) for row in talks.rows(conn)}
        talks.delete(conn, before)
        conn.execute("DELETE FROM claim_pairs")
        owners = companies.all_owners(conn)
        entries = claims.entries(conn, claims.all_ids(conn), owners)
        claims.save_pairs(conn, entries)
        folded = fold_components(conn, {entry.id for entry in entries}, owners)
        talks.insert(conn, folded)
        after = {talk.id: talks.fingerprint_of(talk) for talk in folded}
        differing = sum(before.get(t) != after.get(t) for t in before.keys() | after.keys())
    return len(after), differing


def fold_components(conn: sqlite3.Connection, claim_ids: set[str], owners: claims.Owners) -> list[ledger.Talk]:
    """Fold claims in groups that share no pair of companies, so that the work grows with the groups, not the ledger."""
    left = set(claim_ids)
    folded: list[ledger.Talk] = []
    while left:
        group = claims.related(conn, [left.pop()])
        left -= group
        folded += ledger.fold(claims.entries(conn, group, owners))
    return folded
