"""Which companies are one, from the verdicts passed on them in order."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word on two companies: `same` (other counts as kept), `split` (no longer), `not-same` (never)."""

    kept: str
    other: str
    verdict: str
    reason: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two companies, in no order."""
        return frozenset((self.kept, self.other))


def standing(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The latest verdict on each pair, in the order in which they were passed."""
    latest: dict[frozenset[str], Verdict] = {}
    for verdict in verdicts:
        latest.pop(verdict.pair, None)
        latest[verdict.pair] = verdict
    return list(latest.values())


def canonical(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Each merged company -> the one it counts as. A merge of what is one already, in a ring, adds nothing."""
    parent: dict[str, str] = {}

    def root(company: str) -> str:
        while company in parent:
            company = parent[company]
        return company

    for verdict in standing(verdicts):
        if verdict.verdict == "same":
            kept, other = root(verdict.kept), root(verdict.other)
            if kept != other:
                parent[other] = kept
    return {company: root(company) for company in parent}


def apart(verdicts: Iterable[Verdict]) -> set[frozenset[str]]:
    """The pairs that are never one."""
    return {verdict.pair for verdict in standing(verdicts) if verdict.verdict == "not-same"}


def groups(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Each company -> all that hang together with it through pairs, itself included."""
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        joined = found.get(a, {a}) | found.get(b, {b})
        for company in joined:
            found[company] = joined
    return {company: frozenset(members) for company, members in found.items()}
