"""How sure a talk is and how far it got, from the words around its readings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance_cli.extract import lexicon
from alliance_cli.extract.assertion import Assertion
from alliance_cli.extract.attribution import Attribution, Voice, outermost
from alliance_cli.extract.clauses import Clause
from alliance_cli.extract.entities import Entity, Sort
from alliance_cli.extract.speakers import speaks_for
from alliance_cli.extract.talks import Talk
from alliance_cli.models import Basis, Stage, Status


@dataclass(slots=True)
class Standing:
    """What is said of a talk: status, stage, basis, denial, origin, and by which words."""

    status: Status
    stage: Stage
    basis: Basis
    denied: bool = False
    renewed: bool = False
    origin: str = "unknown"
    speaker: str = ""
    relayed_by: tuple[str, ...] = ()
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Word:
    """What one sentence says of a talk."""

    clause: Clause
    weight: float
    voices: list[Attribution]
    ended: bool = False
    denied: bool = False
    negated: bool = False
    hypothetical: bool = False
    stage: Stage | None = None
    direct: bool = True
    at: int = -1
    open: bool = False
    fancy: bool = False
    ending: bool = False
    settled: bool = False
    factual: bool = False
    hedged: bool = False
    renewed: bool = False
    asserted: bool = False

    @property
    def headline(self) -> bool:
        """True for what the headline says."""
        return self.clause.sentence.headline


def read_word(
    clause: Clause,
    voices: list[Attribution],
    assertions: list[Assertion],
    weight: float,
    *,
    direct: bool,
    others: Sequence[Assertion] = (),
) -> Word:
    """What a sentence says of a talk, given the readings it makes of it; `others` are its readings of other talks."""
    first, last = _window(clause, assertions)
    word = Word(clause, weight, voices, direct=direct)
    word.at = assertions[0].first if assertions else _noun_at(clause)
    word.asserted = bool(assertions)
    around = _around(clause, assertions, word.at)
    fact = bool(around & lexicon.grammar("facts"))
    word.hedged = bool(around & lexicon.grammar("hedges")) or (not fact and _indefinite(clause, assertions))
    if word.hedged and _done(clause, assertions):
        word.hedged, fact = False, True
    word.stage = _stage_of(around, hedged=bool(around & lexicon.grammar("hedges")))
    word.renewed = not lexicon.renewals().isdisjoint(around)
    word.factual = fact and not word.hedged
    word.settled = not word.hedged and _settled(clause, assertions)
    word.fancy = _fancied(clause, word.at)
    word.open = bool({"possible", "potential", "speculation", "doubts"} & set(clause.lows))
    lows = clause.lows
    doubts, endings = lexicon.doubts(), lexicon.endings()
    denial = -99
    for i in range(first, last):
        if clause.mention_at[i] is not None:
            continue
        doubt = lexicon.match(doubts, lows, i)
        if doubt is not None:
            _doubt(word, doubt.frame, i, assertions, clause)
            denial = i if doubt.frame == "denial" else denial
        ending = lexicon.match(endings, lows, i)
        if ending is not None and _nearest(i, assertions, others) and _really_ends(clause, i, ending, assertions):
            if i - denial < 10:
                word.denied = False  # what is denied is the end
            elif _only_planned(clause, i):
                word.ending = True
            else:
                word.ended = True
    if any(a.ended for a in assertions):
        word.ended = True
    return word


def _stage_of(around: set[str], *, hedged: bool) -> Stage | None:
    """How far the words around a cue say that it got; what is hedged is not done yet."""
    for stage, words in lexicon.stages():
        if hedged and stage in (Stage.OPERATING, Stage.AGREED):
            continue
        if around & words:
            return stage
    return None


def _only_planned(clause: Clause, i: int) -> bool:
    """True for an ending that is yet to come; a headline's "A to end" is decided."""
    lows = clause.lows
    if set(lows[max(0, i - 4) : i]) & {"looking", "plans", "considering", "wants"}:
        return True
    decided = (clause.sentence.headline and i - 1 in clause.group_to) or not lexicon.grammar("resolves").isdisjoint(
        lows[max(0, i - 6) : i]
    )
    return i > 0 and lows[i - 1] == "to" and not decided


def _done(clause: Clause, assertions: list[Assertion]) -> bool:
    """True if the deed itself is told as done, whatever is hedged of what follows ("signed a deal that could")."""
    hedges, done = lexicon.grammar("hedges"), lexicon.grammar("done")
    for assertion in assertions:
        for j in range(max(0, assertion.first - 8), assertion.first):
            low = clause.lows[j]
            if low in done and hedges.isdisjoint(clause.lows[max(0, j - 5) : j]):
                between = clause.lows[j + 1 : assertion.last]
                if {"to", "not", "if"}.isdisjoint(clause.lows[max(0, j - 2) : j]) and hedges.isdisjoint(between):
                    return True
    return False


