"""`alliance watch`: filters to follow."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.render.records import number, text
from alliance_cli.render.tables import ON_REQUEST
from alliance_cli.vocabulary import Kind, Status, counted

app = App("watch")

COLUMNS = (
    number("number", "number"), text("companies", "companies", 12, comfort=24, wraps=True),
    text("ids", "company_ids", 12, ON_REQUEST),
    text("kinds", "kinds", 8, 1, wraps=True), text("statuses", "statuses", 8, 2, wraps=True),
    text("region", "region", 6, 3),
)  # fmt: skip


@app.callback(
    help="Filters to follow: `alliance changes --watched` shows what any of them asks for.",
    epilog="Examples: alliance watch add Nissan --kind merger  |  alliance watch list",
)
@options.grouped
def watch(ctx: Context, *, to: options.Table) -> None:
    """Without a subcommand: list the filters."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, to)


@app.command(
    help="Follow talks with all of these companies, of these kinds and statuses, for this market.",
    epilog="Examples: alliance watch add Nissan --kind merger,acquisition  |  alliance watch add --region China",
)
def add(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Names, aliases, tickers or ids.")] = None,
    kind: options.Kinds = None,
    status: options.Statuses = None,
    region: options.Region = "",
) -> None:
    """Keep a filter."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import following

    settings: Settings = ctx.obj
    kinds, statuses = options.words(Kind, kind, "--kind"), options.words(Status, status, "--status")
    conn = opening.for_writing(settings.db)
    number, added = following.watch(
        conn, companies or [], kinds, statuses, region, command=settings.command, now=now()
    )  # fmt: skip
    done = "added" if added else "asks for just that already"
    say(settings, f"watch {number} {done}; `alliance changes --watched` shows what it asks for")


@app.command(
    "list", help="The filters that are kept.",
    epilog="Examples: alliance watch list  |  alliance watch list --json",
)  # fmt: skip
@options.grouped
def list_(ctx: Context, *, to: options.Table) -> None:
    """List the filters."""
    _list(ctx.obj, to)


def _list(settings: Settings, to: options.Table) -> None:
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import following

    conn = opening.for_reading(settings.db)
    records = following.as_rows(conn, following.watched(conn))
    total = counted(len(records), "filter")
    listed(settings, to, "watches", records, COLUMNS, total=total)


@app.command(
    help="Follow no longer.",
    epilog="Examples: alliance watch remove 2  |  alliance watch remove 1 -q",
)
def remove(ctx: Context, number: Annotated[int, Argument(help="Its number in `watch list`.")]) -> None:
    """Drop a filter."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import following

    settings: Settings = ctx.obj
    following.unwatch(opening.for_reading(settings.db), number, command=settings.command, now=now())
    say(settings, f"watch {number} removed")
