"""Lines as styled spans: what every screen is made of, before it is known whether colour is wanted.

Styles are names (`rumoured`, `dim`, ...) that `terminal` maps to colours; without colour they vanish.
"""

import unicodedata
from collections.abc import Iterable, Sequence

Span = tuple[str, str]
"""A text and the name of its style ("" for none)."""

Line = list[Span]

_WIDE = {"W", "F"}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """Text from outside on one line, without control characters or marks that turn the writing direction."""
    if text.isascii() and text.isprintable():
        return text
    return " ".join("".join(" " if _acts(c) else c for c in text).split())


def _acts(char: str) -> bool:
    return char in _BIDI or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}


def width(text: str) -> int:
    """The columns a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_char_width(c) for c in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
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
    lines, current = [], ""
    for word in _short_words(text, max(columns, 2)):
        joined = f"{current} {word}" if current else word
        if width(joined) <= columns:
            current = joined
        else:
            lines.append(current)
            current = word
    return [line for line in (*lines, current) if line]


def _short_words(text: str, columns: int) -> Iterable[str]:
    for word in text.split():
        rest = word
        while width(rest) > columns:
            head = cut(rest, columns + 1).removesuffix("…") or rest[0]
            head = head if width(head) <= columns else rest[:1]
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def plain(lines: Iterable[Sequence[Span]]) -> str:
    """The lines as text without style, each ended by a line feed."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