def _around(clause: Clause, assertions: list[Assertion], at: int) -> set[str]:
    """The words close to the cues of a talk, the cues included."""
    marks = [(a.first, max(a.last + 4, a.token_span()[1] + 2)) for a in assertions] or [(at, at + 5)]
    around: set[str] = set()
    for first, last in marks:
        around.update(clause.lows[max(0, first - 10) : last])
    return around


def _indefinite(clause: Clause, assertions: list[Assertion]) -> bool:
    """True for "a merger of X and Y", "an X takeover of Y": one that need not exist."""
    for assertion in assertions:
        start = assertion.first
        while start > 0 and assertion.first - start < 5 and clause.lows[start - 1] not in {"a", "an", "any"}:
            if clause.lows[start - 1] in {"the", "its", "their", "of", "with", "in", "to"}:
                return False
            start -= 1
        if start == 0 or clause.lows[start - 1] not in {"a", "an", "any"}:
            return False
    return bool(assertions)


def _settled(clause: Clause, assertions: list[Assertion]) -> bool:
    """True if the words take the tie-up for granted: "the planned merger", "to finance its bid", a holding."""
    deals, marks = lexicon.deal_words(), lexicon.grammar("presupposing")
    for i, low in enumerate(clause.lows):
        if low in marks and not clause.sentence.headline and any(word in deals for word in clause.lows[i + 1 : i + 5]):
            return True
    return bool(assertions) and all(_granted(clause, assertion) for assertion in assertions)


def _granted(clause: Clause, assertion: Assertion) -> bool:
    if assertion.cue.frame == "own":
        return True
    if clause.depth[assertion.first] > 0:
        around = _around(clause, [assertion], assertion.first)
        return bool(around & lexicon.grammar("facts")) or assertion.cue.frame == "bid"
    if assertion.rule in {"stake-in", "named-stake"}:
        verbs = set(clause.lows[max(0, assertion.first - 8) : assertion.first])
        return not any(
            v in lexicon.verb_forms() and lexicon.verbs()[v][0].frame != "own" for v in verbs
        ) and not verbs & lexicon.grammar("bid_verbs") | verbs & {"take"}
    return bool(lexicon.grammar("financing").intersection(clause.lows[max(0, assertion.first - 6) : assertion.first]))


def _fancied(clause: Clause, at: int) -> bool:
    """True if the cue at `at` stands under "if", "could", "in theory" and the like."""
    start = max(0, at - 14)
    before = clause.lows[start:at]
    formal = {
        j
        for j in range(len(before))
        if before[j] == "if" and clause.lows[start + j + 1] in lexicon.grammar("formalities")
    }
    if any(low in lexicon.grammar("fancies") and j not in formal for j, low in enumerate(before)):
        return True
    after = clause.lows[at : at + 14]
    return any(
        after[j : j + 3] == ["would", "make", "sense"] or after[j : j + 2] == ["in", "theory"]
        for j in range(len(after))
    )


def _noun_at(clause: Clause) -> int:
    nouns = lexicon.nouns()
    return next((i for i, low in enumerate(clause.lows) if low in nouns), -1)


def _window(clause: Clause, assertions: list[Assertion]) -> tuple[int, int]:
    if not assertions or clause.sentence.headline:
        return 0, len(clause)
    spans = [a.token_span() for a in assertions]
    return max(0, min(s[0] for s in spans) - 6), min(len(clause), max(s[1] for s in spans) + 14)


def _doubt(word: Word, what: str, i: int, assertions: list[Assertion], clause: Clause) -> None:
    if what == "denial" and (assertions or _denies_talk(clause, i)):
        word.denied |= not {"not", "n't", "neither", "without"} & set(clause.lows[max(0, i - 3) : i])
    elif what == "hypothetical":
        word.hypothetical = True
    elif what == "negation" and any(_governs(clause, i, a) for a in assertions):
        word.negated = True


def _denies_talk(clause: Clause, i: int) -> bool:
    """True if what is denied is a plan, a report or talks, not wrongdoing."""
    deals, things = lexicon.deal_words(), lexicon.grammar("denied_things")
    return any(low in things or low in deals for low in clause.lows[max(0, i - 9) : i + 10])


def _governs(clause: Clause, i: int, assertion: Assertion) -> bool:
    """True if a "not" at `i` denies the cue: it stands shortly before it with no other clause between."""
    if not i < assertion.first or assertion.first - i > 7:
        return False
    between = clause.lows[i + 1 : assertion.first]
    return not set(between) & {
        ",",
        "that",
        "which",
        "but",
        "only",
        "comment",
        "longer",
        "immediately",
        "disclose",
        "disclosed",
        "yet",
        "decided",
    }


