"""`alliance feeds`: the feeds that `alliance ingest` reads."""

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_cli.cli import intake, options
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import chosen, complain, say, write
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from alliance_cli.services.feeds import Checked
    from alliance_cli.store.feeds import Feed

app = options.single("feeds")

Which = Annotated[list[str], typer.Argument(help="Numbers, addresses or names of feeds.")]
Failing = Annotated[bool, typer.Option("--failing", help="Only those whose last try failed, or that are gone.")]

_FIELDS = (
    ("", "id", 3, 0), ("name", "name", 16, 0), ("address", "url", 24, 3), ("state", "state", 10, 0),
    ("last success", "last_success", 16, 2), ("next due", "next_due", 16, 4), ("failures", "failures", 8, 5),
    ("problem", "last_error", 20, 1),
)  # fmt: skip
_CHECKS = (
    ("", "id", 3, 0), ("name", "name", 16, 0), ("entries", "entries", 7, 0), ("latest", "latest", 16, 1),
    ("undated", "undated", 7, 3), ("problem", "problem", 24, 0),
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
def feeds(
    ctx: typer.Context,
    failing: Failing = False,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Without a subcommand: list the feeds."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, output, failing=failing, json=json, csv=csv, plain=plain)


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
    from alliance_cli.services import feeds as service
    from alliance_cli.services import opening
    from alliance_cli.store.feeds import Feed

    settings: Settings = ctx.obj
    like = Feed("", now(), name=name, publisher=publisher, every=seconds(every), whole=full)
    wanted = [feed for text in addresses for feed in service.from_text(text, like)]
    new, known = service.add(opening.for_writing(settings.db), wanted)
    for feed in known:
        say(settings, f"known already: {shown(feed.url)}")
    say(settings, f"{len(new)} feeds added" if len(new) != 1 else f"added: {new[0].name or shown(new[0].url)}")


@app.command("list", help="List the feeds with their state.", epilog="Examples: alliance feeds list --failing --json")
def list_(
    ctx: typer.Context,
    failing: Failing = False,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """List feeds."""
    _list(ctx.obj, output, failing=failing, json=json, csv=csv, plain=plain)


def _list(settings: Settings, output: Path | None, *, failing: bool, **forms: bool) -> None:
    from alliance_cli.services import opening
    from alliance_cli.store import feeds as store

    form = chosen(**forms)
    known = store.listed(opening.for_reading(settings.db))
    records = [_record(feed) for feed in known if not failing or feed.is_failing]
    failed = sum(feed.is_failing for feed in known)
    total = f"{len(known)} feeds, {failed} failing, {sum(bool(feed.paused) for feed in known)} paused"
    listed(settings, form, "feeds", records, _FIELDS, output=output, total=total)


@app.command(
    help="Everything about one feed.", epilog="Examples: alliance feeds show 3  |  alliance feeds show 3 --json"
)
def show(ctx: typer.Context, feed: Annotated[str, typer.Argument(help="Its number, address or name.")],
         json: options.Json = False, output: options.Output = None) -> None:  # fmt: skip
    """Show a feed."""
    from alliance_cli.services import feeds as service
    from alliance_cli.services import opening

    found = service.find(opening.for_reading(ctx.obj.db), feed)
    details(ctx.obj, "feed", _record(found) | _more(found), json=json, output=output)


@app.command(help="Forget feeds; the reports they brought stay.", epilog="Examples: alliance feeds remove 3")
def remove(ctx: typer.Context, feeds: Which) -> None:
    """Remove feeds."""
    _change(ctx.obj, feeds, "remove", "removed")


@app.command(help="Leave feeds out until they are resumed.", epilog="Examples: alliance feeds pause 3 4")
def pause(ctx: typer.Context, feeds: Which,
          reason: Annotated[str, typer.Option("--reason", help="Why.")] = "paused by hand") -> None:  # fmt: skip
    """Pause feeds."""
    _change(ctx.obj, feeds, "pause", "paused", reason)


@app.command(
    help="Read feeds again that were paused, or that failed and wait.", epilog="Examples: alliance feeds resume 3"
)
def resume(ctx: typer.Context, feeds: Which) -> None:
    """Resume feeds."""
    _change(ctx.obj, feeds, "resume", "resumed")


@app.command(
    help="Fetch feeds now and say what they give, without storing anything: all, or those named; an address need not "
    "be added first.",
    epilog="Examples: alliance feeds check  |  alliance feeds check https://example.com/rss",
)
def check(
    ctx: typer.Context,
    feeds: Annotated[list[str] | None, typer.Argument(help="Numbers, names or addresses.")] = None,
    allow_private: intake.AllowPrivate = False,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Check feeds."""
    from alliance_cli.services import feeds as service
    from alliance_cli.services.fetching import side_by_side

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    network = intake.network(allow_private=allow_private)
    wanted = _to_check(settings, feeds or [])
    found = dict(side_by_side(wanted, lambda f: f.url, lambda f: service.check(f, network, now()), network))
    results = [found[feed] for feed in wanted]
    listed(settings, form, "checks", [_checked(result) for result in results], _CHECKS, output=output)
    for result in results:
        for address, title in result.offers:
            say(settings, f"{shown(result.feed.url)} names a feed: {address} {title}")
    failed = [result.faults[0] for result in results if result.faults]
    if failed:
        raise typer.Exit(ExitCode.TRY_AGAIN if all(fault.passing for fault in failed) else max(f.code for f in failed))


def _to_check(settings: Settings, texts: list[str]) -> "list[Feed]":
    """The feeds named; an address that is not followed stands for itself."""
    from alliance_cli.services import feeds as service
    from alliance_cli.services import opening
    from alliance_cli.sources.urls import is_url
    from alliance_cli.store.feeds import Feed

    if texts and all(is_url(text) for text in texts):
        return [Feed(text, now()) for text in dict.fromkeys(texts)]
    return service.chosen(opening.for_reading(settings.db), texts)


@app.command(
    "import", help="Add the feeds of an OPML file.", epilog="Examples: alliance feeds import subscriptions.opml"
)
def import_(ctx: typer.Context, file: Annotated[str, typer.Argument(help="An OPML file.")]) -> None:
    """Import feeds."""
    from alliance_cli.services import feeds as service
    from alliance_cli.services import opening

    settings: Settings = ctx.obj
    found, faults = service.from_opml(file, now())
    new, known = service.add(opening.for_writing(settings.db), found)
    for fault in faults:
        complain(f"alliance: {fault}")
    say(settings, f"{len(new)} feeds added, {len(known)} known already")
    if faults:
        raise typer.Exit(ExitCode.BAD_DATA)


@app.command(help="Write the feeds as an OPML file.", epilog="Examples: alliance feeds export -o feeds.opml")
def export(ctx: typer.Context, output: options.Output = None) -> None:
    """Export feeds."""
    from alliance_cli.services import feeds as service
    from alliance_cli.services import opening

    write(service.to_opml(opening.for_reading(ctx.obj.db)).decode("utf-8"), output)


def _change(settings: Settings, texts: list[str], what: str, done: str, *more: str) -> None:
    from alliance_cli.services import feeds as service
    from alliance_cli.services import opening

    conn = opening.for_reading(settings.db)
    wanted = service.chosen(conn, texts)
    getattr(service, what)(conn, wanted, *more)
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


def details(settings: Settings, name: str, record: dict[str, Any], *, json: bool, output: Path | None) -> None:
    """Write one record: its fields a line each, or as a JSON document `alliance.NAME/1`."""
    from alliance_cli.cli.output import emit
    from alliance_cli.render.text import safe

    def line(name: str, value: object) -> list[tuple[str, str]]:
        words = "" if value is None else {"True": "yes", "False": "no"}.get(str(value), str(value))
        return [(f"{name.replace('_', ' '):14}", "dim"), (safe(words), "")]

    emit(
        settings, chosen(json=json), output=output, document=lambda: {"schema": f"alliance.{name}/1", name: record},
        records=lambda: [record],
        lines=lambda columns: [line(field, value) for field, value in record.items()],
    )  # fmt: skip
