"""Tables of plain records: what a field is called in data is named once, its heading beside it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alliance_cli.render import tables
from alliance_cli.render.text import Line, safe

Record = Mapping[str, Any]
Field = tuple[str, str, int, int]
"""Heading, field of the record, least width, rank (see `tables.Column`)."""


def table(fields: Sequence[Field], records: Sequence[Record], columns: int, total: str = "") -> Iterator[Line]:
    """The records under a heading, and a line of totals where there is one."""
    made = [_column(*field) for field in fields]
    yield from tables.table(made, records, columns)
    if total:
        yield []
        yield [(total, "dim")]


def _column(title: str, name: str, least: int, rank: int) -> "tables.Column[Record]":
    return tables.Column(title, lambda record: (_text(record[name]), ""), least, rank=rank)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return safe("; ".join(str(item) for item in value))
    return safe(str(value))
