"""`alliance backup`: a safe copy of the ledger."""

from pathlib import Path
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

app = options.single("backup")


@app.command(
    help="Copy the ledger to a file, whole and compact, while others may read and write it. The copy is a ledger: "
    "`alliance --db FILE talks` reads it.",
    epilog="Examples: alliance backup ledger-2025-11-13.db  |  alliance backup backup.db --force",
)
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where to; it must not exist yet.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write the copy."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.store.connection import copy_to, translated

    settings: Settings = ctx.obj
    if str(file) == "-":
        raise AllianceError("a ledger is a file: give its name; `alliance export` writes to standard output",
                            ExitCode.USAGE)  # fmt: skip
    if file.name.removesuffix("-wal").removesuffix("-shm") == settings.db.name != file.name:
        raise AllianceError(f"{file} is a name that the ledger needs for itself", ExitCode.USAGE)
    opening.for_reading(settings.db).close()
    if file.exists() and (not force or file.is_dir()):
        raise AllianceError(f"{file} exists already; --force replaces a file", ExitCode.CANNOT_CREATE)
    if file.exists() and file.samefile(settings.db):
        raise AllianceError(f"{file} is the ledger itself", ExitCode.USAGE)
    if not file.parent.is_dir():
        raise AllianceError(f"no folder {file.parent}", ExitCode.CANNOT_CREATE)
    with translated(file):
        copy_to(settings.db, file)
    say(settings, f"copied to {file} ({file.stat().st_size:,} bytes)")
