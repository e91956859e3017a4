"""The columns of the list of notes."""

from alliance_cli.render.records import number, text
from alliance_cli.render.tables import ON_REQUEST

COLUMNS = (
    text("about", "called", 16, comfort=30, wraps=True), number("number", "number", 2), text("sort", "sort", 5),
    text("note", "value", 16, comfort=40, wraps=True), text("of", "label", 8, 1, wraps=True),
    text("made", "made", 10, 1), text("subject", "subject", 7, ON_REQUEST), text("id", "about", 8, ON_REQUEST),
)  # fmt: skip
