"""`alliance extract`: what reports claim, without a ledger."""

import sys
from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import complain, show
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import ExitCode
from alliance_cli.models import Report

app = options.single("extract")


@app.command(
    help="Show what each report claims, without a ledger: on a terminal with the evidence marked in the text, else "
    "(or with --json) one JSON document a line.",
    epilog="Examples: alliance extract article.txt  |  alliance extract --json news.jsonl > claims.jsonl",
)
def extract(
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each name, cue and candidate, and why it was kept or dropped.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Read each report and print its claims."""
    from alliance_cli.sources import Fault, read_inputs

    settings: Settings = ctx.obj
    as_lines = json or not settings.stdout_is_terminal
    codes: set[ExitCode] = set()
    for item in read_inputs(inputs):
        if isinstance(item, Fault):
            codes.add(item.code)
            complain(f"alliance: {item}")
        elif explain:
            _explain(settings, item, as_lines=json)
        else:
            _claims(settings, item, as_lines=as_lines)
    if codes:
        raise typer.Exit(ExitCode.BAD_DATA if len(codes) > 1 else codes.pop())


def _claims(settings: Settings, report: Report, *, as_lines: bool) -> None:
    from alliance_cli import gazetteer
    from alliance_cli.services.intake.reading import understand

    found = understand(report, gazetteer.packaged())
    if as_lines:
        from alliance_cli.render import structured

        day = found.report.published
        published = (day.day.isoformat() if day.day_only else day.at.isoformat()) if day else None
        name = report.record_id or report.locator
        document = structured.claims(name, found.report.publisher, published, found.claims, found.language)
        sys.stdout.write(structured.to_json_line(document))
    else:
        from alliance_cli.render import extract as render

        show(settings, lambda columns: render.understood(found.report, found.claims, found.language, columns))


def _explain(settings: Settings, report: Report, *, as_lines: bool) -> None:
    from alliance_cli import extract as reader
    from alliance_cli import gazetteer
    from alliance_cli.render import explain as render
    from alliance_cli.render import structured

    found = reader.explain(report, gazetteer.packaged())
    if as_lines:
        sys.stdout.write(structured.to_json_line(render.document(report.record_id or report.locator, found)))
    else:
        show(settings, lambda columns: render.explained(found, columns))
