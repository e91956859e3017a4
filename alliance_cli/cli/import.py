"""`alliance import`: an export back into a ledger."""  # noqa: N999

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import counted

app = options.single("import")


@app.command(
    "import",
    help="Read what `alliance export` wrote (JSON Lines). Into an empty ledger it gives the same ledger; into another "
    "it adds what is missing there, as one command that `alliance undo` takes back.",
    epilog="Examples: alliance --db new.db import ledger.jsonl  |  alliance import colleague.jsonl --dry-run",
)
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The export; - for standard input.")],
    dry_run: options.DryRun = False,
) -> None:
    """Import an export."""
    from alliance_cli.services.exchange import dump
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    hint = " (nothing stored: dry run)" if dry_run else ""
    with _opened(file) as source:
        conn = opening.for_writing(settings.db)
        if dump.is_empty(conn):
            rows = dump.restore(conn, source, str(file), keep=not dry_run)
            say(settings, f"{rows} rows into an empty ledger{hint}")
            return
        added = dump.merge(conn, source, str(file), command=settings.command, now=now(), keep=not dry_run)
    counts = (counted(count, noun, "companies" if noun == "company" else "") for noun, count in added.items())
    say(settings, f"{', '.join(counts)} added{hint}")


@contextmanager
def _opened(file: Path) -> Iterator[IO[str]]:
    """The lines of a file or of standard input. Raises AllianceError 65, 66 or 77."""
    try:
        if str(file) == "-":
            yield sys.stdin
        else:
            with file.open(encoding="utf-8-sig") as source:
                yield source
    except FileNotFoundError:
        raise AllianceError(f"no file {file}", ExitCode.NO_INPUT) from None
    except IsADirectoryError:
        raise AllianceError(f"{file} is a folder; give the file in it", ExitCode.NO_INPUT) from None
    except PermissionError:
        raise AllianceError(f"cannot read {file}", ExitCode.NO_PERMISSION) from None
    except UnicodeDecodeError:
        raise AllianceError(f"{file} is not UTF-8 text", ExitCode.BAD_DATA) from None
