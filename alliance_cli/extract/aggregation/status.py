"""Where it is decided whether a talk is rumoured, confirmed or abandoned, on which basis, and why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from alliance_cli.extract.aggregation.ending import basis_of_end, ended
from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.aggregation.origin import origin_of, relayed_by
from alliance_cli.extract.aggregation.stage import stage_of
from alliance_cli.extract.aggregation.voices import outermost, speaker_of, speaks_for_party
from alliance_cli.extract.document import Document, SentenceFacts, SpeechEvent, TalkCandidate, Verdict, Voice
from alliance_cli.models import Basis, Stage, Status

GRANTED: Final = "taken for granted"
"""Why a talk is confirmed that its report knows of: no judge makes a rumour of it."""
DENIED_ONLY: Final = "all that is said of it is a denial"
"""Why a talk is a rumour that nothing but a denial tells of: no judge confirms it."""
_HEARSAY = frozenset({Voice.ANONYMOUS, Voice.OUTLET})
_ENOUGH: Final = 0.5
"""How much must rest on unnamed people or outlets to make a talk a rumour: half a sentence of the body."""
_SETTLED: Final = 0.4
"""How much that is taken for granted outweighs them, as a share of theirs."""
_POINTING: Final = 0.5
"""What a voice in a sentence that only points back to a talk counts, as a share of its weight."""
_OUTSIDER: Final = 0.6
"""What an outsider's word counts beside that of unnamed people."""
_UNATTRIBUTED: Final = 0.5
"""What a leading sentence takes off their weight that tells of the deal by nobody's word, as a share of its own."""


def unfounded(talk: TalkCandidate, facts: Sequence[SentenceFacts]) -> str:
    """Why what is said of a talk is no news of one, "" if it is: an outsider's idea, or something merely negated."""
    direct = [fact for fact in facts if fact.direct]
    if not direct:
        return ""
    if all(fact.fancy and not fact.settled and not _told(fact) for fact in direct):
        return "an outsider's idea"
    if all(fact.negated and not (fact.denied or fact.ended) and not _told(fact) for fact in direct):
        return "said not to be"
    return ""


def by_nobody(talk: TalkCandidate, facts: Sequence[SentenceFacts]) -> bool:
    """True for talks told in passing that nobody is quoted for and no sentence takes for done: "X may bid for Y"."""
    direct = [fact for fact in facts if fact.direct]
    return not talk.main and bool(direct) and all(f.hedged and not f.ended and not _told(f) for f in direct)


def _told(fact: SentenceFacts) -> bool:
    """True if someone other than an outsider is quoted for it."""
    return any(voice.voice is not Voice.OUTSIDER and voice.covers(fact.at) for voice in fact.voices)


def decide(document: Document, talk: TalkCandidate, facts: Sequence[SentenceFacts]) -> Verdict:
    """What the sentences on a talk add up to."""
    why: list[str] = []
    heaviest = _heaviest_first(facts)
    status, basis, recorded = _sureness(talk, heaviest, document.lead_origin, why)
    stage = stage_of(talk, heaviest, status)
    if recorded:  # what a party says of itself is decided: the end that is to come is the end
        facts = [replace(fact, ended=True) if fact.ending and not fact.ended else fact for fact in facts]
        heaviest = _heaviest_first(facts)
    denied = any(fact.denied or (fact.direct and fact.negated) for fact in facts)
    if ended(heaviest, why):
        status, stage = Status.ABANDONED, Stage.ENDED
        denied = denied and any(fact.denied and leads(fact) for fact in facts)
        basis = basis_of_end(talk, facts, basis)
    elif denied and _only_denied(facts):
        status, stage = Status.RUMOURED, stage if stage in (Stage.TALKS, Stage.MOU) else Stage.EXPLORING
        why.append(DENIED_ONLY)
        if any(speaks_for_party(talk, voice) for fact in facts if fact.denied or fact.negated for voice in fact.voices):
            basis = Basis.ON_RECORD
    origin = origin_of(document, talk, facts, status)
    if status is Status.RUMOURED and denied and origin not in {"company", "unknown"}:
        basis = Basis.ANONYMOUS  # whoever denies it, a story of an outlet's or of unnamed people stays theirs
    return Verdict(
        status=status,
        stage=stage,
        basis=basis,
        denied=denied,
        on_hold=status is not Status.ABANDONED and any(fact.on_hold for fact in facts if fact.direct and leads(fact)),
        renewed=any(fact.renewed for fact in facts if fact.asserted and leads(fact)),
        origin=origin,
        speaker=speaker_of(talk, facts),
        relayed_by=relayed_by(facts, origin, document.report.publisher),
        why=tuple(why),
        facts=tuple(facts),
    )


