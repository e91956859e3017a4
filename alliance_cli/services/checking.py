"""Whether a ledger is sound: the file, the references, and all that is derived against what it follows from."""

import sqlite3
from collections.abc import Callable, Iterator

from alliance_cli.services import rebuild
from alliance_cli.store import claims, companies, pairs, sight, talks, words
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship


def problems(conn: sqlite3.Connection) -> list[str]:
    """What is wrong, one line each; nothing for a sound ledger."""
    checks: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
        _integrity, _references, _lost, _history, _derived_companies, _derived_pairs, _derived_talks, _index,
    )  # fmt: skip
    return [problem for check in checks for problem in check(conn)]


def repair(conn: sqlite3.Connection) -> None:
    """Rebuild all that is derived. What was said is never touched."""
    with writing(conn):
        words.refill(conn)
        conn.execute("DELETE FROM talks")
        rebuild.derive(conn)


def _integrity(conn: sqlite3.Connection) -> Iterator[str]:
    for (line,) in conn.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def _references(conn: sqlite3.Connection) -> Iterator[str]:
    for table, row, target, _ in conn.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{table}, row {row}: refers to a row of {target} that is not there"


_ORPHANS = {
    "reports without a revision": "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM revisions)",
    "claims of fewer than two parties": "SELECT c.id FROM claims c WHERE"
    " (SELECT count(*) FROM claim_parties WHERE claim = c.id) < 2",
    "claims without evidence": "SELECT id FROM claims WHERE id NOT IN (SELECT claim FROM evidence)",
    "judgements that hold no claim": "SELECT id FROM judgements WHERE id NOT IN (SELECT judgement FROM judged_claims)",
    "quotes that do not stand where they should": "SELECT e.claim FROM evidence e JOIN claims c ON c.id = e.claim"
    " JOIN revisions v ON v.id = c.revision WHERE substr(CASE e.field WHEN 'title' THEN v.title ELSE v.text END,"
    ' e.start + 1, e."end" - e.start) <> e.quote',
    "undos of what came later": "SELECT operation FROM undone WHERE undoes >= operation",
}


def _lost(conn: sqlite3.Connection) -> Iterator[str]:
    for what, sql in _ORPHANS.items():
        found = [str(value) for (value,) in conn.execute(sql).fetchall()]
        if found:
            yield f"{len(found)} {what}: {', '.join(found[:5])}{', ...' if len(found) > 5 else ''}"


def _history(conn: sqlite3.Connection) -> Iterator[str]:
    wrong = sight.differing(conn)
    if wrong:
        yield f"{wrong} operations or revisions count that should not, or do not that should"


def _derived_companies(conn: sqlite3.Connection) -> Iterator[str]:
    wrong = companies.differing(conn)
    if wrong:
        yield f"{len(wrong)} companies are not as what is said of them: {', '.join(wrong[:5])}"


def _derived_pairs(conn: sqlite3.Connection) -> Iterator[str]:
    wrong = pairs.differing(conn, Kinship(conn))
    if wrong:
        yield f"{wrong} pairs of companies differ from what the claims give"


def _derived_talks(conn: sqlite3.Connection) -> Iterator[str]:
    stored = {row.id for row in talks.rows(conn)}
    wrong = []
    for part in rebuild.fold_components(conn, claims.all_ids(conn), Kinship(conn)):
        for talk in part:
            if talk.id not in stored or talks.fingerprint(conn, talk.id) != talks.fingerprint_of(talk):
                wrong.append(talk.slug)
            stored.discard(talk.id)
    wrong += sorted(stored)
    if wrong:
        yield f"{len(wrong)} stored talks differ from what the claims fold to: {', '.join(wrong[:5])}"


def _index(conn: sqlite3.Connection) -> Iterator[str]:
    missing = words.missing(conn)
    if missing:
        yield f"{missing} revisions are missing in the full-text index, or are in it without being there"
    if not words.is_sound(conn):
        yield "the full-text index is damaged"
