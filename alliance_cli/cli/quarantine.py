"""`alliance quarantine`: what could not be read, kept until it can be."""

from typing import Annotated

from alliance_cli.cli import intake, options
from alliance_cli.cli.declared import App, Argument, Context, Exit, Option
from alliance_cli.cli.listing import details, listed
from alliance_cli.cli.output import complain, say, write
from alliance_cli.cli.questions import confirmed
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import number, text, time
from alliance_cli.render.tables import ON_REQUEST

app = App("quarantine")

Numbers = Annotated[list[int] | None, Argument(metavar="[NUMBER]...", help="Numbers, as `list` shows them.")]
Everything = Annotated[bool, Option("--all", help="All of them.")]

COLUMNS = (
    number("number", "id"), text("what", "locator", 20, comfort=30, wraps=True),
    text("reason", "reason", 20, comfort=30, wraps=True), text("kind", "kind", 6, 3), number("tries", "tries", 2),
    time("since", "first_seen", 4), time("next try", "next_try", 5), text("publisher", "publisher", 9, ON_REQUEST),
    text("source", "source", 6, ON_REQUEST), time("last seen", "last_seen", ON_REQUEST),
    number("bytes", "bytes", ON_REQUEST),
)  # fmt: skip
_SHOWN = 2000


@app.callback(
    help="What could not be read, with the reason: list, show, retry, drop. Pages that failed for the moment are tried "
    "again by `alliance ingest --feeds`, after waits that double, six times at most; the rest only when you say so.",
    epilog="Examples: alliance quarantine  |  alliance quarantine retry 4 --day-first  |  alliance quarantine drop 4 5",
)
@options.grouped
def quarantine(ctx: Context, *, to: options.Table) -> None:
    """Without a subcommand: list what is kept."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, to)


@app.command(
    "list",
    help="List what is kept, the oldest first.",
    epilog="Examples: alliance quarantine list  |  alliance quarantine list --json",
)
@options.grouped
def list_(ctx: Context, *, to: options.Table) -> None:
    """List what is kept."""
    _list(ctx.obj, to)


def _list(settings: Settings, to: options.Table) -> None:
    from alliance_cli.services.intake import held
    from alliance_cli.services.keeping import opening

    records = [held.as_row(one) for one in held.chosen(opening.for_reading(settings.db))]
    listed(settings, to, "quarantine", records, COLUMNS, total=f"{len(records)} kept")


@app.command(
    help="One of them, with the beginning of what was kept, and the trace of a bug that was met; --raw writes all "
    "of it as it came.",
    epilog="Examples: alliance quarantine show 4  |  alliance quarantine show 4 --raw > page.html",
)
@options.grouped
def show(
    ctx: Context,
    number: Annotated[int, Argument(help="Its number.")],
    raw: Annotated[bool, Option("--raw", help="Write the bytes that were kept, nothing else.")] = False,
    *,
    to: options.Writing,
) -> None:
    """Show one."""
    from alliance_cli.services.intake import held
    from alliance_cli.services.keeping import opening

    conn = opening.for_reading(ctx.obj.db)
    (one,) = held.chosen(conn, [number])
    content = held.content(conn, one)
    if raw:
        if content is None:
            raise AllianceError("only its place is known; nothing of it was kept", ExitCode.NOT_FOUND)
        write(content, to.into(ctx.obj))
        return
    beginning = content[:_SHOWN].decode("utf-8", "replace") if content else ""
    details(ctx.obj, to, "quarantined", held.as_row(one) | {"trace": one.trace, "content": beginning})


@app.command(
    help="Try again to read it: pages are fetched anew, the rest is read from what was kept, or from its file. A hint "
    "on dates or columns helps where that was the reason.",
    epilog="Examples: alliance quarantine retry 4 --day-first  |  alliance quarantine retry --all --day-first",
)
def retry(
    ctx: Context,
    numbers: Numbers = None,
    everything: Everything = False,
    column: intake.Mapping = None,
    day_first: intake.DayFirst = None,
    allow_private: intake.AllowPrivate = False,
) -> None:
    """Try again."""
    from alliance_cli.services.intake import held, ingest
    from alliance_cli.services.intake import quarantine as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    conn = opening.for_writing(settings.db)
    wanted = held.chosen(conn, _given(numbers, everything=everything))
    network = intake.network(allow_private=allow_private, day_first=day_first, mapping=intake.mapping(column))
    taken = ingest.Intake(conn, command=settings.command, clock=now)
    stay = 0
    for done in service.retry(taken, wanted, network):
        if done.reason:
            stay += 1
            complain(f"alliance: {done.held.id} stays: {done.held.locator}: {done.reason}")
    say(settings, f"{len(wanted)} tried, {len(wanted) - stay} read; {ingest.in_words(taken.summary)}")
    if stay:
        raise Exit(ExitCode.BAD_DATA)


@app.command(
    help="Let go of it for good.",
    epilog="Examples: alliance quarantine drop 4 5  |  alliance quarantine drop --all --yes",
)
def drop(
    ctx: Context,
    numbers: Numbers = None,
    everything: Everything = False,
    yes: Annotated[bool, Option("-y", "--yes", help="With --all: do not ask.")] = False,
) -> None:
    """Drop."""
    from alliance_cli.services.intake import held
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    conn = opening.for_reading(settings.db)
    wanted = held.chosen(conn, _given(numbers, everything=everything))
    if everything and not yes:
        if not settings.can_ask:
            raise AllianceError("nothing dropped: --all needs --yes where nobody can be asked", ExitCode.USAGE)
        if not confirmed(f"Drop all {len(wanted)}?"):
            return
    held.drop(conn, wanted)
    say(settings, f"{len(wanted)} dropped")


def _given(numbers: list[int] | None, *, everything: bool) -> list[int] | None:
    """The numbers that were given, None for all. Raises AllianceError (2) where neither or both are asked for."""
    if bool(numbers) == everything:
        raise AllianceError("name numbers, as `alliance quarantine` lists them, or give --all", ExitCode.USAGE)
    return None if everything else numbers
