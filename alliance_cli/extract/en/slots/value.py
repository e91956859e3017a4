"""What a deal is worth: the sum that stands with the words for it."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from alliance_cli import money
from alliance_cli.extract.en.slots.passages import BESIDE, Passage, Term, each, patterns
from alliance_cli.extract.en.slots.past import is_past
from alliance_cli.models import Family, Kind
from alliance_cli.terms import Exactness, Valuation

_LEAST = 100_000
"""A deal is worth more than this, in any currency: a smaller sum is a price per something."""
_ROUND = 0.05
"""A sum in a headline differs from that of the text by a smaller part of it."""
_AGAIN = re.compile(r"^ ?\([^)]{1,40}\)(?= )")
_COUNTRY = re.compile(r"\b(?:U\.?S\.?|USD|CAD|Cdn|AUD|Canadian|Australian) $")
_QUOTED = re.compile(r"(?<= )[\"“](?=(?:[\w-]+ ){0,3}$)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\[(?=[^\]]*$)|^([^\[]{0,60})\]\([^)]*\)|~(?= ?$)")
"""A link of Markdown; also one of which only the beginning or the end is in a text, and a sign for "about"."""
_BLANKS = re.compile(r"  +")
_FLATTENED = 600
"""So many characters are read beside a sum for what stands there without the addresses of links."""
_AROUND = 60
"""How many characters after a sum may say what it counts."""


class _Sum(NamedTuple):
    """A sum in a deal of a kind; what was before the year `since` is past.

    `before` is what stands before it, without the country of its currency: "a price of U.S. $4.8 million"; `after` is
    what stands after it, the same sum in another currency in brackets left out. Neither has the addresses of links.
    """

    passage: Passage
    found: money.Found
    kind: Kind | None
    since: int
    before: str
    after: str


def _in_place(passage: Passage, found: money.Found, kind: Kind | None, since: int) -> _Sum:
    before = _flat(passage.text[max(0, found.start - _FLATTENED) : found.start])[-BESIDE:]
    before = _QUOTED.sub("", _COUNTRY.sub("", before))  # "paid “around $100 million”"
    after = _flat(passage.text[found.end : found.end + _FLATTENED])[:BESIDE]
    return _Sum(passage, found, kind, since, before, _AGAIN.sub("", after))


def _flat(text: str) -> str:
    """A text without the addresses of its links, and with one blank for several."""
    return _BLANKS.sub(" ", _LINK.sub(lambda link: link[1] or link[2] or "", text))


def value(found: Sequence[Passage], kind: Kind | None, since: int, within: str) -> Term | None:
    """The sum that is said to be what the deal is worth, the first of the plainest; the text before the headline.

    What was paid before the year `since` may be the price of another deal. `within` is the text of the report.
    """
    sums = [
        _in_place(passage, one, kind, since) for passage in each(list(found)) for one in _whole(passage.text, within)
    ]
    priced = [(place, one) for one in sums if (place := _place(one)) is not None]
    return _term(_exactest(min(priced, key=lambda pair: pair[0])[1], [one for _, one in priced])) if priced else None


def _exactest(first: _Sum, priced: list[_Sum]) -> _Sum:
    """A sum, or of a headline's round one that of the text: "$36 million", "$35.7 million"."""
    if first.passage.sentence.field == "text":
        return first
    told = (one for one in priced if one.passage.sentence.field == "text")
    return next((one for one in told if _is_alike(one.found.sum, first.found.sum)), first)


def _is_alike(one: money.Sum, other: money.Sum) -> bool:
    """True for two sums of which one may be the other in round numbers."""
    return one.currency == other.currency and abs(one.amount - other.amount) < other.amount * _ROUND


def break_fee(found: Sequence[Passage]) -> Term | None:
    """The first sum that is due if the deal falls through."""
    known = patterns()
    for passage in found:
        for one in money.find(passage.text) if _FEE in passage.text.lower() else ():
            before, after = (
                passage.text[max(0, one.start - BESIDE) : one.start],
                passage.text[one.end : one.end + BESIDE],
            )
            if known["fee_before"].search(before) or known["fee_after"].match(after):
                values = {"break_fee": one.sum.amount, "break_fee_currency": one.sum.currency}
                return Term(values, passage, one.start, one.end)
    return None


_FEE = "fee"
"""It stands in whatever says that a sum is due then."""


def _term(one: _Sum) -> Term:
    text, found = one.passage.text, one.found
    values = {
        "value": found.sum.amount, "currency": found.sum.currency, "exactness": _exactness(text, found),
        "valuation": _valuation(text, found),
    }  # fmt: skip
    return Term(values, one.passage, found.start, found.end)


def _place(one: _Sum) -> int | None:
    """How plainly a sum is the price of the deal, 0 for the plainest; None if it is not."""
    if one.found.sum.amount < _LEAST or not _is_ours(one):
        return None
    if not _is_price(one) or one.passage.is_others(one.found.end) or one.passage.is_strangers(one.found.start):
        return None
    if one.passage.is_for_else(one.found.end) or one.passage.is_for_stranger(one.found.end):
        return None
    if one.passage.is_sold_to_stranger(one.found.start):
        return None
    if is_past(one.before, one.after, one.since) and not one.passage.leads:
        return None
    if any(patterns()[name].search(one.before) for name in ("former", "holding_worth", "of_part", "of_option")):
        return _FORMER
    return 0 if one.passage.opens or _is_owned_beside_others(one) else 1


