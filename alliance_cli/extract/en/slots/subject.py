"""What a talk is about."""

from collections.abc import Sequence

from alliance_cli.extract.document import SentenceFacts
from alliance_cli.extract.en.lexicon import LEX


def subject(facts: Sequence[SentenceFacts]) -> str:
    """What a talk is about, as a short phrase from the subject list, "" if none is said."""
    counts: dict[str, float] = {}
    for fact in facts:
        text = " " + " ".join(fact.view.words) + " "
        for phrase, name in LEX.subjects:
            if f" {phrase} " in text:
                counts[name] = counts.get(name, 0.0) + fact.weight
    if len(counts) > 1:
        counts.pop(_WIDE, None)  # says less than any other
    return max(counts, key=lambda name: counts[name]) if counts else ""


_WIDE = "vehicles"
