"""What could not be read, tried again: by a person at any time, by a run when its time has come."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alliance_cli.errors import ExitCode
from alliance_cli.services.exchange import rows_in
from alliance_cli.services.intake.fetching import Log, Network, side_by_side
from alliance_cli.services.intake.ingest import FEED, INPUT, WEB, Intake, unread
from alliance_cli.sources import Fault, Item, Options, read_again, read_inputs
from alliance_cli.sources.guard import guarded
from alliance_cli.sources.paths import path_of
from alliance_cli.sources.robots import Robots
from alliance_cli.store import quarantine
from alliance_cli.store.quarantine import Held

_PLACE = re.compile(r"[:#@/][0-9]{1,18}$")


@dataclass(frozen=True)
class Retried:
    """What came of trying something again: how many reports were in it, and why it stays if it does."""

    held: Held
    reports: int
    reason: str = ""


def retry(intake: Intake, wanted: Iterable[Held], network: Network) -> Iterator[Retried]:
    """Try again whatever is asked for: pages from the web, the rest from what was kept or from its file."""
    several = list(wanted)
    for held in several:
        if held.source == rows_in.ROW:
            yield _row(intake, held, network.options)
    yield from _pages(intake, [held for held in several if held.source == WEB], network, None)
    for held in several:
        if held.source not in {WEB, rows_in.ROW}:
            yield _settled(intake, held, list(guarded(_again(intake, held, network.options), held.locator)))


def _row(intake: Intake, held: Held, options: Options) -> Retried:
    """Take a row of a table, with what is known by now; it stays for as long as it is bad."""
    now = intake.clock()
    asked = {field: [column] for field, column in options.mapping.items()}
    how = rows_in.How(asked, now, now.astimezone().date(), options.day_first)
    raw = quarantine.raw_of(intake.conn, held.id) or b"{}"
    done = rows_in.again(intake.conn, raw, how, command=intake.command)
    reason = "".join(outcome.reason for outcome in done.bad)
    with intake.transaction():
        if reason:
            quarantine.tried(intake.conn, held, reason, now, passing=False)
        else:
            quarantine.drop(intake.conn, [held.id])
            intake.summary.effects += done.summary.effects
            intake.summary.add(done.summary.final_changes)
    return Retried(held, len(done.outcomes) - len(done.bad), reason)


def retry_due(intake: Intake, network: Network, log: Log) -> None:
    """Try again the pages whose time has come."""
    due = [held for held in quarantine.due(intake.conn, intake.clock()) if held.source == WEB]
    robots = Robots(network.fetcher.get)
    for done in _pages(intake, due, network, robots):
        log("quarantine", locator=done.held.locator, reports=done.reports, reason=done.reason)


def _pages(intake: Intake, wanted: Sequence[Held], network: Network, robots: Robots | None) -> Iterator[Retried]:
    def fetch(held: Held) -> list[Item]:
        return list(guarded(network.page(held.locator, robots), held.locator))

    for held, items in side_by_side(wanted, lambda held: held.locator, fetch, network):
        yield _settled(intake, held, items)


def _again(intake: Intake, held: Held, options: Options) -> Iterator[Item]:
    """What is in the bytes that were kept, else what its file holds now."""
    raw = quarantine.raw_of(intake.conn, held.id)
    if raw is not None:
        for item in read_again(raw, held.locator, options):
            yield item if isinstance(item, Fault) else replace(item, publisher=item.publisher or held.publisher)
    elif held.source == INPUT and (path := source_of(held.locator)) is not None:
        yield from read_inputs([str(path)], mapping=options.mapping, day_first=options.day_first)
    else:
        yield Fault(held.locator, held.reason, ExitCode(held.code), held.kind)


def source_of(locator: str) -> Path | None:
    """The file in which a record stands, by the record's place in it or by its own name."""
    while not path_of(locator).is_file():
        place = _PLACE.search(locator)
        if place is None:
            return None
        locator = locator[: place.start()]
    return path_of(locator)


def _settled(intake: Intake, held: Held, items: Sequence[Item]) -> Retried:
    """Take what can be read now; let go of what was kept, unless the same thing is still wrong with it."""
    again = [item for item in items if isinstance(item, Fault) and _is_same(item, held)]
    reports = sum(intake.take(item, _source(held)) for item in items if item not in again)
    if not again and (reports or items):
        with intake.transaction():
            quarantine.drop(intake.conn, [held.id])
        return Retried(held, reports)
    fault = again[0] if again else Fault(held.locator, "nothing in it now", ExitCode.BAD_DATA, held.kind)
    with intake.transaction():
        quarantine.tried(intake.conn, held, fault.reason, intake.clock(), passing=fault.passing, trace=fault.trace)
    return Retried(held, reports, fault.reason)


def _is_same(fault: Fault, held: Held) -> bool:
    """True where a fault is of the thing itself, not of another record of its file."""
    return held.source == WEB or unread(fault, held.source).locator == held.locator


def _source(held: Held) -> str:
    return FEED if held.source == FEED else INPUT
