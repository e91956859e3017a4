"""The parties of a talk in a line that says from whom to whom something goes, and who sells."""

from collections.abc import Sequence
from typing import NamedTuple

from alliance_cli.vocabulary import Role

_WAYS: Sequence[tuple[frozenset[Role], frozenset[Role]]] = (
    (frozenset({Role.BUYER, Role.INVESTOR}), frozenset({Role.TARGET, Role.UNIT})),
    (frozenset({Role.LICENSOR}), frozenset({Role.LICENSEE})),
    (frozenset({Role.SUPPLIER}), frozenset({Role.CUSTOMER})),
)
"""From whom to whom something goes; whoever is neither stands aside."""


def parties(names: Sequence[str], roles: Sequence[Role]) -> str:
    """The names of the parties, from whom to whom where that is known: "A → B (C), from D" where D sells.

    "A, buying from D" or "B, sold by D" where only the seller and one more are known, in their order with dashes
    ("A – B") where nobody says. So many roles as names, or none.
    """
    from_, to, others, sellers = (" – ".join(names[i] for i in side) for side in _sides(roles))
    if not _is_told(from_, to, sellers):
        return " – ".join(names)
    aside = f" ({others})" if others else ""
    return " → ".join(filter(None, (from_, to))) + aside + _sold(from_, to, sellers)


def _sold(from_: str, to: str, sellers: str) -> str:
    how = "from" if from_ and to else "buying from" if from_ else "sold by"
    return f", {how} {sellers}" if sellers else ""


def roles_told(roles: Sequence[Role]) -> str:
    """What they are to each other: "buyer → target, from seller"; empty where nobody says."""
    from_, to, _, sellers = (" and ".join(dict.fromkeys(roles[i] for i in side)) for side in _sides(roles))
    told = " → ".join(filter(None, (from_, to))) + (f", from {sellers}" if sellers else "")
    return told if _is_told(from_, to, sellers) else ""


def _is_told(from_: str, to: str, sellers: str) -> bool:
    """False where there is no way: where only one end is known and nobody sells."""
    return bool((from_ and to) or ((from_ or to) and sellers))


class _Sides(NamedTuple):
    """The places of the parties of a talk."""

    from_: Sequence[int]
    to: Sequence[int]
    others: Sequence[int]
    sellers: Sequence[int]


def _sides(roles: Sequence[Role]) -> _Sides:
    from_, to = _ends(roles)
    sellers = [i for i, role in enumerate(roles) if role is Role.SELLER]
    others = [i for i in range(len(roles)) if i not in {*from_, *to, *sellers}]
    return _Sides(from_, to, others, sellers)


def _ends(roles: Sequence[Role]) -> tuple[list[int], list[int]]:
    """From whom and to whom; a plain partner stands at the end that nobody else has, unless somebody sells."""
    for givers, takers in _WAYS:
        from_ = [i for i, role in enumerate(roles) if role in givers]
        to = [i for i, role in enumerate(roles) if role in takers]
        if (from_ or to) and Role.SELLER in roles:
            return from_, to
        if from_ or to:
            partners = [i for i, role in enumerate(roles) if role is Role.PARTNER]
            return from_ or partners, to or partners
    return [], []
