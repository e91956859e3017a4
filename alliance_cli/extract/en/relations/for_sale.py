"""What a headline or lead says is for sale, or is bid for, beside one company alone."""

from collections.abc import Collection, Sequence
from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import parts
from alliance_cli.extract.en.relations.trade_object import bid_parts
from alliance_cli.extract.en.syntax.phrases import group_after, modifier, phrase_after
from alliance_cli.extract.en.syntax.roles import subject_like
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role

_FOR: Final = frozenset({"for", "of"})
_GUESS: Final = "bid-and-one-other"
"""The rule that only guesses who bids for whom."""
_LEAD: Final = 2
"""So many sentences of the text say what the report is about."""
_ADVISES: Final = 3
"""So many words after a name say that it advises on a sale."""
_OF_SALE: Final = LEX.words_of_sale | LEX.bought_whole | LEX.bidding
_GROUP: Final = 12
"""So many words before "to buy" stands the group that is to."""
_NEAR: Final = 8
"""So many words around a word of sale say whose it is, or that it is drawn."""


def sought_in(view: SentenceView, found: Sequence[Candidate]) -> tuple[list[Part], int, Collection[Entity]]:
    """What is bought or sold in a headline or lead, what its word on that is worth, and whom it names; else nothing.

    A reading of a deal is worth more than one company beside a word of sale, and the lead more than the headline.
    """
    if not view.sentence.headline and view.sentence.index >= _LEAD:
        return [], 0, ()
    lead = not view.sentence.headline and view.sentence.index == 0
    for candidate in found:
        if wanted := _bought(candidate):
            return wanted, 2 + lead, candidate.entities
    for j, word in enumerate(view.words if not _OF_SALE.isdisjoint(view.words) else ()):
        if _is_of_sale(view, j, word) and (wanted := _for_sale(view, j)):
            return wanted, int(lead), [entity for entity, _ in wanted]
    return [], 0, ()


def _is_of_sale(view: SentenceView, j: int, word: str) -> bool:
    """True for a word of sale, and for "bought" in "is in talks to be bought out"."""
    if view.mention_at[j] is not None:
        return False
    return (
        word in LEX.words_of_sale
        or _is_by_group(view, j)
        or (word in LEX.bought_whole and j > 0 and view.words[j - 1] in LEX.before_sold)
    )


def _is_by_group(view: SentenceView, j: int) -> bool:
    """True for "to buy" where nobody is named who is to: "a group of buyout firms agreed to buy X"."""
    if view.words[j] not in LEX.bidding or view.words[j - 1 : j] != ["to"]:
        return False
    group = next((k for k in range(j - 1, max(-1, j - _GROUP), -1) if view.words[k] in LEX.one_group), -1)
    return group >= 0 and not any(k in view.group_from for k in range(group, j))


def _bought(candidate: Candidate) -> list[Part]:
    """What one buys in a reading, and of whom; nothing where that is more than one company, or goods."""
    wanted = [(entity, role) for entity, role in candidate.parts if role is not Role.BUYER]
    bought = len(wanted) < len(candidate.parts) and candidate.cue.frame.takeover and candidate.rule != _GUESS
    several = sum(role is Role.TARGET for _, role in wanted) > 1
    if not bought or several or candidate.kind not in (Kind.ACQUISITION, Kind.STAKE):
        return []
    sold_by = any(role is Role.SELLER for _, role in wanted)
    return [(entity, role) for entity, role in wanted if not (sold_by and role is Role.UNIT)]


def _for_sale(view: SentenceView, j: int) -> list[Part]:
    """What the word of sale at `j` is about: "sale of X", "bids for X's unit", "to sell X", "X explores sale"."""
    word = view.words[j]
    before = view.words[max(0, j - _NEAR) : j]
    sought = not LEX.draws_bids.isdisjoint(before) or not LEX.gets_offer.isdisjoint(before)
    if word in LEX.plain_buyers and not sought:
        return []  # "X is a likely buyer for Y"
    if word in LEX.one_offer:
        if not LEX.talk_of_bids.isdisjoint(view.words[j + 1 : j + 2]):
            return _talked_of(view, j)
        return _offered_for(view, j, gets=sought)
    named = group_after(view, j + 1, _FOR, reach=_NEAR) or (
        phrase_after(view, j + 1) if word in LEX.sells_what or _is_by_group(view, j) else None
    )
    if named is not None:
        return _with_owner(view, j, named) if len(named) == 1 and not named.anaphor else []
    if word in LEX.offers_of_several and not sought:
        return []  # "X bids" may be its own
    owner = modifier(view, j) or _first_name(view)
    if owner is None or len(owner) > 1 or owner.anaphor:
        return []
    near = range(max(0, j - _NEAR), min(len(view), j + _NEAR))
    plain = [view.words[k] for k in near if view.mention_at[k] is None]
    of_part = owner.possessive or not LEX.units.isdisjoint(plain)
    return parts(owner, Role.SELLER if of_part else Role.TARGET)


def _offered_for(view: SentenceView, j: int, *, gets: bool) -> list[Part]:
    """What the one offer at `j` is for: "two firms raised their bid for X", "a buyout of X", "X accepted an offer"."""
    named = group_after(view, j + 1, _FOR, reach=_NEAR)
    if named is None and gets:
        named = _first_name(view)
        named = named if named is not None and named.last < j else None
    return bid_parts(view, named) if named is not None and len(named) == 1 and not named.anaphor else []


def _talked_of(view: SentenceView, j: int) -> list[Part]:
    """Whom the talk of a bid at `j` is about: "X shares jump on bid talk", where it names nobody else."""
    groups = view.groups()
    alone = len(groups) == 1 and len(groups[0]) == 1 and not groups[0].anaphor and groups[0].first < j
    return parts(groups[0], Role.TARGET) if alone else []


def _with_owner(view: SentenceView, j: int, named: NameGroup) -> list[Part]:
    """What is named as for sale, and who parts with it where it is the first name before: "X seeks bids for Y"."""
    owner = _first_name(view)
    owned = named.possessive or owner is None or len(owner) > 1 or owner.last > j or owner.members == named.members
    return bid_parts(view, named) if owned or owner is None else parts(owner, Role.SELLER) + bid_parts(view, named)


def _first_name(view: SentenceView) -> NameGroup | None:
    """The first name of a sentence, where it may act there."""
    first = next(iter(view.group_from.values()), None)
    if first is None or not LEX.advises.isdisjoint(view.words[first.last : first.last + _ADVISES]):
        return None
    return first if first.possessive or subject_like(view, first) else None
