"""What a deal is worth: the sum that stands with the words for it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from alliance_cli import money
from alliance_cli.extract.ja.lexicon import currencies, shape
from alliance_cli.extract.ja.slots.figures import number
from alliance_cli.extract.ja.slots.passages import Passage, Term, exactness

_SCALES: Final = {"trillions": 10**12, "hundred_millions": 10**8, "ten_thousands": 10**4, "ones": 1}
_LEAST: Final = 1_000_000
"""A deal is worth more than this, in any currency: a smaller sum is a price per something."""


class _Sum(NamedTuple):
    start: int
    end: int
    amount: int
    currency: str


def value(found: Sequence[Passage], *, equity: bool, year: int) -> Term | None:
    """The first sum that is said to be what the deal is worth.

    Of what is no deal in shares only a sum that is called that of the whole. `year` is that of the report.
    """
    for passage in found:
        for one in _sums(passage.text):
            if passage.is_of_talk(one.start) and _is_price(passage, one, equity=equity, year=year):
                values = {
                    "value": one.amount, "currency": one.currency,
                    "exactness": exactness(passage, one.start, one.end),
                }  # fmt: skip
                return Term(values, passage, one.start, one.end)
    return None


def _is_price(passage: Passage, one: _Sum, *, equity: bool, year: int) -> bool:
    before, behind = passage.before(one.start), passage.behind(one.end)
    if shape("raised from").match(behind):
        return False
    if not equity:
        return shape("sum of a contract").search(before) is not None
    if shape("sum of it").search(before):
        return not _is_past(before, year)
    if shape("sum of something else").search(before) or _is_past(before, year):
        return False
    paid = shape("paid for it").match(behind)
    return paid is not None and not shape("done before").match(passage.behind(one.end + paid.end()))


def _is_past(before: str, year: int) -> bool:
    """True where the clause of a sum says that it was paid long ago."""
    clause = re.split("[。、]", before)[-1]
    years = [int(found[1]) for found in shape("year before").finditer(clause)]
    return any(found < year - 1 for found in years) or shape("past before").search(clause) is not None


def _sums(text: str) -> Iterator[_Sum]:
    """The sums in a text that name their currency: "1兆2000億円", "5千万ドル"."""
    for match in shape("sum").finditer(text):
        parts = [(number(match[name]), scale) for name, scale in _SCALES.items() if match[name]]
        amount = sum(part * scale for part, scale in parts)
        if all(part for part, _ in parts) and _LEAST <= amount <= money.MOST and amount == int(amount):
            yield _Sum(match.start(), match.end(), int(amount), currencies()[match["money"]])