def _nearest(i: int, mine: list[Assertion], others: Sequence[Assertion]) -> bool:
    """True if no reading of another talk stands closer to the word at `i`."""
    if not mine or not others:
        return True
    return min(abs(i - a.first) for a in mine) <= min(abs(i - a.first) for a in others)


def _really_ends(clause: Clause, i: int, cue: lexicon.Cue, assertions: list[Assertion]) -> bool:
    """True if an ending word is said of the talk as fact."""
    lows = clause.lows
    before = lows[max(0, i - 4) : i]
    if {
        "not",
        "n't",
        "never",
        "no",
        "may",
        "might",
        "could",
        "would",
        "if",
        "without",
        "unless",
        "avoid",
        "threatened",
        "threatens",
        "risk",
        "fear",
        "feared",
        "denied",
        "denies",
        "can",
        "risks",
        "risking",
        "near",
        "nears",
        "close",
        "brink",
        "fears",
        "threat",
        "warned",
        "warns",
        "likely",
        "far",
        "rather",
        "hasn't",
        "won't",
    } & set(before):
        return False
    object_of = clause.mention_at[i + 1] if i + 1 < len(clause) else None
    if object_of is not None and isinstance(object_of.entity, Entity) and object_of.entity.sort is Sort.PERSON:
        return False  # "the board axed X"
    if cue.frame == "strong":
        return True
    if cue.frame == "tie" and any(
        a.cue.frame in {"bid", "takeover", "acquire", "sale", "sell", "pay"} for a in assertions
    ):
        return False
    return _bound(clause, i, assertions)


def _bound(clause: Clause, i: int, assertions: list[Assertion]) -> bool:
    """A weaker ending word counts where a word for the talk stands close to it."""
    deals = lexicon.deal_words()
    apart = clause.lows[i].endswith("ing") and clause.lows[i - 1 : i] in (["after"], ["before"], ["since"], ["upon"])
    for j in range(i + 1 if apart else max(0, i - 5), min(len(clause), i + 9)):
        if j != i and clause.lows[j] in lexicon.grammar("endable") and assertions:
            return True
        if j != i and clause.lows[j] in deals:
            return True
    return False


def unfounded(talk: Talk, words: list[Word]) -> str:
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


def _told(word: Word) -> bool:
    """True if someone other than an outsider is quoted for it."""
    return any(voice.voice is not Voice.OUTSIDER and voice.covers(word.at) for voice in word.voices)


def settle(talk: Talk, words: list[Word]) -> Standing:
    """Add up what the sentences of a talk say of it."""
    words = sorted(words, key=lambda word: -word.weight)
    why: list[str] = []
    denied = any(word.denied or (word.direct and word.negated) for word in words)
    status, basis = _sureness(talk, words, why)
    stage = _stage(talk, words)
    recorded = any("on the record" in reason for reason in why)
    if recorded:
        for word in words:
            word.ended = word.ended or word.ending
    if _ended(words, why):
        status, stage = Status.ABANDONED, Stage.ENDED
        basis = _basis_of_end(talk, words, basis)
    elif denied and _only_denied(words):
        status, stage = Status.RUMOURED, Stage.EXPLORING
        why.append("all that is said of it is a denial")
        if any(_speaks_for(talk, voice) for word in words if word.denied or word.negated for voice in word.voices):
            basis = Basis.ON_RECORD
    renewed = any(word.renewed for word in words if word.asserted and word.weight >= 2)
    return Standing(status, stage, basis, denied=denied, renewed=renewed, origin="", why=why)


def _basis_of_end(talk: Talk, words: list[Word], basis: Basis) -> Basis:
    """On whose word a talk is said to have ended: an outlet's own story is no word of a party."""
    voices = [v for word in words if word.ended for v in outermost(word.voices) if word.at < 0 or v.covers(word.at)]
    if any(_speaks_for(talk, voice) or voice.voice is Voice.FILING for voice in voices):
        return basis if basis is Basis.FILING else Basis.ON_RECORD
    return Basis.ANONYMOUS if any(v.voice in (Voice.ANONYMOUS, Voice.OUTLET, Voice.OUTSIDER) for v in voices) else basis


def _only_denied(words: list[Word]) -> bool:
    leading = [word for word in words if word.direct and word.weight >= 2] or [word for word in words if word.direct]
    return all(word.negated or word.denied for word in leading)


def _ended(words: list[Word], why: list[str]) -> bool:
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


def _stage(talk: Talk, words: list[Word]) -> Stage:
    for word in sorted(words, key=lambda word: (not word.asserted, word.headline, -word.weight)):
        if word.stage is not None:
            return word.stage
    done = not talk.main and not any(word.hedged for word in words if word.asserted)
    return Stage.OPERATING if done else Stage.TALKS


