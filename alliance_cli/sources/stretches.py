"""A stretch of a large file, read by itself: the records that begin in it, each byte of the file in one stretch.

    reading = Reading(stream, Stretch(start, end), ".warc")
    for item in reading.items(locator, options):
        ...
    reading.first, reading.behind  # where its first record begins, and the first behind it

Where lines end is plain to see. Where a record of an archive begins is found by looks, and what looks so may stand
inside of a page: stretches fit together where the first record of each is the one behind the stretch before. Where
it is not, the stretch is read again from there (`exact`).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from alliance_cli.sources.decoding import bom_encoding
from alliance_cli.sources.items import Item, Options
from alliance_cli.sources.json_records import read_json_line, read_json_lines
from alliance_cli.sources.packed import OPENERS
from alliance_cli.sources.parquet_records import read_parquet
from alliance_cli.sources.warc import BLOCK, of_record
from alliance_cli.sources.warc_records import read_records

_LINES = frozenset({".jsonl", ".ndjson"})
_ARCHIVE = ".warc"
_TABLE = ".parquet"
_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"\r\n\r\nWARC/1."
_BLANK = 4
_CHUNK = 1 << 20
_ENOUGH = 1 << 12
"""So many packed bytes tell what comes out of them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a byte up to another (None: to the end of the file); `exact` where a record is known to begin at `start`."""

    start: int = 0
    end: int | None = None
    exact: bool = False

    @property
    def is_whole(self) -> bool:
        """True for a file in one."""
        return self.start == 0 and self.end is None


def kind(name: str) -> str:
    """The ending of a file that can be read in stretches; empty for all others, as what is packed in one piece."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".gz" and PurePosixPath(path.stem).suffix == _ARCHIVE:
        return _ARCHIVE
    return path.suffix if path.suffix in {*_LINES, _ARCHIVE, _TABLE} and path.suffix not in OPENERS else ""


class Reading:
    """Reads one stretch of a file that can be sought.

    Once all items are out `first` is the byte at which the first record in it begins and `behind` that of the first
    behind it; None where there is none, and in files where it is plain to see.
    """

    def __init__(self, stream: BinaryIO, stretch: Stretch, ending: str) -> None:
        self._stream = stream
        self._stretch = stretch
        self._ending = ending
        self.first: int | None = None
        self.behind: int | None = None

    def items(self, locator: str, options: Options) -> Iterator[Item]:
        """The reports and faults in it; each is named by the byte at which it begins. Raises OSError."""
        if self._ending == _TABLE:
            yield from read_parquet(self._stream, locator, options, self._stretch.start, self._stretch.end)
        elif self._ending == _ARCHIVE:
            yield from self._records(locator, options)
        else:
            yield from self._lines(locator, options)

    def _is_behind(self, place: int) -> bool:
        return self._stretch.end is not None and place >= self._stretch.end

    def _lines(self, locator: str, options: Options) -> Iterator[Item]:
        self._stream.seek(0)
        if bom_encoding(self._stream.read(4)).startswith(("utf-16", "utf-32")):  # lines are no runs of bytes there
            self._stream.seek(0)
            yield from read_json_lines(self._stream, locator, options) if not self._stretch.start else ()
            return
        for place, line in self._cut(options.record):
            if line.strip():
                yield from read_json_line(line, f"{locator}@{place}", options)

    def _cut(self, limit: int) -> Iterator[tuple[int, bytes]]:
        """The lines that begin here, each cut at a byte more than the limit, with the place at which it begins."""
        place = max(0, self._stretch.start - 1)
        self._stream.seek(place)
        if self._stretch.start:  # the line into which the stretch falls belongs to the one before
            place += sum(map(len, _whole_line(self._stream, limit)))
        while not self._is_behind(place):
            pieces = list(_whole_line(self._stream, limit))
            if not pieces:
                return
            yield place, pieces[0]
            place += sum(map(len, pieces))

    def _records(self, locator: str, options: Options) -> Iterator[Item]:
        start = self._stretch.start if self._stretch.exact or not self._stretch.start else self._found()
        if start is None:
            return
        self._stream.seek(start)
        for record in read_records(self._stream, BLOCK):
            place = start + record.offset
            if self._is_behind(place):
                self.behind = place
                return
            self.first = place if self.first is None else self.first
            yield from of_record(record, f"{locator}@{place}", options)

    def _found(self) -> int | None:
        """Where the first record of the stretch begins, by its looks."""
        self._stream.seek(0)
        packed = self._stream.read(len(_MEMBER)) == _MEMBER
        sign, ahead = (_MEMBER, 0) if packed else (_RECORD, _BLANK)
        base = max(0, self._stretch.start - ahead)
        self._stream.seek(base)
        data = self._stream.read(_CHUNK)
        while data and not self._is_behind(base):
            more = self._stream.read(_CHUNK)
            place = _sign(data, len(data) - _ENOUGH if more else len(data), sign, packed=packed)
            if place is not None:
                found = base + place + ahead
                return None if self._is_behind(found) else found
            gone = max(0, len(data) - _ENOUGH) if more else len(data)
            base, data = base + gone, data[gone:] + more
        return None


def _sign(data: bytes, limit: int, sign: bytes, *, packed: bool) -> int | None:
    """The first place before `limit` at which a record begins."""
    place = data.find(sign)
    while 0 <= place < limit:
        if not packed or _holds_record(data[place : place + _ENOUGH]):
            return place
        place = data.find(sign, place + 1)
    return None


def _holds_record(member: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(member, 5) == b"WARC/"
    except zlib.error:
        return False


def _whole_line(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The next line in pieces of at most a byte more than the limit; none at the end."""
    while piece := stream.readline(limit + 1):
        yield piece
        if len(piece) <= limit or piece.endswith(b"\n"):
            return
