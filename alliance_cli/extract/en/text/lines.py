"""Lines that a person, a mail program or a typesetter broke, joined again at the same length.

A line end is hard where it parts paragraphs, headings or the points of a list; it says nothing where the next word
would not have fitted, or where the line breaks off within a sentence.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from alliance_cli.extract.en.lexicon import LEX

_POINT = re.compile(r"(?:[-*•·▪◦‣+]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_MARKED = re.compile(r"#{1,6}\s|\||[-=_*]{3}")
"""A heading, a row of a table or a rule, by its marks."""
_PREFIX = re.compile(r"(?:[ \t>]|\|(?=[ \t][^|]*\Z)|[A-Z]{1,3}>)*")
"""Blanks and marks of quotation: "> ", "| ", "JD> "."""
_SPREAD = re.compile(r"\n(?<=[a-z\d,–—&-]\n)[ \t]{0,40}\n[ \t]{0,40}(?=[a-z]{2})")
"""A sentence that goes on behind an empty line, as in text that was set with double spacing: a cheap look."""
_FINISHED = re.compile(r"(?:[.?!…:;]|[.?!…][\"”’')\]]{1,2})\Z")
_CLOSING = frozenset(")]}\"”’'")
_WITHIN = re.compile(r"[a-z\d]{2}[.?!][\"”’)]{0,2} +[\"“‘(]?[A-Z]")
"""A sentence that ends in the middle of a line: a heading has none."""
_UNFINISHED = (LEX.determiners | LEX.auxiliaries | LEX.conjunctions | LEX.subordinators | LEX.prepositions) - {"'s"}
"""No heading ends in one of these."""
_PLAIN_PROSE = LEX.auxiliaries | {"the", "a", "an"}
"""Headings do without these."""
_WIDEST = 132
"""Text that is broken into lines has none longer than this."""
_FULL = 45
"""A single line of running text has at least so many characters."""
_SHORT = 20
"""A line with fewer is no part of running text, whatever it ends in."""
_MOSTLY = 0.6
"""In a block that was broken into lines, this share of the line ends says nothing."""
_RAGGED = 0.8
"""A next word that would still have fitted into this part of the width shows that the line was ended on purpose."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its indent and marks of quotation, how deep it is quoted, and whether it ends in a blank."""

    text: str
    first: str
    last: str
    depth: int
    indent: int
    open: bool


def unwrapped(text: str) -> str:
    """The text with blanks for the line ends that say nothing (and for the marks of quotation after them)."""
    spread = _SPREAD.search(text) is not None
    if not spread and not _has_neighbours(text):
        return text
    lines = text.split("\n")
    kept = lines[:1]
    for joined, line in zip(_joins(lines, spread=spread), lines[1:], strict=True):
        if joined:
            size = len(_PREFIX.match(line)[0])  # type: ignore[index]  # it matches nothing too
            kept.append(" " * (size + 1) + line[size:])
        else:
            kept.append("\n" + line)
    return "".join(kept)


def _has_neighbours(text: str) -> bool:
    """False where empty lines part all that there are: a cheap look."""
    at = text.find("\n")
    while 0 <= at < len(text) - 1:
        if at and text[at - 1] != "\n" and text[at + 1] != "\n":
            return True
        at = text.find("\n", at + 1)
    return False


def _joins(lines: list[str], *, spread: bool) -> list[bool]:
    """For each line but the last whether the next one goes on with it; over empty lines where a text is `spread`."""
    found = [False] * (len(lines) - 1)
    start = 0
    for end in range(len(lines) + 1):
        if end == len(lines) or _is_empty(lines[end]):
            if end - start > 1:
                block = list(map(_line, lines[start:end]))
                found[start : end - 1] = _within(block if start else _evenly_set(block))
            start = end + 1
    if spread:
        gaps = _spread_gaps(lines)
        for before, after in gaps if len(gaps) > 1 else ():
            found[before:after] = [True] * (after - before)
    return found


def _evenly_set(block: list[_Line]) -> list[_Line]:
    """The first block of a text, whose first line lost the indent of all others when the text was stored."""
    indents = {line.indent for line in block[1:]}
    even = len(block) > 2 and len(indents) == 1 and not block[0].indent
    return [replace(block[0], indent=indents.pop()), *block[1:]] if even else block


