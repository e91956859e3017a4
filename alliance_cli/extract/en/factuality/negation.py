"""What a sentence denies, puts in question or ends."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.document import Candidate, SentenceFacts, SentenceView
from alliance_cli.extract.en.factuality import endings
from alliance_cli.extract.en.factuality.modality import put_to_rest
from alliance_cli.extract.en.lexicon import LEX, match

_OBJECT: Final = 9
"""How many words on what is denied or ruled out may stand."""
_OF_PHRASES = LEX.prepositions | LEX.conjunctions | LEX.be | LEX.auxiliaries | LEX.determiners
_NEED: Final = 2
"""In so many words after "not" stands the need that it denies."""
_NEVER: Final = -99
"""The place of a denial before one was found."""

_OF_ONE_TALK: Final = frozenset({"denial", "negation"})
"""Doubts that are of the talk nearest to them alone: "A said its merger with B would not go ahead if it bought C"."""

_NOT_DENIED = LEX.negatives_of_denying | {"not", "n't"}
_THINGS = LEX.deal_words | LEX.verb_forms


def read_doubts(facts: SentenceFacts, candidates: list[Candidate], others: Sequence[Candidate]) -> None:
    """Add to the facts of a sentence what it denies, puts in question or ends, by the words around the talk.

    A denial and an end close by are one: in "denied that it had ended the talks" the end is denied, not the talk.
    """
    view, words = facts.view, facts.view.words
    first, last = _window(view, candidates)
    first = 0 if words[:1] == ["there"] and words[2:3] == ["no"] else first  # "there was no truth in reports that ..."
    doubts, ends = LEX.doubts, LEX.endings
    denial = _NEVER
    for i in [i for i in range(first, last) if words[i] in doubts or words[i] in ends]:
        if view.mention_at[i] is not None:
            continue  # a word of a name says nothing: "signed a deal with Block"
        doubt = match(doubts, words, i)
        if doubt is not None and (doubt.sort not in _OF_ONE_TALK or endings.nearest(i, candidates, others)):
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
    """Note the end that the word at `i` tells of: as come, as planned, or as one that is denied, which is no denial."""
    if denied:
        facts.denied = False
    elif endings.only_planned(facts.view, i):
        facts.ending, facts.end_at = True, i
    else:
        facts.ended, facts.ended_at, facts.end_at = True, i, i


def _window(view: SentenceView, candidates: list[Candidate]) -> tuple[int, int]:
    """The words that may doubt or end a talk: all of a headline, else those around what it was read from."""
    if not candidates or view.sentence.headline:
        return 0, len(view)
    spans = [a.token_span() for a in candidates]
    return max(0, min(s[0] for s in spans) - 6), min(len(view), max(s[1] for s in spans) + 14)


def _doubt(facts: SentenceFacts, what: str, i: int, candidates: list[Candidate], view: SentenceView) -> None:
    """Note what the doubt at `i` is of: a denial of the talk, a "not" that governs its cue, "if", "speculation", a
    pause.
    """
    if what == "denial" and (candidates or _denies_talk(view, i)) and not _rules_out_else(view, i, candidates):
        if _NOT_DENIED.isdisjoint(view.words[max(0, i - 3) : i]):  # "could neither confirm nor deny"
            facts.denied, facts.denied_at = True, i
    elif what == "needless" and any(_is_subject(view, i, one) for one in candidates):
        facts.denied, facts.denied_at = True, i  # "a merger with X is not needed"; not "approval is not needed"
    elif what == "hypothetical" and not put_to_rest(view.words):
        facts.hypothetical = True
    elif what == "pause":
        facts.on_hold = _NOT_DENIED.isdisjoint(view.words[max(0, i - 3) : i])
    elif what == "negation" and any(_governs(view, i, a) for a in candidates):
        facts.negated = True


def _rules_out_else(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True for "ruled out" of something that is not the deal: money for it, a change of the price."""
    if LEX.out.isdisjoint(view.words[i + 1 : i + 2]):
        return False
    follow = range(i, i + _OBJECT)
    near = not _THINGS.isdisjoint(view.words[i + 2 : i + 7])
    return not near and not any(candidate.first in follow for candidate in candidates)


def _denies_talk(view: SentenceView, i: int) -> bool:
    """True if what is denied is a plan, a report or talks, not wrongdoing."""
    near = view.words[max(0, i - _OBJECT) : i + _OBJECT + 1]
    return not LEX.denied_things.isdisjoint(near) or not LEX.deal_words.isdisjoint(near)


def _is_subject(view: SentenceView, i: int, candidate: Candidate) -> bool:
    """True where what is said at `i` is said of the deal: names alone stand between, "a merger of X with Y is"."""
    first = candidate.first + len(candidate.cue.words)
    return first < i and all(view.mention_at[j] or view.words[j] in _OF_PHRASES for j in range(first, i))


def _needs_else(between: list[str]) -> bool:
    """True where something else is needed, or not, for the deal: "does not need consent to buy X"."""
    need = next((place + 1 for place, word in enumerate(between[:_NEED]) if word in LEX.needs), None)
    return need is not None and not LEX.purposes_of_needs.isdisjoint(between[need + 1 :])


def _governs(view: SentenceView, i: int, candidate: Candidate) -> bool:
    """True if a "not" at `i` denies the cue: it stands shortly before it with no other clause between."""
    if not i < candidate.first or candidate.first - i > 7:
        return False
    between = view.words[i + 1 : candidate.first]
    if not LEX.undone.isdisjoint(between[:2]):
        return False  # "has not ruled out a tie-up" denies nothing
    if _needs_else(between):
        return False
    return LEX.negation_stops.isdisjoint(between)
