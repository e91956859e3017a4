"""Nouns of buying and selling: takeovers and purchases, their targets, sales."""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of, lone_name, topic_subject
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, partners, parts
from alliance_cli.extract.en.relations.trade_object import all_shares, as_rivals, bid_parts, stake_before
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after, modifier, owner_before
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind, Role

_OF = frozenset({"of"})
_OF_FOR = _OF | {"for"}
_BY = frozenset({"by"})
_TO = frozenset({"to"})
_PART_OR_UNIT = LEX.partial | LEX.units
_BEFORE = 3
"""Words right before the noun that say of what sort it is, or whose."""


@RULES.rule(
    "target",
    {
        "takeover-target-for": "Peugeot is a takeover target for Geely.",
    },
)
def bid_aim(at: Trigger) -> Candidate | None:
    """Who may be bought by whom: "X could be a takeover target for Y"."""
    view, _, i, last = at
    buyer = group_after(view, last, _OF_FOR, reach=3)
    target = left_subject(view, i) or topic_subject(view, i) or lone_name(view, i)
    if buyer is None or target is None or buyer is target:
        return None
    return filled(at, "takeover-target-for", bought(buyer, target), Kind.ACQUISITION)


@RULES.rule(
    "takeover",
    {
        "takeover-of": "Vodafone's takeover of Mannesmann was hostile.",
        "takeover-by": "Whole Foods agreed to a takeover by Amazon.",
        "pair-takeover": "The AOL-Time Warner takeover was a disaster.",
        "named-takeover": "Microsoft closed LinkedIn acquisition in December.",
        "possible-buyer": "Slack's stock climbs on possible Salesforce acquisition",
    },
)
def takeover(at: Trigger) -> Candidate | None:
    """Who takes over whom: "A's takeover of B", "B agreed to a takeover by A", "A completes B acquisition"."""
    view, cue, i, last = at
    kind = cue.kind
    of = group_after(view, last, _OF, reach=4) or all_shares(view, last)  # "purchase of 5 percent of Ubisoft"
    near = modifier(view, i)
    if near is not None and not LEX.advises.isdisjoint(view.words[near.last : i]):
        near = None  # "X advises on the takeover of Y by Z"
    by = group_after(view, last, _BY, reach=12)
    if by is not None and (of is None or of.members == by.members):
        of = _the_company(view, last, by)  # "the acquisition of the company by X"
    if not _is_noun(at, of, near) or (of is None and not LEX.bought_back.isdisjoint(view.words[:i])):
        return None  # "shares were bought back through purchases by X"
    if of is not None:
        kind = Kind.STAKE if stake_before(view, last, of) else kind
        buyer = near or by or agent_of(view, i)
        if buyer is None or buyer is of:
            return None
        who = parts(buyer, Role.BUYER) + bid_parts(view, of)
        made = as_rivals(view, buyer, i, filled(at, "takeover-of", who, kind))
        if made is not None and not of.possessive and not LEX.orders.isdisjoint(view.words[of.last : of.last + 1]):
            made.dropped = "a customer's order"  # "the purchases of Airbus jets"
        if made is not None and len(of) > 1 and len(buyer) == 1:
            made.separate = True  # "after purchases of Warner-Lambert and Pharmacia"
        return made
    if by is not None and (near is None or near.possessive) and not _move_of(view, last, by.first):
        target = near or lone_name(view, i)
        if target is not None and target is not by:
            return filled(at, "takeover-by", bought(by, target), kind)
    if near is not None and len(near) > 1:
        return filled(at, "pair-takeover", partners(near), kind)
    if near is None or near.possessive or not LEX.draws.isdisjoint(view.words[near.last : i]):
        return None  # "Norvik's Tarn draws takeover interest"
    buyer = by or owner_before(view, near.first) or left_subject(view, phrase_start(view, near.first))
    if buyer is None:
        return _possible_buyer(at, near)
    if buyer is near or not LEX.done_by_others.isdisjoint(view.words[buyer.last : near.first]):
        return None  # "X downgrades Z following Y acquisition", "X backed the Y acquisition with loans"
    return filled(at, "named-takeover", bought(buyer, near), kind)


def _the_company(view: SentenceView, last: int, by: NameGroup) -> NameGroup | None:
    """Who "the company" is that somebody else takes over: the one company named before, else the one spoken of."""
    if view.words[last : last + 2] != ["of", "the"] or LEX.one_firm.isdisjoint(view.words[last + 2 : last + 3]):
        return None
    before = {group.members: group for group in view.groups() if group.last <= last and group.members != by.members}
    return next(iter(before.values())) if len(before) == 1 else (view.topic if not before else None)


