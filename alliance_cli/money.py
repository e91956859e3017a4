"""Sums of money as people write them: "$6.5 billion", "Rs 1,200 crore", "30 billion won", "1.5兆円"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from alliance_cli import package_data

MOST = 10**17
"""No sum is larger: what a ledger keeps has 64 bits."""
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{2,3}){1,6}(?:\.[0-9]{1,9})?|[0-9]{1,15}(?:\.[0-9]{1,9})?"


_FIGURES = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[a-z]+")
_BLANKS = 2
"""So many blanks may stand between a currency and its number."""


class Sum(NamedTuple):
    """So many whole units of a currency, "" where none is named."""

    amount: int
    currency: str


class Found(NamedTuple):
    """A sum in a text, from `start` up to `end`; `low` is the lower end of "5 to 6 billion", None for one figure."""

    start: int
    end: int
    sum: Sum
    low: int | None = None


@cache
def codes() -> frozenset[str]:
    """The ISO 4217 codes."""
    return frozenset(code for code, _, _ in _currencies())


@cache
def _currencies() -> list[tuple[str, list[str], list[str]]]:
    return [
        (code, list(filter(None, signs.split("|"))), list(filter(None, words.split("|"))))
        for code, signs, words in package_data.rows("money/currencies.tsv")
    ]


@cache
def _scales() -> dict[str, int]:
    table = package_data.rows("money/scales.tsv")
    return {word: 10 ** int(power) for power, words in table for word in words.split("|")}


@cache
def _named() -> dict[str, str]:
    """Every sign, word and code -> its currency; words in small letters."""
    found = {code: code for code in codes()}
    for code, signs, words in _currencies():
        found.update(dict.fromkeys(signs, code))
        found.update(dict.fromkeys((word.lower() for word in words), code))
    return found


@cache
def _shared() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Each word that several countries have for their money -> currencies, with what names the country of each."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for words, code, countries in package_data.rows("money/shared.tsv"):
        for word in words.split("|"):
            found.setdefault(word, []).append((code, re.compile(rf"\b(?:{countries})\b")))
    return found


def _choice(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first, each whole."""
    return "|".join(map(_whole_word, sorted(words, key=len, reverse=True)))


def _whole_word(word: str) -> str:
    """Letters of the alphabet end at an end of a word; 円 and 億 may be followed by anything."""
    end = r"(?![^\W\d_])" if word[-1].isascii() and word[-1].isalpha() else ""
    return re.escape(word).replace(r"\ ", r"[\s-]{1,3}") + end


def _sign(sign: str) -> str:
    """What stands before a number, not as the end of a word: "Rs 5", not "cars 5"."""
    if not sign[0].isascii():
        return re.escape(sign)
    return (r"(?<!\w)" if sign[0].isalnum() else r"(?<![\w$])") + re.escape(sign)


@cache
def _pattern() -> re.Pattern[str]:
    """A sum with its currency before or after it, or with none; where it is a range, with its lower end."""
    signs = sorted((sign for _, some, _ in _currencies() for sign in some), key=len, reverse=True)
    sign, iso = "|".join(map(_sign, signs)), "|".join(sorted(codes()))
    scale = f"(?i:{_choice(_scales())})"
    words = f"(?i:{_choice({*_shared(), *(word for _, _, some in _currencies() for word in some)})})"
    behind = _choice(s for s in signs if not s.isascii() or s == "$")
    low = rf"(?P<low>{_NUMBER})(?:[\s-]{{0,2}}(?P<lowscale>{scale}))?\s{{0,2}}(?:-|–|to|and|or)\s{{0,2}}(?:{sign})?"
    return re.compile(
        rf"(?<![0-9.,])(?<![0-9]-)(?:(?P<before>(?<![^\W\d_])(?:{iso})|{sign})\s{{0,{_BLANKS}}})?(?:{low})?"
        rf"(?<![0-9])(?<![0-9]\.)(?P<number>{_NUMBER})(?![0-9])(?!\.[0-9])"
        rf"(?:[\s-]{{0,2}}(?P<scale>{scale}))?(?:[\s-]{{0,2}}(?P<after>{words}|(?:{iso})(?!\w)|{behind}))?"
    )


@cache
def _starts() -> tuple[re.Pattern[str], int]:
    """What a sum can begin with, and how many characters before its first figure that can be."""
    before = [*codes(), *(sign for _, signs, _ in _currencies() for sign in signs)]
    first = "".join(sorted({re.escape(word[0]) for word in before}))
    return re.compile(f"[0-9{first}]"), max(map(len, before)) + _BLANKS


def find(text: str, within: str = "") -> tuple[Found, ...]:
    """The sums of money in a text that name their currency, in order.

    `within` is the whole that it is a part of: the country that this names first says whose crowns or pesos are meant.
    """
    return _found(text, within) if _FIGURES.search(text) and _may_name_currency(text) else ()


