"""What one sentence says of a talk: denied, ended, hedged, how far, and in whose voice."""

from collections.abc import Sequence

from alliance_cli.extract.document import Candidate, SentenceFacts, SentenceView, SpeechEvent
from alliance_cli.extract.en.factuality import endings, modality
from alliance_cli.extract.en.factuality.stage import progress
from alliance_cli.extract.en.lexicon import LEX, match


def read_word(
    view: SentenceView,
    voices: list[SpeechEvent],
    candidates: list[Candidate],
    weight: float,
    *,
    direct: bool,
    others: Sequence[Candidate] = (),
) -> SentenceFacts:
    """What a sentence says of a talk, given the readings it makes of it; `others` are its readings of other talks."""
    done = SentenceFacts(view, weight, voices, direct=direct)
    done.at = candidates[0].first if candidates else _noun_at(view)
    done.asserted = bool(candidates)
    _read_mood(done, candidates)
    _read_doubts(done, candidates, others)
    done.ended = done.ended or any(candidate.ended for candidate in candidates)
    return done


def _read_mood(facts: SentenceFacts, candidates: list[Candidate]) -> None:
    """Whether the deed is told as done, hedged or granted, and how far it got."""
    view = facts.view
    around = modality.around(view, candidates, facts.at)
    done = not LEX.facts.isdisjoint(around)
    unsure = not LEX.hedges.isdisjoint(around)
    facts.hedged = unsure or (not done and modality.indefinite(view, candidates))
    if facts.hedged and modality.done(view, candidates):
        facts.hedged, done = False, True
    far = progress(view, candidates, facts.at)
    facts.stage, facts.planned = far.stage, far.planned
    facts.renewed = not LEX.renewals.isdisjoint(around)
    facts.factual = done and not facts.hedged
    facts.settled = not facts.hedged and modality.settled(view, candidates)
    facts.fancy = modality.fancied(view, facts.at)
    facts.open = not _OPEN.isdisjoint(view.words) and not _put_to_rest(view.words)


def _put_to_rest(words: list[str]) -> bool:
    """True for "ending months of speculation"."""
    if "speculation" not in words:
        return False
    at = words.index("speculation")
    return not _ENDING.isdisjoint(words[max(0, at - 3) : at])


_ENDING = frozenset({"end", "ends", "ended", "ending"})
_OPEN = frozenset({"possible", "potential", "speculation", "doubts"})


def _read_doubts(done: SentenceFacts, candidates: list[Candidate], others: Sequence[Candidate]) -> None:
    """What is denied, put in question or ended; what is denied shortly before an end is the end itself."""
    view, words = done.view, done.view.words
    first, last = _window(view, candidates)
    first = 0 if words[:1] == ["there"] and words[2:3] == ["no"] else first
    doubts, ends = LEX.doubts, LEX.endings
    denial = -99
    for i in range(first, last):
        if view.mention_at[i] is not None:
            continue
        doubt = match(doubts, words, i)
        if doubt is not None:
            _doubt(done, doubt.sort, i, candidates, view)
            denial = i if doubt.sort == "denial" else denial
            if denial == i and done.ended_at >= 0 and i - done.ended_at < _OBJECT:
                done.ended = done.denied = False  # "reports that it had ended were false"
        ending = match(ends, words, i)
        if ending is None or not endings.nearest(i, candidates, others):
            continue
        if endings.really_ends(view, i, ending, candidates) and not endings.before_it_began(view, i, candidates):
            _end(done, i, denied=i - denial < 10)


def _end(done: SentenceFacts, i: int, *, denied: bool) -> None:
    if denied:
        done.denied = False
    elif endings.only_planned(done.view, i):
        done.ending, done.end_at = True, i
    else:
        done.ended, done.ended_at, done.end_at = True, i, i


def _noun_at(view: SentenceView) -> int:
    nouns = LEX.nouns
    return next((i for i, word in enumerate(view.words) if word in nouns), -1)


def _window(view: SentenceView, candidates: list[Candidate]) -> tuple[int, int]:
    if not candidates or view.sentence.headline:
        return 0, len(view)
    spans = [a.token_span() for a in candidates]
    return max(0, min(s[0] for s in spans) - 6), min(len(view), max(s[1] for s in spans) + 14)


def _doubt(done: SentenceFacts, what: str, i: int, candidates: list[Candidate], view: SentenceView) -> None:
    if what == "denial" and (candidates or _denies_talk(view, i)) and not _rules_out_else(view, i, candidates):
        if _NOT_DENIED.isdisjoint(view.words[max(0, i - 3) : i]):
            done.denied, done.denied_at = True, i
    elif what == "hypothetical" and not _put_to_rest(view.words):
        done.hypothetical = True
    elif what == "negation" and any(_governs(view, i, a) for a in candidates):
        done.negated = True


_NOT_DENIED = frozenset({"not", "n't", "neither", "without", "declined", "declines", "refused", "refuses"})


def _rules_out_else(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True for "ruled out" of something that is not the deal: money for it, a change of the price."""
    if view.words[i + 1 : i + 2] != ["out"]:
        return False
    follow = range(i, i + _OBJECT)
    things = LEX.deal_words | LEX.verb_forms
    near = any(word in things for word in view.words[i + 2 : i + 7])
    return not near and not any(candidate.first in follow for candidate in candidates)


_OBJECT = 9


def _denies_talk(view: SentenceView, i: int) -> bool:
    """True if what is denied is a plan, a report or talks, not wrongdoing."""
    deals, things = LEX.deal_words, LEX.denied_things
    return any(word in things or word in deals for word in view.words[max(0, i - 9) : i + 10])


def _governs(view: SentenceView, i: int, candidate: Candidate) -> bool:
    """True if a "not" at `i` denies the cue: it stands shortly before it with no other clause between."""
    if not i < candidate.first or candidate.first - i > 7:
        return False
    between = view.words[i + 1 : candidate.first]
    if not LEX.undone.isdisjoint(between[:2]):
        return False  # "has not ruled out a tie-up"
    return LEX.negation_stops.isdisjoint(between)
