"""A network as a drawing: companies in boxes, a line for each tie, its dashes telling the status."""

import math
from collections.abc import Iterator, Mapping, Sequence

from alliance_cli.overviews import NetworkView, NodeView, TieView
from alliance_cli.render import deal, marks
from alliance_cli.render.graphs import escaped
from alliance_cli.render.layout import Point, places
from alliance_cli.render.shapes import document
from alliance_cli.render.text import safe, width, wrap

LARGEST = 150
"""How many companies a drawing holds; those with most talks are kept."""
AT_A_GLANCE = 24
"""How many a page shows: with more nobody can follow a line. A company's own ties are drawn when it is asked for."""

_WIDEST, _HIGHEST = 3200, 2600
"""How large a drawing of many companies is at most."""
_PAGE_WIDE, _PAGE_HIGH = 1240, 760
"""How large one on a page is, so that it can be read as a whole."""
_LABEL = 20
"""Names that are longer take several lines."""
_LETTER, _LINE = 7.4, 15
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.78, 0.19, 0.84)
"""Where on a tie its label may stand, in this order."""
_HEAD = 0.72
"""Where on it its arrowhead stands."""

Box = tuple[float, float, float, float]
"""The middle, half the width, half the height."""


def alone(view: NetworkView, title: str, style: str) -> str:
    """The network as an SVG file; `style` is its style sheet."""
    wide, high, body = _drawn(view, shown(view, LARGEST), (_WIDEST, _HIGHEST), {}, {})
    return document(wide, high, title, style, body)


