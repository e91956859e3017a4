"""A list of companies into the ledger: matched by identifier and name, added in bulk, as one operation."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from alliance_cli import names
from alliance_cli.services.exchange.company_files import is_common, is_name, ordinary_words
from alliance_cli.services.exchange.company_forms import Row
from alliance_cli.services.judging.merging import refold_companies
from alliance_cli.store import companies, operations
from alliance_cli.store.connection import writing
from alliance_cli.store.sight import COUNTS

_AMERICAN = frozenset({"", "N", "O", "OQ", "A", "P", "K", "PK", "OB"})
"""Endings of tickers that are listed in the United States."""
_LISTED_FORMS = frozenset(
    "se nv plc ag sa spa inc corp corporation incorporated ab asa oyj as pcl tbk bhd kgaa sab pjsc ojsc".split()
)
"""Legal forms that companies have whose shares are traded; a unit in another country hardly has one."""
_SEATS = frozenset("KY BM VG JE GG IM MH LR PA CW BS BB".split())
"""Where companies are registered that work elsewhere (ISO 3166)."""


@dataclass
class Imported:
    """What came of a list: rows read, companies new to the ledger, companies that something was added to.

    `left` counts rows that were left out: void records, and those whose every name is another company's.
    """

    rows: int = 0
    new: int = 0
    enriched: int = 0
    left: int = 0


@dataclass
class _Known:
    """What the ledger knows, and all that is to be added to it.

    `settled` are the names, ids and identifiers that companies known before the import go by: no list gives them
    another meaning.
    """

    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    settled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    listed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    companies: list[tuple[object, ...]] = field(default_factory=list)
    records: list[tuple[object, ...]] = field(default_factory=list)
    aliases: list[tuple[object, ...]] = field(default_factory=list)
    identifiers: list[tuple[object, ...]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    owned: list[tuple[str, str]] = field(default_factory=list)
    former: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    former_keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def is_free(self, text: str, company: str) -> bool:
        """True for a name, id or identifier that means no other company of before the import."""
        held = self.settled.get(text)
        return not held or company in held


def add(conn: sqlite3.Connection, rows: Iterable[Row], *, command: str, now: datetime, keep: bool = True) -> Imported:
    """Add what is new in a list. A company is known by its LEI or CIK, else by its name where that is not ambiguous.

    Without `keep` nothing is stored.
    """
    done = Imported()
    with writing(conn, keep=keep):
        known = _known(conn, now.date())
        _take_all(known, rows, done)
        held = set(conn.execute(f"SELECT company, parent FROM parents WHERE {COUNTS}"))
        known.owned = [pair for pair in _owners(known, done) if pair[0] != pair[1] and pair not in held]
        if known.companies or known.records or known.aliases or known.identifiers or known.owned:
            _store(conn, known, operations.start(conn, command, now))
    done.enriched = len(known.touched)
    return done


def _known(conn: sqlite3.Connection, today: date) -> _Known:
    known = _Known()
    sql = f"SELECT key, company, until IS NULL OR until >= ? FROM aliases WHERE {COUNTS}"
    for key, company, in_use in conn.execute(sql, (today.isoformat(),)):
        known.settled[key].add(company)
        (known.names if in_use else known.former_keys)[key].add(company)
        if in_use:
            known.keys[company].add(key)
    for scheme, value, company in conn.execute(f"SELECT scheme, value, company FROM identifiers WHERE {COUNTS}"):
        known.codes[scheme, value if scheme != "ticker" else f"{value}|{company}"] = company
        known.codes.setdefault((scheme, f"of|{company}"), value)
        for text in (value.lower(), names.fold(value)):
            known.settled[text].add(company)
        if scheme == "ticker" and (at_home := _american(value)):
            known.listed[at_home].add(company)
    for company, country, sector in conn.execute("SELECT id, country, sector FROM companies"):
        known.countries[company], known.sectors[company] = country, sector
        known.settled[company].add(company)
    return known


def _american(ticker: str) -> str:
    """A ticker without the ending of an exchange in the United States ("BAC.N"); empty for one listed elsewhere."""
    symbol, _, exchange = ticker.partition(".")
    return symbol if exchange in _AMERICAN else ""


def _take_all(known: _Known, rows: Iterable[Row], done: Imported) -> None:
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


def _take_later(known: _Known, row: Row, done: Imported) -> None:
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


def _take(known: _Known, row: Row, done: Imported) -> None:
    company = _match(known, row)
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
    for scheme, value in (("lei", row.lei), ("cik", row.cik), *(("ticker", t) for t in row.tickers)):
        _identifier(known, company, scheme, value)
    if row.former:
        known.former[company] += row.former
    if row.parent:
        known.owned.append((company, row.parent))


def _match(known: _Known, row: Row) -> str | None:
    """The company that a row is about, or None for a new one: by LEI or CIK, by name, by ticker, by its other names."""
    for scheme, value in (("lei", row.lei), ("cik", row.cik)):
        if value and (scheme, value) in known.codes:
            return known.codes[scheme, value]
    for found in (_called(known, row, (row.name,)), _traded(known, row), _called(known, row, row.aliases)):
        fitting = {company for company in found if not _conflict(known, company, row)}
        listed = {c for c in fitting if any(("ticker", f"{ticker}|{c}") in known.codes for ticker in row.tickers)}
        same = {c for c in fitting if row.country and known.countries[c] == row.country}
        closest = _longest(known, row, listed or same or fitting)
        if len(closest) == 1:
            return next(iter(closest))
    return None


def _longest(known: _Known, row: Row, found: set[str]) -> set[str]:
    """Of several companies those that go by the most of the row's name: Travelers Companies, not any Travelers."""
    words = names.fold(row.name).split()
    called = (found & known.names.get(" ".join(words[:n]), set()) for n in range(len(words), 0, -1))
    return found if len(found) < 2 else next(filter(None, called), found)


