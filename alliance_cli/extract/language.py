"""Which language a text is in, as far as needed to leave alone what is not English."""

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000


@cache
def _profiles() -> dict[str, frozenset[str]]:
    text = files("alliance_cli").joinpath("data/words/languages.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: frozenset(words.split()) for code, words in rows}


def language(title: str, text: str) -> str:
    """The two-letter code of the language a report seems to be in, "und" if it cannot be told.

    A short text in plain Latin letters without a sign of another language counts as English.
    """
    sample = f"{title}\n{text[:_SAMPLE]}"
    words = [word.lower() for word in _WORD.findall(sample)]
    script = _script(sample)
    if script:
        return script
    if not words:
        return "und"
    english = _profiles()["en"]
    if sum(word in english for word in words[:200]) > 0.2 * min(len(words), 200):
        return "en"
    hits = {code: sum(word in known for word in words) for code, known in _profiles().items()}
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    share = hits[best] / len(words)
    if best != "en" and hits[best] >= max(3, 2 * hits["en"]) and share > 0.12:
        return best
    if best == "en" or len(words) < 25 or hits["en"] / len(words) > 0.08:
        return "en"
    return "und"


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
