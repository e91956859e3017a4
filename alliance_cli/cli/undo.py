"""`alliance undo`: take back one writing command as a whole."""

from typing import Annotated

from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings, now

app = App("undo")


@app.command(
    help="Take back one command as a whole, an ingest of many reports too. Nothing is deleted: the undo is a command "
    "of its own in `alliance log`, and undoing it restores. Without a number it takes back the latest command that "
    "still counts and was not itself an undo.",
    epilog="Examples: alliance undo  |  alliance undo 12 --dry-run",
)
def undo(
    ctx: Context,
    number: Annotated[int | None, Argument(help="The number in `alliance log`.")] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Take a command back and say what changed."""
    from alliance_cli.services.keeping import history, opening

    settings: Settings = ctx.obj
    conn = opening.for_reading(settings.db)
    done = history.undo(conn, number, command=settings.command, now=now(), keep=not dry_run)
    changes.refolded(changes.Telling(settings, json=json, dry_run=dry_run), conn, done)
    verb = "restored what it took back" if done.restores else "taken back"
    hint = "" if dry_run else f"; `alliance undo {done.number}` reverses this"
    say(settings, f"{'would be ' if dry_run else ''}{verb}: {done.target.id}, {done.target.command}{hint}")
