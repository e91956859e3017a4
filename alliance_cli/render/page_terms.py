"""By what the terms of deals are sorted in the table of a page, and who does what to whom, in short."""

from collections.abc import Sequence

from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Role

_WAYS: Sequence[tuple[frozenset[Role], frozenset[Role]]] = (
    (frozenset({Role.BUYER, Role.INVESTOR}), frozenset({Role.TARGET, Role.UNIT})),
    (frozenset({Role.LICENSOR}), frozenset({Role.LICENSEE})),
    (frozenset({Role.SUPPLIER}), frozenset({Role.CUSTOMER})),
)
"""From whom to whom something goes; whoever is neither stands aside."""


def direction(talk: TalkView) -> str:
    """From whom to whom: "buyer → target"; empty where nobody says."""
    from_, to = _ends(talk)
    known = [" and ".join(dict.fromkeys(talk.roles[i] for i in side)) for side in (from_, to)]
    if all(known):
        return " → ".join(known)
    return next(filter(None, known), "")


def joined(talk: TalkView, names: Sequence[str]) -> str:
    """The names of the parties, from whom to whom where that is known: "A → B (C)"."""
    from_, to, others = (" – ".join(names[i] for i in side) for side in _ordered(talk))
    directed = f"{from_} → {to}" if from_ else ""
    return f"{directed} ({others})" if directed and others else directed or others


def _ordered(talk: TalkView) -> tuple[list[int], list[int], list[int]]:
    """The places of the parties: from whom, to whom, and the others. No direction, no first two."""
    from_, to = _ends(talk)
    if not (from_ and to):
        return [], [], list(range(len(talk.parties)))
    return from_, to, [i for i in range(len(talk.parties)) if i not in {*from_, *to}]


def _ends(talk: TalkView) -> tuple[list[int], list[int]]:
    for givers, takers in _WAYS:
        from_ = [i for i, role in enumerate(talk.roles) if role in givers]
        to = [i for i, role in enumerate(talk.roles) if role in takers]
        if from_ or to:
            partners = [i for i, role in enumerate(talk.roles) if role is Role.PARTNER]
            return from_ or partners, to or partners
    return [], []


def value_key(talk: TalkView) -> str:
    """By what values are sorted: those of one currency together, by amount."""
    if talk.terms is None or talk.terms.value is None:
        return ""
    return f"{talk.terms.currency} {talk.terms.value:020d}"


def stake_key(talk: TalkView) -> str | float:
    """By what shares are sorted."""
    return "" if talk.terms is None or talk.terms.stake is None else talk.terms.stake
