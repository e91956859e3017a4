"""Words that a typesetter broke at the end of a line, as text taken out of a PDF has them, in one piece again. Pure."""

import re

_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]{2,20})-\n[ \t]{0,8}([^\W\d_]{2,20})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEADS = frozenset(
    "joint long short high low non co self well multi cross full half mid state part family privately publicly year "
    "month day week two three four five ten one first second third all so euro air low large small newly fast slow "
    "best worst better money cash debt stock share market world industry company government bank oil gas fuel power "
    "hydrogen battery auto back front right left top double single dual much most ever never hard soft heavy".split()
)
"""Words that a hyphen joins to others: at the end of a line it is theirs."""


def rejoined(text: str) -> str:
    """`text` with the halves of broken words joined, the hyphen kept where it is part of the word."""
    if "-\n" not in text:
        return text
    words = set(_WORD.findall(_BROKEN.sub(" ", text).lower()))
    return _BROKEN.sub(lambda match: _whole(match[1], match[2], words), text)


def _whole(head: str, tail: str, words: set[str]) -> str:
    one, two = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    if tail[0].isupper() or two in words:
        return f"{head}-{tail}"
    hyphened = one not in words and (head.lower() in _HEADS or {head.lower(), tail.lower()} <= words)
    return f"{head}-{tail}" if hyphened else head + tail
