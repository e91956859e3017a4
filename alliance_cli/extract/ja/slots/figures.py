"""Figures as Japanese writes them: 3000, 5千, 二十五, 三分の一, 七割五分."""

from decimal import Decimal
from typing import Final

from alliance_cli.extract.ja.lexicon import shape, table

_DIGITS: Final = str.maketrans(dict(table("digits.tsv")))
_TENS: Final = {"千": 1_000, "百": 100, "十": 10}


def with_digits(text: str) -> str:
    """The text, its figures in signs of Chinese with digits in their place, sign for sign: "五千億円" is "5千億円"."""
    return shape("kanji figure").sub(lambda found: found[0].translate(_DIGITS), text)


def number(text: str) -> Decimal:
    """What a number says: "1,200", "2.5千", "3千5百", "十". 0 for what is none."""
    found = shape("number").fullmatch(text)
    if found is None:
        return Decimal(0)
    if found["plain"]:
        return Decimal(found["plain"].replace(",", "")) * _TENS.get(found["unit"], 1)
    total = Decimal(0)
    for digits, unit in shape("number by tens").findall(text):
        total += Decimal(digits or (1 if unit else 0)) * _TENS.get(unit, 1)
    return total


def percent(text: str) -> float:
    """What a share is in percent: "34%", "3割", "七割五分", "3分の1", "半分". 0 for what is none."""
    if text == "半分":
        return 50.0
    if (of := shape("so many of").fullmatch(text)) is not None:
        whole, part = number(of["whole"]), number(of["part"])
        return round(float(100 * part / whole), 2) if whole and part <= whole else 0
    found = shape("percentage").fullmatch(text)
    if found is None:
        return 0
    tens = 10 if found["unit"] == "割" else 1
    return float(number(found["number"]) * tens + Decimal(found["more"] or 0))


def is_round(text: str) -> bool:
    """True for a share in words that are no figure to the point: a third, a half."""
    return "分の" in text or text == "半分"
