"""Nouns of buying that say what is bought from whom, and who thinks of buying whom."""

from alliance_cli.extract.document import Candidate, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, parts
from alliance_cli.extract.en.relations.trade_object import all_shares
from alliance_cli.extract.en.syntax.phrases import group_after, modifier
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind, Role

_FROM = frozenset({"from"})
_OF = frozenset({"of"})
_FROM_WHOM = 16
"""So many words after the noun stands from whom: "acquisition of seven property companies from X"."""
_INTEREST_FROM = 8
"""So many words after the noun stands from whom there is interest."""
_NO_DEAL = LEX.orders | LEX.goods


@RULES.rule(
    "takeover",
    {
        "takeover-from": "Lilly financed its purchase of a cancer drug from Scorpion Therapeutics.",
    },
    order=-20,
)
def bought_from(at: Trigger) -> Candidate | None:
    """Who buys what from whom: "X's acquisition of two mines from Y", "its purchase of a cancer drug from Y"."""
    view, cue, i, last = at
    if view.words[last : last + 1] != ["of"]:
        return None
    of = group_after(view, last, _OF, reach=4) or all_shares(view, last)
    if of is not None and LEX.units.isdisjoint(view.words[of.last : of.last + 3]):
        return None  # "the acquisition of X from Y": X is who is bought
    seller = group_after(view, last, _FROM, reach=_FROM_WHOM)
    if seller is None or seller is of or not _of_things(view.words[last : seller.first]):
        return None
    buyer = modifier(view, i) or agent_of(view, i)
    if buyer is None or buyer is seller or buyer is of:
        return None
    who = parts(buyer, Role.BUYER) + parts(seller, Role.SELLER) + parts(of, Role.UNIT)
    return filled(at, "takeover-from", who, cue.kind)


def _of_things(between: list[str]) -> bool:
    """True if what is bought is no goods, and no other deal's "from" stands behind."""
    return _NO_DEAL.isdisjoint(between) and not any(word in LEX.nouns for word in between)


@RULES.rule(
    "takeover",
    {
        "takeover-interest-from": "Nissan draws takeover interest from Renault.",
    },
    order=-10,
)
def interest(at: Trigger) -> Candidate | None:
    """Who thinks of buying whom: "X draws takeover interest from Y"."""
    view, _, i, last = at
    if LEX.mere_interest.isdisjoint(view.words[last : last + 1]) or view.words[last + 1 : last + 2] != ["from"]:
        return None
    target, buyer = left_subject(view, i), group_after(view, last, _FROM, reach=_INTEREST_FROM)
    if target is None or buyer is None or target is buyer or LEX.draws.isdisjoint(view.words[target.last : i]):
        return None
    made = filled(at, "takeover-interest-from", bought(buyer, target), Kind.ACQUISITION)
    if made is not None and len(buyer) > 1:
        made.rivals = True
    return made
