"""`alliance show`: everything about one talk."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.why import explain

app = options.single("show")


@app.command(
    help="Everything about one talk: status, parties, events with their quotes, reports with their links.",
    epilog="Examples: alliance show honda-motor-nissan-motor-merger-2024  |  alliance show volkswagen-xpeng --json",
)
def show(
    ctx: typer.Context,
    talk: Annotated[str, typer.Argument(help="The id or slug of a talk, or the beginning of one.")],
    as_of: options.AsOf = None,
    known: options.Known = None,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show a talk."""
    explain(ctx.obj, talk, options.moment(as_of, known), output, json=json, csv=csv, plain=plain, whole=True)
