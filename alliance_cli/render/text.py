"""Lines as styled spans: what every screen is made of, before it is known whether colour is wanted.

Styles are names (`rumoured`, `dim`, ...) that `terminal` maps to colours; without colour they vanish. A text that
leads somewhere is a `Link`; where there are no links it is a text like any other.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from alliance_cli.unseen import blanked

Span = tuple[str, str]
"""A text and the name of its style ("" for none)."""

Line = list[Span]

_WIDE = {"W", "F"}
_IN_ASCII = str.maketrans("○●✕◌│╎⋮├└─…“”‘’–—·→×█▌▏", "o*xd|:.|`-~\"\"''--->x##|")


class Link(str):
    """A text that leads to the web address `url`."""

    url: str

    def __new__(cls, text: str, url: str) -> "Link":
        """The text `text`, leading to `url`."""
        made = super().__new__(cls, text)
        made.url = url
        return made


def link(text: str, url: str) -> str:
    """The text as a link, if the address is one of the web and holds nothing that could end the link early."""
    plain_address = url.isascii() and url.isprintable() and " " not in url and len(url) <= 2000
    return Link(text, url) if plain_address and url.lower().startswith(("https://", "http://")) else text


def safe(text: str) -> str:
    """Text from outside on one line, without characters that act, turn the writing direction or hide."""
    if text.isascii() and text.isprintable():
        return text
    return " ".join(blanked(text).split())


def width(text: str) -> int:
    """The columns a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_char_width(c) for c in text)


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def pad(text: str, columns: int) -> str:
    """The text filled with blanks to this width."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """The text, shortened with an ellipsis if it is wider than this."""
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for char in text:
        used += _char_width(char)
        if used > columns - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines no wider than this; a word that is wider is broken."""
    lines: list[str] = []
    current, used = "", 0
    for word in _short_words(text, max(columns, 2)):
        taken = width(word)
        if current and used + 1 + taken <= columns:
            current, used = f"{current} {word}", used + 1 + taken
        else:
            lines.append(current)
            current, used = word, taken
    return [line for line in (*lines, current) if line]


def _short_words(text: str, columns: int) -> Iterable[str]:
    for word in text.split():
        yield from broken(word, columns)


def broken(word: str, columns: int) -> Iterable[str]:
    """A word in pieces no wider than this: one without blanks may be a whole sentence."""
    rest = word
    while width(rest) > columns:
        fits = _fitting(rest, columns)
        yield rest[:fits]
        rest = rest[fits:]
    if rest:
        yield rest


def _fitting(text: str, columns: int) -> int:
    """How many characters of the text fit these columns; at least one."""
    used = 0
    for place, char in enumerate(text):
        used += _char_width(char)
        if used > columns:
            return max(place, 1)
    return len(text)


def trimmed(line: Line) -> Line:
    """The line without blanks at its end."""
    while line and not line[-1][0].strip():
        line = line[:-1]
    return line


def plain(lines: Iterable[Sequence[Span]]) -> str:
    """The lines as text without style, each ended by a line feed."""
    return "".join(inert("".join(text for text, _ in line)).rstrip() + "\n" for line in lines)


def inert(text: str) -> str:
    """The text with every control character a blank: the last guard before a terminal, whatever came before."""
    return blanked(text)


def in_ascii(lines: Iterable[Sequence[Span]]) -> Iterator[Line]:
    """The lines with the program's own signs in ASCII, accents dropped, and `?` for each column of other letters."""
    for line in lines:
        yield [(_ascii_span(text), style) for text, style in line]


def _ascii_span(text: str) -> str:
    if text.isascii():
        return text
    made = "".join(c if c.isascii() else _ascii_char(c) for c in text.translate(_IN_ASCII))
    return Link(made, text.url) if isinstance(text, Link) else made


def _ascii_char(char: str) -> str:
    base = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    columns = _char_width(char)
    return base if len(base) == columns else "?" * columns
