"""What surrounds a talk in its report, and who owned whom: named values for the question whether it is one at all."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from alliance_cli.extract.aggregation.kind import kind_of
from alliance_cli.extract.document import Document, TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity
from alliance_cli.gazetteer import Gazetteer

_OFTEN: Final = 3
"""A name with so many mentions is one that a report is about."""
_WORDS: Final = 4
"""From so many words on it makes no difference how many a name has."""
_PLACES: Final = 4
"""From so many on it makes no difference how many talks weigh more."""
_IN_SENTENCE: Final = (2, 3, 4, 5, 6, 8)
_IN_REPORT: Final = (2, 3, 5, 8, 12, 20, 30)
_TALKS: Final = (1, 2, 3, 4, 6, 9, 15)
_FIRST: Final = (0, 1, 2, 3, 5, 8, 12, 20)


def surroundings(document: Document, talk: TalkCandidate, scorer: Scorer, gazetteer: Gazetteer) -> Iterator[str]:
    """The named values: of the names, the sentences and the report of a talk, and of what the gazetteer knows."""
    for entity in talk.parts:
        yield from _of_name(entity)
    yield from _of_sentences(talk)
    yield from _of_report(document, talk)
    yield from _of_gazetteer(talk, str(kind_of(talk, scorer)[0]), gazetteer)


def _least(number: int, steps: Sequence[int]) -> int:
    """The highest step that a number reaches, 0 below the first."""
    return max((step for step in steps if number >= step), default=0)


def _of_name(entity: Entity) -> Iterator[str]:
    words = entity.name.split()
    yield f"a party: a name of {min(len(words), _WORDS)} words"
    if entity.name.isupper():
        yield "a party: a name in capitals"
    if any(char.isdigit() for char in entity.name):
        yield "a party: a name with a figure"
    if not entity.company and len(words) == 1:
        yield "a party: one word that no list knows"
    if not entity.company and "-" in entity.name:
        yield "a party: a hyphen in a name that no list knows"
    if entity.plain:
        yield "a party: only words that are mostly written small"
        yield f"a party: {entity.sort}, only words that are mostly written small"
    first = min(mention.sentence.index for mention in entity.mentions)
    yield f"a party: named first from sentence {_least(first, _FIRST) + 1} on"


def _of_sentences(talk: TalkCandidate) -> Iterator[str]:
    for candidate in talk.candidates:
        named = {entity for group in candidate.view.groups() for entity in group.members}
        yield f"at least {_least(len(named), _IN_SENTENCE)} companies in its sentence"
        yield "others in its sentence" if named - talk.entities else "nobody else in its sentence"
    first = min(candidate.view.sentence.index for candidate in talk.candidates)
    yield f"told first from sentence {_least(first, _FIRST) + 1} on"


def _of_report(document: Document, talk: TalkCandidate) -> Iterator[str]:
    heavier = sum(other.score > talk.score for other in document.kept)
    yield f"{min(heavier, _PLACES)} talks weigh more" if heavier else "no talk weighs more"
    yield f"at least {_least(len(document.talks), _TALKS)} talks in its report"
    able = len(list(islice((entity for entity in document.entities if entity.may_be_party), _IN_REPORT[-1])))
    yield f"at least {_least(able, _IN_REPORT)} companies in its report"
    yield f"{sum(len(entity.mentions) >= _OFTEN for entity in talk.parts)} parties named often"


def _of_gazetteer(talk: TalkCandidate, kind: str, gazetteer: Gazetteer) -> Iterator[str]:
    known = [entity.company for entity in talk.parts if entity.company]
    yield f"{kind}, {len(known)} of {len(talk.parts)} parties known"
    found = [company for company in map(gazetteer.company, known) if company is not None]
    for sector in sorted({company.sector for company in found}):
        yield f"{kind}, a party of {sector or 'no sector'}"
    if len(known) < 2:
        return
    owned = any(_owners(company, gazetteer) & set(known) for company in known)
    owns = "one party has owned the other" if owned else "no party has owned another"
    yield owns
    yield f"{kind}, {owns}"
    yield f"{'main' if talk.main else 'background'}, {owns}"


def _owners(company: str, gazetteer: Gazetteer) -> set[str]:
    """The companies that have owned a company at any time, owners of owners among them."""
    found: set[str] = set()
    ahead = [company]
    while ahead:
        held = gazetteer.company(ahead.pop())
        new = {parent.company for parent in held.parents} - found if held is not None else set()
        found |= new
        ahead += new
    return found - {company}
