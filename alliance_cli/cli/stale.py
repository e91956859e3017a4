"""`alliance stale`: rumours of which nothing was heard for long."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import chosen, emit
from alliance_cli.cli.settings import Settings, today

app = options.single("stale")


@app.command(
    help="Rumours on which nothing was published for 180 days, the longest silence first. They stay rumours: nothing "
    "is taken for over because nobody writes of it.",
    epilog="Examples: alliance stale  |  alliance stale Nissan --days 365 --json",
)
def stale(
    ctx: typer.Context,
    companies: Annotated[list[str] | None, typer.Argument(help="Only talks with all of these companies.")] = None,
    days: Annotated[int, typer.Option("--days", min=0, help="How many days without news.")] = 180,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """List the stale rumours."""
    from alliance_cli.render import structured, tables
    from alliance_cli.services import opening
    from alliance_cli.services.listing import list_talks
    from alliance_cli.services.selection import Filters, Moment

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    moment = Moment(today(), stale_days=days)
    found = list_talks(opening.for_reading(settings.db), companies or [], moment, Filters(stale=True))
    found.sort(key=lambda view: (view.last_reported, view.id))
    emit(
        settings, form, output=output, document=lambda: structured.talks(found),
        records=lambda: [structured.talk(view) for view in found],
        lines=lambda width: tables.talks(found, width), cuts=True,
    )  # fmt: skip
