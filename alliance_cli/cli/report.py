"""`alliance report`: a page to share."""

from pathlib import Path
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.formats import only_ending
from alliance_cli.cli.into import Into
from alliance_cli.cli.output import say, write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import Kind, Status

app = options.single("report")


@app.command(
    help="Write one HTML file to share: timelines, a table with filters, the network, every line with its quote and "
    "link. The file holds everything, loads nothing, and needs no network.",
    epilog="Examples: alliance report alliances.html  |  alliance report nissan.html Nissan --since 2016-01-01",
)
def report(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The file to write; - for standard output.")],
    companies: Annotated[
        list[str] | None, typer.Argument(help="The talks of one company, or of several with each other; none for all.")
    ] = None,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    since: options.Since = None,
    until: options.Until = None,
    doubtful: options.Doubtful = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    force: options.Force = False,
) -> None:
    """Write the page."""
    from alliance_cli.ledger.status import RULES
    from alliance_cli.render import html
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import network, page, timeline
    from alliance_cli.services.looking.selection import Filters

    settings: Settings = ctx.obj
    only_ending(out, ".html", ".htm")
    first, last = options.span(since, until)
    filters = Filters(
        kinds=options.words(Kind, kind, "--kind"), statuses=options.words(Status, status, "--status"),
        since=first, until=last, doubtful=doubtful,
    )  # fmt: skip
    moment = options.moment(as_of, known)
    view = timeline.timeline(opening.for_reading(settings.db), companies or [], moment, filters)
    if not view.talks:
        raise AllianceError("no talk passes; nothing written", ExitCode.NOT_FOUND)
    parts = html.Parts(page.style("page.css"), page.packaged("page.js"), RULES)
    write(html.page(view, network.of_talks(view), moment.day, parts), Into.named(out, settings, force=force))
    if str(out) != "-":
        say(settings, f"wrote {out}: {len(view.talks)} talks")
