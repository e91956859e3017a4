"""How sure a rate is that was counted on few cases: Jeffreys' interval, without a statistics library."""

from math import exp, lgamma, log

_TINY = 1e-300
_STEPS = 300


def jeffreys(hits: int, cases: int, level: float = 0.90) -> tuple[float, float]:
    """The interval that holds the true rate with this probability, from 0 to 1.

    It is that of a beta distribution with half a hit and half a miss added; where nothing, or everything, was a hit
    it reaches to 0, or to 1.
    """
    a, b = hits + 0.5, cases - hits + 0.5
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else beta_quantile(tail, a, b)
    high = 1.0 if hits == cases else beta_quantile(1 - tail, a, b)
    return low, high


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The x below which a beta distribution has this probability, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(50):  # halvings to an error below 1e-15
        middle = (low + high) / 2
        if beta_cdf(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's method for the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 + term * d, 1 + term / c
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            value *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return value
