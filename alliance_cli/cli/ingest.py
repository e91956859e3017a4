"""`alliance ingest`: reports into the ledger."""

from typing import Annotated

import typer

from alliance_cli.cli import changes, options
from alliance_cli.cli.output import complain, say
from alliance_cli.cli.progress import watched
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode

app = options.single("ingest")


@app.command(
    help="Read reports into the ledger: files (.txt, .md, .json, .jsonl, .csv, ...), folders with all below them, "
    "globs, or - for standard input. What was read before changes nothing; an edited report is a revision. What "
    "cannot be read is named, the rest is stored.",
    epilog="Examples: alliance ingest reports/  |  alliance ingest --dry-run news.jsonl",
)
def ingest(
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    column: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field, in CSV.")
    ] = None,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How to read dates such as 01/02/2025.")
    ] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Read, store, say what changed."""
    from alliance_cli.services import ingest as service
    from alliance_cli.services import opening
    from alliance_cli.sources import read_inputs

    settings: Settings = ctx.obj
    items = read_inputs(inputs, mapping=_mapping(column), day_first=day_first)
    conn = opening.for_writing(settings.db)
    with watched(settings) as on_item:
        summary = service.ingest(conn, items, command=settings.command, clock=now, dry_run=dry_run, on_item=on_item)
    for fault in summary.faults:
        complain(f"alliance: {fault}")
    changes.report(changes.Telling(settings, json=json, dry_run=dry_run), conn, summary.final_changes, nothing="")
    say(settings, service.in_words(summary, dry_run=dry_run))
    if summary.faults:
        raise typer.Exit(service.exit_code(summary))


def _mapping(pairs: list[str] | None) -> dict[str, str]:
    mapping = dict(pair.partition("=")[::2] for pair in pairs or [])
    if not all(mapping.values()):
        raise AllianceError("--map takes FIELD=COLUMN, such as --map title=headline", ExitCode.USAGE)
    return mapping
