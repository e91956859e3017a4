"""A list of companies into the ledger: matched by identifier and name, added in bulk, as one operation."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from alliance_cli import names
from alliance_cli.services.exchange.company_files import is_common, is_name
from alliance_cli.services.exchange.company_forms import Row
from alliance_cli.services.exchange.company_matching import Known, bearer, known_by, match
from alliance_cli.services.judging.merging import refold_companies
from alliance_cli.store import companies, operations
from alliance_cli.store.connection import writing
from alliance_cli.store.sight import COUNTS

_SHORT = {"corp": "corporation", "inc": "incorporated", "ltd": "limited", "co": "company", "cos": "companies"}
_SPELT = {**_SHORT, **{whole: short for short, whole in _SHORT.items()}}


@dataclass
class Imported:
    """What came of a list: rows read, companies new to the ledger, companies that something was added to.

    `left` counts rows that were left out: void records, and those whose every name is another company's.
    """

    rows: int = 0
    new: int = 0
    enriched: int = 0
    left: int = 0


def add(conn: sqlite3.Connection, rows: Iterable[Row], *, command: str, now: datetime, keep: bool = True) -> Imported:
    """Add what is new in a list. A company is known by its LEI or CIK, else by its name where that is not ambiguous.

    Without `keep` nothing is stored.
    """
    done = Imported()
    with writing(conn, keep=keep):
        known = known_by(conn, now.date())
        _take_all(known, rows, done)
        held = set(conn.execute(f"SELECT company, parent FROM parents WHERE {COUNTS}"))
        known.owned = [pair for pair in _owners(known, done) if pair[0] != pair[1] and pair not in held]
        if known.companies or known.records or known.aliases or known.identifiers or known.owned:
            _store(conn, known, operations.start(conn, command, now))
    done.enriched = len(known.touched)
    return done


def _take_all(known: Known, rows: Iterable[Row], done: Imported) -> None:
    """Take the rows: those last that another may stand for, and names of before only where they are nobody else's."""
    later: list[Row] = []
    for row in rows:
        done.rows += 1
        if row.void or row.successor:
            later.append(row)
        elif is_name(row.name):
            _take(known, row, done)
    for row in later:
        _take_later(known, row, done)
    for company, several in known.former.items():
        for name in several:
            if known.names.get(names.fold(name), {company}) == {company}:
                _alias(known, company, name)


def _take_later(known: Known, row: Row, done: Imported) -> None:
    """A record of what is another by now: its own company, unless that other goes by its name, or it is void."""
    heir = known.codes.get(("lei", row.successor)) if row.successor else None
    renamed = heir is not None and names.fold(row.name) in map(names.fold, known.former.get(heir, ()))
    if heir is not None and (row.void or renamed):
        known.former[heir] += (row.name, *row.aliases)
        _identifier(known, heir, "lei", row.lei)
    elif row.void or not is_name(row.name):
        done.left += 1
    else:
        _take(known, row, done)


def _take(known: Known, row: Row, done: Imported) -> None:
    company = match(known, row)
    if company is None and (head := bearer(known, row)):
        _alias(known, head, row.name)
        _identifiers(known, head, row)
        return
    if company is None:
        if not any(known.is_free(key, "") for key in (names.fold(row.name), names.key(row.name))):
            done.left += 1
            return
        company = _new(known, row)
        done.new += 1
    elif (row.country and not known.countries[company]) or (row.sector and not known.sectors[company]):
        _record(known, company, row)
    for alias in (row.name, *row.aliases):
        _alias(known, company, alias)
    _identifiers(known, company, row)
    if row.former:
        known.former[company] += row.former
    if row.parent:
        known.owned.append((company, row.parent))


def _new(known: Known, row: Row) -> str:
    free = (c for c in _ids(names.company_id(row.name), row.country) if c not in known.countries)
    company = next(c for c in free if known.is_free(c, "") and known.is_free(c.replace("-", " "), ""))
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


def _record(known: Known, company: str, row: Row) -> None:
    known.records.append((company, row.name, row.country, row.sector, int(is_common(names.key(row.name)))))
    known.countries[company] = known.countries[company] or row.country
    known.sectors[company] = known.sectors[company] or row.sector
    known.touched.add(company)


def _alias(known: Known, company: str, name: str) -> None:
    """A name under its full spelling and, without its legal form, as what is left: often a common word.

    Neither is given where it means another company already: of a list's "Gap Ltd" nobody says Gap while there is Gap
    Inc. Then its full spelling is all that names it, with its legal form written short or out.
    """
    full, bare = names.fold(name), names.key(name)
    spelt = {full, bare} if known.is_free(bare, company) else {full, _spelt_otherwise(full), bare}
    for key in sorted(spelt if is_name(name) else ()):
        held = company in known.names[key] or company in known.settled.get(key, ())
        if not held and known.is_free(key, company):
            known.names[key].add(company)
            known.keys[company].add(key)
            word = int(is_common(key)) if key == bare else 0
            known.aliases.append((key, company, name, word))
            known.touched.add(company)


def _spelt_otherwise(full: str) -> str:
    """A name with its legal form written out or short: "rogers corp", "rogers corporation"."""
    before, _, form = full.rpartition(" ")
    return f"{before} {_SPELT[form]}" if form in _SPELT else full


def _identifiers(known: Known, company: str, row: Row) -> None:
    for scheme, value in (("lei", row.lei), ("cik", row.cik), *(("ticker", t) for t in row.tickers)):
        _identifier(known, company, scheme, value)


def _identifier(known: Known, company: str, scheme: str, value: str) -> None:
    """An identifier, unless it is known, or means another company already: Ford is not the company with ticker FORD."""
    at = (scheme, value if scheme != "ticker" else f"{value}|{company}")
    taken = not all(known.is_free(text, company) for text in (value.lower(), names.fold(value)))
    if not value or at in known.codes or taken:
        return
    known.codes[at] = company
    known.codes.setdefault((scheme, f"of|{company}"), value)
    known.identifiers.append((value, scheme, company))
    known.touched.add(company)


def _owners(known: Known, done: Imported) -> Iterator[tuple[str, str]]:
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


def _store(conn: sqlite3.Connection, known: Known, operation: int) -> None:
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
