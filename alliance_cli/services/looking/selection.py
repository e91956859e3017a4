"""Which talks a screen wants, and from when the ledger is looked at."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.store import lookup, talks
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Role, Status

STALE_DAYS = 180
"""A rumour without news for longer than this is shown as stale."""

_COMBINATIONS = 100


class Filters(NamedTuple):
    """Which talks and events are wanted; None or empty means all. `since` and `until` bound the days of events.

    `roles` name companies with what each is to be in the talk. `stale` and `doubtful` ask for those that are, or are
    not. With `roll_up` a company stands for those it owned at the time.
    """

    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    region: str = ""
    since: date | None = None
    until: date | None = None
    stale: bool | None = None
    roll_up: bool = False
    tags: tuple[str, ...] = ()
    doubtful: bool | None = None
    roles: tuple[tuple[Role, str], ...] = ()


def silent_before(day: date, stale_days: int) -> date:
    """A rumour whose latest report is from before this is stale on the day (`vocabulary.is_stale`)."""
    return date.fromordinal(max(day.toordinal() - stale_days, 1))


class Moment(NamedTuple):
    """From when the ledger is looked at: `today`; only what was published by `as_of`; only what it knew by `known`."""

    today: date
    as_of: date | None = None
    stale_days: int = STALE_DAYS
    known: datetime | None = None

    @property
    def day(self) -> date:
        """The day that counts as today."""
        return min((d for d in (self.as_of, self.known.date() if self.known else None) if d), default=self.today)

    @property
    def is_past(self) -> bool:
        """True if part of the ledger is not to be seen. All that it holds had been published by today."""
        return self.known is not None or (self.as_of is not None and self.as_of < self.today)


def look(conn: sqlite3.Connection, moment: Moment) -> bool:
    """Let every query on this connection see the ledger as of the moment. True if that is the past.

    Stored talks are those of the present; talks of the past have to be folded.
    """
    from alliance_cli.store import sight

    if moment.is_past:
        from alliance_cli.store import companies

        in_past = moment.as_of if moment.as_of is not None and moment.as_of < moment.today else None
        sight.look_back(conn, sight.Bounds(as_of=in_past, known=moment.known))
        companies.look_back(conn)
    else:
        sight.name_as_now(conn)
        sight.look_at_present(conn)
    return moment.is_past


def resolve_company(conn: sqlite3.Connection, text: str) -> str:
    """The id of the company that `text` names. Raises AllianceError: 1 if unknown, 2 if ambiguous."""
    from alliance_cli import resolve  # only what names companies needs it

    found = lookup.by_name(conn, text)
    return resolve.choose(text, found, () if found else near_names(conn, text))


def near_names(conn: sqlite3.Connection, text: str) -> list[str]:
    """The names that `text` could be meant for, those of companies with talks first."""
    from alliance_cli import resolve

    return resolve.suggested(text, lookup.named_keys(conn, with_talks=True), lookup.named_keys(conn))


def resolve_together(conn: sqlite3.Connection, texts: Sequence[str]) -> list[list[str]]:
    """The ways to understand companies that are named together: in each the id of every company, once.

    A name that could mean several is settled by the company it keeps: “Saab” beside Koenigsegg is the one Saab that has
    a talk with Koenigsegg. Where several of one house have, as “Porsche” and its holding with Volkswagen, or several
    that bore the name in turn, as two companies bore “Motorola”, each is one way. Raises AllianceError as
    `resolve_company` where that leaves none, or several that are strangers.
    """
    found = [lookup.bearers(conn, text) for text in texts]
    turns = [len(spans) > 1 and lookup.taken_in_turn(spans) for spans in found]
    if all(found) and (any(turns) or (len(texts) > 1 and any(len(spans) > 1 for spans in found))):
        settled = _with_talks(conn, [sorted(spans) for spans in found])
        if len(settled) == 1 or (settled and _go_together(conn, settled, turns)):
            return settled
    return [list(dict.fromkeys(resolve_company(conn, text) for text in texts))]


def _with_talks(conn: sqlite3.Connection, candidates: Sequence[Sequence[str]]) -> list[list[str]]:
    """The ways to choose one company of each list such that all of them have a talk together."""
    from itertools import islice, product

    chosen = islice(product(*candidates), _COMBINATIONS)
    distinct = (ids for ids in chosen if len(set(ids)) == len(ids))
    return [list(ids) for ids in distinct if talks.with_companies(conn, ids)]


def _go_together(conn: sqlite3.Connection, ways: Sequence[Sequence[str]], turns: Sequence[bool]) -> bool:
    """True if those a name could mean are always an owner and what it owned at some time, or bore it in turn."""
    from alliance_cli.store.kinship import Kinship

    kin = Kinship(conn)
    meant = [set(place) for place in zip(*ways, strict=True)]
    return all(
        turn or len(ids) == 1 or any(ids - {owner} <= kin.below(owner) for owner in ids)
        for ids, turn in zip(meant, turns, strict=True)
    )


def passes(view: TalkView, filters: Filters) -> bool:
    """True if a talk is of the kind, status, market, age and confidence asked for."""
    return (
        (not filters.kinds or view.kind in filters.kinds)
        and (not filters.statuses or view.status in filters.statuses)
        and (not filters.region or is_for(view.regions, filters.region))
        and all(any(n.sort == "tag" and n.value == tag for n in view.notes) for tag in filters.tags)
        and (filters.stale is None or view.stale is filters.stale)
        and (filters.doubtful is None or view.doubtful is filters.doubtful)
    )


def is_for(markets: Iterable[str], region: str) -> bool:
    """True if one of these markets is in a region, which may be one of the user's own."""
    from alliance_cli import own, places

    wanted = own.places(region)
    return any(places.contains(place, market) for market in markets for place in wanted)


def heed_region(conn: sqlite3.Connection, region: str) -> None:
    """Raises AllianceError: 1 for a place that no table has and no talk is for, with those spelled much like it; 78 for
    a market of one's own in which there is such a place.
    """
    if not region:
        return
    from alliance_cli import own, places

    within = own.places(region)
    strange = [p for p in within if not (places.is_known(p) or is_for(talks.markets(conn), p))]
    if strange and within != [region]:
        raise AllianceError(f"regions.{region}: {places.unknown(strange[0])}", ExitCode.CONFIGURATION)
    if strange:
        raise AllianceError(places.unknown(region, also=", and no talk is for one"), ExitCode.NOT_FOUND)
