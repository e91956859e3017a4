"""Markets as written, and which of them exclude each other."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from alliance_cli import names


@cache
def _table() -> dict[str, frozenset[str]]:
    """Folded name -> the places it is or lies in, itself included."""
    text = files("alliance_cli").joinpath("data/regions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    within = {row[0]: frozenset((row[0], *filter(None, row[2].split("|")))) for row in rows}
    return {names.fold(alias): within[row[0]] for row in rows for alias in (row[0], *filter(None, row[1].split("|")))}


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
