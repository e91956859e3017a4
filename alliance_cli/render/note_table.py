"""The columns of the list of notes."""

from collections.abc import Mapping
from typing import Any

from alliance_cli.render.records import shown, text
from alliance_cli.render.tables import ON_REQUEST, Column

COLUMNS: tuple[Column[Mapping[str, Any]], ...] = (
    text("about", "called", 16, comfort=30, wraps=True),
    Column("number", lambda note: (shown(note["number"] or ""), "number"), 2, field="number", right=True),
    text("sort", "sort", 5),
    text("note", "value", 16, comfort=40, wraps=True), text("of", "label", 8, 1, wraps=True),
    text("made", "made", 10, 1), text("subject", "subject", 7, ON_REQUEST), text("id", "about", 8, ON_REQUEST),
)  # fmt: skip
