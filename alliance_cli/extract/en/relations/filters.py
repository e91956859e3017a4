"""What is done with the candidates of a report once all are read."""

from collections.abc import Iterator, Sequence

from alliance_cli import names
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.extract.en.relations.rounds import FRAMES as ROUNDS
from alliance_cli.extract.spans import Entity, Sentence, Sort
from alliance_cli.models import Kind, Role

_BEFORE = 6
_AFTER = 8
_ASIDE = 10
"""So many words an aside has before it names an owner."""
_MANY = 3
"""So many parties are more than a pair."""
"""Words before and after a cue in which one of ending speaks of it."""


def drop_consortia(candidates: list[Candidate]) -> None:
    """Drop the alliance of those that only team up to buy: "A and B team up to bid for C" is a bid, nothing besides.

    A merger stays: it is more than that.
    """
    beside: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        beside.setdefault(id(candidate.view), []).append(candidate)
    for candidate in candidates:
        if not candidate.cue.frame.teaming or candidate.dropped:
            continue
        mine = set(candidate.entities)
        for other in beside[id(candidate.view)]:
            wider = mine < set(other.entities)
            bids = other.cue.frame.buying and other.cue.frame.name not in ROUNDS
            if wider and bids and not other.dropped and candidate.kind is not Kind.MERGER:
                candidate.dropped = "joint bidders"
                break


def drop_talks_of_buyers(candidates: list[Candidate]) -> None:
    """Drop talks of several with one another who only want to buy: "A and B are in talks to buy a stake in C"."""
    for candidate in candidates:
        if candidate.cue.frame.name != "talk" or candidate.dropped:
            continue
        mine = {(entity, Role.BUYER) for entity in candidate.entities}
        if any(mine < set(o.parts) for o in candidates if o.view is candidate.view and not o.dropped):
            candidate.dropped = "talks of those who buy"


def drop_labour_talks(title: Sequence[Sentence], candidates: list[Candidate]) -> None:
    """Drop talks of no plain kind in a report on those with a union: "GM, UAW resume talks", with Ford named below."""
    if all(LEX.labour.isdisjoint(token.word for token in sentence.tokens) for sentence in title):
        return
    for candidate in candidates:
        if candidate.cue.frame.name == "talk" and candidate.kind in (None, Kind.COOPERATION):
            candidate.dropped = candidate.dropped or "a report on talks with labour"


def mark_endings(candidates: list[Candidate]) -> None:
    """Mark those by whose cue a word of ending stands: history that is over is worth its own line."""
    for candidate in candidates:
        words = candidate.view.words
        around = range(max(0, candidate.first - _BEFORE), min(len(words), candidate.last + _AFTER))
        candidate.over = any(match(LEX.endings, words, j) for j in around)


def drop_holdings_of_people(candidates: list[Candidate]) -> None:
    """Drop what ties a person to a company otherwise than as a bidder: his shares in it, his work with it."""
    for candidate in candidates:
        people = [role for entity, role in candidate.parts if entity.sort is Sort.PERSON]
        invests = all(entity.investor for entity, _ in candidate.parts if entity.sort is Sort.PERSON)
        buys = candidate.kind is Kind.ACQUISITION or (
            candidate.kind is Kind.STAKE and (invests or candidate.cue.frame.name == "acquire")
        )
        if people and (not buys or any(role is not Role.BUYER for role in people)):
            candidate.dropped = candidate.dropped or "a person, and no bid"


def part_alternatives(candidates: list[Candidate]) -> None:
    """Let each of several that "or" joins be tied for itself: "a merger with Ford or Chrysler", "bought by X or Y"."""
    for candidate in candidates:
        if len(candidate.entities) < _MANY:
            continue
        roles = [role for entity, role in candidate.parts if entity in _alternatives(candidate)]
        if len(roles) > 1 and set(roles) == {Role.BUYER}:
            candidate.rivals = True
        elif len(roles) > 1 and candidate.parts[0][0] not in _alternatives(candidate):
            candidate.separate = True


def _alternatives(candidate: Candidate) -> frozenset[Entity]:
    """The parties of a reading that "or" joins to one another."""
    words = candidate.view.words
    groups = [g for g in candidate.view.groups() if len(g) > 1 and "or" in words[g.first : g.last] and not g.anaphor]
    return frozenset(entity for group in groups for entity in group.members)


def stand_for_owners(views: Sequence[SentenceView], candidates: list[Candidate]) -> None:
    """Put the owner in the place of a company set up for the deal: "Alder Bidco, an affiliate of Selmer Partners".

    What ties the two alone is dropped.
    """
    owners = {entity: owner for view in views for entity, owner in _set_up_by(view)}
    for candidate in candidates:
        if not owners.keys() & set(candidate.entities):
            continue
        made = {owners.get(entity, entity): role for entity, role in candidate.parts}
        candidate.parts = list(made.items())
        if len(made) < 2:
            candidate.dropped = candidate.dropped or "a company set up for the deal, and its owner"


def _set_up_by(view: SentenceView) -> Iterator[tuple[Entity, Entity]]:
    """The companies of a sentence that are set up for a deal, each with the owner that an aside gives it."""
    for group in view.groups():
        if len(group.members) != 1 or view.words[group.last : group.last + 1] != [","]:
            continue
        owner = _owner_in_aside(view, group.last + 1) if _is_vehicle(view, group) else None
        if owner is not None and owner is not group.members[0]:
            yield group.members[0], owner


def _is_vehicle(view: SentenceView, group: NameGroup) -> bool:
    """True for a name that ends as those of companies set up for a deal do, its legal form aside."""
    words = [
        word for word in view.words[group.first : group.last] if word not in names.legal_forms() and word.isalnum()
    ]
    return len(words) > 1 and (words[-1] in LEX.vehicle_names or "_".join(words[-2:]) in LEX.vehicle_names)


def _owner_in_aside(view: SentenceView, i: int) -> Entity | None:
    """Selmer Partners of "a newly formed company indirectly owned by Selmer Partners", which begins at `i`."""
    seen = False
    for j in range(i, min(len(view), i + _ASIDE)):
        word = view.words[j]
        seen = seen or word in LEX.vehicle_nouns
        if seen and word in LEX.vehicle_ties:
            found = view.group_from.get(j + 1)
            return found.members[0] if found else None
        if word in {",", ";"} or (j > i and j in view.group_from):
            return None
    return None
