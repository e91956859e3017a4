"""What a deal is worth: the sum that stands with the words for it."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from alliance_cli import money
from alliance_cli.extract.en.slots.passages import BESIDE, Passage, Term, each, patterns
from alliance_cli.models import Family, Kind
from alliance_cli.terms import Exactness, Valuation

_YEAR = re.compile(r"\b(?:in|since|of) ((?:19|20)[0-9]{2})\b")
_LEAST = 100_000
"""A deal is worth more than this, in any currency: a smaller sum is a price per something."""
_AROUND = 60
"""How many characters after a sum may say what it counts."""


def value(found: Sequence[Passage], kind: Kind | None, year: int) -> Term | None:
    """The first sum that is said to be what the deal is worth; the text before the headline.

    `year` is that of the report: what was paid years before is the price of another deal.
    """
    return next((term for passage in each(list(found)) for term in _sums(passage, kind, year)), None)


def break_fee(found: Sequence[Passage]) -> Term | None:
    """The first sum that is due if the deal falls through."""
    known = patterns()
    for passage in found:
        for one in money.find(passage.text):
            before, after = (
                passage.text[max(0, one.start - BESIDE) : one.start],
                passage.text[one.end : one.end + BESIDE],
            )
            if known["fee_before"].search(before) or known["fee_after"].match(after):
                values = {"break_fee": one.sum.amount, "break_fee_currency": one.sum.currency}
                return Term(values, passage, one.start, one.end)
    return None


def _sums(passage: Passage, kind: Kind | None, year: int) -> Iterator[Term]:
    for one in _whole(passage.text):
        if one.sum.amount >= _LEAST and passage.is_of_talk(one.start) and _is_price(passage, one, kind, year):
            yield Term(
                {"value": one.sum.amount, "currency": one.sum.currency, "exactness": _exactness(passage.text, one),
                 "valuation": _valuation(passage.text, one)},
                passage, one.start, one.end,
            )  # fmt: skip


def _whole(text: str) -> Iterator[money.Found]:
    """The sums of a text; "between 500 million yen and 1 billion yen" is one."""
    held = money.find(text)
    for one, then in zip_longest(held, held[1:]):
        if then is None or not _spans(text, one, then):
            before = held[held.index(one) - 1] if one is not held[0] else None
            ranges = before is not None and _spans(text, before, one)
            yield one._replace(start=before.start, low=before.sum.amount) if before and ranges else one


def _spans(text: str, low: money.Found, high: money.Found) -> bool:
    """True for two sums that are the ends of one."""
    known = patterns()
    begins = known["from_sum"].search(text[max(0, low.start - BESIDE) : low.start])
    return begins is not None and known["to_sum"].match(text[low.end : high.start]) is not None


def _is_price(passage: Passage, one: money.Found, kind: Kind | None, year: int) -> bool:
    """True for a sum whose neighbours say that it is the price or the worth of the deal."""
    known = patterns()
    before, after = passage.text[max(0, one.start - BESIDE) : one.start], passage.text[one.end : one.end + BESIDE]
    if known["other_after"].match(after) or known["fee_before"].search(before):
        return False
    if known["before_deal"].match(after):
        return True
    if known["fetched"].search(before):
        return True
    if known["other_before"].search(before):
        return False
    if known["worth"].search(before) or (kind is not Kind.STAKE and known["valuing"].search(before)):
        return True
    if known["pay"].search(before) and known["for_it"].match(after):
        return True
    equity = kind is None or kind.family is Family.EQUITY
    alone = passage.direct or not passage.others
    priced = known["for_sum"].search(before) if equity and alone else None
    return priced is not None and not _is_past(before[priced.start() :] + after[:12], year)


def _is_past(text: str, year: int) -> bool:
    """True where a year long before that of the report stands with a sum: "bought in 2005 for $1 billion"."""
    return any(int(found) < year - 1 for found in _YEAR.findall(text))


def _exactness(text: str, one: money.Found) -> Exactness:
    known, before = patterns(), text[max(0, one.start - BESIDE) : one.start]
    if one.low is not None:
        return Exactness.UP_TO
    for name, meant in (("about", Exactness.ABOUT), ("up_to", Exactness.UP_TO), ("at_least", Exactness.AT_LEAST)):
        if known[name].search(before):
            return meant
    return Exactness.EXACT


def _valuation(text: str, one: money.Found) -> Valuation | None:
    around = text[max(0, one.start - _AROUND // 2) : one.end + _AROUND]
    if patterns()["enterprise"].search(around):
        return Valuation.ENTERPRISE
    return Valuation.EQUITY if patterns()["equity"].search(around) else None
