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


def sureness(talk: TalkCandidate, facts: list[SentenceFacts], why: list[str]) -> Sureness:
    """Rumoured where it rests on unnamed people or an outlet and no party speaks for it on the record."""
    recorded = _recorded(talk, facts, why)
    if recorded is not None:
        return Sureness(Status.CONFIRMED, recorded, True)
    unnamed, settled = _weighed(facts)
    direct = [fact for fact in facts if fact.asserted]
    if settled and settled >= 0.4 * unnamed and not any(fact.open and fact.direct for fact in facts):
        return _known("taken for granted", why)
    if any(fact.ending and fact.asserted and fact.weight >= 2 for fact in facts) and not _all_bids(talk):
        return _known("exists, its end is planned", why)
    if unnamed > _ENOUGH:
        return _hearsay("rests on unnamed people or an outlet", why)
    if direct and all(fact.open or fact.hypothetical for fact in direct):
        return _hearsay("spoken of as possible, by nobody on the record", why)
    if direct and all(fact.stage is Stage.EXPLORING for fact in direct) and not _any_record(facts):
        return _hearsay("only considered, by nobody on the record", why)
    return _unattributed(talk, facts, direct, why)


_ENOUGH = 0.5


def _known(reason: str, why: list[str]) -> Sureness:
    why.append(reason)
    return Sureness(Status.CONFIRMED, Basis.ON_RECORD)


def _hearsay(reason: str, why: list[str]) -> Sureness:
    why.append(reason)
    return Sureness(Status.RUMOURED, Basis.ANONYMOUS)


def _covering(fact: SentenceFacts) -> list[SpeechEvent]:
    """Who says what a sentence says of the deal."""
    return outermost([voice for voice in fact.voices if fact.at < 0 or voice.covers(fact.at)])


def _recorded(talk: TalkCandidate, facts: list[SentenceFacts], why: list[str]) -> Basis | None:
    """The basis of the first sentence in which a party or a filing speaks of the deal, None if there is none."""
    hearsay_leads = any(_HEARSAY.intersection(v.voice for v in fact.voices) for fact in facts if fact.weight >= 2)
    for fact in facts:
        voices = _covering(fact)
        kinds = {voice.voice for voice in voices}
        plain = fact.direct and fact.asserted and not (fact.denied or fact.negated or fact.hypothetical)
        if plain and not kinds & _HEARSAY:
            vague = hearsay_leads and fact.weight < 2 and fact.hedged
            filed = Voice.FILING in kinds
            if filed or any(speaks_for_party(talk, v) and not (vague and v.entity is None) for v in voices):
                why.append(f"on the record in sentence {fact.view.sentence.index + 1}")
                return Basis.FILING if filed else Basis.ON_RECORD
        if _owned_up(talk, fact):
            why.append(f"on the record in sentence {fact.view.sentence.index + 1}")
            return Basis.ON_RECORD
    return None


def _weighed(facts: list[SentenceFacts]) -> tuple[float, float]:
    """How much rests on unnamed people and outlets, and how much is taken for granted."""
    unnamed = settled = 0.0
    for fact in facts:
        kinds = {voice.voice for voice in _covering(fact)}
        if fact.settled and fact.asserted and fact.weight >= 2:
            settled += fact.weight
        elif kinds & _HEARSAY:
            unnamed += fact.weight if fact.direct else 0.5 * fact.weight
        elif Voice.OUTSIDER in kinds and fact.asserted and not fact.factual:
            unnamed += 0.6 * fact.weight
        elif fact.direct and not kinds and fact.weight >= 2 and not fact.headline and not fact.open:
            unnamed -= 0.5 * fact.weight
    return unnamed, settled


def _owned_up(talk: TalkCandidate, fact: SentenceFacts) -> bool:
    """True for a sentence in which a party confirms the talks or the deal: "X confirmed the negotiations"."""
    if fact.denied or fact.negated:
        return False
    words, deals = fact.view.words, LEX.deal_words
    for voice in fact.voices:
        if voice.verb not in LEX.owning_up or voice.entity is None or not speaks_for_party(talk, voice):
            continue
        said = words[voice.at + 1 : voice.at + _OBJECT]
        if (
            not deals.isdisjoint(said)
            and _OTHERS.isdisjoint(said)
            and _NEGATIONS.isdisjoint((*said, *words[max(0, voice.at - 4) : voice.at]))
        ):
            return True
    return False


_OBJECT = 12
_NEGATIONS = frozenset({"not", "no", "n't", "never", "neither", "nor", "without", "whether", "declined"})
_OTHERS = frozenset({"third", "several", "number", "various", "unnamed", "undisclosed", "unidentified"})


def _all_bids(talk: TalkCandidate) -> bool:
    """True if nothing but a takeover is spoken of: that a bid may be dropped says nothing of who knows it."""
    return all(candidate.cue.frame.takeover for candidate in talk.candidates)


def _unattributed(
    talk: TalkCandidate, facts: list[SentenceFacts], direct: list[SentenceFacts], why: list[str]
) -> Sureness:
    """What nobody is quoted for: done deeds are facts, talks and plans are hearsay unless a party speaks nearby."""
    leading = [fact for fact in direct if fact.weight >= 2]
    leading = direct if all(fact.headline for fact in leading) else leading
    affirmed = [fact for fact in leading if not fact.negated and not fact.denied]
    if any(fact.factual for fact in affirmed):
        why.append("told as done, without a source")
        return Sureness(Status.CONFIRMED, Basis.ON_RECORD)
    if not affirmed or all(fact.hedged for fact in affirmed):
        if talk.main and affirmed and any(speaks_for_party(talk, voice) for fact in facts for voice in fact.voices):
            why.append("a party speaks of it")
            return Sureness(Status.CONFIRMED, Basis.ON_RECORD)
        if talk.main and any(_plainly_told(fact) for fact in affirmed):
            why.append("told as talks or plans, as a fact")
            return Sureness(
                Status.CONFIRMED, Basis.ANONYMOUS
            )  # no word of a party: it never turns a rumour in the ledger
        why.append("told as talks or plans, without a source")
        return Sureness(Status.RUMOURED, Basis.ANONYMOUS)
    why.append("taken as known, without a source")
    plain = talk.main and not any(fact.hedged for fact in affirmed)
    return Sureness(Status.CONFIRMED, Basis.ON_RECORD if plain else Basis.ANONYMOUS)


def _plainly_told(fact: SentenceFacts) -> bool:
    """True for talks that the report itself tells of as known, by no outlet's and no insider's word."""
    if fact.headline or fact.fancy or fact.open or fact.planned == "would":
        return False
    said = LEX.insiders | LEX.reporting
    if not said.isdisjoint(fact.view.words):
        return False
    entities = (mention.entity for mention in fact.view.mention_at if mention is not None)
    return not any(entity.sort is Sort.OUTLET for entity in entities)


def _any_record(facts: list[SentenceFacts]) -> bool:
    return any(voice.voice in (Voice.RECORD, Voice.FILING) for fact in facts for voice in fact.voices)


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
