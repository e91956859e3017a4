"""A list of companies into the ledger: matched by identifier and name, added in bulk, as one operation."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from alliance_cli import names
from alliance_cli.services.exchange.company_files import Row, is_common, is_name
from alliance_cli.services.judging.merging import refold_companies
from alliance_cli.store import companies, operations
from alliance_cli.store.connection import writing
from alliance_cli.store.sight import COUNTS


@dataclass
class Imported:
    """What came of a list: rows read, companies new to the ledger, companies that something was added to."""

    rows: int = 0
    new: int = 0
    enriched: int = 0


@dataclass
class _Known:
    """What the ledger knows, and all that is to be added to it.

    `settled` are the names that shipped companies, or those that the user added, go by.
    """

    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    settled: set[str] = field(default_factory=set)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    companies: list[tuple[object, ...]] = field(default_factory=list)
    records: list[tuple[object, ...]] = field(default_factory=list)
    aliases: list[tuple[object, ...]] = field(default_factory=list)
    identifiers: list[tuple[object, ...]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    owned: list[tuple[str, str]] = field(default_factory=list)


def add(conn: sqlite3.Connection, rows: Iterable[Row], *, command: str, now: datetime, keep: bool = True) -> Imported:
    """Add what is new in a list. A company is known by its LEI or CIK, else by its name where that is not ambiguous.

    Without `keep` nothing is stored.
    """
    done = Imported()
    with writing(conn, keep=keep):
        known = _known(conn)
        for row in rows:
            done.rows += 1
            _take(known, row, done)
        held = set(conn.execute(f"SELECT company, parent FROM parents WHERE {COUNTS}"))
        known.owned = [pair for pair in _owners(known, done) if pair[0] != pair[1] and pair not in held]
        if known.companies or known.records or known.aliases or known.identifiers or known.owned:
            _store(conn, known, operations.start(conn, command, now))
    done.enriched = len(known.touched)
    return done


def _known(conn: sqlite3.Connection) -> _Known:
    known = _Known()
    for key, company, source in conn.execute(f"SELECT key, company, source FROM aliases WHERE {COUNTS}"):
        known.names[key].add(company)
        if source in {"gazetteer", "user"}:
            known.settled.add(key)
    for scheme, value, company in conn.execute(f"SELECT scheme, value, company FROM identifiers WHERE {COUNTS}"):
        known.codes[scheme, value if scheme != "ticker" else f"{value}|{company}"] = company
        known.codes.setdefault((scheme, f"of|{company}"), value)
    for company, country, sector in conn.execute("SELECT id, country, sector FROM companies"):
        known.countries[company], known.sectors[company] = country, sector
    return known


def _take(known: _Known, row: Row, done: Imported) -> None:
    if not is_name(row.name):
        return
    company = _match(known, row)
    if company is None:
        company = _new(known, row)
        done.new += 1
    elif (row.country and not known.countries[company]) or (row.sector and not known.sectors[company]):
        _record(known, company, row)
    for alias in (row.name, *row.aliases):
        _alias(known, company, alias)
    for scheme, value in (("lei", row.lei), ("cik", row.cik), *(("ticker", t) for t in row.tickers)):
        _identifier(known, company, scheme, value)
    if row.parent:
        known.owned.append((company, row.parent))


def _match(known: _Known, row: Row) -> str | None:
    """The company that a row is about, or None for a new one."""
    for scheme, value in (("lei", row.lei), ("cik", row.cik)):
        if value and (scheme, value) in known.codes:
            return known.codes[scheme, value]
    fitting = {
        company
        for key in {names.key(row.name), names.fold(row.name)}
        for company in known.names.get(key, ())
        if not _conflict(known, company, row)
    }
    listed = {c for c in fitting if any(("ticker", f"{ticker}|{c}") in known.codes for ticker in row.tickers)}
    same = {c for c in fitting if row.country and known.countries[c] == row.country}
    closest = listed or same or fitting
    return next(iter(closest)) if len(closest) == 1 else None


def _conflict(known: _Known, company: str, row: Row) -> bool:
    """True if a company cannot be the row's: it is from elsewhere, or has another LEI or CIK."""
    country = known.countries[company]
    if country and row.country and country != row.country:
        return True
    return any(
        value and known.codes.get((scheme, f"of|{company}"), value) != value
        for scheme, value in (("lei", row.lei), ("cik", row.cik))
    )


