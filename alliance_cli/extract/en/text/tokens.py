"""A text as tokens: words and marks, each where it stands ("X's" is one token, a possessive)."""

import re
from functools import cache
from typing import NamedTuple

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Token

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?![A-Za-z])(?:['’]s(?!\w))?"  # U.S., N.V.'s
    r"|[^\W_]+(?:[&'’.+-][^\W_]+|(?<=\d),(?=\d)[^\W_]+)*(?:\.['’]s(?!\w))?"  # AT&T, X's, 3.5, EADS-BAE, 1,000, Inc.'s
    r"|--+|[^\w\s]|_"
)
_LINE_END = re.compile(r"(\n[ \t\r]*(?:\n\s*)?)")
APOSTROPHES = "'’"


_Part = tuple[str, str, int, int, bool, bool, bool, str, bool, bool]
"""What a `Token` has, the places counted from the beginning of what stands between two blanks; whether it is to be
looked at again, and whether a legal form of several words may begin there."""


class Cut(NamedTuple):
    """The tokens of some stretches of a text, left to right. Beside them the places of those to be looked at again (all
    but ordinary words, and of these the legal forms), and of those at which a legal form of several words may begin."""

    tokens: list[Token]
    notable: list[int]
    forms: list[int]


def tokens(text: str, spans: list[tuple[int, int]]) -> Cut:
    """Cut some stretches of a text into tokens; offsets count in the text."""
    cut = Cut([], [], [])
    for begin, stop in spans:
        at = begin
        for i, line in enumerate(_LINE_END.split(text[begin:stop])):
            if i % 2:
                cut.notable.append(len(cut.tokens))
                cut.tokens.append(Token.of("\n\n" if line.count("\n") > 1 else "\n", "\n", at, at + len(line)))
            else:
                _read_line(line, at, cut)
            at += len(line)
    return cut


def _read_line(line: str, at: int, cut: Cut) -> None:
    """Add the tokens of a line that begins at `at`: no token has a blank in it, and few words are met but once."""
    found, notable, forms = cut
    add, small_forms, met = found.append, LEX.forms_written_small, _met.get
    for piece in line.split(" "):
        end = at + len(piece)
        if piece.islower() and piece.isalpha():  # most words: the short way
            if piece in small_forms:
                notable.append(len(found))
                forms.append(len(found))
            made = Token()  # what `Token.of` does, in half the time: by far the most are made here
            made.text = made.word = piece
            made.start, made.end = at, end
            made.capitalised = made.possessive = False
            made.ordinary, made.whole = True, ""
            add(made)
        elif piece:
            parts = met(piece) or _parts_of(piece)
            for word, folded, first, last, capitalised, possessive, small, whole, again, form in parts:
                if again:
                    notable.append(len(found))
                    if form:
                        forms.append(len(found))
                made = Token()
                made.text, made.word = word, folded
                made.start, made.end = at + first, at + last
                made.capitalised, made.possessive = capitalised, possessive
                made.ordinary, made.whole = small, whole
                add(made)
        at = end + 1


_LONG = 40
"""What is longer, an address, is not met again: it is not kept."""


_met: dict[str, tuple[_Part, ...]] = {}
_MOST_MET = 1 << 15


def _parts_of(piece: str) -> tuple[_Part, ...]:
    """The tokens of what was not met yet, from now on kept."""
    parts = _parts(piece)
    if len(piece) < _LONG:
        if len(_met) >= _MOST_MET:
            _met.clear()
        _met[piece] = parts
    return parts


def _parts(piece: str) -> tuple[_Part, ...]:
    """The tokens of what stands between two blanks."""
    if piece.isalpha():
        return (_part(piece, 0),)
    return tuple([_part(match[0], match.start()) for match in _TOKEN.finditer(piece)])


def _part(word: str, start: int) -> _Part:
    """A token without its ending, that folded, and whether it is capitalised, possessive, ordinary."""
    possessive = len(word) > 2 and word[-2] in APOSTROPHES and word[-1] in {"s", "S"}
    bare = word[:-2] if possessive else word
    bare = bare[:-1] if possessive and bare.find(".") == len(bare) - 1 else bare  # "Inc.'s", not "N.V.'s"
    folded = bare.lower()
    ordinary = folded == bare and bare.isalpha()
    again = word in LEX.forms_written_small or not (word.islower() and word.isalpha())
    # a single mark, and a word without marks in it that is spelled as it is folded, begins what is in one set, or none
    strange = not (ordinary or ((len(folded) == 1 or folded.isalnum()) and folded.isascii()))
    return (
        bare, folded, start, start + len(bare), word[0].isupper(), possessive, ordinary, word if possessive else "",
        again, strange or folded in form_beginnings(),
    )  # fmt: skip


@cache
def form_beginnings() -> frozenset[str]:
    """The plain words and the mark that a legal form can begin with."""
    return names.legal_forms().union(names.forms_by_first_word(), "(")
