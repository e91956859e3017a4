"""Companies and their names: seeding, additions, and the row each company has for the screens.

What somebody said of a company (records, aliases, identifiers, owners) is append-only and counts as long as its
operation does. The `companies` row is derived from it by `project`.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date

from alliance_cli import names
from alliance_cli.models import Alias, Company
from alliance_cli.store.batches import select_in
from alliance_cli.store.sight import COUNTS, name_as_now


def seed(conn: sqlite3.Connection, companies: Iterable[Company], version: str) -> set[str]:
    """Bring the shipped companies into the ledger, if another version of them is there. Call inside a transaction.

    Returns the companies whose owners are not what they were.
    """
    if gazetteer_version(conn) == version:
        return set()
    before = _shipped_owners(conn)
    dropped = {c for (c,) in conn.execute("SELECT company FROM company_records WHERE source = 'gazetteer'")}
    for table in ("parents", "aliases", "identifiers", "company_records"):
        conn.execute(f"DELETE FROM {table} WHERE source = 'gazetteer'")
    shipped = list(companies)
    known = {c for (c,) in conn.execute("SELECT id FROM companies")}
    _save_all(conn, shipped, "gazetteer", None)
    project(conn, (dropped | {c.id for c in shipped}) & known)
    conn.execute("INSERT OR REPLACE INTO meta VALUES ('gazetteer', ?)", (version,))
    return {company for company, *_ in before ^ _shipped_owners(conn)} if before else set()


def _shipped_owners(conn: sqlite3.Connection) -> set[tuple[str, str, str, str]]:
    return set(conn.execute("SELECT company, parent, since, until FROM parents WHERE source = 'gazetteer'"))


def gazetteer_version(conn: sqlite3.Connection) -> str:
    """Which version of the shipped companies the ledger holds; empty for none."""
    row = conn.execute("SELECT value FROM meta WHERE name = 'gazetteer'").fetchone()
    return row[0] if row else ""


def save(conn: sqlite3.Connection, company: Company, source: str, operation: int | None) -> bool:
    """Store what somebody says of a company; returns True if the ledger had no company of this id.

    Of a company that is there already, `project` then brings the row up to date.
    """
    new = conn.execute("SELECT 1 FROM main.companies WHERE id = ?", (company.id,)).fetchone() is None
    _save_all(conn, [company], source, operation)
    return new


def _save_all(conn: sqlite3.Connection, companies: Sequence[Company], source: str, operation: int | None) -> None:
    """What somebody says of companies, a statement for each table: one by one they take longer."""
    records = [(c.id, c.name, c.country, c.sector, c.common_word, source, operation) for c in companies]
    conn.executemany(_NEW_COMPANY, records)
    conn.executemany(
        "INSERT INTO company_records (company, name, country, sector, common_word, source, operation)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)", records
    )  # fmt: skip
    conn.executemany(_NEW_ALIAS, ((*row, source, operation) for c in companies for row in _spellings(c)))
    held = ((value, scheme, c.id, source, operation) for c in companies for scheme, value in identifiers_of(c))
    conn.executemany(_NEW_IDENTIFIER, held)
    owners = (
        (c.id, p.company, _iso(p.since), _iso(p.until), source, operation) for c in companies for p in c.parents
    )  # fmt: skip
    conn.executemany(_NEW_PARENT, owners)


def _spellings(company: Company) -> Iterator[tuple[object, ...]]:
    """The rows of all names of a company under all their keys, without who says so."""
    written = (Alias(company.name, common_word=company.common_word), *company.aliases)
    # A word listed as ordinary stays so where it is also what a legal form leaves: "Next" of "Next plc".
    ordinary = {key for alias in written if alias.common_word for key in _keys(alias.name)}
    return (row for alias in written for row in _rows(company.id, alias, ordinary))


def _rows(company: str, alias: Alias, ordinary: Set[str]) -> Iterator[tuple[object, ...]]:
    days = _iso(alias.since), _iso(alias.until)
    return ((key, company, alias.name, *days, alias.common_word or key in ordinary) for key in _keys(alias.name))


_NEW_COMPANY = (
    "INSERT OR IGNORE INTO main.companies (id, name, country, sector, common_word, source, operation, visible)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 1)"
)
_NEW_ALIAS = (
    "INSERT INTO aliases (key, company, name, since, until, common_word, source, operation)"
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM aliases"
    f" WHERE key = ?1 AND company = ?2 AND since IS ?4 AND until IS ?5 AND {COUNTS})"
)
_NEW_IDENTIFIER = (
    "INSERT INTO identifiers (value, scheme, company, source, operation) SELECT ?1, ?2, ?3, ?4, ?5"
    f" WHERE NOT EXISTS (SELECT 1 FROM identifiers WHERE value = ?1 AND scheme = ?2 AND company = ?3 AND {COUNTS})"
)
_NEW_PARENT = (
    "INSERT INTO parents SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM parents"
    f" WHERE company = ?1 AND parent = ?2 AND since IS ?3 AND until IS ?4 AND {COUNTS})"
)
"""What the ledger holds already is not stored twice."""


def identifiers_of(company: Company) -> list[tuple[str, str]]:
    """(scheme, value) of each identifier of a company."""
    single = (("lei", company.lei), ("cik", company.cik), ("wikidata", company.wikidata))
    main = [("ticker", t) for t in company.tickers] + [(scheme, value) for scheme, value in single if value]
    return [*main, *company.further]


def _keys(name: str) -> list[str]:
    return sorted({names.fold(name), names.key(name)} - {""})


def save_alias(conn: sqlite3.Connection, company: str, alias: Alias, source: str, operation: int | None) -> bool:
    """Store a name of a company under each of its spellings; False if it has that name for those days already."""
    made = [(*row, source, operation) for row in _rows(company, alias, frozenset())]
    return conn.executemany(_NEW_ALIAS, made).rowcount > 0


def with_identifier(conn: sqlite3.Connection, scheme: str, value: str) -> set[str]:
    """The companies that have this identifier."""
    sql = f"SELECT company FROM identifiers WHERE value = ? AND scheme = ? AND {COUNTS}"
    return {company for (company,) in conn.execute(sql, (value, scheme))}


def save_identifier(
    conn: sqlite3.Connection, company: str, scheme: str, value: str, source: str, operation: int | None
) -> bool:
    """Store an identifier of a company; False if it has it already."""
    return conn.execute(_NEW_IDENTIFIER, (value, scheme, company, source, operation)).rowcount > 0


def save_parent(
    conn: sqlite3.Connection, company: str, parent: str, since: date | None, until: date | None, source: str,
    operation: int | None,
) -> bool:  # fmt: skip
    """Store an owner of a company and the days between which it was; False if that is known already."""
    row = (company, parent, _iso(since), _iso(until), source, operation)
    return conn.execute(_NEW_PARENT, row).rowcount > 0


def discover(conn: sqlite3.Connection, company_id: str, name: str) -> bool:
    """Store a company that only a report has named, unless it is known. True if its row is to be projected: to do so
    looks at all claims of it, and another that names it as before, or shorter, changes nothing.
    """
    row = conn.execute("SELECT source, visible, name FROM companies WHERE id = ?", (company_id,)).fetchone()
    if row is None:
        conn.execute(
            "INSERT INTO main.companies (id, name, country, sector, common_word, source, operation, visible)"
            " VALUES (?, ?, '', '', 0, 'report', NULL, 1)",
            (company_id, name),
        )
    if row is None or row[0] == "report":
        save_alias(conn, company_id, Alias(name), "report", None)
        return row is None or not row[1] or (len(name), name) > (len(row[2]), row[2])
    return not row[1]


def project(conn: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Derive the rows of these companies from what is said of them and counts, else from the names reports use."""
    for company in sorted(ids):
        conn.execute(
            "UPDATE main.companies SET name = ?, country = ?, sector = ?, common_word = ?, source = ?, operation = ?,"
            " visible = ? WHERE id = ?",
            (*row_of(conn, company), company),
        )


