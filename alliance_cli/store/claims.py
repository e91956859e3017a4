"""Claims with their parties and evidence: append-only; and the look-ups that the fold needs."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from alliance_cli.claim_fields import CLAIM_FIELDS, TERM_COLUMNS, as_columns, terms_columns
from alliance_cli.comparison import Outline, known_by
from alliance_cli.field_types import Column
from alliance_cli.json_lists import dumped, listed
from alliance_cli.ledger.entries import roles_of, with_owners
from alliance_cli.models import Claim, Entry, Evidence, Party, Role
from alliance_cli.store import copies, rereadings
from alliance_cli.store.batches import select_in
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.own_words import IS_OWN
from alliance_cli.store.reports import PUBLISHED, published_from, told_digest, undated_from
from alliance_cli.store.reviews import Correction, corrections
from alliance_cli.store.sight import COUNTS
from alliance_cli.terms import NAMES, UNSAID

_T = TypeVar("_T")

COLUMNS = tuple(column for field in CLAIM_FIELDS for column in field.columns)
"""The columns of a claim's fields, in their order."""

_OUTLINED = tuple(next(field for field in CLAIM_FIELDS if field.name == name) for name in Outline._fields[:-1])

_INSERT = (
    f"INSERT INTO claims (id, revision, place, {', '.join(COLUMNS)}) VALUES (?, ?, ?, {', '.join('?' * len(COLUMNS))})"
)


def save(conn: sqlite3.Connection, claim_id: str, revision: int, place: int, claim: Claim) -> None:
    """Append the claim at this place (from 0) of a revision. Its companies must be stored already."""
    conn.execute(_INSERT, (claim_id, revision, place, *as_columns(claim).values()))
    conn.executemany(
        "INSERT INTO claim_parties VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(claim_id, i, p.company, p.name, p.role, dumped(p.mentions), dumped(p.candidates))
         for i, p in enumerate(claim.parties)],
    )  # fmt: skip
    conn.executemany(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(claim_id, i, e.field, e.start, e.end, e.quote, e.rule) for i, e in enumerate(claim.evidence)],
    )


def of_companies(conn: sqlite3.Connection, companies: Iterable[str]) -> set[str]:
    """The ids of the claims that name any of these companies, or were corrected to."""
    ids = list(companies)
    found = {c for (c,) in select_in(conn, "SELECT claim FROM claim_parties WHERE company IN ({})", ids)}
    sql = "SELECT claim FROM reviews WHERE field LIKE 'party:%' AND value IN ({})"
    corrected = {c for (c,) in select_in(conn, sql, ids)}
    return found.union(corrected, (other for _, other in rereadings.kin(conn, corrected)))


def of_report(conn: sqlite3.Connection, report: str) -> set[str]:
    """The ids of the claims of all revisions of a report."""
    rows = conn.execute("SELECT c.id FROM claims c JOIN revisions v ON v.id = c.revision WHERE v.report = ?", (report,))
    return {claim for (claim,) in rows}


