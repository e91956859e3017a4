"""Whether a ledger is sound: the file, the references, and all that is derived against what it follows from."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.keeping import rebuild
from alliance_cli.store import claims, companies, pairs, reports, sight, stamps, talks, words
from alliance_cli.store.connection import reading, writing
from alliance_cli.store.failures import explained
from alliance_cli.store.kinship import Kinship


def problems(conn: sqlite3.Connection, now: datetime) -> list[str]:
    """What is wrong, one line each; nothing for a sound ledger."""

    def clock(conn: sqlite3.Connection) -> Iterator[str]:
        return _ahead(conn, now)

    checks: Mapping[str, Callable[[sqlite3.Connection], Iterator[str]]] = {
        "the file": _integrity, "references": _references, "reports and claims": _lost, "texts": _texts,
        "what counts": _history, "companies": _derived_companies, "pairs of companies": _derived_pairs,
        "talks": _derived_talks, "the full-text index": _index, "times": clock,
    }  # fmt: skip
    with reading(conn):
        found = [problem for what, check in checks.items() for problem in _found(conn, what, check)]
    return [*found, *_found(conn, "the full-text index", _index_is_sound)]


def _found(conn: sqlite3.Connection, what: str, check: Callable[[sqlite3.Connection], Iterator[str]]) -> Iterator[str]:
    """What a check finds; where a value makes no sense, or a page of the file, that it cannot be read."""
    try:
        yield from check(conn)
    except (ValueError, sqlite3.DatabaseError) as error:
        yield f"{what} cannot be read: {error}"


def repair(conn: sqlite3.Connection, now: datetime) -> None:
    """Rebuild all that is derived, and let nothing be stamped later than now. What was said is never touched.

    Raises AllianceError, and nothing is changed then: 65 where it cannot be derived from what was said, 75 or 77 where
    another writes or nobody may.
    """
    try:
        with writing(conn):
            stamps.set_back(conn, now)
            words.refill(conn)
            conn.execute("DELETE FROM talks")
            rebuild.derive(conn)
    except (ValueError, sqlite3.DatabaseError) as error:
        known = explained(error)
        if known is not None and known.code in {ExitCode.TRY_AGAIN, ExitCode.NO_PERMISSION, ExitCode.IO_ERROR}:
            raise known from error
        raise AllianceError(
            f"nothing can be repaired: {error}; a backup or an export is the way back", ExitCode.BAD_DATA
        ) from error


def _integrity(conn: sqlite3.Connection) -> Iterator[str]:
    for (line,) in conn.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def _references(conn: sqlite3.Connection) -> Iterator[str]:
    sql = 'SELECT "table", parent, count(*), min(rowid) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2'
    for table, target, count, row in conn.execute(sql).fetchall():
        first = f" (the first is row {row})" if row is not None else ""
        rows = "1 row refers" if count == 1 else f"{count} rows refer"
        yield f"{table}: {rows} to a row of {target} that is not there{first}"


_ORPHANS = {
    "reports without a revision": "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM revisions)",
    "claims of fewer than two parties": "SELECT c.id FROM claims c WHERE"
    " (SELECT count(*) FROM claim_parties WHERE claim = c.id) < 2",
    "claims without evidence": "SELECT id FROM claims WHERE id NOT IN (SELECT claim FROM evidence)",
    "judgements that hold no claim": "SELECT id FROM judgements WHERE id NOT IN (SELECT judgement FROM judged_claims)",
    "revisions without a text": "SELECT id FROM revisions WHERE id NOT IN (SELECT revision FROM texts)",
    "undos of what came later": "SELECT operation FROM undone WHERE undoes >= operation",
}


def _lost(conn: sqlite3.Connection) -> Iterator[str]:
    for what, sql in _ORPHANS.items():
        found = [str(value) for (value,) in conn.execute(sql).fetchall()]
        if found:
            yield _some(found, what)


def _some(found: Sequence[str], what: str) -> str:
    return f"{len(found)} {what}: {', '.join(found[:5])}{', ...' if len(found) > 5 else ''}"


def _texts(conn: sqlite3.Connection) -> Iterator[str]:
    """Every text can be read, and holds the quotes that stand in it."""
    damaged: list[str] = []
    misplaced: list[str] = []
    quotes = claims.quotes(conn)
    for (revision,) in conn.execute("SELECT revision FROM texts ORDER BY revision"):
        try:
            title, text = reports.text_of(conn, revision)
        except sqlite3.DatabaseError:
            damaged.append(str(revision))
            continue
        for quote in quotes.get(revision, ()):
            if (title if quote.field == "title" else text)[quote.start : quote.end] != quote.quote:
                misplaced.append(quote.claim)
    if damaged:
        yield _some(damaged, "texts that cannot be read, of the revisions")
    if misplaced:
        yield _some(misplaced, "quotes that do not stand where they should")


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


def _ahead(conn: sqlite3.Connection, now: datetime) -> Iterator[str]:
    for table, column, count, latest in stamps.ahead(conn, now):
        rows = "1 row is" if count == 1 else f"{count} rows are"
        yield f"{table}: {rows} stamped later than now ({column}, up to {latest[:16]}): a clock was wrong, then or now"
    for talk, number, day in stamps.dated_ahead(conn, now):
        told = f"{talk}: claim {number} is your own, of {day}, which is still to come: a clock was wrong, then or now"
        yield f"{told}; `alliance edit {talk} {number} published=DATE` mends it"


def _index(conn: sqlite3.Connection) -> Iterator[str]:
    missing = words.missing(conn)
    if missing:
        yield f"{missing} revisions are missing in the full-text index, or are in it without being there"


def _index_is_sound(conn: sqlite3.Connection) -> Iterator[str]:
    """By itself: SQLite looks at it by way of a write."""
    if not words.is_sound(conn):
        yield "the full-text index is damaged"
