"""How far each reader has read, and the filters they follow."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.looking import transitions
from alliance_cli.services.looking.selection import Moment, heed_region, is_for, resolve_company
from alliance_cli.services.looking.transitions import Transition
from alliance_cli.store import failures, following, lookup, operations
from alliance_cli.store.connection import writing
from alliance_cli.store.following import Mark, Watch
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.sight import Bounds
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Status


def last_mark(conn: sqlite3.Connection, name: str) -> Mark | None:
    """How far the reader of this name has read; None where they never did."""
    return following.mark(conn, name)


def unseen(conn: sqlite3.Connection, mark: Mark | None, moment: Moment) -> list[Transition]:
    """What is new or turned since a reader's mark; all that there is for a reader without one."""
    if mark is None:
        return transitions.since(conn, Bounds(last_operation=0, last_revision=0), moment.day, moment)
    return transitions.since(conn, mark.bounds, mark.at.astimezone().date(), moment)


def here(conn: sqlite3.Connection, now: datetime) -> Mark:
    """The end of the ledger, to be taken before it is read: what comes in meanwhile is news the next time."""
    return following.end(conn, now)


def remember(conn: sqlite3.Connection, name: str, mark: Mark, *, shown: bool = True) -> None:
    """The reader of this name has read up to here.

    Raises AllianceError, 77 where the ledger may not be written and anything was shown that will come again.
    """
    try:
        with writing(conn):
            following.set_mark(conn, name, mark)
    except sqlite3.OperationalError as error:
        known = failures.explained(error)
        if known is None or known.code != ExitCode.NO_PERMISSION:
            raise
        if shown:
            why = f"{known.message}, so the next run shows the same; --since DATE and --dry-run need no permission"
            raise AllianceError(f"shown, but not where it ended: {why}", ExitCode.NO_PERMISSION) from error


def only_watched(
    conn: sqlite3.Connection, turns: Sequence[Transition], watched: Sequence[Watch], moment: Moment
) -> list[Transition]:
    """The transitions that a watch asks for."""
    seen = zip(turns, transitions.views(conn, turns, moment), strict=True)
    return [turn for turn, talk in seen if any(_asks_for(watch, talk) for watch in watched)]


def _asks_for(watch: Watch, talk: TalkView) -> bool:
    return (
        (not watch.region or is_for(talk.regions, watch.region))
        and set(watch.companies) <= set(talk.party_ids)
        and (not watch.kinds or talk.kind in watch.kinds)
        and (not watch.statuses or talk.status in watch.statuses)
    )


def watch(
    conn: sqlite3.Connection, names: Sequence[str], kinds: Sequence[Kind], statuses: Sequence[Status], region: str, *,
    command: str, now: datetime,
) -> tuple[int, bool]:  # fmt: skip
    """Keep a filter; returns its number, and whether it is a new one.

    Raises AllianceError: 1 or 2 for a name, 2 for a filter without any.
    """
    heed_region(conn, region)
    ids = list(dict.fromkeys(resolve_company(conn, name) for name in names))
    if not (ids or kinds or statuses or region):
        raise AllianceError("watch what? name a company, or give --kind, --status or --region", ExitCode.USAGE)
    wanted = (set(ids), set(map(str, kinds)), set(map(str, statuses)), region)
    for held in watched(conn):
        if (set(held.companies), set(held.kinds), set(held.statuses), held.region) == wanted:
            return held.number, False
    with writing(conn):
        operation = operations.start(conn, command, now)
        return following.add_watch(conn, ids, [*map(str, kinds)], [*map(str, statuses)], region, operation), True


def unwatch(conn: sqlite3.Connection, number: int, *, command: str, now: datetime) -> None:
    """Drop a filter. Raises AllianceError (1) if there is none of this number."""
    if number not in {w.number for w in following.watches(conn)}:
        raise AllianceError(f"no watch {number}; `alliance watch list` lists them", ExitCode.NOT_FOUND)
    with writing(conn):
        following.remove_watch(conn, number, operations.start(conn, command, now))


def watched(conn: sqlite3.Connection) -> list[Watch]:
    """The filters that are kept, merged companies as what they count as."""
    kin = Kinship(conn)
    return [
        Watch(w.number, tuple(kin.canonical(c) for c in w.companies), w.kinds, w.statuses, w.region)
        for w in following.watches(conn)
    ]


def as_rows(conn: sqlite3.Connection, found: Sequence[Watch]) -> list[dict[str, object]]:
    """Watches as data, with the names of their companies."""
    labels = lookup.display_names(conn, {company for watch in found for company in watch.companies})
    return [
        {"number": watch.number, "companies": [labels[c] for c in watch.companies],
         "company_ids": list(watch.companies), "kinds": list(watch.kinds), "statuses": list(watch.statuses),
         "region": watch.region}
        for watch in found
    ]  # fmt: skip
