"""Companies and their names: seeding, look-up, additions."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from alliance_cli import names
from alliance_cli.gazetteer import Match
from alliance_cli.models import Alias, Company, Parent

_IN_MEMORY = 60_000
"""Up to this many names are read at once (some 50 ms); beyond it each is looked up and the answer kept for a while."""


def seed(conn: sqlite3.Connection, companies: Iterable[Company], version: str) -> None:
    """Bring the shipped companies into the ledger, if another version of them is there. Call inside a transaction."""
    if gazetteer_version(conn) == version:
        return
    conn.execute("DELETE FROM parents WHERE source = 'gazetteer'")
    conn.execute("DELETE FROM aliases WHERE source = 'gazetteer'")
    for company in companies:
        save(conn, company, "gazetteer", None)
    conn.execute("INSERT OR REPLACE INTO meta VALUES ('gazetteer', ?)", (version,))


def gazetteer_version(conn: sqlite3.Connection) -> str:
    """Which version of the shipped companies the ledger holds; empty for none."""
    row = conn.execute("SELECT value FROM meta WHERE name = 'gazetteer'").fetchone()
    return row[0] if row else ""


def save(conn: sqlite3.Connection, company: Company, source: str, operation: int | None) -> None:
    """Store a company with its names, identifiers and owners; what a user added is never overwritten by less."""
    conn.execute(
        "INSERT INTO companies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " country = excluded.country, sector = excluded.sector, common_word = excluded.common_word,"
        " source = excluded.source WHERE source IN ('gazetteer', 'report')",
        (company.id, company.name, company.country, company.sector, company.common_word, company.lei, company.cik,
         company.wikidata, source, operation),
    )  # fmt: skip
    for alias in (Alias(company.name, common_word=company.common_word), *company.aliases):
        save_alias(conn, company.id, alias, source, operation)
    conn.executemany("INSERT OR IGNORE INTO tickers VALUES (?, ?)", [(t, company.id) for t in company.tickers])
    conn.executemany(
        "INSERT INTO parents VALUES (?, ?, ?, ?, ?, ?)",
        [(company.id, p.company, _iso(p.since), _iso(p.until), source, operation) for p in company.parents],
    )


def save_alias(conn: sqlite3.Connection, company: str, alias: Alias, source: str, operation: int | None) -> None:
    """Store a name of a company under each of its spellings; a name it has already is left as it is."""
    for key in {names.fold(alias.name), names.key(alias.name)} - {""}:
        conn.execute(
            "INSERT OR IGNORE INTO aliases VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, company, alias.name, _iso(alias.since), _iso(alias.until), alias.common_word, source, operation),
        )


def discover(conn: sqlite3.Connection, company_id: str, name: str, operation: int) -> None:
    """Store a company that only a report has named, unless it is known.

    Its name is the longest that a report used, so that it does not depend on which report came first.
    """
    row = conn.execute("SELECT name, source FROM companies WHERE id = ?", (company_id,)).fetchone()
    if row is None:
        save(conn, Company(company_id, name), "report", operation)
    elif row[1] == "report" and (len(name), name) > (len(row[0]), row[0]):
        conn.execute("UPDATE companies SET name = ? WHERE id = ?", (name, company_id))
        save_alias(conn, company_id, Alias(name), "report", operation)


def load(conn: sqlite3.Connection, company_id: str) -> Company | None:
    """The company with this id, or None."""
    row = conn.execute(
        "SELECT name, country, sector, common_word, lei, cik, wikidata FROM companies WHERE id = ?", (company_id,)
    ).fetchone()
    if row is None:
        return None
    return Company(
        id=company_id, name=row[0], country=row[1], sector=row[2], common_word=bool(row[3]),
        lei=row[4], cik=row[5], wikidata=row[6],
        tickers=tuple(t for (t,) in conn.execute("SELECT ticker FROM tickers WHERE company = ?", (company_id,))),
        aliases=tuple(_aliases(conn, company_id, row[0])),
        parents=tuple(owners(conn, company_id)),
    )  # fmt: skip


def _aliases(conn: sqlite3.Connection, company_id: str, own_name: str) -> list[Alias]:
    rows = conn.execute(
        "SELECT DISTINCT name, since, until, common_word FROM aliases WHERE company = ? AND name <> ? ORDER BY name",
        (company_id, own_name),
    )
    return [Alias(name, _day(since), _day(until), bool(word)) for name, since, until, word in rows]


def owners(conn: sqlite3.Connection, company_id: str) -> list[Parent]:
    """The owners of a company, with the days between which they were."""
    rows = conn.execute("SELECT parent, since, until FROM parents WHERE company = ? ORDER BY since", (company_id,))
    return [Parent(parent, _day(since), _day(until)) for parent, since, until in rows]


def all_owners(conn: sqlite3.Connection) -> dict[str, list[Parent]]:
    """Every company's owners."""
    found: dict[str, list[Parent]] = {}
    for company, parent, since, until in conn.execute(
        "SELECT company, parent, since, until FROM parents ORDER BY rowid"
    ):
        found.setdefault(company, []).append(Parent(parent, _day(since), _day(until)))
    return found


