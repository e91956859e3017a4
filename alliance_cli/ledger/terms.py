"""The terms that hold for a talk, and what its parties are in it: out of the claims that count.

Each term by itself (a value with its currency, a stake with what it was before): of what was said on the best basis,
the latest. A party, a filing and the user's own word are one basis, the better one; unnamed sources are the other.
Where several reports tell the value of a deal, one that tells a small part of it tells of a loan, a fee, a share of it:
that is not the value until another tells it too, unless somebody typed it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alliance_cli.models import Basis, Claim, Entry, Role, Step
from alliance_cli.terms import GROUPS, UNSAID, Terms

_SAID = ("value", "stake", "control", "consideration", "signs", "signed", "closes", "closed", "break_fee", "advisers",
         "regulators", "conditions")  # fmt: skip
"""The terms by which a claim says anything of a group."""


def has_terms(claim: Terms) -> bool:
    """True for a claim that says anything of the terms of its deal."""
    return any(getattr(claim, name) for name in _SAID)


def terms_of(steps: Sequence[Step]) -> Terms:
    """The terms that hold after these steps, which are in the order of the fold."""
    held: dict[str, Any] = {}
    basis: dict[str, bool] = {}
    sums: list[Entry] = []
    for step in steps:
        claim = step.entry.claim
        if not step.counts or not has_terms(claim):
            continue
        if claim.value:
            sums.append(step.entry)
        for group in GROUPS:
            if _says(claim, group) and _well_based(claim) >= basis.get(group[0], False):
                if group[0] == "value" and _is_of_a_part(step.entry, held, sums):
                    continue
                basis[group[0]] = _well_based(claim)
                held.update((name, getattr(claim, name)) for name in group)
    return Terms(**held) if held else UNSAID


def _is_of_a_part(entry: Entry, held: Mapping[str, Any], sums: Sequence[Entry]) -> bool:
    """True if this report alone tells a small part of what several tell; `sums` are all that told a value so far."""
    claim = entry.claim
    if claim.currency != held.get("currency") or claim.confidence >= _SURE or entry.corrected:
        return False
    is_small = (claim.value or 0) * _SMALL < (held.get("value") or 0)
    return is_small and _tellers(held["value"], held["currency"], sums) > 1 >= _tellers(
        claim.value, claim.currency, sums
    )


def _tellers(value: float | None, currency: str | None, sums: Iterable[Entry]) -> int:
    """How many reports tell about this value."""
    near = (entry for entry in sums if entry.claim.currency == currency and _is_near(entry.claim.value, value))
    return len({entry.report for entry in near})


def _is_near(one: float | None, other: float | None) -> bool:
    low, high = sorted((one or 0, other or 0))
    return high <= low * _NEAR


_SMALL, _NEAR = 3, 1.25
"""A value is a small part where it is less than a third; two that differ by a quarter are told of the same."""
_SURE = 1.0
"""What was typed, or written into a form, was not misread."""


def _says(claim: Terms, group: Sequence[str]) -> bool:
    """True if a claim says something of the first of a group, or for stakes that it gives control."""
    return bool(getattr(claim, group[0])) or ("control" in group and claim.control)


def _well_based(claim: Claim) -> bool:
    return claim.basis is not Basis.ANONYMOUS


def roles_of(parties: Iterable[str], steps: Sequence[Step]) -> tuple[Role, ...]:
    """What each of these companies is in a talk: what most of the claims that say it have, of equals the latest.

    Claims on the better basis go first, as with terms; "partner" is what a claim says that does not say more.
    """
    said: dict[str, Counter[Role]] = {}
    latest: dict[tuple[str, Role], int] = {}
    for number, step in enumerate(steps):
        for company, role in _roles(step.entry) if step.counts else ():
            said.setdefault(company, Counter())[role] += _WEIGHT if _well_based(step.entry.claim) else 1
            latest[company, role] = number
    return tuple(
        max(said[party], key=lambda role: (said[party][role], latest[party, role])) if party in said else Role.PARTNER
        for party in parties
    )


_WEIGHT = 1_000
"""What a claim on the better basis counts beside one of unnamed sources."""


def _roles(entry: Entry) -> Iterable[tuple[str, Role]]:
    return (pair for pair in zip(entry.companies, entry.roles, strict=False) if pair[1] is not Role.PARTNER)
