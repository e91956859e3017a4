"""Which language a text is in, as far as needed to leave alone what is not English."""

import re
from functools import lru_cache
from typing import Final

from alliance_cli import package_data

_WORD = re.compile(r"[^\W\d_]+")
_OF_ASCII = re.compile("[a-z]+")
"""The same in small letters of ASCII, in half the time."""
_SAMPLE = 4000
"""So many characters of a text tell the language it begins in."""
_GLANCE = 600
"""So many are looked at first: in most texts they are plainly English, and the rest is spared."""
_WINDOW = 240
"""The length of a stretch of a text that is looked at by itself."""
_WINDOWS = 8
"""So many stretches of a text are looked at."""
_KEPT = 8
"""Of so many texts the language is remembered: whoever chooses a reader asks, and then the reader does."""
_ENGLISH = 0.2
"""Where more of the words are small ones of English, it is English."""


def _rows() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The languages that are told apart: code, name, small words."""
    return tuple((code, name, frozenset(words.split())) for code, name, words in package_data.rows("languages.tsv"))


_ROWS: Final = _rows()
_PROFILES: Final = {code: words for code, _, words in _ROWS if words}
"""The small words of each language that they can tell; the others are told by their script."""


def name_of(code: str) -> str:
    """The English name of a language, the code itself where it is none of the list."""
    return next((name for known, name, _ in _ROWS if known == code), code)


@lru_cache(maxsize=_KEPT)
def language(title: str, text: str) -> str:
    """The two-letter code of the language a report seems to be in, "und" if it cannot be told.

    A short text in plain Latin letters without a sign of another language counts as English, and so does a text that
    is English for a good part, whatever it begins with.
    """
    found = _leading(title, text)
    # a text that begins in another language may be a report in two: a third of it in English is worth reading
    if found != "en" and len(text) >= 4 * _WINDOW:
        windows = _windows(text)
        if 3 * sum(map(_english, windows)) >= len(windows):
            return "en"
    return found


def other_part(text: str) -> str:
    """The code of the language other than English that a good part of a text is in, "" if it is English throughout."""
    windows = _windows(text)
    foreign = [code for window in windows if (code := _foreign(window))]
    return max(foreign, key=foreign.count) if foreign and 4 * len(foreign) >= len(windows) else ""


def _windows(text: str) -> list[str]:
    """A few stretches of a text, evenly spread."""
    count = min(_WINDOWS, max(1, len(text) // _WINDOW))
    step = len(text) // count
    return [text[i * step : i * step + _WINDOW] for i in range(count)]


def _english(window: str) -> bool:
    """True for a stretch that has several different small words of English."""
    return len(_PROFILES["en"].intersection(window.lower().split())) > 3


def _foreign(window: str) -> str:
    """The code of the language of a stretch that is not English, "" if it is, or if it cannot be told."""
    if _english(window):
        return ""
    script = _script(window)
    if script:
        return script
    words = {word.lower() for word in _WORD.findall(window)}
    hits = {code: len(words & known) for code, known in _PROFILES.items()}
    best = max(hits, key=lambda code: hits[code])
    # a few words are names, quotations, or English ones that another language spells alike
    return best if hits[best] >= max(5, 3 * hits["en"]) else ""


def _leading(title: str, text: str) -> str:
    """The language of the beginning of a report."""
    sample = f"{title}\n{text[:_SAMPLE]}"
    if sample.isascii() and _is_english(_OF_ASCII.findall(sample[:_GLANCE].lower())):
        return "en"
    if script := _script(sample):
        return script
    found = _WORD.findall(_OWNING.sub("", sample))
    if not found:
        return "und"
    if _is_english([word.lower() for word in found[:200]]):
        return "en"
    words = [word.lower() for word in found]
    hits = {code: sum(word in known for word in words) for code, known in _PROFILES.items()}
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    share = hits[best] / len(words)
    # another language must be plain; else a short text is English, as headlines leave its small words out
    if best != "en" and hits[best] >= max(3, 2 * hits["en"]) and share > 0.12:
        return best
    if best == "en" or len(words) < 25 or hits["en"] / len(words) > 0.08:
        return "en"
    return "und"


def _is_english(words: list[str]) -> bool:
    """True if so many words are the small ones of English that no more need be looked at."""
    english = _PROFILES["en"]
    return sum([word in english for word in words]) > _ENGLISH * len(words)


_LETTERS: Final = {
    "ja": r"\u3040-\u30ff",
    "ko": r"\uac00-\ud7af\u1100-\u11ff",
    "zh": r"\u4e00-\u9fff",
    "ru": r"\u0400-\u04ff",
    "ar": r"\u0600-\u06ff",
    "he": r"\u0590-\u05ff",
    "el": r"\u0370-\u03ff",
    "th": r"\u0e00-\u0e7f",
    "hi": r"\u0900-\u097f",
}
_SCRIPTS: Final = {code: re.compile(f"[{letters}]") for code, letters in _LETTERS.items()}
_FOREIGN: Final = re.compile(f"[{''.join(_LETTERS.values())}]")
_OWNING = re.compile(r"(?<=\w)['’]s\b")
"""In English; a word "s" is Czech, and two of them are no sentence."""
_FEW = 6
"""Fewer letters of another script are a name or a sign."""


def _script(sample: str) -> str:
    """The language of a script other than Latin, where it carries the text, with a third of its letters."""
    # what is not ASCII is in most texts but a quotation mark: one look tells
    if sample.isascii() or (foreign := len(_FOREIGN.findall(sample))) < _FEW:
        return ""
    if foreign * 3 < sum(char.isalpha() for char in sample):
        return ""
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS.items()}
    # Japanese is written with Chinese signs too, but not without kana among them
    if counts["ja"] * 12 > foreign:
        return "ja"
    return max(counts, key=lambda code: counts[code])