def reports_of(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> set[str]:
    """The reports in which these claims stand."""
    sql = "SELECT v.report FROM claims c JOIN revisions v ON v.id = c.revision WHERE c.id IN ({})"
    return {report for (report,) in select_in(conn, sql, claim_ids)}


def headlines(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The title and the address of the reports in which these claims stand."""
    sql = "SELECT c.id, v.title, v.url FROM claims c JOIN revisions v ON v.id = c.revision WHERE c.id IN ({})"
    return {claim: (title, url) for claim, title, url in select_in(conn, sql, claim_ids)}


def companies_of(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> set[str]:
    """The ids of the companies that these claims name."""
    return {c for (c,) in select_in(conn, "SELECT DISTINCT company FROM claim_parties WHERE claim IN ({})", claim_ids)}


def all_ids(conn: sqlite3.Connection) -> list[str]:
    """The ids of all claims."""
    return [c for (c,) in conn.execute("SELECT id FROM claims ORDER BY id")]


class _Row(NamedTuple):
    """A stored claim with what is wanted of its revision; `published` and `values` are several columns each."""

    id: str
    revision: int
    place: int
    report: str
    read_at: str
    publisher: str
    title: str
    url: str
    arrived: int
    published: Sequence[Any]
    values: Sequence[Column]


_ARRIVED = (
    "coalesce((SELECT min(f.id) FROM revisions f WHERE f.report = v.report AND f.operation NOT IN"
    " (SELECT operation FROM dead_operations)), v.id)"
)
"""The first revision of its report that counts: reports come in one after the other."""

_SELECT = (
    f"SELECT c.id, c.revision, c.place, v.report, v.read_at, v.publisher, v.title, v.url, {_ARRIVED}, {PUBLISHED},"
    f" {', '.join(f'c.{column}' for column in COLUMNS)}"
)
_READS = [
    (field.name, field.type.from_columns, slice(first := COLUMNS.index(field.columns[0]), first + len(field.columns)))
    for field in CLAIM_FIELDS
]
"""Each field of a claim, how it is read, and from which of `COLUMNS`."""
_TERMS = slice(COLUMNS.index(TERM_COLUMNS[0]), COLUMNS.index(TERM_COLUMNS[-1]) + 1)
_UNSAID = terms_columns(UNSAID)
_READS_BESIDE = [read for read in _READS if read[0] not in NAMES]
"""The same for a claim that says nothing of terms, as most do."""

_FROM = " FROM claims c JOIN revisions v ON v.id = c.revision"
_GIVEN = "c.id NOT IN (SELECT claim FROM replaced_claims)"


def _rows(found: Iterable[Sequence[Any]]) -> list[_Row]:
    return [_Row._make((*row[:9], row[9 : -len(COLUMNS)], row[-len(COLUMNS) :])) for row in found]


def as_read(conn: sqlite3.Connection, revision: int) -> list[Claim]:
    """The claims of a revision as they were read last, whatever was said of them since, in their order."""
    return [held.claim for held in all_read(conn, revision) if held.counts]


def counting(conn: sqlite3.Connection, revision: int) -> set[str]:
    """The ids of the claims of a revision that count, if it does."""
    return {
        claim for (claim,) in conn.execute(f"SELECT c.id FROM claims c WHERE revision = ? AND {_GIVEN}", (revision,))
    }


class Read(NamedTuple):
    """A claim as it was read, at its place, and whether the latest reading of its text gives it."""

    id: str
    place: int
    counts: bool
    claim: Claim


def all_read(conn: sqlite3.Connection, revision: int) -> list[Read]:
    """The claims of all readings of a revision, in their order."""
    sql = f"{_SELECT}{_FROM} WHERE c.revision = ? ORDER BY c.place, c.rowid"
    rows = _rows(conn.execute(sql, (revision,)))
    ids = [row.id for row in rows]
    parties, quotes = _parties(conn, ids), load_evidence(conn, ids)
    replaced = {c for (c,) in select_in(conn, "SELECT claim FROM replaced_claims WHERE claim IN ({})", ids)}
    return [
        Read(row.id, row.place, row.id not in replaced, _claim(row.values, parties[row.id], quotes.get(row.id, ())))
        for row in rows
    ]


class Outlined(NamedTuple):
    """The least of a claim as it was read, and whether it counts."""

    id: str
    counts: bool
    outline: Outline


def outlines(conn: sqlite3.Connection, revisions: Iterable[int], kin: Kinship) -> dict[int, list[Outlined]]:
    """The claims of all readings of these revisions, in their order, with merged companies as one."""
    columns = [column for field in _OUTLINED for column in field.columns]
    sql = (
        f"SELECT revision, id, {_GIVEN}, {', '.join(columns)} FROM claims c WHERE revision IN ({{}}) ORDER BY 1, place"
    )
    rows = list(select_in(conn, sql, map(str, revisions)))
    parties = _known_by(conn, [row[1] for row in rows], kin)
    found: dict[int, list[Outlined]] = defaultdict(list)
    for revision, claim, counts, *values in rows:
        left = iter(values)
        fields = (field.type.from_columns(*(next(left) for _ in field.columns)) for field in _OUTLINED)
        found[revision].append(Outlined(claim, bool(counts), Outline._make([*fields, parties[claim]])))
    return found


def _known_by(conn: sqlite3.Connection, ids: Sequence[str], kin: Kinship) -> dict[str, dict[str, frozenset[str]]]:
    """What the parties of each of these claims may be known by."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    sql = "SELECT claim, company, name FROM claim_parties WHERE claim IN ({}) ORDER BY claim, position"
    for claim, company, name in select_in(conn, sql, ids):
        found[claim] |= known_by([Party(name, kin.canonical(company))])
    return found


class Quoted(NamedTuple):
    """A quote with its claim, and where in which field of the revision it stands."""

    claim: str
    field: str
    start: int
    end: int
    quote: str


def quotes(conn: sqlite3.Connection) -> Mapping[int, Sequence[Quoted]]:
    """Revision -> its quotes."""
    found: dict[int, list[Quoted]] = defaultdict(list)
    columns = 'c.revision, e.claim, e.field, e.start, e."end", e.quote'
    for revision, *quote in conn.execute(f"SELECT {columns} FROM evidence e JOIN claims c ON c.id = e.claim"):
        found[revision].append(Quoted(*quote))
    return found


def places(conn: sqlite3.Connection) -> list[tuple[str, tuple[str, str, int]]]:
    """Each claim of a revision that counts, with the text it stands in (as a digest) and its place there.

    What the user wrote is told by its key besides: the same words may be on two talks.
    """
    sql = (
        f"SELECT c.id, CASE WHEN {IS_OWN} THEN r.key ELSE '' END, v.digest, c.place{_FROM} JOIN reports r"
        f" ON r.id = v.report WHERE {COUNTS} AND {_GIVEN}"
    )
    return [(claim, (key, told_digest(kept), place)) for claim, key, kept, place in conn.execute(sql)]


def entries(
    conn: sqlite3.Connection,
    claim_ids: Iterable[str],
    kin: Kinship,
    *,
    evidence: bool = False,
    replaced: bool = False,
) -> list[Entry]:
    """The claims among these that count, as corrected in review, with what the fold needs of their reports.

    Left out are claims of replaced or undone revisions or readings, dropped ones, and those whose parties were merged
    into one.
    Quotes are read only with `evidence`; with `replaced` claims of replaced or undone ones are not left out.
    """
    ids = list(claim_ids)
    # the plus keeps SQLite from walking all revisions that count before it looks at the claims: 40 times as long
    counts = "" if replaced else f"+v.id IN (SELECT revision FROM current_revisions) AND {_GIVEN} AND "
    rows = _rows(select_in(conn, f"{_SELECT}{_FROM} WHERE {counts}c.id IN ({{}})", ids))
    current = [row.id for row in rows]
    parties = _parties(conn, current)
    quotes = load_evidence(conn, current) if evidence else {}
    said = corrections(conn)
    voices = copies.voices(conn, {row.revision for row in rows})
    found = (
        _entry(row, parties[row.id], quotes.get(row.id, ()), kin, said.get(row.id), voices.get(row.revision, ""))
        for row in rows
    )
    return [entry for entry in found if entry is not None]


def _entry(
    row: _Row, parties: Sequence[Party], evidence: Sequence[Evidence], kin: Kinship, said: Correction | None, voice: str
) -> Entry | None:
    claim = _claim(row.values, parties, evidence)
    if said is not None:
        corrected = said.apply(claim)
        if corrected is None:
            return None
        claim = corrected
    if not (roles := roles_of(claim.parties, kin)):
        return None
    entry = Entry(
        id=row.id, report=row.report, claim=claim, companies=tuple(roles), published=published_from(row.published),
        read_at=datetime.fromisoformat(row.read_at), publisher=row.publisher, title=row.title, url=row.url,
        voice=voice or row.publisher, place=row.place, arrived=row.arrived, undated=undated_from(row.published),
        corrected=said is not None, roles=tuple(roles.values()),
    )  # fmt: skip
    return with_owners(entry, kin)


def heirs(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, list[str]]:
    """For each of these claims that no longer counts: what stands in its place.

    Where its text was read again, the claim that came instead of it; where its report was revised, the claims of the
    same companies in what that says now.
    """
    sql = (
        "SELECT old.id, new.id FROM claims old JOIN revisions ov ON ov.id = old.revision"
        " JOIN revisions nv ON nv.report = ov.report AND nv.id IN (SELECT revision FROM current_revisions)"
        " JOIN claims new ON new.revision = nv.id AND new.id NOT IN (SELECT claim FROM replaced_claims)"
        " WHERE ov.id NOT IN (SELECT revision FROM current_revisions) AND old.id IN ({}) ORDER BY old.id, new.place"
    )
    ids = set(claim_ids)
    candidates = list(select_in(conn, sql, ids))
    parties = _parties(conn, {claim for pair in candidates for claim in pair})
    found: dict[str, list[str]] = defaultdict(list)
    for old, new in rereadings.heirs(conn, ids).items():
        found[old].append(new)
    for old, new in candidates:
        if {p.company for p in parties[old]} == {p.company for p in parties[new]}:
            found[old].append(new)
    return found


def with_kin(conn: sqlite3.Connection, held: Mapping[str, _T], now: Collection[str]) -> dict[str, _T]:
    """What is held of claims, also for those that stood in the place of these, or stand there `now`: where their text
    was read again or their report revised.
    """
    found = rereadings.with_kin(conn, held)
    lost = held.keys() - now
    for old, new in heirs(conn, lost).items() if lost else ():
        found.update((claim, held[old]) for claim in new if claim not in found)
    return found


def _claim(values: Sequence[Column], parties: Sequence[Party], evidence: Sequence[Evidence]) -> Claim:
    """The claim whose fields stand in these columns (`COLUMNS`)."""
    reads = _READS if values[_TERMS] != _UNSAID else _READS_BESIDE
    fields = {name: read(*values[place]) for name, read, place in reads}
    return Claim(parties=tuple(parties), evidence=tuple(evidence), **fields)


def _parties(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = defaultdict(list)
    sql = (
        "SELECT claim, company, name, role, mentions, candidates FROM claim_parties WHERE claim IN ({})"
        " ORDER BY claim, position"
    )
    for claim, company, name, role, mentions, candidates in select_in(conn, sql, ids):
        found[claim].append(Party(name, company, listed(mentions), Role(role), listed(candidates)))
    return found


def load_evidence(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, list[Evidence]]:
    """The quotes of each claim, in order."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    sql = 'SELECT claim, quote, start, "end", rule, field FROM evidence WHERE claim IN ({}) ORDER BY claim, position'
    for claim, quote, start, end, rule, field in select_in(conn, sql, claim_ids):
        found[claim].append(Evidence(quote, int(start), int(end), rule, field))
    return found
