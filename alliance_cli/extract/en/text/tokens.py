"""A text as tokens: words and marks, each where it stands ("X's" is one token, a possessive)."""

import re
from functools import lru_cache

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Token

_TOKEN = re.compile(
    r" ?("  # taken along: to fail at every blank would cost more
    r"[a-z]+(?![\w&'’.+-])"  # most words
    r"|(?:[A-Za-z]\.){2,}(?![A-Za-z])"  # U.S., N.V.
    r"|[^\W_]+(?:[&'’.+-][^\W_]+|(?<=\d),(?=\d)[^\W_]+)*"  # AT&T, Renault's, 3.5, EADS-BAE, 1,000
    r"|--+|\n[ \t\r]*(?:\n\s*)?|[^\w\s]|_)"
)
APOSTROPHES = "'’"


def tokens(text: str, spans: list[tuple[int, int]]) -> tuple[list[Token], list[int]]:
    """The tokens of some stretches of a text, left to right; offsets count in the text.

    Beside them the places of those to be looked at again: all but ordinary words, and of these the legal forms.
    """
    found: list[Token] = []
    notable: list[int] = []
    small_forms = LEX.forms_written_small
    add, find = found.append, text.find
    for begin, stop in spans:
        end = begin
        for word in _TOKEN.findall(text, begin, stop):  # places are found again: match objects cost more
            start = find(word, end)
            end = start + len(word)
            if word.islower() and word.isalpha():  # most words: the short way
                if word in small_forms:
                    notable.append(len(found))
                add(Token(word, word, start, end, False, False, True))
                continue
            notable.append(len(found))
            if word[0] == "\n":
                add(Token("\n\n" if word.count("\n") > 1 else "\n", "\n", start, end))
                continue
            bare, folded, capitalised, possessive, small = _shape(word)
            add(
                Token(
                    bare, folded, start, start + len(bare), capitalised, possessive, small, word if possessive else ""
                )
            )
    return found, notable


@lru_cache(maxsize=1 << 14)
def _shape(word: str) -> tuple[str, str, bool, bool, bool]:
    """What a word is without its ending, that folded, and whether it is capitalised, possessive, ordinary."""
    possessive = len(word) > 2 and word[-2] in APOSTROPHES and word[-1] in {"s", "S"}
    bare = word[:-2] if possessive else word
    folded = bare.lower()
    return bare, folded, word[0].isupper(), possessive, folded == bare and bare.isalpha()
