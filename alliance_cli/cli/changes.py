"""`alliance changes`: what is new or turned since; and how every writing command tells what it changed."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli import sides
from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Context, Option
from alliance_cli.cli.output import emit, picked, say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.documents import title
from alliance_cli.models import Change, Claim
from alliance_cli.render import marks
from alliance_cli.render.text import Line, Span, safe
from alliance_cli.services.intake.recording import Effect, Recorded

if TYPE_CHECKING:
    from alliance_cli.services.intake.rereading import Summary
    from alliance_cli.services.keeping.folding import Refolded
    from alliance_cli.services.keeping.history import Undone
    from alliance_cli.services.looking.transitions import Told

app = App("changes")

LAST = "last"
LIMIT = 100
_FEW = 20
"""So many claims that edited reports no longer make are told one by one."""


@app.command(
    help="What is new or turned: talks that are new, changed their status, have their end or their confirmation "
    "reported, are no longer doubtful, went stale, or are gone, each once, latest turn first, with the quote and the "
    "address of the report; and terms that are not what they were: a price raised, a stake lowered, a closing moved, "
    "with what it was and is. --since takes a day (what this ledger read from then on) or `last` (since the last run "
    "with `last` under the same --name). Made to be mailed by cron: it writes nothing where nothing changed. Whoever "
    f"reads on with `last` gets all, others at most {LIMIT}; what --limit leaves out stays new, and so does all of "
    "it where the reader of a pipe leaves before the end, or where the ledger may not be written (that ends with 77).",
    epilog="Examples: alliance changes --since last  |  "
    "alliance changes --since 2025-11-01 --watched --columns turned,companies,change",
)
@options.grouped
def changes(
    ctx: Context,
    since: Annotated[str, Option("--since", metavar="DATE|last", help="From this day on, or since last.")] = LAST,
    name: Annotated[str, Option("--name", help="Whose `last`; each name reads on by itself.")] = "default",
    watched: Annotated[bool, Option("--watched", help="Only what `alliance watch` follows.")] = False,
    limit: Annotated[int | None, Option("--limit", min=1, help="At most so many.")] = None,
    everything: Annotated[bool, Option("--all", help="All of them, whatever the limit.")] = False,
    dry_run: options.DryRun = False,
    *,
    to: options.Table,
) -> None:
    """Show the transitions, and remember for `last`."""
    from alliance_cli.cli.handing import handed_over
    from alliance_cli.cli.listing import listed
    from alliance_cli.render import changes as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import following, transitions

    settings: Settings = ctx.obj
    picked(to, lambda: render.COLUMNS)
    conn = opening.for_reading(settings.db)
    here, moment = following.here(conn, now()), options.moment(None, None)
    mark = following.last_mark(conn, name) if since == LAST else None
    turns = following.unseen(conn, mark, moment) if since == LAST else transitions.since_day(conn, _day(since), moment)
    if watched:
        turns = following.only_watched(conn, turns, following.watched(conn), moment)
    shown = transitions.told(conn, turns[: None if everything else limit or (None if mark else LIMIT)], moment)
    start = mark.at.isoformat() if mark else since if since != LAST else None
    with handed_over() as handed:
        listed(settings, to, "transitions", [_transition(t) for t in shown], render.COLUMNS, since=start,
               count=len(turns), total=render.total(turn.what for turn in turns), below=render.evidence)  # fmt: skip
    cut = len(shown) < len(turns)
    if cut:
        say(settings, f"{len(shown)} of {len(turns)} changes shown; {_rest(since, limit)}")
    if not turns:
        say(settings, "nothing new")
    if since == LAST and handed.whole and not dry_run and not (cut and limit):
        following.remember(conn, name, here, shown=bool(turns))


def document(conn: sqlite3.Connection, since: str, limit: int, skip: int = 0) -> dict[str, Any]:
    """The document `transitions` of what this ledger read from a day on, at most so many changes after `skip`."""
    from alliance_cli.services.looking import transitions

    moment = options.moment(None, None)
    turns = transitions.since_day(conn, _day(since), moment)
    shown = [_transition(turn) for turn in transitions.told(conn, turns[skip : skip + limit], moment)]
    return {"schema": title("transitions"), "since": since, "count": len(turns), "transitions": shown}


def _rest(since: str, limit: int | None) -> str:
    """What becomes of the changes that are not shown."""
    if since != LAST:
        return "--limit or --all shows more"
    return "all stay new until a run leaves none out" if limit else "`alliance talks --all` lists the talks"


def _day(since: str) -> date:
    day = options.day(since, "--since")
    assert day is not None
    return day


def _transition(found: "Told") -> dict[str, Any]:
    from alliance_cli.render import structured

    return {
        "what": found.what, "was": found.was, "now": found.now, "before": found.before or None,
        **structured.talk(found.talk), "quote": found.quote, "title": found.title, "url": found.url,
    }  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """How a writing command tells what it did. `named` are the names of companies that a dry run does not store."""

    settings: Settings
    json: bool = False
    dry_run: bool = False
    named: Mapping[str, str] = field(default_factory=dict)


def tell(how: Telling, conn: sqlite3.Connection, recorded: Recorded) -> None:
    """Say what one report changed."""
    if recorded.effect is Effect.UNCHANGED:
        report(how, conn, [], nothing="nothing new: the ledger had this already")
    else:
        report(how, conn, recorded.changes, nothing="stored; no talk changed", gone=recorded.gone)
        unsaid(how, [("", claim) for claim in recorded.unsaid])


def refolded(how: Telling, conn: sqlite3.Connection, done: "Refolded | Undone | Summary") -> bool:
    """Say which talks changed and which are gone; False where none are."""
    report(how, conn, done.changes, nothing="", gone=done.gone)
    return bool(done.changes or done.gone)


def unsaid(how: Telling, claims: Sequence[tuple[str, Claim]]) -> None:
    """Say what edited reports, each with what it is called, claim no longer."""
    for where, claim in claims[:_FEW]:
        who = sides.parties([party.name for party in claim.parties], [party.role for party in claim.parties])
        say(how.settings, f"no longer said{f' in “{where}”' if where else ''}: {who}, {claim.kind.label}")
    if len(claims) > _FEW:
        say(how.settings, f"and {len(claims) - _FEW} more that edited reports no longer say")


def report(
    how: Telling, conn: sqlite3.Connection, changes: Iterable[Change], nothing: str, gone: Sequence[str] = ()
) -> None:
    """Write the changes, one a line, and say which talks are gone; on none say `nothing` (not with --quiet)."""
    from alliance_cli.services.looking.finding import leads_to

    _write(how, conn, changes, nothing if not gone else "", gone)
    for slug in gone:
        on = "" if how.dry_run else leads_to(conn, slug)
        say(how.settings, f"{'would be gone' if how.dry_run else 'gone'}: {slug}{f', now {on}' if on else ''}")


def _write(
    how: Telling, conn: sqlite3.Connection, changes: Iterable[Change], nothing: str, gone: Sequence[str]
) -> None:
    found = _with_names(conn, changes, how.named)
    records = [_record(change, names) for change, names in found]
    if not how.json and (how.settings.quiet or not (found or nothing)):
        return
    emit(
        how.settings,
        options.Writing(json=how.json),
        document=lambda: _document(records, gone, dry_run=how.dry_run),
        records=lambda: records,
        lines=lambda columns: [_line(change, names, how) for change, names in found] or [[(nothing, "dim")]],
        pages=False,
    )


def told(
    conn: sqlite3.Connection, changes: Iterable[Change], gone: Sequence[str], named: Mapping[str, str], *, dry_run: bool
) -> dict[str, Any]:
    """The document `changes` of what a command changed; `named` are companies that a dry run does not store."""
    records = [_record(change, names) for change, names in _with_names(conn, changes, named)]
    return _document(records, gone, dry_run=dry_run)


def _document(records: Sequence[Mapping[str, object]], gone: Sequence[str], *, dry_run: bool) -> dict[str, Any]:
    return {"schema": title("changes"), "dry_run": dry_run, "changes": [*records], "gone": [*gone]}


def _with_names(
    conn: sqlite3.Connection, changes: Iterable[Change], named: Mapping[str, str]
) -> list[tuple[Change, list[str]]]:
    from alliance_cli.services.looking.naming import party_names

    return [(change, [named.get(name, name) for name in party_names(conn, change.talk)]) for change in changes]


def _line(change: Change, names: Sequence[str], how: Telling) -> Line:
    who = sides.parties(list(map(safe, names)), change.talk.roles)
    sign = marks.DOUBTFUL if change.talk.doubtful else marks.MARKS[change.talk.status]
    mark: Span = (sign, change.talk.status)
    would = "would be " if how.dry_run else ""
    return [mark, (f" {who}, {change.talk.kind.label}: ", ""), (would + change.what, change.talk.status),
            (f"  {change.talk.id}", "dim")]  # fmt: skip


def _record(change: Change, names: Sequence[str]) -> dict[str, object]:
    talk = change.talk
    return {
        "talk": talk.id, "slug": talk.slug, "parties": names, "roles": list(talk.roles),
        "kind": talk.kind,
        "before": change.before, "status": talk.status, "stage": talk.stage, "doubtful": talk.doubtful,
        "what": change.what,
    }  # fmt: skip
