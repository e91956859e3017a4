"""Which reports are copies of one text: decided when a report is stored, the same in any order of arrival."""

import sqlite3
from collections.abc import Iterable, Iterator

from alliance_cli.sources.dedup import Signature, is_copy, signature, version
from alliance_cli.store import copies

_MOST = 24
"""So many copies of a revision are noted, and one more for each group that they do not reach."""


def derive(conn: sqlite3.Connection, revision: int) -> bool:
    """Sign the text of a revision that has claims and note which revisions it is a copy of.

    Its claims and their pairs must be stored. Only reports that tie the same two companies together are compared:
    others never meet in one talk. Returns True if others speak with another voice for it: groups became one, or this
    text was there first.
    """
    mine = _signed(conn, revision)
    candidates = copies.candidates(conn, revision)
    found = sorted(number for number, other in _signatures(conn, candidates) if is_copy(mine, other))
    copies.note(conn, revision, found[:_MOST])
    for other in found[_MOST:]:
        if other not in copies.group(conn, revision):
            copies.note(conn, revision, [other])
    return bool(found) and _changes_others(conn, revision)


def _changes_others(conn: sqlite3.Connection, revision: int) -> bool:
    others = copies.group(conn, revision) - {revision}
    if not others:
        return False
    order = copies.in_order(conn, {*others, revision})
    voice = next((outlet for _, outlet in order if outlet), "")
    before = next((outlet for number, outlet in order if outlet and number != revision), "")
    return voice != before or copies.group(conn, min(others), without=revision) != others


def claims_with(conn: sqlite3.Connection, report: str) -> set[str]:
    """The ids of the claims of all reports that are, or were, copies of this one; how they count may depend on it."""
    group: set[int] = set()
    for revision in copies.revisions_of(conn, report):
        group |= copies.group(conn, revision)
    return copies.claims_of(conn, group)


def derive_all(conn: sqlite3.Connection) -> None:
    """Sign and compare everything anew."""
    copies.forget(conn)
    for revision in copies.with_claims(conn):
        derive(conn, revision)


def _signatures(conn: sqlite3.Connection, revisions: Iterable[int]) -> Iterator[tuple[int, Signature]]:
    """The signatures of these revisions; those of another version are made anew."""
    current = version()
    for number, made_by, raw in copies.signatures(conn, revisions):
        yield number, Signature.from_bytes(made_by, raw) if made_by == current else _signed(conn, number)


def _signed(conn: sqlite3.Connection, revision: int) -> Signature:
    made = signature(copies.text_of(conn, revision))
    copies.sign(conn, revision, made.version, made.to_bytes())
    return made
