"""The records of a WARC file, plain or gzip, one after the other from any stream, past whatever is damaged.

Written here because of two kept libraries one refuses files compressed in one piece and writes to standard error, and
the other ends the process on streams that cannot be sought.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from alliance_cli.sources.packed import RATIO, is_bomb

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 16
_MOST_HEADERS = 200
_FREE = 64 << 20
"""So many bytes may come out of a member however small: what is no page is passed over, however large."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: the byte in the file at which it (or the gzip member that holds it) starts, its headers by their
    name in lower case, and its block, cut at the limit that was asked for.
    """

    offset: int
    headers: Mapping[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no record can be read, and why."""

    offset: int
    reason: str


class DamagedError(Exception):
    """Raised between the functions below; `reason` in words."""


def read_records(stream: BinaryIO, limit: int) -> Iterator[Record | Damage]:
    """The records in `stream`, blocks cut at `limit` bytes; one `Damage` for each stretch that cannot be read."""
    yield from read_with(Parser(stream), limit)


def read_with(parser: "Parser", limit: int) -> Iterator[Record | Damage]:
    """What `parser` finds, to the end."""
    searching = False
    while True:
        try:
            record = parser.record(limit)
        except DamagedError as error:
            if not searching:
                yield Damage(parser.offset, str(error))
            searching = True
            continue
        if record is None:
            return
        searching = False
        yield record


class Parser:
    """Records out of chunks; `offset` is where the record now read starts."""

    def __init__(self, stream: BinaryIO) -> None:
        head = stream.read(_CHUNK)
        self._packed = head.startswith(_MAGIC)
        self._chunks = _members(stream, head) if self._packed else _plain(stream, head)
        self._base = self._place = 0
        self._data = b""
        self.offset = 0

    def record(self, limit: int) -> Record | None:
        """The next record, None at the end. Raises DamagedError; the call after that looks for the next one."""
        line = self.start()
        if not line:
            return None
        if not line.startswith(b"WARC/"):
            self._skip_to_version()
            raise DamagedError("no record where one should begin")
        headers = self._headers()
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise DamagedError("a record without its length")
        return Record(self.offset, headers, self.block(int(length), limit))

    def fill(self) -> bool:
        """Take the next chunk; false at the end. Raises DamagedError at a damaged one."""
        base, data, reason = next(self._chunks, (self._base, b"", ""))
        self._base, self._data, self._place = base, data, 0
        if reason:
            self.offset = base
            raise DamagedError(reason)
        return bool(data)

    def line(self) -> bytes:
        """The next line with its end, cut at 64 KiB; empty at the end."""
        pieces: list[bytes] = []
        size = 0
        while size < _LONGEST_LINE and (self._place < len(self._data) or self.fill()):
            end = self._data.find(b"\n", self._place) + 1 or len(self._data)
            pieces.append(self._data[self._place : end])
            size += end - self._place
            self._place = end
            if pieces[-1].endswith(b"\n"):
                break
        return b"".join(pieces)

    def start(self) -> bytes:
        """The first line of the next record, after blank ones; empty at the end."""
        while True:
            if self._place >= len(self._data) and not self.fill():
                return b""
            if not self._is_past_blank_lines():
                continue
            self.offset = self._base if self._packed else self._base + self._place
            line = self.line()
            if line.strip():
                return line

    def _is_past_blank_lines(self) -> bool:
        """Go on to where there is more than the ends of lines; false if this chunk has no more."""
        if self._data[self._place] in b"\r\n":
            self._place = len(self._data) - len(self._data[self._place :].lstrip(b"\r\n"))
        return self._place < len(self._data)

    def _skip_to_version(self) -> None:
        """Go on to the next line that begins a record, or to the end."""
        damaged = self.offset
        while self._place < len(self._data) or self.fill():
            place = self._data.find(b"WARC/", self._place)
            if place >= 0:
                self._place = place
                break
            self._place = len(self._data)
        self.offset = damaged

    def _headers(self) -> Mapping[str, str]:
        headers: dict[str, str] = {}
        for _ in range(_MOST_HEADERS):
            line = self.line().decode("utf-8", "replace").rstrip("\r\n")
            if not line:
                return headers
            name, colon, value = line.partition(":")
            if colon:
                headers.setdefault(name.strip().lower(), value.strip())
        raise DamagedError(f"a record with more than {_MOST_HEADERS} headers")

    def block(self, length: int, limit: int) -> bytes:
        """The next `length` bytes, cut at `limit`. Raises DamagedError where some are missing."""
        kept: list[bytes] = []
        left, room = length, limit
        while left and (self._place < len(self._data) or self.fill()):
            piece = self._data[self._place : self._place + left]
            kept.append(piece[:room])
            room = max(0, room - len(piece))
            left -= len(piece)
            self._place += len(piece)
        if left:
            raise DamagedError(f"a record cut short, {left} bytes are missing")
        return b"".join(kept)


_Chunk = tuple[int, bytes, str]
"""Where it comes from in the file, unpacked bytes, and, with no bytes, why it is damaged."""


def _plain(stream: BinaryIO, head: bytes) -> Iterator[_Chunk]:
    offset = 0
    while head:
        yield offset, head, ""
        offset += len(head)
        head = stream.read(_CHUNK)


def _members(stream: BinaryIO, head: bytes) -> Iterator[_Chunk]:
    """The unpacked bytes of each gzip member, with the offset at which the member starts."""
    offset, data = 0, head
    while data:
        start, unpacker = offset, zlib.decompressobj(zlib.MAX_WBITS | 16)
        out = 0
        while not unpacker.eof:
            try:
                for piece in _inflated(unpacker, data):
                    yield start, piece, ""
                    out += len(piece)
                    if is_bomb(offset + len(data) - start, out, _FREE):
                        yield start, b"", f"unpacks to more than {RATIO} times its size: nothing but a bomb does"
                        return
            except zlib.error:
                yield start, b"", "damaged gzip data"
                place = data.find(_MAGIC, 1 if offset == start else 0)
                offset, data = _at_magic(stream, offset, data, place)
                break
            if unpacker.eof:
                offset += len(data) - len(unpacker.unused_data)
                data = unpacker.unused_data or stream.read(_CHUNK)
                break
            offset += len(data)
            data = stream.read(_CHUNK)
            if not data:
                yield start, b"", "gzip data cut short"
                return
        data, offset = _without_padding(stream, data, offset)


def _inflated(unpacker: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """What `data` unpacks to, in pieces of at most 1 MiB."""
    while data:
        if piece := unpacker.decompress(data, 1 << 20):
            yield piece
        data = unpacker.unconsumed_tail
        if unpacker.eof:
            return


def _at_magic(stream: BinaryIO, offset: int, data: bytes, place: int) -> tuple[int, bytes]:
    """Offset and data from the next beginning of a member on; no data at the end of the stream."""
    while place < 0:
        more = stream.read(_CHUNK)
        if not more:
            return offset, b""
        kept = data[-2:]
        offset += len(data) - len(kept)
        data = kept + more
        place = data.find(_MAGIC)
    return offset + place, data[place:]


def _without_padding(stream: BinaryIO, data: bytes, offset: int) -> tuple[bytes, int]:
    """`data` and its offset without the zero bytes that some writers put between members."""
    while data and not (bare := data.lstrip(b"\0")):
        offset += len(data)
        data = stream.read(_CHUNK)
    return (bare, offset + len(data) - len(bare)) if data else (b"", offset)
