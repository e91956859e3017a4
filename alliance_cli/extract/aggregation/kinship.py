"""Which talks of a report are one talk told again: of an owner and its unit, in another form of a name, of one bid."""

from typing import Final

from alliance_cli import names
from alliance_cli.extract.document import TalkCandidate
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Family, Role

_PAIR: Final = 2
_LETTERS: Final = 3
"""A word in short has as many letters: "Nat Semi"."""
_SELLING: Final = frozenset({Role.TARGET, Role.SELLER, Role.UNIT})


def same_family(one: TalkCandidate, other: TalkCandidate) -> bool:
    """True for kinds of one family, or where the kinds of one talk are open."""
    return one.family is other.family or None in (one.family, other.family)


def one_side(talk: TalkCandidate, other: TalkCandidate, mine: Entity, theirs: Entity) -> bool:
    """True where two names of two talks stand for one side: forms of one name, an owner and its unit."""
    return _kin(mine, theirs) or _by_belonging(talk, other, mine, theirs)


def _kin(one: Entity, other: Entity) -> bool:
    """True if one name begins with the other or is a form of it, or a report wants one that is the other's unit."""
    if one.parent is other or other.parent is one:
        return True
    short, long = sorted((one.stem, other.stem), key=len)
    return (bool(short) and long[: len(short)] == short) or _forms_of_one(one, other)


def _forms_of_one(one: Entity, other: Entity) -> bool:
    """True where a name of headlines alone, which nobody knows, is the end of another, or its words in short.

    "Mets" beside "New York Mets", "Nat Semi" beside "National Semiconductor".
    """
    if (one.company and other.company) or Sort.OUTLET in (one.sort, other.sort):
        return False
    inner, outer = sorted((one, other), key=lambda entity: len(entity.name))
    short, long = _words(inner), _words(outer)
    if not short or len(short) > len(long) or not all(mention.sentence.headline for mention in inner.mentions):
        return False
    if len(short) < len(long) and long[-len(short) :] == short:
        return True
    return all(len(a) >= _LETTERS and b.startswith(a) for a, b in zip(short, long, strict=False))


def _words(entity: Entity) -> list[str]:
    return names.key(entity.name.replace("-", " ")).split()


def _by_belonging(talk: TalkCandidate, other: TalkCandidate, mine: Entity, theirs: Entity) -> bool:
    """True where an owner stands in the one talk where its unit stands in the other.

    "Empire's Sobeys will buy Safeway" tells of one purchase. What an owner and its unit have with each other is a talk
    of its own.
    """
    if not _owns(mine, theirs) and not _owns(theirs, mine):
        return False
    shared = talk.parts.keys() & other.parts.keys()
    if any(_owns(one, party) or _owns(party, one) for one in (mine, theirs) for party in shared):
        return False
    return _same_place(talk, other, mine, theirs) and all(_same_side(talk, other, party) for party in shared)


def _owns(one: Entity, other: Entity) -> bool:
    return one in other.owners or one is other.parent


def _same_place(talk: TalkCandidate, other: TalkCandidate, mine: Entity, theirs: Entity) -> bool:
    """True if an owner and its unit do the same in two talks; the owner of what is bought sells it.

    Who is bought himself does not sell: "A buys Norvik", "A buys Norvik's Tarn" are two. In passing an owner and its
    unit may each have partners of their own.
    """
    one, two = talk.parts[mine], other.parts[theirs]
    if one is Role.SELLER:
        return two in _SELLING and _owns(mine, theirs)
    return one is two and (one is Role.BUYER or (one is Role.PARTNER and talk.main and other.main))


def _same_side(talk: TalkCandidate, other: TalkCandidate, party: Entity) -> bool:
    """True if a party of both talks stands on one side in them."""
    one, two = talk.parts[party], other.parts[party]
    if Role.PARTNER in (one, two):
        return one is two or (talk if one is Role.PARTNER else other).family is None
    return (one in _SELLING) == (two in _SELLING)


def about_a_bid(talk: TalkCandidate, other: TalkCandidate, mine: Entity) -> bool:
    """True for what a report of a bid says of the bidder and somebody else: whom it buys from, with whom it talks.

    "Dubai will buy from Carlyle. Dubai will buy Landmark": Carlyle sells it. "Spyker bids for Saab. Spyker is in talks
    with GM": the talks are on the bid.
    """
    if not (talk.main and other.main) or len(talk.parts) != _PAIR or talk.score > other.score:
        return False
    (party,) = talk.parts.keys() & other.parts.keys()
    if other.family is not Family.EQUITY or other.parts[party] is not Role.BUYER:
        return False
    if any(role is not Role.TARGET for entity, role in other.parts.items() if entity is not party):
        return False
    return talk.family is None or (talk.parts[party] is Role.BUYER and talk.parts[mine] is Role.SELLER)
