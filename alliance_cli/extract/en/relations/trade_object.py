"""What a verb of trading acts on: a company, a part of it, a unit of another, or mere goods."""

from dataclasses import dataclass
from itertools import pairwise

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import parts
from alliance_cli.extract.en.relations.suitors import at_odds
from alliance_cli.extract.en.syntax.groups import in_prefix, phrase_start, plural_firms
from alliance_cli.extract.en.syntax.phrases import beyond_rival, calls_firm, of_others, phrase_after
from alliance_cli.models import Role

_REACH = 16
"""Words after the verb in which its object's name must begin."""
_WITHIN = LEX.transparent - LEX.others_than_owned
"""Nouns that stand for the company after "of": "shareholders of X"; but "the owner of X" is not X."""
_WHOLE = LEX.wholes | {"all"}
"""Words for a part that give the say in a company, so that it is a takeover and no stake."""
_REACH_AFTER = 8
"""Words after the name in which its stake, unit or goods must stand: "GM's loss-making Saab unit"."""
_OBJECT_ENDS = LEX.stops | LEX.auxiliaries | LEX.reporting | (LEX.prepositions - LEX.amounts) | {";", ":", "to"}
_MINOR = LEX.signs_of_stakes | LEX.minor_parts
_NAME_ENDS = LEX.prepositions | LEX.stops | LEX.auxiliaries | {",", ";", ":", ".", "and", "or", "--", "–", "—"}


@dataclass(slots=True)
class Thing:
    """What a verb acts on: the name in it, the company it is taken from, and what part of it passes."""

    group: NameGroup | None = None
    owner: NameGroup | None = None
    unit: bool = False
    stake: bool = False
    whole: bool = False
    order: str = ""
    last: int = 0


def thing_after(view: SentenceView, i: int) -> Thing:
    """What stands as object after the verb that ends before word `i`.

    "a 20 percent stake in Nissan" is Nissan and a stake, "its Saab unit" Saab and a unit, "40 Boeing jets" an order.
    """
    thing = Thing(last=i)
    end = min(len(view), i + _REACH)
    for j in range(i, end):
        group = view.group_from.get(j)
        if group is not None:
            if j == i + 1 and view.words[i] in LEX.portions:
                thing.order = view.words[i]  # "to buy more Boeings", "buy some Procter"
            group = beyond_rival(view, group)
            others, named = of_others(view, group)
            if others and named is None:
                thing.last = group.last
                return thing  # "targets Tesla owners"
            group = named or group
            thing.group, thing.last = group, group.last
            after_name(view, thing, group)
            return thing
        if not _before_name(view, thing, j):
            end = j
            break
    thing.last = end
    return thing


def _before_name(view: SentenceView, thing: Thing, j: int) -> bool:
    """Note what a word before the name says of the thing; False if the object ends before it without a name."""
    words = view.words
    word, after = words[j], words[j + 1] if j + 1 < len(words) else ""
    if word in LEX.partial:
        thing.stake = True
        thing.whole |= word in _WHOLE
    elif after in LEX.percent_starts and word.replace(".", "").isdigit():
        # More than half is a takeover; "5.5.1" is no number.
        thing.stake, thing.whole = True, word.count(".") < 2 and float(word.strip(".") or 0) > 50
    elif word in LEX.orders:
        if not thing.stake and after not in LEX.sector_nouns:  # "bought oil refiner Preem"
            thing.order = word
    elif word in LEX.units:
        # "buy the unit of Amazon", but "buy podcast network Wondery", "casino operator Wynn", "its subsidiary, Wondery"
        thing.unit |= after not in LEX.sector_nouns and j + 1 + (after == ",") not in view.group_from
    elif word in LEX.wholly:
        thing.whole = True
    elif word == "of" and words[j - 1] in LEX.several:
        thing.unit = True  # "two of the mines of Glencore"
    elif word == "than":
        return words[j - 1] in LEX.amounts  # "more than half of X", but "sold more cars than X"
    elif word in {"in", "of"}:
        return (
            thing.stake or thing.unit or words[j - 1] in _WITHIN or words[j - 1] in LEX.worth
        )  # not "bought gas and debt of Enron"
    elif word == ",":
        return _apposition_ahead(view, j)
    elif word == "but":
        return words[j - 1] == ","  # "X was to buy the stake but Y bought it"
    elif word == "at":
        return not after or after in LEX.bounds  # "at least 10 percent of X", but "at a plant of X"
    else:
        return word not in _OBJECT_ENDS
    return True


def _apposition_ahead(view: SentenceView, j: int) -> bool:
    """True for a comma between a noun and its name, as in "its rival, Northwest"."""
    noun = view.words[j - 1]
    called = calls_firm(noun) or noun in LEX.own_units or plural_firms(noun)
    return called and j + 1 < len(view) and j + 1 in view.group_from