def _heaviest_first(facts: Sequence[SentenceFacts]) -> list[SentenceFacts]:
    """The facts by weight; those of one weight stay in the order of the report."""
    return sorted(facts, key=lambda fact: -fact.weight)


def _only_denied(facts: Sequence[SentenceFacts]) -> bool:
    """True if all sentences that lead deny the talk, or all that tell of it where none leads."""
    leading = [fact for fact in facts if fact.direct and leads(fact)] or [fact for fact in facts if fact.direct]
    meant = [fact for fact in leading if not _by_outsiders(fact)] or leading
    return all(fact.negated or fact.denied for fact in meant)


def _by_outsiders(fact: SentenceFacts) -> bool:
    """True for what outsiders alone think of a deal that nobody has told of: it "would face hurdles", analysts said."""
    return {v.voice for v in _covering(fact)} == {Voice.OUTSIDER} and not fact.factual and not fact.settled


class _Sureness(NamedTuple):
    """How sure a talk is: `recorded` is true where a party or a filing itself speaks of it."""

    status: Status
    basis: Basis
    recorded: bool = False


def _sureness(talk: TalkCandidate, facts: Sequence[SentenceFacts], lead: str, why: list[str]) -> _Sureness:
    """Rumoured where it rests on unnamed people or an outlet and no party speaks for it on the record.

    The first reason that holds is taken, and goes into `why`: a party's word before all, then what is taken for
    granted, then hearsay; what nobody is quoted for comes last. `lead` is whose word the first sentence gives: of a
    talk that the headline alone tells of, too.
    """
    recorded = _recorded(talk, facts, why)
    if recorded is not None:
        return _Sureness(Status.CONFIRMED, recorded, True)
    unnamed, settled = _weighed(facts)
    direct = [fact for fact in facts if fact.asserted]
    if settled and settled >= _SETTLED * unnamed and not any(fact.open and fact.direct for fact in facts):
        return _known(GRANTED, why)
    if any(fact.ending and fact.asserted and leads(fact) for fact in facts) and not _all_bids(talk):
        return _known("exists, its end is planned", why)
    if unnamed > _ENOUGH:
        return _hearsay("rests on unnamed people or an outlet", why)
    if lead != "unknown" and direct and all(fact.headline for fact in direct):
        return _hearsay("told by the headline, whose text is the word of others", why)
    if direct and all(fact.open or fact.hypothetical for fact in direct):
        return _hearsay("spoken of as possible, by nobody on the record", why)
    if direct and all(fact.stage is Stage.EXPLORING for fact in direct) and not _any_record(facts):
        return _hearsay("only considered, by nobody on the record", why)
    return _unattributed(talk, facts, direct, why)


def _known(reason: str, why: list[str]) -> _Sureness:
    """Confirmed, as things are that a report itself takes for known."""
    why.append(reason)
    return _Sureness(Status.CONFIRMED, Basis.ON_RECORD)


def _hearsay(reason: str, why: list[str]) -> _Sureness:
    """Rumoured, as things are that nobody on the record speaks of."""
    why.append(reason)
    return _Sureness(Status.RUMOURED, Basis.ANONYMOUS)


def _covering(fact: SentenceFacts) -> list[SpeechEvent]:
    """Who says what a sentence says of the deal."""
    return outermost([voice for voice in fact.voices if fact.at < 0 or voice.covers(fact.at)])


