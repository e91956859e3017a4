"""Whom a headline names for its news."""

from alliance_cli import names
from alliance_cli.extract.document import SentenceView, Sort, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX


def headline_voices(view: SentenceView) -> list[SpeechEvent]:
    """Who a headline names at its end ("...: sources", "... - Nikkei") or says by "reportedly"."""
    words = view.words
    found = [
        SpeechEvent(Voice.ANONYMOUS, "", i, verb=word)
        for i, word in enumerate(words)
        if word in {"reportedly", "rumored", "rumoured", "chatter"}
    ]
    marks = [i for i, word in enumerate(words) if word in {":", "-", "--", "–", "—"} and i > 1]
    if words[1:2] == [":"] and words[0] in LEX.headline_sources:
        found.append(SpeechEvent(Voice.ANONYMOUS, "", 0, verb="source"))
    if not marks:
        return found
    at = marks[-1]
    tail = words[at + 1 :]
    if not tail or len(tail) > 6:
        return found
    for i in range(at + 1, len(words)):
        mention = view.mention_at[i]
        entity = mention.entity if mention else None
        if entity is not None and (entity.sort is Sort.OUTLET or LEX.outlets.get(names.fold(entity.name))):
            outlet = entity.outlet or LEX.outlets[names.fold(entity.name)].name
            return [*found, SpeechEvent(Voice.OUTLET, outlet, i, entity)]
        if entity is not None and entity.sort is Sort.COMPANY and len(tail) <= 3:
            return [*found, SpeechEvent(Voice.RECORD, entity.name, i, entity)]
    outlet_pair = LEX.outlets.get(" ".join(tail))
    if outlet_pair:
        return [*found, SpeechEvent(Voice.OUTLET, outlet_pair.name, at + 1)]
    facts = set(tail)
    if facts & LEX.headline_sources:
        return [*found, SpeechEvent(Voice.ANONYMOUS, "", at + 1, verb="source")]
    if facts & LEX.headline_papers:
        return [*found, SpeechEvent(Voice.OUTLET, "", at + 1, verb="report")]
    if facts & LEX.headline_record:
        return [*found, SpeechEvent(Voice.RECORD, "", at + 1)]
    return found
