"""Who sells what is bought, where no reading of a deal has it as a party: its owner, or from whom it is bought."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from alliance_cli.extract.document import Document, SentenceView, Sides, TalkCandidate
from alliance_cli.extract.en.slots.signs import ANY, GAP, Wording, members, signed, without_asides
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Kind, Role

_ANYWHERE: Final = "any"
_BOUGHT: Final = frozenset({Role.TARGET, Role.UNIT})


class _Pattern(NamedTuple):
    kinds: frozenset[Kind]
    anywhere: bool
    words: Wording


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The rows of `owners.tsv`, each with the lists it names put in."""
    rows = list(read("owners.tsv", 4))
    lists = {name: words for name, _, words, _ in rows if name.isupper()}
    return tuple(
        _Pattern(frozenset(map(Kind, kinds.split())), where == _ANYWHERE, Wording(_whole(words, lists)))
        for kinds, where, words, _ in rows if kinds not in lists
    )  # fmt: skip


def _whole(words: str, lists: dict[str, str]) -> str:
    for _ in lists:  # a list may name another
        for name, listed in lists.items():
            words = words.replace(f"<{name}>", listed)
    return words.replace("{O}", f"(?P<owner>{ANY})").replace("{T}", f"(?P<thing>{ANY})").replace("~", GAP)


def owners(document: Document, talk: TalkCandidate) -> Sides:
    """How often each company that is no party is said to sell what a main deal for shares is about; none of a merger
    of equals, nor where a reading has the seller."""
    kind = next((candidate.kind for candidate in talk.candidates if candidate.kind is not None), None)
    things = frozenset(entity for entity, role in talk.parts.items() if role in _BOUGHT)
    patterns = [one for one in _patterns() if kind in one.kinds]
    if not (talk.main and things and patterns) or Role.SELLER in talk.parts.values():
        return {}
    read_from = {id(candidate.view) for candidate in talk.candidates}
    found: Counter[Entity] = Counter()
    for view in document.views:
        fitting = [one for one in patterns if one.anywhere or id(view) in read_from]
        found.update([*dict.fromkeys(_said(view, talk, things, fitting))])
    return {entity: {Role.SELLER: times} for entity, times in found.items()}


def _said(
    view: SentenceView, talk: TalkCandidate, things: frozenset[Entity], patterns: list[_Pattern]
) -> Iterator[Entity]:
    """The companies that a sentence has as sellers of what is bought."""
    named = {one.entity for one in view.sentence.named}
    others = frozenset(one for one in named - talk.parts.keys() if one.sort is Sort.COMPANY)
    if not (others and named & things):
        return
    text, groups = signed(view, others | frozenset(talk.parts))
    plain = without_asides(text)
    for pattern in patterns:
        for found in pattern.words.find(text, plain):
            who, thing = members(groups, found["owner"]), members(groups, found["thing"])
            if thing & things and who & named <= others:
                # in the order in which they stand, which a set has not
                yield from (one.entity for one in view.sentence.named if one.entity in who & others)
