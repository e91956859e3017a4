"""Whether two claims speak of the same companies, an owner standing for its unit."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from alliance_cli.models import Entry


class Core(NamedTuple):
    """The companies of a claim, and (company, owner on the day) for those that have one."""

    companies: frozenset[str]
    owned: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, entry: Entry) -> "Core":
        """The companies a claim names."""
        return _core(entry.companies, entry.owned)

    def matches(self, other: "Core") -> bool:
        """True if all companies of one are among those of the other, and they have two at least in common."""
        if not self.owned and not other.owned:
            return self.companies <= other.companies or other.companies <= self.companies
        return _match(self, other)[0]

    def equals(self, other: "Core") -> bool:
        """True if all companies of each are among those of the other."""
        return self.companies == other.companies or _match(self, other)[1]

    def holds(self, other: "Core") -> bool:
        """True if all companies of the other are among these."""
        return _match(self, other)[2]

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Each two companies that these tie together, owners included. What matches shares a pair."""
        return _pairs(self)


@lru_cache(maxsize=4096)
def _core(companies: tuple[str, ...], owned: tuple[tuple[str, str], ...]) -> Core:
    return Core(frozenset(companies), frozenset(owned))


@lru_cache(maxsize=16384)
def _match(ours: Core, theirs: Core) -> tuple[bool, bool, bool]:
    """Whether they match, are equal, and whether the second are all among the first."""
    links = list(_links(ours, theirs))
    shared = any(all(a != b for a, b in zip(one, two, strict=True)) for one, two in combinations(links, 2))
    covered = {mine for mine, _, _ in links} >= ours.companies
    within = {other for _, other, _ in links} >= theirs.companies
    return shared and (covered or within), shared and covered and within, shared and within


def _links(ours: Core, theirs: Core) -> Iterator[tuple[str, str, str]]:
    """(company, company, the one both stand for) of those that can stand for each other."""
    for mine in ours.companies:
        for other in theirs.companies:
            if mine == other or (mine, other) in ours.owned:
                yield mine, other, other
            elif (other, mine) in theirs.owned:
                yield mine, other, mine


@lru_cache(maxsize=4096)
def _pairs(core: Core) -> frozenset[tuple[str, str]]:
    reach = {company: {company} for company in core.companies}
    for company, owner in core.owned:
        reach[company].add(owner)
    ties = combinations(reach.values(), 2)
    return frozenset((min(a, b), max(a, b)) for ours, theirs in ties for a in ours for b in theirs if a != b)
