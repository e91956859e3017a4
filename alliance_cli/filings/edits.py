"""A text with edits, and where each character of it stood before: what is read in it is quoted from the original."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """What stands between two characters of a text becomes other words."""

    start: int
    end: int
    words: str


_BLANKS = re.compile(r"\s{2,}|[^\S ]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def on_one_line(text: str) -> Iterator[Edit]:
    """What makes of each paragraph one line."""
    for found in _BLANKS.finditer(text):
        yield Edit(found.start(), found.end(), "\n\n" if _PARAGRAPH.search(found[0]) else " ")


class Edited:
    """A text after edits. Of two edits that overlap the first counts, of two that begin together the longer."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        self._marks: list[tuple[int, int, int]] = []  # where a piece stands, where it stood, how long it was
        at = done = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
            if edit.start < done:
                continue
            for words, first, last in ((text[done : edit.start], done, edit.start), (edit.words, edit.start, edit.end)):
                self._marks.append((at, first, last))
                pieces.append(words)
                at += len(words)
            done = edit.end
        self._marks.append((at, done, len(text)))
        self.text = "".join([*pieces, text[done:]])

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Where the words between two characters stood before the edits, all of what was edited in them included."""
        return self._at(start, last=False), self._at(end - 1, last=True) + 1

    def _at(self, place: int, *, last: bool) -> int:
        found = bisect_right(self._marks, (place, len(self.text) * 2 + (1 << 40), 0)) - 1
        at, first, end = self._marks[found]
        after = self._marks[found + 1][0] if found + 1 < len(self._marks) else len(self.text)
        if after - at == end - first:  # as it was
            return first + place - at
        return max(first, end - 1) if last else first
