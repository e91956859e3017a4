"""`alliance feeds`: the feeds that `alliance ingest` reads."""

from typing import Annotated

from alliance_cli.cli import configuration, intake, options
from alliance_cli.cli.declared import App, Argument, Context, Exit, Option
from alliance_cli.cli.formats import only_ending
from alliance_cli.cli.into import Into
from alliance_cli.cli.listing import details, listed
from alliance_cli.cli.output import complain, picked, say, write
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import ExitCode
from alliance_cli.render.records import Record, number, shown, styled, text, time
from alliance_cli.render.tables import ON_REQUEST, Column
from alliance_cli.render.text import Span
from alliance_cli.vocabulary import counted

app = App("feeds")

_STATES = {"fine": "confirmed", "failing": "error", "paused": "stale", "new": "rumoured"}

Which = Annotated[list[str], Argument(help="Numbers, addresses or names of feeds.")]
Failing = Annotated[bool, Option("--failing", help="Only those whose last try failed, or that are gone.")]


def _called(feed: Record) -> Span:
    """What a feed is called in a table: where it has no name its address tells it from others."""
    return (shown(feed["name"]), "") if feed["name"] else (shown(feed["url"]), "dim")


COLUMNS = (
    number("number", "id"), Column("name", _called, 12, comfort=16, wraps=True, field="name"),
    styled("state", "state", 7, _STATES), text("address", "url", 24, 3),
    time("last success", "last_success", 2), time("next due", "next_due", 4),
    number("failures", "failures", 5), text("problem", "last_error", 20, 1, wraps=True),
    time("last attempt", "last_attempt", ON_REQUEST), text("paused", "paused", 6, ON_REQUEST),
)  # fmt: skip
CHECKS = (
    number("number", "id", 4), text("name", "name", 16, comfort=24, wraps=True), number("entries", "entries"),
    time("latest", "latest", 1), number("undated", "undated", 3),
    text("problem", "problem", 20, comfort=24, wraps=True), text("address", "url", 24, ON_REQUEST),
    number("faults", "faults", ON_REQUEST),
)  # fmt: skip


