"""The terms that hold for a talk, and what its parties are in it: out of the claims that count.

Each term by itself (a value with its currency, a stake with what it was before): of what was said on the best basis,
the latest. A party, a filing and the user's own word are one basis, the better one; unnamed sources are the other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
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
    for step in steps:
        claim = step.entry.claim
        if not step.counts or not has_terms(claim):
            continue
        for group in GROUPS:
            if _says(claim, group) and _well_based(claim) >= basis.get(group[0], False):
                basis[group[0]] = _well_based(claim)
                held.update((name, getattr(claim, name)) for name in group)
    return Terms(**held) if held else UNSAID


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
