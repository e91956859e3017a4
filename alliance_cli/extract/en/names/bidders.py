"""People who bid for companies themselves: "Icahn's bid for X", "a group led by Michael Dell", "Musk offered"."""

from collections.abc import Sequence

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Entity, Mention, Sort

_OWNED = 4
"""So many words after "Icahn's" stands what is his."""
_LED = 7
"""So many words before "led by Icahn" stands what he leads."""
_VERB = 3
"""So many words after a name stands its verb: "Musk has also offered"."""


def mark_bidders(entities: Sequence[Entity]) -> None:
    """Say of each person whether the report tells of a bid or a holding of his own; a surname bids for the person."""
    for entity in entities:
        if entity.sort is Sort.PERSON and any(_bids(mention) for mention in entity.mentions):
            entity.bidder = True
            if entity.parent is not None:
                entity.parent.bidder = True
    for entity in entities:
        if entity.sort is Sort.PERSON and entity.parent is not None and entity.parent.bidder:
            entity.bidder = True


def _bids(mention: Mention) -> bool:
    words = mention.sentence.words
    after = words[mention.last : mention.last + _OWNED]
    if mention.possessive:
        return not LEX.bids_of_people.isdisjoint(after)
    if after[:1] == ["-led"]:
        return True
    led = mention.first > 1 and words[mention.first - 1] == "by" and words[mention.first - 2] in LEX.headed
    if led:
        return not LEX.groups_that_bid.isdisjoint(words[max(0, mention.first - _LED) : mention.first])
    return _acts(after[:_VERB])


def _acts(after: list[str]) -> bool:
    """True for "offered", "has agreed to buy", "to bid": the verb of a bid comes first, helping words aside."""
    for word in after:
        if word in LEX.bidding:
            return True
        if word not in LEX.auxiliaries and not word.endswith("ly"):
            return False
    return False