def called_by(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> set[str]:
    """The companies that these claims name just as they are called. What other companies are called does not hang on
    whether these claims count, as a company is called by the longest name.
    """
    sql = (
        "SELECT p.company FROM claim_parties p JOIN main.companies c ON c.id = p.company AND c.name = p.name"
        " WHERE p.claim IN ({})"
    )
    return {company for (company,) in select_in(conn, sql, claim_ids)}


_ROW = "id, name, country, sector, common_word, source, operation, visible"
Row = tuple[str, str, str, int, str, int | None, int]
"""name, country, sector, common_word, source, operation, visible"""


def row_of(conn: sqlite3.Connection, company: str) -> Row:
    """What the row of a company should be: the best record, its blanks filled from the others."""
    row: Row = conn.execute(f"{_DERIVED} WHERE c.id = ?", (company,)).fetchone()[1:]
    return row


_COUNTING = f"FROM company_records r WHERE r.company = c.id AND {COUNTS}"
_BEST_FIRST = "ORDER BY CASE r.source WHEN 'user' THEN 0 WHEN 'gazetteer' THEN 1 ELSE 2 END, r.id DESC LIMIT 1"
_LONGEST_USED = """(
  SELECT p.name FROM claim_parties p JOIN claims l ON l.id = p.claim WHERE p.company = c.id
    AND l.revision IN (SELECT revision FROM current_revisions) AND l.id NOT IN (SELECT claim FROM replaced_claims)
  ORDER BY length(p.name) DESC, p.name DESC LIMIT 1
)"""
_DERIVED = f"""
  SELECT c.id, coalesce(b.name, {_LONGEST_USED}, c.name) AS name,
    coalesce((SELECT r.country {_COUNTING} AND r.country <> '' {_BEST_FIRST}), '') AS country,
    coalesce((SELECT r.sector {_COUNTING} AND r.sector <> '' {_BEST_FIRST}), '') AS sector,
    coalesce(b.common_word, 0) AS common_word, coalesce(b.source, 'report') AS source, b.operation,
    coalesce(b.id, {_LONGEST_USED}) IS NOT NULL AS visible
  FROM main.companies c LEFT JOIN company_records b ON b.id = (SELECT r.id {_COUNTING} {_BEST_FIRST})
"""
"""The rows of companies as they follow from the best record of each (the user's word outranks the shipped list, that an
import), its blanks filled from the others; without one, from the longest name that a current claim uses."""


def differing(conn: sqlite3.Connection) -> list[str]:
    """The companies whose row is not what `project` would give."""
    sql = f"SELECT id FROM (SELECT {_ROW} FROM main.companies EXCEPT SELECT {_ROW} FROM ({_DERIVED})) ORDER BY id"
    return [company for (company,) in conn.execute(sql)]


def look_back(conn: sqlite3.Connection) -> None:
    """After `sight.look_back`: let every query see the companies by the names they had."""
    name_as_now(conn)
    conn.execute(f"CREATE TEMP VIEW companies AS {_DERIVED}")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
