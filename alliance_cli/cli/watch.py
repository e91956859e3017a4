"""`alliance watch`: filters to follow."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import chosen, say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.vocabulary import Kind, Status

app = options.single("watch")

_FIELDS = (("", "number", 3, 0), ("companies", "companies", 12, 0), ("kinds", "kinds", 8, 1),
           ("statuses", "statuses", 8, 2), ("region", "region", 6, 3))  # fmt: skip


@app.callback(
    help="Filters to follow: `alliance changes --watched` shows what any of them asks for.",
    epilog="Examples: alliance watch add Nissan --kind merger  |  alliance watch list",
)
def watch() -> None:
    """Commands on watches."""


@app.command(
    help="Follow talks with all of these companies, of these kinds and statuses, for this market.",
    epilog="Examples: alliance watch add Nissan --kind merger,acquisition  |  alliance watch add --region China",
)
def add(
    ctx: typer.Context,
    companies: Annotated[list[str] | None, typer.Argument(help="Names, aliases, tickers or ids.")] = None,
    kind: options.Kinds = None,
    status: options.Statuses = None,
    region: options.Region = "",
) -> None:
    """Keep a filter."""
    from alliance_cli.services import following, opening

    settings: Settings = ctx.obj
    kinds, statuses = options.words(Kind, kind, "--kind"), options.words(Status, status, "--status")
    conn = opening.for_writing(settings.db)
    number = following.watch(
        conn, companies or [], kinds, statuses, region, command=settings.command, now=now()
    )  # fmt: skip
    say(settings, f"watch {number} added; `alliance changes --watched` shows what it asks for")


@app.command(
    "list", help="The filters that are kept.",
    epilog="Examples: alliance watch list  |  alliance watch list --json",
)  # fmt: skip
def list_(
    ctx: typer.Context,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """List the filters."""
    from alliance_cli.services import following, opening

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    records = [following.as_row(found) for found in following.watched(opening.for_reading(settings.db))]
    listed(settings, form, "watches", records, _FIELDS, output=output)


@app.command(
    help="Follow no longer.",
    epilog="Examples: alliance watch remove 2  |  alliance watch remove 1 -q",
)
def remove(ctx: typer.Context, number: Annotated[int, typer.Argument(help="Its number in `watch list`.")]) -> None:
    """Drop a filter."""
    from alliance_cli.services import following, opening

    settings: Settings = ctx.obj
    following.unwatch(opening.for_reading(settings.db), number, command=settings.command, now=now())
    say(settings, f"watch {number} removed")
