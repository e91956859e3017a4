"""A company and what is its own already: its unit, brand or subsidiary. What ties the two alone is no talk."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Final

from alliance_cli import names
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.belonging import owns_on
from alliance_cli.extract.en.syntax.groups import in_prefix
from alliance_cli.extract.spans import Entity
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Kind, Role

_PAIR: Final = 2
_REACH: Final = 8
"""So many words stand between an owner and the name of what it owns: "X's aerospace communications firm Y"."""
_PLANS: Final = frozenset({"to", "will", "would", "could", "can", "may", "might", "should"})
_JUST: Final = 3
"""So many words before a verb say that it is yet to be done."""
_YEAR: Final = timedelta(days=365)
"""A purchase that was closed within so long may be told as if it were to come."""


Owned = Container[tuple[Entity, Entity]]
"""Pairs of an owner and its unit."""


def settle_own_units(
    views: Sequence[SentenceView], candidates: Sequence[Candidate], gazetteer: Gazetteer, day: date | None
) -> None:
    """Drop what ties companies to their own units, and note whose units those are that somebody else wants."""
    told = {pair for view in views for pair in _told(view)}
    _drop_own_units(views, candidates, told, gazetteer, day)
    _note_owners(candidates, told, gazetteer, day)


def _drop_own_units(
    views: Sequence[SentenceView],
    candidates: Sequence[Candidate],
    told: Owned,
    gazetteer: Gazetteer,
    day: date | None,
) -> None:
    """Drop what ties a company to its own unit: "Carlyle's Arinc draws bids", "Yahoo's stake in Yahoo Japan".

    Buying the rest of what is owned in part is a deal ("the 44 percent of X that it does not own").
    """
    pairs = [candidate for candidate in candidates if len(candidate.entities) == _PAIR and not candidate.dropped]
    if not pairs:
        return
    rest = any(not LEX.rest_of.isdisjoint(view.words) for view in views)
    for candidate in pairs:
        for owner, unit in permutations(candidate.entities):
            bearing = _bears_name(owner, unit) and not _trades(candidate, owner, unit)
            owned = (owner, unit) in told or _known_owner(gazetteer, day, owner, unit)
            if bearing or (owned and not rest and _is_planned(candidate) and _buys(candidate, owner)):
                candidate.dropped = "a company and its own unit"


def _note_owners(candidates: Sequence[Candidate], told: Owned, gazetteer: Gazetteer, day: date | None) -> None:
    """Note whose units companies are, as told or known: what is said of a bid for the one is said of the other's.

    "Magna bids for Opel" and "Magna is in talks with GM, Opel's owner" are one talk.
    """
    read = [c for c in candidates if not c.dropped and c.kind is Kind.ACQUISITION and _opens(c.view)]
    beside: dict[Entity, dict[Entity, None]] = {}
    for candidate in read:
        for (one, role), (other, side) in permutations(candidate.parts, _PAIR):
            if role is Role.BUYER and side is not Role.BUYER:
                beside.setdefault(one, {})[other] = None
    for owner, unit in (pair for others in beside.values() for pair in permutations(others, _PAIR)):
        if unit.parent is not None or owner.parent is unit or unit in beside.get(owner, {}):
            continue
        if (owner, unit) in told or _known_owner(gazetteer, day, owner, unit):
            unit.parent = owner


def _opens(view: SentenceView) -> bool:
    """True for the headline and the first sentences, which tell of the one deal that a report is about."""
    return view.sentence.headline or view.sentence.index < _LEAD


_LEAD: Final = 5
"""What the first sentences say is sold is one thing; further on other purchases of the two are told of."""


def _bears_name(owner: Entity, unit: Entity) -> bool:
    """True for a name that goes on from another company's or ends in it: "Yahoo Japan", "TNK-BP"."""
    if not owner.company:
        return False
    short, long = names.key(owner.name).split(), names.key(unit.name).split()
    ends = "-" in unit.name and long[-len(short) :] == short
    return len(short) < len(long) and (ends or long[: len(short)] == short)


def _buys(candidate: Candidate, owner: Entity) -> bool:
    """True where the owner is told to take over what it may own in part: no stake or venture that it has."""
    frame = candidate.cue.frame
    deal = frame.takeover or candidate.kind is Kind.ACQUISITION
    return deal and any(entity is owner and role is Role.BUYER for entity, role in candidate.parts)


def _trades(candidate: Candidate, owner: Entity, unit: Entity) -> bool:
    """True where the two deal with each other: one buys from the other or sells its part, or they have a venture."""
    sold = any((entity, role) in {(unit, Role.BUYER), (owner, Role.SELLER)} for entity, role in candidate.parts)
    return sold or candidate.kind is Kind.JOINT_VENTURE or _buys(candidate, owner)


def _is_planned(candidate: Candidate) -> bool:
    """True for what is yet to be done: a bid, a verb after "to" or "would". What was bought long ago is history.

    Who buys another out has held a part of the thing himself.
    """
    frame = candidate.cue.frame
    if candidate.cue.lemma in LEX.buys_out:
        return False
    if frame.verb and candidate.view.words[candidate.first].endswith("ing"):
        return True
    if frame.verb:
        words = candidate.view.words[max(0, candidate.first - _JUST) : candidate.first]
        return not _PLANS.isdisjoint(words)
    return frame.name == "bid"


def _known_owner(gazetteer: Gazetteer, day: date | None, owner: Entity, unit: Entity) -> bool:
    """True if a company is known to have belonged to another for a year and more on the day of the report."""
    company = gazetteer.company(unit.company) if owner.company and unit.company and day else None
    if company is None or day is None:
        return False
    return any(parent.company == owner.company and owns_on(parent, day, at_least=_YEAR) for parent in company.parents)


def _told(view: SentenceView) -> Iterator[tuple[Entity, Entity]]:
    """Who is said to own whom in a sentence: "X's budget hotel chain Y", "X unit Y"."""
    for group in view.groups():
        if len(group.members) != 1 or group.anaphor:
            continue
        owned = _owned(view, group)
        if owned is not None and len(owned.members) == 1 and owned.members != group.members:
            yield group.members[0], owned.members[0]


def _owned(view: SentenceView, group: NameGroup) -> NameGroup | None:
    """The name in the noun phrase that an owner opens; in "X's Y purchase" Y is no unit yet."""
    j = group.last
    unit = view.words[j : j + 1] != [] and view.words[j] in LEX.units
    if not group.possessive and not unit:
        return None
    while j < len(view) and j < group.last + _REACH and j not in view.group_from:
        if not in_prefix(view, j) and not (unit and j == group.last):
            return None
        j += 1
    owned = view.group_from.get(j)
    if owned is None or j == group.last:
        return None  # "Norvik's Tarn" may be what it is to buy
    return None if owned.last < len(view) and view.words[owned.last] in LEX.tie_ups else owned
