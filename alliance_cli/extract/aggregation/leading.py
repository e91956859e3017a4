"""Which of the sentences on a talk lead."""

from typing import Final

from alliance_cli.extract.document import SentenceFacts

_LEADING: Final = 2.0
"""What a leading sentence weighs at least: the second of the text does, one that only denies does not."""


def leads(fact: SentenceFacts) -> bool:
    """True for what the headline or one of the first two sentences of the text says of a talk."""
    return fact.weight >= _LEADING
