"""Months and weekdays of 35 languages or so, as the dates of feeds, mail and files name them; never for prose."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from alliance_cli import package_data
from alliance_cli.dates.words import MONTH_NAMES, MONTHS, WEEKDAY_NAMES, WEEKDAYS

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of an era, in Japan and in Taiwan."""

LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"
"""A letter; those of Hindi, Bengali and Thai with the signs that they bear."""
_SHORTEST = 3
_ENGLISH = frozenset(name.lower() for name in MONTH_NAMES)
_NONE: frozenset[int] = frozenset()


def months(word: str) -> frozenset[int]:
    """The months (1 to 12) that a word in any case can mean; English goes first, then names, then how they begin.

    "listopad" is October in one language and November in another: both are given.
    """
    low = word.lower().strip(".")
    number = MONTHS.get(low[:3])
    if number and (len(low) == 3 or low == "sept" or low in _ENGLISH):
        return frozenset({number})
    table = _calendars()
    return table.months.get(low) or table.months.get(_bare(low)) or table.beginnings.get(_bare(low), _NONE)


def weekdays(word: str) -> frozenset[int]:
    """The weekdays (0, Monday, to 6) that a word in any case can mean; none for a word that is no weekday."""
    low = word.lower().strip(".")
    table = _calendars()
    return table.weekdays.get(low) or table.weekdays.get(_bare(low), _NONE)


@dataclass(frozen=True, slots=True)
class _Calendars:
    months: Mapping[str, frozenset[int]]
    beginnings: Mapping[str, frozenset[int]]
    weekdays: Mapping[str, frozenset[int]]


@cache
def _calendars() -> _Calendars:
    rows = [row[1:] for row in package_data.rows("dates/calendars.tsv")]
    named = [(word, number) for row in rows for number, cell in enumerate(row[:12], 1) for word in cell.split()]
    days = [(word, number) for row in rows for number, cell in enumerate(row[12:]) for word in cell.split()]
    short = [(name.lower(), number) for number, name in enumerate(WEEKDAY_NAMES)] + list(WEEKDAYS.items())
    return _Calendars(_gathered(_spelled(named)), _gathered(_begun(named)), _gathered(_spelled(days + short)))


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for word, number in pairs:
        found[word] = found.get(word, _NONE) | {number}
    return found


def _spelled(pairs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Each word, and as it is typed without marks ("fevrier")."""
    for word, number in pairs:
        yield word, number
        yield _bare(word), number


def _begun(pairs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """How each word begins, from three letters on: programs cut names ("Lok" for lokakuu)."""
    for word, number in pairs:
        bare = _bare(word)
        yield from ((bare[:length], number) for length in range(_SHORTEST, len(bare)))


def _bare(word: str) -> str:
    """Without accents; the i without a dot becomes one with it."""
    letters = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
