"""`alliance stats`: the ledger in figures."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.output import emit
from alliance_cli.cli.settings import Settings

app = App("stats")


@app.command(
    help="The ledger in figures: talks by status, kind and year, the most active companies, what became of rumours. "
    "Doubtful talks are left out.",
    epilog="Examples: alliance stats  |  alliance stats Nissan --as-of 2024-12-31 --json",
)
@options.grouped
def stats(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Only talks with all of these companies.")] = None,
    *,
    which: options.Figured,
    when: options.When,
    to: options.Writing,
) -> None:
    """Show figures of the talks that pass the filters."""
    from alliance_cli.render import figures
    from alliance_cli.render import stats as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import stats as service

    settings: Settings = ctx.obj
    view = service.stats(opening.for_reading(settings.db), companies or [], when.moment, which.filters)
    emit(
        settings, to, document=lambda: figures.stats(view),
        records=lambda: figures.stats_records(view), lines=lambda columns: render.stats(view, columns),
    )  # fmt: skip
