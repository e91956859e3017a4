"""What the sentences of a talk add up to: status, stage, basis, denial."""

from alliance_cli.extract.aggregation.sureness import speaks_for_party, sureness
from alliance_cli.extract.document import SentenceFacts, TalkCandidate, Verdict, Voice
from alliance_cli.extract.en.attribution.scope import outermost
from alliance_cli.models import Basis, Kind, Stage, Status


def unfounded(talk: TalkCandidate, facts: list[SentenceFacts]) -> str:
    """Why what is said of a talk is no news of one, "" if it is: an outsider's idea, or something merely negated."""
    direct = [fact for fact in facts if fact.direct]
    if not direct:
        return ""
    if all(fact.fancy and not _told(fact) for fact in direct):
        return "an outsider's idea"
    if not talk.main and all(fact.hedged and not fact.ended and not _told(fact) for fact in direct):
        return "talks in passing, by nobody's word"
    if all(fact.negated and not fact.denied and not _told(fact) for fact in direct):
        return "said not to be"
    return ""


def _told(fact: SentenceFacts) -> bool:
    """True if someone other than an outsider is quoted for it."""
    return any(voice.voice is not Voice.OUTSIDER and voice.covers(fact.at) for voice in fact.voices)


def settle(talk: TalkCandidate, facts: list[SentenceFacts]) -> Verdict:
    """Add up what the sentences of a talk say of it."""
    facts = sorted(facts, key=lambda fact: -fact.weight)
    why: list[str] = []
    denied = any(fact.denied or (fact.direct and fact.negated) for fact in facts)
    status, basis, recorded = sureness(talk, facts, why)
    stage = _stage(talk, facts, status)
    if recorded:
        for fact in facts:
            fact.ended = fact.ended or fact.ending
    if _ended(facts, why):
        status, stage = Status.ABANDONED, Stage.ENDED
        denied = denied and any(fact.denied and fact.weight >= 2 for fact in facts)
        basis = _basis_of_end(talk, facts, basis)
    elif denied and _only_denied(facts):
        status, stage = Status.RUMOURED, stage if stage in (Stage.TALKS, Stage.MOU) else Stage.EXPLORING
        why.append("all that is said of it is a denial")
        if any(speaks_for_party(talk, voice) for fact in facts if fact.denied or fact.negated for voice in fact.voices):
            basis = Basis.ON_RECORD
    renewed = any(fact.renewed for fact in facts if fact.asserted and fact.weight >= 2)
    return Verdict(status, stage, basis, denied=denied, renewed=renewed, origin="", why=why)


def settle_basis(standing: Verdict) -> None:
    """Whoever denies it, a story of an outlet's or of unnamed people stays theirs."""
    if standing.status is Status.RUMOURED and standing.denied and standing.origin not in {"company", "unknown"}:
        standing.basis = Basis.ANONYMOUS


def _basis_of_end(talk: TalkCandidate, facts: list[SentenceFacts], basis: Basis) -> Basis:
    """On whose word a talk is said to have ended: an outlet's own story is no word of a party."""
    voices = [v for fact in facts if fact.ended for v in outermost(fact.voices) if fact.at < 0 or v.covers(fact.at)]
    if any(speaks_for_party(talk, voice) or voice.voice is Voice.FILING for voice in voices):
        return basis if basis is Basis.FILING else Basis.ON_RECORD
    others = any(v.voice in (Voice.ANONYMOUS, Voice.OUTLET, Voice.OUTSIDER) for v in voices)
    return Basis.ANONYMOUS if others or not talk.main else basis  # told in passing it is nobody's word


def _only_denied(facts: list[SentenceFacts]) -> bool:
    leading = [fact for fact in facts if fact.direct and fact.weight >= 2] or [fact for fact in facts if fact.direct]
    return all(fact.negated or fact.denied for fact in leading)


def _ended(facts: list[SentenceFacts], why: list[str]) -> bool:
    """True if the weight of the sentences that say it ended is at least half of all that speak of it as fact."""
    told = [fact for fact in facts if fact.direct and (fact.asserted or fact.ended)]
    planned = any(fact.ending and fact.weight >= 2 for fact in facts)
    direct = [fact for fact in told if fact.weight >= 2 and not (planned and fact.headline)] or told
    ended = sum(fact.weight for fact in direct if fact.ended)
    total = sum(fact.weight for fact in direct) or 1.0
    led = any(fact.ended and fact.headline for fact in facts) and not planned
    if led or (ended and ended >= 0.5 * total):
        why.append("said to have ended")
        return True
    return False


def _stage(talk: TalkCandidate, facts: list[SentenceFacts], status: Status) -> Stage:
    """The stage that the leading words give, else the usual: rumours are of talks, news of deals, history of ties."""
    order = sorted(facts, key=lambda fact: (not fact.asserted, fact.headline, -fact.weight))
    first = next((fact for fact in order if fact.stage is not None or fact.planned), None)
    said = {fact.stage for fact in facts if fact.asserted}
    if (first is None or first.planned or first.headline) and any(fact.stage is Stage.MOU for fact in facts):
        return Stage.MOU
    if first is not None and first.headline and status is Status.RUMOURED:
        first = next((fact for fact in facts if _opens(fact) and fact.stage in (Stage.TALKS, Stage.EXPLORING)), first)
    if first is not None and first.stage is not None:
        return Stage.TALKS if first.stage is Stage.EXPLORING and Stage.TALKS in said else first.stage
    if first is not None:
        meant = Stage.EXPLORING if first.planned == "plan" else Stage.TALKS
        return Stage.AGREED if status is Status.CONFIRMED else meant
    if any(fact.hedged for fact in facts if fact.asserted) or status is Status.RUMOURED:
        return Stage.TALKS
    return Stage.AGREED if talk.main and not _exists(talk) else Stage.OPERATING


def _opens(fact: SentenceFacts) -> bool:
    return fact.view.sentence.index == 0 and not fact.headline


def _exists(talk: TalkCandidate) -> bool:
    """True if the talk is only named, as something that is there: "the A-B venture", "its partner B"."""
    return all(a.cue.frame.bond and a.kind is not Kind.MERGER for a in talk.candidates)


def speaker_of(talk: TalkCandidate, facts: list[SentenceFacts]) -> str:
    """The name of the first who speaks for a party on the record, "" if nobody is named."""
    for fact in sorted(facts, key=lambda fact: fact.view.sentence.index):
        for voice in fact.voices:
            if voice.entity is not None and speaks_for_party(talk, voice):
                return voice.name
    return ""
