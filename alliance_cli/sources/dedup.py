"""Near-duplicates: the same wire story at several outlets. Pure, and the same on every machine and in any order.

    mine, other = signature(text), signature(other_text)
    if is_copy(mine, other): ...

A ledger keeps each signature with its `bands` in an index: texts that share a band are the candidates to compare.
Signatures of another `version` cannot be compared; they are to be made anew from the texts.
"""

import re
from dataclasses import dataclass
from functools import cache
from struct import pack, unpack
from typing import TYPE_CHECKING
from zlib import crc32

from alliance_cli import limits

if TYPE_CHECKING:
    from rensa import RMinHash

_PERMUTATIONS = 128
_ROWS = 3
_SHINGLE = 4
_SEED = 20_240
FEWEST = 12
_WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힣]|[^\W_]+(?:['’][^\W_]+)?")
SIMILAR = 0.55
CONTAINED = 0.8
_OPENING = 200_000
"""So many characters tell a text from others: books are no copies of each other for what they end with."""

CLOSEST_SIZES = 5


def version() -> str:
    """Names the algorithm and its settings; part of every signature."""
    return f"rensa-r{_sketching().ALGORITHM_VERSION}-{_PERMUTATIONS}-{_SHINGLE}w-{_SEED}"


_ROOM = 4 << 20
"""More memory than a signature takes. Where it is not there Python says so; the library would end the process."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A text in short: `size` distinct runs of four words, and the least hashes of them."""

    version: str
    size: int
    values: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """The size and the values as big-endian 32-bit numbers, to be stored next to the version."""
        return pack(f">{len(self.values) + 1}I", self.size, *self.values)

    @classmethod
    def from_bytes(cls, version: str, raw: bytes) -> "Signature":
        """The signature that `to_bytes` wrote. Raises ValueError for other bytes."""
        if len(raw) < 4 or len(raw) % 4:
            raise ValueError("not a signature")
        size, *values = unpack(f">{len(raw) // 4}I", raw)
        return cls(version, size, tuple(values))

    @property
    def bands(self) -> tuple[int, ...]:
        """Keys to find candidates by: copies share at least one, other texts hardly ever do. None for short texts."""
        if self.is_short:
            return ()
        starts = range(0, len(self.values) - _ROWS + 1, _ROWS)
        rows = (pack(f">{_ROWS + 1}I", start, *self.values[start : start + _ROWS]) for start in starts)
        return tuple(crc32(row) for row in rows)

    @property
    def is_short(self) -> bool:
        """True for a text of too few words to tell whether another is a copy of it."""
        return self.size < FEWEST


def signature(text: str) -> Signature:
    """The signature of a text; case, punctuation, spacing and the order of paragraphs hardly change it."""
    runs = list(shingles(text))  # in whatever order: of each hash the least counts
    library = _sketching()
    limits.make_sure_of(_ROOM)
    sketch = library(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(runs)
    return Signature(version(), len(runs), tuple(int(value) for value in sketch.digest()))


@cache
def _sketching() -> "type[RMinHash]":
    with limits.loading():
        from rensa import RMinHash

    made: type[RMinHash] = RMinHash
    return made


def shingles(text: str) -> frozenset[str]:
    """The runs of four words of a text; of scripts without spaces each character counts as a word."""
    words = _words(text)
    if len(words) < _SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(map(" ".join, zip(*(words[start:] for start in range(_SHINGLE)), strict=False)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_OPENING].casefold().replace("’", "'"))


def keys_of(text: str) -> tuple[int, ...]:
    """Keys under which a text is found again that was edited a little; of a short text the words as they are."""
    return signature(text).bands or (crc32(" ".join(_words(text)).encode("utf-8", "surrogatepass")),)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share (0 to 1) of the runs of words of two texts that both have."""
    return len(one & other) / (len(one | other) or 1)


def is_short(runs: frozenset[str]) -> bool:
    """True for the runs of a text in which one word more or less may be another story."""
    return len(runs) < FEWEST


def similarity(one: Signature, other: Signature) -> float:
    """The estimated share (0 to 1) of runs of words that two texts have in common. Raises ValueError for signatures
    of two versions.
    """
    if one.version != other.version:
        raise ValueError("signatures of two versions cannot be compared")
    if not one.size or not other.size:
        return 0.0
    return sum(map(int.__eq__, one.values, other.values)) / len(one.values)


def containment(one: Signature, other: Signature) -> float:
    """The estimated share (0 to 1) of the shorter text that the longer one holds too."""
    return _contained(similarity(one, other), one.size, other.size)


def _contained(common: float, size: int, other_size: int) -> float:
    return min(1.0, common / (1 + common) * (size + other_size) / max(1, min(size, other_size)))


def is_copy(one: Signature, other: Signature) -> bool:
    """True where two texts are one story, whole or shortened; never for texts too short to tell."""
    shorter, longer = sorted((one.size, other.size))
    if (
        shorter < FEWEST or shorter * CLOSEST_SIZES < longer
    ):  # a share that counts as similar needs sizes closer than that
        return False
    common = similarity(one, other)
    return common >= SIMILAR or _contained(common, shorter, longer) >= CONTAINED
