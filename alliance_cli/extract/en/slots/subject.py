"""What a talk is about."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.document import SentenceFacts
from alliance_cli.extract.en.lexicon import LEX

_WIDE: Final = "vehicles"
"""The subject that says less than any other."""
_PHRASES: Final = tuple((f" {phrase} ", name) for phrase, name in LEX.subjects)


def subject(facts: Sequence[SentenceFacts]) -> str:
    """What a talk is about, as a short phrase from the subject list, "" if none is said.

    "electric vehicles" for "will build electric cars together"; each sentence counts by its weight.
    """
    counts: dict[str, float] = {}
    for fact in facts:
        text = f" {' '.join(fact.view.words)} "  # blanks around it, so that phrases are found as whole words
        for phrase, name in _PHRASES:
            if phrase in text:
                counts[name] = counts.get(name, 0.0) + fact.weight
    if len(counts) > 1:
        counts.pop(_WIDE, None)
    return max(counts, key=lambda name: counts[name]) if counts else ""
