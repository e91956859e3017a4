"""Many reports into the ledger: each in a transaction of its own, faults counted and shown, the rest stored."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from alliance_cli.errors import ExitCode
from alliance_cli.models import Change, Report, Status
from alliance_cli.services.reading import understand
from alliance_cli.services.recording import Effect, Recorded, Recorder
from alliance_cli.sources import Fault, Item
from alliance_cli.store.connection import writing
from alliance_cli.store.known import LedgerGazetteer


@dataclass
class Summary:
    """What a run did. `unread` counts reports by the language they are in, `faults` holds what could not be read."""

    effects: Counter[Effect] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    without_talk: int = 0
    undated: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def reports(self) -> int:
        """How many reports were read, known ones included."""
        return sum(self.effects.values())

    @property
    def final_changes(self) -> list[Change]:
        """One change a talk: from where it stood before the run to where it stands now."""
        last: dict[str, Change] = {}
        for change in self.changes:
            first = last.pop(change.talk.id, change)
            last[change.talk.id] = between(first.before, change)
        return list(last.values())


def ingest(
    conn: sqlite3.Connection,
    items: Iterable[Item],
    *,
    command: str,
    clock: Callable[[], datetime],
    dry_run: bool = False,
    keep_changes: bool = True,
    on_item: Callable[[Item], None] = lambda item: None,
) -> Summary:
    """Read every item into the ledger. With `dry_run` all is done inside one transaction that is rolled back."""
    summary = Summary()
    gazetteer = LedgerGazetteer(conn)
    recorder = Recorder(conn, command)
    with writing(conn, keep=False) if dry_run else nullcontext():
        for item in items:
            on_item(item)
            if isinstance(item, Fault):
                summary.faults.append(item)
                continue
            with nullcontext() if dry_run else one_transaction(conn, recorder):
                _take(summary, item, gazetteer, recorder, clock(), keep_changes=keep_changes)
    return summary


def between(before: Status | None, change: Change) -> Change:
    """The change as seen from an earlier status (None: from before the talk was there)."""
    status = change.talk.status
    if before is None:
        return Change(change.talk, None, f"new, {status}")
    return Change(change.talk, before, f"{before} → {status}" if before is not status else change.what)


def in_words(summary: Summary, *, dry_run: bool = False) -> str:
    """The run in one line."""
    effects = summary.effects
    parts = [
        f"{summary.reports} reports read: {effects[Effect.NEW]} new, {effects[Effect.REVISED]} revised, "
        f"{effects[Effect.UNCHANGED]} known",
        f"{len(summary.final_changes)} talks touched",
    ]
    if summary.without_talk:
        parts.append(f"{summary.without_talk} without a talk")
    if summary.unread:
        parts.append(f"{sum(summary.unread.values())} not read: language ({', '.join(sorted(summary.unread))})")
    if summary.undated:
        parts.append(f"{summary.undated} without a date")
    if summary.faults:
        parts.append(f"{len(summary.faults)} could not be read")
    return "; ".join(parts) + (" (nothing stored: dry run)" if dry_run else "")


def exit_code(summary: Summary) -> ExitCode:
    """What the process returns: the code that all faults share, else 65; 65 wherever a part was stored."""
    codes = {fault.code for fault in summary.faults}
    if not codes:
        return ExitCode.DONE
    return codes.pop() if len(codes) == 1 and not summary.reports else ExitCode.BAD_DATA


def _take(
    summary: Summary,
    report: Report,
    gazetteer: LedgerGazetteer,
    recorder: Recorder,
    now: datetime,
    *,
    keep_changes: bool,
) -> None:
    understood = understand(report, gazetteer)
    outcome: Recorded = recorder.record(understood.report, understood.claims, understood.language, now)
    summary.effects[outcome.effect] += 1
    if keep_changes:
        summary.changes += outcome.changes
    if outcome.effect is Effect.UNCHANGED:
        return
    if not understood.is_read:
        summary.unread[understood.language] += 1
    elif not understood.claims:
        summary.without_talk += 1
    summary.undated += understood.report.published is None


@contextmanager
def one_transaction(conn: sqlite3.Connection, recorder: Recorder, *, keep: bool = True) -> Iterator[None]:
    """What the recorder writes inside is stored as a whole, or not at all; without `keep`, not at all."""
    try:
        with writing(conn, keep=keep):
            yield
    except BaseException:
        recorder.rolled_back()
        raise
    recorder.committed()
