"""`alliance timeline`: who said what when, talk by talk."""

from pathlib import Path
from typing import Annotated

from alliance_cli.cli import options, picked
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.formats import Format
from alliance_cli.cli.into import Into
from alliance_cli.cli.output import EVENTS_SHOWN, columns, emit, fields, write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import listed

app = App("timeline")


@app.command(
    help="The talks of one company, or of several with each other, each with its status and a dated line per event: "
    "a turn, a new origin, a denial. Reports that only repeat are counted. Without a company a terminal asks for one.",
    epilog="Examples: alliance timeline Nissan Honda  |  alliance timeline Renault --since 2019-01-01 --json",
)
@options.grouped
def timeline(
    ctx: Context,
    companies: Annotated[
        list[str] | None, Argument(help="One company, or several: names, aliases, tickers or ids.")
    ] = None,
    *,
    which: options.Which,
    when: options.When,
    roll_up: options.RollUp = False,
    doubtful: options.Doubtful = None,
    compact: Annotated[bool, Option("--compact", help="One line an event.")] = False,
    everything: Annotated[bool, Option("--all", help="Every event, also of talks of more than a hundred.")] = False,
    svg: Annotated[Path | None, Option("--svg", metavar="FILE", help="Write the picture of it instead.")] = None,
    to: options.Writing,
) -> None:
    """Show the threads of the companies named."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import timeline as service

    settings: Settings = ctx.obj
    if not companies:
        picked.one(settings)
        return
    filters = which.filters._replace(roll_up=roll_up, doubtful=doubtful)
    if to.ending == ".svg":
        svg = svg or to.output
    is_data = svg is None and to.form is not Format.TEXT
    most = 0 if everything or is_data else EVENTS_SHOWN
    view = service.timeline(opening.for_reading(settings.db), companies, when.moment, filters, most)
    from alliance_cli.render import structured
    from alliance_cli.render import timeline as render

    draw = render.compact if compact else render.timeline
    if svg and view.talks:
        from alliance_cli.render import picture
        from alliance_cli.services.looking import page

        width = columns(settings)
        title = f"Timeline of {listed(view.companies)}"
        write(
            picture.picture(draw(view, width), width, title, page.style("picture.css")),
            Into.named(svg, settings, force=to.force),
        )
        return
    if svg:
        to = options.Writing()
    emit(
        settings, to, document=lambda: structured.timeline(view),
        records=lambda: structured.timeline_records(view),
        header=lambda: [*structured.TALK_OF_EVENT, *fields("talk", "events"), "roles"],
        lines=lambda width: draw(view, width), cuts=compact,
    )  # fmt: skip
    if not view.talks:
        narrowed = (
            " that the options ask for" if any(which.filters) or doubtful is not None or when.moment.is_past else ""
        )
        raise AllianceError(f"no talk of {listed(view.companies)} in the ledger{narrowed}", ExitCode.NOT_FOUND)
