"""Binary streams: a head that was read to look at it joined to its rest again, waits told, and lines up to a limit."""

import codecs
import io
import os
import select
import stat
from collections.abc import Callable, Iterator
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


class _Live(io.RawIOBase):
    """What comes through a pipe; `before` is called when nothing has come yet."""

    def __init__(self, stream: io.BufferedIOBase, before: Callable[[], None]) -> None:
        self._stream = stream
        self._before = before

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        if not _has_come(self._stream.fileno()):
            self._before()
        chunk = self._stream.read1(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _has_come(number: int) -> bool:
    try:
        return bool(select.select([number], [], [], 0)[0])
    except (OSError, ValueError):
        return False  # a system on which a pipe cannot be asked


def live(stream: BinaryIO, before: Callable[[], None]) -> BinaryIO:
    """The same stream; where it is a pipe or the like `before` is called each time that it has to be waited for."""
    try:
        is_file = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return stream
    return stream if is_file else cast(BinaryIO, io.BufferedReader(_Live(cast(io.BufferedIOBase, stream), before)))


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
