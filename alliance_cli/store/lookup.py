"""Names to company ids and back: all that most screens need of the companies."""

import sqlite3
from collections.abc import Iterable

from alliance_cli import names
from alliance_cli.store.batches import select_in
from alliance_cli.store.sight import COUNTS


def by_name(conn: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    """(id, name) of each company with this id, name, alias or identifier; a merged one as the one it counts as."""
    merged = merged_into(conn)
    found = {merged.get(company, company) for company in own_ids(conn, text)}
    return sorted(display_names(conn, found).items())


def own_ids(conn: sqlite3.Connection, text: str) -> set[str]:
    """The ids of the companies that go by this id, name, alias or identifier; an id that is one outranks the others.

    What goes by just this name outranks what goes by it without its legal form: Saab AB is not every Saab.
    """
    found = _known_as(conn, text, names.fold(text)) or _known_as(conn, text, names.key(text))
    return {text} if text in found else found


def _known_as(conn: sqlite3.Connection, text: str, key: str) -> set[str]:
    rows = conn.execute(
        "SELECT id FROM companies WHERE visible = 1 AND (id = ?1"
        f" OR id IN (SELECT company FROM aliases WHERE key = ?2 AND {COUNTS})"
        f" OR id IN (SELECT company FROM identifiers WHERE value = ?3 AND {COUNTS}))",
        (text.lower(), key, text.upper()),
    )
    return {company for (company,) in rows}


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


def display_names(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """id -> name, for each of these ids."""
    return dict(select_in(conn, "SELECT id, name FROM companies WHERE id IN ({})", set(ids)))