_FORMER = 2


def _is_owned_beside_others(one: _Sum) -> bool:
    """True for a party's own offer in a sentence that names others too: "X's $2 billion bid, and Renault's"."""
    return bool(one.passage.strangers) and one.passage.is_owned(one.found.start) is True


def _is_ours(one: _Sum) -> bool:
    """True for a sum that a party owns, "Renault's $5 billion offer"; else where the talk is told of closest to it."""
    owned = one.passage.is_owned(one.found.start)
    if owned is None and one.passage.others and (raised := patterns()["raised_to"].search(one.before)):
        return one.passage.is_buyers(max(0, one.found.start - BESIDE) + raised.start())
    if owned is None:
        foreign = one.passage.foreign and not _is_of_that_deal(one)
        return not foreign and one.passage.is_of_talk(one.found.start)
    return owned


def _is_of_that_deal(one: _Sum) -> bool:
    """True where a sentence begins with the deal, and no other is told of in it: "The deal, valued at"."""
    return not one.passage.others and patterns()["that_deal"].match(one.passage.text) is not None


def _whole(text: str, within: str) -> Iterator[money.Found]:
    """The sums of a text; "between 500 million yen and 1 billion yen" is one."""
    held = money.find(text, within)
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


def _is_price(one: _Sum) -> bool:
    """True for a sum whose neighbours say that it is the price or the worth of the deal."""
    if _is_raised(one):
        return True
    known, before = patterns(), one.before
    if _is_other(one) or known["fee_before"].search(before) or known["share_kept"].search(before):
        return False
    if known["not_paid"].search(before):
        return False
    if _is_of_deal(one):
        return True
    if known["other_before"].search(before) or known["of_market"].search(before):
        return False
    return _is_of_sale(one) or _is_told(one)


def _is_raised(one: _Sum) -> bool:
    """True for what a company raises in a round of funding from its new owners, all rounds before left aside."""
    known, passage = patterns(), one.passage
    if one.kind is not Kind.STAKE or known["so_far"].search(one.before + one.after):
        return False
    named = known["round_named"].match(one.after) is not None
    if passage.opens and named and known["raised_with"].search(one.before):
        return True
    told = passage.direct or passage.opens or (passage.named and named and not passage.strangers)
    return told and known["raised_before"].search(one.before) is not None and _goes_on(one)


def _goes_on(one: _Sum) -> bool:
    """True for what may follow what is raised: the round, who leads it, the next clause."""
    return patterns()["raised_after"].match(one.after) is not None


def _is_other(one: _Sum) -> bool:
    """True for a sum of something else: of a rival offer or, by what follows, of revenue, a price for a share."""
    known = patterns()
    rivals = known["rival_after"].match(one.after) or known["rival_before"].search(one.before)
    ours = one.passage.is_owned(one.found.start) or one.passage.is_made_by_party(one.found.end)
    if rivals and not ours:
        return True
    return known["other_after"].match(one.after) is not None


def _is_of_deal(one: _Sum) -> bool:
    """True where a noun of the deal follows, where that would fetch it, or an offer is raised to it."""
    known = patterns()
    if known["before_deal"].match(one.after) and not known["no_deal"].match(one.after):
        return True
    return any(known[name].search(one.before) for name in ("fetched", "raised_to", "for_shares"))


def _is_of_sale(one: _Sum) -> bool:
    """True for what a seller gets from the sale, and in the opening for the sum of the thing that is bought."""
    known = patterns()
    if known["gets"].search(one.before) and known["from_sale"].match(one.after):
        return True
    bought = one.passage.opens and known["buys_sum"].search(one.before)
    return bool(bought) and not known["not_thing"].match(one.after)


def _is_told(one: _Sum) -> bool:
    """True where a sentence on the deal says what it is worth, what is paid for it, or for how much it is bought."""
    known, before = patterns(), one.before
    told = one.passage.direct or one.passage.named or known["deal_worth"].search(before)
    if not told or one.passage.party_at(one.found.end + 1):  # "a bid for $11 billion Renault"
        return False
    if known["grown_to"].search(before) or _is_for_shares(one):
        return True
    if known["worth"].search(before) or (one.kind is not Kind.STAKE and known["valuing"].search(before)):
        return True
    equity = one.kind is None or one.kind is Kind.JOINT_VENTURE or one.kind.family is Family.EQUITY
    if known["pay"].search(before) and (known["for_it"].match(one.after) or (equity and _is_of_its_price(one))):
        return True
    alone = one.passage.direct or not one.passage.others
    return equity and alone and known["for_sum"].search(before) is not None


def _is_of_its_price(one: _Sum) -> bool:
    """True for what is paid in the opening, or in a sentence that speaks of the deal before it and of no stranger."""
    told = patterns()["the_deal"].search(one.before) is not None and not one.passage.strangers
    return one.passage.opens or (told and not one.passage.foreign)


def _is_for_shares(one: _Sum) -> bool:
    """True for what a part of a stake is sold for: "after selling about $300 million in shares"."""
    known = patterns()
    told = one.passage.direct or one.passage.opens
    sold = one.kind is Kind.STAKE and told and known["shares_sold"].search(one.before)
    return bool(sold) and known["of_shares"].match(one.after) is not None


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