@app.callback(
    help="The feeds that `alliance ingest` reads: add, list, show, check, pause, resume, remove, import, export.",
    epilog="Examples: alliance feeds add https://example.com/rss --publisher Example --every 1h  |  "
    "alliance feeds --failing  |  alliance feeds import subscriptions.opml",
)
@options.grouped
def feeds(
    ctx: Context,
    failing: Failing = False,
    *,
    to: options.Table,
) -> None:
    """Without a subcommand: list the feeds."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, to, failing=failing)


@app.command(
    help="Read a feed from now on: an address, a feed in a file, or a file with one address a line. Nothing is "
    "fetched yet; `alliance feeds check` tries it. With `-` addresses come from standard input: a password in one "
    "is then in no list of processes and no history of a shell.",
    epilog="Examples: alliance feeds add https://example.com/rss --publisher Example  |  alliance feeds add list.txt",
)
def add(
    ctx: Context,
    addresses: Annotated[list[str], Argument(metavar="URL|FILE...", help="Addresses or files.")],
    publisher: Annotated[str, Option("--publisher", help="What to call the outlet (as the feed says).")] = "",
    every: Annotated[str, Option("--every", metavar="SPAN", help="At most so often: 30m, 2h, 1d (at every run).")] = "",
    name: Annotated[str, Option("--name", help="What you call it.")] = "",
    full: Annotated[
        bool | None, Option("--full/--no-full", help="Fetch the page of each entry that is only a teaser.")
    ] = None,
) -> None:
    """Add feeds."""
    from alliance_cli.services.intake import feed_rows
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    held = configuration.current()
    whole = held.get("feeds.full", False) if full is None else full
    wanted = service.from_texts(
        addresses, now(), name=name, publisher=publisher, whole=whole,
        every=feed_rows.seconds(every or held.get("feeds.every", "")),
    )  # fmt: skip
    command = feed_rows.shown(settings.command)
    new, known = service.add(opening.for_writing(settings.db), wanted, command=command, now=now())
    for feed in known:
        say(settings, f"known already: {feed_rows.shown(feed.url)}")
    say(settings, f"{len(new)} feeds added" if len(new) != 1 else f"added: {feed_rows.called(new[0])}")


@app.command(
    "list",
    help="List the feeds with their state.",
    epilog="Examples: alliance feeds list  |  alliance feeds list --failing --json",
)
@options.grouped
def list_(
    ctx: Context,
    failing: Failing = False,
    *,
    to: options.Table,
) -> None:
    """List feeds."""
    _list(ctx.obj, to, failing=failing)


def _list(settings: Settings, to: options.Table, *, failing: bool) -> None:
    from alliance_cli.services.intake import feed_rows
    from alliance_cli.services.keeping import opening

    known = feed_rows.listed(opening.for_reading(settings.db))
    records = [feed for feed in known if not failing or feed["failing"]]
    failed, paused = (sum(bool(feed[state]) for feed in known) for state in ("failing", "paused"))
    total = f"{counted(len(known), 'feed')}, {failed} failing, {paused} paused"
    listed(settings, to, "feeds", records, COLUMNS, total=total)


@app.command(
    help="Everything about one feed.", epilog="Examples: alliance feeds show 3  |  alliance feeds show 3 --json"
)
@options.grouped
def show(
    ctx: Context,
    feed: Annotated[str, Argument(help="Its number, address or name.")],
    *,
    to: options.Writing,
) -> None:
    """Show a feed."""
    from alliance_cli.services.intake import feed_rows
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    details(ctx.obj, to, "feed", feed_rows.whole(service.find(opening.for_reading(ctx.obj.db), feed)))


@app.command(
    help="Forget feeds; the reports they brought stay.",
    epilog="Examples: alliance feeds remove 3  |  alliance feeds remove https://example.com/2",
)
def remove(ctx: Context, feeds: Which) -> None:
    """Remove feeds."""
    _change(ctx.obj, feeds, "remove", "removed")


@app.command(
    help="Leave feeds out until they are resumed.",
    epilog='Examples: alliance feeds pause 3 4  |  alliance feeds pause 3 --reason "moved, ask for the new address"',
)
def pause(ctx: Context, feeds: Which,
          reason: Annotated[str, Option("--reason", help="Why.")] = "paused by hand") -> None:  # fmt: skip
    """Pause feeds."""
    _change(ctx.obj, feeds, "pause", "paused", reason)


@app.command(
    help="Read feeds again that were paused, or that failed and wait.",
    epilog="Examples: alliance feeds resume 3  |  alliance feeds resume 3 4",
)
def resume(ctx: Context, feeds: Which) -> None:
    """Resume feeds."""
    _change(ctx.obj, feeds, "resume", "resumed")


@app.command(
    help="Fetch feeds now and say what they give, without storing anything: all, or those named; an address need not "
    "be added first.",
    epilog="Examples: alliance feeds check  |  alliance feeds check https://example.com/rss",
)
@options.grouped
def check(
    ctx: Context,
    feeds: Annotated[list[str] | None, Argument(help="Numbers, names or addresses.")] = None,
    allow_private: intake.AllowPrivate = False,
    *,
    to: options.Table,
) -> None:
    """Check feeds."""
    from alliance_cli.services.intake import feed_rows
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.intake.fetching import side_by_side

    settings: Settings = ctx.obj
    picked(to, lambda: CHECKS)  # before anything is fetched
    network = intake.network(allow_private=allow_private)
    wanted = service.to_check(settings.db, feeds or [], now())
    found = dict(side_by_side(wanted, lambda f: f.url, lambda f: service.check(f, network, now()), network))
    results = [found[feed] for feed in wanted]
    total = f"{counted(len(results), 'feed')}, {sum(bool(result.faults) for result in results)} with a problem"
    listed(settings, to, "checks", [feed_rows.checked(result) for result in results], CHECKS, total=total)
    for result in results:
        for address, title in result.offers:
            say(settings, f"{feed_rows.shown(result.feed.url)} names a feed: {address} {title}")
    failed = [result.faults[0] for result in results if result.faults]
    if failed:
        raise Exit(ExitCode.TRY_AGAIN if all(fault.passing for fault in failed) else max(f.code for f in failed))


@app.command(
    "import",
    help="Add the feeds of an OPML file.",
    epilog="Examples: alliance feeds import subscriptions.opml  |  alliance feeds import subscriptions.opml -q",
)
def import_(ctx: Context, file: Annotated[str, Argument(help="An OPML file.")]) -> None:
    """Import feeds."""
    from alliance_cli.services.intake import feed_rows
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    found, faults = service.from_opml(file, now())
    command = feed_rows.shown(settings.command)
    new, known = service.add(opening.for_writing(settings.db), found, command=command, now=now())
    for fault in faults:
        complain(f"alliance: {fault}")
    say(settings, f"{len(new)} feeds added, {len(known)} known already")
    if faults:
        raise Exit(ExitCode.BAD_DATA)


@app.command(
    help="Write the feeds as an OPML file, without the passwords and tokens in their addresses.",
    epilog="Examples: alliance feeds export -o feeds.opml  |  alliance feeds export | gzip > feeds.opml.gz",
)
def export(
    ctx: Context,
    output: options.Output = None,
    force: options.Force = False,
    passwords: Annotated[bool, Option("--passwords", help="Write passwords and tokens, too.")] = False,
) -> None:
    """Export feeds."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    only_ending(output, ".opml", ".xml")
    opml, bare = service.to_opml(opening.for_reading(ctx.obj.db), passwords=passwords)
    write(opml, Into.named(output, ctx.obj, force=force))
    if bare:
        without = "address without its" if bare == 1 else "addresses without their"
        say(ctx.obj, f"{bare} {without} passwords and tokens; --passwords writes them, too")


def _change(settings: Settings, texts: list[str], what: str, done: str, *more: str) -> None:
    from alliance_cli.services.intake import feed_rows
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    conn = opening.for_reading(settings.db)
    wanted = service.chosen(conn, texts)
    getattr(service, what)(conn, wanted, *more, command=feed_rows.shown(settings.command), now=now())
    for feed in wanted:
        say(settings, f"{done}: {feed_rows.called(feed)}")
