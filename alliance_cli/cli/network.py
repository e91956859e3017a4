"""`alliance network`: who is tied to whom."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import Format, chosen, emit, write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import Kind, Status

if TYPE_CHECKING:
    from alliance_cli.overviews import NetworkView

app = options.single("network")


class Drawing(StrEnum):
    """The formats of a network beside the tree."""

    TREE = "tree"
    DOT = "dot"
    GRAPHML = "graphml"
    JSON = "json"
    SVG = "svg"


@app.command(
    help="Who is tied to whom: a tree of partners with kind and status of every talk. Without a company the whole "
    "ledger. A company hangs below the nearest one asked for, by its strongest tie.",
    epilog="Examples: alliance network Nissan --depth 2  |  "
    "alliance network --status confirmed --format dot -o network.dot",
)
def network(
    ctx: typer.Context,
    companies: Annotated[list[str] | None, typer.Argument(help="From these companies on; none for all.")] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=9, help="How many ties away.")] = 1,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    form: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(Drawing)}.")] = Drawing.TREE,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show the network around some companies, or of all."""
    from alliance_cli.services import network as service
    from alliance_cli.services import opening
    from alliance_cli.services.selection import Filters

    settings: Settings = ctx.obj
    drawn = options.word(Drawing, form, "--format")
    shape = chosen(json=json or drawn is Drawing.JSON, csv=csv, plain=plain)
    filters = Filters(
        kinds=options.words(Kind, kind, "--kind"), statuses=options.words(Status, status, "--status"),
        since=options.day(since, "--since"), until=options.day(until, "--until"),
    )  # fmt: skip
    moment = options.moment(as_of, known)
    view = service.network(opening.for_reading(settings.db), companies or [], moment, filters, depth)
    if shape is Format.TEXT and drawn is not Drawing.TREE:
        write(_as_file(view, drawn), output)
    else:
        _show(settings, shape, view, output)
    if not view.ties:
        raise AllianceError("no talk passes; nothing is tied to anything", ExitCode.NOT_FOUND)


def _show(settings: Settings, shape: Format, view: "NetworkView", output: Path | None) -> None:
    from alliance_cli.render import figures
    from alliance_cli.render import network as render

    emit(
        settings, shape, output=output, document=lambda: figures.network(view),
        records=lambda: figures.tie_records(view.nodes, view.ties), lines=lambda columns: render.tree(view, columns),
    )  # fmt: skip


def _as_file(view: "NetworkView", drawn: Drawing) -> str:
    from alliance_cli.render import drawing, graphs
    from alliance_cli.services import page

    if drawn is Drawing.SVG:
        return drawing.alone(view, "Who is tied to whom", page.style("drawing.css"))
    return graphs.dot(view) if drawn is Drawing.DOT else graphs.graphml(view)
