"""The headers of mails as text: folds, encoded words (RFC 2047), and bytes that no encoding was named for. Pure."""

import re
from email.errors import MessageError
from email.header import decode_header

from alliance_cli.sources.decoding import clean, decode

_ENCODED = re.compile(r"((?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,1900}\?=)+)")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_FOLD = re.compile(r"\r?\n[ \t]+|\r?\n")


def unfolded(value: str) -> str:
    """A header on one line: where it was folded one space stands."""
    return _FOLD.sub(" ", value)


def decoded(value: str) -> str:
    """The text of a header with its encoded words decoded; white space between such a word and others stays."""
    parts = _ENCODED.split(_BETWEEN.sub("", unfolded(value)))
    return clean("".join(_pieces(part) if number % 2 else _plainly(part) for number, part in enumerate(parts))).strip()


def _pieces(words: str) -> str:
    """Encoded words that follow each other, decoded; as they are written where they are damaged."""
    try:
        pieces = decode_header(words)
    except (ValueError, LookupError, AttributeError, MessageError):
        return words
    raw = ((piece if isinstance(piece, bytes) else piece.encode(), charset) for piece, charset in pieces)
    return "".join(decode(piece, str(charset or "")) for piece, charset in raw) or words


def _plainly(text: str) -> str:
    """Text between encoded words, which may hold the bytes of some encoding as they are."""
    return text if text.isascii() else decode(text.encode("utf-8", "surrogateescape"))
