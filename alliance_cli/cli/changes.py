"""`alliance changes`: what is new or turned since; and how every writing command tells what it changed."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import emit, picked, say
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.models import Change
from alliance_cli.render import marks
from alliance_cli.render.text import Line, Span, safe
from alliance_cli.services.recording import Effect, Recorded

if TYPE_CHECKING:
    from alliance_cli.services.following import Transition

app = options.single("changes")

LAST = "last"


@app.command(
    help="What is new or turned: talks that are new, changed their status, have their end reported, went stale, or are "
    "gone, each once, latest turn first, with the quote and the address of the report. --since takes a day (what this "
    "ledger read from then on) or `last` (since the last run with `last` under the same --name). Made to be mailed by "
    "cron: it writes nothing where nothing changed.",
    epilog="Examples: alliance changes --since last  |  "
    "alliance changes --since 2025-11-01 --watched --columns turned,companies,change",
)
@options.grouped
def changes(
    ctx: typer.Context,
    since: Annotated[str, typer.Option("--since", metavar="DATE|last", help="From this day on, or since last.")] = LAST,
    name: Annotated[str, typer.Option("--name", help="Whose `last`; each name reads on by itself.")] = "default",
    watched: Annotated[bool, typer.Option("--watched", help="Only what `alliance watch` follows.")] = False,
    dry_run: options.DryRun = False,
    *,
    to: options.Table,
) -> None:
    """Show the transitions, and remember for `last`."""
    from alliance_cli.cli.listing import listed
    from alliance_cli.render import changes as render
    from alliance_cli.services import following, opening

    settings: Settings = ctx.obj
    picked(to, lambda: render.COLUMNS)
    conn = opening.for_reading(settings.db)
    at = now()
    mark = following.last_mark(conn, name)
    found = _since(conn, since, mark)
    if watched:
        found = following.only_watched(found, following.watched(conn))
    records = [_transition(t) for t in found]
    start = since if since != LAST else mark.at.isoformat() if mark else None
    listed(settings, to, "transitions", records, render.COLUMNS, since=start, total=render.total(records),
           below=render.evidence)  # fmt: skip
    if since == LAST and not dry_run:
        following.remember(conn, name, at)
    if not found:
        say(settings, "nothing new")


def _since(conn: sqlite3.Connection, since: str, mark: Any) -> "list[Transition]":
    """The transitions, latest turn first."""
    found = _unsorted(conn, since, mark)
    return sorted(found, key=lambda t: (-t.talk.last_turn.toordinal(), t.talk.id))


def _unsorted(conn: sqlite3.Connection, since: str, mark: Any) -> "list[Transition]":
    from alliance_cli.services import following
    from alliance_cli.store.sight import Bounds

    moment = options.moment(None, None)
    if since == LAST:
        if mark is None:
            return following.since(conn, Bounds(last_operation=0, last_revision=0), today(), moment)
        return following.since(conn, mark.bounds, mark.at.astimezone().date(), moment)
    day = options.day(since, "--since")
    assert day is not None
    end = datetime.combine(day, time()).astimezone() - timedelta(microseconds=1)
    return following.since(conn, Bounds(known=end), day - timedelta(days=1), moment)


def _transition(found: "Transition") -> dict[str, Any]:
    from alliance_cli.render import structured

    return {"what": found.what, "before": found.before or None, **structured.talk(found.talk), "quote": found.quote,
            "title": found.title, "url": found.url}  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """How a writing command tells what it did."""

    settings: Settings
    json: bool = False
    dry_run: bool = False


def tell(how: Telling, conn: sqlite3.Connection, recorded: Recorded) -> None:
    """Say what one report changed."""
    if recorded.effect is Effect.UNCHANGED:
        report(how, conn, [], nothing="nothing new: the ledger had this already")
    else:
        report(how, conn, recorded.changes, nothing="stored; no talk changed")


def report(how: Telling, conn: sqlite3.Connection, changes: Iterable[Change], nothing: str) -> None:
    """Write the changes, one a line; on none say `nothing` (not with --quiet)."""
    found = list(changes)
    records = [_record(conn, change) for change in found]
    if not how.json and (how.settings.quiet or not (found or nothing)):
        return
    emit(
        how.settings,
        options.Writing(json=how.json),
        document=lambda: {"schema": "alliance.changes/1", "dry_run": how.dry_run, "changes": records},
        records=lambda: records,
        lines=lambda columns: [_line(conn, change, how) for change in found] or [[(nothing, "dim")]],
    )


def _names(conn: sqlite3.Connection, change: Change) -> list[str]:
    from alliance_cli.store import lookup

    labels = lookup.display_names(conn, change.talk.parties)
    return [labels.get(party, party) for party in change.talk.parties]


def _line(conn: sqlite3.Connection, change: Change, how: Telling) -> Line:
    who = " – ".join(safe(name) for name in _names(conn, change))
    mark: Span = (marks.MARKS[change.talk.status], change.talk.status)
    would = "would be " if how.dry_run else ""
    return [mark, (f" {who}, {change.talk.kind.label}: ", ""), (would + change.what, change.talk.status),
            (f"  {change.talk.id}", "dim")]  # fmt: skip


def _record(conn: sqlite3.Connection, change: Change) -> dict[str, object]:
    talk = change.talk
    return {
        "talk": talk.id, "slug": talk.slug, "parties": _names(conn, change), "kind": talk.kind,
        "before": change.before, "status": talk.status, "stage": talk.stage, "what": change.what,
    }  # fmt: skip