def inline(view: NetworkView, title: str, addresses: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """The network inside a page; a tie leads to the address of its strongest talk, a company to its page, by id."""
    wide, high, body = _drawn(view, shown(view, AT_A_GLANCE), (_PAGE_WIDE, _PAGE_HIGH), addresses, pages)
    return (
        f'<svg viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" role="group" '
        f'aria-label="{escaped(title)}">{body}</svg>'
    )


def shown(view: NetworkView, most: int) -> list[NodeView]:
    """The companies that are drawn: those with most talks, of companies tied to others that are drawn."""
    ranked = sorted(view.nodes, key=lambda n: (n.distance, -n.talks, n.id))
    for reach in range(most, len(ranked), 4):
        ids = {node.id for node in ranked[:reach]}
        tied = {end for tie in view.ties if tie.a in ids and tie.b in ids for end in (tie.a, tie.b)} | {*view.roots}
        if len(tied) >= most:
            return [node for node in ranked if node.id in tied][:most]
    return ranked[:most]


def _drawn(
    view: NetworkView, nodes: list[NodeView], largest: Point, addresses: Mapping[str, str], pages: Mapping[str, str]
) -> tuple[float, float, str]:  # fmt: skip
    ids = {node.id for node in nodes}
    ties = [tie for tie in view.ties if tie.a in ids and tie.b in ids]
    at = places([node.id for node in nodes], [(tie.a, tie.b) for tie in ties])
    margin = max((_width(node) for node in nodes), default=0) / 2 + 10
    wide = max(min(640 + 34 * len(nodes), largest[0]), 2 * margin + 240.0)
    high = float(max(min(140 + 32 * len(nodes), largest[1]), 180))
    spots = {i: (margin + x * (wide - 2 * margin), 40 + y * (high - 80)) for i, (x, y) in at.items()}
    spots = _apart(spots, nodes, high)
    taken = [_box(spots[node.id], _width(node), _height(node)) for node in nodes]
    parts = [
        *(_tie(tie, spots, addresses) for tie in ties),
        *(_node(n, spots[n.id], n.id in view.roots, pages.get(n.id, "")) for n in nodes),
        *_named(ties, spots, taken, addresses),
    ]
    return wide, high, "".join(parts)


def _box(spot: Point, wide: float, high: float) -> Box:
    return spot[0], spot[1], wide / 2, high / 2


def _clear(box: Box, taken: list[Box]) -> bool:
    """True if a box lies on none of the others."""
    x, y, w, h = box
    return all(abs(x - ox) >= w + ow or abs(y - oy) >= h + oh for ox, oy, ow, oh in taken)


def _named(
    ties: Sequence[TieView], spots: Mapping[str, Point], taken: list[Box], addresses: Mapping[str, str]
) -> Iterator[str]:  # fmt: skip
    """What the ties are, on their lines: the shortest, which have least room, first. Where no place on a line is free
    it has no name, as one that lies on another could not be read; what it is stands in its title.
    """
    taken += [_box(_head(tie, spots), 14, 14) for tie in ties if deal.arrow(tie.strongest, tie.a, tie.b)]
    for tie in sorted(ties, key=lambda tie: math.dist(spots[tie.a], spots[tie.b])):
        named = label(tie)
        box = next((box for box in _boxes(tie, spots, named) if _clear(box, taken)), None)
        if box is not None:
            taken.append(box)
            yield _text(named, box, addresses.get(tie.strongest.id, ""))


def label(tie: TieView) -> str:
    """What a tie is, in a word or two, and how many more there are."""
    kind = deal.between(tie.talks[0], tie.a, tie.b)
    return kind + (f" +{len(tie.talks) - 1}" if len(tie.talks) > 1 else "")


def _boxes(tie: TieView, spots: Mapping[str, Point], label: str) -> Iterator[Box]:
    """Where a label may stand."""
    (ax, ay), (bx, by) = spots[tie.a], spots[tie.b]
    return (_box((ax + (bx - ax) * t, ay + (by - ay) * t), 6.2 * width(label) + 6, 14) for t in _ALONG)


def _text(label: str, box: Box, address: str) -> str:
    drawn = f'<text class="kind" x="{box[0]:.1f}" y="{box[1] + 4:.1f}" text-anchor="middle">{escaped(label)}</text>'
    return f'<a href="{escaped(address)}" tabindex="-1" aria-hidden="true">{drawn}</a>' if address else drawn


def _apart(spots: dict[str, Point], nodes: list[NodeView], high: float) -> dict[str, Point]:
    """Boxes moved up and down until none lies on another, as far as there is room."""
    for _ in range(60):
        moved = False
        for i, one in enumerate(nodes):
            for other in nodes[i + 1 :]:
                moved |= _push(spots, one, other, high)
        if not moved:
            break
    return spots


def _push(spots: dict[str, Point], one: NodeView, other: NodeView, high: float) -> bool:
    (ax, ay), (bx, by) = spots[one.id], spots[other.id]
    overlap = (_height(one) + _height(other)) / 2 + 8 - abs(ay - by)
    if abs(ax - bx) >= (_width(one) + _width(other)) / 2 + 8 or overlap <= 0.5:
        return False
    way = overlap / 2 if ay >= by else -overlap / 2
    spots[one.id] = ax, min(max(ay + way, _height(one) / 2 + 4), high - _height(one) / 2 - 4)
    spots[other.id] = bx, min(max(by - way, _height(other) / 2 + 4), high - _height(other) / 2 - 4)
    return True


def _lines(node: NodeView) -> list[str]:
    return wrap(safe(node.name), _LABEL)


def _width(node: NodeView) -> float:
    return _LETTER * max(map(width, _lines(node)), default=1) + 18


def _height(node: NodeView) -> float:
    return _LINE * len(_lines(node)) + 10


def _node(node: NodeView, spot: Point, root: bool, address: str) -> str:
    x, y = spot
    wide, high, lines = _width(node), _height(node), _lines(node)
    kind = "node root" if root else "node"
    first = y - _LINE * (len(lines) - 1) / 2 + 4
    text = "".join(
        f'<tspan x="{x:.1f}" y="{first + _LINE * i:.1f}">{escaped(line)}</tspan>' for i, line in enumerate(lines)
    )
    drawn = (
        f'<title>{escaped(node.name)}</title><rect class="{kind}" x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" '
        f'width="{wide:.1f}" height="{high:g}" rx="6"/><text text-anchor="middle">{text}</text>'
    )
    return f'<a href="{escaped(address)}">{drawn}</a>' if address else f"<g>{drawn}</g>"


def _tie(tie: TieView, spots: Mapping[str, Point], addresses: Mapping[str, str]) -> str:
    (ax, ay), (bx, by) = spots[tie.a], spots[tie.b]
    talk = tie.strongest
    told = "; ".join(_said(tie))
    line = (
        f'<path class="tie {marks.status_style(talk)}" d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}">'
        f"<title>{escaped(told)}</title></path>{_way(tie, spots)}"
    )
    address = addresses.get(talk.id)
    return f'<a href="{escaped(address)}" aria-label="{escaped(told)}">{line}</a>' if address else line


def _way(tie: TieView, spots: Mapping[str, Point]) -> str:
    """An arrowhead on a tie, toward whom something is done to; none where nobody acts."""
    way = deal.arrow(tie.strongest, tie.a, tie.b)
    if not way:
        return ""
    (ax, ay), (bx, by) = (spots[tie.a], spots[tie.b])[::way]
    x, y = _head(tie, spots)
    turned = math.degrees(math.atan2(by - ay, bx - ax))
    return f'<path class="way" d="M-6 -5L6 0L-6 5Z" transform="translate({x:.1f} {y:.1f}) rotate({turned:.0f})"/>'


def _head(tie: TieView, spots: Mapping[str, Point]) -> Point:
    """Where its arrowhead stands."""
    (ax, ay), (bx, by) = (spots[tie.a], spots[tie.b])[:: deal.arrow(tie.strongest, tie.a, tie.b)]
    return ax + (bx - ax) * _HEAD, ay + (by - ay) * _HEAD


def _said(tie: TieView) -> Iterator[str]:
    for talk in tie.talks:
        yield f"{marks.parties_label(talk)}, {talk.kind.label}: {marks.status_label(talk)}"
