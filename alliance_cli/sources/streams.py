"""Binary streams: a head that was read to look at it joined to its rest again, and lines up to a limit."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from alliance_cli.sources.decoding import bom_encoding


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
    """A stream of `head`, which was just read from `rest`, and then of what `rest` still holds."""
    if rest.seekable():
        rest.seek(-len(head), io.SEEK_CUR)
        return rest
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest), 1 << 16))


def lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines of `stream` with their ends, each cut at `limit` + 1 bytes; UTF-16 and UTF-32 come out as UTF-8."""
    head = stream.read(4)
    whole = rejoined(head, stream)
    encoding = bom_encoding(head)
    if encoding.startswith(("utf-16", "utf-32")):
        reader = codecs.getreader(encoding)(whole, "replace")
        while text := reader.readline(limit + 1):
            yield text.encode("utf-8", "replace")
        return
    while line := whole.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):  # the rest of a line too long is passed over
            line = whole.readline(limit + 1)
