"""`alliance matrix`: companies against each other."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.output import emit
from alliance_cli.cli.settings import Settings

app = App("matrix")


@app.command(
    help="Company by company, the strongest talk of two in each cell: confirmed before rumoured before abandoned, then "
    "the furthest stage. Without companies, the most active ones of the ledger. Doubtful talks are left out.",
    epilog="Examples: alliance matrix Nissan Honda Renault Mitsubishi-Motors  |  alliance matrix --kind merger --csv",
)
@options.grouped
def matrix(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Two or more companies; none for the busiest.")] = None,
    *,
    which: options.Figured,
    when: options.When,
    to: options.Writing,
) -> None:
    """Show the matrix of some companies."""
    from alliance_cli.render import figures
    from alliance_cli.render import network as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import network as service

    settings: Settings = ctx.obj
    view = service.matrix(opening.for_reading(settings.db), companies or [], when.moment, which.filters)
    emit(
        settings, to, document=lambda: figures.matrix(view),
        records=lambda: figures.tie_records(view.companies, view.ties),
        lines=lambda columns: render.matrix(view, columns), header=lambda: figures.TIE_FIELDS,
    )  # fmt: skip
