"""Networks in the formats of other programs: DOT and GraphML."""

from collections.abc import Iterable, Iterator

from alliance_cli.overviews import NetworkView, TieView
from alliance_cli.render import deal
from alliance_cli.render.text import safe
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Role

_DOT_STYLE = {"confirmed": "solid", "rumoured": "dashed", "abandoned": "dotted"}
_KEYS = (
    ("name", "node", "string"), ("talks", "node", "int"), ("kind", "edge", "string"), ("status", "edge", "string"),
    ("stage", "edge", "string"), ("stale", "edge", "boolean"), ("doubtful", "edge", "boolean"),
    ("talk", "edge", "string"), ("last_turn", "edge", "string"), ("source_role", "edge", "string"),
    ("target_role", "edge", "string"),
)  # fmt: skip


def dot(view: NetworkView) -> str:
    """The network in DOT, one edge a talk; the line tells the status, an arrow leads from who buys or invests."""
    return "".join(f"{line}\n" for line in _dot(view))


def _dot(view: NetworkView) -> Iterator[str]:
    yield "graph alliances {"
    yield "  node [shape=box, style=rounded];"
    for node in view.nodes:
        yield f"  {_quoted(node.id)} [label={_quoted(node.name)}];"
    for tie in view.ties:
        for talk in tie.talks:
            what = deal.tie(talk, tie.a, tie.b) + (" ?" if talk.doubtful else "")
            attributes = (
                f"label={_quoted(what)}, style={_DOT_STYLE[talk.status]}, "
                f"tooltip={_quoted(talk.status + (', doubtful' if talk.doubtful else ''))}"
            )
            start, end, led = _ends(tie, talk)
            attributes += ", dir=forward" if led else ""
            yield f"  {_quoted(start)} -- {_quoted(end)} [{attributes}, id={_quoted(talk.id)}];"
    yield "}"


def _ends(tie: TieView, talk: TalkView) -> tuple[str, str, bool]:
    """The two companies of an edge, who acts first; and whether one does."""
    way = deal.arrow(talk, tie.a, tie.b)
    return (tie.b, tie.a, True) if way < 0 else (tie.a, tie.b, way > 0)


def _quoted(text: str) -> str:
    """A DOT string: quotes and backslashes escaped, on one line."""
    return '"' + safe(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def graphml(view: NetworkView) -> str:
    """The network as GraphML, one edge a talk."""
    return "".join(f"{line}\n" for line in _graphml(view))


def _graphml(view: NetworkView) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, domain, kind in _KEYS:
        yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="alliances" edgedefault="undirected">'
    for node in view.nodes:
        data = _data("node", [("name", node.name), ("talks", str(node.talks))])
        yield f'    <node id="{escaped(node.id)}">{data}</node>'
    for tie in view.ties:
        yield from _edges(tie)
    yield "  </graph>"
    yield "</graphml>"


def _edges(tie: TieView) -> Iterator[str]:
    for talk in tie.talks:
        start, end, led = _ends(tie, talk)
        roles = dict(zip(talk.party_ids, talk.roles, strict=False))
        facts = [
            ("source_role", roles.get(start, Role.PARTNER)), ("target_role", roles.get(end, Role.PARTNER)),
            ("kind", talk.kind), ("status", talk.status), ("stage", talk.stage), ("stale", str(talk.stale).lower()),
            ("doubtful", str(talk.doubtful).lower()), ("talk", talk.id), ("last_turn", talk.last_turn.isoformat()),
        ]  # fmt: skip
        directed = ' directed="true"' if led else ""
        yield f'    <edge source="{escaped(start)}" target="{escaped(end)}"{directed}>{_data("edge", facts)}</edge>'


def _data(domain: str, facts: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<data key="{domain}-{name}">{escaped(value)}</data>' for name, value in facts)


def escaped(text: str) -> str:
    """Text from outside as XML or HTML text or attribute value."""
    plain = safe(text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        plain = plain.replace(char, entity)
    return "".join(c for c in plain if c not in "\ufffe\uffff")
