"""`alliance read --again`: have stored texts read by the present reader, or by another one."""

from typing import Annotated

from alliance_cli.cli import asking, changes, options
from alliance_cli.cli.declared import App, Context, Option
from alliance_cli.cli.output import complain, say
from alliance_cli.cli.progress import watched
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode

app = App("read")


@app.command(
    help="Read stored texts --again: those that were read by an earlier version of a reader, or by another one; with "
    "--reader a language model reads them. The claims that come of it take the place of those that were there, and the "
    "talks that turn are listed. What you judged or said in review stays, and holds of a claim of the same companies "
    "and kind in the same text. It is one command that `alliance undo` takes back; broken off, the next goes on from "
    "there. New texts are read by `alliance ingest`.",
    epilog="Examples: alliance read --again --dry-run  |  alliance read --again  |  "
    "alliance read --again --reader llm:MODEL --budget 50000 --dry-run",
)
def read(
    ctx: Context,
    again: Annotated[bool, Option("--again", help="Read texts again that an earlier reader read.")] = False,
    everything: Annotated[bool, Option("--all", help="Read every text again.")] = False,
    reader: asking.ReaderName = "",
    budget: asking.Budget = None,
    dry_run: options.DryRun = False,
) -> None:
    """Read the texts again and say what turned."""
    from alliance_cli.services.intake import rereading
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    if not again:
        raise AllianceError(
            "say --again to have stored texts read again; new ones are read by `alliance ingest`", ExitCode.USAGE
        )
    with asking.chosen(settings, reader, budget, None, dry_run=dry_run) as model:
        conn = opening.for_reading(settings.db, heed_rules=True)
        opening.seed(conn)
        with watched(settings) as on_item:
            summary = rereading.reread(
                conn, command=settings.command, clock=now, everything=everything, dry_run=dry_run,
                debug=settings.debug, on_item=on_item, prepare=model.prepare if model else None,
            )  # fmt: skip
    changes.refolded(changes.Telling(settings, dry_run=dry_run), conn, summary)
    for said in summary.kept:
        complain(f"alliance: what you said is kept, but is read in no text any more: {said}")
    say(settings, rereading.in_words(summary, dry_run=dry_run))
