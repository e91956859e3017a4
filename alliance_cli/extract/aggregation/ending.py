"""Whether a talk is over, and on whose word."""

from collections.abc import Sequence

from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.aggregation.voices import outermost, speaks_for_party
from alliance_cli.extract.document import SentenceFacts, TalkCandidate, Voice
from alliance_cli.models import Basis


def ended(facts: Sequence[SentenceFacts], why: list[str]) -> bool:
    """True if a talk is over: its headline says so, or at least half the weight of the sentences that lead.

    Where no sentence leads, all that tell of it count. One that says it will not be, "A won't bid for B", says nothing
    against. What is over goes into `why`, in words.
    """
    told = [fact for fact in facts if fact.direct and (fact.asserted or fact.ended)]
    planned = any(fact.ending and leads(fact) for fact in facts)
    # A headline's "A to end B alliance" may be of the end that the lead says is only planned: the lead decides.
    direct = [fact for fact in told if leads(fact) and not (planned and fact.headline)] or told
    ended = sum(fact.weight for fact in direct if fact.ended)
    total = sum(fact.weight for fact in direct if fact.ended or not (fact.negated or fact.denied)) or 1.0
    led = any(fact.ended and fact.headline for fact in facts) and not planned
    if led or (ended and ended >= 0.5 * total):
        why.append("said to have ended")
        return True
    return False


def basis_of_end(talk: TalkCandidate, facts: Sequence[SentenceFacts], basis: Basis) -> Basis:
    """On whose word a talk is said to have ended, `basis` being that of the talk itself.

    Only a party's or a filing's word is on record; an outlet's own story, "A has dropped B, the Nikkei said", is not.
    """
    voices = [v for fact in facts if fact.ended for v in outermost(fact.voices) if fact.at < 0 or v.covers(fact.at)]
    if any(speaks_for_party(talk, voice) or voice.voice is Voice.FILING for voice in voices):
        return basis if basis is Basis.FILING else Basis.ON_RECORD
    others = any(v.voice in (Voice.ANONYMOUS, Voice.OUTLET, Voice.OUTSIDER) for v in voices)
    return Basis.ANONYMOUS if others or not talk.main else basis  # told in passing it is nobody's word