def _recorded(talk: TalkCandidate, facts: Sequence[SentenceFacts], why: list[str]) -> Basis | None:
    """The basis of the first sentence in which a party or a filing speaks of the deal, None if there is none."""
    hearsay_leads = any(_HEARSAY.intersection(v.voice for v in fact.voices) for fact in facts if leads(fact))
    for fact in facts:
        voices = _covering(fact)
        kinds = {voice.voice for voice in voices}
        plain = fact.direct and fact.asserted and not (fact.denied or fact.negated or fact.hypothetical)
        if plain and not kinds & _HEARSAY:
            # Below a lead of unnamed people "the company said it may seek partners" does not confirm their story.
            vague = hearsay_leads and not leads(fact) and fact.hedged
            filed = Voice.FILING in kinds
            if filed or any(speaks_for_party(talk, v) and not (vague and v.entity is None) for v in voices):
                why.append(f"on the record in sentence {fact.view.sentence.index + 1}")
                return Basis.FILING if filed else Basis.ON_RECORD
        if _owned_up(talk, fact):
            why.append(f"on the record in sentence {fact.view.sentence.index + 1}")
            return Basis.ON_RECORD
    return None


def _weighed(facts: Sequence[SentenceFacts]) -> tuple[float, float]:
    """How much rests on unnamed people and outlets, and how much is taken for granted."""
    unnamed = settled = 0.0
    for fact in facts:
        kinds = {voice.voice for voice in _covering(fact)}
        if fact.settled and fact.asserted and leads(fact):
            settled += fact.weight
        elif kinds & _HEARSAY:
            unnamed += fact.weight if fact.direct else _POINTING * fact.weight
        elif Voice.OUTSIDER in kinds and fact.asserted and not fact.factual:
            unnamed += _OUTSIDER * fact.weight
        elif fact.direct and not kinds and leads(fact) and not fact.headline and not fact.open:
            unnamed -= _UNATTRIBUTED * fact.weight
    return unnamed, settled


def _owned_up(talk: TalkCandidate, fact: SentenceFacts) -> bool:
    """True for a sentence in which a party confirms the talks or the deal: "X confirmed the negotiations"."""
    if fact.denied or fact.negated:
        return False
    return any(voice.owns_up and speaks_for_party(talk, voice) for voice in fact.voices)


def _all_bids(talk: TalkCandidate) -> bool:
    """True if nothing but a takeover is spoken of: that a bid may be dropped says nothing of who knows it."""
    return all(candidate.cue.frame.takeover for candidate in talk.candidates)


def _unattributed(
    talk: TalkCandidate, facts: Sequence[SentenceFacts], direct: list[SentenceFacts], why: list[str]
) -> _Sureness:
    """What nobody is quoted for: done deeds are facts, talks and plans are hearsay unless a party speaks nearby."""
    leading = [fact for fact in direct if leads(fact)]
    # A headline alone decides nothing: then all sentences count.
    leading = direct if all(fact.headline for fact in leading) else leading
    affirmed = [fact for fact in leading if not fact.negated and not fact.denied]
    if any(fact.factual for fact in affirmed):
        return _known("told as done, without a source", why)
    if not affirmed or all(fact.hedged for fact in affirmed):
        if talk.main and affirmed and any(speaks_for_party(talk, voice) for fact in facts for voice in fact.voices):
            return _known("a party speaks of it", why)
        if talk.main and any(_plainly_told(fact) for fact in affirmed):
            why.append("told as talks or plans, as a fact")
            # Without a party's word it never turns a rumour in the ledger.
            return _Sureness(Status.CONFIRMED, Basis.ANONYMOUS)
        return _hearsay("told as talks or plans, without a source", why)
    why.append("taken as known, without a source")
    # Told in passing it is nobody's word.
    plain = talk.main and not any(fact.hedged for fact in affirmed)
    return _Sureness(Status.CONFIRMED, Basis.ON_RECORD if plain else Basis.ANONYMOUS)


def _plainly_told(fact: SentenceFacts) -> bool:
    """True for talks that the report itself tells of as known, by no outlet's and no insider's word."""
    return not (fact.headline or fact.fancy or fact.open or fact.planned == "would" or fact.attributed)


def _any_record(facts: Sequence[SentenceFacts]) -> bool:
    """True if a sentence quotes anybody on the record, or a filing."""
    return any(voice.voice in (Voice.RECORD, Voice.FILING) for fact in facts for voice in fact.voices)
