"""`alliance show`: everything about one talk."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.why import explain

app = options.single("show")


@app.command(
    help="Everything about one talk: status, parties, events with their quotes, reports with their links.",
    epilog="Examples: alliance show honda-motor-nissan-motor-merger-2024  |  "
    "alliance show volkswagen-xpeng-development --json",
)
@options.grouped
def show(
    ctx: typer.Context,
    talk: Annotated[str, typer.Argument(help="The id or slug of a talk, or the beginning of one.")],
    *,
    when: options.When,
    to: options.Writing,
) -> None:
    """Show a talk."""
    explain(ctx.obj, talk, when.moment, to, whole=True)
