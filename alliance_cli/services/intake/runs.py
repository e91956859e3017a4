"""A run of `alliance ingest`: the feeds that are due, then what was named."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from alliance_cli.models import Report
from alliance_cli.services.exchange import written
from alliance_cli.services.intake import fetching, quarantine
from alliance_cli.services.intake.crew import Crew
from alliance_cli.services.intake.fetching import Log, Network
from alliance_cli.services.intake.ingest import Intake
from alliance_cli.sources import Item, read_inputs, urls
from alliance_cli.sources.following import is_teaser
from alliance_cli.sources.robots import Robots
from alliance_cli.store import feeds, lookup, reports
from alliance_cli.store.connection import in_bulk, path_of, writing


@dataclass(frozen=True)
class Wanted:
    """What a run is to read. With `at_once` feeds are read whether they are due or not, those paused left out.

    `jobs` is in how many processes reports are read. `prepare` is shown all reports that are not in the ledger before
    the first is read, and says whether they are to be.
    """

    inputs: Sequence[str] = ()
    feeds: bool = False
    at_once: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1
    prepare: Callable[[Sequence[Report]], bool] | None = None


def has_feeds(conn: sqlite3.Connection) -> bool:
    """True if there is any feed to read, due or not."""
    return feeds.are_there(conn)


def run(intake: Intake, wanted: Wanted, network: Network, log: Log) -> None:
    """Read what is wanted. With a dry run all is done inside one transaction that is rolled back."""
    with in_bulk(intake.conn), writing(intake.conn, keep=False) if intake.dry_run else nullcontext():
        if wanted.feeds:
            now = intake.clock()
            due = [f for f in feeds.listed(intake.conn) if f.is_due(now) or (wanted.at_once and not f.paused)]
            quarantine.retry_due(intake, network, log)
            fetching.run(intake, due, network, log)
        ledger = path_of(intake.conn)
        with Crew(wanted.jobs if ledger else 1, ledger) as crew:
            items = _prepared(intake, _read(intake, wanted, network), wanted)
            intake.take_all(items, crew)
        if intake.dry_run:
            parties = {party for change in intake.summary.final_changes for party in change.talk.parties}
            intake.summary.named.update(lookup.display_names(intake.conn, parties))


def _prepared(intake: Intake, items: Iterator[Item], wanted: Wanted) -> Iterable[Item]:
    if wanted.prepare is None:
        return items
    found = list(items)
    reports = [item for item in found if isinstance(item, Report) and not intake.is_known(item)]
    return found if wanted.prepare(reports) else [item for item in found if not isinstance(item, Report)]


def _read(intake: Intake, wanted: Wanted, network: Network) -> Iterator[Item]:
    return read_inputs(
        wanted.inputs, mapping=wanted.mapping, day_first=network.options.day_first, full=network.full,
        forms=network.options.forms, fetch=_fetcher(intake, wanted, network), before=intake.settle,
        own=written.is_own,
    )  # fmt: skip


def _fetcher(intake: Intake, wanted: Wanted, network: Network) -> Callable[[str], Iterable[Item]]:
    """Fetches pages: those that were named as they are, links found on the way with regard to robots.txt, and only if
    their story is not in the ledger.
    """
    robots = Robots(network.fetcher.get)
    named = set(wanted.inputs)

    def fetch(url: str) -> Iterable[Item]:
        intake.settle()  # others may write while this waits
        if url in named:
            return network.page(url)
        return () if _is_held(intake.conn, url) else network.page(url, robots)

    return fetch


def _is_held(conn: sqlite3.Connection, url: str) -> bool:
    """True if the ledger has the story behind an address, and not only its beginning."""
    known = reports.report_with_key(conn, f"url:{urls.url_key(url)}")
    held = reports.content(conn, known) if known else None
    return held is not None and not is_teaser(held)
