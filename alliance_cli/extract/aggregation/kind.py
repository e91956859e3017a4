"""What kind of tie-up a report says a talk is of."""

from typing import Final

from alliance_cli.extract.document import Sides, TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.models import Kind, Role

_VAGUE: Final = 0.7
"""What cooperation counts for beside a kind that says more."""


def kind_of(talk: TalkCandidate, scorer: Scorer) -> tuple[Kind, tuple[Kind, ...]]:
    """The kind that the report stresses, and the others it names, in order of the weight of their readings.

    Manufacturing, then cooperation, for "formed an alliance. They will build engines together". Without any kind it is
    cooperation.
    """
    votes: dict[Kind, float] = {}
    for candidate in talk.candidates:
        if candidate.kind is not None:
            votes[candidate.kind] = votes.get(candidate.kind, 0.0) + scorer.weight(candidate.features)
    if not votes:
        return Kind.COOPERATION, ()
    order = sorted(votes, key=lambda kind: -votes[kind] * (_VAGUE if kind is Kind.COOPERATION else 1.0))
    return order[0], tuple(order[1:])


def with_sides(kind: Kind, also: tuple[Kind, ...], sides: Sides) -> tuple[Kind, tuple[Kind, ...]]:
    """The kinds, but a takeover where nothing says which it is but sentences that have a buyer and what it buys."""
    most = [max(said, key=lambda role: said[role]) for said in sides.values()]
    if kind is Kind.COOPERATION and not also and Role.BUYER in most and not _BOUGHT.isdisjoint(most):
        return Kind.ACQUISITION, also
    return kind, also


_BOUGHT: Final = frozenset({Role.TARGET, Role.SELLER})
