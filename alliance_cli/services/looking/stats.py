"""Figures of a ledger: how many talks of which status, kind and year, who is most active, what became of rumours."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from alliance_cli.overviews import Count, Outcomes, StatsView
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.listing import list_talks
from alliance_cli.services.looking.selection import Filters, Moment, look, silent_before
from alliance_cli.store import figures, lookup
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Status

MOST_ACTIVE = 10


def stats(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> StatsView:
    """The figures of all talks, or of those with all the companies asked for; now or as of a date."""
    if not wanted and not moment.is_past and filters._replace(doubtful=None) == Filters():
        return _of_all(conn, moment, doubtful=filters.doubtful)
    talks = list_talks(conn, wanted, moment, filters)
    opened = _opened(conn, moment)
    return StatsView(
        as_of=moment.as_of,
        talks=len(talks),
        reports=sum(talk.reports for talk in talks),
        origins=sum(talk.origins for talk in talks),
        statuses=_counts((talk.status for talk in talks), Status),
        kinds=_counts((talk.kind for talk in talks), Kind),
        years=_years(talks),
        companies=_companies(talks),
        outcomes=_outcomes([talk for talk in talks if opened.get(talk.id) == Status.RUMOURED]),
    )


def _of_all(conn: sqlite3.Connection, moment: Moment, *, doubtful: bool | None) -> StatsView:
    """The figures of all talks, or of those that are (not) doubtful, counted where they lie."""
    look(conn, moment)
    groups = figures.groups(conn, doubtful)
    silent = silent_before(moment.day, moment.stale_days)
    active = figures.most_active(conn, doubtful, MOST_ACTIVE)
    labels = lookup.display_names(conn, dict(active))
    return StatsView(
        as_of=moment.as_of,
        talks=sum(group.talks for group in groups),
        reports=sum(group.reports for group in groups),
        origins=sum(group.origins for group in groups),
        statuses=_summed(((group.status, group.talks) for group in groups), Status),
        kinds=_summed(((group.kind, group.talks) for group in groups), Kind),
        years=_by_year((group.year, group.talks) for group in groups),
        companies=tuple(Count(labels[company], number) for company, number in active),
        outcomes=_sorted_out(figures.outcomes(conn, doubtful, silent)),
    )


def _summed(found: Iterable[tuple[str, int]], words: Iterable[str]) -> tuple[Count, ...]:
    numbers: Counter[str] = Counter()
    for word, number in found:
        numbers[word] += number
    return tuple(Count(str(word), numbers[word]) for word in words)


def _by_year(found: Iterable[tuple[int, int]]) -> tuple[Count, ...]:
    numbers: Counter[int] = Counter()
    for year, number in found:
        numbers[year] += number
    return _filled(numbers)


def _sorted_out(found: Mapping[tuple[str, bool], int]) -> Outcomes:
    """What became of rumours, out of how many stand how now, and are silent or not."""
    by_status = {status: found.get((status, False), 0) + found.get((status, True), 0) for status in Status}
    stale = found.get((Status.RUMOURED, True), 0)
    return Outcomes(
        opened=sum(found.values()), confirmed=by_status[Status.CONFIRMED], abandoned=by_status[Status.ABANDONED],
        open=by_status[Status.RUMOURED] - stale, stale=stale,
    )  # fmt: skip


def _opened(conn: sqlite3.Connection, moment: Moment) -> Mapping[str, str]:
    """Talk id -> the status that the first claim that counts gave it."""
    if not moment.is_past:
        return figures.opening_statuses(conn)
    return {talk.id: talk.bearing[0].status for talk in finding.talks_with(conn, [], moment, roll_up=False)}


def _counts(found: Iterable[str], words: Iterable[str]) -> tuple[Count, ...]:
    numbers = Counter(found)
    return tuple(Count(str(word), numbers[word]) for word in words)


def _years(talks: Sequence[TalkView]) -> tuple[Count, ...]:
    """Talks by the year of their first report, years without any included."""
    return _filled(Counter(talk.first_reported.year for talk in talks))


def _filled(numbers: Mapping[int, int]) -> tuple[Count, ...]:
    if not numbers:
        return ()
    return tuple(Count(f"{year:04}", numbers.get(year, 0)) for year in range(min(numbers), max(numbers) + 1))


def _companies(talks: Sequence[TalkView]) -> tuple[Count, ...]:
    numbers: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for talk in talks:
        numbers.update(set(talk.party_ids))
        labels.update(zip(talk.party_ids, talk.parties, strict=True))
    ranked = sorted(numbers, key=lambda company: (-numbers[company], company))[:MOST_ACTIVE]
    return tuple(Count(labels[company], numbers[company]) for company in ranked)


def _outcomes(rumours: Sequence[TalkView]) -> Outcomes:
    statuses = Counter(talk.status for talk in rumours)
    stale = sum(talk.stale for talk in rumours)
    return Outcomes(
        opened=len(rumours), confirmed=statuses[Status.CONFIRMED], abandoned=statuses[Status.ABANDONED],
        open=statuses[Status.RUMOURED] - stale, stale=stale,
    )  # fmt: skip
