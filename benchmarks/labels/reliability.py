"""What confidence is worth: of claims so sure, how many were right."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

BINS = 5

Judged = tuple[float, bool]
"""The confidence of a claim, and whether it was right."""


class Bin(NamedTuple):
    """Claims of about the same confidence: the mean of it, the share of them that was right, and how many they are."""

    mean: float
    right: float
    size: int


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The claims by their confidence, those bins left out in which there are none."""
    found = []
    for i in range(BINS):
        held = [pair for pair in judged if min(int(pair[0] * BINS), BINS - 1) == i]
        if held:
            mean = sum(confidence for confidence, _ in held) / len(held)
            found.append(Bin(mean, sum(right for _, right in held) / len(held), len(held)))
    return found


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error: how far confidence and truth lie apart, over the bins by their size."""
    return sum(abs(mean - right) * size for mean, right, size in bins(judged)) / max(1, len(judged))


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """The reliability table, a bin a line."""
    error = calibration_error(judged)
    yield f"confidence: expected calibration error {error:.3f}; of claims so sure, so many fit a labelled talk"
    yield from (f"  {mean:.2f}  {right:.2f}  of {size}" for mean, right, size in bins(judged))
