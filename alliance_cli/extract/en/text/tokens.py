"""A text as tokens: words and marks, each where it stands ("X's" is one token, a possessive)."""

import re
from functools import cache
from itertools import islice
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
    """Add the tokens of a line that begins at `at`: no token has a blank in it."""
    found, notable, forms = cut
    add, small_forms, beginnings = found.append, LEX.forms_written_small, form_beginnings()
    for piece in line.split(" "):
        if not piece:  # what was blanked out leaves many
            at += 1
            continue
        end, word, mark = at + len(piece), piece, ""
        if not piece.isalpha():
            word, mark = piece[:-1], piece[-1]
            if mark not in _AFTER_WORDS or not word.isalpha():
                _add_parts(piece, at, cut)
                at = end + 1
                continue
        made = Token()  # most are made here, as `_part` would have them
        made.text, made.start, made.end = word, at, end - len(mark)
        made.possessive, made.whole = False, ""
        if word.islower():
            made.word, made.capitalised, made.ordinary = word, False, True
            if word in small_forms:
                notable.append(len(found))
                forms.append(len(found))
        else:
            made.word = folded = word.lower()
            made.capitalised, made.ordinary = word[0].isupper(), folded == word
            notable.append(len(found))
            if folded in beginnings or not (made.ordinary or folded.isascii()):
                forms.append(len(found))
        add(made)
        if mark:
            notable.append(len(found))
            add(Token.of(mark, mark, end - 1, end))
        at = end + 1


_AFTER_WORDS = ".,;:?!)"
"""Each is a token of its own behind a word of letters."""
_LONG = 40
"""What is longer, an address, is not met again: it is not kept."""
_MOST_MET = 1 << 15
_met: dict[str, tuple[_Part, ...]] = {}


def _add_parts(piece: str, at: int, cut: Cut) -> None:
    """Add the tokens of what stands between two blanks, other than a word of letters with a mark behind it or none."""
    found, notable, forms = cut
    for word, folded, first, last, capitalised, possessive, small, whole, again, form in _met.get(piece) or _new(piece):
        if again:
            notable.append(len(found))
            if form:
                forms.append(len(found))
        made = Token()
        made.text, made.word = word, folded
        made.start, made.end = at + first, at + last
        made.capitalised, made.possessive = capitalised, possessive
        made.ordinary, made.whole = small, whole
        found.append(made)


def _new(piece: str) -> tuple[_Part, ...]:
    """The tokens of what was not met yet, from now on kept; what was met first is let go where that is too much."""
    parts = _parts(piece)
    if len(piece) < _LONG:
        if len(_met) >= _MOST_MET:
            for old in list(islice(_met, _MOST_MET // 2)):
                del _met[old]
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
