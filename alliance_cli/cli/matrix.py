"""`alliance matrix`: companies against each other."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import chosen, emit
from alliance_cli.cli.settings import Settings
from alliance_cli.vocabulary import Kind, Status

app = options.single("matrix")


@app.command(
    help="Company by company, the strongest talk of two in each cell: confirmed before rumoured before abandoned, then "
    "the furthest stage. Without companies, the most active ones of the ledger.",
    epilog="Examples: alliance matrix Nissan Honda Renault Mitsubishi-Motors  |  alliance matrix --kind merger --csv",
)
def matrix(
    ctx: typer.Context,
    companies: Annotated[list[str] | None, typer.Argument(help="Two or more companies; none for the busiest.")] = None,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show the matrix of some companies."""
    from alliance_cli.render import figures
    from alliance_cli.render import network as render
    from alliance_cli.services import network as service
    from alliance_cli.services import opening
    from alliance_cli.services.selection import Filters

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    filters = Filters(kinds=options.words(Kind, kind, "--kind"), statuses=options.words(Status, status, "--status"))
    moment = options.moment(as_of, known)
    view = service.matrix(opening.for_reading(settings.db), companies or [], moment, filters)
    emit(
        settings, form, output=output, document=lambda: figures.matrix(view),
        records=lambda: figures.tie_records(view.companies, view.ties),
        lines=lambda columns: render.matrix(view, columns),
    )  # fmt: skip
