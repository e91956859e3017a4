"""Large feeds cut between their entries, so that a parser holds few of them at a time. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.parsers import expat

LARGE = 1 << 20
"""Feeds of fewer bytes are read whole."""
MOST = 500
"""So many entries in a part."""
_FRAME = 1 << 16
"""What stands around the entries comes with each part, and is to be short."""
_ENTRIES = frozenset({"item", "entry"})


class _UnevenError(Exception):
    """Entries that do not stand side by side, each with an end of its own."""


@dataclass
class _Spans:
    """Where entries begin and end in a document, found as expat meets its tags."""

    data: bytes
    found: list[tuple[int, int]] = field(default_factory=list)
    _depth: int = 0
    _level: int = 0
    _begin: int = -1

    def look(self) -> list[tuple[int, int]]:
        """The spans of all entries. Raises ExpatError for what is not well-formed, _UnevenError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = lambda name, _: self._open(name, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda _: self._close(parser.CurrentByteIndex)
        parser.Parse(self.data, True)
        return self.found

    def _open(self, name: str, at: int) -> None:
        self._depth += 1
        if self._begin >= 0 or name.rpartition(" ")[2].lower() not in _ENTRIES:
            return
        if self._level not in {0, self._depth}:
            raise _UnevenError
        self._level, self._begin = self._depth, at

    def _close(self, at: int) -> None:
        if self._begin >= 0 and self._depth == self._level:
            if self.data.endswith(b"/>", 0, at) and self.data.rfind(b"<", 0, at) == self._begin:  # of one tag
                raise _UnevenError
            self.found.append((self._begin, self.data.index(b">", at) + 1))
            self._begin = -1
        self._depth -= 1


def parts(text: str, *, large: int = LARGE, most: int = MOST) -> tuple[str, Iterator[str]] | None:
    """A feed without its entries, and feeds of so many of its entries each, in their order, all of one frame.

    None where it is small, not well-formed XML (its parser may repair it as a whole), or of another shape. `text` is
    without document type and entities.
    """
    data = text.encode("utf-8", "replace")
    if len(data) < large:
        return None
    try:
        spans = _Spans(data).look()
    except (expat.ExpatError, _UnevenError):
        return None
    if not spans:
        return None
    head, tail = data[: spans[0][0]], data[spans[-1][1] :]
    between = b"".join(data[end:begin] for (_, end), (begin, _) in pairwise(spans))
    if len(head) + len(tail) + len(between.strip()) > _FRAME:
        return None
    rows = (spans[i : i + most] for i in range(0, len(spans), most))
    documents = (head + b"".join(data[a:b] for a, b in row) + tail for row in rows)
    return (head + between.strip() + tail).decode(), (document.decode() for document in documents)
