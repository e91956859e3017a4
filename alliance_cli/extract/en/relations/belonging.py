"""What belongs to whom in a report: a unit to its parent, a vehicle to who stands behind it, a firm to its founder.

It says which talks are one: of an owner and of its unit with the same other side.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from alliance_cli.extract.document import Candidate, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.groups import in_prefix
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Kind, Parent, Role

_REACH: Final = 8
"""So many words stand between an owner and the name of what it owns: "X's aerospace communications firm Y"."""
_OF: Final = 4
"""So many words stand between "a unit of" and its owner."""
_CALLS: Final = frozenset({",", "is", "was", "a", "which"})
"""What may follow a name that is called something."""


class _Name(NamedTuple):
    """A name of a sentence, from its first token up to its last (exclusive)."""

    first: int
    last: int
    entity: Entity
    possessive: bool


def note_owners(
    views: Sequence[SentenceView], candidates: Sequence[Candidate], gazetteer: Gazetteer, day: date | None
) -> None:
    """Note of each party to whom it belongs, as told or known."""
    read = [candidate for candidate in candidates if not candidate.dropped]
    parties = dict.fromkeys(entity for candidate in read for entity in candidate.entities)
    told = (pair for view in views for pair in _told(view))
    known = _known(list(parties), gazetteer, day)
    surnames = {entity.parent: entity for entity in parties if entity.sort is Sort.PERSON and entity.parent is not None}
    for whoever, unit in (*told, *_held(read), *known, *_named_after(list(parties))):
        owner = whoever if whoever in parties else surnames.get(whoever, whoever)
        if owner is not unit and {owner, unit} <= parties.keys() and unit not in owner.owners:
            unit.owners.append(owner)


def _held(candidates: Sequence[Candidate]) -> Iterator[tuple[Entity, Entity]]:
    """Who is read to own whom: "X, which controls Y". Who holds a part of Y may bid beside it."""
    for candidate in candidates:
        if candidate.cue.frame.holding and candidate.kind is Kind.ACQUISITION:
            owner = next((entity for entity, role in candidate.parts if role is Role.BUYER), None)
            if owner is not None:
                yield from ((owner, unit) for unit in candidate.entities)


def _known(parties: Sequence[Entity], gazetteer: Gazetteer, day: date | None) -> Iterator[tuple[Entity, Entity]]:
    """Who is known to own whom on the day of the report."""
    if day is None:
        return
    by_company = {entity.company: entity for entity in parties if entity.company}
    for company, entity in by_company.items():
        known = gazetteer.company(company)
        for parent in known.parents if known is not None else ():
            if parent.company in by_company and owns_on(parent, day):
                yield by_company[parent.company], entity


def owns_on(parent: Parent, day: date, *, at_least: timedelta = timedelta()) -> bool:
    """True if a known parent owns its company on a day, and has done so at least so long."""
    since = parent.since is None or parent.since <= day - at_least
    return since and (parent.until is None or day < parent.until)


def _named_after(parties: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Who a firm is named after: "Carl Icahn", "Icahn Enterprises"."""
    for person in parties:
        if person.sort is Sort.PERSON:
            surname = person.stem[-1:]
            yield from ((person, firm) for firm in parties if len(firm.stem) > 1 and firm.stem[:1] == surname)


def _told(view: SentenceView) -> Iterator[tuple[Entity, Entity]]:
    """Who is said to own whom in a sentence: the owner, and what is its own."""
    names = _names(view)
    for one, two in pairwise(names):
        between = view.words[one.last : two.first]
        if _owns_next(view, one, two):
            yield one.entity, two.entity
        elif _calls(between, LEX.belonging) or (between == [","] and two.possessive and _called_unit(view, two.last)):
            yield two.entity, one.entity  # "Y, a unit of X", "Y, X's unit"
        elif _calls(between, LEX.owners_named):
            yield one.entity, two.entity  # "X, the parent company of Y"


def _names(view: SentenceView) -> list[_Name]:
    """The names of a sentence in order, without those of places."""
    mentions = dict.fromkeys(mention for mention in view.sentence.named if mention.entity.sort is not Sort.PLACE)
    return [_Name(mention.first, mention.last, mention.entity, mention.possessive) for mention in mentions]


def _owns_next(view: SentenceView, one: _Name, two: _Name) -> bool:
    """True in "X's budget hotel chain Y", "X's Y" and "X unit Y", not in "X's rival Y" and "X's Y bid"."""
    words = view.words[one.last : two.first]
    if len(words) > _REACH or not LEX.no_units.isdisjoint(words):
        return False
    if view.words[two.last : two.last + 1] and view.words[two.last] in LEX.tie_ups:
        return False
    if not one.possessive and not (words and words[0] in LEX.belonging):
        return False
    return all(in_prefix(view, j) for j in range(one.last + (not one.possessive), two.first))


def _calls(between: Sequence[str], nouns: frozenset[str]) -> bool:
    """True for the words between two names that call the first something of the second: ", a new vehicle of"."""
    at = next((j for j, word in enumerate(between[: _REACH + 1]) if word in nouns), 0)
    if not at or between[0] not in _CALLS:
        return False
    rest = [word for word in between[at + 1 :] if word not in nouns and word not in LEX.belonging]
    if not rest or rest[0] not in {"of", "from"} or len(rest) > _OF:
        return False
    inner = (*between[1:at], *rest)
    return not any(word in {",", "and", "by"} or word in LEX.auxiliaries - _CALLS for word in inner)


def _called_unit(view: SentenceView, j: int) -> bool:
    """True where what is owned from here on is a unit: "X's aerospace unit"."""
    end = next((k for k in range(j, min(len(view), j + _OF)) if view.words[k] in LEX.belonging), 0)
    return bool(end) and all(in_prefix(view, k) for k in range(j, end))
