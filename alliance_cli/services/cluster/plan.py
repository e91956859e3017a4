"""Which bytes of which files are read together. Pure: the same files give the same parts."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliance_cli.sources.stretches import Stretch, kind

SIZE = 64 << 20
"""So many bytes make a part, unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its address, how it is called to people (without a password), its size in bytes, and a stamp that another
    version of it has otherwise; `cuttable` where a stretch of it can be asked for.
    """

    address: str
    shown: str
    size: int
    stamp: str = ""
    cuttable: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file."""

    source: Source
    stretch: Stretch

    @property
    def called(self) -> str:
        """What it is called to people: the file, and of a part of one the bytes."""
        if self.stretch.is_whole:
            return self.source.shown
        return f"{self.source.shown}, bytes {self.stretch.start} to {self.stretch.end or self.source.size}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one task reads. Ids sort as the parts are read on one machine."""

    id: str
    pieces: tuple[Piece, ...]

    @property
    def called(self) -> str:
        """What it is called to people."""
        first, *rest = self.pieces
        return f"{first.called} and {len(rest)} more" if rest else first.called


def parts(sources: Iterable[Source], size: int = SIZE, after: int = 0) -> list[Part]:
    """The parts of these files, in order, numbered on from `after`: large ones in stretches, small ones together.

    What cannot be read in stretches, as a file that is packed in one piece, is one part however large it is.
    """
    found: list[Part] = []
    for pieces in _gathered(sources, size):
        found.append(Part(f"{after + len(found):06}-{_digest(pieces)}", tuple(pieces)))
    return found


def _gathered(sources: Iterable[Source], size: int) -> Iterator[list[Piece]]:
    small: list[Piece] = []
    for source in sources:
        pieces = list(_pieces(source, size))
        if len(pieces) > 1:
            if small:
                yield small
            yield from ([piece] for piece in pieces)
            small = []
            continue
        if small and sum(piece.source.size for piece in small) + source.size > size:
            yield small
            small = []
        small += pieces
    if small:
        yield small


def _pieces(source: Source, size: int) -> Iterator[Piece]:
    count = -(-source.size // size) if source.cuttable and kind(source.address) else 1
    if count < 2:
        yield Piece(source, Stretch())
        return
    length = -(-source.size // count)
    for start in range(0, source.size, length):
        yield Piece(source, Stretch(start, start + length if start + length < source.size else None))


def _digest(pieces: Sequence[Piece]) -> str:
    told = [(p.source.shown, p.source.size, p.source.stamp, p.stretch.start, p.stretch.end) for p in pieces]
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def as_json(part: Part) -> Mapping[str, Any]:
    """A part as plain values, without what opens its files: that may hold a password."""
    return {
        "id": part.id,
        "pieces": [
            {"file": p.source.shown, "size": p.source.size, "stamp": p.source.stamp, "start": p.stretch.start,
             "end": p.stretch.end, "exact": p.stretch.exact}
            for p in part.pieces
        ],
    }  # fmt: skip


def from_json(value: Mapping[str, Any]) -> Part:
    """The part that `as_json` wrote; its files are known by how they are called. Raises KeyError or TypeError for
    anything else.
    """
    return Part(
        str(value["id"]),
        tuple(
            Piece(
                Source("", str(p["file"]), int(p["size"]), str(p["stamp"])),
                Stretch(p["start"], p["end"], bool(p["exact"])),
            )
            for p in value["pieces"]
        ),
    )
