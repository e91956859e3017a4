"""Figures of a ledger: how many talks of which status, kind and year, who is most active, what became of rumours."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from alliance_cli.overviews import Count, Outcomes, StatsView
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.listing import list_talks
from alliance_cli.services.looking.selection import Filters, Moment
from alliance_cli.store import figures
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Status

MOST_ACTIVE = 10


def stats(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> StatsView:
    """The figures of all talks, or of those with all the companies asked for; now or as of a date."""
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
    numbers = Counter(talk.first_reported.year for talk in talks)
    if not numbers:
        return ()
    return tuple(Count(f"{year:04}", numbers[year]) for year in range(min(numbers), max(numbers) + 1))


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