def after_name(view: SentenceView, thing: Thing, group: NameGroup) -> None:
    """Note what stands after a name: a unit ("GM's Saab unit"), a stake ("EADS stake"), an order ("Boeing jets").

    In "Daimler's stake in EADS" and "Tata-owned Jaguar" the first name becomes the owner of what the second names.
    """
    words, n = view.words, len(view)
    for j in range(group.last, min(n, group.last + _REACH_AFTER)):
        word = words[j]
        inner = view.group_from.get(j)
        if inner is not None and group.possessive:
            # An owner that nothing shows to be a company sells nothing.
            named = any(entity.company or entity.signs for entity in group.members)
            thing.owner, thing.group, thing.unit, thing.last = group if named else None, inner, named, inner.last
            return
        if word in LEX.partial:
            thing.stake = True
            if j + 1 < n and words[j + 1] in LEX.partial:
                continue  # "X's majority stake in Y"
            follow = phrase_after(view, j + 2) if j + 1 < n and words[j + 1] in {"in", "of"} else None
            if follow is not None:
                thing.owner, thing.group, thing.last = group, follow, follow.last
            return
        if word in LEX.units:
            thing.unit = True
            thing.last = j + 1
            return
        if word in LEX.orders or (j == group.last and word.rstrip("s").isdigit() and not group.possessive):
            thing.order = word  # "Boeing jets", "Boeing 737s"
            return
        if word in LEX.owned_tails:
            follow = phrase_after(view, j + 1)
            if follow is not None:
                thing.owner, thing.group, thing.last = group, follow, follow.last
            return
        if word in _NAME_ENDS or (view.mention_at[j] is not None and not in_prefix(view, j)):
            return  # "X's U.S. retail bank Y": a place is no name of its own


def stake_named(view: SentenceView, i: int) -> NameGroup | None:
    """The company in which a part is held: X of "a 9 percent stake in X is held by", read from the verb at `i`."""
    for j in range(i, max(0, i - 6), -1):
        group = view.group_to.get(j)
        if group is not None:
            before = view.words[max(0, group.first - 2) : group.first]
            return group if len(before) == 2 and before[0] in LEX.partial and before[1] in {"in", "of"} else None
    return None


def owner_aside(view: SentenceView, group: NameGroup) -> NameGroup | None:
    """The owner that an apposition gives a unit: "Ampere, the electric vehicle unit of Renault"."""
    if view.words[group.last : group.last + 1] != [","]:
        return None
    for j in range(group.last + 1, min(len(view), group.last + 9)):
        word = view.words[j]
        if word == "of" and view.words[j - 1] in LEX.units:
            return phrase_after(view, j + 1)
        if word in {",", ";"} or word in LEX.stops:
            return None
    return None


def as_rivals(view: SentenceView, buyers: NameGroup, i: int, made: Candidate | None) -> Candidate | None:
    """The candidate, marked where several buyers act each for itself: "Suitors KKR and Bain are competing for"."""
    if made and len(buyers) > 1 and at_odds(view, buyers, i + 1):
        made.rivals = True
    return made


def bid_parts(view: SentenceView, target: NameGroup) -> list[Part]:
    """The target of a bid: X of "bid for X"; in "bid for X's Y" the seller and the unit."""
    if target.possessive:
        for j in range(target.last, min(len(view), target.last + 5)):
            if view.words[j] in LEX.auxiliaries:
                break
            inner = view.group_from.get(j)
            if inner is not None:
                return parts(target, Role.SELLER) + parts(inner, Role.UNIT)
    return parts(target, Role.TARGET)


def names_sum(view: SentenceView, first: int, last: int) -> bool:
    """True if a sum of money stands between two words: "$20 billion"."""
    words = view.words[first:last]
    short = any(one in LEX.sums and other[0].isdigit() and other[-1].isalpha() for one, other in pairwise(words))
    return short or not LEX.millions.isdisjoint(words)


def all_shares(view: SentenceView, last: int) -> NameGroup | None:
    """Whose shares are bought, as contracts have it: "of a majority of the issued and outstanding shares of X"."""
    j = last
    while j < len(view) and (view.words[j] in LEX.words_for_shares or view.words[j].replace(".", "").isdigit()):
        j += 1
    return view.group_from.get(j) if j > last and view.words[j - 1] in {"of", "in"} else None


_HALF = 50
"""More percent of a company than this are a takeover of it."""


def _percentage(words: list[str]) -> float | None:
    """How many percent words name, None if none: 30 of "of a 30% equity in"."""
    for number, sign in pairwise(words):
        if sign in LEX.percent_starts and number.replace(".", "", 1).isdigit():
            return float(number)
    return None


def stake_before(view: SentenceView, first: int, target: NameGroup) -> bool:
    """True if the words around a target make it a part of it that is bought: "purchase of 5 percent of Ubisoft"."""
    share = _percentage(view.words[first : target.first])
    if share is not None:
        return share <= _HALF
    words = set(view.words[first : target.first]) | set(view.words[target.last : target.last + 2])
    return bool(words & _MINOR) and not words & LEX.major_parts


def sold_by_others(at: Trigger, seller: NameGroup, sold: NameGroup) -> bool:
    """True where no owner parts with his share: it is of an own unit, of something else, or sold by others, or short.

    "X will sell shares in its insurance unit Y", "X sold its stake in a mine and Y left", "X hired Y to sell a stake".
    """
    view, _, i, last = at
    words = view.words
    between, before, after = words[last : sold.first], list[str](), list[str]()
    if view.group_from.get(seller.first) is seller:  # and is not spoken of in the sentences before alone
        before = words[max(0, phrase_start(view, seller.first) - 2) : seller.first]
        after = words[seller.last : i]
    elsewhere = not (LEX.own_parts | LEX.beyond_shares).isdisjoint(between)
    theirs = not LEX.of_staff.isdisjoint(after) or not LEX.hiring.isdisjoint(before)
    return elsewhere or theirs or not LEX.short_sales.isdisjoint(words[sold.last : sold.last + 2])
