"""Names to company ids and back: all that most screens need of the companies."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from alliance_cli.store.batches import select_in
from alliance_cli.store.sight import COUNTS

Span = tuple[str, str]
"""The first and the last day on which a company bore a name (ISO); empty for the first, `_ALWAYS` for the last."""

_ALWAYS = "9999-12-31"


def by_name(conn: sqlite3.Connection, text: str, day: date | None = None) -> list[tuple[str, str]]:
    """(id, name) of each company with this id, name, alias or identifier; a merged one as the one it counts as.

    Of several that have borne the name, only those that did on the day, where it is given and any did.
    """
    spans = bearers(conn, text)
    if day is not None and len(spans) > 1:
        spans = {c: s for c, s in spans.items() if any(a <= day.isoformat() <= b for a, b in s)} or spans
    return sorted(display_names(conn, spans).items())


def bearers(conn: sqlite3.Connection, text: str) -> dict[str, list[Span]]:
    """The companies that `by_name` finds, with the days on which they bore the name."""
    merged = merged_into(conn)
    found: dict[str, list[Span]] = {}
    for company, spans in _own(conn, text).items():
        found.setdefault(merged.get(company, company), []).extend(spans)
    return found


def taken_in_turn(spans: Mapping[str, Sequence[Span]]) -> bool:
    """True if never two companies bore the name at a time, but for the day on which one handed it to the next."""
    borne = [(span, company) for company, part in spans.items() for span in part]
    pairs = combinations(borne, 2)
    return all(one == other or a[1] <= b[0] or b[1] <= a[0] for (a, one), (b, other) in pairs)


def own_ids(conn: sqlite3.Connection, text: str) -> set[str]:
    """The ids of the companies that go by this id, name, alias or identifier; an id that is one outranks the others.

    What goes by just this name outranks what goes by it without its legal form: Saab AB is not every Saab.
    """
    return set(_own(conn, text))


def _own(conn: sqlite3.Connection, text: str) -> dict[str, list[Span]]:
    from alliance_cli import names  # a list of talks asks for no company

    found = _known_as(conn, text, names.fold(text)) or _known_as(conn, text, names.key(text))
    return {text: found[text]} if text in found else found


def _known_as(conn: sqlite3.Connection, text: str, key: str) -> dict[str, list[Span]]:
    rows = conn.execute(
        "SELECT id, '', ?4 FROM companies WHERE visible = 1 AND id = ?1"
        " UNION ALL SELECT id, '', ?4 FROM companies WHERE visible = 1 AND id <> ?1"
        f" AND id IN (SELECT company FROM identifiers WHERE value = ?3 AND {COUNTS})"
        " UNION ALL SELECT company, coalesce(since, ''), coalesce(until, ?4) FROM aliases a"
        f" WHERE key = ?2 AND {COUNTS} AND EXISTS (SELECT 1 FROM companies c WHERE c.id = a.company AND c.visible = 1)",
        (text.lower(), key, text.upper(), _ALWAYS),
    )
    found: dict[str, list[Span]] = {}
    for company, since, until in rows:
        found.setdefault(company, []).append((since, until))
    return found


def merged_into(conn: sqlite3.Connection) -> dict[str, str]:
    """Each merged company -> the one it counts as."""
    if conn.execute("SELECT 1 FROM company_verdicts LIMIT 1").fetchone() is None:
        return {}
    from alliance_cli.resolve.merging import canonical
    from alliance_cli.store.kinship import verdicts

    return canonical(verdicts(conn))


def all_keys(conn: sqlite3.Connection) -> list[str]:
    """Every folded name, for suggestions; of those that only reports use, the ones that some report still does."""
    used = "EXISTS (SELECT 1 FROM companies c WHERE c.id = a.company AND c.visible = 1)"
    sql = f"SELECT DISTINCT key FROM aliases a WHERE {COUNTS} AND (source <> 'report' OR {used})"
    return [key for (key,) in conn.execute(sql)]


def named_keys(conn: sqlite3.Connection, *, with_talks: bool = False) -> dict[str, str]:
    """Each folded name of a company, of those with talks or of all, with what the company is called."""
    talking = "JOIN (SELECT DISTINCT company FROM talk_parties) p ON p.company = c.id" if with_talks else ""
    known = f"(SELECT key, company FROM aliases WHERE {COUNTS})"
    sql = f"SELECT a.key, c.name FROM {known} a JOIN companies c ON c.id = a.company {talking} WHERE c.visible = 1"
    return dict(conn.execute(f"{sql} ORDER BY a.key, c.id DESC"))


def display_names(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """id -> name, for each of these ids."""
    return dict(select_in(conn, "SELECT id, name FROM companies WHERE id IN ({})", set(ids)))


def known_from_reports(conn: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Those of these companies that are on no list: a report named them, and nobody else."""
    sql = "SELECT id FROM companies WHERE source = 'report' AND id IN ({})"
    return {company for (company,) in select_in(conn, sql, set(ids))}


def folded_names(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """id -> the folded names that each of these companies goes by."""
    found: dict[str, list[str]] = {}
    sql = f"SELECT company, key FROM aliases WHERE company IN ({{}}) AND {COUNTS} ORDER BY key"
    for company, key in select_in(conn, sql, ids):
        found.setdefault(company, []).append(key)
    return found


def written_names(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """id -> the names that each of these companies goes by, as they are written."""
    found: dict[str, list[str]] = {}
    sql = f"SELECT DISTINCT company, name FROM aliases WHERE company IN ({{}}) AND {COUNTS} ORDER BY company, name"
    for company, name in select_in(conn, sql, set(ids)):
        found.setdefault(company, []).append(name)
    return found
