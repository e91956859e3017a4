"""Claims with their parties and evidence: append-only; and the look-ups that the fold needs."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

from alliance_cli.models import (
    Basis,
    Claim,
    Entry,
    Evidence,
    Kind,
    Parent,
    PartialDate,
    Party,
    Precision,
    Role,
    Stage,
    Status,
)
from alliance_cli.store.reports import PUBLISHED, published_from

Owners = Mapping[str, Sequence[Parent]]
"""Each company's dated owners (`companies.all_owners`)."""

_BATCH = 500
"""Parameters a statement takes; old builds of SQLite allow 999."""

_CURRENT = "v.number = (SELECT max(number) FROM revisions WHERE report = v.report)"


def save(conn: sqlite3.Connection, claim_id: str, revision: int, claim: Claim) -> None:
    """Append a claim of a revision. Its companies must be stored already."""
    event = claim.event_date
    conn.execute(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (claim_id, revision, claim.kind, _dump(claim.also_kinds), claim.status, claim.stage, claim.basis, claim.denied,
         claim.main, claim.renewed, claim.origin, _dump(claim.relayed_by), claim.speaker, claim.region, claim.subject,
         event.start.isoformat() if event else None, event.precision if event else None,
         claim.confidence, _dump(claim.doubts)),
    )  # fmt: skip
    conn.executemany(
        "INSERT INTO claim_parties VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(claim_id, i, p.company, p.name, p.role, _dump(p.mentions), _dump(p.candidates))
         for i, p in enumerate(claim.parties)],
    )  # fmt: skip
    conn.executemany(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(claim_id, i, e.field, e.start, e.end, e.quote, e.rule) for i, e in enumerate(claim.evidence)],
    )


