"""`alliance drop`: claims taken out by their numbers."""

from typing import Annotated

from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.edit import tell
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.errors import AllianceError, ExitCode

app = App("drop")


@app.command(
    help="Take claims of a talk out by the numbers that `why`, `show` and `timeline` print beside them; a talk without "
    "claims is gone. The reports stay, and `alliance undo` brings the claims back.",
    epilog="Examples: alliance drop honda-motor-nissan-motor-merger-2024 3  |  "
    "alliance drop honda-motor-nissan-motor-merger-2024 2,4-5 --dry-run",
)
def drop(
    ctx: Context,
    talk: Annotated[str, Argument(help="A talk, by id or slug, or its companies.")],
    claims: Annotated[list[str] | None, Argument(metavar="CLAIM...", help="Numbers of claims: 3, 2,5 or 3-5.")] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Drop claims."""
    from alliance_cli.services.judging import correcting
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    conn = opening.for_reading(settings.db)
    found, numbers, items = correcting.meant(conn, [talk, *(claims or [])], today())
    if not numbers:
        raise AllianceError(
            f"{found.slug} has one claim, without which it is gone; `alliance drop {found.id} 1` says so",
            ExitCode.USAGE,
        )
    done = correcting.drop(conn, items, command=settings.command, now=now(), keep=not dry_run)
    tell(changes.Telling(settings, json=json, dry_run=dry_run), conn, done)
