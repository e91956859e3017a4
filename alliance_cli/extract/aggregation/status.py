"""What the sentences of a talk add up to: status, stage, basis, denial."""

from alliance_cli.extract.aggregation.sureness import speaks_for_party, sureness
from alliance_cli.extract.document import SentenceFacts, TalkCandidate, Verdict, Voice
from alliance_cli.extract.en.attribution.scope import outermost
from alliance_cli.models import Basis, Kind, Stage, Status


def unfounded(talk: TalkCandidate, words: list[SentenceFacts]) -> str:
    """Why what is said of a talk is no news of one, "" if it is: an outsider's idea, or something merely negated."""
    direct = [word for word in words if word.direct]
    if not direct:
        return ""
    if all(word.fancy and not _told(word) for word in direct):
        return "an outsider's idea"
    if not talk.main and all(word.hedged and not word.ended and not _told(word) for word in direct):
        return "talks in passing, by nobody's word"
    if all(word.negated and not word.denied and not _told(word) for word in direct):
        return "said not to be"
    return ""


def _told(word: SentenceFacts) -> bool:
    """True if someone other than an outsider is quoted for it."""
    return any(voice.voice is not Voice.OUTSIDER and voice.covers(word.at) for voice in word.voices)


def settle(talk: TalkCandidate, words: list[SentenceFacts]) -> Verdict:
    """Add up what the sentences of a talk say of it."""
    words = sorted(words, key=lambda word: -word.weight)
    why: list[str] = []
    denied = any(word.denied or (word.direct and word.negated) for word in words)
    status, basis, recorded = sureness(talk, words, why)
    stage = _stage(talk, words, status)
    if recorded:
        for word in words:
            word.ended = word.ended or word.ending
    if _ended(words, why):
        status, stage = Status.ABANDONED, Stage.ENDED
        denied = denied and any(word.denied and word.weight >= 2 for word in words)
        basis = _basis_of_end(talk, words, basis)
    elif denied and _only_denied(words):
        status, stage = Status.RUMOURED, stage if stage in (Stage.TALKS, Stage.MOU) else Stage.EXPLORING
        why.append("all that is said of it is a denial")
        if any(speaks_for_party(talk, voice) for word in words if word.denied or word.negated for voice in word.voices):
            basis = Basis.ON_RECORD
    renewed = any(word.renewed for word in words if word.asserted and word.weight >= 2)
    return Verdict(status, stage, basis, denied=denied, renewed=renewed, origin="", why=why)


def settle_basis(standing: Verdict) -> None:
    """Whoever denies it, a story of an outlet's or of unnamed people stays theirs."""
    if standing.status is Status.RUMOURED and standing.denied and standing.origin not in {"company", "unknown"}:
        standing.basis = Basis.ANONYMOUS


def _basis_of_end(talk: TalkCandidate, words: list[SentenceFacts], basis: Basis) -> Basis:
    """On whose word a talk is said to have ended: an outlet's own story is no word of a party."""
    voices = [v for word in words if word.ended for v in outermost(word.voices) if word.at < 0 or v.covers(word.at)]
    if any(speaks_for_party(talk, voice) or voice.voice is Voice.FILING for voice in voices):
        return basis if basis is Basis.FILING else Basis.ON_RECORD
    others = any(v.voice in (Voice.ANONYMOUS, Voice.OUTLET, Voice.OUTSIDER) for v in voices)
    return Basis.ANONYMOUS if others or not talk.main else basis  # told in passing it is nobody's word


def _only_denied(words: list[SentenceFacts]) -> bool:
    leading = [word for word in words if word.direct and word.weight >= 2] or [word for word in words if word.direct]
    return all(word.negated or word.denied for word in leading)


def _ended(words: list[SentenceFacts], why: list[str]) -> bool:
    """True if the weight of the sentences that say it ended is at least half of all that speak of it as fact."""
    told = [word for word in words if word.direct and (word.asserted or word.ended)]
    planned = any(word.ending and word.weight >= 2 for word in words)
    direct = [word for word in told if word.weight >= 2 and not (planned and word.headline)] or told
    ended = sum(word.weight for word in direct if word.ended)
    total = sum(word.weight for word in direct) or 1.0
    led = any(word.ended and word.headline for word in words) and not planned
    if led or (ended and ended >= 0.5 * total):
        why.append("said to have ended")
        return True
    return False


def _stage(talk: TalkCandidate, words: list[SentenceFacts], status: Status) -> Stage:
    """The stage that the leading words give, else the usual: rumours are of talks, news of deals, history of ties."""
    order = sorted(words, key=lambda word: (not word.asserted, word.headline, -word.weight))
    first = next((word for word in order if word.stage is not None or word.planned), None)
    said = {word.stage for word in words if word.asserted}
    if (first is None or first.planned or first.headline) and any(word.stage is Stage.MOU for word in words):
        return Stage.MOU
    if first is not None and first.headline and status is Status.RUMOURED:
        first = next((word for word in words if _opens(word) and word.stage in (Stage.TALKS, Stage.EXPLORING)), first)
    if first is not None and first.stage is not None:
        return Stage.TALKS if first.stage is Stage.EXPLORING and Stage.TALKS in said else first.stage
    if first is not None:
        meant = Stage.EXPLORING if first.planned == "plan" else Stage.TALKS
        return Stage.AGREED if status is Status.CONFIRMED else meant
    if any(word.hedged for word in words if word.asserted) or status is Status.RUMOURED:
        return Stage.TALKS
    return Stage.AGREED if talk.main and not _exists(talk) else Stage.OPERATING


def _opens(word: SentenceFacts) -> bool:
    return word.clause.sentence.index == 0 and not word.headline


def _exists(talk: TalkCandidate) -> bool:
    """True if the talk is only named, as something that is there: "the A-B venture", "its partner B"."""
    return all(a.cue.frame.bond and a.kind is not Kind.MERGER for a in talk.assertions)


def speaker_of(talk: TalkCandidate, words: list[SentenceFacts]) -> str:
    """The name of the first who speaks for a party on the record, "" if nobody is named."""
    for word in sorted(words, key=lambda word: word.clause.sentence.index):
        for voice in word.voices:
            if voice.entity is not None and speaks_for_party(talk, voice):
                return voice.name
    return ""
