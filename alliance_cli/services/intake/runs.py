"""A run of `alliance ingest`: the feeds that are due, then what was named."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from alliance_cli.services.intake import fetching, quarantine
from alliance_cli.services.intake.fetching import Log, Network
from alliance_cli.services.intake.ingest import Intake
from alliance_cli.sources import Item, read_inputs, urls
from alliance_cli.sources.following import is_teaser
from alliance_cli.sources.robots import Robots
from alliance_cli.store import feeds, reports
from alliance_cli.store.connection import writing


@dataclass(frozen=True)
class Wanted:
    """What a run is to read. With `at_once` feeds are read whether they are due or not, those paused left out."""

    inputs: Sequence[str] = ()
    feeds: bool = False
    at_once: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)


def has_feeds(conn: sqlite3.Connection) -> bool:
    """True if there is any feed to read, due or not."""
    return feeds.are_there(conn)


def run(intake: Intake, wanted: Wanted, network: Network, log: Log) -> None:
    """Read what is wanted. With a dry run all is done inside one transaction that is rolled back."""
    with writing(intake.conn, keep=False) if intake.dry_run else nullcontext():
        if wanted.feeds:
            now = intake.clock()
            due = [f for f in feeds.listed(intake.conn) if f.is_due(now) or (wanted.at_once and not f.paused)]
            quarantine.retry_due(intake, network, log)
            fetching.run(intake, due, network, log)
        for item in _read(intake.conn, wanted, network):
            intake.take(item)


def _read(conn: sqlite3.Connection, wanted: Wanted, network: Network) -> Iterator[Item]:
    return read_inputs(
        wanted.inputs, mapping=wanted.mapping, day_first=network.options.day_first, full=network.full,
        fetch=_fetcher(conn, wanted, network),
    )  # fmt: skip


def _fetcher(conn: sqlite3.Connection, wanted: Wanted, network: Network) -> Callable[[str], Iterable[Item]]:
    """Fetches pages: those that were named as they are, links found on the way with regard to robots.txt, and only if
    their story is not in the ledger.
    """
    robots = Robots(network.fetcher.get)
    named = set(wanted.inputs)

    def fetch(url: str) -> Iterable[Item]:
        if url in named:
            return network.page(url)
        return () if _is_held(conn, url) else network.page(url, robots)

    return fetch


def _is_held(conn: sqlite3.Connection, url: str) -> bool:
    """True if the ledger has the story behind an address, and not only its beginning."""
    known = reports.report_with_key(conn, f"url:{urls.url_key(url)}")
    held = reports.content(conn, known) if known else None
    return held is not None and not is_teaser(held)
