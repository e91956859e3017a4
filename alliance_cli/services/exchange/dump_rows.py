"""Whether a row of an export is one that the ledger could have written: types, words, days and instants."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from alliance_cli.claim_fields import CLAIM_FIELDS, CORRECTABLE
from alliance_cli.reader import ReaderId
from alliance_cli.store import dump
from alliance_cli.vocabulary import Kind, Role, Status


def fault(table: str, row: Mapping[str, Any], known: Mapping[str, dump.Column]) -> str:
    """What is wrong with a row, in words; empty for a sound one."""
    odd = sorted(row.keys() - known.keys())
    if odd or not row:
        return f"{table} has no field {', '.join(odd) or 'at all'}"
    for name, value in row.items():
        if not _fits(name, value, *known[name]) or not _makes_sense(_reader(table, name, row), value):
            return f"{table}.{name} cannot be {str(value)[:60]!r}"
    return ""


def _fits(name: str, value: object, kind: str, nullable: bool) -> bool:
    if name in dump.LISTS:
        return isinstance(value, list) and all(isinstance(item, str) and _is_text(item) for item in value)
    if value is None:
        return nullable
    if kind == "TEXT":
        return isinstance(value, str) and _is_text(value)
    if kind == "INTEGER":
        return isinstance(value, int) and abs(value) < 1 << 63
    return isinstance(value, int | float) and isfinite(value)


def _is_text(value: str) -> bool:
    """False for half a surrogate pair, which JSON can spell and UTF-8 cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _day(value: str) -> None:
    date.fromisoformat(value)


def _instant(value: str) -> None:
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError


def _reader_id(value: str) -> None:
    if value:
        ReaderId.parse(value)


def _utc(value: str) -> None:
    """Instants of the ledger's own are compared as texts."""
    if datetime.fromisoformat(value).astimezone(UTC).isoformat() != value:
        raise ValueError


_MEANING: Mapping[str, Callable[[str], object]] = {
    "kinds": Kind, "statuses": Status, "role": Role, "since": _day, "until": _day, "published": _instant, "at": _utc,
    "read_at": _utc, "made_at": _utc,
    "reader": _reader_id,
}  # fmt: skip
"""The columns that hold words of a vocabulary, days or instants, whatever their table; ValueError for another value."""

_OF_CLAIM = {c: check for field in CLAIM_FIELDS for c, check in zip(field.columns, field.type.checks, strict=True)}
"""The same for the columns of a claim."""


def _reader(table: str, name: str, row: Mapping[str, Any]) -> Callable[[str], object] | None:
    """How a value is read; the `value` of a judgement or a review means what its verdict or field says."""
    if name != "value":
        return (_OF_CLAIM if table == "claims" else _MEANING).get(name)
    if table == "reviews":
        return CORRECTABLE[row["field"]].type.typed if row.get("field") in CORRECTABLE else None
    return {"status": Status, "kind": Kind}.get(row.get("verdict", "")) if table == "judgements" else None


def _makes_sense(read: Callable[[str], object] | None, value: Any) -> bool:
    if read is None or value is None:
        return True
    try:
        for item in value if isinstance(value, list) else [value]:
            read(item)
    except ValueError:
        return False
    return True
