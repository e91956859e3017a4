"""`alliance extract`: what reports claim, without a ledger."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import complain, show
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import ExitCode

if TYPE_CHECKING:
    from alliance_cli.services.reading import Understood

app = options.single("extract")


@app.command(
    help="Show what each report claims, without a ledger: on a terminal with the evidence marked in the text, else "
    "(or with --json) one JSON document a line.",
    epilog="Examples: alliance extract article.txt  |  alliance extract --json news.jsonl > claims.jsonl",
)
def extract(
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    json: options.Json = False,
) -> None:
    """Read each report and print its claims."""
    from alliance_cli import gazetteer
    from alliance_cli.render import extract as render
    from alliance_cli.render import structured
    from alliance_cli.services.reading import understand
    from alliance_cli.sources import Fault, read_inputs

    settings: Settings = ctx.obj
    as_lines = json or not settings.stdout_is_terminal
    faults: list[Fault] = []
    for item in read_inputs(inputs):
        if isinstance(item, Fault):
            faults.append(item)
            complain(f"alliance: {item}")
            continue
        found = understand(item, gazetteer.packaged())
        if as_lines:
            sys.stdout.write(structured.to_json_line(_document(item.record_id or item.locator, found)))
        else:
            show(settings, lambda columns, found=found: render.understood(
                found.report, found.claims, found.language, columns))  # fmt: skip
    if faults:
        raise typer.Exit(ExitCode.BAD_DATA if len({f.code for f in faults}) > 1 else faults[0].code)


def _document(record_id: str, found: "Understood") -> dict[str, object]:
    from alliance_cli.render import structured

    day = found.report.published
    published = (day.day.isoformat() if day.day_only else day.at.isoformat()) if day else None
    return structured.claims(record_id, found.report.publisher, published, found.claims, found.language)
