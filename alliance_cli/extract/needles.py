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
_LONG = 5
"""Strings of so many letters are rare enough; fewer of them are better than longer ones."""


def needles(pattern: str) -> Needles:
    """Strings of which one stands in whatever a pattern finds, in small letters; none where no few do."""
    if grammar is None:
        return ()
    found = _held(grammar.parse(pattern))
    few = tuple(sorted(one for one in found or () if not any(other != one and other in one for other in found or ())))
    return few if len(few) <= _MOST else ()


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
