"""`alliance stale`: rumours of which nothing was heard for long."""

from typing import Annotated

from alliance_cli.cli import options, talks
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import picked, say
from alliance_cli.cli.settings import Settings, today

app = App("stale")


@app.command(
    help="Rumours on which nothing was published for 180 days (or as `alliance config` says), the longest silence "
    "first. They stay rumours: nothing is taken for over because nobody writes of it.",
    epilog="Examples: alliance stale  |  alliance stale Nissan --days 365 --json",
)
@options.grouped
def stale(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Only talks with all of these companies.")] = None,
    days: Annotated[int | None, Option("--days", min=0, help="How many days without news (180).")] = None,
    limit: Annotated[int, Option("--limit", min=1, help="At most so many.")] = 100,
    everything: Annotated[bool, Option("--all", help="All of them, whatever the limit.")] = False,
    *,
    to: options.Table,
) -> None:
    """List the stale rumours."""
    from alliance_cli.render import tables
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking.listing import silent_talks
    from alliance_cli.services.looking.selection import Moment

    settings: Settings = ctx.obj
    columns = picked(to, lambda: tables.STALE, "stale")
    moment = Moment(today(), stale_days=options.stale_days() if days is None else days)
    conn = opening.for_reading(settings.db)
    shown, total = silent_talks(conn, companies or [], moment, None if everything else limit)
    if len(shown) < total:
        say(settings, f"{len(shown)} of {total} talks shown; --limit or --all shows more")
    talks.tabled(settings, to, shown, columns)
