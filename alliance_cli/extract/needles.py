"""What any match of a pattern holds: one of a few strings, which Python looks for much faster than for the pattern."""

from collections.abc import Iterable
from typing import Any

try:
    from re import _parser as grammar  # type: ignore[attr-defined]  # how `re` itself reads a pattern
except ImportError:  # no public part of Python: where it is not to be had every pattern is tried
    grammar = None

Needles = tuple[str, ...]
_MOST = 24
"""More strings take longer to look for than they spare."""
_WIDEST = 64
"""A class of more characters in a row says little."""
_LONG = 5
"""Strings of so many letters are rare enough; fewer of them are better than longer ones."""


def needles(pattern: str) -> Needles:
    """Strings of which one stands in whatever a pattern finds, in small letters; none where no few do."""
    if grammar is None:
        return ()
    found = _held(grammar.parse(pattern))
    few = tuple(sorted(one for one in found or () if not any(other != one and other in one for other in found or ())))
    return few if len(few) <= _MOST else ()


def first_letters(pattern: str) -> frozenset[str]:
    """What can stand behind the edge of a word at which a pattern begins; none where it begins otherwise, or where that
    can be much."""
    parts = list(grammar.parse(pattern)) if grammar is not None and pattern.startswith(r"\b") else []
    return _begin(parts[1:]) or frozenset()


def _begin(parts: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The characters that parts which follow one another can begin with; None where they can be of any other sort."""
    found: frozenset[str] = frozenset()
    for kind, value in parts:
        if str(kind) in {"ASSERT", "ASSERT_NOT", "AT"}:
            continue
        first, needless = _begin_of_part(str(kind), value)
        if first is None:
            return None
        found |= first
        if not needless:
            return found
    return None


def _begin_of_part(kind: str, value: Any) -> tuple[frozenset[str] | None, bool]:
    """What one part can begin with, and whether it may be left out."""
    if kind == "LITERAL":
        return frozenset({chr(value)}), False
    if kind == "IN":
        return _listed(value), False
    if kind == "BRANCH":
        each = [_begin(branch) for branch in value[1]]
        return (None if None in each else frozenset().union(*filter(None, each))), False
    if kind == "SUBPATTERN" and not value[1]:  # no flags of its own
        return _begin(value[3]), False
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        return _begin(value[2]), value[0] == 0
    return None, False


def _listed(some: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The characters of a class that lists them one by one or from one to another."""
    found: set[str] = set()
    for kind, value in some:
        if str(kind) not in {"LITERAL", "RANGE"}:
            return None
        low, high = value if str(kind) == "RANGE" else (value, value)
        found.update(map(chr, range(low, min(high, low + _WIDEST) + 1)))
        if high > low + _WIDEST:
            return None
    return frozenset(found)


def in_any(few: Needles, text: str) -> bool:
    """True if one of the strings stands in a text in small letters, and where there are none."""
    for one in few:
        if one in text:
            return True
    return not few


def _held(parts: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best of what is said by parts that follow one another: the rarest, by the length of the shortest."""
    told: list[frozenset[str]] = []
    run = ""
    for kind, value in (*parts, (None, None)):
        if str(kind) == "LITERAL":
            run += chr(value).lower()
            continue
        told += [frozenset({run})] if run else []
        run = ""
        told += filter(None, [_of_part(str(kind), value)])
    return max(told, key=_rareness, default=None)


def _rareness(some: frozenset[str]) -> tuple[int, int]:
    return (min(_LONG, *(len(one.strip()) for one in some), _LONG) if len(some) <= _MOST else 0), -len(some)


def _of_part(kind: str, value: Any) -> frozenset[str] | None:
    """What one part of a pattern says, None where it holds nothing for sure."""
    if kind == "BRANCH":
        each = [_held(branch) for branch in value[1]]
        return frozenset().union(*filter(None, each)) if all(each) else None
    if kind == "SUBPATTERN":
        return _held(value[3])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] > 0:
        return _held(value[2])
    return _held(value[1]) if kind == "ASSERT" and value[0] > 0 else None
