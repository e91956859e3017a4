"""Where one mail of an mbox ends and the next begins, in all four dialects of the format, and in MMDF. Streamed.

A mail begins with a line "From ", as a rule with an address and a time after it and an empty line before, sometimes
with nothing: then the headers that follow tell it from a sentence. In bodies such lines are quoted with ">" (mboxo,
mboxrd), or the headers say how long the body is (mboxcl, mboxcl2) and it may hold them as they are.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from alliance_cli.sources.streams import lines

_ENVELOPE = re.compile(rb"From \S.{0,300}\d\d:\d\d.{0,60}\d{4}")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:(?:[ \t]|\r?$)")
_OF_MAIL = re.compile(
    rb"(?:from|date|subject|message-id|received|return-path|to|mime-version|x-[a-z-]+):", re.IGNORECASE
)
_LENGTH = re.compile(rb"content-length:[ \t]*([0-9]{1,12})[ \t]*$", re.IGNORECASE)
_QUOTED = re.compile(rb">+From ")
_BETWEEN = b"\x01\x01\x01\x01"
"""MMDF sets such a line before and behind each mail, and no "From "."""
_AHEAD = 3

Line = tuple[int, bytes]
"""The byte at which a line begins, and the line."""


def messages(stream: BinaryIO, record: int, document: int) -> Iterator[Line]:
    """The mails in an mbox, each with the byte at which it begins; one of more than `document` bytes is cut there."""
    reader = _Reader(stream, record)
    while (line := reader.next()) is not None:
        if reader.begins(line[1], blank=True):
            yield line[0], _whole(_message(reader, document))
        elif line[1].strip() and line[1].strip() != _BETWEEN:
            reader.back(line)
            yield line[0], _whole(_message(reader, document))


def _whole(parts: Iterable[bytes]) -> bytes:
    """All parts as one; none is held beside it, as `join` would."""
    held = BytesIO()
    held.writelines(parts)
    return held.getvalue()


def _message(reader: "_Reader", most: int) -> Iterator[bytes]:
    """The lines of one mail, up to the line that begins the next."""
    size, length, blank, heading = 0, 0, True, True
    while (line := reader.next()) is not None:
        raw = line[1]
        if raw.strip() == _BETWEEN:
            return
        if not heading and reader.begins(raw, blank=blank):
            reader.back(line)
            return
        if size <= most:
            yield raw[1:] if _QUOTED.match(raw) else raw
        size += len(raw)
        blank = not raw.strip()
        if heading and (found := _LENGTH.match(raw.rstrip(b"\r\n"))):
            length = int(found[1])
        elif heading and blank:
            heading = False
            body = reader.body(length) if 0 < length <= most else []
            size += sum(map(len, body))
            yield from body


class _Reader:
    """Lines with the place where each begins, and a look at those ahead."""

    def __init__(self, stream: BinaryIO, record: int) -> None:
        self._lines = lines(stream, record)
        self._ahead: deque[Line] = deque()
        self._offset = 0

    def next(self) -> Line | None:
        """The next line, None at the end."""
        return self._ahead.popleft() if self._fill(1) else None

    def back(self, line: Line) -> None:
        """Have this line be the next again."""
        self._ahead.appendleft(line)

    def begins(self, line: bytes, *, blank: bool) -> bool:
        """True where a mail begins with this line, just read; `blank` where an empty one stands before it."""
        if not line.startswith(b"From") or (line.rstrip() != b"From" and not line.startswith(b"From ")):
            return False
        if blank and _ENVELOPE.match(line):
            return True
        self._fill(_AHEAD)
        after = [found for _, found in list(self._ahead)[:_AHEAD]]
        heads = [found for found in after if _HEADER.match(found)]
        known = any(_OF_MAIL.match(found) for found in heads)
        return bool(after) and known and bool(_HEADER.match(after[0])) and (blank or len(heads) > 1)

    def body(self, length: int) -> list[bytes]:
        """So many bytes as whole lines, if the mail ends there as its header says; else nothing is read."""
        taken: list[Line] = []
        size = 0
        while size < length and (line := self.next()) is not None:
            taken.append(line)
            size += len(line[1])
        if size == length and self._ends():
            return [raw for _, raw in taken]
        self._ahead.extendleft(reversed(taken))
        return []

    def _ends(self) -> bool:
        """True at the end, or where after empty lines a mail begins."""
        self._fill(_AHEAD)
        found = next((line for line in self._ahead if line[1].strip()), None)
        return found is None or found[1].startswith(b"From ") or found[1].rstrip() == b"From"

    def _fill(self, count: int) -> bool:
        """Have so many lines ahead, if there are; true if there is one."""
        while len(self._ahead) < count and (line := next(self._lines, None)) is not None:
            self._ahead.append((self._offset, line))
            self._offset += len(line)
        return bool(self._ahead)
