"""Outlets that are cited: "日経新聞と朝日新聞によると", "共同通信が報じた"."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.names.spotted import Spotted
from alliance_cli.extract.ja.text.plain import Line

_SURE: Final = 4
"""A name of an outlet of so many signs is one wherever nothing else is known by it."""


def cited(line: Line) -> Iterator[Spotted]:
    """The outlets that a sentence cites."""
    for chain in shape("citing").finditer(line.plain):
        for found in shape("outlet").finditer(line.plain, *chain.span(1)):
            yield Spotted(line, *found.span(), outlet=LEX.outlets[found[0]])


def listed(line: Line) -> Iterator[Spotted]:
    """Outlets that are only named; some of them are companies in other reports."""
    for found in shape("outlet").finditer(line.plain):
        if len(found[0]) >= _SURE:
            yield Spotted(line, *found.span(), outlet=LEX.outlets[found[0]])
