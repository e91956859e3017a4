"""`alliance stats`: the ledger in figures."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import chosen, emit
from alliance_cli.cli.settings import Settings
from alliance_cli.vocabulary import Kind, Status

app = options.single("stats")


@app.command(
    help="The ledger in figures: talks by status, kind and year, the most active companies, what became of rumours.",
    epilog="Examples: alliance stats  |  alliance stats Nissan --as-of 2024-12-31 --json",
)
def stats(
    ctx: typer.Context,
    companies: Annotated[list[str] | None, typer.Argument(help="Only talks with all of these companies.")] = None,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    region: options.Region = "",
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show figures of the talks that pass the filters."""
    from alliance_cli.render import figures
    from alliance_cli.render import stats as render
    from alliance_cli.services import opening
    from alliance_cli.services import stats as service
    from alliance_cli.services.selection import Filters

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    filters = Filters(
        kinds=options.words(Kind, kind, "--kind"), statuses=options.words(Status, status, "--status"), region=region,
        since=options.day(since, "--since"), until=options.day(until, "--until"),
    )  # fmt: skip
    moment = options.moment(as_of, known)
    view = service.stats(opening.for_reading(settings.db), companies or [], moment, filters)
    emit(
        settings, form, output=output, document=lambda: figures.stats(view),
        records=lambda: figures.stats_records(view), lines=lambda columns: render.stats(view, columns),
    )  # fmt: skip
