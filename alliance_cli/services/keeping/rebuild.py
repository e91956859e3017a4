"""What is derived, derived again from reports, claims, judgements and company facts."""

import sqlite3
from collections.abc import Iterable, Iterator

from alliance_cli import ledger
from alliance_cli.models import Talk
from alliance_cli.services.keeping import copying, rules_version, sameness
from alliance_cli.services.keeping.folding import Was, note_former
from alliance_cli.store import claims, companies, judgements, pairs, sight, talks
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship


def rebuild(conn: sqlite3.Connection, *, keep: bool = True) -> tuple[int, int]:
    """Forget all talks and fold every claim again; without `keep` only tell what that gives.

    Returns how many talks there are and how many differ from before.
    """
    with writing(conn, keep=keep):
        return derive(conn)


def derive(conn: sqlite3.Connection) -> tuple[int, int]:
    """As `rebuild`, inside a transaction of the caller; notes by which rules."""
    conn.execute("INSERT OR REPLACE INTO meta VALUES ('rules', ?)", (rules_version.rules(),))
    conn.execute("DELETE FROM meta WHERE name = 'derive'")
    before = {row.id: talks.fingerprint(conn, row.id) for row in talks.rows(conn)}
    sight.settle_all(conn)
    companies.project(conn, companies.differing(conn))
    kin = Kinship(conn)
    pairs.derive_all(conn, kin)
    copying.derive_all(conn)
    sameness.derive_all(conn)
    talks.delete(conn, before)
    after: dict[str, talks.Fingerprint] = {}
    for part in fold_components(conn, claims.all_ids(conn), kin):
        talks.insert(conn, part)
        after.update((talk.id, talks.fingerprint_of(talk)) for talk in part)
    for talk_id, stored in before.items():
        note_former(
            conn, Was.stored(talk_id, stored), Was.stored(talk_id, after[talk_id]) if talk_id in after else None
        )
    differing = sum(before.get(t) != after.get(t) for t in before.keys() | after.keys())
    return len(after), differing


def fold_components(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship) -> Iterator[list[Talk]]:
    """Fold claims in groups that share no pair of companies, so that the work grows with the groups, not the ledger."""
    left = set(claim_ids)
    judged = judgements.load(conn)
    while left:
        group = pairs.related(conn, [left.pop()])
        left -= group
        yield ledger.fold(claims.entries(conn, group, kin), judgements.bearing_on(judged, group))
