"""Markets as written, and which of them exclude each other."""

from collections.abc import Iterable
from functools import cache

from alliance_cli import names, package_data


def canonical(region: str) -> str:
    """The usual name of a place that goes by several ("U.S." -> "United States"); others as they are written."""
    return _names().get(names.fold(region), region)


@cache
def _names() -> dict[str, str]:
    return {names.fold(alias): row[0] for row in _rows() for alias in (row[0], *filter(None, row[1].split("|")))}


@cache
def _rows() -> list[list[str]]:
    return package_data.rows("regions.tsv")


@cache
def _table() -> dict[str, frozenset[str]]:
    """Folded name -> the places it is or lies in, itself included."""
    within = {row[0]: frozenset((row[0], *filter(None, row[2].split("|")))) for row in _rows()}
    return {alias: within[place] for alias, place in _names().items()}


def disjoint(some: Iterable[str], others: Iterable[str]) -> bool:
    """True if no place of one list is, contains or lies in a place of the other; unknown places exclude nothing."""
    ours, theirs = [_places(r) for r in some], [_places(r) for r in others]
    return all(a and b and not _overlap(a, b) for a in ours for b in theirs)


def _places(region: str) -> list[frozenset[str]]:
    table = _table()
    folded = names.fold(region)
    if folded in table:
        return [table[folded]]
    parts = folded.replace(",", " and ").split(" and ")
    return [table[part.strip()] for part in parts if part.strip() in table]


def _overlap(ours: list[frozenset[str]], theirs: list[frozenset[str]]) -> bool:
    """Two places overlap when one contains the other: its chain upwards ends in, or passes, the other."""
    return any(a <= b or b <= a for a in ours for b in theirs)
