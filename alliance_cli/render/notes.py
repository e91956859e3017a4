"""The user's own notes: no claims, no quotes; each with its date."""

from collections.abc import Iterator, Sequence

from alliance_cli.render.text import Line, link, safe, wrap
from alliance_cli.views import NoteView

_LEFT = 16
"""The columns in which it stands what sort of note it is, as beside the other facts of a talk."""


def beside(notes: Sequence[NoteView], columns: int) -> Iterator[Line]:
    """The notes on one thing, under a heading; nothing where there are none."""
    if not notes:
        return
    yield []
    yield [("your notes", "heading")]
    for note in notes:
        yield from _note(note, columns)


def _note(note: NoteView, columns: int) -> Iterator[Line]:
    head = f"{note.number:>3}. {note.sort}"
    room = max(columns - _LEFT - 12, 20)
    said = f"{safe(note.label)}: {safe(note.value)}" if note.label else safe(note.value)
    for i, part in enumerate(wrap(said, room)):
        shown = link(part, note.value) if note.sort == "link" else part
        lead: Line = [(f"{head:{_LEFT}}", "dim"), (f"{note.made}  ", "number")]
        yield [*(lead if i == 0 else [(" " * (_LEFT + 12), "")]), (shown, "")]


def inline(notes: Sequence[NoteView]) -> str:
    """Tags, who follows it and when to look again, in a line; empty where there are none."""
    facts = [f"#{safe(note.value)}" for note in notes if note.sort == "tag"]
    facts += [f"followed by {safe(note.value)}" for note in notes if note.sort == "owner"]
    due = [note for note in notes if note.sort == "due"]
    facts += [f"due {note.value}" + (f" ({safe(note.label)})" if note.label else "") for note in due]
    return " · ".join(facts)
