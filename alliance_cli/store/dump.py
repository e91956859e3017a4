"""The whole ledger as plain rows, and back: what was said and decided, nothing that is derived.

Shipped companies are left out (the reading program has its own), and so is work that is under way (feeds, quarantine).
The order of tables and rows is fixed, so that the same ledger always gives the same rows.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alliance_cli.claim_fields import CLAIM_FIELDS
from alliance_cli.store import reports
from alliance_cli.store.sight import Bounds, instant

Row = dict[str, Any]

Column = tuple[str, bool]
"""The type that a value of a field has in SQLite, and whether it may be null."""

ORDER: Mapping[str, str] = {
    "operations": "id",
    "undone": "operation",
    "company_records": "id",
    "aliases": "id",
    "identifiers": "id",
    "parents": "rowid",
    "company_verdicts": "id",
    "reports": "id",
    "revisions": "id",
    "rereadings": "id",
    "claims": "revision, place, id",
    "claim_parties": "claim, position",
    "evidence": "claim, position",
    "reread_claims": "reading, claim",
    "judgements": "id",
    "judged_claims": "judgement, claim",
    "reviews": "id",
    "watches": "id",
    "unwatched": "watch, operation",
    "former_names": "name, claim, operation",
    "notes": "id",
    "notes_off": "note, operation",
    "marks": "name",
}
"""Each table that is exported, in an order in which rows can be stored, and what its rows are sorted by."""

LISTS = frozenset({
    "published_flags", "mentions", "candidates", "companies", "kinds", "statuses",
    *(column for field in CLAIM_FIELDS if field.type.listed for column in field.columns),
})  # fmt: skip
"""Columns that hold a JSON list; exported as lists."""

_OWN_IDS = frozenset({"company_records", "aliases", "identifiers"})
"""Tables whose row ids nothing refers to; they are given anew, since shipped rows take some."""


def rows(conn: sqlite3.Connection, bounds: Bounds | None = None) -> Iterator[tuple[str, Row]]:
    """(table, row) of all that is exported, taken back or not; with `bounds` only what could be seen within them."""
    known = instant(bounds.known) if bounds and bounds.known else None
    as_of = bounds.as_of.isoformat() if bounds and bounds.as_of else None
    within = (
        " WHERE (?1 IS NULL OR read_at <= ?1)"
        " AND (?2 IS NULL OR coalesce(substr(published, 1, 10), substr(read_at, 1, 10)) <= ?2)"
    )
    seen: dict[str, set[Any]] = {
        "operations": _ids(conn, "SELECT id FROM operations WHERE ?1 IS NULL OR at <= ?1", known),
        "revisions": _ids(conn, f"SELECT id FROM revisions{within}", known, as_of),
        "reports": _ids(conn, f"SELECT report FROM revisions{within}", known, as_of),
        "claims": set(), "judgements": set(), "watches": set(), "rereadings": set(),
        "notes": set(),
    }  # fmt: skip
    hidden = _ids(conn, _UNREAD, known)
    for table, order in ORDER.items():
        where = "WHERE operation IS NOT NULL" if table in {*_OWN_IDS, "parents"} else ""
        selected = f"{_NAMED.get(table, '*')} FROM {table} {where} ORDER BY {order}"
        for row in reports.told_rows(conn) if table == "revisions" else _told(conn, selected):
            if not _is_seen(table, row, seen) or (table == "claims" and row["id"] in hidden):
                continue
            if table in {"claims", "judgements", "watches", "rereadings", "notes"}:
                seen[table].add(row["id"])
            yield table, _shown(table, row)


_NAMED = {"reports": "id, key"}
"""The columns that are exported of a table, where those are not all."""

_TEXT: Column = ("TEXT", False)
_TOLD: Mapping[str, Mapping[str, Column]] = {
    "revisions": {"text": _TEXT, "digest": _TEXT, "published_raw": _TEXT},
}
"""What lies in a table otherwise than it is exported."""


def columns(conn: sqlite3.Connection, table: str) -> dict[str, Column]:
    """The fields of an exported row of a table; a key is never null."""
    rows = conn.execute('SELECT name, type, "notnull" OR pk FROM pragma_table_info(?)', (table,))
    kept = {name: (kind, not filled) for name, kind, filled in rows}
    named = _NAMED[table].split(", ") if table in _NAMED else kept
    return {name: kept[name] for name in named} | dict(_TOLD.get(table, {}))


_NEEDED = {"reports": frozenset({"id", "key"}), "revisions": frozenset(_TOLD["revisions"])}


def _told(conn: sqlite3.Connection, selected: str) -> Iterator[Row]:
    cursor = conn.execute(f"SELECT {selected}")
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, values, strict=True)) for values in cursor)


_UNREAD = (
    "SELECT c.claim FROM reread_claims c JOIN rereadings r ON r.id = c.reading JOIN operations o ON o.id = r.operation"
    " WHERE c.new = 1 AND ?1 IS NOT NULL AND o.at > ?1"
)
"""The claims that came with a reading later than an instant."""


def _ids(conn: sqlite3.Connection, sql: str, *values: str | None) -> set[Any]:
    return {value for (value,) in conn.execute(sql, values)}


def _is_seen(table: str, row: Row, seen: Mapping[str, set[Any]]) -> bool:
    """False for what refers to something that is not exported."""
    if table == "operations":
        return row["id"] in seen["operations"]
    if table == "undone":
        return {row["operation"], row["undoes"]} <= seen["operations"]
    if table in {"reports", "revisions"} and row["id"] not in seen[table]:
        return False
    checks = (("operation", "operations"), ("revision", "revisions"), ("claim", "claims"), ("watch", "watches"),
              ("judgement", "judgements"), ("reading", "rereadings"), ("instead", "claims"),
              ("note", "notes"))  # fmt: skip
    return table == "marks" or all(row.get(name) is None or row[name] in seen[held] for name, held in checks)


def _shown(table: str, row: Row) -> Row:
    kept = {name: json.loads(value) if name in LISTS else value for name, value in row.items()}
    if table in _OWN_IDS:
        del kept["id"]
    return kept


def companies_in(table: str, row: Row) -> list[tuple[str, str]]:
    """(id, name) of the companies that a row speaks of; they have to be there before it is stored."""
    name = str(row.get("name", ""))
    return [
        (str(row[column]), name if column == "company" and table in {"claim_parties", "company_records"} else "")
        for column in ("company", "parent", "kept", "other")
        if column in row
    ]


def store(conn: sqlite3.Connection, found: Iterable[tuple[str, Row]]) -> int:
    """Store exported rows in a ledger that holds none of them; returns how many. Derived tables are not touched."""
    known = {c for (c,) in conn.execute("SELECT id FROM companies")}
    count = 0
    for table, row in found:
        for company, name in companies_in(table, row):
            if company not in known:
                known.add(company)
                _placeholder(conn, company, name)
        _store_row(conn, table, {n: json.dumps(v, ensure_ascii=False) if n in LISTS else v for n, v in row.items()})
        count += 1
    return count


def _store_row(conn: sqlite3.Connection, table: str, values: Row) -> None:
    missing = _NEEDED.get(table, frozenset()) - values.keys()
    if missing:
        raise sqlite3.IntegrityError(f"a row of {table} has no {', '.join(sorted(missing))}")
    if table == "reports":
        if reports.report_with_key(conn, values["key"]):
            raise sqlite3.IntegrityError(f"two reports have the key {values['key']}")
        reports.add_key(conn, values["id"], values["key"])
    elif table == "revisions":
        reports.add_row(conn, values)
    else:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        conn.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))


def _placeholder(conn: sqlite3.Connection, company: str, name: str) -> None:
    conn.execute(
        "INSERT INTO companies (id, name, country, sector, common_word, source, operation, visible)"
        " VALUES (?, ?, '', '', 0, 'report', NULL, 1)",
        (company, name or company),
    )
