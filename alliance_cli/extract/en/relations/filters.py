"""What is done with the candidates of a report once all are read."""

from collections.abc import Sequence

from alliance_cli.extract.document import Candidate
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.extract.spans import Entity, Sentence, Sort
from alliance_cli.models import Kind, Role

_BEFORE = 6
_AFTER = 8
_MANY = 3
"""So many parties are more than a pair."""
"""Words before and after a cue in which one of ending speaks of it."""


def drop_consortia(candidates: list[Candidate]) -> None:
    """Drop the alliance of those that only team up to buy: "A and B team up to bid for C" is a bid, nothing besides.

    A merger stays: it is more than that.
    """
    for candidate in candidates:
        if not candidate.cue.frame.teaming or candidate.dropped:
            continue
        mine = set(candidate.entities)
        for other in candidates:
            wider = other.view is candidate.view and mine < set(other.entities)
            if wider and other.cue.frame.buying and not other.dropped and candidate.kind is not Kind.MERGER:
                candidate.dropped = "joint bidders"
                break


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
        buys = candidate.kind is Kind.ACQUISITION or (
            candidate.kind is Kind.STAKE and candidate.cue.frame.name == "acquire"
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
