"""Which sentences are worth reading: a cheap look at their words alone, before any name is looked for.

A stretch of a body is looked at once before it is cut into tokens (`tells`), each sentence once more after (`mark`).
"""

from collections.abc import Callable, Iterable

from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.extract.spans import Sentence


def tells(words: list[str], text: str) -> bool:
    """True for words, folded and without marks, that may say something of a tie-up or of who had it first."""
    return has_cue(words, lambda: "'" in text or "’" in text) or names_first(words) or tells_terms(words)


def has_cue(words: list[str], possessive: Callable[[], bool]) -> bool:
    """True if there is a cue and, if it needs any, one of the words without which it says nothing."""
    table = LEX.tie_ups
    for i in [i for i, word in enumerate(words) if word in table]:
        cue = match(table, words, i)
        # "distributes" needs an owner of the goods: the ending of "Amgen's" is no token, so it is asked for apart
        if cue and (not cue.needs or not cue.needs.isdisjoint(words) or ("'s" in cue.needs and possessive())):
            return True
    return False


def names_first(words: list[str]) -> bool:
    """True if a sentence may say which outlet had the news first."""
    return "first" in words and not LEX.reported.isdisjoint(words)


_OF_TERMS = LEX.of_advice | LEX.of_completion | LEX.of_payment | LEX.of_approval


def tells_terms(words: list[str]) -> bool:
    """True if a sentence may say who advises on a deal, when it closes or whose word it waits for."""
    if _OF_TERMS.isdisjoint(words):
        return False
    if not LEX.of_advice.isdisjoint(words):
        return True
    if not LEX.of_completion.isdisjoint(words) and not LEX.of_expectation.isdisjoint(words):
        return True
    if not LEX.of_payment.isdisjoint(words) and not LEX.of_being_paid.isdisjoint(words):
        return True
    return not LEX.of_approval.isdisjoint(words) and not LEX.of_needing.isdisjoint(words)


def mark(sentences: Iterable[Sentence]) -> bool:
    """Mark the sentences that are to be read; False if none has a cue."""
    found = False
    for sentence in sentences:
        words = sentence.words
        cued = has_cue(words, sentence.has_possessive)
        found = found or cued
        sentence.cued = cued or names_first(words)
    return found
