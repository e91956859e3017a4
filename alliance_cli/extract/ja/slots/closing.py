"""When a deal is expected to close, or did."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from alliance_cli.dates import japanese
from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.slots.passages import Passage, Term
from alliance_cli.models import Kind, PartialDate, Precision

_DEEDS: Final = {Kind.MERGER: "merges", Kind.ACQUISITION: "takes over"}
"""How the deed itself is told, by kind: what is done then is the closing."""


def closing(found: Sequence[Passage], kind: Kind | None, day: date | None) -> Term | None:
    """The first date to come by which the deal is to be done; without a day of publication none is read."""
    if day is None:
        return None
    return next((term for passage in found for term in _closings(passage, kind, day)), None)


def _closings(passage: Passage, kind: Kind | None, day: date) -> Iterator[Term]:
    for one in japanese.find(passage.text, day):
        till = shape("till").match(passage.text, one.end)
        end = till.end() if till else one.end
        done = _done(passage, one.start, end, kind)
        made = _to_come(one.date, passage.text[one.start : one.end], day)
        within = passage.text[one.start : one.end] == "年内" and shape("so many").search(passage.before(one.start))
        if done is not None and made is not None and not within and passage.is_of_talk(done.start()):
            yield Term({"closes": made}, passage, one.start, done.end())


def closed(found: Sequence[Passage], day: date | None) -> Term | None:
    """The day, no later than that of publication, on which the deal was completed."""
    if day is None:
        return None
    return next((term for passage in found for term in _closed(passage, day)), None)


def _closed(passage: Passage, day: date) -> Iterator[Term]:
    for one in japanese.find(passage.text, day):
        done = shape("has closed").match(passage.text, one.end)
        if done is None and shape("deal before").search(passage.before(one.start)):
            done = shape("has closed itself").match(passage.text, one.end)
        past = one.date.precision is Precision.DAY and one.date.start <= day
        if done is not None and past and passage.is_of_talk(done.start()):
            yield Term({"closed": one.date}, passage, one.start, done.end())


def _done(passage: Passage, start: int, end: int, kind: Kind | None) -> re.Match[str] | None:
    """What is done by a date: the deal is completed, or the deed of its kind."""
    names = ["completes"]
    if kind in _DEEDS:
        names.append(_DEEDS[kind])
    if shape("deal before").search(passage.before(start)):
        names.append("completes itself")
    return next((match for name in names if (match := shape(name).match(passage.text, end))), None)


def _to_come(made: PartialDate, text: str, day: date) -> PartialDate | None:
    """The date, if it is not over; a month without a year is the next one."""
    if made.end < day and shape("month alone").match(text):
        try:
            made = replace(made, start=made.start.replace(year=made.start.year + 1))
        except ValueError:  # 29 February
            return None
    over = made.end < day or (made.precision is Precision.DAY and made.start == day)
    return None if over else made
