"""`alliance network`: who is tied to whom."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import emit, write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from alliance_cli.overviews import NetworkView

app = App("network")


class Drawing(StrEnum):
    """The formats of a network beside the tree."""

    TREE = "tree"
    DOT = "dot"
    GRAPHML = "graphml"
    JSON = "json"
    SVG = "svg"


_ENDINGS = {".dot": Drawing.DOT, ".gv": Drawing.DOT, ".graphml": Drawing.GRAPHML, ".svg": Drawing.SVG}


@app.command(
    help="Who is tied to whom: a tree of partners with kind and status of every talk. Without a company the whole "
    "ledger. A company hangs below the nearest one asked for, by its strongest tie. Doubtful talks are left out.",
    epilog="Examples: alliance network Nissan --depth 2  |  "
    "alliance network --status confirmed --format dot -o network.dot",
)
@options.grouped
def network(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="From these companies on; none for all.")] = None,
    *,
    which: options.Figured,
    when: options.When,
    depth: Annotated[int, Option("--depth", min=1, max=9, help="How many ties away.")] = 1,
    form: Annotated[str, Option("--format", help=f"One of: {', '.join(Drawing)} (tree, or as the file ends).")] = "",
    to: options.Writing,
) -> None:
    """Show the network around some companies, or of all."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import network as service

    settings: Settings = ctx.obj
    drawn = options.word(Drawing, form, "--format") if form else _ENDINGS.get(to.ending, Drawing.TREE)
    if drawn is Drawing.JSON:
        to = options.Writing(json=True, csv=to.csv, plain=to.plain, output=to.output, force=to.force, excel=to.excel)
    view = service.network(opening.for_reading(settings.db), companies or [], when.moment, which.filters, depth)
    if drawn not in {Drawing.TREE, Drawing.JSON} and to.asked is None:
        write(_as_file(view, drawn), to.into(settings))
    else:
        _show(settings, to, view)
    if not view.ties:
        raise AllianceError("no talk passes; nothing is tied to anything", ExitCode.NOT_FOUND)


def _show(settings: Settings, to: options.Writing, view: "NetworkView") -> None:
    from alliance_cli.render import figures
    from alliance_cli.render import network as render

    emit(
        settings, to, document=lambda: figures.network(view),
        records=lambda: figures.tie_records(view.nodes, view.ties), lines=lambda columns: render.tree(view, columns),
        header=lambda: figures.TIE_FIELDS,
    )  # fmt: skip


def _as_file(view: "NetworkView", drawn: Drawing) -> str:
    from alliance_cli.render import drawing, graphs
    from alliance_cli.services.looking import page

    if drawn is Drawing.SVG:
        return drawing.alone(view, "Who is tied to whom", page.style("drawing.css"))
    return graphs.dot(view) if drawn is Drawing.DOT else graphs.graphml(view)
