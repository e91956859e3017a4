"""`alliance feeds`: the feeds that `alliance ingest` reads."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_cli.cli import intake, options
from alliance_cli.cli.listing import details, listed
from alliance_cli.cli.output import complain, picked, say, write
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import Record, number, styled, text, time
from alliance_cli.render.records import shown as in_cell
from alliance_cli.render.tables import ON_REQUEST, Column
from alliance_cli.render.text import Span
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.services.intake.feeds import Checked
    from alliance_cli.store.feeds import Feed

app = options.single("feeds")

_STATES = {"fine": "confirmed", "failing": "error", "paused": "stale", "new": "rumoured"}

Which = Annotated[list[str], typer.Argument(help="Numbers, addresses or names of feeds.")]
Failing = Annotated[bool, typer.Option("--failing", help="Only those whose last try failed, or that are gone.")]


def _called(feed: Record) -> Span:
    """What a feed is called in a table: where it has no name its address tells it from others."""
    return (in_cell(feed["name"]), "") if feed["name"] else (in_cell(feed["url"]), "dim")


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
_SPAN = re.compile(r"(\d{1,6})\s*(m|min|h|d|w)")
_SECONDS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_SECRET = re.compile(r"(?<=://)[^/@]*@")


@app.callback(
    invoke_without_command=True,
    help="The feeds that `alliance ingest` reads: add, list, show, check, pause, resume, remove, import, export.",
    epilog="Examples: alliance feeds add https://example.com/rss --publisher Example --every 1h  |  "
    "alliance feeds --failing  |  alliance feeds import subscriptions.opml",
)
@options.grouped
def feeds(
    ctx: typer.Context,
    failing: Failing = False,
    *,
    to: options.Table,
) -> None:
    """Without a subcommand: list the feeds."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, to, failing=failing)


@app.command(
    help="Read a feed from now on: an address, a feed in a file, or a file with one address a line. Nothing is "
    "fetched yet; `alliance feeds check` tries it.",
    epilog="Examples: alliance feeds add https://example.com/rss --publisher Example  |  alliance feeds add list.txt",
)
def add(
    ctx: typer.Context,
    addresses: Annotated[list[str], typer.Argument(metavar="URL|FILE...", help="Addresses or files.")],
    publisher: Annotated[str, typer.Option("--publisher", help="What to call the outlet (as the feed says).")] = "",
    every: Annotated[
        str, typer.Option("--every", metavar="SPAN", help="At most so often: 30m, 2h, 1d (at every run).")
    ] = "",
    name: Annotated[str, typer.Option("--name", help="What you call it.")] = "",
    full: Annotated[bool, typer.Option("--full", help="Fetch the page of each entry that is only a teaser.")] = False,
) -> None:
    """Add feeds."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening
    from alliance_cli.store.feeds import Feed

    settings: Settings = ctx.obj
    like = Feed("", now(), name=name, publisher=publisher, every=seconds(every), whole=full)
    wanted = [feed for text in addresses for feed in service.from_text(text, like)]
    new, known = service.add(opening.for_writing(settings.db), wanted, command=shown(settings.command), now=now())
    for feed in known:
        say(settings, f"known already: {shown(feed.url)}")
    say(settings, f"{len(new)} feeds added" if len(new) != 1 else f"added: {new[0].name or shown(new[0].url)}")


@app.command(
    "list",
    help="List the feeds with their state.",
    epilog="Examples: alliance feeds list  |  alliance feeds list --failing --json",
)
@options.grouped
def list_(
    ctx: typer.Context,
    failing: Failing = False,
    *,
    to: options.Table,
) -> None:
    """List feeds."""
    _list(ctx.obj, to, failing=failing)


def _list(settings: Settings, to: options.Table, *, failing: bool) -> None:
    from alliance_cli.services.keeping import opening
    from alliance_cli.store import feeds as store

    known = store.listed(opening.for_reading(settings.db))
    records = [_record(feed) for feed in known if not failing or feed.is_failing]
    failed = sum(feed.is_failing for feed in known)
    total = f"{counted(len(known), 'feed')}, {failed} failing, {sum(bool(feed.paused) for feed in known)} paused"
    listed(settings, to, "feeds", records, COLUMNS, total=total)


@app.command(
    help="Everything about one feed.", epilog="Examples: alliance feeds show 3  |  alliance feeds show 3 --json"
)
@options.grouped
def show(
    ctx: typer.Context,
    feed: Annotated[str, typer.Argument(help="Its number, address or name.")],
    *,
    to: options.Writing,
) -> None:
    """Show a feed."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    found = service.find(opening.for_reading(ctx.obj.db), feed)
    details(ctx.obj, to, "feed", _record(found) | _more(found))


