"""Talks for other programs; GraphML through a library that is optional."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Talk
from alliance_cli.services.looking import finding, timeline
from alliance_cli.services.looking.noted import noted
from alliance_cli.services.looking.selection import Filters, Moment, passes
from alliance_cli.views import CompanyView, NoteView, TalkView

REPORT_FIELDS = ("id", "published", "publisher", "title", "url", "read_at", "talks")
"""What `Whole.reports` have."""


class Whole(NamedTuple):
    """Talks with their events, the companies in them, the reports they rest on, and the user's notes on them."""

    talks: list[TalkView]
    companies: list[CompanyView]
    reports: list[dict[str, Any]]
    notes: list[NoteView]


def all_talks(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> list[TalkView]:
    """Talks with their events, by their first report: all, or those with all these companies."""
    return [view for view, _ in _found(conn, wanted, moment, filters)]


def whole(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> Whole:
    """The same talks with all that they are made of."""
    from alliance_cli.services.judging import companies

    found = _found(conn, wanted, moment, filters)
    parties = {party for view, _ in found for party in view.party_ids}
    known = [view for view in companies.listed(conn, everyone=False) if view.id in parties]
    notes = noted(conn, moment.as_of if moment.is_past else None)
    on = [("talk", view.id) for view, _ in found] + [("company", view.id) for view in known]
    every = [note for subject, about in on for note in notes.of(subject, about)]
    return Whole([view for view, _ in found], known, _reports(talk for _, talk in found), every)


def _found(
    conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters
) -> list[tuple[TalkView, Talk]]:
    from alliance_cli.services.looking.selection import heed_region, look, resolve_company

    heed_region(conn, filters.region)
    look(conn, moment)
    ids = [resolve_company(conn, name) for name in wanted]
    found = finding.talks_with(conn, ids, moment)
    pairs = zip(timeline.with_events(conn, found, moment), found, strict=True)
    return sorted((p for p in pairs if passes(p[0], filters)), key=lambda p: (p[0].first_reported, p[0].id))


def _reports(found: Iterable[Talk]) -> list[dict[str, Any]]:
    """The reports that claims of these talks stand in, the earliest first."""
    rows: dict[str, dict[str, Any]] = {}
    for talk in found:
        for entry in (step.entry for step in talk.steps):
            published = entry.published.day.isoformat() if entry.published else None
            row: dict[str, Any] = {
                "id": entry.report, "published": published, "publisher": entry.publisher, "title": entry.title,
                "url": entry.url, "read_at": entry.read_at.isoformat(), "talks": [],
            }  # fmt: skip
            talks = rows.setdefault(entry.report, row)["talks"]
            if talk.id not in talks:
                talks.append(talk.id)
    return sorted(rows.values(), key=lambda row: (row["published"] or "", row["id"]))


def graphml(views: Sequence[TalkView]) -> str:
    """Companies as nodes, an edge for each pair of parties of a talk. Raises AllianceError (78) without networkx."""
    try:
        import networkx
    except ImportError:
        raise AllianceError(
            "GraphML needs networkx: pip install networkx (it comes with the extra “graph”)", ExitCode.CONFIGURATION
        ) from None
    graph = networkx.MultiGraph()
    for view in views:
        for company, name in zip(view.party_ids, view.parties, strict=True):
            graph.add_node(company, label=_xml(name))
        roles = dict(zip(view.party_ids, map(str, view.roles), strict=False))
        worth = {"value": view.terms.value, "currency": view.terms.currency} if view.terms and view.terms.value else {}
        pairs = list(combinations(view.party_ids, 2))
        for number, (one, other) in enumerate(pairs, start=1):
            edge = view.id if len(pairs) == 1 else f"{view.id}-{number}"  # ids are unique in a file
            graph.add_edge(one, other, key=edge, talk=view.id, kind=str(view.kind), status=str(view.status),
                               doubtful=view.doubtful, source_role=roles.get(one, ""), target_role=roles.get(other, ""),
                               **worth,
                               stage=str(view.stage), origins=view.origins, reports=view.reports,
                               first=view.first_reported.isoformat(), last=view.last_reported.isoformat())  # fmt: skip
    return "\n".join(networkx.generate_graphml(graph)) + "\n"


def _xml(text: str) -> str:
    """A text without characters that XML does not allow."""
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
