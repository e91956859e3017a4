"""Who buys, who is bought and who sells in a deal for shares, by the words around its parties.

Beside what the deal was read from: other sentences of a report say it in words that tie nobody, "rejected its bid".
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from alliance_cli.extract.document import Document, SentenceView, Sides, TalkCandidate
from alliance_cli.extract.en.slots.signs import ANY, GAP, Wording, able, members, signed, sought_by, without_asides
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Family, Kind, Role

_SIDES: Final = {"B": Role.BUYER, "T": Role.TARGET, "S": Role.SELLER}


class _Pattern(NamedTuple):
    words: Wording
    names: tuple[str, ...]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The rows of `sides.tsv`, each with the lists it names put in."""
    rows = list(read("sides.tsv", 2))
    lists = {name: words for name, words in rows if name.isupper()}
    return tuple(_compiled(words, lists) for words, _ in rows if words not in lists)


@cache
def _sought() -> frozenset[str]:
    return sought_by(_patterns())


def _compiled(words: str, lists: dict[str, str]) -> _Pattern:
    for name, listed in reversed(lists.items()):
        words = words.replace(f"<{name}>", listed)
    for side in _SIDES:
        words = words.replace(f"{{{side}}}", f"(?P<{side}>{ANY})")
    made = Wording(words.replace("{_}", ANY).replace("~", GAP))
    return _Pattern(made, tuple(made.words.groupindex))


def sides(document: Document, talk: TalkCandidate) -> Sides:
    """How often each party of a deal for shares is said to be its buyer, its target, its seller."""
    if talk.family is not Family.EQUITY and not is_open(talk):
        return {}
    votes: dict[Entity, Counter[Role]] = {}
    parties = frozenset(talk.parts)
    for view in document.views:
        named = {one.entity for one in view.sentence.named} & parties
        own, others = document.readings(talk, view.sentence)
        if not named or (others and not own):
            continue
        for entity, role in dict.fromkeys(_said(view, parties)):  # in their order: of equal roles the first counts
            if role is not Role.SELLER or own or len(named) > 1:  # what a party sells besides makes it no seller
                votes.setdefault(entity, Counter())[role] += 1
    return votes


def is_open(talk: TalkCandidate) -> bool:
    """True for a talk of which no reading says of which kind it is: "the X-Y deal"."""
    return all(candidate.kind in {None, Kind.COOPERATION} for candidate in talk.candidates)


def _said(view: SentenceView, parties: frozenset[Entity]) -> Iterator[tuple[Entity, Role]]:
    """Each party of which a sentence says what it is, with that."""
    text, groups = signed(view, parties)
    plain = without_asides(text)
    for pattern in able(_patterns(), _sought(), text):
        for found in pattern.words.find(text, plain):
            named = {side: members(groups, found[side]) & parties for side in pattern.names}
            if sum(map(len, named.values())) == len(frozenset().union(*named.values())):
                yield from ((entity, _SIDES[side]) for side, those in named.items() for entity in those)
