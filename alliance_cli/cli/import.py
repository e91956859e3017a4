"""`alliance import`: an export back into a ledger, or the rows of a table of one's own."""  # noqa: N999

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Annotated, BinaryIO, cast

from alliance_cli.cli import changes, cluster, options
from alliance_cli.cli.declared import App, Argument, Context, Exit, Option
from alliance_cli.cli.formats import only_ending
from alliance_cli.cli.intake import DayFirst, is_day_first
from alliance_cli.cli.into import Into
from alliance_cli.cli.output import say, write
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import counted

app = App("import")


@app.command(
    "import",
    help="Read what `alliance export` wrote (JSON Lines): into an empty ledger it gives the same ledger, into "
    "another it adds what is missing. Or a table of your own (CSV, XLSX, ODS), a deal a row: columns are known"
    " by their names, or by --map; --dry-run shows what each row would become; bad rows are told and kept "
    "aside (`alliance quarantine`). Or a folder of claims that `alliance extract --engine dask` wrote, as if "
    "its inputs were read into the ledger. Each is one command that `alliance undo` takes back.",
    epilog="Examples: alliance --db new.db import ledger.jsonl  |  alliance import colleague.jsonl --dry-run  |  "
    "alliance import claims  |  alliance import deals.csv --dry-run  |  alliance import deals.csv --map "
    "publisher=Paper --day-first  |  alliance import --template -o deals.xlsx",
)
@options.grouped
def import_(
    ctx: Context,
    file: Annotated[
        str | None, Argument(help="An export, a table, or a folder of claims; - for standard input.")
    ] = None,
    template: Annotated[bool, Option("--template", help="Write an empty table to fill in, CSV or XLSX.")] = False,
    column: Annotated[
        list[str] | None, Option("--map", metavar="FIELD=COLUMN", help="Which column of a table holds a field.")
    ] = None,
    sheet: Annotated[str, Option("--sheet", help="Which sheet of a workbook (the first with rows).")] = "",
    day_first: DayFirst = None,
    new_companies: Annotated[
        bool, Option("--new-company", help="Take names that are one letter from a known one for new companies.")
    ] = False,
    rejects: Annotated[
        Path | None, Option("--rejects", metavar="FILE", help="Write bad rows, with the reason, to this CSV too.")
    ] = None,
    dry_run: options.DryRun = False,
    *,
    to: options.Table,
) -> None:
    """Import an export or a table."""
    settings: Settings = ctx.obj
    if template:
        _template(settings, to.output, force=to.force)
        return
    from alliance_cli.cli import table_import

    if not file:
        raise AllianceError("name an export or a table, or give --template", ExitCode.USAGE)
    for_tables = column or sheet or rejects or table_import.is_list(to)
    folder = "://" in file or Path(file).is_dir()
    with nullcontext() if folder else _opened(Path(file)) as stream:
        if stream is None or not _is_table(Path(file), stream):
            if for_tables:
                raise AllianceError("--map, --sheet, --rejects, -o and formats are for tables", ExitCode.USAGE)
            if stream is None:
                cluster.merge(settings, file, dry_run=dry_run)
            else:
                _import_export(settings, stream, file, dry_run=dry_run)
            return
        raw = stream.read()
    table, fields = table_import.read(raw, "stdin" if file == "-" else file, column or [], sheet)
    asked = table_import.Asked(is_day_first(day_first), new_companies, rejects)
    if not table_import.take(changes.Telling(settings, dry_run=dry_run), table, fields, asked, to):
        raise Exit(ExitCode.BAD_DATA)


def _template(settings: Settings, output: Path | None, *, force: bool) -> None:
    from alliance_cli.services.exchange import template

    only_ending(output, ".csv", ".xlsx")
    workbook = output is not None and output.suffix.lower() == ".xlsx"
    write(template.workbook() if workbook else template.text(), Into.named(output, settings, force=force))
    if output is not None:
        say(settings, f"wrote {output}; `alliance import {output} --dry-run` shows what its rows become")


@contextmanager
def _opened(file: Path) -> Iterator[BufferedReader]:
    """The bytes of a file or of standard input. Raises AllianceError 65, 66, 74 or 77."""
    try:
        if str(file) == "-":
            yield cast(BufferedReader, sys.stdin.buffer)
        else:
            with file.open("rb") as source:
                yield source
    except FileNotFoundError:
        raise AllianceError(f"no file {file}", ExitCode.NO_INPUT) from None
    except IsADirectoryError:
        raise AllianceError(f"{file} is a folder; give the file in it", ExitCode.NO_INPUT) from None
    except PermissionError:
        raise AllianceError(f"cannot read {file}", ExitCode.NO_PERMISSION) from None
    except UnicodeDecodeError:
        raise AllianceError(f"{file} is not UTF-8 text", ExitCode.BAD_DATA) from None


def _is_table(file: Path, stream: BufferedReader) -> bool:
    """True for a table: by its ending, else because it does not begin as an export does."""
    from alliance_cli.sources import tables

    head = stream.peek(1 << 12).lstrip(b"\xef\xbb\xbf \t\r\n")
    named_as_export = file.suffix.lower() in {".jsonl", ".ndjson", ".json"}
    return tables.is_table(file.name) or not (named_as_export or not head or head.startswith(b"{"))


def _import_export(settings: Settings, stream: BinaryIO, name: str, *, dry_run: bool) -> None:
    from alliance_cli.services.exchange import dump
    from alliance_cli.services.keeping import opening

    source = TextIOWrapper(stream, encoding="utf-8-sig")
    hint = " (nothing stored: dry run)" if dry_run else ""
    conn = opening.for_writing(settings.db, keep=not dry_run)
    if dump.is_empty(conn):
        rows = dump.restore(conn, source, name, keep=not dry_run)
        say(settings, f"{rows} rows into an empty ledger{hint}")
        return
    added = dump.merge(conn, source, name, command=settings.command, now=now(), keep=not dry_run)
    counts = (counted(count, noun, "companies" if noun == "company" else "") for noun, count in added.items())
    say(settings, f"{', '.join(counts)} added{hint}")
