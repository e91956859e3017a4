"""What is new or turned since somebody looked last: each transition once; and the filters they follow."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Status, Talk
from alliance_cli.services import timeline
from alliance_cli.services.folding import fold_of
from alliance_cli.services.selection import Moment, resolve_company
from alliance_cli.store import following, operations, pairs, sight
from alliance_cli.store.connection import writing
from alliance_cli.store.following import Mark, Watch
from alliance_cli.store.kinship import Kinship
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Transition:
    """A talk that is not what it was: new, turned, its end reported, gone stale, gone, or in the news again."""

    what: str
    before: str
    talk: TalkView
    quote: str = ""
    title: str = ""
    url: str = ""


def since(conn: sqlite3.Connection, bounds: sight.Bounds, then: date, moment: Moment) -> list[Transition]:
    """What differs between the ledger within these bounds, on that day, and now; looks only at what was touched."""
    touched = following.touched_since(conn, bounds)
    reach = pairs.related(conn, touched)
    kin = Kinship(conn)
    now = fold_of(conn, reach, kin)
    sight.look_back(conn, bounds)
    before = fold_of(conn, reach, Kinship(conn))
    sight.look_at_present(conn)
    found = _compared(conn, before, now, then, moment)
    return found + list(_gone_stale(conn, {t.talk.id for t in found}, then, moment))


def _compared(
    conn: sqlite3.Connection, before: Sequence[Talk], now: Sequence[Talk], then: date, moment: Moment
) -> list[Transition]:
    earlier = _by_claim(before)
    kept: set[str] = set()
    found = []
    for talk in now:
        old = _ancestor(talk, earlier)
        if old is not None:
            kept.add(old.id)
        what = _what(old, talk, then, moment)
        if what:
            found.append(_transition(conn, what, old, talk, moment))
    gone = [talk for talk in before if talk.id not in kept]
    return found + [_transition(conn, "gone", talk, talk, moment) for talk in gone]


def _by_claim(talks: Iterable[Talk]) -> dict[str, Talk]:
    return {step.entry.id: talk for talk in talks for step in talk.steps}


def _ancestor(talk: Talk, earlier: dict[str, Talk]) -> Talk | None:
    """The talk that this one was, by the claims they share: ids change where an older episode is found later."""
    shared = [earlier[s.entry.id] for s in talk.steps if s.entry.id in earlier]
    return max(shared, key=lambda old: (sum(o is old for o in shared), old.id), default=None)


def _what(old: Talk | None, talk: Talk, then: date, moment: Moment) -> str:
    """The transition in a word; empty where there is none."""
    if old is None:
        return "new"
    if old.status is not talk.status:
        return "turned"
    if talk.end_reported and not old.end_reported:
        return "end reported"
    if talk.is_stale(moment.day, moment.stale_days) and not old.is_stale(then, moment.stale_days):
        return "stale"
    if old.is_stale(then, moment.stale_days) and not talk.is_stale(moment.day, moment.stale_days):
        return "in the news again"
    return ""


def _gone_stale(conn: sqlite3.Connection, seen: set[str], then: date, moment: Moment) -> Iterable[Transition]:
    """Rumours that nobody touched, on which a silence grew too long meanwhile."""
    last = moment.day - timedelta(days=moment.stale_days)
    first = then - timedelta(days=moment.stale_days)
    sql = "SELECT id FROM talks WHERE status = 'rumoured' AND last_reported >= ? AND last_reported < ? ORDER BY id"
    ids = [t for (t,) in conn.execute(sql, (first.isoformat(), last.isoformat())) if t not in seen]
    from alliance_cli.services import finding

    for talk in finding.stored_talks(conn, ids):
        yield _transition(conn, "stale", talk, talk, moment)


def _transition(conn: sqlite3.Connection, what: str, old: Talk | None, talk: Talk, moment: Moment) -> Transition:
    view = timeline.talk_view(conn, talk, moment, events=False)
    step = next((s for s in reversed(talk.steps) if s.changed), talk.steps[-1])
    quote = timeline.first_quote(conn, step)
    return Transition(what, str(old.status) if old else "", view, quote, step.entry.title, step.entry.url)


def last_mark(conn: sqlite3.Connection, name: str) -> Mark | None:
    """How far the reader of this name has read; None where they never did."""
    return following.mark(conn, name)


def remember(conn: sqlite3.Connection, name: str, now: datetime) -> None:
    """The reader of this name has seen all that the ledger holds."""
    with writing(conn):
        following.set_mark(conn, name, now)


def only_watched(found: Iterable[Transition], watched: Sequence[Watch]) -> list[Transition]:
    """The transitions that a watch asks for."""
    return [t for t in found if any(_asks_for(watch, t.talk) for watch in watched)]


def _asks_for(watch: Watch, talk: TalkView) -> bool:
    if watch.region:
        from alliance_cli.ledger.regions import disjoint

        if not talk.regions or disjoint([watch.region], talk.regions):
            return False
    return (
        set(watch.companies) <= set(talk.party_ids)
        and (not watch.kinds or talk.kind in watch.kinds)
        and (not watch.statuses or talk.status in watch.statuses)
    )


def watch(
    conn: sqlite3.Connection, names: Sequence[str], kinds: Sequence[Kind], statuses: Sequence[Status], region: str, *,
    command: str, now: datetime,
) -> int:  # fmt: skip
    """Keep a filter; returns its number. Raises AllianceError: 1 or 2 for a name, 2 for a filter without any."""
    ids = list(dict.fromkeys(resolve_company(conn, name) for name in names))
    if not (ids or kinds or statuses or region):
        raise AllianceError("watch what? name a company, or give --kind, --status or --region", ExitCode.USAGE)
    with writing(conn):
        operation = operations.start(conn, command, now)
        return following.add_watch(conn, ids, [*map(str, kinds)], [*map(str, statuses)], region, operation)


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


def as_row(found: Watch) -> dict[str, object]:
    """A watch as data."""
    return {"number": found.number, "companies": list(found.companies), "kinds": list(found.kinds),
            "statuses": list(found.statuses), "region": found.region}  # fmt: skip