def _sureness(talk: Talk, words: list[Word], why: list[str]) -> tuple[Status, Basis]:
    """Rumoured where it rests on unnamed people or an outlet and no party speaks for it on the record."""
    unnamed = settled = 0.0
    filing = False
    for word in words:
        voices = outermost([voice for voice in word.voices if word.at < 0 or voice.covers(word.at)])
        kinds = {voice.voice for voice in voices}
        hearsay = kinds & {Voice.ANONYMOUS, Voice.OUTLET}
        if word.direct and not word.denied and not word.negated and not word.hypothetical:
            if Voice.FILING in kinds:
                filing = True
            party = any(_speaks_for(talk, voice) for voice in voices)
            if word.asserted and (party or Voice.FILING in kinds) and not hearsay:
                why.append(f"on the record in sentence {word.clause.sentence.index + 1}")
                return Status.CONFIRMED, Basis.FILING if filing else Basis.ON_RECORD
        if word.settled and word.asserted and word.weight >= 2:
            settled += word.weight
        elif hearsay:
            unnamed += word.weight if word.direct else 0.5 * word.weight
        elif Voice.OUTSIDER in kinds and word.asserted and not word.factual:
            unnamed += 0.6 * word.weight
        elif word.direct and not kinds and word.weight >= 2 and not word.headline and not word.open:
            unnamed -= 0.5 * word.weight
    if settled and settled >= 0.4 * unnamed and not any(word.open and word.direct for word in words):
        why.append("taken for granted")
        return Status.CONFIRMED, Basis.ON_RECORD
    if any(word.ending for word in words):
        why.append("exists, its end is planned")
        return Status.CONFIRMED, Basis.ON_RECORD
    direct = [word for word in words if word.asserted]
    if unnamed <= 0.5 and direct and all(word.open or word.hypothetical for word in direct):
        why.append("spoken of as possible, by nobody on the record")
        return Status.RUMOURED, Basis.ANONYMOUS
    if unnamed <= 0.5 and direct and all(word.stage is Stage.EXPLORING for word in direct) and not _any_record(words):
        why.append("only considered, by nobody on the record")
        return Status.RUMOURED, Basis.ANONYMOUS
    if unnamed > 0.5:
        why.append("rests on unnamed people or an outlet")
        return Status.RUMOURED, Basis.ANONYMOUS
    return _unattributed(talk, words, direct, why)


def _unattributed(talk: Talk, words: list[Word], direct: list[Word], why: list[str]) -> tuple[Status, Basis]:
    """What nobody is quoted for: done deeds are facts, talks and plans are hearsay unless a party speaks nearby."""
    leading = [word for word in direct if word.weight >= 2]
    leading = direct if all(word.headline for word in leading) else leading
    affirmed = [word for word in leading if not word.negated and not word.denied]
    if any(word.factual for word in affirmed):
        why.append("told as done, without a source")
        return Status.CONFIRMED, Basis.ON_RECORD
    if not affirmed or all(word.hedged for word in affirmed):
        if talk.main and affirmed and any(_speaks_for(talk, voice) for word in words for voice in word.voices):
            why.append("a party speaks of it")
            return Status.CONFIRMED, Basis.ON_RECORD
        why.append("told as talks or plans, without a source")
        return Status.RUMOURED, Basis.ANONYMOUS
    why.append("taken as known, without a source")
    plain = talk.main and not any(word.hedged for word in affirmed)
    return Status.CONFIRMED, Basis.ON_RECORD if plain else Basis.ANONYMOUS


def speaker_of(talk: Talk, words: list[Word]) -> str:
    """The name of the first who speaks for a party on the record, "" if nobody is named."""
    for word in sorted(words, key=lambda word: word.clause.sentence.index):
        for voice in word.voices:
            if voice.entity is not None and _speaks_for(talk, voice):
                return voice.name
    return ""


def _any_record(words: list[Word]) -> bool:
    return any(voice.voice in (Voice.RECORD, Voice.FILING) for word in words for voice in word.voices)


def _speaks_for(talk: Talk, voice: Attribution) -> bool:
    """True if a speaker on the record is a party, its officer, or "the company"."""
    if voice.voice is not Voice.RECORD:
        return False
    entity = voice.entity
    if entity is None:
        return voice.name not in {"he", "she"}
    if entity.sort is Sort.PERSON:
        companies = speaks_for(entity)
        return companies is None or any(c in talk.parts or c.parent in talk.parts for c in companies)
    return entity in talk.parts or entity.parent in talk.parts or any(party.parent is entity for party in talk.parts)