def _called(known: _Known, row: Row, written: Iterable[str]) -> set[str]:
    keys = {key for name in written if is_name(name) for key in (names.fold(name), names.key(name))}
    in_use = {company for key in keys for company in known.names.get(key, ())}
    return in_use or {company for key in keys for company in known.former_keys.get(key, ())}


def _traded(known: _Known, row: Row) -> set[str]:
    """Companies with the row's ticker in the United States, for a row of the SEC.

    Tickers are given anew, to others: the name must agree.
    """
    if not row.cik:
        return set()
    key = names.key(row.name)
    return {
        company for ticker in row.tickers for company in known.listed.get(ticker, ())
        if any(_agree(key, other) for other in known.keys.get(company, ()))
    }  # fmt: skip


def _agree(one: str, other: str) -> bool:
    """True for two spellings of one name: "horton d r" and "dr horton", "dominos pizza" and "domino pizza"."""
    words, others = ({word.removesuffix("s") for word in key.split()} for key in (one, other))
    if any(len(word) > 3 and word not in ordinary_words() for word in words & others):
        return True
    run, other_run = one.replace(" ", ""), other.replace(" ", "")
    shorter, longer = sorted((run, other_run), key=len)
    return sorted(run) == sorted(other_run) or (len(shorter) > 3 and longer.startswith(shorter))


def _conflict(known: _Known, company: str, row: Row) -> bool:
    """True if a company cannot be the row's: it is from elsewhere, or has another LEI or CIK under another name.

    Two records of one name in one country are one company: nothing in a text tells them apart.
    """
    country = known.countries[company]
    if country and row.country and country != row.country and not _is_seat(row):
        return True
    if company in known.names.get(names.fold(row.name), ()) and country == row.country:
        return False
    return any(
        value and known.codes.get((scheme, f"of|{company}"), value) != value
        for scheme, value in (("lei", row.lei), ("cik", row.cik))
    )


def _is_seat(row: Row) -> bool:
    """True where a country may only be where a company of another one is registered: Airbus SE in the Netherlands."""
    last = names.fold(row.name).rpartition(" ")[2]
    return last in _LISTED_FORMS or row.country in _SEATS


def _new(known: _Known, row: Row) -> str:
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


def _record(known: _Known, company: str, row: Row) -> None:
    known.records.append((company, row.name, row.country, row.sector, int(is_common(names.key(row.name)))))
    known.countries[company] = known.countries[company] or row.country
    known.sectors[company] = known.sectors[company] or row.sector
    known.touched.add(company)


def _alias(known: _Known, company: str, name: str) -> None:
    """A name under its full spelling and, without its legal form, as what is left: often a common word.

    Neither is given where it means another company already: of a list's "Gap Ltd" nobody says Gap while there is Gap
    Inc.
    """
    full, bare = names.fold(name), names.key(name)
    for key in sorted({full, bare} if is_name(name) else ()):
        held = company in known.names[key] or company in known.settled.get(key, ())
        if not held and known.is_free(key, company):
            known.names[key].add(company)
            known.keys[company].add(key)
            word = int(is_common(key)) if key == bare else 0
            known.aliases.append((key, company, name, word))
            known.touched.add(company)


def _identifier(known: _Known, company: str, scheme: str, value: str) -> None:
    """An identifier, unless it is known, or means another company already: Ford is not the company with ticker FORD."""
    at = (scheme, value if scheme != "ticker" else f"{value}|{company}")
    taken = not all(known.is_free(text, company) for text in (value.lower(), names.fold(value)))
    if not value or at in known.codes or taken:
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
