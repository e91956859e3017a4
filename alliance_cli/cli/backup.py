"""`alliance backup`: a safe copy of the ledger."""

from pathlib import Path
from typing import Annotated

from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

app = App("backup")


@app.command(
    help="Copy the ledger to a file, whole and compact, while others may read and write it. The copy is a ledger: "
    "`alliance --db FILE talks` reads it.",
    epilog="Examples: alliance backup ledger-2025-11-13.db  |  alliance backup backup.db --force",
)
def backup(
    ctx: Context,
    file: Annotated[Path, Argument(help="Where to; it must not exist yet.")],
    force: Annotated[bool, Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write the copy."""
    from alliance_cli.services.keeping import backup as service

    settings: Settings = ctx.obj
    if str(file) == "-":
        raise AllianceError("a ledger is a file: give its name; `alliance export` writes to standard output",
                            ExitCode.USAGE)  # fmt: skip
    size = service.write(settings.db, file, force=force)
    say(settings, f"copied to {file} ({size:,} bytes)")
