"""One text held against thousands in few steps: which of them it may be a copy of. Pure; no copy is missed.

Of each value of a signature five bits are kept, and for each place and each five bits a number whose bits say which
texts have them there. How many places a text shares with all others is counted by adding those numbers as columns of
bits, one bit a text.
"""

from collections.abc import Iterable, Sequence
from itertools import compress, count

from alliance_cli.sources.dedup import CLOSEST_SIZES, CONTAINED, SIMILAR, Signature

_BITS = 31


class Sketches:
    """Signatures of one version, each at a place, from 0."""

    def __init__(self, signatures: Iterable[Signature] = ()) -> None:
        held = list(signatures)
        self._count = len(held)
        self._having = _columns([signature.values for signature in held])
        self._sizes: dict[int, int] = {}
        for place, signature in enumerate(held):
            self._note_size(place, signature)

    def __len__(self) -> int:
        return self._count

    def add(self, signature: Signature) -> None:
        """Take in another, at the next place."""
        place, self._count = self._count, self._count + 1
        mark = 1 << place
        for having, value in zip(self._having, signature.values, strict=True):
            having[value & _BITS] |= mark
        self._note_size(place, signature)

    def _note_size(self, place: int, signature: Signature) -> None:
        size = signature.size.bit_length()
        self._sizes[size] = self._sizes.get(size, 0) | 1 << place

    def near(self, signature: Signature) -> list[int]:
        """The places of the texts that may be copies."""
        planes = _added(having[value & _BITS] for having, value in zip(self._having, signature.values, strict=True))
        found = 0
        for bits, texts in self._sizes.items():
            least = _least(signature.size, bits, len(signature.values))
            if least is not None:
                found |= _at_least(planes, least, texts)
        return _places(found)


def _columns(values: Sequence[Sequence[int]], width: int = 128) -> list[list[int]]:
    """For each place and each five bits: the texts that have them there."""
    if not values:
        return [[0] * (_BITS + 1) for _ in range(width)]
    columns = (bytes(value & _BITS for value in column)[::-1] for column in zip(*values, strict=True))
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
    return list(compress(count(), map(int, reversed(f"{found:b}")))) if found else []
