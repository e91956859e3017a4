"""Dates that stand with the making of what is over by now: "the pact signed in May", "the 2019 merger agreement"."""

from alliance_cli.dates import prose
from alliance_cli.extract.document import SentenceFacts, SentenceView
from alliance_cli.extract.en.factuality.superseding import gives_way
from alliance_cli.extract.en.lexicon import LEX, NAMES_A_PARTY, frame_of

_REACH = 7
"""Within how many words before a date stands the verb that it belongs to."""
_PHRASE = 4
"""So many words after a date name what it was made on."""
_NAMED = 7
"""So many words before a verb of making name what was made: "the venture with Fiat Chrysler and Peugeot, formed"."""
_MARKS = frozenset(",;:()–—")


def goes_on(fact: SentenceFacts, at: int) -> bool:
    """True where a sentence tells of something made before: its end, its completion, another step of it."""
    if fact.ended_at >= 0 or gives_way(fact.view):
        return True
    return not LEX.later_steps.isdisjoint(fact.view.words[max(0, at - _PHRASE) : at + 1])


def is_of_making(view: SentenceView, at: int, found: prose.Found) -> bool:
    """True for the date on which something was made, where the word `at` tells what has become of it since."""
    tokens, start = view.sentence.tokens, view.sentence.start
    first = next((i for i, token in enumerate(tokens) if token.end > start + found.start), len(tokens))
    last = next((i for i, token in enumerate(tokens) if token.start >= start + found.end), len(tokens))
    verb = _verb(view, at, first)
    return (verb >= 0 and _says_which(view, at, verb)) or _is_in_name(view, first, last) or _is_of_deal(view, first)


def _verb(view: SentenceView, at: int, first: int) -> int:
    """The verb of making right before a date ("signed in Tokyo on ..."), -1 if another word or a mark is closer."""
    for i in range(first - 1, max(first - _REACH, -1), -1):
        if i == at or view.words[i] in _MARKS:
            return -1
        if view.words[i] in LEX.makings:
            return i
    return -1


def _says_which(view: SentenceView, at: int, verb: int) -> bool:
    """True for a verb that says which deal is meant: "the pact they signed", "a tie-up, first announced"."""
    before = verb - 1
    while before > 0 and view.words[before] in LEX.at_first:
        before -= 1
    if verb < at:
        return _names_deal(view, before) or view.words[before] in {"was", "were", "had", "been"}
    if _is_deal(view.words[before]):
        return True
    commas = [i for i in range(at, verb) if view.words[i] == ","]
    if not commas:
        return True
    opening = view.words[commas[-1] + 1]
    # ", the companies announced on Monday" tells when it was said
    return opening in {"which", "that"} or opening in LEX.at_first or commas[-1] + 1 == verb


def _names_deal(view: SentenceView, last: int) -> bool:
    """True where words that end with `last` name a deal: "the pact", "the venture with Nissan", "their deal,"."""
    for i in range(last, max(last - _NAMED, -1), -1):
        word = view.words[i]
        if _is_deal(word) or (i < last and word in LEX.nouns):
            return i == last or view.words[i + 1] in LEX.prepositions or view.words[i + 1] == ","
        if word in LEX.auxiliaries or (word in _MARKS and i < last):
            return False
    return False


def _is_of_deal(view: SentenceView, first: int) -> bool:
    """True for a date by which a deal is called: "the memorandum of May 3"."""
    return first > 1 and view.words[first - 1] == "of" and _is_deal(view.words[first - 2])


def _is_in_name(view: SentenceView, first: int, last: int) -> bool:
    """True for a date in what a deal is called: "the 2019 merger agreement", "their May 3 memorandum"."""
    if first == 0:
        return False
    before = view.sentence.tokens[first - 1]
    if before.word not in LEX.determiners and not before.possessive:
        return False
    for word in view.words[last : last + _PHRASE]:
        if _is_deal(word):
            return True
        if word in LEX.prepositions or word in LEX.auxiliaries or word in _MARKS:
            return False
    return False


def _is_deal(word: str) -> bool:
    return frame_of(LEX.nouns, word) not in NAMES_A_PARTY or word in LEX.preliminaries
