"""What the confidence of a claim comes to: whether it counts, what it can turn, and how sure a talk is.

The two thresholds stand in `vocabulary` alone; the README and `alliance help status` give them in words.
"""

from collections.abc import Iterable
from enum import IntEnum

from alliance_cli.ledger.origins import UNKNOWN
from alliance_cli.models import Basis, Claim, Step
from alliance_cli.vocabulary import COUNTS_FROM, SURE_FROM


class Trust(IntEnum):
    """What a claim is good for."""

    UNSURE = 0
    DOUBTFUL = 1
    SURE = 2


def confidence_of(claim: Claim) -> float:
    """The confidence of a claim; the user's own word is never in doubt."""
    return 1.0 if claim.basis is Basis.JUDGEMENT else claim.confidence


def trust_of(claim: Claim) -> Trust:
    """What a claim is good for by its confidence. What a review accepted was given the confidence 1."""
    confidence = confidence_of(claim)
    if confidence < COUNTS_FROM:
        return Trust.UNSURE
    return Trust.DOUBTFUL if confidence < SURE_FROM else Trust.SURE


class Voices:
    """The independent origins that say one thing, such as that a talk is over; a doubtful one weighs half."""

    def __init__(self) -> None:
        self._weights: dict[str, int] = {}

    def hear(self, origin: str, trust: Trust) -> None:
        """Another claim of this origin; of several of one origin the surest weighs."""
        self._weights[origin] = max(trust, self._weights.get(origin, 0))

    @property
    def weight(self) -> float:
        """How many sure origins they come to. Reports that name no origin add nothing to those that do."""
        named = sum(weight for origin, weight in self._weights.items() if origin != UNKNOWN)
        return max(named, self._weights.get(UNKNOWN, 0)) / Trust.SURE

    def clear(self) -> None:
        """Forget them."""
        self._weights.clear()


def of_talk(steps: Iterable[Step]) -> float:
    """The confidence of a talk, from 0 to 1: that of its claims together, as far as they are independent.

    Claims of one origin are one: the best read of them stands for all. Independent origins are joined by noisy-or, one
    less the product of what each leaves in doubt (Pearl 1988, "Probabilistic Reasoning in Intelligent Systems", 4.3).
    Claims that are all doubtful are not joined, the best alone counts: noisy-or overstates what was misread the same
    way time and again (Downey, Etzioni and Soderland 2005, "A Probabilistic Model of Redundancy in Information
    Extraction"), and rivals that every report names side by side are misread in every report. So a talk is as good as
    `SURE_FROM` exactly where one of its claims is. Claims that do not count add nothing where others do.
    """
    held = list(steps)
    best: dict[str, float] = {}
    for step in [s for s in held if s.counts] or held:
        best[step.origin] = max(confidence_of(step.entry.claim), best.get(step.origin, 0.0))
    top = max(best.values())
    if top < SURE_FROM:
        return top
    unknown = best.pop(UNKNOWN, 0.0) if len(best) > 1 else 0.0
    left = 1.0
    for confidence in best.values():
        left *= 1 - confidence
    return max(round(1 - left, 4), unknown)
