"""The items of a current report (form 8-K): found by their headings, under the numbers of their time."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from alliance_cli import package_data

_HEADING = re.compile(
    r"^[^\w\n(]{0,60}i[^\S\n]?t[^\S\n]?e[^\S\n]?ms?\b[^\S\n]{0,40}(?:no\.?[^\S\n]{0,9})?(?:\n\s{0,40})?"
    r"([1-9]\s?\.\s?\d\d|1[0-2]|[1-9])(?![\d%]|\.\d)(?=[^\w,%]|[A-Z]|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_BARE = re.compile(
    r"^[^\w\n]{0,20}([1-9]\.\d\d)[.:\s–—-]{1,20}(?:entry into|termination|completion|unregistered|changes? in control|"
    r"regulation fd|other events|financial statements|results of|departure)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(
    r"^[^\w\n]{0,200}s ?i ?g ?n ?a ?t ?u ?r ?e ?s?(?:\(s\))?[^\w\n]{0,40}$", re.IGNORECASE | re.MULTILINE
)
_SEE = re.compile(
    r"\b(?:under|see|in|of|to|by)\s{1,3}(?:the\s{1,3})?items?\s{1,3}([1-9]\.\d\d|[1-9])(?![\d.]{0,3}\d)", re.IGNORECASE
)
_EXHIBITS = "9.01"
_ONLY_POINTS = 900
"""An item that is shorter may do no more than name another."""


class Item(NamedTuple):
    """An item: its number, and the characters it stands at, heading and all."""

    number: str
    start: int
    end: int


def items(text: str) -> list[Item]:
    """The items of a current report in the order of the text; none where it has no headings of such.

    What only lists the items, as a table of contents does, is passed over for what stands under the heading.
    """
    ends = [found.start() for found in _SIGNATURE.finditer(text)]
    longest: dict[str, Item] = {}
    for (number, at), (_, after) in pairwise([*_marks(text), ("", len(text))]):
        signed = bisect_right(ends, at)
        end = min(ends[signed], after) if signed < len(ends) else after
        held = longest.get(number)
        if held is None or end - at > held.end - held.start:
            longest[number] = Item(number, at, end)
    return sorted(longest.values(), key=lambda item: item.start)


def telling(text: str, found: Sequence[Item]) -> list[Item]:
    """The items that can tell of a tie-up, with those that a short one of them only points at ("see Item 2.03")."""
    kept = [item for item in found if numbers()[item.number].kept]
    short = [item for item in kept if item.end - item.start < _ONLY_POINTS]
    seen = {match[1] for item in short for match in _SEE.finditer(text, item.start, item.end)}
    return [
        item for item in found if item in kept or (item.number in seen and numbers()[item.number].today != _EXHIBITS)
    ]


def _marks(text: str) -> list[tuple[str, int]]:
    """The number and place of each heading, all of one time: numbers with a point came in August 2004."""
    found = [("".join(match[1].split()), match.start()) for match in _HEADING.finditer(text)]
    new = [mark for mark in found if "." in mark[0] and mark[0] in numbers()]
    if new:
        return new
    if found:
        return [mark for mark in found if mark[0] in numbers()]
    return [(match[1], match.start()) for match in _BARE.finditer(text) if match[1] in numbers()]


class Number(NamedTuple):
    """What a number stands for: the number it has `today`, and whether it can tell of a tie-up."""

    today: str
    kept: bool


@cache
def numbers() -> dict[str, Number]:
    """Every number that an item has or had."""
    rows = package_data.rows("filings/items.tsv")
    return {number: Number(today, sort == "kept") for number, today, sort in rows}
