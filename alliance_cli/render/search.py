"""What a search found: a head, and the words in their surroundings."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from alliance_cli.render.text import Line, broken, link, safe, width, wrap
from alliance_cli.views import NoteView


class Hit(Protocol):
    """A report that matches (`services.searching.Hit`)."""

    @property
    def report(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def publisher(self) -> str: ...  # noqa: D102
    @property
    def published(self) -> str: ...  # noqa: D102
    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def snippet(self) -> str: ...  # noqa: D102
    @property
    def marks(self) -> tuple[tuple[int, int], ...]: ...  # noqa: D102
    @property
    def talks(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def doubtful(self) -> tuple[str, ...]: ...  # noqa: D102


def hits(found: Sequence[Hit], columns: int) -> Iterator[Line]:
    """Each report with its snippet, what matched in a style of its own."""
    for number, hit in enumerate(found):
        if number:
            yield []
        yield from ([(part, "heading")] for part in wrap(safe(hit.title) or "(no title)", columns))
        talks = (f"{talk} (doubtful)" if talk in hit.doubtful else talk for talk in hit.talks)
        facts = [hit.published, safe(hit.publisher), hit.report, *talks]
        yield [("  " + "  ".join(fact for fact in facts if fact), "dim")]
        yield from _marked(hit.snippet, hit.marks, columns - 2)
        if hit.url:
            yield [("  ", ""), (link(safe(hit.url), hit.url), "dim")]


def notes(found: Sequence[NoteView], columns: int) -> Iterator[Line]:
    """The user's notes that match, each with what it is on."""
    if found:
        yield []
        yield [("your notes", "heading")]
    for note in found:
        said = f"{safe(note.label)}: {safe(note.value)}" if note.label else safe(note.value)
        for part in wrap(said, columns - 2):
            yield [("  " + part, "")]
        yield [(f"  {note.made}  {note.sort}  {safe(note.called)}", "dim")]


def _marked(text: str, marks: Sequence[tuple[int, int]], columns: int) -> Iterator[Line]:
    line: Line = [("  ", "")]
    used = place = 0
    for word in text.split(" "):
        for piece in broken(word, columns):
            start, end = place, place + len(piece)
            place = end
            shown = safe(piece)
            if used and used + 1 + width(shown) > columns:
                yield line
                line, used = [("  ", "")], 0
            style = "evidence" if any(a < end and start < b for a, b in marks) else ""
            line += [(" ", "")] if used else []
            line.append((shown, style))
            used += width(shown) + (1 if used else 0)
        place += 1
    yield line
