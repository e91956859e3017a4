"""`alliance extract`: what reports claim, without a ledger."""

import sys
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import cluster, intake, options
from alliance_cli.cli.declared import App, Argument, Context, Exit, Option
from alliance_cli.cli.output import complain, show
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import safe
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.models import Report
    from alliance_cli.services.intake.reading import Understood

app = App("extract")


def _list_readers() -> None:
    """Write the readers that are installed, one a line."""
    from alliance_cli.readers import installed

    for found in installed():
        if found.reader is not None:
            languages = ", ".join(sorted(found.reader.languages))
            sys.stdout.write(safe(f"{found.reader.id}  {languages}  from {found.source}") + "\n")


@app.command(
    help="Show what each report claims, without a ledger: on a terminal with the evidence marked in the text, else "
    "(or with --json) one JSON document a line. With --engine dask a cluster reads an archive, from wherever fsspec "
    "reaches (JSON Lines, WARC, Parquet and what else is read, packed or not), into a folder of Parquet files; the "
    "same command goes on where it stopped, and tries parts again that failed (docs/scale.md).",
    epilog="Examples: alliance extract article.txt  |  alliance extract --json news.jsonl > claims.jsonl  |  "
    "alliance extract --engine dask --jobs 1 news.jsonl --to claims",
)
def extract(
    ctx: Context,
    inputs: Annotated[list[str] | None, Argument(help="Files, folders, globs, or - for standard input.")] = None,
    explain: Annotated[
        bool, Option("--explain", help="Show each name, cue and candidate, and why it was kept or dropped.")
    ] = False,
    readers: Annotated[
        bool, Option("--readers", help="List the readers that are installed, with the languages they read.")
    ] = False,
    jobs: intake.Jobs = None,
    engine: cluster.Engine = "",
    scheduler: cluster.Scheduler = "",
    to: cluster.To = "",
    part_size: Annotated[
        int, Option("--part-size", metavar="MB", min=1, max=100_000, help="How much of the inputs makes a part.")
    ] = 64,
    tries: cluster.Tries = 3,
    only_claims: Annotated[
        bool, Option("--only-claims", help="Leave reports out of the folder that claim nothing.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Read each report and print its claims."""
    if readers:
        _list_readers()
        return
    if not inputs:
        raise AllianceError("nothing to read: name files, folders, or - for standard input", ExitCode.USAGE)
    if engine or to or scheduler:
        cluster.check(engine, to)
        if explain or json:
            raise AllianceError("--engine writes a folder: it goes without --json and --explain", ExitCode.USAGE)
        cluster.extract(
            ctx.obj, inputs, to, scheduler, jobs=jobs, megabytes=part_size, tries=tries, only_claims=only_claims
        )
        return
    from alliance_cli.services.intake.crew import read_all
    from alliance_cli.sources import Fault, read_inputs

    settings: Settings = ctx.obj
    as_lines = json or not settings.stdout_is_terminal
    codes: set[ExitCode] = set()
    hands = 1 if explain else intake.jobs(jobs, at_hand=as_lines and intake.at_hand(inputs))
    for found in read_all(read_inputs(inputs), hands):
        if isinstance(found, Fault):
            codes.add(found.code)
            complain(f"alliance: {found}")
            continue
        if found.dropped:
            left_out = f"{counted(found.dropped, 'claim')} left out that the text does not bear out"
            complain(f"alliance: {_called(found.report)}: {left_out}")
        if found.partly:
            complain(f"alliance: {_called(found.report)}: only {found.partly} were read")
        if explain:
            _explain(settings, found, as_lines=json)
        else:
            _claims(settings, found, as_lines=as_lines)
    if codes:
        raise Exit(ExitCode.BAD_DATA if len(codes) > 1 else codes.pop())


def _called(report: "Report") -> str:
    """What a report is called to people and programs: its id, else where it stands."""
    from alliance_cli.sources.urls import without_secrets

    return without_secrets(report.record_id or report.locator)


def _claims(settings: Settings, found: "Understood", *, as_lines: bool) -> None:
    if as_lines:
        from alliance_cli.render import structured

        day = found.report.published
        published = (str(day.when) if day.day_only else day.at.isoformat()) if day else None
        name = _called(found.report)
        document = structured.claims(name, found.report.publisher, published, found.claims, found.language)
        sys.stdout.write(structured.to_json_line(document))
    else:
        from alliance_cli.render import extract as render

        show(settings, lambda columns: render.understood(found.report, found.claims, found.unread, columns))


def _explain(settings: Settings, found: "Understood", *, as_lines: bool) -> None:
    from alliance_cli.render import explain as render
    from alliance_cli.render import structured

    steps = found.trace() if found.trace else None
    if as_lines:
        name = _called(found.report)
        sys.stdout.write(structured.to_json_line(render.document(name, steps, found.claims, found.language)))
    else:
        show(settings, lambda columns: render.explained(steps, columns))
