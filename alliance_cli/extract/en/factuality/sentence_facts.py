"""What one sentence says of a talk: denied, ended, hedged, how far, and in whose voice."""

from collections.abc import Sequence

from alliance_cli.extract.document import Candidate, SentenceFacts, SentenceView, SpeechEvent
from alliance_cli.extract.en.factuality import endings, modality
from alliance_cli.extract.en.factuality.stage import progress
from alliance_cli.extract.en.lexicon import LEX, match


def read_word(
    clause: SentenceView,
    voices: list[SpeechEvent],
    assertions: list[Candidate],
    weight: float,
    *,
    direct: bool,
    others: Sequence[Candidate] = (),
) -> SentenceFacts:
    """What a sentence says of a talk, given the readings it makes of it; `others` are its readings of other talks."""
    word = SentenceFacts(clause, weight, voices, direct=direct)
    word.at = assertions[0].first if assertions else _noun_at(clause)
    word.asserted = bool(assertions)
    _read_mood(word, assertions)
    _read_doubts(word, assertions, others)
    word.ended = word.ended or any(assertion.ended for assertion in assertions)
    return word


def _read_mood(word: SentenceFacts, assertions: list[Candidate]) -> None:
    """Whether the deed is told as done, hedged or granted, and how far it got."""
    clause = word.clause
    around = modality.around(clause, assertions, word.at)
    fact = not LEX.facts.isdisjoint(around)
    unsure = not LEX.hedges.isdisjoint(around)
    word.hedged = unsure or (not fact and modality.indefinite(clause, assertions))
    if word.hedged and modality.done(clause, assertions):
        word.hedged, fact = False, True
    far = progress(clause, assertions, word.at)
    word.stage, word.planned = far.stage, far.planned
    word.renewed = not LEX.renewals.isdisjoint(around)
    word.factual = fact and not word.hedged
    word.settled = not word.hedged and modality.settled(clause, assertions)
    word.fancy = modality.fancied(clause, word.at)
    word.open = not _OPEN.isdisjoint(clause.lows) and not _put_to_rest(clause.lows)


def _put_to_rest(lows: list[str]) -> bool:
    """True for "ending months of speculation"."""
    if "speculation" not in lows:
        return False
    at = lows.index("speculation")
    return not _ENDING.isdisjoint(lows[max(0, at - 3) : at])


_ENDING = frozenset({"end", "ends", "ended", "ending"})
_OPEN = frozenset({"possible", "potential", "speculation", "doubts"})


def _read_doubts(word: SentenceFacts, assertions: list[Candidate], others: Sequence[Candidate]) -> None:
    """What is denied, put in question or ended; what is denied shortly before an end is the end itself."""
    clause, lows = word.clause, word.clause.lows
    first, last = _window(clause, assertions)
    first = 0 if lows[:1] == ["there"] and lows[2:3] == ["no"] else first
    doubts, ends = LEX.doubts, LEX.endings
    denial = -99
    for i in range(first, last):
        if clause.mention_at[i] is not None:
            continue
        doubt = match(doubts, lows, i)
        if doubt is not None:
            _doubt(word, doubt.sort, i, assertions, clause)
            denial = i if doubt.sort == "denial" else denial
            if denial == i and word.ended_at >= 0 and i - word.ended_at < _OBJECT:
                word.ended = word.denied = False  # "reports that it had ended were false"
        ending = match(ends, lows, i)
        if ending is None or not endings.nearest(i, assertions, others):
            continue
        if endings.really_ends(clause, i, ending, assertions) and not endings.before_it_began(clause, i, assertions):
            _end(word, i, denied=i - denial < 10)


def _end(word: SentenceFacts, i: int, *, denied: bool) -> None:
    if denied:
        word.denied = False
    elif endings.only_planned(word.clause, i):
        word.ending, word.end_at = True, i
    else:
        word.ended, word.ended_at, word.end_at = True, i, i


def _noun_at(clause: SentenceView) -> int:
    nouns = LEX.nouns
    return next((i for i, low in enumerate(clause.lows) if low in nouns), -1)


def _window(clause: SentenceView, assertions: list[Candidate]) -> tuple[int, int]:
    if not assertions or clause.sentence.headline:
        return 0, len(clause)
    spans = [a.token_span() for a in assertions]
    return max(0, min(s[0] for s in spans) - 6), min(len(clause), max(s[1] for s in spans) + 14)


def _doubt(word: SentenceFacts, what: str, i: int, assertions: list[Candidate], clause: SentenceView) -> None:
    if what == "denial" and (assertions or _denies_talk(clause, i)) and not _rules_out_else(clause, i, assertions):
        if _NOT_DENIED.isdisjoint(clause.lows[max(0, i - 3) : i]):
            word.denied, word.denied_at = True, i
    elif what == "hypothetical" and not _put_to_rest(clause.lows):
        word.hypothetical = True
    elif what == "negation" and any(_governs(clause, i, a) for a in assertions):
        word.negated = True


_NOT_DENIED = frozenset({"not", "n't", "neither", "without", "declined", "declines", "refused", "refuses"})


def _rules_out_else(clause: SentenceView, i: int, assertions: list[Candidate]) -> bool:
    """True for "ruled out" of something that is not the deal: money for it, a change of the price."""
    if clause.lows[i + 1 : i + 2] != ["out"]:
        return False
    follow = range(i, i + _OBJECT)
    things = LEX.deal_words | LEX.verb_forms
    near = any(low in things for low in clause.lows[i + 2 : i + 7])
    return not near and not any(assertion.first in follow for assertion in assertions)


_OBJECT = 9


def _denies_talk(clause: SentenceView, i: int) -> bool:
    """True if what is denied is a plan, a report or talks, not wrongdoing."""
    deals, things = LEX.deal_words, LEX.denied_things
    return any(low in things or low in deals for low in clause.lows[max(0, i - 9) : i + 10])


def _governs(clause: SentenceView, i: int, assertion: Candidate) -> bool:
    """True if a "not" at `i` denies the cue: it stands shortly before it with no other clause between."""
    if not i < assertion.first or assertion.first - i > 7:
        return False
    between = clause.lows[i + 1 : assertion.first]
    if not LEX.undone.isdisjoint(between[:2]):
        return False  # "has not ruled out a tie-up"
    return LEX.negation_stops.isdisjoint(between)
