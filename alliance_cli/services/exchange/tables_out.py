"""Talks for other programs: Parquet and GraphML, through libraries that are optional."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.looking import finding, timeline
from alliance_cli.services.looking.selection import Filters, Moment, passes
from alliance_cli.views import TalkView


def all_talks(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> list[TalkView]:
    """Talks with their events, by their first report: all, or those with all these companies."""
    from alliance_cli.services.looking.selection import heed_region, look, resolve_company

    heed_region(conn, filters.region)
    look(conn, moment)
    ids = [resolve_company(conn, name) for name in wanted]
    found = finding.talks_with(conn, ids, moment)
    views = [timeline.talk_view(conn, talk, moment, events=True) for talk in found]
    return sorted((v for v in views if passes(v, filters)), key=lambda v: (v.first_reported, v.id))


def write_parquet(records: Sequence[dict[str, Any]], target: Path) -> None:
    """Records as a Parquet file. Raises AllianceError: 78 where pyarrow is missing, 73 if it cannot be written."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise _missing("Parquet", "pyarrow", "parquet") from None
    texts = [{k: v if isinstance(v, bool | int | float | list | type(None)) else str(v) for k, v in r.items()}
             for r in records]  # fmt: skip
    try:
        parquet.write_table(pyarrow.Table.from_pylist(texts), target)
    except OSError as error:
        raise AllianceError(f"cannot write {target}: {error}", ExitCode.CANNOT_CREATE) from error


def graphml(views: Sequence[TalkView]) -> str:
    """Companies as nodes, an edge for each pair of parties of a talk. Raises AllianceError (78) without networkx."""
    try:
        import networkx
    except ImportError:
        raise _missing("GraphML", "networkx", "graph") from None
    graph = networkx.MultiGraph()
    for view in views:
        for company, name in zip(view.party_ids, view.parties, strict=True):
            graph.add_node(company, label=_xml(name))
        for i, one in enumerate(view.party_ids):
            for other in view.party_ids[i + 1 :]:
                graph.add_edge(one, other, key=view.id, kind=str(view.kind), status=str(view.status),
                               stage=str(view.stage), origins=view.origins, reports=view.reports,
                               first=view.first_reported.isoformat(), last=view.last_reported.isoformat())  # fmt: skip
    return "\n".join(networkx.generate_graphml(graph)) + "\n"


def _xml(text: str) -> str:
    """A text without characters that XML does not allow."""
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")


def _missing(what: str, library: str, extra: str) -> AllianceError:
    return AllianceError(
        f"{what} needs {library}: pip install {library} (it comes with the extra “{extra}”)", ExitCode.CONFIGURATION
    )
