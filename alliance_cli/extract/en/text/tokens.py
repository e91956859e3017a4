"""A text as tokens: words and marks, each where it stands ("X's" is one token, a possessive)."""

import re
from functools import lru_cache
from typing import NamedTuple

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Token

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?![A-Za-z])(?:['’]s(?!\w))?"  # U.S., N.V.'s
    r"|[^\W_]+(?:[&'’.+-][^\W_]+|(?<=\d),(?=\d)[^\W_]+)*(?:\.['’]s(?!\w))?"  # AT&T, X's, 3.5, EADS-BAE, 1,000, Inc.'s
    r"|--+|[^\w\s]|_"
)
_LINE_END = re.compile(r"(\n[ \t\r]*(?:\n\s*)?)")
APOSTROPHES = "'’"


class _Part(NamedTuple):
    """A token of what stands between two blanks, as a `Token` is, the places counted from its beginning.

    `notable` is true for one that is to be looked at again.
    """

    text: str
    word: str
    start: int
    end: int
    capitalised: bool
    possessive: bool
    ordinary: bool
    whole: str
    notable: bool


def tokens(text: str, spans: list[tuple[int, int]]) -> tuple[list[Token], list[int]]:
    """The tokens of some stretches of a text, left to right; offsets count in the text.

    Beside them the places of those to be looked at again: all but ordinary words, and of these the legal forms.
    """
    found: list[Token] = []
    notable: list[int] = []
    for begin, stop in spans:
        at = begin
        for i, line in enumerate(_LINE_END.split(text[begin:stop])):
            if i % 2:
                notable.append(len(found))
                found.append(Token("\n\n" if line.count("\n") > 1 else "\n", "\n", at, at + len(line)))
            else:
                _read_line(line, at, found, notable)
            at += len(line)
    return found, notable


def _read_line(line: str, at: int, found: list[Token], notable: list[int]) -> None:
    """Add the tokens of a line that begins at `at`: no token has a blank in it, and few words are met but once."""
    add, small_forms = found.append, LEX.forms_written_small
    for piece in line.split(" "):
        end = at + len(piece)
        if piece.islower() and piece.isalpha():  # most words: the short way
            if piece in small_forms:
                notable.append(len(found))
            add(Token(piece, piece, at, end, False, False, True))
        elif piece:
            parts = _kept_parts(piece) if end - at < _LONG else _parts(piece)
            for word, folded, first, last, capitalised, possessive, small, whole, again in parts:
                if again:
                    notable.append(len(found))
                add(Token(word, folded, at + first, at + last, capitalised, possessive, small, whole))
        at = end + 1


_LONG = 40
"""What is longer, an address, is not met again: it is not kept."""


@lru_cache(maxsize=1 << 14)
def _kept_parts(piece: str) -> tuple[_Part, ...]:
    return _parts(piece)


def _parts(piece: str) -> tuple[_Part, ...]:
    """The tokens of what stands between two blanks."""
    return tuple(_part(match[0], match.start()) for match in _TOKEN.finditer(piece))


def _part(word: str, start: int) -> _Part:
    """A token without its ending, that folded, and whether it is capitalised, possessive, ordinary."""
    possessive = len(word) > 2 and word[-2] in APOSTROPHES and word[-1] in {"s", "S"}
    bare = word[:-2] if possessive else word
    bare = bare[:-1] if possessive and bare.find(".") == len(bare) - 1 else bare  # "Inc.'s", not "N.V.'s"
    folded = bare.lower()
    plain = word.islower() and word.isalpha()
    return _Part(
        bare, folded, start, start + len(bare), word[0].isupper(), possessive, folded == bare and bare.isalpha(),
        word if possessive else "", not plain or word in LEX.forms_written_small,
    )  # fmt: skip