def _new(known: _Known, row: Row) -> str:
    free = (c for c in _ids(names.company_id(row.name), row.country) if c not in known.countries)
    company = next(c for c in free if c not in known.settled)
    word = int(is_common(names.key(row.name)))
    known.countries[company], known.sectors[company] = "", ""
    known.companies.append((company, row.name, row.country, row.sector, word))
    _record(known, company, row)
    known.touched.discard(company)
    return company


def _ids(base: str, country: str) -> Iterator[str]:
    """Ids to try for a company, best first."""
    yield base
    if country:
        yield f"{base}-{country.lower()}"
    yield from (f"{base}-{number}" for number in count(2))


def _record(known: _Known, company: str, row: Row) -> None:
    known.records.append((company, row.name, row.country, row.sector, int(is_common(names.key(row.name)))))
    known.countries[company] = known.countries[company] or row.country
    known.sectors[company] = known.sectors[company] or row.sector
    known.touched.add(company)


def _alias(known: _Known, company: str, name: str) -> None:
    """A name under its full spelling and, without its legal form, as what is left: often a common word.

    What is left is no second meaning of a settled name: of a list's "Gap Ltd" nobody says Gap while there is Gap Inc.
    """
    full, bare = names.fold(name), names.key(name)
    for key in sorted({full, bare} if is_name(name) else ()):
        if company not in known.names[key] and (key == full or key not in known.settled):
            known.names[key].add(company)
            word = int(is_common(key)) if key == bare else 0
            known.aliases.append((key, company, name, word))
            known.touched.add(company)


def _identifier(known: _Known, company: str, scheme: str, value: str) -> None:
    at = (scheme, value if scheme != "ticker" else f"{value}|{company}")
    if not value or at in known.codes:
        return
    known.codes[at] = company
    known.codes.setdefault((scheme, f"of|{company}"), value)
    known.identifiers.append((value, scheme, company))
    known.touched.add(company)


def _owners(known: _Known, done: Imported) -> Iterator[tuple[str, str]]:
    """Owners by name, as companies; one that nobody listed is added."""
    for company, text in known.owned:
        found = {text} if text in known.countries else known.names.get(names.key(text), set())
        if len(found) == 1:
            yield company, next(iter(found))
        elif not found and is_name(text):
            owner = Row(text)
            head = _new(known, owner)
            _alias(known, head, text)
            done.new += 1
            yield company, head


def _store(conn: sqlite3.Connection, known: _Known, operation: int) -> None:
    new = {str(row[0]) for row in known.companies}
    conn.executemany(
        "INSERT INTO companies (id, name, country, sector, common_word, source, operation, visible)"
        f" VALUES (?, ?, ?, ?, ?, 'import', {operation}, 1)",
        known.companies,
    )
    conn.executemany(
        "INSERT INTO company_records (company, name, country, sector, common_word, source, operation)"
        f" VALUES (?, ?, ?, ?, ?, 'import', {operation})",
        known.records,
    )
    conn.executemany(
        "INSERT INTO aliases (key, company, name, common_word, source, operation)"
        f" VALUES (?, ?, ?, ?, 'import', {operation})",
        known.aliases,
    )
    conn.executemany(
        f"INSERT INTO identifiers (value, scheme, company, source, operation) VALUES (?, ?, ?, 'import', {operation})",
        known.identifiers,
    )
    owned = {
        company for company, owner in known.owned
        if companies.save_parent(conn, company, owner, None, None, "import", operation)
    }  # fmt: skip
    recorded = Counter(str(row[0]) for row in known.records)
    companies.project(conn, {company for company, times in recorded.items() if times > (company in new)})
    if owned:
        refold_companies(conn, owned)
    known.touched -= new
