"""Which known company a row of a list is about: by identifier, by name, by ticker."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from alliance_cli import names
from alliance_cli.services.exchange.company_files import is_common, is_name, ordinary_words
from alliance_cli.services.exchange.company_forms import Row
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
class Known:
    """What the ledger knows, and all that is to be added to it.

    `settled` are the names, ids and identifiers that companies known before the import go by: no list gives them
    another meaning. Those of them that no list has brought have `titles`, which are their names without legal form, and
    `meant` are the names by which any text means them.
    """

    titles: dict[str, str] = field(default_factory=dict)
    meant: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
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


def known_by(conn: sqlite3.Connection, today: date) -> Known:
    """What the ledger knows on a day."""
    known = Known()
    sql = f"SELECT key, company, source, common_word, until IS NULL OR until >= ? FROM aliases WHERE {COUNTS}"
    for key, company, source, common_word, in_use in conn.execute(sql, (today.isoformat(),)):
        known.settled[key].add(company)
        if in_use and source != "import" and not common_word:
            known.meant[key].add(company)
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
    sql = "SELECT id, name, country, sector, source FROM companies"
    for company, name, country, sector, source in conn.execute(sql):
        known.countries[company], known.sectors[company] = country, sector
        known.settled[company].add(company)
        if source != "import":
            known.titles[company] = names.key(name)
    return known


def _american(ticker: str) -> str:
    """A ticker without the ending of an exchange in the United States ("BAC.N"); empty for one listed elsewhere."""
    symbol, _, exchange = ticker.partition(".")
    return symbol if exchange in _AMERICAN else ""


def match(known: Known, row: Row) -> str | None:
    """The company that a row is about, or None for a new one: by LEI or CIK, by name, by ticker, by its other names."""
    for scheme, value in (("lei", row.lei), ("cik", row.cik)):
        if value and (scheme, value) in known.codes:
            return known.codes[scheme, value]
    for found in (_called(known, row, (row.name,)), _traded(known, row), _called(known, row, row.aliases)):
        fitting = {company for company in found if not _conflict(known, company, row)}
        listed = {c for c in fitting if any(("ticker", f"{ticker}|{c}") in known.codes for ticker in row.tickers)}
        same = {c for c in fitting if row.country and known.countries[c] == row.country}
        closest = _longest(known, row, listed or same or fitting)
        closest = {c for c in closest if known.titles.get(c) == names.key(row.name)} or closest
        if len(closest) == 1:
            return next(iter(closest))
    return None


def _longest(known: Known, row: Row, found: set[str]) -> set[str]:
    """Of several companies those that go by the most of the row's name: Travelers Companies, not any Travelers."""
    words = names.fold(row.name).split()
    called = (found & known.names.get(" ".join(words[:n]), set()) for n in range(len(words), 0, -1))
    return found if len(found) < 2 else next(filter(None, called), found)


def _called(known: Known, row: Row, written: Iterable[str]) -> set[str]:
    keys = {key for name in written if is_name(name) for key in (names.fold(name), names.key(name))}
    in_use = {company for key in keys for company in known.names.get(key, ())}
    return in_use or {company for key in keys for company in known.former_keys.get(key, ())}


def _traded(known: Known, row: Row) -> set[str]:
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


def _conflict(known: Known, company: str, row: Row) -> bool:
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


def bearer(known: Known, row: Row) -> str | None:
    """The company that a row under its very name belongs to: a second listed line, or a unit that is called the same.

    News tells Rio Tinto Ltd from Rio Tinto plc, or UBS AG from UBS, no more than a ledger of what it says should. From
    another country only a company's main name counts, of several words that are not ordinary. A name that is an
    ordinary word in texts is anybody's: Vertex, Inc. is not Vertex Pharmaceuticals.
    """
    key = names.key(row.name)
    found = known.meant.get(key, set())
    if len(found) != 1 or not is_name(row.name):
        return None
    (company,) = found
    elsewhere = row.country and row.country != known.countries[company]
    return None if elsewhere and (is_common(key) or known.titles[company] != key) else company
