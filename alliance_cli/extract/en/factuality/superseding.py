"""A first paper that gives way to a final one: the memorandum is over, the deal goes on."""

from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.en.lexicon import LEX

_PHRASE = 4
"""So many words a contract's name has from the one that calls it final."""
_AROUND = 6
"""So many words on either side say whether it was made."""


def gives_way(view: SentenceView) -> bool:
    """True where a sentence says that a memorandum or the like was followed by a final contract.

    "The memorandum lapsed when a definitive agreement was signed"; not "without a definitive agreement".
    """
    if LEX.preliminaries.isdisjoint(view.words):
        return False
    words = view.words
    return any(_is_replaced(words, i) or (_is_final(words, i) and _is_made(words, i)) for i in range(len(view)))


def followed_up(view: SentenceView, after: SentenceView | None) -> bool:
    """True where the next sentence says what came in place of the memorandum whose end this one tells."""
    if after is None or after.sentence.index != view.sentence.index + 1 or LEX.preliminaries.isdisjoint(view.words):
        return False
    return any(_is_replaced(after.words, i) for i in range(len(after)))


def _is_replaced(words: list[str], i: int) -> bool:
    """True for "superseded by a joint venture agreement"."""
    if words[i] not in LEX.replaces or LEX.contracts.isdisjoint(words[i + 1 : i + _AROUND]):
        return False
    return LEX.not_made.isdisjoint(words[max(0, i - _PHRASE) : i])


def _is_final(words: list[str], i: int) -> bool:
    """True for the first word of "definitive agreement", "full merger agreement"."""
    return words[i] in LEX.final and not LEX.contracts.isdisjoint(words[i + 1 : i + _PHRASE])


def _is_made(words: list[str], i: int) -> bool:
    around = words[max(0, i - _AROUND) : i + _AROUND]
    return not LEX.made_final.isdisjoint(around) and LEX.not_made.isdisjoint(around)
