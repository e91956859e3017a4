"""People who deal in companies themselves: "Icahn's bid for X", "a group led by Michael Dell", "investor X's stake"."""

from collections.abc import Sequence
from itertools import pairwise

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Entity, Mention, Sort

_OWNED = 4
"""So many words after "Icahn's" stands what is his."""
_LED = 7
"""So many words before "led by Icahn" stands what he leads."""
_VERB = 7
"""So many words after a name stands its verb: "Musk has also offered", "is in advanced talks to buy"."""
_LISTED = 9
"""So many words before a name that stands in a list say what the list is of: "a group of investors including X"."""
_IN_LIST = LEX.including | LEX.includes
_ASIDE = 24
"""So many words an aside after a name may have."""
_HELPING = LEX.auxiliaries | LEX.to_deals | LEX.before_bids
"""Words between a name and the verb or noun of its bid: "is considering a bid", "may be interested in buying"."""
_CALLED = 4
"""So many words before a name say who it is: "billionaire activist investor Carl Icahn"."""
_HELD = 9
"""So many words after the name of one who invests stands what he holds: "has raised his stake"."""


def mark_bidders(entities: Sequence[Entity]) -> None:
    """Say of each person whether the report tells of a bid or a holding of his own; a surname bids for the person."""
    for entity in entities:
        if entity.sort is Sort.PERSON and any(_bids(mention) for mention in entity.mentions):
            entity.bidder = True
            if entity.parent is not None:
                entity.parent.bidder = True
    _mark_investors(entities)
    for entity in entities:
        if entity.sort is Sort.PERSON and entity.parent is not None and entity.parent.bidder:
            entity.bidder = True
            entity.investor = entity.parent.investor


def _mark_investors(entities: Sequence[Entity]) -> None:
    """Say of each person whom the report calls an investor, and says to hold something, that he is one.

    "Billionaire investor Carl Icahn has raised his stake in X."
    """
    for entity in entities:
        if entity.sort is not Sort.PERSON or entity.parent is not None:
            continue
        mentions = [one for other in entities if other is entity or other.parent is entity for one in other.mentions]
        called = any(map(_called_investor, mentions)) and any(map(_holds, mentions))
        if called or any(map(_holds_his_own, mentions)):
            entity.bidder = entity.investor = True


def _called_investor(mention: Mention) -> bool:
    """True for "billionaire investor Carl Icahn", "activist Nelson Peltz"."""
    words, first = mention.sentence.words, mention.first
    for word in reversed(words[max(0, first - _CALLED) : first]):
        if word in LEX.investors:
            return True
        if word not in LEX.before_investors and word not in LEX.demonyms:
            return False
    return False


def _holds(mention: Mention) -> bool:
    """True where a part of a company or a bid follows a name: "has raised his stake", "backed away from a bid"."""
    words = mention.sentence.words[mention.last : mention.last + _HELD]
    if words[:1] == [","] and words[1:2] != ["who"]:
        return False  # "the firm of investor X, holds a stake"
    return not (LEX.held_by_people | LEX.bids_of_people).isdisjoint(words)


def _holds_his_own(mention: Mention) -> bool:
    """True where what follows a name is said to be his or hers: "Selmer more than doubled his stake"."""
    if mention.possessive:
        return False
    words = mention.sentence.words[mention.last : mention.last + _HELD]
    return any(own in LEX.his_or_her and held in LEX.held_by_people for own, held in pairwise(words))


def _bids(mention: Mention) -> bool:
    """True where a mention is of somebody who bids: "Icahn's bid", "a group led by Icahn", "Icahn has offered to"."""
    words, last = mention.sentence.words, mention.last
    if mention.possessive:
        return not LEX.bids_of_people.isdisjoint(words[last : last + _OWNED])
    if words[last : last + 1] == ["-led"]:
        return True
    if words[last : last + 2] == [",", "whose"]:
        return not LEX.bids_of_people.isdisjoint(words[last : last + _OWNED])
    if not _IN_LIST.isdisjoint(words[max(0, mention.first - _CALLED) : mention.first]):
        return not LEX.groups_that_bid.isdisjoint(words[max(0, mention.first - _LISTED) : mention.first])
    led = mention.first > 1 and words[mention.first - 1] == "by" and words[mention.first - 2] in LEX.headed
    if led:
        return not LEX.groups_that_bid.isdisjoint(words[max(0, mention.first - _LED) : mention.first])
    return _acts(words[last : last + _VERB]) or _acts(_past_aside(words, last)) or _acts(_past_other(mention))


def _past_other(mention: Mention) -> Sequence[str]:
    """What follows another person whom "and" joins to one: "have offered" of "investors X and Y have offered"."""
    words, last = mention.sentence.words, mention.last
    if words[last : last + 1] != ["and"]:
        return ()
    named = (one for one in mention.sentence.named if one.first == last + 1 and not one.possessive)
    other = next((one for one in named if one.entity.sort is Sort.PERSON), None)
    return words[other.last : other.last + _VERB] if other is not None else ()


def _past_aside(words: Sequence[str], last: int) -> Sequence[str]:
    """What follows an aside right after a name: "has bought" of "X, one of the founders of Y, has bought Z"."""
    if words[last : last + 1] != [","]:
        return ()
    end = next((j for j in range(last + 1, min(len(words), last + _ASIDE)) if words[j] == ","), 0)
    after = words[end + 1 : end + 1 + _VERB] if end else ()
    return after if after and after[0] in LEX.auxiliaries else ()


def _acts(after: Sequence[str]) -> bool:
    """True for "offered", "has agreed to buy", "to bid": the verb of a bid comes first, helping words aside."""
    for word in after:
        if word in LEX.bidding:
            return True
        if word not in _HELPING and not word.endswith("ly"):
            return False
    return False
