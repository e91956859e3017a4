"""Rumoured or confirmed: on whose word a talk rests."""

from typing import NamedTuple

from alliance_cli.extract.document import SentenceFacts, Sort, SpeechEvent, TalkCandidate, Voice
from alliance_cli.extract.en.attribution import affiliation
from alliance_cli.extract.en.attribution.scope import outermost
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.models import Basis, Stage, Status

_HEARSAY = frozenset({Voice.ANONYMOUS, Voice.OUTLET})


class Sureness(NamedTuple):
    """How sure a talk is: `recorded` is true where a party or a filing itself speaks of it."""

    status: Status
    basis: Basis
    recorded: bool = False


def sureness(talk: TalkCandidate, words: list[SentenceFacts], why: list[str]) -> Sureness:
    """Rumoured where it rests on unnamed people or an outlet and no party speaks for it on the record."""
    recorded = _recorded(talk, words, why)
    if recorded is not None:
        return Sureness(Status.CONFIRMED, recorded, True)
    unnamed, settled = _weighed(words)
    direct = [word for word in words if word.asserted]
    if settled and settled >= 0.4 * unnamed and not any(word.open and word.direct for word in words):
        return _known("taken for granted", why)
    if any(word.ending and word.asserted and word.weight >= 2 for word in words) and not _all_bids(talk):
        return _known("exists, its end is planned", why)
    if unnamed > _ENOUGH:
        return _hearsay("rests on unnamed people or an outlet", why)
    if direct and all(word.open or word.hypothetical for word in direct):
        return _hearsay("spoken of as possible, by nobody on the record", why)
    if direct and all(word.stage is Stage.EXPLORING for word in direct) and not _any_record(words):
        return _hearsay("only considered, by nobody on the record", why)
    return _unattributed(talk, words, direct, why)


_ENOUGH = 0.5


def _known(reason: str, why: list[str]) -> Sureness:
    why.append(reason)
    return Sureness(Status.CONFIRMED, Basis.ON_RECORD)


def _hearsay(reason: str, why: list[str]) -> Sureness:
    why.append(reason)
    return Sureness(Status.RUMOURED, Basis.ANONYMOUS)


def _covering(word: SentenceFacts) -> list[SpeechEvent]:
    """Who says what a sentence says of the deal."""
    return outermost([voice for voice in word.voices if word.at < 0 or voice.covers(word.at)])


def _recorded(talk: TalkCandidate, words: list[SentenceFacts], why: list[str]) -> Basis | None:
    """The basis of the first sentence in which a party or a filing speaks of the deal, None if there is none."""
    hearsay_leads = any(_HEARSAY.intersection(v.voice for v in word.voices) for word in words if word.weight >= 2)
    for word in words:
        voices = _covering(word)
        kinds = {voice.voice for voice in voices}
        plain = word.direct and word.asserted and not (word.denied or word.negated or word.hypothetical)
        if plain and not kinds & _HEARSAY:
            vague = hearsay_leads and word.weight < 2 and word.hedged
            filed = Voice.FILING in kinds
            if filed or any(speaks_for_party(talk, v) and not (vague and v.entity is None) for v in voices):
                why.append(f"on the record in sentence {word.clause.sentence.index + 1}")
                return Basis.FILING if filed else Basis.ON_RECORD
        if _owned_up(talk, word):
            why.append(f"on the record in sentence {word.clause.sentence.index + 1}")
            return Basis.ON_RECORD
    return None


def _weighed(words: list[SentenceFacts]) -> tuple[float, float]:
    """How much rests on unnamed people and outlets, and how much is taken for granted."""
    unnamed = settled = 0.0
    for word in words:
        kinds = {voice.voice for voice in _covering(word)}
        if word.settled and word.asserted and word.weight >= 2:
            settled += word.weight
        elif kinds & _HEARSAY:
            unnamed += word.weight if word.direct else 0.5 * word.weight
        elif Voice.OUTSIDER in kinds and word.asserted and not word.factual:
            unnamed += 0.6 * word.weight
        elif word.direct and not kinds and word.weight >= 2 and not word.headline and not word.open:
            unnamed -= 0.5 * word.weight
    return unnamed, settled


