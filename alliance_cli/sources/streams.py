"""Small binary streams: a head that was read to look at it, joined to its rest again."""

import io
from typing import BinaryIO, cast


class _Rejoined(io.RawIOBase):
    """First `head`, then what is left in `rest`."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream of `head` and then of what `rest` still holds."""
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest), 1 << 16))
