"""All that is known of a company, as far as it counts; and the companies as the extractor sees them."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from alliance_cli.gazetteer import Match
from alliance_cli.models import Alias, Company, Parent
from alliance_cli.store import companies
from alliance_cli.store.sight import COUNTS

_IN_MEMORY = 60_000
"""Up to this many names are read at once (some 50 ms); beyond it each is looked up and the answer kept for a while."""

_KEPT = 5_000
"""How many companies are kept once they were looked up."""


def load(conn: sqlite3.Connection, company_id: str, *, reported: bool = True) -> Company | None:
    """The company with this id, as far as what is said of it counts, or None; `reported` names are those of reports."""
    row = conn.execute("SELECT 1 FROM companies WHERE id = ?", (company_id,)).fetchone()
    if row is None:
        return None
    name, country, sector, common_word, *_, visible = companies.row_of(conn, company_id)
    if not visible:
        return None
    known = _identifiers(conn, company_id)
    return Company(
        id=company_id, name=name, country=country, sector=sector, common_word=bool(common_word),
        lei=_first(known, "lei"), cik=_first(known, "cik"), wikidata=_first(known, "wikidata"), further=_further(known),
        tickers=tuple(value for scheme, value in known if scheme == "ticker"),
        aliases=tuple(_aliases(conn, company_id, name, reported=reported)), parents=tuple(owners(conn, company_id)),
    )  # fmt: skip


def _identifiers(conn: sqlite3.Connection, company_id: str) -> list[tuple[str, str]]:
    sql = (
        f"SELECT scheme, value FROM identifiers WHERE company = ? AND {COUNTS} GROUP BY scheme, value ORDER BY min(id)"
    )
    return conn.execute(sql, (company_id,)).fetchall()


def _first(known: Sequence[tuple[str, str]], wanted: str) -> str:
    return next((value for scheme, value in known if scheme == wanted), "")


def _further(known: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What is known besides the first of each scheme; of tickers all stand by themselves."""
    return tuple((scheme, value) for scheme, value in known if scheme != "ticker" and value != _first(known, scheme))


def _aliases(conn: sqlite3.Connection, company_id: str, own_name: str, *, reported: bool) -> list[Alias]:
    used = (
        "EXISTS (SELECT 1 FROM claim_parties p JOIN claims c ON c.id = p.claim WHERE p.company = a.company"
        " AND p.name = a.name AND c.revision IN (SELECT revision FROM current_revisions)"
        " AND c.id NOT IN (SELECT claim FROM replaced_claims))"
    )
    rows = conn.execute(
        "SELECT DISTINCT name, since, until, common_word FROM aliases a WHERE company = ?"
        " AND (name <> ? OR since IS NOT NULL OR until IS NOT NULL)"
        f" AND {COUNTS} AND (source <> 'report'{f' OR {used}' if reported else ''}) ORDER BY name, since",
        (company_id, own_name),
    )
    return [Alias(name, _day(since), _day(until), bool(word)) for name, since, until, word in rows]


def owners(conn: sqlite3.Connection, company_id: str) -> list[Parent]:
    """The owners of a company, with the days between which they were."""
    rows = conn.execute(
        f"SELECT parent, since, until FROM parents WHERE company = ? AND {COUNTS} ORDER BY since, parent", (company_id,)
    )
    return [Parent(parent, _day(since), _day(until)) for parent, since, until in rows]


def with_counts(conn: sqlite3.Connection, *, everyone: bool) -> list[tuple[str, str, str, str, int, str]]:
    """(id, name, country, sector, talks, source) of the companies with talks, or of all; most talks first."""
    join = "LEFT JOIN" if everyone else "JOIN"
    return conn.execute(
        f"SELECT c.id, c.name, c.country, c.sector, count(p.talk), c.source FROM companies c {join} talk_parties p"
        " ON p.company = c.id WHERE c.visible = 1 GROUP BY c.id ORDER BY count(p.talk) DESC, c.id"
    ).fetchall()


def standing(conn: sqlite3.Connection, company_id: str) -> tuple[int, str]:
    """How many talks a company is a party of, and where its row came from."""
    talks = conn.execute("SELECT count(*) FROM talk_parties WHERE company = ?", (company_id,)).fetchone()[0]
    return int(talks), companies.row_of(conn, company_id)[4]


def all_aliases(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """The other names of each company."""
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT DISTINCT a.company, a.name FROM aliases a JOIN companies c ON c.id = a.company"
        " WHERE a.name <> c.name"
        " AND (a.operation IS NULL OR a.operation NOT IN (SELECT operation FROM dead_operations))"
        " ORDER BY a.company, a.name"
    )
    for company, name in conn.execute(sql):
        found.setdefault(company, []).append(name)
    return found


def named_like(conn: sqlite3.Connection, folded: str) -> set[str]:
    """The ids of the companies one of whose folded names contains this text."""
    sql = f"SELECT company FROM aliases WHERE instr(key, ?) > 0 AND {COUNTS}"
    return {c for (c,) in conn.execute(sql, (folded,))}


class LedgerGazetteer:
    """The ledger's companies as the extractor sees them, merged ones still apart.

    Names that only reports have used are left out: what one report says must not depend on which were read before.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._answers: dict[str, tuple[Match, ...]] = {}
        self._companies: dict[str, Company | None] = {}
        count = conn.execute("SELECT count(*) FROM aliases WHERE source <> 'report'").fetchone()[0]
        self._complete = count <= _IN_MEMORY
        if self._complete:
            for key, *row in conn.execute(f"SELECT key, {_MATCH} FROM aliases {_WHERE} ORDER BY company, id"):
                self._answers[key] = _joined(self._answers.get(key, ()), _match(row))
        self._first_words = {key.partition(" ")[0] for key in self._answers}

    def find(self, key: str) -> Sequence[Match]:
        """The companies whose name or alias has this key."""
        if self._complete:
            return self._answers.get(key, ())
        if key not in self._answers:
            if len(self._answers) >= _IN_MEMORY:
                self._answers.clear()
            answer: tuple[Match, ...] = ()
            sql = f"SELECT {_MATCH} FROM aliases {_WHERE} AND key = ? ORDER BY company, id"
            for row in self._conn.execute(sql, (key,)):
                answer = _joined(answer, _match(row))
            self._answers[key] = answer
        return self._answers[key]

    def may_begin(self, word: str) -> bool:
        """False if no key begins with this word."""
        return not self._complete or word in self._first_words

    def company(self, company_id: str) -> Company | None:
        """The company with this id, or None."""
        if company_id not in self._companies:
            if len(self._companies) >= _KEPT:
                self._companies.clear()
            self._companies[company_id] = load(self._conn, company_id, reported=False)
        return self._companies[company_id]


_MATCH = "company, common_word, since, until"
_WHERE = f"WHERE source <> 'report' AND {COUNTS}"


def _match(row: Sequence[str]) -> Match:
    return Match(row[0], bool(row[1]), _day(row[2]), _day(row[3]))


def _joined(held: tuple[Match, ...], match: Match) -> tuple[Match, ...]:
    """Add a match; the same company twice only for another span of days, and a plain name outranks a common word."""
    for other in held:
        if (other.company, other.since, other.until) == (match.company, match.since, match.until):
            return tuple(match if o is other and o.common_word else o for o in held)
    return (*held, match)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
