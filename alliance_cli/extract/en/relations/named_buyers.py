"""Nouns for who buys or is to buy: "the buyer is X", "X is the preferred bidder", "X emerged as front-runner"."""

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import owner_of_its
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, parts
from alliance_cli.extract.en.relations.trade_object import bid_parts
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind, Role

_FOR = frozenset({"for"})
_IS = frozenset({"is", "are", "was", "were", "as", ","})
_DEFINITE = frozenset({"the", "its"})
_BEFORE = 4
"""So many words before the noun stands what links it to a name: "is the", "emerged as the likely"."""
_AFTER = 5
"""So many words after the noun stands what it is to buy: "preferred bidder for X"."""


@RULES.rule(
    "buyer",
    {
        "named-buyer": "Toshiba chose a group led by Bain Capital as preferred bidder for its chip unit.",
    },
)
def named_buyer(at: Trigger) -> Candidate | None:
    """Who is said to be the buyer, and of what: what it is "for", what a seller parts with, or what was spoken of."""
    plain = at.cue.lemma in LEX.plain_buyers and at.view.words[max(0, at.first - 1)] not in _DEFINITE
    if plain or not LEX.outdoes.isdisjoint(at.view.words):
        return None  # "is looking for a buyer", "outbid X, an early front-runner"
    buyer = _named_after(at) or _named_before(at)
    if buyer is None or buyer.possessive or len(buyer) > 1:
        return None
    sold = _sold(at, buyer)
    if not sold or set(buyer.members) & {entity for entity, _ in sold}:
        return None
    return filled(at, "named-buyer", parts(buyer, Role.BUYER) + sold, Kind.ACQUISITION)


def _named_after(at: Trigger) -> NameGroup | None:
    """ "the buyer is X", "the front-runner, X,"."""
    view, _, _, last = at
    return phrase_after(view, last + 1) if view.words[last : last + 1] and view.words[last] in _IS else None


def _named_before(at: Trigger) -> NameGroup | None:
    """ "X is the buyer", "X emerged as the preferred bidder", "picked X as preferred bidder"."""
    view, _, i, _ = at
    links = [j for j in range(max(0, i - _BEFORE), i) if view.words[j] in _IS]
    if not links or any(j in view.group_from for j in range(links[-1], i)):
        return None
    return view.group_to.get(links[-1]) or left_subject(view, links[-1])


def _sold(at: Trigger, buyer: NameGroup) -> list[Part]:
    """What the buyer is to have: "for X", "for its unit" of a seller; else what the report has spoken of."""
    view, last = at.view, at.last
    if (named := group_after(view, last, _FOR, reach=_AFTER)) is not None:
        return bid_parts(view, named)
    return parts(_seller(view, last, buyer), Role.SELLER)


def _seller(view: SentenceView, last: int, buyer: NameGroup) -> NameGroup | None:
    """Whose unit it is, who chose the buyer, or whom the report has spoken of where the sentence names nobody else."""
    its = next((j for j in range(last, min(len(view), last + _AFTER)) if view.words[j] in LEX.units), -1)
    for acting in (owner_of_its(view, its) if its >= 0 else None, left_subject(view, buyer.first)):
        if acting is not None and acting.members != buyer.members:
            return acting
    others = [group for group in view.groups() if group.members != buyer.members]
    return view.topic if not others else None
