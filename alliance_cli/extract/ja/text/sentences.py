"""The sentences of a report, without its list of sources."""

import re
from collections.abc import Iterator

from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.text.plain import Line, line
from alliance_cli.models import Report

_END = re.compile(r"[。！？!?\n]")
_OPEN, _CLOSE = "「『", "」』"
_DATELINE = re.compile(r"\A\s*(?:【[^】]{1,40}】|［[^］]{1,40}］|\[[^\]]{1,40}\])\s*[-‐–—―－]?\s*")
_LONGEST = 1200
"""A sentence of more signs is none."""
_LINKS = 2
"""So many dates in brackets make a line a list of other reports."""
_MOST = 400
"""So many sentences are read."""


def sentences(report: Report) -> tuple[list[Line], list[Line]]:
    """The headline and the sentences of the body."""
    title = line(report.title, 0, len(report.title), "title", 0) if report.title.strip() else None
    return ([title] if title else []), list(_body(report.text))


def _body(text: str) -> Iterator[Line]:
    start = dateline.end() if (dateline := _DATELINE.match(text)) else 0
    index = 0
    spans = list(_spans(text, start))
    for place, (first, last) in enumerate(spans):
        if index >= _MOST or _is_sources(text, spans, place):
            return
        usual = last - first <= _LONGEST and len(shape("dated link").findall(text, first, last)) < _LINKS
        made = line(text, first, last, "text", index) if usual else None
        if made is not None:
            yield made
            index += 1


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end; a stop within a quotation ends none."""
    depth, first = 0, start
    for place in range(start, len(text)):
        sign = text[place]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif sign == "\n" or (not depth and _END.match(sign)):
            depth = 0
            yield first, place + 1
            first = place + 1
    yield first, len(text)


def _is_sources(text: str, spans: list[tuple[int, int]], place: int) -> bool:
    """True where the list of sources begins: a title, and an outlet with a date after it."""
    if place + 1 >= len(spans):
        return False
    here, after = (text[first:last] for first, last in spans[place : place + 2])
    return bool(shape("cited").match(here) and shape("dated").match(after))
