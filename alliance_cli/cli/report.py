"""`alliance report`: a page to share, or a folder of pages."""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.formats import only_ending
from alliance_cli.cli.into import Into
from alliance_cli.cli.output import say, write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import Kind, Status, counted

if TYPE_CHECKING:
    from alliance_cli.render.html import Parts
    from alliance_cli.services.looking.selection import Moment
    from alliance_cli.views import TimelineView

app = App("report")


@app.command(
    help="Write one HTML file to share: timelines, a table that sorts and filters, the network, every line with its "
    "quote and link. The file holds everything, loads nothing, and needs no network. Into a folder (site/) it writes "
    "an index and a page a company, with links between them; of what is there it replaces only its own pages.",
    epilog="Examples: alliance report alliances.html  |  alliance report nissan.html Nissan --since 2016-01-01  |  "
    "alliance report site/",
)
def report(
    ctx: Context,
    out: Annotated[
        str, Argument(metavar="OUT.html|FOLDER/", help="The file to write, or a folder; - for standard output.")
    ],
    companies: Annotated[
        list[str] | None, Argument(help="The talks of one company, or of several with each other; none for all.")
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
    if not out:
        raise AllianceError("an empty name; the folder one is in is called .", ExitCode.USAGE)
    is_folder = out.endswith(("/", os.sep)) or Path(out).is_dir()
    if not is_folder:
        only_ending(Path(out), ".html", ".htm")
    first, last = options.span(since, until)
    filters = Filters(
        kinds=options.words(Kind, kind, "--kind"), statuses=options.words(Status, status, "--status"),
        since=first, until=last, doubtful=doubtful,
    )  # fmt: skip
    moment = options.moment(as_of, known)
    conn = opening.for_reading(settings.db)
    view = timeline.timeline(conn, companies or [], moment, filters)
    if not view.talks:
        raise AllianceError("no talk passes; nothing written", ExitCode.NOT_FOUND)
    parts = html.Parts(page.style("page.css"), page.script(), RULES)
    if is_folder:
        _folder(conn, view, moment, parts, Into(Path(out), settings, force))
        return
    made = html.page(view, network.of_talks(view), moment.day, parts, page.names_of(conn, view))
    write(made, Into.named(Path(out), settings, force=force))
    if out != "-":
        say(settings, f"wrote {out}: {counted(len(view.talks), 'talk')}")


def _folder(conn: sqlite3.Connection, view: "TimelineView", moment: "Moment", parts: "Parts", into: Into) -> None:
    """Write the index and the pages of the companies."""
    from alliance_cli.render import site
    from alliance_cli.services.exchange import folder_out
    from alliance_cli.services.looking import network, page

    names = page.names_of(conn, view)
    made = site.pages(view, network.of_talks(view), moment.day, parts, names)
    count = folder_out.write(into.path, made, ledger=into.settings.db, may_replace=into.may_replace)
    say(into.settings, f"wrote {into.path / site.INDEX}: {counted(len(view.talks), 'talk')}, {counted(count, 'page')}")