def with_counts(conn: sqlite3.Connection, *, everyone: bool) -> list[tuple[str, str, str, str, int, str]]:
    """(id, name, country, sector, talks, source) of the companies with talks, or of all; most talks first."""
    join = "LEFT JOIN" if everyone else "JOIN"
    return conn.execute(
        f"SELECT c.id, c.name, c.country, c.sector, count(p.talk), c.source FROM companies c {join} talk_parties p"
        " ON p.company = c.id GROUP BY c.id ORDER BY count(p.talk) DESC, c.id"
    ).fetchall()


def standing(conn: sqlite3.Connection, company_id: str) -> tuple[int, str]:
    """How many talks a company is a party of, and where its row came from."""
    sql = "SELECT (SELECT count(*) FROM talk_parties WHERE company = ?1), source FROM companies WHERE id = ?1"
    talks, source = conn.execute(sql, (company_id,)).fetchone()
    return talks, source


def all_aliases(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """The other names of each company."""
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT DISTINCT a.company, a.name FROM aliases a JOIN companies c ON c.id = a.company"
        " WHERE a.name <> c.name ORDER BY a.company, a.name"
    )
    for company, name in conn.execute(sql):
        found.setdefault(company, []).append(name)
    return found


def named_like(conn: sqlite3.Connection, folded: str) -> set[str]:
    """The ids of the companies one of whose folded names contains this text."""
    return {c for (c,) in conn.execute("SELECT company FROM aliases WHERE instr(key, ?) > 0", (folded,))}


class LedgerGazetteer:
    """The ledger's companies as the extractor sees them.

    Names that only reports have used are left out: what one report says must not depend on which were read before.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._answers: dict[str, tuple[Match, ...]] = {}
        count = conn.execute("SELECT count(*) FROM aliases").fetchone()[0]
        self._complete = count <= _IN_MEMORY
        if self._complete:
            for key, *row in conn.execute(
                f"SELECT key, {_MATCH} FROM aliases WHERE source <> 'report' ORDER BY company"
            ):
                self._answers[key] = (*self._answers.get(key, ()), _match(row))

    def find(self, key: str) -> Sequence[Match]:
        """The companies whose name or alias has this key."""
        if self._complete:
            return self._answers.get(key, ())
        if key not in self._answers:
            if len(self._answers) >= _IN_MEMORY:
                self._answers.clear()
            rows = self._conn.execute(
                f"SELECT {_MATCH} FROM aliases WHERE key = ? AND source <> 'report' ORDER BY company", (key,)
            )
            self._answers[key] = tuple(_match(row) for row in rows)
        return self._answers[key]

    def company(self, company_id: str) -> Company | None:
        """The company with this id, or None."""
        return load(self._conn, company_id)


_MATCH = "company, common_word, since, until"


def _match(row: Sequence[str]) -> Match:
    return Match(row[0], bool(row[1]), _day(row[2]), _day(row[3]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
