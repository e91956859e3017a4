"""Who had the news first: an outlet, the company itself, unnamed people, or nobody said."""

from alliance_cli import names
from alliance_cli.extract.document import SentenceFacts, SentenceView, Sort, SpeechEvent, TalkCandidate, Voice
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.models import Stage, Status


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


def origin_of(
    talk: TalkCandidate, facts: list[SentenceFacts], status: Status, publisher: str, outlets: list[str]
) -> str:
    """The origin of a talk from the sentences that speak of it; `outlets` are those the report quotes, in order."""
    own = publisher.casefold()
    leading = [voice for fact in facts if fact.weight >= 2 for voice in fact.voices]
    relayed = [
        v.name
        for w in _by_place(facts)
        for v in w.voices
        if v.voice is Voice.OUTLET and v.name and v.name.casefold() != own
    ]
    first = [voice for fact in facts if fact.weight >= 3 for voice in fact.voices]
    own_people = any(v.voice is Voice.ANONYMOUS and v.verb not in _HEARD for v in first)
    by_outlet = any(v.voice is Voice.OUTLET for v in (first if own_people else leading))
    by_people = any(v.voice is Voice.ANONYMOUS and v.verb not in _HEARD for v in leading)
    heard = any(v.voice is Voice.ANONYMOUS for w in facts for v in w.voices)
    if by_outlet and (relayed or outlets):
        return (relayed or outlets)[0]
    on_record = any(v.voice in (Voice.RECORD, Voice.FILING) for v in leading)
    if status is not Status.RUMOURED and by_people and not on_record:
        return "sources"
    if status is Status.ABANDONED and not on_record and any(v.voice is Voice.ANONYMOUS for v in leading):
        return (relayed or outlets or ["sources"])[0]
    if status is not Status.RUMOURED:
        named = any(v.voice in (Voice.RECORD, Voice.FILING) for w in facts for v in w.voices)
        own_word = named or (talk.main and not relayed and not _only_known(facts))
        return "company" if own_word else (relayed or ["unknown"])[0]
    if by_people:
        return "sources"
    if relayed or (heard and outlets and talk.main):
        return (relayed or outlets)[0]
    if on_record and all(fact.negated or fact.denied for fact in facts if fact.direct):
        return "company"
    if heard:
        return "sources"
    return "unknown"


def lead_voice(view: SentenceView, said: list[SpeechEvent], publisher: str) -> str:
    """Who speaks in a lead that does not name the deal again: "after people close to the company said"."""
    people, insiders = LEX.unnamed_people, LEX.insiders
    for i, word in enumerate(view.words):
        if word in people and not insiders.isdisjoint(view.words[i + 1 : i + 3]):
            return "sources"
    for voice in said:
        if voice.voice is Voice.ANONYMOUS and voice.verb not in _HEARD:
            return "sources"
        if voice.voice is Voice.OUTLET and voice.name and voice.name.casefold() != publisher.casefold():
            return voice.name
    return "unknown"


def _only_known(facts: list[SentenceFacts]) -> bool:
    """True if a tie is only spoken of as something there, in an aside or as one company's holding."""
    told = [fact for fact in facts if fact.asserted]
    there = all(fact.settled or fact.stage is Stage.OPERATING for fact in told)
    return bool(told) and there and not any(fact.headline for fact in told)


def relayed_by(facts: list[SentenceFacts], origin: str, publisher: str) -> tuple[str, ...]:
    """Outlets between the origin and the publisher: those that a leading sentence names beside the origin."""
    own = {origin.casefold(), publisher.casefold()}
    found = [v.name for w in facts if w.weight >= 2 for v in w.voices if v.voice is Voice.OUTLET and v.name]
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in own)) if origin in found else ()


_HEARD = frozenset({"citing", "cited", "cites", "quoting", "reportedly", "chatter", "reports"})


def _by_place(facts: list[SentenceFacts]) -> list[SentenceFacts]:
    return sorted(facts, key=lambda fact: (not fact.headline, fact.view.sentence.index))
