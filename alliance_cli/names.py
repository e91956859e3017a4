"""Names as keys: one spelling for the many ways a company is written."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from alliance_cli import package_data, unseen

_POSSESSIVE = re.compile(r"['’]s?\b(?=\s|$|[,.;:)])")
_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\s|$)")
_WORDS = re.compile(r"[^\W_]+(?:&[^\W_]+)*", re.UNICODE)


Form = Sequence[str]
"""A legal form as its folded words."""

Forms = Sequence[Form]


class _Forms(NamedTuple):
    """Legal forms: `words` alone; those of several words by their last one; those that begin a name by their first.

    `staying` are beginnings that only look like one (SIA Engineering belongs to Singapore Airlines), `hanging` forms
    that are written together with the word before or after them. The longest come first.
    """

    words: frozenset[str]
    ending: Mapping[str, Forms]
    beginning: Mapping[str, Forms]
    staying: frozenset[tuple[str, ...]]
    hanging: tuple[str, ...]


@cache
def _forms() -> _Forms:
    lines = sorted(package_data.lines("legal_forms.txt"), key=len, reverse=True)
    single, staying, beginning, ending = [], [], defaultdict(list), defaultdict(list)
    for words in map(str.split, lines):
        if words[-1] == "...":
            beginning[words[0]].append(words[:-1])
        elif words[-1] == "=":
            staying.append(tuple(words[:-1]))
        elif len(words) == 1:
            single.append(words[0])
        else:
            ending[words[-1]].append(words)
    hanging = tuple(word for word in single if len(word) > 1 and _is_unspaced(word))
    return _Forms(frozenset(single), ending, beginning, frozenset(staying), hanging)


def _is_unspaced(word: str) -> bool:
    """True for a word in the letters of China, Japan and Korea."""
    return word >= "\u3040"


@cache
def legal_forms() -> frozenset[str]:
    """Words that only say in which legal form a company exists ("inc", "ag", "kaisha")."""
    return _forms().words


@cache
def forms_by_first_word() -> Mapping[str, Forms]:
    """Legal forms of several words, each as its folded words, by the first of them; the longest first."""
    found: dict[str, list[Form]] = defaultdict(list)
    for several in _forms().ending.values():
        for words in several:
            found[words[0]].append(words)
    return {first: sorted(forms, key=len, reverse=True) for first, forms in found.items()}


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, no possessive, dotted initials joined: "A.B. Müller's" -> "ab muller"."""
    if name.isascii():
        plain = name.lower()
        if name.replace(" ", "").isalnum():  # most names: nothing but words
            return " ".join(plain.split())
    else:
        decomposed = unicodedata.normalize("NFKD", name)
        plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not _is_dropped(c))).casefold()
    plain = _INITIALS.sub("", _POSSESSIVE.sub("", plain))
    return " ".join(_WORDS.findall(plain))


def _is_dropped(char: str) -> bool:
    """True for Latin accents (the voicing marks of Japanese are part of their letter) and for what nobody sees: soft
    hyphens, joiners, fillers and the like.
    """
    if unicodedata.category(char) == "Cf" or unseen.hides(char):
        return True
    return unicodedata.category(char) == "Mn" and "\u0300" <= char <= "\u036f"


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """`fold(name)` without a leading "the" and without legal forms at either end, if anything is left then."""
    folded = fold(name)
    if " " not in folded and not _is_unspaced(folded):
        return folded
    words: Sequence[str] = folded.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    words = _without_beginning(_without_ending(words))
    if words and _is_unspaced(words[0]):
        return " ".join(_unhung(word) for word in words)
    return " ".join(words)


def _without_ending(words: Sequence[str]) -> Sequence[str]:
    """The words without the legal forms that they end with; the first stays."""
    forms = _forms()
    end = len(words)
    while end > 1:
        last = words[end - 1]
        several = forms.ending.get(last, ())
        length = next((len(form) for form in several if len(form) < end and words[end - len(form) : end] == form), 0)
        if not length and last not in forms.words and last not in {"and", "&"}:
            break
        end -= length or 1
    return words[:end]


def _without_beginning(words: Sequence[str]) -> Sequence[str]:
    """The words without a legal form that they begin with: PT Astra."""
    if len(words) > 1 and words[0] in _forms().beginning and tuple(words[:2]) not in _forms().staying:
        for form in _forms().beginning[words[0]]:
            if len(form) < len(words) and words[: len(form)] == form:
                return words[len(form) :]
    return words


def _unhung(word: str) -> str:
    """A word without the legal form that is written together with it."""
    for form in _forms().hanging:
        if word != form and word.startswith(form):
            return word.removeprefix(form)
        if word != form and word.endswith(form):
            return word.removesuffix(form)
    return word


def company_id(name: str) -> str:
    """The id of a company known by its name alone: its key as a slug ("Koenigsegg Group AB" -> "koenigsegg")."""
    return key(name).replace("&", "-and-").replace(" ", "-") or "unnamed"
