"""The words of an index that say the same as a word searched for: its other endings, and its family."""

import sqlite3
from collections.abc import Mapping
from functools import cache

from alliance_cli import package_data
from alliance_cli.store import words

_SHORTEST = 4
_MOST = 40


def forms(conn: sqlite3.Connection, word: str) -> list[str]:
    """The other words of the index that are of a family with this one, in order; none for what is no English word."""
    plain = word.casefold()
    if len(plain) < _SHORTEST or not (plain.isascii() and plain.isalpha()):
        return []
    wanted = _family(_stem(plain))
    found = {
        term
        for stem in wanted
        for term in words.beginning(conn, stem[: max(3, len(stem) - 1)])
        if term.isalpha() and _stem(term) in wanted
    }
    return sorted(found - {plain})[:_MOST]


def _family(stem: str) -> frozenset[str]:
    return _families().get(stem, frozenset({stem}))


@cache
def _families() -> Mapping[str, frozenset[str]]:
    families = (frozenset(map(_stem, line.split())) for line in package_data.lines("search/families.txt"))
    return {stem: family for family in families for stem in family}


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english")
