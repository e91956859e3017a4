"""What is new or turned since somebody looked last: each transition once; and the filters they follow."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Status, Talk
from alliance_cli.services import copying, finding, timeline
from alliance_cli.services.folding import Folder, fold_of
from alliance_cli.services.selection import Moment, resolve_company
from alliance_cli.store import claims, following, operations, pairs, sight, talks
from alliance_cli.store.connection import writing
from alliance_cli.store.following import Mark, Watch
from alliance_cli.store.kinship import Kinship
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind

_FEW = 3_000
"""Up to so many touched claims are traced one by one; for more, all that is tied to them is folded again."""


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
    before, now = (_traced(conn, bounds, touched) if len(touched) <= _FEW else None) or _whole(conn, bounds, touched)
    found = _compared(before, now, then, moment)
    return _shown(conn, [*found, *_gone_stale(conn, {turn.talk.id for turn in found}, then, moment)], moment)


def _traced(conn: sqlite3.Connection, bounds: sight.Bounds, touched: set[str]) -> tuple[list[Talk], list[Talk]] | None:
    """The talks that are not what they were, before and now: the claims that were touched are taken out again."""
    bearing = touched | {c for report in claims.reports_of(conn, touched) for c in copying.claims_with(conn, report)}
    sight.look_back(conn, bounds, claims.reports_of(conn, bearing))
    then = claims.entries(conn, bearing, Kinship(conn))
    sight.look_at_present(conn)
    found = Folder(conn, Kinship(conn)).with_others(bearing, then)
    return found and (found[1], found[0])


def _whole(conn: sqlite3.Connection, bounds: sight.Bounds, touched: set[str]) -> tuple[list[Talk], list[Talk]]:
    """All talks of claims that are tied to those that were touched, before and now."""
    reach = pairs.related(conn, touched)
    now = finding.stored_talks(conn, talks.of_claims(conn, reach))
    sight.look_back(conn, bounds)
    held = conn.execute("SELECT 1 FROM current_revisions LIMIT 1").fetchone()
    before = fold_of(conn, reach, Kinship(conn)) if held else []
    sight.look_at_present(conn)
    return before, now


class _Turn(NamedTuple):
    """What happened to a talk; `old` is what it was, None for a new one."""

    what: str
    old: Talk | None
    talk: Talk


def _compared(before: Sequence[Talk], now: Sequence[Talk], then: date, moment: Moment) -> list[_Turn]:
    earlier = _by_claim(before)
    kept: set[str] = set()
    found = []
    for talk in now:
        old = _ancestor(talk, earlier)
        if old is not None:
            kept.add(old.id)
        what = _what(old, talk, then, moment)
        if what:
            found.append(_Turn(what, old, talk))
    return found + [_Turn("gone", talk, talk) for talk in before if talk.id not in kept]


def _by_claim(found: Iterable[Talk]) -> dict[str, Talk]:
    return {step.entry.id: talk for talk in found for step in talk.steps}


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


def _gone_stale(conn: sqlite3.Connection, seen: set[str], then: date, moment: Moment) -> Iterable[_Turn]:
    """Rumours that nobody touched, on which a silence grew too long meanwhile."""
    last = moment.day - timedelta(days=moment.stale_days)
    first = then - timedelta(days=moment.stale_days)
    sql = "SELECT id FROM talks WHERE status = 'rumoured' AND last_reported >= ? AND last_reported < ? ORDER BY id"
    ids = [t for (t,) in conn.execute(sql, (first.isoformat(), last.isoformat())) if t not in seen]
    return (_Turn("stale", talk, talk) for talk in finding.stored_talks(conn, ids))


def _shown(conn: sqlite3.Connection, turns: Sequence[_Turn], moment: Moment) -> list[Transition]:
    """The turns with what a reader needs: names, and the words the latest change of status rests on."""
    views = timeline.talk_views(conn, [turn.talk for turn in turns], moment)
    steps = [next((s for s in reversed(t.talk.steps) if s.changed), t.talk.steps[-1]) for t in turns]
    quotes = claims.load_evidence(conn, {step.entry.id for step in steps})
    return [
        Transition(
            turn.what, str(turn.old.status) if turn.old else "", view,
            next((e.quote for e in quotes.get(step.entry.id, ())), ""), step.entry.title, step.entry.url,
        )
        for turn, view, step in zip(turns, views, steps, strict=True)
    ]  # fmt: skip


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
