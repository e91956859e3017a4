"""Past one machine: what `extract` and `fold` do with `--engine dask`."""

from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import intake
from alliance_cli.cli.declared import Exit, Option
from alliance_cli.cli.output import complain, say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from alliance_cli.services.cluster.manifest import Tally
    from alliance_cli.services.cluster.plan import Part

DASK = "dask"

Engine = Annotated[str, Option("--engine", help="dask: by the processes of a cluster, into a folder (--to).")]
Scheduler = Annotated[
    str,
    Option("--scheduler", metavar="ADDRESS", help="The cluster's; without it one of this machine's cores."),
]
To = Annotated[str, Option("--to", metavar="DIR", help="The folder of results, wherever fsspec reaches.")]
Tries = Annotated[int, Option("--tries", metavar="N", min=1, max=100, help="How often a part is tried.")]


def check(engine: str, to: str) -> None:
    """Raises AllianceError (2) for an engine that is none, or without a folder."""
    if engine != DASK:
        raise AllianceError(f"--engine: “{engine}” is none of: {DASK}", ExitCode.USAGE)
    if not to:
        raise AllianceError("--engine writes a folder: give --to DIR", ExitCode.USAGE)


def extract(
    settings: Settings, inputs: list[str], to: str, scheduler: str, *, jobs: int | None, megabytes: int, tries: int,
    only_claims: bool,
) -> None:  # fmt: skip
    """Read inputs into a folder of claims, and say what came of it."""
    from alliance_cli.services.cluster import engine, extracting

    if "-" in inputs:
        raise AllianceError("a cluster reads files and addresses, not standard input", ExitCode.USAGE)
    wanted = extracting.Wanted(inputs, to, megabytes << 20, tries, only_claims)
    try:
        with engine.engine(scheduler, intake.jobs(jobs, at_hand=True)) as run:
            done = extracting.extract(wanted, run, _teller(settings))
    except KeyboardInterrupt:
        message = "interrupted; the parts that are whole stay, and the same command goes on"
        raise AllianceError(message, ExitCode.INTERRUPTED) from None
    for fault in done.faults:
        complain(f"alliance: {fault}")
    say(settings, extracting.in_words(done))
    if done.code:
        raise Exit(done.code)


def merge(settings: Settings, address: str, *, dry_run: bool) -> None:
    """Take a folder of claims into the ledger, and say what came of it."""
    from alliance_cli.services.cluster import merging
    from alliance_cli.services.keeping import opening

    merging.opened(address)  # before a ledger is made for it
    conn = opening.for_writing(settings.db, keep=not dry_run)
    done = merging.merge(conn, address, command=settings.command, clock=now, dry_run=dry_run)
    say(settings, merging.in_words(done.summary, dry_run=dry_run))
    if done.parts < done.planned:
        complain(f"alliance: {done.parts} of {done.planned} parts are in it; `alliance extract` reads the others")
        raise Exit(ExitCode.TRY_AGAIN)


def fold(settings: Settings, claims: str, to: str, scheduler: str, *, jobs: int | None, tries: int) -> None:
    """Fold a folder of claims to a folder of talks, and say what came of it."""
    from alliance_cli.services.cluster import engine, folding

    with engine.engine(scheduler, intake.jobs(jobs, at_hand=True)) as run:
        done = folding.fold(claims, to, run, tries)
    say(settings, folding.in_words(done))


def _teller(settings: Settings) -> "Callable[[Part, Tally | str], None]":
    """What says of each part that it failed, and why."""

    def told(part: "Part", what: "Tally | str") -> None:
        if isinstance(what, str):
            complain(f"alliance: part {part.id}, {part.called}: {what}")

    return told
