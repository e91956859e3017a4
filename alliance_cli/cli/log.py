"""`alliance log`: every writing command that ran."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import chosen
from alliance_cli.cli.settings import Settings

app = options.single("log")

_FIELDS = (
    ("", "number", 3, 0), ("at", "at", 16, 1), ("command", "command", 24, 0), ("effect", "effect", 20, 0),
    ("taken back", "taken_back", 10, 2),
)  # fmt: skip


@app.command(
    help="Every command that wrote to the ledger, latest first: its number, when, what was typed, what it added, and "
    "whether it was taken back. `alliance undo NUMBER` takes one back.",
    epilog="Examples: alliance log --limit 20  |  alliance log --json",
)
def log(
    ctx: typer.Context,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """List the operations."""
    from alliance_cli.services import history, opening

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    records = [
        {
            "number": entry.operation.id, "at": entry.operation.at.isoformat(timespec="seconds"),
            "command": entry.operation.command, "effect": entry.effect, "undoes": entry.operation.undoes,
            "taken_back": not entry.operation.counts,
        }
        for entry in history.log(opening.for_reading(settings.db), limit)
    ]  # fmt: skip
    listed(settings, form, "log", records, _FIELDS, output=output)
