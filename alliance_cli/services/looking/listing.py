"""Talks as a list, out of what is stored of them; nothing is folded unless an earlier day is asked for."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.services.looking.directed import as_asked, meant
from alliance_cli.services.looking.noted import with_asides
from alliance_cli.services.looking.selection import (
    Filters,
    Moment,
    heed_region,
    look,
    passes,
    resolve_together,
    silent_before,
)
from alliance_cli.store import lookup, rumoured, talks
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import is_stale

if TYPE_CHECKING:
    from alliance_cli.services.looking.rates import Rates


class Sort(StrEnum):
    """What talks are sorted by; the latest, or the most, comes first."""

    TURN = "turn"
    REPORTED = "reported"
    FIRST = "first"
    ORIGINS = "origins"
    REPORTS = "reports"
    VALUE = "value"


class Listed(NamedTuple):
    """Talks, at most as many as were asked for, and how many there are in all."""

    talks: list[TalkView]
    total: int


def list_talks(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> list[TalkView]:
    """All talks that pass the filters, without their events, latest turn first."""
    return first_talks(conn, wanted, moment, filters).talks


def first_talks(
    conn: sqlite3.Connection,
    wanted: Sequence[str],
    moment: Moment,
    filters: Filters,
    *,
    sort: Sort = Sort.TURN,
    limit: int | None = None,
    rates: "Rates | None" = None,
) -> Listed:
    """Talks without their events, sorted, at most `limit`; what is not asked for is not read.

    Raises AllianceError (2) where values in several currencies are to be sorted without rates.
    """
    heed_region(conn, filters.region)
    past = look(conn, moment)
    if limit is not None and not past and not wanted and filters == Filters() and sort in _COLUMNS:
        first = talks.latest(conn, _COLUMNS[sort], limit)
        return Listed(ordered(stored_views(conn, first, moment), sort), talks.number(conn))
    found = ordered(_filtered(conn, wanted, moment, filters, past=past), sort, rates)
    return Listed(found[:limit], len(found))


def silent_talks(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, limit: int | None) -> Listed:
    """The stale rumours, the longest silence first, at most `limit`; with companies, those of all of them."""
    if wanted:
        found = list_talks(conn, wanted, moment, Filters(stale=True))
        found.sort(key=lambda view: (view.last_reported, view.id))
        return Listed(found[:limit], len(found))
    look(conn, moment)
    first = rumoured.silent_longest(conn, silent_before(moment.day, moment.stale_days), limit)
    views = {view.id: view for view in stored_views(conn, first.ids, moment)}
    return Listed([views[talk] for talk in first.ids], first.total)


def talks_around(
    conn: sqlite3.Connection, companies: Collection[str], moment: Moment, filters: Filters
) -> list[TalkView]:
    """The talks of the present that any of these companies is a party of and that pass the filters; no roll-up."""
    look(conn, moment)
    asked = meant(conn, filters.roles)
    views = stored_views(conn, list(talks.with_one_of(conn, companies)), moment)
    return [v for v in views if passes(v, filters) and _in_the_news(v, filters) and as_asked(v, asked)]


_COLUMNS = {
    Sort.TURN: "last_turn",
    Sort.REPORTED: "last_reported",
    Sort.FIRST: "first_reported",
    Sort.ORIGINS: "origins",
    Sort.REPORTS: "reports",
}


def _filtered(
    conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters, *, past: bool
) -> list[TalkView]:
    ways = resolve_together(conn, wanted)
    if not past and not filters.roll_up:
        found: Sequence[str] | None = None
        if wanted:
            found = list({talk: None for way in ways for talk in talks.with_companies(conn, way)})
        elif filters.stale:
            found = rumoured.between(conn, date.min, silent_before(moment.day, moment.stale_days))
        views = stored_views(conn, found, moment)
    else:
        from alliance_cli.services.looking import timeline

        views = timeline.views_at(conn, ways, moment, filters)
    asked = meant(conn, filters.roles)
    kept = (v for v in views if passes(v, filters) and _in_the_news(v, filters) and as_asked(v, asked))
    return sorted(kept, key=_by_turn)


def ordered(views: Sequence[TalkView], sort: Sort, rates: "Rates | None" = None) -> list[TalkView]:
    """The talks sorted, those with the latest turn first among equals. Raises AllianceError as `rates.worth`."""
    if sort is Sort.VALUE:
        from alliance_cli.services.looking.rates import worth

        values = worth(views, rates)
        return sorted(views, key=lambda v: values.get(v.id, -1), reverse=True)
    keys = {
        Sort.TURN: lambda v: v.last_turn.toordinal(),
        Sort.REPORTED: lambda v: v.last_reported.toordinal(),
        Sort.FIRST: lambda v: v.first_reported.toordinal(),
        Sort.ORIGINS: lambda v: v.origins,
        Sort.REPORTS: lambda v: v.reports,
    }
    return sorted(views, key=keys[sort], reverse=True)


def stored_views(conn: sqlite3.Connection, talk_ids: Sequence[str] | None, moment: Moment) -> list[TalkView]:
    """Stored talks, all or those with these ids, without their events."""
    rows = talks.rows(conn, talk_ids)
    labels = lookup.display_names(conn, {party for row in rows for party in row.parties})
    views = [
        TalkView(
            id=row.id, slug=row.slug, parties=tuple(labels[p] for p in row.parties), party_ids=row.parties,
            kind=row.kind, status=row.status, stage=row.stage, end_reported=row.end_reported, origins=row.origins,
            stale=is_stale(row.status, row.last_reported, moment.day, moment.stale_days),
            reports=row.reports, first_reported=row.first_reported, last_reported=row.last_reported,
            last_turn=row.last_turn, regions=row.regions, subjects=row.subjects,
            confirmation_reported=row.confirmation_reported, confidence=row.confidence, doubtful=row.doubtful,
            on_hold=row.on_hold, roles=row.roles, terms=row.terms,
        )
        for row in rows
    ]  # fmt: skip
    return with_asides(conn, views, moment)


def _in_the_news(view: TalkView, filters: Filters) -> bool:
    """True if the talk was in the news between the days asked for."""
    after = filters.since is None or view.last_reported >= filters.since
    return after and (filters.until is None or view.first_reported <= filters.until)


def _by_turn(view: TalkView) -> tuple[int, str]:
    return -view.last_turn.toordinal(), view.id
