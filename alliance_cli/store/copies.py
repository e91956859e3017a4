"""Copies: one text at several outlets. It follows from the texts and claims alone, in any order of arrival.

Only reports that tie the same two companies together are compared: others never meet in one talk.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

from alliance_cli.models import Entry
from alliance_cli.store.batches import select_in

_NEVER = datetime.max.replace(tzinfo=UTC)


def forget(conn: sqlite3.Connection) -> None:
    """Forget all that is derived here."""
    conn.execute("DELETE FROM copy_pairs")
    conn.execute("DELETE FROM signatures")


def with_claims(conn: sqlite3.Connection) -> list[int]:
    """The revisions that have claims, in order."""
    return [r for (r,) in conn.execute("SELECT DISTINCT revision FROM claims ORDER BY revision")]


def text_of(conn: sqlite3.Connection, revision: int) -> str:
    """The text of a revision, its title where it has none."""
    title, text = conn.execute("SELECT title, text FROM revisions WHERE id = ?", (revision,)).fetchone()
    return str(text or title)


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


def candidates(conn: sqlite3.Connection, revision: int) -> set[int]:
    """The revisions of other reports that tie two companies together which this one ties together too."""
    sql = (
        "SELECT DISTINCT c.revision FROM claim_pairs q JOIN claim_parties a ON a.claim = q.claim AND a.company = ?2"
        " JOIN claim_parties b ON b.claim = q.claim AND b.company = ?3 JOIN claims c ON c.id = q.claim"
        " JOIN revisions v ON v.id = c.revision WHERE q.pair = ?1 AND v.report <>"
        " (SELECT report FROM revisions WHERE id = ?4)"
    )
    pairs = _party_pairs(conn, revision)
    return {r for a, b in pairs for (r,) in conn.execute(sql, (f"{a}|{b}", a, b, revision))}


def _party_pairs(conn: sqlite3.Connection, revision: int) -> set[tuple[str, str]]:
    """Each two companies that a claim of the revision ties together, as the report names them."""
    parties: dict[str, set[str]] = defaultdict(set)
    sql = "SELECT p.claim, p.company FROM claims c JOIN claim_parties p ON p.claim = c.id WHERE c.revision = ?"
    for claim, company in conn.execute(sql, (revision,)):
        parties[claim].add(company)
    return {pair for named in parties.values() for pair in combinations(sorted(named), 2)}


def with_voices(conn: sqlite3.Connection, entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those of copies speaking with the voice of the outlet that had the text first."""
    links = list(_links(conn, [entry.id for entry in entries]))
    if not links:
        return list(entries)
    by_report = {entry.report: entry for entry in entries}
    voices: dict[str, str] = {}
    for group in groups(links):
        known = [by_report[report] for report in group if report in by_report]
        outlet = next((entry.publisher for entry in sorted(known, key=_by_publication) if entry.publisher), "")
        voices.update(dict.fromkeys(group, outlet))
    return [replace(e, voice=voices[e.report]) if voices.get(e.report) else e for e in entries]


def _links(conn: sqlite3.Connection, claim_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of reports among those of these claims that are copies of each other."""
    sql = "SELECT DISTINCT c.revision, p.other FROM claims c JOIN copy_pairs p ON p.one = c.revision WHERE c.id IN ({})"
    pairs = list(select_in(conn, sql, claim_ids))
    if not pairs:
        return
    sql = "SELECT DISTINCT c.revision, v.report FROM claims c JOIN revisions v ON v.id = c.revision WHERE c.id IN ({})"
    reports: Mapping[int, str] = dict(select_in(conn, sql, claim_ids))
    yield from ((reports[one], reports[other]) for one, other in pairs if one in reports and other in reports)


def _by_publication(entry: Entry) -> tuple[datetime, str]:
    return entry.published.at if entry.published else _NEVER, entry.report


def groups(links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """What is linked, directly or through others, together; each group sorted."""
    heads: dict[str, str] = {}

    def head(one: str) -> str:
        heads.setdefault(one, one)
        while heads[one] != one:
            heads[one] = heads[heads[one]]
            one = heads[one]
        return one

    for one, other in links:
        heads[head(one)] = head(other)
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(heads):
        found[head(one)].append(one)
    return list(found.values())


def copies_of(conn: sqlite3.Connection, report: str) -> list[str]:
    """The other reports that are copies of this one, directly or through others, as they stand now."""
    sql = (
        "SELECT b.report FROM revisions a JOIN copy_pairs p ON {} = a.id JOIN revisions b ON b.id = {}"
        " WHERE a.report = ? AND a.id IN (SELECT revision FROM current_revisions)"
        " AND b.id IN (SELECT revision FROM current_revisions)"
    )
    found = {report}
    frontier = [report]
    while frontier:
        one = frontier.pop()
        for ends in (("p.one", "p.other"), ("p.other", "p.one")):
            new = {r for (r,) in conn.execute(sql.format(*ends), (one,))} - found
            found |= new
            frontier += sorted(new)
    return sorted(found - {report})
