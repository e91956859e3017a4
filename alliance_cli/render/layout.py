"""Where the companies of a network stand in a drawing: springs along ties, repulsion between all; no chance in it."""

import math
from collections.abc import Mapping, Sequence

Point = tuple[float, float]
_ROUNDS = 250
_TO_THE_MIDDLE = 2.5
_GOLDEN = math.pi * (3 - math.sqrt(5))


def places(nodes: Sequence[str], ties: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Node -> (x, y), each within 0..1. The work grows with the square of the nodes; meant for some hundreds."""
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.5, 0.5))
    at = {n: _start(i, len(nodes)) for i, n in enumerate(nodes)}
    length = 1 / math.sqrt(len(nodes))
    rounds = max(min(_ROUNDS, 6_000_000 // len(nodes) ** 2), 30)
    for turn in range(rounds):
        heat = 0.12 * (1 - turn / rounds) + 0.002
        pull = _forces(at, ties, length)
        at = {n: _moved(at[n], pull[n], heat) for n in nodes}
    return _fitted(at)


def _start(i: int, count: int) -> Point:
    """A spiral of equal distances, the first node in the middle."""
    reach = math.sqrt(i / count)
    return reach * math.cos(i * _GOLDEN), reach * math.sin(i * _GOLDEN)


def _forces(at: Mapping[str, Point], ties: Sequence[tuple[str, str]], length: float) -> dict[str, Point]:
    """What pulls each node: away from all others, toward its partners, and a little to the middle."""
    names = list(at)
    xs, ys = [at[n][0] for n in names], [at[n][1] for n in names]
    fx, fy = [-_TO_THE_MIDDLE * x for x in xs], [-_TO_THE_MIDDLE * y for y in ys]
    for i in range(len(names)):
        for j in range(i + 1, len(names)):
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            push = length * length / (dx * dx + dy * dy + 1e-6)
            fx[i], fy[i] = fx[i] + dx * push, fy[i] + dy * push
            fx[j], fy[j] = fx[j] - dx * push, fy[j] - dy * push
    number = {n: i for i, n in enumerate(names)}
    for a, b in ties:
        i, j = number[a], number[b]
        dx, dy = xs[j] - xs[i], ys[j] - ys[i]
        pull = math.hypot(dx, dy) / length
        fx[i], fy[i] = fx[i] + dx * pull, fy[i] + dy * pull
        fx[j], fy[j] = fx[j] - dx * pull, fy[j] - dy * pull
    return {n: (fx[i], fy[i]) for i, n in enumerate(names)}


def _moved(point: Point, pull: Point, heat: float) -> Point:
    """The point, at most `heat` along its pull."""
    far = math.hypot(*pull)
    step = min(heat / far, 1) if far else 0
    return point[0] + pull[0] * step, point[1] + pull[1] * step


def _fitted(at: Mapping[str, Point]) -> dict[str, Point]:
    """The places stretched to fill 0..1 in both directions."""
    xs, ys = [x for x, _ in at.values()], [y for _, y in at.values()]
    wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    return {n: (round((x - min(xs)) / wide, 4), round((y - min(ys)) / high, 4)) for n, (x, y) in at.items()}
