"""`alliance log`: every writing command that ran."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Context, Option
from alliance_cli.cli.listing import listed
from alliance_cli.cli.settings import Settings
from alliance_cli.render.records import number, text, time
from alliance_cli.render.tables import ON_REQUEST
from alliance_cli.vocabulary import counted

app = App("log")

COLUMNS = (
    number("number", "number"), time("at", "at", 1), text("command", "command", 24, comfort=30, wraps=True),
    text("effect", "effect", 16, comfort=24, wraps=True), text("taken back", "taken_back", 10, 2),
    number("undoes", "undoes", ON_REQUEST),
)  # fmt: skip


@app.command(
    help="Every command that wrote to the ledger, latest first: its number, when, what was typed, what it added, and "
    "whether it was taken back. `alliance undo NUMBER` takes one back. How far `changes` was read, and what is let go "
    "from quarantine, is no part of it.",
    epilog="Examples: alliance log --limit 20  |  alliance log --json",
)
@options.grouped
def log(
    ctx: Context,
    limit: Annotated[int | None, Option("--limit", min=1, help="At most so many.")] = None,
    *,
    to: options.Table,
) -> None:
    """List the operations."""
    from alliance_cli.services.keeping import history, opening

    settings: Settings = ctx.obj
    records = [
        {
            "number": entry.operation.id, "at": entry.operation.at.isoformat(timespec="seconds"),
            "command": entry.operation.command, "effect": entry.effect, "undoes": entry.operation.undoes,
            "taken_back": not entry.operation.counts,
        }
        for entry in history.log(opening.for_reading(settings.db), limit)
    ]  # fmt: skip
    total = counted(len(records), "command")
    listed(settings, to, "log", records, COLUMNS, total=total)
