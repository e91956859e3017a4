"""Who had the news first: an outlet, the company itself, unnamed people, or nobody said."""

from collections.abc import Sequence

from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.aggregation.voices import speaks_for_party
from alliance_cli.extract.document import Document, SentenceFacts, SpeechEvent, TalkCandidate, Voice
from alliance_cli.models import Stage, Status


def origin_of(document: Document, talk: TalkCandidate, facts: Sequence[SentenceFacts], status: Status) -> str:
    """The origin of a talk: an outlet's name, "company", "sources" or "unknown".

    It is who is said to have had it first, else whom its sentences quote, else, of a rumour, whose word the lead gives.
    """
    if talk.main and document.first_reporter:
        return document.first_reporter
    origin = _quoted(document, talk, facts, status)
    if origin == "unknown" and talk.main and status is Status.RUMOURED:
        return document.lead_origin
    return origin


def _quoted(document: Document, talk: TalkCandidate, facts: Sequence[SentenceFacts], status: Status) -> str:
    """The origin by the sentences that speak of a talk.

    The first that holds is taken: an outlet whose story it is, unnamed people, the company's own word.
    """
    # a publisher of news that is a party tells of itself
    own = {document.report.publisher.casefold(), *(name.casefold() for party in talk.parts for name in party.surfaces)}
    outlets = [name for name in document.outlets if name.casefold() not in own]
    leading = [voice for fact in facts if leads(fact) for voice in fact.voices]
    relayed = [
        v.name
        for w in _by_place(facts)
        for v in w.voices
        if v.voice is Voice.OUTLET and v.name and v.name.casefold() not in own
    ]
    # Whoever speaks to the publisher itself in the headline or the first sentence goes before an outlet further on.
    first = [voice for fact in facts if fact.weight >= 3 for voice in fact.voices]
    own_people = any(v.voice is Voice.ANONYMOUS and not v.relays for v in first)
    own_word = status is not Status.RUMOURED and any(speaks_for_party(talk, voice) for voice in first)
    by_outlet = any(v.voice is Voice.OUTLET for v in (first if own_people or own_word else leading))
    by_people = any(v.voice is Voice.ANONYMOUS and not v.relays for v in leading)
    heard = any(v.voice is Voice.ANONYMOUS for w in facts for v in w.voices)
    if by_outlet and (relayed or outlets):
        return (relayed or outlets)[0]
    on_record = any(v.voice in (Voice.RECORD, Voice.FILING) for v in (first if own_people else leading))
    if status is not Status.RUMOURED and by_people and not on_record:
        return "sources"
    if status is Status.ABANDONED and not on_record and any(v.voice is Voice.ANONYMOUS for v in leading):
        return (relayed or outlets or ["sources"])[0]
    if status is not Status.RUMOURED:
        named = any(vouches(talk, w, v) for w in facts for v in w.voices)
        own_news = named or (talk.main and not relayed and _own_news(document, talk, facts))
        return "company" if own_news else (relayed or ["unknown"])[0]
    if by_people:
        return "sources"
    if relayed or (heard and outlets and talk.main):
        return (relayed or outlets)[0]
    if on_record and all(fact.negated or fact.denied for fact in facts if fact.direct):
        return "company"  # nothing is known but the denial, and that is the company's
    if heard:
        return "sources"
    return "unknown"


def vouches(talk: TalkCandidate, fact: SentenceFacts, voice: SpeechEvent) -> bool:
    """True for a voice on the record or a filing; of a talk told in passing, for a party's own word on it."""
    if voice.voice not in (Voice.RECORD, Voice.FILING):
        return False
    own = voice.voice is Voice.FILING or speaks_for_party(talk, voice)
    return talk.main or (own and (fact.at < 0 or voice.covers(fact.at)))


def _own_news(document: Document, talk: TalkCandidate, facts: Sequence[SentenceFacts]) -> bool:
    """True for a deed that is the company's own news though nobody is quoted for it.

    It is not where no party speaks and the report only knows of the tie, "the headquarters of Purina, which is owned
    by Nestle", or is of something else.
    """
    spoken = any(speaks_for_party(talk, voice) for said in document.said.values() for voice in said)
    return spoken or not (_only_known(facts) or _off_page(document, talk))


def _only_known(facts: Sequence[SentenceFacts]) -> bool:
    """True if a tie is only spoken of as something there, in an aside or as one company's holding."""
    told = [fact for fact in facts if fact.asserted]
    there = all(fact.settled or fact.stage is Stage.OPERATING for fact in told)
    return bool(told) and there and not any(fact.headline for fact in told)


def _off_page(document: Document, talk: TalkCandidate) -> bool:
    """True where the text is of something else than its headline: it names none of the parties."""
    mentions = (mention for entity in talk.parts for mention in entity.mentions)
    return bool(document.body) and all(mention.sentence.headline for mention in mentions)


def relayed_by(facts: Sequence[SentenceFacts], origin: str, publisher: str) -> tuple[str, ...]:
    """Outlets between the origin and the publisher: those that a leading sentence names beside the origin.

    "According to Il Sole 24 Ore, as cited by Dow Jones, ..." is Il Sole's news, relayed by Dow Jones.
    """
    own = {origin.casefold(), publisher.casefold()}
    found = [v.name for w in facts if leads(w) for v in w.voices if v.voice is Voice.OUTLET and v.name]
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in own)) if origin in found else ()


def _by_place(facts: Sequence[SentenceFacts]) -> list[SentenceFacts]:
    """The facts in the order of the report, its headline first."""
    return sorted(facts, key=lambda fact: (not fact.headline, fact.view.sentence.index))
