"""What a verb of trading acts on: a company, a part of it, a unit of another, or mere goods."""

from dataclasses import dataclass

from alliance_cli.extract.document import NameGroup, Part, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import parts
from alliance_cli.extract.en.syntax.roles import beyond_rival, phrase_after
from alliance_cli.models import Role

_OTHERS = frozenset({"maker", "owner", "parent"})  # "the owner of X" is not X


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
    """What stands as object after the verb that ends before word `i`."""
    thing = Thing(last=i)
    words, n = view.words, len(view)
    partial, orders, units = LEX.partial, LEX.orders, LEX.units
    j = i
    while j < min(n, i + 16):
        word = words[j]
        group = view.group_from.get(j)
        if group is not None:
            if j == i + 1 and words[i] == "more":
                thing.order = "more"  # "to buy more Boeings"
            group = beyond_rival(view, group)
            thing.group, thing.last = group, group.last
            after_name(view, thing, group)
            return thing
        if word in partial:
            thing.stake = True
            thing.whole |= word in {"control", "majority", "all", "remaining", "rest", "remainder"}
        elif word.replace(".", "").isdigit() and j + 1 < n and words[j + 1] in {"percent", "pct", "%", "per"}:
            thing.stake, thing.whole = True, float(word.strip(".") or 0) > 50 if word.count(".") < 2 else False
        elif word in orders:
            if not thing.stake and not (j + 1 < n and words[j + 1] in LEX.sector_nouns):
                thing.order = word
        elif word in units:
            thing.unit = True
        elif word in {"controlling", "remaining", "entire"}:
            thing.whole = True
        elif word == "of" and words[j - 1] in {"some", "several", "many", "two", "three", "four", "five"}:
            thing.unit = True
        elif word in {"in", "of"}:
            if not (thing.stake or thing.unit or words[j - 1] in LEX.transparent - _OTHERS):
                break
        elif (
            (word == "at" and j + 1 < n and words[j + 1] not in {"least", "most"})
            or (word in LEX.prepositions and word not in LEX.amounts)
            or word in LEX.stops
            or word in {";", ":"}
            or (word == "," and not _apposition_ahead(view, j))
            or word == "to"
            or word in LEX.auxiliaries
            or word in LEX.reporting
        ):
            break
        j += 1
    thing.last = j
    return thing


def _apposition_ahead(view: SentenceView, j: int) -> bool:
    """ "its rival, Northwest": a comma between a noun and its name; "$5 million, 10-year" likewise."""
    return j + 1 < len(view) and j + 1 in view.group_from and view.words[j - 1] in LEX.sector_nouns


def after_name(view: SentenceView, thing: Thing, group: NameGroup) -> None:
    """Read on after a name: "GM's Saab unit", "Daimler's stake in EADS", "EADS stake", "Boeing jets"."""
    words, n = view.words, len(view)
    orders, units, partial = LEX.orders, LEX.units, LEX.partial
    for j in range(group.last, min(n, group.last + 8)):
        word = words[j]
        inner = view.group_from.get(j)
        if inner is not None and group.possessive:
            named = any(entity.company or entity.signs for entity in group.members)
            thing.owner, thing.group, thing.unit, thing.last = group if named else None, inner, named, inner.last
            return
        if word in partial:
            thing.stake = True
            if j + 1 < n and words[j + 1] in partial:
                continue
            follow = phrase_after(view, j + 2) if j + 1 < n and words[j + 1] in {"in", "of"} else None
            if follow is not None:
                thing.owner, thing.group, thing.last = group, follow, follow.last
            return
        if word in units:
            thing.unit = True
            thing.last = j + 1
            return
        if word in orders or (j == group.last and word.rstrip("s").isdigit() and not group.possessive):
            thing.order = word  # "Boeing jets", "Boeing 737s"
            return
        if word in {"-owned", "-backed", "-controlled"}:
            follow = phrase_after(view, j + 1)
            if follow is not None:
                thing.owner, thing.group, thing.last = group, follow, follow.last
            return
        if word in LEX.prepositions or word in LEX.stops or word in ",;:." or word in LEX.auxiliaries:
            return
        if word in {"and", "or", "--", "–", "—"} or view.mention_at[j] is not None:
            return


def stake_named(view: SentenceView, i: int) -> NameGroup | None:
    """The company in "a 9 percent stake in X is held by"."""
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
        if word == "of" and view.words[j - 1] in LEX.units | {"subsidiary"}:
            return phrase_after(view, j + 1)
        if word in {",", ";"} or word in LEX.stops:
            return None
    return None


def bid_parts(view: SentenceView, target: NameGroup) -> list[Part]:
    """The target of a bid; "X's Y" is the seller and the unit."""
    if target.possessive:
        for j in range(target.last, min(len(view), target.last + 5)):
            if view.words[j] in LEX.auxiliaries:
                break
            inner = view.group_from.get(j)
            if inner is not None:
                return parts(target, Role.SELLER) + parts(inner, Role.UNIT)
    return parts(target, Role.TARGET)
