"""`alliance talks`: a table of talks."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import chosen, emit, only, pick, say
from alliance_cli.cli.settings import Settings
from alliance_cli.render.text import Line
from alliance_cli.services.listing import Sort, first_talks
from alliance_cli.services.selection import Filters
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Status

if TYPE_CHECKING:
    from alliance_cli.render.tables import Column

app = options.single("talks")


@app.command(
    help="List talks, latest turn first.",
    epilog="Examples: alliance talks Nissan --status rumoured  |  "
    "alliance talks --kind merger --since 2024-01-01 --json",
)
def talks(
    ctx: typer.Context,
    companies: Annotated[list[str] | None, typer.Argument(help="Only talks with all of these companies.")] = None,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    region: options.Region = "",
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    roll_up: options.RollUp = False,
    stale: Annotated[
        bool | None, typer.Option("--stale/--no-stale", help="Only stale rumours, or none of them.")
    ] = None,
    sort: Annotated[str, typer.Option("--sort", help=f"One of: {', '.join(Sort)}.")] = Sort.TURN,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 100,
    everything: Annotated[bool, typer.Option("--all", help="All of them, whatever the limit.")] = False,
    columns: options.Columns = "",
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show the talks that pass the filters."""
    from alliance_cli.services import opening

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    picked = pick(columns, form, "TALKS")
    filters = Filters(
        kinds=options.words(Kind, kind, "--kind"), statuses=options.words(Status, status, "--status"), region=region,
        since=options.day(since, "--since"), until=options.day(until, "--until"), stale=stale,
        roll_up=roll_up,
    )  # fmt: skip
    moment = options.moment(as_of, known)
    order = options.word(Sort, sort, "--sort")
    conn = opening.for_reading(settings.db)
    found, total = first_talks(conn, companies or [], moment, filters, sort=order, limit=None if everything else limit)
    if len(found) < total:
        say(settings, f"{len(found)} of {total} talks shown; --limit or --all shows more")
    from alliance_cli.render import structured

    emit(
        settings, form, output=output, document=lambda: structured.talks(found),
        records=lambda: only([structured.talk(view) for view in found], picked),
        lines=lambda width: _table(found, width, picked), cuts=True,
    )  # fmt: skip


def _table(found: Sequence[TalkView], width: int, picked: "Sequence[Column[TalkView]]") -> Iterable[Line]:
    from alliance_cli.render import tables  # JSON needs none of it

    return tables.talks(found, width, picked or tables.TALKS)
