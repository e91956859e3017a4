"""Who speaks for a party of a talk, among those whom its sentences quote."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.document import SentenceFacts, SpeechEvent, TalkCandidate, Voice
from alliance_cli.extract.spans import Sort

_ORIGINS: Final = {"company": "the company", "sources": "unnamed people", "unknown": "nobody named"}


def speaks_for_party(talk: TalkCandidate, voice: SpeechEvent) -> bool:
    """True if a speaker on the record is a party, its parent or unit, an officer of one, or "the company"."""
    if voice.voice is not Voice.RECORD:
        return False
    entity = voice.entity
    if entity is None:
        return not voice.personal  # "the company said", but not "he said" of nobody knows whom
    if entity.sort is Sort.UNKNOWN and voice.companies:  # a person taken for a name of unknown sort
        return any(company in talk.parts or company.parent in talk.parts for company in voice.companies)
    if entity.sort is Sort.PERSON:
        companies = voice.companies
        return companies is None or any(c in talk.parts or c.parent in talk.parts for c in companies)
    return entity in talk.parts or entity.parent in talk.parts or any(party.parent is entity for party in talk.parts)


def outermost(voices: list[SpeechEvent]) -> list[SpeechEvent]:
    """Without those whose own words are told by another ("he was told that ..., a spokesman said")."""
    return [
        v
        for v in voices
        if not any(o is not v and o.at > v.at and o.first <= v.at < o.at < o.last and o.first == 0 for o in voices)
    ]


def speaker_of(talk: TalkCandidate, facts: Sequence[SentenceFacts]) -> str:
    """The name of the first who speaks for a party on the record, "" if nobody is named."""
    for fact in sorted(facts, key=lambda fact: fact.view.sentence.index):
        for voice in fact.voices:
            if voice.entity is not None and speaks_for_party(talk, voice):
                return voice.name
    return ""


def whose_voice(talk: TalkCandidate, voice: SpeechEvent) -> str:
    """Whose voice it is, as a talk sees it: a party's, or that of unnamed people, an outlet, an outsider."""
    return "a party" if speaks_for_party(talk, voice) else voice.voice.value


def whose_word(origin: str) -> str:
    """Whose word an origin is: the company's, unnamed people's, an outlet's, nobody's."""
    return _ORIGINS.get(origin, "an outlet")
