"""Talks of a report that are one deal told of other parties: of a parent and of its unit, with a seller and without."""

import re
from functools import lru_cache

from alliance_cli.extract.document import Document, TalkCandidate
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Family, Role

_BELONGING = r"(?:unit|subsidiary|arm|division|affiliate|vehicle|business)s?"
_UNIT = re.compile(_BELONGING)
_AROUND = 200
"""So many letters before and after a word for a unit may name it and its owner."""
_MOST = 8
"""So many ways of naming a company are looked for."""


def one_deal(document: Document, talk: TalkCandidate) -> tuple[TalkCandidate, ...]:
    """A talk with the other main talks of a report that are the same deal: those of more or fewer of its parties, and
    those that have a unit in place of its parent."""
    if not talk.main or talk.family is not Family.EQUITY:
        return (talk,)
    others = (other for other in document.kept if other is not talk and other.main and other.family is Family.EQUITY)
    return (talk, *(other for other in others if _is_same(document, talk, other)))


def as_one(talks: tuple[TalkCandidate, ...]) -> TalkCandidate:
    """Talks of one deal as one; the roles are those of the first."""
    first = talks[0]
    if len(talks) == 1:
        return first
    parts = {entity: role for other in reversed(talks) for entity, role in other.parts.items()}
    candidates = [candidate for other in talks for candidate in other.candidates]
    return TalkCandidate(parts, candidates, first.score, main=first.main)


def _is_same(document: Document, talk: TalkCandidate, other: TalkCandidate) -> bool:
    if talk.entities.isdisjoint(other.entities):
        return False
    few, many = sorted((talk.entities - other.entities, other.entities - talk.entities), key=len)
    if not few:
        more = max(talk, other, key=lambda one: len(one.parts))
        return all(more.parts[entity] is not Role.BUYER for entity in many)
    return all(any(_belong(document, one, another) for another in many) for one in few)


_OPENING = 30_000
"""In so much of a text it is said what belongs to whom; few news are longer."""


def _belong(document: Document, one: Entity, another: Entity) -> bool:
    return _belongs(document, one, another) or _belongs(document, another, one)


def _belongs(document: Document, unit: Entity, parent: Entity) -> bool:
    """True where the text calls one a unit of the other: "Nissan unit Jatco", "Jatco, a unit of Nissan", or its name
    says it: "Nissan Shatai"."""
    if set(parent.name.split()) < set(unit.name.split()):
        return True
    near = _said_to_belong(document.report.text[:_OPENING])
    if not (_named_in(unit, near) and _named_in(parent, near)):
        return False
    inner, outer = _names(unit), _names(parent)
    some = r"(?:[\w-]+ ){0,3}?"
    before = rf"(?:{outer})(?:['’]s?)?(?: \([^)]{{1,20}}\))? {some}{_BELONGING},? (?:{inner})\b"
    after = rf"(?:{inner})\b[^.;]{{0,40}}?\b(?:an?|the|its) {some}{_BELONGING} of {some}(?:{outer})\b"
    return any(re.search(words, near) for words in (before, after))


@lru_cache(maxsize=4)
def _said_to_belong(opening: str) -> str:
    """The parts of a text around its words for units: most pairs are not named in them, and need no pattern."""
    places = [(max(0, found.start() - _AROUND), found.end() + _AROUND) for found in _UNIT.finditer(opening)]
    parts: list[tuple[int, int]] = []
    for first, last in places:
        if parts and first <= parts[-1][1]:
            parts[-1] = parts[-1][0], last
        else:
            parts.append((first, last))
    return ";".join(opening[first:last] for first, last in parts)


def _named_in(entity: Entity, text: str) -> bool:
    return any(name in text for name in entity.surfaces)


def _names(entity: Entity) -> str:
    return "|".join(re.escape(name) for name in sorted(entity.surfaces, key=len, reverse=True)[:_MOST])
