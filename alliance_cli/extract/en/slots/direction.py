"""Who gives and who takes in a tie-up of supply, licences or distribution, by the words between the parties."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from alliance_cli.extract.document import Document, Flow, SentenceView, TalkCandidate
from alliance_cli.extract.en.slots.signs import ANY, GAP, Wording, able, members, signed, sought_by, without_asides
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind

_WITHIN: Final = r"(?:(?! [.;:] )[^\ue000-\uf8ff]){0,80}?"
_BEFORE_VERB: Final = (
    rf"{_WITHIN}(?: (?:with|from|to|of|for) [\ue000-\uf8ff](?: ,)? (?:and|with|(?:under|in) which it){_WITHIN})?"
)
"""Between a subject and its verb: auxiliaries, "agreed to", "signed a deal with X and"."""


class _Pattern(NamedTuple):
    kinds: frozenset[Kind]
    words: Wording


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The rows of `directions.tsv`."""
    return tuple(
        _Pattern(frozenset(map(Kind, kinds.split())), Wording(_whole(words)))
        for kinds, words, _ in read("directions.tsv", 3)
    )


@cache
def _sought() -> frozenset[str]:
    return sought_by(_patterns())


def _whole(words: str) -> str:
    named = words.replace("{G}", f"(?P<giver>{ANY})").replace("{T}", f"(?P<taker>{ANY})")
    return named.replace("{T2}", "(?P=taker)").replace("{V}", _BEFORE_VERB).replace("~", GAP)


def direction(document: Document, talk: TalkCandidate) -> Flow:
    """Who gives and who takes; nobody where the report does not say, or says both of one.

    It is read in the sentences that the talk was read from and in others that name two of its parties and
    nobody else; of two parties, in a report on nothing else, one is enough.
    """
    kinds = {candidate.kind for candidate in talk.candidates if candidate.kind is not None}
    patterns = [one for one in _patterns() if one.kinds & kinds or kinds <= _OPEN]
    if not patterns:
        return Flow()
    votes: Counter[tuple[Entity, bool]] = Counter()
    first: Kind | None = None
    for view in _views(document, talk):
        for kind, giver, taker in _pairs(view, frozenset(talk.parts), patterns):
            first = first or kind
            votes.update((entity, True) for entity in giver)
            votes.update((entity, False) for entity in taker)
    gives, takes = (frozenset(e for e in talk.parts if votes[e, way] > votes[e, not way]) for way in (True, False))
    return Flow(gives, takes, first)


_TWO: Final = 2
_OPEN: Final = frozenset({Kind.COOPERATION})
"""A talk of these kinds alone, or of none, may still be of any in which something is given."""


def _views(document: Document, talk: TalkCandidate) -> list[SentenceView]:
    own = dict.fromkeys(candidate.view for candidate in talk.candidates)
    parties = frozenset(talk.parts)
    enough = 1 if len(parties) == _TWO and document.is_one_main(talk) else _TWO
    for view in document.views:
        named = {one.entity for one in view.sentence.named}
        if view not in own and len(named & parties) >= enough and talk.has_all_of(view.sentence):
            own[view] = None
    return list(own)


def _pairs(
    view: SentenceView, parties: frozenset[Entity], patterns: list[_Pattern]
) -> Iterator[tuple[Kind, frozenset[Entity], frozenset[Entity]]]:
    """(kind, givers, takers) of each thing that a sentence says."""
    text, groups = signed(view, parties)
    if not groups:
        return
    plain = without_asides(text)
    for pattern in able(patterns, _sought(), text):
        for found in pattern.words.find(text, plain):
            said = found.groupdict()
            giver, taker = (members(groups, said.get(side)) & parties for side in ("giver", "taker"))
            if not giver & taker:
                yield min(pattern.kinds), giver, taker