def _owned_up(talk: TalkCandidate, word: SentenceFacts) -> bool:
    """True for a sentence in which a party confirms the talks or the deal: "X confirmed the negotiations"."""
    if word.denied or word.negated:
        return False
    lows, deals = word.clause.lows, LEX.deal_words
    for voice in word.voices:
        if voice.verb not in LEX.owning_up or voice.entity is None or not speaks_for_party(talk, voice):
            continue
        said = lows[voice.at + 1 : voice.at + _OBJECT]
        if (
            not deals.isdisjoint(said)
            and _OTHERS.isdisjoint(said)
            and _NEGATIONS.isdisjoint((*said, *lows[max(0, voice.at - 4) : voice.at]))
        ):
            return True
    return False


_OBJECT = 12
_NEGATIONS = frozenset({"not", "no", "n't", "never", "neither", "nor", "without", "whether", "declined"})
_OTHERS = frozenset({"third", "several", "number", "various", "unnamed", "undisclosed", "unidentified"})


def _all_bids(talk: TalkCandidate) -> bool:
    """True if nothing but a takeover is spoken of: that a bid may be dropped says nothing of who knows it."""
    return all(assertion.cue.frame.takeover for assertion in talk.assertions)


def _unattributed(
    talk: TalkCandidate, words: list[SentenceFacts], direct: list[SentenceFacts], why: list[str]
) -> Sureness:
    """What nobody is quoted for: done deeds are facts, talks and plans are hearsay unless a party speaks nearby."""
    leading = [word for word in direct if word.weight >= 2]
    leading = direct if all(word.headline for word in leading) else leading
    affirmed = [word for word in leading if not word.negated and not word.denied]
    if any(word.factual for word in affirmed):
        why.append("told as done, without a source")
        return Sureness(Status.CONFIRMED, Basis.ON_RECORD)
    if not affirmed or all(word.hedged for word in affirmed):
        if talk.main and affirmed and any(speaks_for_party(talk, voice) for word in words for voice in word.voices):
            why.append("a party speaks of it")
            return Sureness(Status.CONFIRMED, Basis.ON_RECORD)
        if talk.main and any(_plainly_told(word) for word in affirmed):
            why.append("told as talks or plans, as a fact")
            return Sureness(
                Status.CONFIRMED, Basis.ANONYMOUS
            )  # no word of a party: it never turns a rumour in the ledger
        why.append("told as talks or plans, without a source")
        return Sureness(Status.RUMOURED, Basis.ANONYMOUS)
    why.append("taken as known, without a source")
    plain = talk.main and not any(word.hedged for word in affirmed)
    return Sureness(Status.CONFIRMED, Basis.ON_RECORD if plain else Basis.ANONYMOUS)


def _plainly_told(word: SentenceFacts) -> bool:
    """True for talks that the report itself tells of as known, by no outlet's and no insider's word."""
    if word.headline or word.fancy or word.open or word.planned == "would":
        return False
    said = LEX.insiders | LEX.reporting
    if not said.isdisjoint(word.clause.lows):
        return False
    entities = (mention.entity for mention in word.clause.mention_at if mention is not None)
    return not any(entity.sort is Sort.OUTLET for entity in entities)


def _any_record(words: list[SentenceFacts]) -> bool:
    return any(voice.voice in (Voice.RECORD, Voice.FILING) for word in words for voice in word.voices)


def speaks_for_party(talk: TalkCandidate, voice: SpeechEvent) -> bool:
    """True if a speaker on the record is a party, its officer, or "the company"."""
    if voice.voice is not Voice.RECORD:
        return False
    entity = voice.entity
    if entity is None:
        return voice.name not in {"he", "she"}
    if entity.sort is Sort.UNKNOWN and (titled := affiliation.speaks_for(entity)):
        return any(company in talk.parts or company.parent in talk.parts for company in titled)
    if entity.sort is Sort.PERSON:
        companies = affiliation.speaks_for(entity)
        return companies is None or any(c in talk.parts or c.parent in talk.parts for c in companies)
    return entity in talk.parts or entity.parent in talk.parts or any(party.parent is entity for party in talk.parts)
