"""Columns of plain records: what a field is called in data is named once, its heading beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_cli import sides
from alliance_cli.render import marks
from alliance_cli.render.tables import Column
from alliance_cli.render.text import Line, Span, safe, wrap

Record = Mapping[str, Any]


def text(
    title: str, field: str, least: int, rank: int = 0, *, comfort: int = 0, wraps: bool = False, style: str = ""
) -> Column[Record]:
    """A column of words, or of lists of words."""
    return Column(
        title, lambda record: (shown(record[field]), style), least, rank, comfort=comfort, wraps=wraps, field=field
    )


def parties(field: str) -> Column[Record]:
    """A column with the companies of a talk, from whom to whom where the record says what they are (`roles`)."""

    def told(record: Record) -> Span:
        return sides.parties(list(map(shown, record[field])), record.get("roles", ())), ""

    return Column("companies", told, 14, comfort=26, wraps=True, field=field)


def number(title: str, field: str, rank: int = 0) -> Column[Record]:
    """A column of figures."""
    return Column(title, lambda record: (shown(record[field]), "number"), len(title), rank, field=field, right=True)


def time(title: str, field: str, rank: int = 0) -> Column[Record]:
    """A column of days, or of instants in UTC to the minute: "2025-11-13 08:00Z"."""
    return Column(title, lambda record: (_minute(record[field] or ""), "number"), 10, rank, comfort=17, field=field)


def mark(field: str) -> Column[Record]:
    """A column with the mark of a status or of an outcome."""
    return Column("", lambda record: marks.word_mark(record[field]), 1, field=field)


def outcome(title: str, field: str, rank: int = 0) -> Column[Record]:
    """A column with a status or an outcome in words."""
    return Column(title, lambda record: (shown(record[field]), marks.word_mark(record[field])[1]), 9, rank, field=field)


def styled(title: str, field: str, least: int, styles: Mapping[str, str]) -> Column[Record]:
    """A column of words each of which has a style."""
    return Column(title, lambda record: (shown(record[field]), styles.get(record[field], "")), least, field=field)


def fields(record: Record, columns: int) -> Iterator[Line]:
    """One record, a field a line, those that are empty left out."""
    widest = max(map(len, record))
    for field, value in record.items():
        told = ["yes" if value else "no"] if isinstance(value, bool) else map(shown, _lines(value))
        parts = (part for line in told for part in wrap(line, columns - widest - 2))
        for i, part in enumerate(parts):
            yield [(f"{field.replace('_', ' ') if i == 0 else '':{widest + 2}}", "dim"), (part, "")]


def _lines(value: object) -> list[object]:
    return [*value.splitlines()] if isinstance(value, str) else [value]


def shown(value: object) -> str:
    """A value in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return safe("; ".join(str(item) for item in value))
    return safe(str(value))


def _minute(instant: str) -> str:
    day, _, clock = instant.partition("T")
    return safe(f"{day} {clock[:5]}Z" if clock else day)
