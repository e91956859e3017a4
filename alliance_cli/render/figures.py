"""Overviews as data: the documented JSON of network, matrix, stats and dashboard."""

from collections.abc import Iterable, Sequence
from typing import Any

from alliance_cli.documents import title
from alliance_cli.overviews import Count, DashboardView, MatrixView, NetworkView, NodeView, StatsView, TieView
from alliance_cli.render.structured import note, talk

Record = dict[str, Any]


def network(view: NetworkView) -> Record:
    """The document `network`."""
    return {
        "schema": title("network"), "roots": list(view.roots), "depth": view.depth,
        "as_of": view.as_of.isoformat() if view.as_of else None,
        "companies": [{**_node(node), "distance": node.distance} for node in view.nodes],
        "ties": [_tie(tie) for tie in view.ties],
    }  # fmt: skip


def matrix(view: MatrixView) -> Record:
    """The document `matrix`."""
    return {
        "schema": title("matrix"), "as_of": view.as_of.isoformat() if view.as_of else None,
        "companies": [_node(node) for node in view.companies], "ties": [_tie(tie) for tie in view.ties],
    }  # fmt: skip


def _node(node: NodeView) -> Record:
    return {"id": node.id, "name": node.name, "talks": node.talks}


def _tie(tie: TieView) -> Record:
    return {"companies": [tie.a, tie.b], "talks": [talk(view) for view in tie.talks]}


TIE_FIELDS = (
    "company", "partner", "company_id", "partner_id", "talk", "kind", "status", "stage", "stale", "doubtful",
    "last_turn", "strongest",
)  # fmt: skip
"""The fields of `tie_records`."""


def tie_records(nodes: Iterable[NodeView], ties: Iterable[TieView]) -> list[Record]:
    """One record for each talk of each tie, for CSV and plain output."""
    labels = {node.id: node.name for node in nodes}
    return [
        {
            "company": labels[tie.a], "partner": labels[tie.b], "company_id": tie.a, "partner_id": tie.b,
            "talk": view.id, "kind": view.kind, "status": view.status, "stage": view.stage, "stale": view.stale,
            "doubtful": view.doubtful, "last_turn": view.last_turn.isoformat(), "strongest": view is tie.strongest,
        }
        for tie in ties
        for view in tie.talks
    ]  # fmt: skip


def stats(view: StatsView) -> Record:
    """The document `stats`."""
    out = view.outcomes
    return {
        "schema": title("stats"), "as_of": view.as_of.isoformat() if view.as_of else None, "talks": view.talks,
        "by_status": _counts(view.statuses), "by_kind": _counts(view.kinds), "by_year": _counts(view.years),
        "companies": [{"name": count.label, "talks": count.talks} for count in view.companies],
        "rumours": {
            "opened": out.opened, "confirmed": out.confirmed, "abandoned": out.abandoned, "open": out.open,
            "stale": out.stale,
        },
    }  # fmt: skip


def _counts(counts: Sequence[Count]) -> Record:
    return {count.label: count.talks for count in counts}


def stats_records(view: StatsView) -> list[Record]:
    """One record a figure, for CSV and plain output."""
    groups = (("status", view.statuses), ("kind", view.kinds), ("year", view.years), ("company", view.companies))
    found = [{"figure": name, "value": c.label, "talks": c.talks} for name, counts in groups for c in counts]
    out = view.outcomes
    outcomes = {"confirmed": out.confirmed, "abandoned": out.abandoned, "open": out.open, "stale": out.stale}
    return [*found, *({"figure": "rumour", "value": label, "talks": number} for label, number in outcomes.items())]


def dashboard(view: DashboardView) -> Record:
    """The document `dashboard`."""
    return {
        "schema": title("dashboard"), "ledger": view.ledger, "reports": view.reports, "claims": view.claims,
        "talks": view.talks, "companies": view.companies,
        "first_published": view.first.isoformat() if view.first else None,
        "last_published": view.last.isoformat() if view.last else None, "by_status": _counts(view.statuses),
        "latest": [talk(t) for t in view.latest], "open_rumours": [talk(t) for t in view.rumours],
        "troubles": [{"source": t.name, "problem": t.problem, "since": t.since} for t in view.troubles],
        "due": [note(n) for n in view.due],
    }  # fmt: skip


def dashboard_records(view: DashboardView) -> list[Record]:
    """One record a talk shown, for CSV and plain output."""
    groups = (("latest", view.latest), ("open rumour", view.rumours))
    return [{"list": name, **talk(t)} for name, talks in groups for t in talks]
