"""Records as Parquet, each column of the type that the documented schema says, through a library that is optional."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from alliance_cli import limits
from alliance_cli.dates.partial import parse_partial
from alliance_cli.errors import AllianceError, ExitCode

Schema = Mapping[str, Any]
"""A JSON Schema of a value."""


def parquet(records: Sequence[Mapping[str, Any]], columns: Mapping[str, Schema]) -> bytes:
    """Records as a Parquet file, with all columns even where there are none.

    Days are dates (of a month or a year the first), times are instants in UTC, lists are lists of texts, what has no
    type there is JSON. Raises AllianceError (78) where pyarrow is missing.
    """
    try:
        with limits.loading(limits.LARGE):
            import pyarrow
            from pyarrow import parquet as format_
    except ModuleNotFoundError:
        raise AllianceError(
            "Parquet needs pyarrow: pip install pyarrow (it comes with the extra “parquet”)", ExitCode.CONFIGURATION
        ) from None
    types = {name: _type(pyarrow, schema) for name, schema in columns.items()}
    rows = [{name: _value(kind, record.get(name)) for name, kind in types.items()} for record in records]
    out = pyarrow.BufferOutputStream()
    format_.write_table(pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(list(types.items()))), out)
    return bytes(out.getvalue())


def _type(pyarrow: Any, schema: Schema) -> Any:
    kind = kind_of(schema)
    if kind == "array":
        return pyarrow.list_(pyarrow.string())
    known = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
    if kind == "string" and (pattern := str(_told(schema).get("pattern", ""))).startswith(r"^\d{4}"):
        return pyarrow.timestamp("us", tz="UTC") if "T" in pattern else pyarrow.date32()
    return known.get(kind, pyarrow.string())


def _told(schema: Schema) -> Schema:
    """The schema without "or null"."""
    several = schema.get("anyOf") or schema.get("oneOf") or ()
    return next((one for one in several if one.get("type") != "null"), schema)


def kind_of(schema: Schema) -> str:
    """The JSON type of a value, without "or null"; a text for one of several words."""
    kind = _told(schema).get("type", "string")
    return next((k for k in kind if k != "null"), "string") if isinstance(kind, list) else str(kind)


def _value(kind: Any, value: Any) -> Any:
    """A value of JSON as the column holds it."""
    name = str(kind)
    if value is None or (value == "" and not name.startswith("string")):
        return None
    if name.startswith("date32"):
        return parse_partial(str(value)).start
    if name.startswith("timestamp"):
        return datetime.fromisoformat(str(value))
    if name.startswith("list"):
        return [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in value]
    if name.startswith("string"):
        return str(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value