def _may_name_currency(text: str) -> bool:
    """False for a text of ASCII in which neither a sign nor a word of a currency stands: a cheap look."""
    signs, words = _marks()
    if not text.isascii() or any(sign in text for sign in signs):
        return True
    return not words.isdisjoint(_LETTERS.findall(text.lower()))


@cache
def _marks() -> tuple[tuple[str, ...], frozenset[str]]:
    """The signs of ASCII that have no letters; of every other name of ASCII its first row of letters, in small ones.

    No letter stands right beside such a row where a currency is named.
    """
    first = {name: _LETTERS.search(name.lower()) for name in (*_named(), *_shared()) if name.isascii()}
    signs = tuple(name for name, letters in first.items() if letters is None)
    return signs, frozenset(letters[0] for letters in first.values() if letters is not None)


@lru_cache(maxsize=64)
def _found(text: str, within: str) -> tuple[Found, ...]:
    """The sums of a text; the last texts are kept, as more than one question is asked of each."""
    named = ((match, match["before"] or match["after"]) for match in _matches(text))
    known = ((match, _meant(name, within)) for match, name in named if name)
    sums = (_sum(match, currency) for match, currency in known if currency)
    return tuple(found for found in sums if found is not None)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """All matches of the pattern, as they would be found by trying it at every character: only at those is it tried
    that can begin a sum and stand close enough before figures."""
    pattern, (starts, ahead) = _pattern(), _starts()
    done = 0
    for figures in _FIGURES.finditer(text):
        if figures.start() < done:
            continue
        places = starts.finditer(text, max(done, figures.start() - ahead), figures.start() + 1)
        match = next(filter(None, (pattern.match(text, place.start()) for place in places)), None)
        done = match.end() if match else figures.end()
        if match:
            yield match


def _meant(name: str, within: str) -> str:
    """The currency that a name stands for in a text, "" for none."""
    return _of_text(name, within) or _currency(name) or _of_country(name, within)


def _currency(named: str) -> str:
    spelled = re.sub(r"[\s-]+", " ", named)
    return _named().get(spelled) or _named().get(spelled.lower(), "")


@cache
def _longer() -> dict[str, list[tuple[str, str]]]:
    """Each word for money that ends the words for another -> those, with their currency: "egyptian pounds"."""
    known = _named()
    ends = [(name.rpartition(" ")[2], name, code) for name, code in known.items() if " " in name]
    found: dict[str, list[tuple[str, str]]] = {}
    for end, name, code in ends:
        if known.get(end, code) != code:
            found.setdefault(end, []).append((name, code))
    return found


def _of_text(word: str, within: str) -> str:
    """The currency of a bare "pounds" in a text that calls them Egyptian and has no sign of another's; else ""."""
    longer = _longer().get(word.lower(), ()) if within else ()
    if not longer:
        return ""
    low, own = within.lower(), _named()[word.lower()]
    others = (name.lower() for name, code in _named().items() if code == own)
    if any(other in low for other in others if not any(other in name for name, _ in longer)):
        return ""
    return next((code for name, code in longer if name in low), "")


def _of_country(word: str, within: str) -> str:
    """The currency that a word stands for in a text that names one of its countries, "" where it names none."""
    named = ((code, country.search(within)) for code, country in _shared().get(word.lower(), ()))
    return min(((found.start(), code) for code, found in named if found), default=(0, ""))[1]


def _sum(match: re.Match[str], currency: str) -> Found | None:
    scale = _scale(match["scale"])
    amount = _whole(match["number"], scale)
    low = _whole(match["low"], _scale(match["lowscale"]) if match["lowscale"] else scale) if match["low"] else None
    if amount is None or not amount:
        return None
    return Found(match.start(), match.end(), Sum(amount, currency), low if low and low < amount else None)


def _scale(word: str | None) -> int:
    if not word:
        return 1
    spelled = re.sub(r"[\s-]+", " ", word)
    return _scales().get(spelled) or _scales()[spelled.lower()]


def _whole(number: str, scale: int) -> int | None:
    """The number in whole units, None where it is too large to be one."""
    from decimal import Decimal  # what shows a sum does not need it, and it takes long to load

    found = int(Decimal(number.replace(",", "")) * scale)
    return found if found <= MOST else None


def parse(text: str) -> Sum:
    """A sum as a person types it, its currency before, after or left out. Raises ValueError for what is none."""
    match = _pattern().fullmatch(text.strip())
    found = _sum(match, _currency(match["before"] or match["after"] or "")) if match and not match["low"] else None
    if found is None:
        raise ValueError(f"“{text[:40]}” is no sum; write it as 6.5bn, 400m or 1,200 crore")
    return found.sum


def currency(text: str) -> str:
    """The ISO 4217 code that a person means by a code, a sign or a word. Raises ValueError for what is none."""
    found = _currency(text.strip()) or _named().get(text.strip().upper(), "")
    if not found:
        raise ValueError(f"“{text[:40]}” is no currency; write its code, such as USD, EUR or JPY")
    return found
