"""Which language a text is in, as far as needed to leave alone what is not English."""

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
_GLANCE = 600


@cache
def _rows() -> tuple[tuple[str, str, frozenset[str]], ...]:
    text = files("alliance_cli").joinpath("data/languages.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((code, name, frozenset(words.split())) for code, name, words in rows)


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {code: words for code, _, words in _rows() if words}


def name_of(code: str) -> str:
    """The English name of a language, the code itself where it is none of the list."""
    return next((name for known, name, _ in _rows() if known == code), code)


def language(title: str, text: str) -> str:
    """The two-letter code of the language a report seems to be in, "und" if it cannot be told.

    A short text in plain Latin letters without a sign of another language counts as English, and so does a text that
    is English for a good part, whatever it begins with.
    """
    found = _leading(title, text)
    if found != "en" and len(text) >= 4 * _WINDOW:
        windows = _windows(text)
        if 3 * sum(map(_english, windows)) >= len(windows):
            return "en"
    return found


def other_part(text: str) -> str:
    """The code of the language that a good part of an English text is in instead, "" if it is English throughout."""
    windows = _windows(text)
    foreign = [code for window in windows if (code := _foreign(window))]
    return max(foreign, key=foreign.count) if foreign and 4 * len(foreign) >= len(windows) else ""


_WINDOW = 240
_WINDOWS = 8


def _windows(text: str) -> list[str]:
    """A few stretches of a text, evenly spread."""
    count = min(_WINDOWS, max(1, len(text) // _WINDOW))
    step = len(text) // count
    return [text[i * step : i * step + _WINDOW] for i in range(count)]


def _english(window: str) -> bool:
    return len(_profiles()["en"].intersection(window.lower().split())) > 3


def _foreign(window: str) -> str:
    """The code of the language of a stretch that is not English, "" if it is, or if it cannot be told."""
    if _english(window):
        return ""
    script = _script(window)
    if script:
        return script
    words = {word.lower() for word in _WORD.findall(window)}
    hits = {code: len(words & known) for code, known in _profiles().items()}
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] >= max(5, 3 * hits["en"]) else ""


def _leading(title: str, text: str) -> str:
    """The language of the beginning of a report."""
    sample = f"{title}\n{text[:_SAMPLE]}"
    if sample.isascii() and _is_english(_WORD.findall(sample[:_GLANCE].lower())):
        return "en"
    words = [word.lower() for word in _WORD.findall(sample)]
    script = _script(sample)
    if script:
        return script
    if not words:
        return "und"
    if _is_english(words[:200]):
        return "en"
    hits = {code: sum(word in known for word in words) for code, known in _profiles().items()}
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    share = hits[best] / len(words)
    if best != "en" and hits[best] >= max(3, 2 * hits["en"]) and share > 0.12:
        return best
    if best == "en" or len(words) < 25 or hits["en"] / len(words) > 0.08:
        return "en"
    return "und"


def _is_english(words: list[str]) -> bool:
    """True if so many words are the small ones of English that no more need be looked at."""
    english = _profiles()["en"]
    return sum([word in english for word in words]) > 0.2 * len(words)


_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)


def _script(sample: str) -> str:
    """The language of a script other than Latin, where that script carries the text."""
    if sample.isascii():
        return ""
    letters = sum(char.isalpha() for char in sample)
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    foreign = sum(counts.values())
    if foreign * 3 < letters or foreign < 6:
        return ""
    if counts["ja"] * 12 > foreign:
        return "ja"
    return max(counts, key=lambda code: counts[code])