def _is_empty(line: str) -> bool:
    return not line.replace(">", " ").replace("|", " ").strip()


def _spread_gaps(lines: list[str]) -> list[tuple[int, int]]:
    """The lines, each with the next that is not empty, between which empty lines stand within a sentence."""
    told = [i for i, line in enumerate(lines) if not _is_empty(line)]
    gaps = [(i, j) for i, j in pairwise(told) if j - i > 1]
    return [(i, j) for i, j in gaps if _goes_on(_line(lines[i]), _line(lines[j]))]


def _goes_on(before: _Line, after: _Line) -> bool:
    """True where a line plainly breaks off within a sentence that the next one goes on with."""
    if len(before.text) < _SHORT or _finished(before) or not _may_join(before, after):
        return False
    return after.first.islower() or before.last in _UNFINISHED


def _line(raw: str) -> _Line:
    prefix = _PREFIX.match(raw)[0]  # type: ignore[index]  # it matches nothing too
    text = raw[len(prefix) :].rstrip()
    first, last = text.split(None, 1)[0], text.rsplit(None, 1)[-1]
    indent = len(prefix.expandtabs(4)) - (max(map(prefix.rfind, ">|")) + 1)
    return _Line(text, first, last, prefix.count(">") + prefix.count("|"), indent, raw.endswith(" "))


def _within(block: list[_Line]) -> list[bool]:
    """The same for the lines of one block, which no empty line parts."""
    pairs = list(pairwise(block))
    runs_on = [_runs_on(before, after) for before, after in pairs]
    width = max((len(line.text) for line in block if len(line.text) <= _WIDEST), default=0)
    full = [_RAGGED * width <= len(before.text) + len(after.first) < width + _WIDEST for before, after in pairs]
    even = len(pairs) > 1 and any(runs_on) and sum(map(max, full, runs_on)) >= _MOSTLY * len(pairs)
    flowed = len(pairs) > 1 and all(before.open for before, _ in pairs)
    whole = flowed or (len(pairs) == 1 and _is_pair(*block))
    return [
        _may_join(*pair) and (on or whole or (even and fills) or _hangs(*pair))
        for pair, on, fills in zip(pairs, runs_on, full, strict=True)
    ]


def _may_join(before: _Line, after: _Line) -> bool:
    """False for a new point, a heading, another depth of quotation, or a first line that is set in."""
    if (
        before.depth != after.depth
        or _POINT.match(after.text)
        or _MARKED.match(before.text)
        or _MARKED.match(after.text)
    ):
        return False
    set_in = after.indent - before.indent > 1 and not _POINT.match(before.text)
    return not (set_in and after.first[0].isupper())


def _hangs(before: _Line, after: _Line) -> bool:
    """True for a line that is set in below the words of a point."""
    return after.indent > before.indent and _POINT.match(before.text) is not None


def _runs_on(before: _Line, after: _Line) -> bool:
    """True for a line that breaks off within a sentence by what it ends in or by how the next one begins."""
    if _finished(before):
        return False
    if after.first[0].islower():
        return True
    if len(before.text) < _SHORT:
        return False
    if before.text[-1] in ",–—&" or before.last in _UNFINISHED or before.last in LEX.takes_whole:
        return True
    broken = before.last[-1] not in _CLOSING and _WITHIN.search(before.text) is not None
    return _FULL <= len(before.text) <= _WIDEST and (before.open or broken)


def _finished(line: _Line) -> bool:
    """True for a line that ends as a sentence does; "Nissan Motor Co." is no end."""
    return bool(_FINISHED.search(line.text)) and line.last.rstrip(".").lower() not in LEX.abbreviations


def _is_pair(before: _Line, after: _Line) -> bool:
    """True for two lines that are one sentence: the first is written out as no heading is, the second ends it."""
    words = before.text.split()
    return (
        _FULL <= len(before.text) <= _WIDEST
        and len(after.text) <= _WIDEST
        and not _finished(before)
        and _finished(after)
        and not _PLAIN_PROSE.isdisjoint(words[1:])
        and (before.last[0].isupper() or before.last[0].isdigit())
        and before.last[-1] not in _CLOSING
    )