@app.command(
    help="Forget feeds; the reports they brought stay.",
    epilog="Examples: alliance feeds remove 3  |  alliance feeds remove https://example.com/2",
)
def remove(ctx: typer.Context, feeds: Which) -> None:
    """Remove feeds."""
    _change(ctx.obj, feeds, "remove", "removed")


@app.command(
    help="Leave feeds out until they are resumed.",
    epilog='Examples: alliance feeds pause 3 4  |  alliance feeds pause 3 --reason "moved, ask for the new address"',
)
def pause(ctx: typer.Context, feeds: Which,
          reason: Annotated[str, typer.Option("--reason", help="Why.")] = "paused by hand") -> None:  # fmt: skip
    """Pause feeds."""
    _change(ctx.obj, feeds, "pause", "paused", reason)


@app.command(
    help="Read feeds again that were paused, or that failed and wait.",
    epilog="Examples: alliance feeds resume 3  |  alliance feeds resume 3 4",
)
def resume(ctx: typer.Context, feeds: Which) -> None:
    """Resume feeds."""
    _change(ctx.obj, feeds, "resume", "resumed")


@app.command(
    help="Fetch feeds now and say what they give, without storing anything: all, or those named; an address need not "
    "be added first.",
    epilog="Examples: alliance feeds check  |  alliance feeds check https://example.com/rss",
)
@options.grouped
def check(
    ctx: typer.Context,
    feeds: Annotated[list[str] | None, typer.Argument(help="Numbers, names or addresses.")] = None,
    allow_private: intake.AllowPrivate = False,
    *,
    to: options.Table,
) -> None:
    """Check feeds."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.intake.fetching import side_by_side

    settings: Settings = ctx.obj
    picked(to, lambda: CHECKS)  # before anything is fetched
    network = intake.network(allow_private=allow_private)
    wanted = _to_check(settings, feeds or [])
    found = dict(side_by_side(wanted, lambda f: f.url, lambda f: service.check(f, network, now()), network))
    results = [found[feed] for feed in wanted]
    total = f"{counted(len(results), 'feed')}, {sum(bool(result.faults) for result in results)} with a problem"
    listed(settings, to, "checks", [_checked(result) for result in results], CHECKS, total=total)
    for result in results:
        for address, title in result.offers:
            say(settings, f"{shown(result.feed.url)} names a feed: {address} {title}")
    failed = [result.faults[0] for result in results if result.faults]
    if failed:
        raise typer.Exit(ExitCode.TRY_AGAIN if all(fault.passing for fault in failed) else max(f.code for f in failed))


def _to_check(settings: Settings, texts: list[str]) -> "list[Feed]":
    """The feeds named; an address that is not followed stands for itself."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening
    from alliance_cli.sources.urls import is_url
    from alliance_cli.store.feeds import Feed

    if texts and all(is_url(text) for text in texts):
        return [Feed(text, now()) for text in dict.fromkeys(texts)]
    return service.chosen(opening.for_reading(settings.db), texts)


