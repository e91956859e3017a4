"""One text held against thousands in few steps: which of them it may be a copy of. Pure; no copy is missed.

Of each value of a signature five bits are kept, and for each place and each of the five a number whose bits say which
texts have it set: 80 bytes a text. How many places a text shares with all others is counted by adding, for each place,
the number of those that agree with it in all five, as columns of bits, one bit a text.
"""

import re
from collections.abc import Iterable, Sequence
from operator import eq
from typing import NamedTuple

from alliance_cli.sources.dedup import CLOSEST_SIZES, CONTAINED, FEWEST, SIMILAR, Signature

_PLANES = 5
_LOW = bytes(byte % (1 << _PLANES) for byte in range(256))
_FEW = 100
"""So many texts are held against one by one: most companies have no more, and columns of bits for each place are 640
numbers, however few the texts."""


class Sketch(NamedTuple):
    """The size of a text and five bits of each value of its signature."""

    size: int
    values: bytes

    @classmethod
    def of(cls, signature: Signature) -> "Sketch":
        """The sketch of a signature."""
        return cls.read(signature.to_bytes())

    @classmethod
    def read(cls, raw: bytes) -> "Sketch":
        """The sketch of what `Signature.to_bytes` wrote, numbers of four bytes, the size first: no number is made."""
        return cls(int.from_bytes(raw[:4], "big"), raw[7::4].translate(_LOW))

    @property
    def is_short(self) -> bool:
        """True for a text of too few words to tell whether another is a copy of it."""
        return self.size < FEWEST


class Sketches:
    """Sketches of signatures of one version, each at a place, from 0."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self._held: list[Sketch] = list(sketches)
        self._columns: _Columns | None = None
        self._grow()

    def __len__(self) -> int:
        return len(self._columns or self._held)

    def add(self, sketch: Sketch) -> None:
        """Take in another, at the next place."""
        if self._columns is not None:
            self._columns.add(sketch)
        else:
            self._held.append(sketch)
            self._grow()

    def _grow(self) -> None:
        if len(self._held) > _FEW:
            self._columns, self._held = _Columns(self._held), []

    def near(self, mine: Sketch) -> list[int]:
        """The places of the texts that may be copies."""
        if self._columns is not None:
            return self._columns.near(mine)
        return [place for place, other in enumerate(self._held) if _may_be(mine, other)]


def _may_be(mine: Sketch, other: Sketch) -> bool:
    least = _least(mine.size, other.size.bit_length(), len(mine.values))
    return least is not None and sum(map(eq, mine.values, other.values)) >= least


class _Columns:
    """Many texts by their sizes and five bits of each of their values, as columns of bits."""

    def __init__(self, held: Sequence[Sketch]) -> None:
        self._count = len(held)
        self._set = [_planes(bytes(column)) for column in zip(*(values for _, values in held), strict=True)]
        self._sizes: dict[int, int] = {}
        for place, (size, _) in enumerate(held):
            self._note_size(place, size)

    def __len__(self) -> int:
        return self._count

    def add(self, sketch: Sketch) -> None:
        """Take in another, at the next place."""
        place, self._count = self._count, self._count + 1
        mark = 1 << place
        for planes, value in zip(self._set, sketch.values, strict=True):
            for bit in _SET_IN[value]:
                planes[bit] |= mark
        self._note_size(place, sketch.size)

    def _note_size(self, place: int, size: int) -> None:
        bits = size.bit_length()
        self._sizes[bits] = self._sizes.get(bits, 0) | 1 << place

    def near(self, mine: Sketch) -> list[int]:
        """The places of the texts that may be copies of this one."""
        every = (1 << self._count) - 1
        counted = _added(_agreeing(planes, value, every) for planes, value in zip(self._set, mine.values, strict=True))
        found = 0
        for bits, texts in self._sizes.items():
            least = _least(mine.size, bits, len(mine.values))
            if least is not None:
                found |= _at_least(counted, least, texts)
        return _places(found)


_TABLES = [bytes(ord("1") if byte >> bit & 1 else ord("0") for byte in range(256)) for bit in range(_PLANES)]


def _planes(column: bytes) -> list[int]:
    """For each of the five bits: the texts whose value in this column has it set."""
    return [int(column[::-1].translate(table), 2) for table in _TABLES]


def _agreeing(planes: Sequence[int], value: int, every: int) -> int:
    """The texts that have all five bits as this value has them."""
    differing = 0
    for bit, plane in enumerate(planes):
        differing |= plane ^ every if value >> bit & 1 else plane
    return differing ^ every


def _added(columns: Iterable[int]) -> list[int]:
    """How often each text is in these columns: the bits of the numbers, the lowest first."""
    planes: list[int] = []
    for column in columns:
        carry = column
        for place, plane in enumerate(planes):
            planes[place], carry = plane ^ carry, plane & carry
            if not carry:
                break
        if carry:
            planes.append(carry)
    return planes


def _at_least(planes: Sequence[int], least: int, texts: int) -> int:
    """Those of the texts whose number is this at the least."""
    if least >> len(planes):
        return 0
    above, level = 0, texts
    for place in reversed(range(len(planes))):
        if least >> place & 1:
            level &= planes[place]
        else:
            above |= level & planes[place]
    return above | level


def _least(size: int, bits: int, width: int) -> int | None:
    """How many values a copy of so many bits of size shares with a text of this size, None where none can be one."""
    smallest, largest = 1 << bits >> 1, (1 << bits) - 1
    if size > CLOSEST_SIZES * largest or smallest > CLOSEST_SIZES * size:
        return None
    ratio = min(CLOSEST_SIZES, max(size / max(1, smallest), largest / size))
    return int(width * min(SIMILAR, CONTAINED / (1 + ratio - CONTAINED)))


def _places(found: int) -> list[int]:
    raw = found.to_bytes((found.bit_length() + 7) // 8, "little")
    return [8 * byte.start() + bit for byte in _ANY_SET.finditer(raw) for bit in _SET_IN[byte[0][0]]]


_ANY_SET = re.compile(rb"[^\0]")
"""Few of thousands of texts are near: bytes of eight that are not are passed over at once."""
_SET_IN = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]
