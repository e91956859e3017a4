"""What is new or turned since a moment: each transition once, latest turn first.

Talks are compared by where they stand; what a reader needs besides is read only for those that are shown.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from alliance_cli.ledger.identity import ancestor
from alliance_cli.ledger.turns import turns as turns_of_terms
from alliance_cli.models import Status, Talk
from alliance_cli.services.keeping import copying
from alliance_cli.services.keeping.folding import Folder, fold_of
from alliance_cli.services.looking import timeline
from alliance_cli.services.looking.listing import stored_views
from alliance_cli.services.looking.selection import Moment, silent_before
from alliance_cli.store import claims, following, pairs, rumoured, sight, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.talks import Standing, standing_of
from alliance_cli.views import TalkView

_FEW = 3_000
"""Up to so many touched claims are traced one by one; for more, all that is tied to them is folded again."""


class Transition(NamedTuple):
    """A talk that is not what it was: new, turned, its end or confirmation reported, doubtful or no longer so, gone
    stale, gone, or in the news again.

    Also one of which a term is not what it was: its price raised, its closing moved. `before` is its status then, None
    for a new one. `talk` is where it stands now, `gone` the talk that is no more; `was` and `now` are what a term was
    and is.
    """

    what: str
    before: Status | None
    talk: Standing
    gone: Talk | None = None
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A transition as a reader sees it, with the words the latest change of status rests on."""

    what: str
    before: str
    talk: TalkView
    quote: str = ""
    title: str = ""
    url: str = ""
    was: str = ""
    now: str = ""


def since(conn: sqlite3.Connection, bounds: sight.Bounds, then: date, moment: Moment) -> list[Transition]:
    """What differs between the ledger within these bounds, on that day, and now; looks only at what was touched."""
    if not sight.held(conn, bounds):
        found = [Transition("new", None, talk) for talk in talks.standings(conn)]
    else:
        found = _compared(conn, *_before_and_now(conn, bounds), then, moment)
        found += _gone_stale(conn, {turn.talk.id for turn in found}, then, moment)
    return sorted(found, key=lambda turn: (-turn.talk.last_turn.toordinal(), turn.talk.id))


def since_day(conn: sqlite3.Connection, day: date, moment: Moment) -> list[Transition]:
    """What differs between the ledger as it was when a day began, where the user is, and now."""
    end = datetime.combine(day, time()).astimezone() - timedelta(microseconds=1)
    return since(conn, sight.Bounds(known=end), day - timedelta(days=1), moment)


def _before_and_now(conn: sqlite3.Connection, bounds: sight.Bounds) -> tuple[list[Talk], list[Standing]]:
    """The talks that what was read since bears on, as they were and as they are."""
    touched = following.touched_since(conn, bounds)
    return (_traced(conn, bounds, touched) if len(touched) <= _FEW else None) or _whole(conn, bounds, touched)


def _traced(
    conn: sqlite3.Connection, bounds: sight.Bounds, touched: set[str]
) -> tuple[list[Talk], list[Standing]] | None:
    """The talks that are not what they were: the claims that were touched are taken out again."""
    bearing = touched | {c for report in claims.reports_of(conn, touched) for c in copying.claims_with(conn, report)}
    sight.look_back(conn, bounds, claims.reports_of(conn, bearing))
    then = claims.entries(conn, bearing, Kinship(conn))
    sight.look_at_present(conn)
    found = Folder(conn, Kinship(conn)).with_others(bearing, then)
    return found and (found[1], [standing_of(talk) for talk in found[0]])


def _whole(conn: sqlite3.Connection, bounds: sight.Bounds, touched: set[str]) -> tuple[list[Talk], list[Standing]]:
    """All talks of claims that are tied to those that were touched."""
    reach = pairs.related(conn, touched)
    now = talks.standings(conn, talks.of_claims(conn, reach))
    sight.look_back(conn, bounds)
    before = fold_of(conn, reach, Kinship(conn))
    sight.look_at_present(conn)
    return before, now


def _compared(
    conn: sqlite3.Connection, before: Sequence[Talk], now: Sequence[Standing], then: date, moment: Moment
) -> list[Transition]:
    stand = {claim for talk in now for claim in talk.claims}
    earlier = claims.with_kin(conn, {step.entry.id: talk for talk in before for step in talk.steps}, stand)
    kept: set[str] = set()
    found = []
    for talk in now:
        old = ancestor(talk.claims, earlier)
        if old is not None:
            kept.add(old.id)
        what = _what(old, talk, then, moment)
        if what:
            found.append(Transition(what, old.status if old else None, talk))
        if old is not None:
            found += [
                Transition(t.what, old.status, talk, was=t.was, now=t.now)
                for t in turns_of_terms(old.terms, talk.terms)
            ]
    gone = [talk for talk in before if talk.id not in kept]
    return found + [Transition("gone", talk.status, standing_of(talk), talk) for talk in gone]


def _what(old: Talk | None, talk: Standing, then: date, moment: Moment) -> str:
    """The transition in a word; empty where there is none."""
    if old is None:
        return "new"
    if old.status is not talk.status:
        return "turned"
    if talk.end_reported and not old.end_reported:
        return "end reported"
    if talk.confirmation_reported and not old.confirmation_reported:
        return "confirmation reported"
    if talk.doubtful is not old.doubtful:
        return "doubtful" if talk.doubtful else "no longer doubtful"
    was, stale = old.is_stale(then, moment.stale_days), talk.is_stale(moment.day, moment.stale_days)
    if was is not stale:
        return "stale" if stale else "in the news again"
    return ""


def _gone_stale(conn: sqlite3.Connection, seen: set[str], then: date, moment: Moment) -> Iterator[Transition]:
    """Rumours that nobody touched, on which a silence grew too long meanwhile."""
    first, end = (silent_before(day, moment.stale_days) for day in (then, moment.day))
    ids = [talk for talk in rumoured.between(conn, first, end) if talk not in seen]
    return (Transition("stale", talk.status, talk) for talk in talks.standings(conn, ids))


def told(conn: sqlite3.Connection, turns: Sequence[Transition], moment: Moment) -> list[Told]:
    """The transitions with what a reader needs: names, and the words the latest change of status rests on."""
    deciding = {**talks.deciding(conn, [turn.talk.id for turn in turns]), **_deciding(turns)}
    quotes = claims.load_evidence(conn, deciding.values())
    articles = claims.headlines(conn, deciding.values())
    return [
        Told(
            turn.what, turn.before or "", view, next((e.quote for e in quotes.get(deciding[turn.talk.id], ())), ""),
            *articles[deciding[turn.talk.id]], turn.was, turn.now,
        )
        for turn, view in zip(turns, views(conn, turns, moment), strict=True)
    ]  # fmt: skip


def _deciding(turns: Iterable[Transition]) -> dict[str, str]:
    """The claim that turned each talk that is no more."""
    gone = (turn.gone for turn in turns if turn.gone)
    return {talk.id: next(step.entry.id for step in reversed(talk.steps) if step.changed) for talk in gone}


def views(conn: sqlite3.Connection, turns: Sequence[Transition], moment: Moment) -> list[TalkView]:
    """The talks of these transitions, in their order."""
    gone = timeline.talk_views(conn, [turn.gone for turn in turns if turn.gone], moment)
    stored = stored_views(conn, [turn.talk.id for turn in turns if not turn.gone], moment)
    found = {(view.id, True): view for view in gone} | {(view.id, False): view for view in stored}
    return [found[turn.talk.id, bool(turn.gone)] for turn in turns]
