"""How often rumours like one came true: counted on earlier rumours, with the interval, silent where they are few."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alliance_cli.ledger.intervals import jeffreys
from alliance_cli.vocabulary import Kind, Stage

ENOUGH = 20
"""Below so many rumours of a sort a rate says nothing."""
WINDOW = 365
"""What a rumour comes to within so many days counts."""


CLEAR_FROM = 0.9
"""A claim of this confidence is clearly read."""


class Sort(NamedTuple):
    """What tells rumours apart on their first day: who had it, how far the talk was said to be, and what it is to be;
    whether the claim was clearly read, and whether all its companies are on a list, not known from a report alone.
    """

    origin: str
    stage: Stage
    kind: Kind
    clear: bool = True
    listed: bool = True


class Case(NamedTuple):
    """A rumour of which it is known what it came to. `lived` are the days it stayed one, at most `WINDOW`."""

    sort: Sort
    lived: int
    came_true: bool


class Odds(NamedTuple):
    """Of `cases` rumours that share the traits `by` and were as old, `hits` came true; `low` to `high` holds the rate.

    The three shares are None where there were too few.
    """

    by: tuple[str, ...]
    hits: int
    cases: int
    rate: float | None
    low: float | None
    high: float | None


TRAITS = ("origin", "stage", "kind", "clear", "listed")
USUAL = ("clear", "listed")
"""Odds by these two, learnt on earlier rumours, fit later ones better than the plain share of all at any age; those by
stage, kind or origin fit no better or worse (`benchmarks/odds.py`)."""


def odds(cases: Iterable[Case], sort: Sort, age: int, by: Sequence[str] = USUAL) -> Odds:
    """The odds of a rumour that is of this sort and `age` days old: counted on those that share the traits `by` with
    it, or, where they are too few, all of these but the first, and so on.

    Of the others only those count that were still rumours at that age.
    """
    alive = [case for case in cases if case.lived > age]
    for traits in (tuple(by[i:]) for i in range(len(by) + 1)):
        alike = [c for c in alive if all(getattr(c.sort, trait) == getattr(sort, trait) for trait in traits)]
        if len(alike) >= ENOUGH:
            hits = sum(case.came_true for case in alike)
            return Odds(traits, hits, len(alike), hits / len(alike), *jeffreys(hits, len(alike)))
    return Odds((), sum(case.came_true for case in alive), len(alive), None, None, None)
