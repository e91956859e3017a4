"""Characters that nobody sees: those that act on a terminal or turn the direction of writing, and those that hide."""

import re

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of writing, for a class of a pattern."""
HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""What Unicode has programs ignore, in words or as a text of its own, fillers of Hangul among it; not the joiners of
letters and pictures, nor what chooses among the shapes of a letter."""

_BEYOND_ASCII = f"\x7f-\x9f{TURNING}\u2028\u2029\ud800-\udfff"
_HIDDEN = re.compile(f"[{HIDDEN}]")
_ACTING = re.compile(f"[\x00-\x1f{_BEYOND_ASCII}]")
_ACTING_IN_CELLS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_BEYOND_ASCII}]")
_ACTING_IN_JSON = re.compile(f"[{_BEYOND_ASCII}{HIDDEN}]")


def blanked(text: str) -> str:
    """The text with a blank for each character that acts, and nothing for those that hide."""
    if text.isascii() and text.isprintable():
        return text
    return _ACTING.sub(" ", _HIDDEN.sub("", text))


def dropped(text: str) -> str:
    """The text without characters that act or hide; tabs and ends of lines stay."""
    if text.isascii() and text.isprintable():
        return text
    return _ACTING_IN_CELLS.sub("", _HIDDEN.sub("", text))


def hides(char: str) -> bool:
    """True for a character that takes no room."""
    return bool(_HIDDEN.match(char))


def escaped(document: str) -> str:
    """The same JSON, with an escape for each character that acts or hides; controls have theirs already."""
    return document if document.isascii() and "\x7f" not in document else _ACTING_IN_JSON.sub(_escape, document)


def has_any(text: str) -> bool:
    """True for a text with a character that acts or hides, ends of lines too."""
    return not (text.isascii() and text.isprintable()) and bool(_ACTING.search(text) or _HIDDEN.search(text))


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
