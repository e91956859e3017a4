"""Whom a report lets speak, and where, as named values: for the question who had the news of its main talk."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.aggregation.origin import vouches
from alliance_cli.extract.aggregation.voices import speaks_for_party, whose_voice, whose_word
from alliance_cli.extract.document import Document, SentenceFacts, SpeechEvent, TalkCandidate, Verdict

_OPENING: Final = 4
"""So many sentences open a report."""
_LATE: Final = 6
_MANY: Final = 6
_TALKS: Final = 4
_SPEAKERS: Final = ("a party", "on the record", "filing", "outsider", "anonymous", "outlet")
_LENGTHS: Final = (2, 4, 8, 16, 32)


def hearing(document: Document, talk: TalkCandidate, verdict: Verdict) -> frozenset[str]:
    """The named values of who speaks: of the talk, beside it, in the opening and anywhere in the report."""
    return frozenset(
        (
            *_of_rules(verdict),
            *(name for fact in verdict.facts for name in _of_fact(talk, fact)),
            *_of_speech(document, talk),
            *_of_place(document, talk, verdict),
        )
    )


def _of_rules(verdict: Verdict) -> Iterator[str]:
    whose = whose_word(verdict.origin)
    yield f"by the rules {whose}"
    yield f"by the rules {whose}, {verdict.status}"
    yield f"by the rules {whose}, {verdict.stage}"


def _of_fact(talk: TalkCandidate, fact: SentenceFacts) -> Iterator[str]:
    place = "headline" if fact.headline else "lead" if leads(fact) else "body"
    for voice in fact.voices:
        tells = fact.at < 0 or voice.covers(fact.at)
        yield f"{place}: {whose_voice(talk, voice)} {'tells of it' if tells else 'speaks beside it'}"
        if speaks_for_party(talk, voice):
            yield "a party by its name" if voice.entity is not None else "a party without a name"
        if vouches(talk, fact, voice):
            yield "somebody vouches for it"


def _of_speech(document: Document, talk: TalkCandidate) -> Iterator[str]:
    """Who speaks in the report at all, in the opening, and how early a party does."""
    said = [(view, voice) for view, voices in document.said.items() for voice in voices]
    for view, voice in said:
        if view.sentence.index < _OPENING:
            where = "headline" if view.sentence.headline else f"sentence {view.sentence.index + 1}"
            yield f"{where}: {whose_voice(talk, voice)}"
    speakers = {whose_voice(talk, voice) for _, voice in said}
    yield from (f"{one} {'speaks' if one in speakers else 'never speaks'}" for one in _SPEAKERS)
    yield f"{min(len(said), _MANY)} voices"
    own = [view.sentence.index for view, voice in said if speaks_for_party(talk, voice)]
    yield f"a party speaks first in sentence {min(*own, _LATE) + 1}" if own else "no party ever speaks"
    yield "a named party speaks" if any(_is_named(talk, voice) for _, voice in said) else "no named party speaks"


def _is_named(talk: TalkCandidate, voice: SpeechEvent) -> bool:
    return voice.entity is not None and speaks_for_party(talk, voice)


def _of_place(document: Document, talk: TalkCandidate, verdict: Verdict) -> Iterator[str]:
    yield f"{min(len(document.kept), _TALKS)} talks"
    yield "its report is about nothing else" if document.is_one_main(talk) else "its report tells of others"
    headline = any(fact.headline and fact.asserted for fact in verdict.facts)
    yield "the headline tells of it" if headline else "the headline tells nothing of it"
    told = [fact.view.sentence.index for fact in verdict.facts if fact.asserted and not fact.headline]
    yield f"told first in sentence {min(told) + 1}" if told else "told by the headline alone"
    yield next((f"up to {most} sentences" for most in _LENGTHS if len(document.body) <= most), "a long report")
