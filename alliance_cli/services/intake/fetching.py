"""A run over the feeds: those that are due are fetched side by side, their entries taken one after the other.

Fetching and parsing happens on threads, one for each host; only the caller's thread touches the ledger. A feed's state
is stored when all that it brought is: a run that is killed in between is made up for by the next.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Report
from alliance_cli.services.intake import feed_state
from alliance_cli.services.intake.feed_state import Outcome
from alliance_cli.services.intake.ingest import FEED, WEB, Intake
from alliance_cli.sources import Fault, Item, Options, urls
from alliance_cli.sources.documents import fetch_reports, read_answer
from alliance_cli.sources.following import completed, is_teaser
from alliance_cli.sources.guard import from_bug, guarded
from alliance_cli.sources.http import FEEDS, Answer, Fetcher
from alliance_cli.sources.items import bad_data, from_os_error
from alliance_cli.sources.polite import by_host
from alliance_cli.sources.robots import Robots
from alliance_cli.store import feeds
from alliance_cli.store.feeds import Feed

Log = Callable[..., None]
"""Called with the name of an event and its values."""

Job = TypeVar("Job")
Result = TypeVar("Result")

_HOSTS = 8


@dataclass
class Network:
    """What a run fetches with: `full` fetches the pages of stories that are only announced, `stop` ends it early."""

    fetcher: Fetcher
    options: Options = field(default_factory=Options)
    full: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    resting: dict[str, float] = field(default_factory=dict)
    """Hosts that asked to be left alone for so many seconds; they are not asked again in this run."""

    def page(self, url: str, robots: Robots | None = None) -> Iterator[Item]:
        """The reports behind an address."""
        return fetch_reports(url, self.fetcher, self.options, robots=robots)


@dataclass(frozen=True)
class _Fetched:
    outcome: Outcome
    items: tuple[Item, ...] = ()


@dataclass
class _Pending:
    """A feed some of whose entries wait for their pages."""

    feed: Feed
    outcome: Outcome
    left: int


def run(intake: Intake, due: Iterable[Feed], network: Network, log: Log) -> None:
    """Fetch these feeds and take what is new in them."""
    pages: list[tuple[_Pending, Report]] = []
    for feed, fetched in side_by_side(due, lambda f: f.url, lambda f: _fetched(f, network, intake.clock()), network):
        waiting = _take_entries(intake, feed, fetched, whole=network.full or feed.whole)
        pending = _Pending(feed, fetched.outcome, len(waiting))
        pages += [(pending, report) for report in waiting]
        if not waiting:
            _settle(intake, pending, log)
    robots = Robots(network.fetcher.get)

    def fill(job: tuple[_Pending, Report]) -> list[Item]:
        return list(guarded(completed([job[1]], lambda url: network.page(url, robots)), job[1].url))

    for (pending, report), items in side_by_side(pages, lambda job: job[1].url, fill, network):
        _take_filled(intake, report, items)
        pending.left -= 1
        if not pending.left:
            _settle(intake, pending, log)


def side_by_side(
    jobs: Iterable[Job], address: Callable[[Job], str], work: Callable[[Job], Result], network: Network
) -> Iterator[tuple[Job, Result]]:
    """`by_host` as a run of this network does it."""
    return by_host(jobs, address, work, hosts=_HOSTS, hurry=network.stop)


def _fetched(feed: Feed, network: Network, now: datetime) -> _Fetched:
    """`fetch`, with what a bug raises as the fault of that feed."""
    try:
        return fetch(feed, network, now)
    except AllianceError:
        raise
    except Exception as error:
        fault = from_bug(error, feed.url)
        return _Fetched(Outcome(Answer(feed.url, fault=fault), fault))


def fetch(feed: Feed, network: Network, now: datetime) -> _Fetched:
    """Ask for a feed and read it, unless it is the one read before. Touches no ledger."""
    answer = _asked(feed, network, now) if urls.is_url(feed.url) else _from_file(feed.url, network.options.document)
    if answer.fault is not None or answer.not_modified:
        return _Fetched(Outcome(answer, answer.fault))
    if feed.digest and answer.digest == feed.digest:
        return _Fetched(Outcome(answer, same=True))
    items = tuple(read_answer(answer, network.options, publisher=feed.publisher, feed=True))
    fault = next((item for item in items if isinstance(item, Fault) and item.locator == answer.url), None)
    return _Fetched(Outcome(answer, fault), tuple(item for item in items if item is not fault))


def _asked(feed: Feed, network: Network, now: datetime) -> Answer:
    host = urls.host_name(feed.url)
    if host in network.resting:
        wait = network.resting[host]
        return Answer(feed.url, retry_after=wait, fault=_rests(feed.url))
    answer = network.fetcher.get(feed.url, accept=FEEDS, **feed_state.validators(feed, now))
    if answer.status == 429 and answer.retry_after:
        network.resting[host] = answer.retry_after
    return answer


def _rests(url: str) -> Fault:
    return Fault(url, "its host asked to be left alone for now", ExitCode.TRY_AGAIN, "rests", passing=True)


def _from_file(name: str, most: int) -> Answer:
    """A feed in a file, as if it had been fetched."""
    try:
        with Path(name).open("rb") as stream:
            raw = stream.read(most + 1)
    except OSError as error:
        return Answer(name, fault=from_os_error(name, error))
    if len(raw) > most:
        return Answer(name, fault=bad_data(name, f"larger than {most >> 20} MiB", "too-large"))
    return Answer(name, status=200, body=raw)


def _take_entries(intake: Intake, feed: Feed, fetched: _Fetched, *, whole: bool) -> list[Report]:
    """Take the entries; returns those whose page is to be fetched first."""
    if fetched.outcome.unchanged:
        return []
    waiting = []
    shared = ambiguous(item for item in fetched.items if isinstance(item, Report))
    with intake.at_once():
        for item in fetched.items:
            if isinstance(item, Fault):
                intake.take(item, FEED, publisher=feed.publisher)
                continue
            entry = replace(item, locator=feed.url)
            if whole and entry.url not in shared and is_teaser(entry) and not intake.is_known(entry):
                waiting.append(entry)
            else:
                intake.take(entry, FEED, key=entry_key(entry, shared))
    return waiting


def _take_filled(intake: Intake, entry: Report, items: Iterable[Item]) -> None:
    """Take an entry with the text of its page, or as the feed has it, and what went wrong with the page.

    That goes first: once an entry is stored no later run asks for its page, should this one end in between.
    """
    for item in sorted(items, key=lambda item: not isinstance(item, Fault)):
        if isinstance(item, Fault):
            intake.take(item, WEB)
        else:
            intake.take(item, FEED, key=entry_key(item, frozenset()), seen_as=entry)


def ambiguous(entries: Iterable[Report]) -> frozenset[str]:
    """The addresses and ids that a feed gives to stories with different titles, so that they tell nothing apart."""
    titles: dict[str, set[str]] = {}
    for entry in entries:
        for name in {entry.url, entry.record_id} - {""}:
            titles.setdefault(name, set()).add(names.fold(entry.title))
    return frozenset(name for name, found in titles.items() if len(found) > 1)


def entry_key(entry: Report, shared: frozenset[str]) -> str:
    """What an entry is known by: empty for its address, else its id, else its title; never its place in the feed, nor
    what is secret in that feed's address.
    """
    if entry.url and entry.url not in shared:
        return ""
    if entry.record_id and entry.record_id not in shared:
        return f"id:{entry.publisher.casefold()}:{entry.record_id}"
    return f"entry:{urls.without_secrets(entry.locator)}:{entry.record_id}:{names.fold(entry.title) or entry.text}"


def _settle(intake: Intake, pending: _Pending, log: Log) -> None:
    """Store what became of a feed, count it and tell of it."""
    outcome, now = pending.outcome, intake.clock()
    rests = outcome.fault is not None and outcome.fault.kind == "rests"
    state = feed_state.after(pending.feed, outcome, now)
    if rests:
        state = replace(pending.feed, next_due=state.next_due)
    elif state.url != pending.feed.url and feeds.with_url(intake.conn, state.url):
        state = replace(state, url=pending.feed.url, paused=f"moved to {state.url}, which is followed already")
    with intake.transaction():
        feeds.save(intake.conn, state)
    if outcome.fault is not None and not rests:
        intake.summary.faults.append(outcome.fault)
    word = "failed" if outcome.fault else "unchanged" if outcome.unchanged else "read"
    intake.summary.feeds[word] += 1
    log("feed", url=state.url, outcome=word, status=outcome.answer.status, failures=state.failures,
        error=state.last_error, next_due=state.next_due, paused=state.paused)  # fmt: skip
