"""Whom a headline names for its news."""

from collections.abc import Iterator
from typing import Final

from alliance_cli import names
from alliance_cli.extract.document import SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Sort

_MARKS: Final = frozenset({":", "-", "--", "–", "—"})
_TAIL: Final = 6
"""How many words may name a source at the end; a longer tail is part of what is told."""
_COMPANY_TAIL: Final = 3
"""How many of them may name a company that speaks: "... - Renault CEO"."""
_HEARSAY = LEX.reportedly | LEX.rumoured | LEX.chatter


def headline_voices(view: SentenceView) -> list[SpeechEvent]:
    """Who a headline names at its end ("...: sources", "... - Nikkei"), first ("Sources: ...") or by "reportedly"."""
    words = view.words
    found = [SpeechEvent(Voice.ANONYMOUS, "", i, verb=word) for i, word in enumerate(words) if word in _HEARSAY]
    if words[1:2] == [":"] and words[0] in LEX.headline_sources:
        found.append(SpeechEvent(Voice.ANONYMOUS, "", 0, verb="source"))
    at = max((i for i, word in enumerate(words) if word in _MARKS and i > 1), default=len(words))
    if 0 < len(words) - at - 1 <= _TAIL:
        found += _tail_voice(view, at + 1)
    return found


def _tail_voice(view: SentenceView, first: int) -> list[SpeechEvent]:
    """Who the words from `first` on name as the source, if anybody: a name goes before a word for a source."""
    tail = view.words[first:]
    named = next(_named(view, first), None)
    if named is not None:
        return [named]
    outlet = LEX.outlets.get(" ".join(tail))
    if outlet:
        return [SpeechEvent(Voice.OUTLET, outlet.name, first)]
    if not LEX.headline_sources.isdisjoint(tail):
        return [SpeechEvent(Voice.ANONYMOUS, "", first, verb="source")]
    if not LEX.headline_papers.isdisjoint(tail):
        return [SpeechEvent(Voice.OUTLET, "", first, verb="report")]
    if not LEX.headline_record.isdisjoint(tail):
        return [SpeechEvent(Voice.RECORD, "", first)]
    return []


def _named(view: SentenceView, first: int) -> Iterator[SpeechEvent]:
    """The outlets and companies that the words from `first` on name."""
    for i in range(first, len(view)):
        entity = view.entity_at(i)
        if entity is not None and (entity.sort is Sort.OUTLET or LEX.outlets.get(names.fold(entity.name))):
            yield SpeechEvent(Voice.OUTLET, entity.outlet or LEX.outlets[names.fold(entity.name)].name, i, entity)
        elif entity is not None and entity.sort is Sort.COMPANY and len(view) - first <= _COMPANY_TAIL:
            yield SpeechEvent(Voice.RECORD, entity.name, i, entity)
