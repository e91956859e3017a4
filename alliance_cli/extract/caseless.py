"""Patterns for which case says nothing, tried on texts in small letters: that takes less than half the time.

Python tells at once that a letter is not the one an alternative begins with; not so where it has to ignore the case.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from alliance_cli.extract.needles import Needles, first_letters, in_any, needles

_ESCAPED = re.compile(r"\\.|\(\?P", re.DOTALL)
_ODD = frozenset("ſıİ")
"""Letters that Python takes for s and i where it ignores the case, though they are others in small letters too."""


class Caseless:
    """A pattern that finds what `re.IGNORECASE` finds, at the same places; what a match holds is in small letters.

    Of letters it has those of ASCII alone. A part that minds the case, "(?-i:Share)", makes it no faster. Where nothing
    of what it must hold stands in a text, it is not tried.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._minds_case = "(?-i:" in pattern

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it is found."""
        where = self._where(text)
        return where and where[0].search(where[1])

    def match(self, text: str) -> re.Match[str] | None:
        """What is found at the beginning."""
        where = self._where(text)
        return where and where[0].match(where[1])

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places."""
        where = self._where(text)
        return where[0].finditer(where[1]) if where else iter(())

    def _where(self, text: str) -> tuple[re.Pattern[str], str] | None:
        """What finds it in which text: in that in small letters, unless the places in it are others; None where it
        cannot be found."""
        if not (text.isascii() or _ODD.isdisjoint(text)):
            return self._any_case, text
        small = text.lower()
        if len(small) != len(text):
            return self._any_case, text
        if not in_any(self._needles, small):
            return None
        return (self._any_case, text) if self._minds_case else (self._small, small)

    @cached_property
    def _needles(self) -> Needles:
        return needles(_in_small(self._pattern))

    @cached_property
    def _any_case(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    @cached_property
    def _small(self) -> re.Pattern[str]:
        small = _in_small(self._pattern)
        # each word has two edges: one look at what stands behind tells that nothing begins there
        if letters := first_letters(small):
            small = rf"\b(?=[{''.join(map(re.escape, sorted(letters)))}]){small[2:]}"
        return re.compile(small)


def _in_small(pattern: str) -> str:
    """The pattern in small letters, what is escaped left as it is."""
    parts, done = [], 0
    for found in _ESCAPED.finditer(pattern):
        parts += [pattern[done : found.start()].lower(), found[0]]
        done = found.end()
    return "".join([*parts, pattern[done:].lower()])
