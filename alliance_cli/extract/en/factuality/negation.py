"""What a sentence denies, puts in question or ends."""

from collections.abc import Sequence

from alliance_cli.extract.document import Candidate, SentenceFacts, SentenceView
from alliance_cli.extract.en.factuality import endings
from alliance_cli.extract.en.factuality.modality import put_to_rest
from alliance_cli.extract.en.lexicon import LEX, match


def read_doubts(facts: SentenceFacts, candidates: list[Candidate], others: Sequence[Candidate]) -> None:
    """What is denied, put in question or ended; what is denied shortly before an end is the end itself."""
    view, words = facts.view, facts.view.words
    first, last = _window(view, candidates)
    first = 0 if words[:1] == ["there"] and words[2:3] == ["no"] else first
    doubts, ends = LEX.doubts, LEX.endings
    denial = -99
    for i in range(first, last):
        if view.mention_at[i] is not None:
            continue
        doubt = match(doubts, words, i)
        if doubt is not None:
            _doubt(facts, doubt.sort, i, candidates, view)
            denial = i if doubt.sort == "denial" else denial
            if denial == i and facts.ended_at >= 0 and i - facts.ended_at < _OBJECT:
                facts.ended = facts.denied = False  # "reports that it had ended were false"
        ending = match(ends, words, i)
        if ending is None or not endings.nearest(i, candidates, others):
            continue
        if endings.really_ends(view, i, ending, candidates) and not endings.before_it_began(view, i, candidates):
            _end(facts, i, denied=i - denial < 10)


def _end(facts: SentenceFacts, i: int, *, denied: bool) -> None:
    if denied:
        facts.denied = False
    elif endings.only_planned(facts.view, i):
        facts.ending, facts.end_at = True, i
    else:
        facts.ended, facts.ended_at, facts.end_at = True, i, i


def _window(view: SentenceView, candidates: list[Candidate]) -> tuple[int, int]:
    if not candidates or view.sentence.headline:
        return 0, len(view)
    spans = [a.token_span() for a in candidates]
    return max(0, min(s[0] for s in spans) - 6), min(len(view), max(s[1] for s in spans) + 14)


def _doubt(done: SentenceFacts, what: str, i: int, candidates: list[Candidate], view: SentenceView) -> None:
    if what == "denial" and (candidates or _denies_talk(view, i)) and not _rules_out_else(view, i, candidates):
        if _NOT_DENIED.isdisjoint(view.words[max(0, i - 3) : i]):
            done.denied, done.denied_at = True, i
    elif what == "hypothetical" and not put_to_rest(view.words):
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