def _dump(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def save_pairs(conn: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Derive which pairs of companies each claim ties together."""
    conn.executemany(
        "INSERT OR IGNORE INTO claim_pairs VALUES (?, ?)",
        [(pair, entry.id) for entry in entries for pair in pairs(entry.wider)],
    )


def drop_pairs(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> None:
    """Forget the derived pairs of claims that a later revision replaced."""
    conn.executemany("DELETE FROM claim_pairs WHERE claim = ?", [(claim,) for claim in claim_ids])


def pairs(companies: Iterable[str]) -> list[str]:
    """The pairs of a set of companies, as keys."""
    return [f"{a}|{b}" for a, b in combinations(sorted(companies), 2)]


def related(conn: sqlite3.Connection, seeds: Iterable[str]) -> set[str]:
    """The ids of all claims that are tied to these claims through shared pairs of companies, directly or not."""
    found: set[str] = set(seeds)
    frontier = set(found)
    seen_pairs: set[str] = set()
    while frontier:
        new_pairs = {p for (p,) in _select_in(conn, "SELECT pair FROM claim_pairs WHERE claim IN ({})", frontier)}
        new_pairs -= seen_pairs
        seen_pairs |= new_pairs
        reached = {c for (c,) in _select_in(conn, "SELECT claim FROM claim_pairs WHERE pair IN ({})", new_pairs)}
        frontier = reached - found
        found |= frontier
    return found


def of_companies(conn: sqlite3.Connection, companies: Sequence[str]) -> set[str]:
    """The ids of the claims that name any of these companies."""
    return {c for (c,) in _select_in(conn, "SELECT claim FROM claim_parties WHERE company IN ({})", companies)}


def of_report(conn: sqlite3.Connection, report: str) -> set[str]:
    """The ids of the claims of all revisions of a report."""
    rows = conn.execute("SELECT c.id FROM claims c JOIN revisions v ON v.id = c.revision WHERE v.report = ?", (report,))
    return {claim for (claim,) in rows}


def all_ids(conn: sqlite3.Connection) -> list[str]:
    """The ids of all claims."""
    return [c for (c,) in conn.execute("SELECT id FROM claims ORDER BY id")]


def entries(
    conn: sqlite3.Connection,
    claim_ids: Iterable[str],
    owners: Owners,
    *,
    evidence: bool = False,
) -> list[Entry]:
    """The current claims among these, with what the fold needs of their reports.

    Quotes are read only with `evidence`.
    """
    ids = list(claim_ids)
    parties = _parties(conn, ids)
    quotes = load_evidence(conn, ids) if evidence else {}
    sql = (
        "SELECT c.id, c.kind, c.also_kinds, c.status, c.stage, c.basis, c.denied, c.main, c.renewed, c.origin,"
        " c.relayed_by, c.speaker, c.region, c.subject, c.event_date, c.event_precision, c.confidence, c.doubts,"
        f" v.report, v.read_at, v.publisher, v.title, v.url, {PUBLISHED}"
        f" FROM claims c JOIN revisions v ON v.id = c.revision WHERE {_CURRENT} AND c.id IN ({{}})"
    )
    return [_entry(row, parties[row[0]], quotes.get(row[0], ()), owners) for row in _select_in(conn, sql, ids)]


def _entry(row: Sequence[str], parties: Sequence[Party], evidence: Sequence[Evidence], owners: Owners) -> Entry:
    published = published_from(row[23:28])
    read_at = datetime.fromisoformat(row[19])
    claim = _claim(row, tuple(parties), tuple(evidence))
    companies = tuple(dict.fromkeys(p.company for p in parties))
    entry = Entry(
        id=row[0], report=row[18], claim=claim, companies=companies, wider=frozenset(companies), published=published,
        read_at=read_at, publisher=row[20], title=row[21], url=row[22], voice=row[20],
    )  # fmt: skip
    wider = _with_owners(companies, owners, entry.day)
    return entry if wider == entry.wider else replace(entry, wider=wider)


def _with_owners(companies: Sequence[str], owners: Owners, on: date) -> frozenset[str]:
    held = {
        parent.company
        for company in companies
        for parent in owners.get(company, ())
        if (parent.since is None or parent.since <= on) and (parent.until is None or on <= parent.until)
    }
    return frozenset(companies) | held


def _claim(row: Sequence[str], parties: tuple[Party, ...], evidence: tuple[Evidence, ...]) -> Claim:
    event = PartialDate(date.fromisoformat(row[14]), Precision(row[15])) if row[14] else None
    return Claim(
        parties=parties,
        kind=Kind(row[1]), also_kinds=tuple(Kind(k) for k in _list(row[2])), status=Status(row[3]), stage=Stage(row[4]),
        basis=Basis(row[5]), denied=bool(row[6]), main=bool(row[7]), renewed=bool(row[8]), origin=row[9],
        relayed_by=_list(row[10]), speaker=row[11], region=row[12], subject=row[13], event_date=event,
        confidence=float(row[16]), doubts=_list(row[17]), evidence=evidence,
    )  # fmt: skip


def _list(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _parties(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = defaultdict(list)
    sql = (
        "SELECT claim, company, name, role, mentions, candidates FROM claim_parties WHERE claim IN ({})"
        " ORDER BY claim, position"
    )
    for claim, company, name, role, mentions, candidates in _select_in(conn, sql, ids):
        found[claim].append(Party(name, company, _list(mentions), Role(role), _list(candidates)))
    return found


def load_evidence(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, list[Evidence]]:
    """The quotes of each claim, in order."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    sql = 'SELECT claim, quote, start, "end", rule, field FROM evidence WHERE claim IN ({}) ORDER BY claim, position'
    for claim, quote, start, end, rule, field in _select_in(conn, sql, claim_ids):
        found[claim].append(Evidence(quote, int(start), int(end), rule, field))
    return found


def _select_in(conn: sqlite3.Connection, sql: str, values: Iterable[str]) -> Iterator[Sequence[str]]:
    """Run `sql`, whose `{}` stands for a list of marks, over the values in batches."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _BATCH):
        part = ordered[start : start + _BATCH]
        yield from conn.execute(sql.format(",".join("?" * len(part))), part)
