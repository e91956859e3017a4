"""A sentence without blanks between its words: its plain text, and where each sign of it stands in the report."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from dataclasses import field as default
from typing import Final

from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.spans import Sentence, Token

_ASIDE: Final = shape("aside")
"""What stands beside a name: brackets, codes of shares, what pages say of their links."""
_PIECE = re.compile(r"[A-Za-z0-9&.%]+|[ァ-ヺー・]+|[\u3400-\u9fff々〆ヶ]+|[ぁ-ゖ]+|\s+|.", re.S)


@dataclass(slots=True, eq=False)
class Line(Sentence):
    """A sentence as one string: `plain`, without its brackets and with wide Latin letters made narrow.

    `places` says where each of its characters stands in the report, `starts` which of them each token begins with.
    `asides` are the words of brackets, by the character of `plain` that they stand before.
    """

    plain: str = ""
    places: list[int] = default(default_factory=list)
    starts: list[int] = default(default_factory=list)
    asides: dict[int, str] = default(default_factory=dict)

    def token_at(self, place: int) -> int:
        """The token that a character of `plain` belongs to."""
        return max(0, bisect_right(self.starts, place) - 1)

    def cut(self, marks: set[int]) -> None:
        """Cut the sentence into tokens: at each of these characters, and where one script ends."""
        edges = sorted({piece.start() for piece in _PIECE.finditer(self.plain)} | marks - {len(self.plain)})
        self.starts = edges
        self.tokens = [self._token(*span) for span in zip(edges, [*edges[1:], len(self.plain)], strict=True)]

    def _token(self, first: int, last: int) -> Token:
        text = self.plain[first:last]
        return Token.of(text, text, self.places[first], self.places[last - 1] + 1)


def line(source: str, start: int, end: int, field: str, index: int) -> Line | None:
    """The sentence between two characters of a title or text, None if nothing is left of it."""
    made = Line(field, index, [], headline=field == "title")
    signs: list[str] = []
    place = start
    while place < end:
        aside = _ASIDE.match(source, place, end)
        if aside is not None:
            made.asides[len(signs)] = made.asides.get(len(signs), "") + narrow(aside[0][1:-1])
            place = aside.end()
            continue
        if not source[place].isspace() or _parts_words(source, place):
            signs.append(narrow(source[place]))
            made.places.append(place)
        place += 1
    made.plain = "".join(signs)
    if not made.plain.strip():
        return None
    made.cut(set())
    return made


def narrow(text: str) -> str:
    """The text with letters and digits as wide as in Latin, sign by sign."""
    return text if text.isascii() else "".join(map(_narrow, text))


def _narrow(sign: str) -> str:
    made = unicodedata.normalize("NFKC", sign)
    return made if len(made) == 1 else sign


def _parts_words(source: str, place: int) -> bool:
    """True for a blank between two words in Latin letters; any other says nothing."""
    return 0 < place < len(source) - 1 and source[place - 1].isascii() and source[place + 1].isascii()


def line_of(view: SentenceView) -> Line:
    """The sentence of a view, which here is always a `Line`."""
    assert isinstance(view.sentence, Line)
    return view.sentence