def _is_noun(at: Trigger, of: NameGroup | None, near: NameGroup | None) -> bool:
    """True for a noun of buying: "the $39 billion buy of X", "X's Y buy"; no "buy rating", "buy by Raymond James"."""
    view, cue, i, last = at
    after = view.words[last : last + 1]
    if not LEX.venture_money.isdisjoint(after) or (near is not None and near.anaphor == "they"):
        return False  # "Goldman's buyout fund", "they purchase mortgages"
    if cue.words[-1] not in LEX.plain_buys:
        return True
    if after == ["of"]:
        return of is not None
    named = near is not None and near.last == i and len(near) == 1 and not near.possessive
    return named and LEX.after_no_buy.isdisjoint(after)


def _move_of(view: SentenceView, first: int, last: int) -> bool:
    """True if another deed than the takeover is "by" whom is named: "X's purchase followed a similar move by Y"."""
    words = view.words
    return any(words[j] in {"a", "an"} and words[j - 1] not in LEX.prepositions for j in range(first + 1, last - 1))


def _possible_buyer(at: Trigger, near: NameGroup) -> Candidate | None:
    """Who may buy the one other company of a headline: "X's stock climbs on possible Y acquisition"."""
    view = at.view
    named = near.last == at.first and view.words[max(0, near.first - 1)] in LEX.possible
    if view.sentence.index > 0 or not named:
        return None
    others = [group for group in view.groups() if group.members != near.members]
    if len(others) != 1 or len(others[0]) > 1:
        return None
    return filled(at, "possible-buyer", bought(near, others[0]), at.cue.kind)


@RULES.rule(
    "sale",
    {
        "sale-to": "Ford's sale of Volvo to Geely was completed.",
        "sale-of-to": "The sale of Volvo to Geely was completed.",
    },
)
def sale(at: Trigger) -> Candidate | None:
    """Who sells what to whom: "A's sale of B to C", "the sale of B by A to C", "Opel sale to Magna"."""
    view, _, i, last = at
    buyer = group_after(view, last, _TO, reach=14)
    if buyer is None or _parted(view, last, buyer.first):
        return None  # "halts the sale of X's phones, a blow to Y"
    if _to_do(view, last, buyer.first):
        return None
    of = group_after(view, last, _OF, reach=6)
    near = modifier(view, i)
    by = group_after(view, last, _BY, reach=10)
    seller = by or (near if near is not None else left_subject(view, i))
    if seller is None and of is not None and of is not buyer:
        return filled(at, "sale-of-to", parts(buyer, Role.BUYER) + bid_parts(view, of), Kind.ACQUISITION)
    seller = seller or _owner_told(view, last, buyer)
    if seller is buyer or seller is None:
        return None
    nothing = of is None and near is None and view.words[i - 1] not in {"a", "the", "its"}
    around = (*view.words[max(0, i - _BEFORE) : i], *view.words[last : buyer.first])
    if nothing and _PART_OR_UNIT.isdisjoint(around):
        return None  # "shareholders sued over its 2 billion dollar sale to Y" leaves open what is sold
    who = parts(buyer, Role.BUYER) + parts(seller, Role.SELLER) + parts(of, Role.UNIT)
    stake = not LEX.signs_of_stakes.isdisjoint(view.words[max(0, i - 2) : last + 6])
    return filled(at, "sale-to", who, Kind.STAKE if stake else Kind.ACQUISITION)


def _owner_told(view: SentenceView, last: int, buyer: NameGroup) -> NameGroup | None:
    """Whose unit is sold where a sentence names the buyer alone: "the sale of the unit to X", told of Y."""
    words = view.words[last : last + _BEFORE + 1]
    the_unit = words[:2] == ["of", "the"] and not LEX.units.isdisjoint(words[2:])
    topic = view.topic
    if not the_unit or topic is None or len(topic) > 1 or not set(topic.members).isdisjoint(buyer.members):
        return None
    known = {*topic.members, *buyer.members}
    return topic if all(known.issuperset(group.members) for group in view.groups()) else None


def _parted(view: SentenceView, first: int, last: int) -> bool:
    """True if a comma parts the noun from the buyer, other than those around the name of what is sold.

    "the sale of its unit, X, to Y" has two such.
    """
    commas = [j for j in range(first, last) if view.words[j] == "," and not view.depth[j]]
    if len(commas) == 2 and not LEX.units.isdisjoint(view.words[commas[0] - 1 : commas[0]]):
        named = view.group_from.get(commas[0] + 1)
        return named is None or named.last != commas[1]
    return bool(commas)


def _to_do(view: SentenceView, first: int, last: int) -> bool:
    """True if the "to" before the name at `last` begins what is done: "sales continued to lag X", not "sale to X"."""
    to = next((j for j in range(last - 1, first, -1) if view.words[j] == "to"), first)
    return to > first and (view.words[to - 1].endswith("ed") or view.words[to - 1] in LEX.auxiliaries)