@app.command(
    "import",
    help="Add the feeds of an OPML file.",
    epilog="Examples: alliance feeds import subscriptions.opml  |  alliance feeds import subscriptions.opml -q",
)
def import_(ctx: typer.Context, file: Annotated[str, typer.Argument(help="An OPML file.")]) -> None:
    """Import feeds."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    found, faults = service.from_opml(file, now())
    new, known = service.add(opening.for_writing(settings.db), found, command=shown(settings.command), now=now())
    for fault in faults:
        complain(f"alliance: {fault}")
    say(settings, f"{len(new)} feeds added, {len(known)} known already")
    if faults:
        raise typer.Exit(ExitCode.BAD_DATA)


@app.command(
    help="Write the feeds as an OPML file.",
    epilog="Examples: alliance feeds export -o feeds.opml  |  alliance feeds export | gzip > feeds.opml.gz",
)
def export(ctx: typer.Context, output: options.Output = None) -> None:
    """Export feeds."""
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    write(service.to_opml(opening.for_reading(ctx.obj.db)).decode("utf-8"), output)


def _change(settings: Settings, texts: list[str], what: str, done: str, *more: str) -> None:
    from alliance_cli.services.intake import feeds as service
    from alliance_cli.services.keeping import opening

    conn = opening.for_reading(settings.db)
    wanted = service.chosen(conn, texts)
    getattr(service, what)(conn, wanted, *more, command=shown(settings.command), now=now())
    for feed in wanted:
        say(settings, f"{done}: {feed.name or shown(feed.url)}")


def seconds(span: str) -> int:
    """The seconds of a span such as 30m, 2h or 1d; 0 for none. Raises AllianceError (2)."""
    if not span or span == "0":
        return 0
    found = _SPAN.fullmatch(span.strip().lower())
    if found is None:
        raise AllianceError(f"--every: “{span}” is no span such as 30m, 2h or 1d", ExitCode.USAGE)
    return min(int(found[1]) * _SECONDS[found[2]], 366 * 86_400)


def span(seconds: int) -> str:
    """Seconds as a span that `seconds` reads; empty for 0."""
    if not seconds:
        return ""
    unit = next(unit for unit in ("w", "d", "h", "m") if seconds % _SECONDS[unit] == 0)
    return f"{seconds // _SECONDS[unit]}{unit}"


def shown(url: str) -> str:
    """An address without a password."""
    return _SECRET.sub("", url)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _record(feed: "Feed") -> dict[str, Any]:
    return {
        "id": feed.id, "name": feed.name, "url": shown(feed.url), "state": _state(feed),
        "failing": feed.is_failing, "failures": feed.failures, "last_error": feed.last_error,
        "last_attempt": _time(feed.last_attempt), "last_success": _time(feed.last_success),
        "next_due": None if feed.paused else _time(feed.next_due), "paused": feed.paused,
    }  # fmt: skip


def _more(feed: "Feed") -> dict[str, Any]:
    return {
        "publisher": feed.publisher, "site": feed.site, "folder": feed.folder, "every": span(feed.every),
        "full": feed.whole, "added": _time(feed.added_at), "etag": feed.etag, "last_modified": feed.last_modified,
        "moved_to": feed.moved_to, "error_passes": feed.error_passes,
    }  # fmt: skip


def _state(feed: "Feed") -> str:
    if feed.paused:
        return "paused"
    if feed.is_failing:
        return "failing"
    return "fine" if feed.last_success else "new"


def _checked(result: "Checked") -> dict[str, Any]:
    problems = [f"moved to {result.moved_to}"] if result.moved_to else []
    problems += [fault.reason for fault in result.faults[:3]]
    return {
        "id": result.feed.id or None, "name": result.feed.name or shown(result.feed.url),
        "url": shown(result.feed.url), "entries": result.entries, "undated": result.undated,
        "latest": _time(result.latest), "problem": "; ".join(problems), "faults": len(result.faults),
    }  # fmt: skip
