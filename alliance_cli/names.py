"""Names as keys: one spelling for the many ways a company is written."""

import re
import unicodedata
from functools import cache, lru_cache

_POSSESSIVE = re.compile(r"['’]s?\b(?=\s|$|[,.;:)])")
_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\s|$)")
_WORDS = re.compile(r"[^\W_]+(?:&[^\W_]+)*", re.UNICODE)


@cache
def legal_forms() -> frozenset[str]:
    """Words that only say in which legal form a company exists ("inc", "ag", "kaisha")."""
    from importlib.resources import files  # costs 3 ms, and most commands on a ledger need no legal forms

    text = files("alliance_cli").joinpath("data/legal_forms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, no possessive, dotted initials joined: "A.B. Müller's" -> "ab muller"."""
    if name.isascii():
        plain = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name)
        plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not _is_accent(c))).casefold()
    plain = _INITIALS.sub("", _POSSESSIVE.sub("", plain))
    return " ".join(_WORDS.findall(plain))


def _is_accent(char: str) -> bool:
    """True for Latin accents; the voicing marks of Japanese are part of their letter."""
    return unicodedata.category(char) == "Mn" and "\u0300" <= char <= "\u036f"


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """`fold(name)` without a leading "the" and without trailing legal forms, if anything is left then."""
    words = fold(name).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    forms = legal_forms()
    end = len(words)
    while end > 1 and (words[end - 1] in forms or words[end - 1] in {"and", "&"}):
        end -= 1
    return " ".join(words[:end])


def company_id(name: str) -> str:
    """The id of a company known by its name alone: its key as a slug ("Koenigsegg Group AB" -> "koenigsegg")."""
    return key(name).replace("&", "-and-").replace(" ", "-") or "unnamed"
