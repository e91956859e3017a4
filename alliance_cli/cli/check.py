"""`alliance check`: whether the ledger is sound."""

import sys
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import Format, chosen, emit, say
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import ExitCode

app = options.single("check")


@app.command(
    help="Check the ledger: the file, its references, and everything derived (talks, pairs, what counts, the full-text "
    "index) against what it follows from. Exit code 0 if all is well, 1 with a list of what is not. --repair rebuilds "
    "what is derived; reports, claims and judgements are never touched.",
    epilog="Examples: alliance check  |  alliance check --repair",
)
def check(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild all that is derived, then check.")] = False,
    json: options.Json = False,
) -> None:
    """List the problems."""
    from alliance_cli.services import checking, opening

    settings: Settings = ctx.obj
    form = chosen(json=json)
    conn = opening.for_reading(settings.db)
    if repair:
        before = checking.problems(conn)
        checking.repair(conn)
        say(settings, f"rebuilt what is derived; {len(before)} problems before")
    found = checking.problems(conn)
    if form is Format.JSON:
        emit(
            settings, form, document=lambda: {"schema": "alliance.check/1", "problems": found}, records=list,
            lines=lambda columns: [],
        )  # fmt: skip
    else:
        sys.stdout.writelines(f"{problem}\n" for problem in found)
    if found:
        raise typer.Exit(ExitCode.NOT_FOUND)
    say(settings, f"{settings.db} is sound")
