"""One text held against thousands in few steps: which of them it may be a copy of. Pure; no copy is missed.

Of each value of a signature five bits are kept, and for each place and each five bits a number whose bits say which
texts have them there. How many places a text shares with all others is counted by adding those numbers as columns of
bits, one bit a text.
"""

import re
from collections.abc import Iterable, Sequence
from operator import eq

from alliance_cli.sources.dedup import CLOSEST_SIZES, CONTAINED, SIMILAR, Signature

_BITS = 31
_FEW = 100
"""So many texts are held against one by one: most companies have no more, and columns of bits for each place and each
five bits are 4,096 numbers, however few the texts."""


class Sketches:
    """Signatures of one version, each at a place, from 0."""

    def __init__(self, signatures: Iterable[Signature] = ()) -> None:
        self._held: list[tuple[int, bytes]] = []
        self._columns: _Columns | None = None
        for signature in signatures:
            self._held.append(_short(signature))
        self._grow()

    def __len__(self) -> int:
        return len(self._columns or self._held)

    def add(self, signature: Signature) -> None:
        """Take in another, at the next place."""
        if self._columns is not None:
            self._columns.add(*_short(signature))
        else:
            self._held.append(_short(signature))
            self._grow()

    def _grow(self) -> None:
        if len(self._held) > _FEW:
            self._columns, self._held = _Columns(self._held), []

    def near(self, signature: Signature) -> list[int]:
        """The places of the texts that may be copies."""
        size, mine = _short(signature)
        if self._columns is not None:
            return self._columns.near(size, mine)
        return [place for place, (other, values) in enumerate(self._held) if _may_be(size, mine, other, values)]


def _short(signature: Signature) -> tuple[int, bytes]:
    """The size of a text and five bits of each of its values."""
    return signature.size, bytes([value & _BITS for value in signature.values])


def _may_be(size: int, mine: bytes, other: int, values: bytes) -> bool:
    least = _least(size, other.bit_length(), len(mine))
    return least is not None and sum(map(eq, mine, values)) >= least


class _Columns:
    """Many texts by their sizes and five bits of each of their values, as columns of bits."""

    def __init__(self, held: Sequence[tuple[int, bytes]]) -> None:
        self._count = len(held)
        self._having = _columns([values for _, values in held])
        self._sizes: dict[int, int] = {}
        for place, (size, _) in enumerate(held):
            self._note_size(place, size)

    def __len__(self) -> int:
        return self._count

    def add(self, size: int, values: bytes) -> None:
        """Take in another, at the next place."""
        place, self._count = self._count, self._count + 1
        mark = 1 << place
        for having, value in zip(self._having, values, strict=True):
            having[value] |= mark
        self._note_size(place, size)

    def _note_size(self, place: int, size: int) -> None:
        bits = size.bit_length()
        self._sizes[bits] = self._sizes.get(bits, 0) | 1 << place

    def near(self, size: int, mine: bytes) -> list[int]:
        """The places of the texts that may be copies of one of this size and these values."""
        planes = _added(having[value] for having, value in zip(self._having, mine, strict=True))
        found = 0
        for bits, texts in self._sizes.items():
            least = _least(size, bits, len(mine))
            if least is not None:
                found |= _at_least(planes, least, texts)
        return _places(found)


def _columns(values: Sequence[bytes]) -> list[list[int]]:
    """For each place and each five bits: the texts that have them there."""
    columns = (bytes(column)[::-1] for column in zip(*values, strict=True))
    return [[int(column.translate(table), 2) for table in _TABLES] for column in columns]


_TABLES = [bytes(ord("1") if byte == bits else ord("0") for byte in range(256)) for bits in range(_BITS + 1)]


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
