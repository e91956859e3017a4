"""A network as a drawing: companies in boxes, a line for each tie, its dashes telling the status."""

from collections.abc import Iterator, Mapping

from alliance_cli.overviews import NetworkView, NodeView, TieView
from alliance_cli.render import marks
from alliance_cli.render.graphs import escaped
from alliance_cli.render.layout import Point, places
from alliance_cli.render.shapes import document
from alliance_cli.render.text import cut, safe, width

LARGEST = 150
"""How many companies a drawing holds; those with most talks are kept."""

_LABEL = 22
_ROOM = 24


def alone(view: NetworkView, title: str, style: str) -> str:
    """The network as an SVG file; `style` is its style sheet."""
    wide, high, body = _drawn(view, {})
    return document(wide, high, title, style, body)


def inline(view: NetworkView, title: str, addresses: Mapping[str, str]) -> str:
    """The network inside a page; a tie leads to the address of its strongest talk, by id."""
    wide, high, body = _drawn(view, addresses)
    return (
        f'<svg viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" role="group" aria-label="{escaped(title)}">{body}</svg>'
    )


def shown(view: NetworkView) -> list[NodeView]:
    """The companies that are drawn."""
    return sorted(view.nodes, key=lambda n: (n.distance, -n.talks, n.id))[:LARGEST]


def _drawn(view: NetworkView, addresses: Mapping[str, str]) -> tuple[float, float, str]:
    nodes = shown(view)
    ids = {node.id for node in nodes}
    ties = [tie for tie in view.ties if tie.a in ids and tie.b in ids]
    at = places([node.id for node in nodes], [(tie.a, tie.b) for tie in ties])
    wide = float(max(min(360 + 46 * len(nodes), 1100), 480))
    high = float(max(min(120 + 34 * len(nodes), 1000), 160))
    spots = _apart({i: (90 + x * (wide - 180), 30 + y * (high - 60)) for i, (x, y) in at.items()}, nodes, high)
    parts = [
        *(_tie(tie, spots, addresses) for tie in ties),
        *(_node(n, spots[n.id], n.id in view.roots) for n in nodes),
    ]
    return wide, high, "".join(parts)


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
    overlap = _ROOM + 6 - abs(ay - by)
    if abs(ax - bx) >= (_width(one) + _width(other)) / 2 + 8 or overlap <= 0.5:
        return False
    way = overlap / 2 if ay >= by else -overlap / 2
    spots[one.id] = ax, min(max(ay + way, 18), high - 18)
    spots[other.id] = bx, min(max(by - way, 18), high - 18)
    return True


def _label(node: NodeView) -> str:
    return cut(safe(node.name), _LABEL)


def _width(node: NodeView) -> float:
    return 7.4 * width(_label(node)) + 18


def _node(node: NodeView, spot: Point, root: bool) -> str:
    x, y = spot
    wide = _width(node)
    kind = "node root" if root else "node"
    return (
        f'<g><title>{escaped(node.name)}</title><rect class="{kind}" x="{x - wide / 2:.1f}" y="{y - _ROOM / 2:.1f}" '
        f'width="{wide:.1f}" height="{_ROOM}" rx="6"/><text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle"'
        f">{escaped(_label(node))}</text></g>"
    )


def _tie(tie: TieView, spots: Mapping[str, Point], addresses: Mapping[str, str]) -> str:
    (ax, ay), (bx, by) = spots[tie.a], spots[tie.b]
    talk = tie.strongest
    told = "; ".join(_said(tie))
    line = (
        f'<path class="tie {marks.status_style(talk)}" d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}">'
        f"<title>{escaped(told)}</title></path>"
    )
    address = addresses.get(talk.id)
    return f'<a href="{escaped(address)}" aria-label="{escaped(told)}">{line}</a>' if address else line


def _said(tie: TieView) -> Iterator[str]:
    for talk in tie.talks:
        yield f"{marks.parties_label(talk)}, {talk.kind.label}: {marks.status_label(talk)}"
