"""The ledger in a screenful."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date

from alliance_cli.overviews import Count, DashboardView, SourceTrouble
from alliance_cli.services.looking.listing import list_talks
from alliance_cli.services.looking.noted import due_by, noted
from alliance_cli.services.looking.selection import STALE_DAYS, Filters, Moment
from alliance_cli.sources import urls
from alliance_cli.store import feeds, figures
from alliance_cli.vocabulary import Status

LATEST = 6
RUMOURS = 4
TROUBLES = 4


def dashboard(conn: sqlite3.Connection, ledger: str, today: date, *, stale_days: int = STALE_DAYS) -> DashboardView:
    """Size and span of the ledger, its latest turns, its open rumours with the oldest news first."""
    talks = list_talks(conn, [], Moment(today, stale_days=stale_days), Filters())
    rumours = sorted((t for t in talks if t.status is Status.RUMOURED), key=lambda t: (t.last_reported, t.id))
    numbers = Counter(talk.status for talk in talks)
    reports, claims, _, companies = figures.sizes(conn)
    first, last = figures.span(conn)
    return DashboardView(
        ledger=ledger, reports=reports, claims=claims, talks=len(talks), companies=companies,
        first=date.fromisoformat(first) if first else None, last=date.fromisoformat(last) if last else None,
        statuses=tuple(Count(str(status), numbers[status]) for status in Status),
        latest=tuple(talks[:LATEST]), rumours=tuple(rumours[:RUMOURS]), troubles=tuple(_troubles(conn)), today=today,
        due=tuple(due_by(noted(conn).all(), today)),
    )  # fmt: skip


def _troubles(conn: sqlite3.Connection) -> Iterator[SourceTrouble]:
    """The feeds that fail, those that failed most often first."""
    failing = sorted((feed for feed in feeds.listed(conn) if feed.is_failing), key=lambda f: (-f.failures, f.id))
    for feed in failing[:TROUBLES]:
        since = feed.last_success.date().isoformat() if feed.last_success else "never read"
        name = urls.without_secrets(feed.name or feed.url)
        yield SourceTrouble(name, feed.last_error or f"failed {feed.failures} times", since)
