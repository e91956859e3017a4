"""One spelling for letters that look alike; names are known in one only. Pure."""

import re
import unicodedata

from alliance_cli.unseen import HIDDEN, TURNING

_ODD = re.compile(
    f"[{HIDDEN}{TURNING}\u00b4\u02b9\u02bc\u2032\u2010\u2011\ufb00-\ufb06\uff06\uff07\uff0d\uff0e\uff10-\uff19"
    "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]|(?<=[^\\W\\d_])[`\u201b](?=[^\\W\\d_])"
)
_INVISIBLE = re.compile(f"[{HIDDEN}{TURNING}]")
_HYPHENS = frozenset("\u2010\u2011")
_MARKS = frozenset("\u00b4\u02b9\u02bc\u2032\uff07`\u201b")


def plain_letters(text: str) -> str:
    """`text` composed (NFC), without soft hyphens and other marks that nobody sees.

    Ligatures and letters of full width or of mathematics are plain ones, hyphens that never break are hyphens, and
    accents that stand for an apostrophe are one.
    """
    if text.isascii() and "`" not in text:
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _ODD.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    if _INVISIBLE.match(char):
        return ""
    if char in _HYPHENS:
        return "-"
    if char in _MARKS:
        return "'" if _between_letters(match) else char
    return unicodedata.normalize("NFKC", char)


def _between_letters(match: re.Match[str]) -> bool:
    """True for a mark in a word, or after an s that it makes a genitive of ("the airlines´ talks")."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return before.isalpha() and (after.isalpha() or (before == "s" and match[0] in "\u00b4\u2032"))
