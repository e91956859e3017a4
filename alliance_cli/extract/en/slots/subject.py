"""What a talk is about."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.document import SentenceFacts
from alliance_cli.extract.en.lexicon import LEX

_WIDE: Final = "vehicles"
"""The subject that says less than any other."""


def subject(facts: Sequence[SentenceFacts]) -> str:
    """What a talk is about, as a short phrase from the subject list, "" if none is said.

    "electric vehicles" for "will build electric cars together"; each sentence counts by its weight.
    """
    counts: dict[str, float] = {}
    for fact in facts:
        for name in _named(fact.view.words):
            counts[name] = counts.get(name, 0.0) + fact.weight
    if len(counts) > 1:
        counts.pop(_WIDE, None)
    return max(counts, key=lambda name: counts[name]) if counts else ""


def _by_first_word() -> dict[str, list[tuple[int, str, str]]]:
    """The phrases with what they stand for and their places in the list, by their first word."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for place, (phrase, name) in enumerate(LEX.subjects):
        found.setdefault(phrase.partition(" ")[0], []).append((place, f" {phrase} ", name))
    return found


_BY_FIRST_WORD: Final = _by_first_word()


def _named(words: Sequence[str]) -> list[str]:
    """What the phrases in these words stand for, in the order of the list."""
    text = f" {' '.join(words)} "  # blanks around it, so that phrases are found as whole words
    begun = _BY_FIRST_WORD.keys() & words
    return [name for _, phrase, name in sorted(one for word in begun for one in _BY_FIRST_WORD[word]) if phrase in text]
