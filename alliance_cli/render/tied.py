"""The ties of a page as compact data, of which its script draws those of the company asked for."""

import json
from collections.abc import Sequence

from alliance_cli.overviews import NetworkView, TieView
from alliance_cli.render import deal, drawing, marks
from alliance_cli.render.page_links import Links
from alliance_cli.render.text import safe


def data(network: NetworkView, links: Links, root: str = "") -> str:
    """An element with JSON that runs nothing: `companies` are [name, address], `ties` [from, to, style, label,
    status, address, way, month of the latest turn], the strongest first, companies by their place, `way` 1 or -1 for an
    arrow; `root` is the company that is drawn at once, by its place.
    """
    places = {node.id: i for i, node in enumerate(network.nodes)}
    told = {
        "companies": [[safe(node.name), links.company(node.id)] for node in network.nodes],
        "ties": [_tie(tie, places, links) for tie in network.ties],
        "root": places.get(root, -1),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="ties">{text}</script>'


def _tie(tie: TieView, places: dict[str, int], links: Links) -> Sequence[object]:
    talk = tie.strongest
    return [
        places[tie.a], places[tie.b], marks.status_style(talk), safe(drawing.label(tie)), marks.status_label(talk),
        links.talk(talk), deal.arrow(talk, tie.a, tie.b), talk.last_turn.isoformat()[:7],
    ]  # fmt: skip
