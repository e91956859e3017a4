"""Many reports into the ledger: each whole or not at all, faults counted, kept and shown, the rest stored."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime

from alliance_cli.dates.published import flag_future
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Change, Claim, Report, Status
from alliance_cli.services.intake.crew import Crew
from alliance_cli.services.intake.reading import Understood, understand
from alliance_cli.services.intake.recording import Effect, Recorded, Recorder, recorded
from alliance_cli.services.keeping import sameness
from alliance_cli.sources import Fault, Item, urls
from alliance_cli.sources.following import is_teaser
from alliance_cli.sources.guard import from_bug
from alliance_cli.sources.paths import path_of, shown
from alliance_cli.store import quarantine, readings, reports
from alliance_cli.store.batch import Batch
from alliance_cli.store.connection import writing
from alliance_cli.store.known import LedgerGazetteer
from alliance_cli.vocabulary import counted

WEB, FEED, INPUT = "web", "feed", "input"
"""Where something was met: a web address, an entry of a feed, a file or standard input."""

_FEW = 8
"""So many reasons why reports were not read are told."""

_STDIN = "stdin"
_NOT_KEPT = frozenset({"missing", "permission", "address", "empty", "own"})
"""Faults of inputs in which there is nothing that could be kept."""


@dataclass
class Summary:
    """What a run did. `unread` counts reports by why nothing was read in them, `faults` holds what could not be read.

    `dropped` counts claims that did not stand up to the text of their report, `partly` reports of which not all was
    read, as they hold too much.

    `known_faults` counts entries of feeds that were in quarantine already, `feeds` the feeds by what came of them
    (`read`, `unchanged`, `failed`), `kept` what was newly put into quarantine.

    `gone` are the slugs of talks that were there before the run and are no more, `unsaid` what edited reports claimed
    before and claim no longer, each with what the report is called. `named` are the companies of a dry run, which does
    not store them.
    """

    effects: Counter[Effect] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    dropped: int = 0
    partly: int = 0
    without_talk: int = 0
    undated: int = 0
    unread_dates: int = 0
    changes: dict[str, Change] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    unsaid: list[tuple[str, Claim]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    known_faults: int = 0
    kept: int = 0
    feeds: Counter[str] = field(default_factory=Counter)
    named: dict[str, str] = field(default_factory=dict)

    @property
    def reports(self) -> int:
        """How many reports were read, known ones included."""
        return sum(self.effects.values())

    @property
    def final_changes(self) -> list[Change]:
        """One change a talk: from where it stood before the run to where it stands now, the latest last."""
        return list(self.changes.values())

    def add(self, changes: Iterable[Change]) -> None:
        """Note what a report changed. Of each talk only the last change is kept, without its steps."""
        found = list(changes)
        firsts = {change.was: self.changes.pop(change.was) for change in found if change.was in self.changes}
        for change in found:
            talk, first = change.talk, firsts.get(change.was, change)
            self.changes[talk.id] = between(first.before, replace(change, talk=replace(talk, steps=())))

    def note(self, report: Report, outcome: Recorded) -> None:
        """Note what a report changed, and what it took away."""
        self.note_changes(outcome.changes, outcome.gone)
        self.unsaid += [(report.title or report.locator or outcome.report_id, claim) for claim in outcome.unsaid]

    def note_changes(self, changes: Sequence[Change], gone: Iterable[str]) -> None:
        """Note what turned, and the slugs of talks that are no more."""
        self.add(changes)
        back = {change.talk.slug for change in changes}
        self.gone = [slug for slug in self.gone if slug not in back]
        for slug in gone:
            told = [self.changes.pop(i) for i, change in list(self.changes.items()) if change.talk.slug == slug]
            if not told or told[0].before is not None:
                self.gone.append(slug)


class Intake:
    """Takes reports and faults one by one into an open ledger, each whole or not at all.

    Each has a transaction of its own, but those taken `at_once` share one. With `news` what is new or turned
    is also noted for those who are to be told. With `dry_run` the caller holds one transaction around it all.
    """

    def __init__(
        self, conn: sqlite3.Connection, *, command: str, clock: Callable[[], datetime], dry_run: bool = False,
        keep_changes: bool = True, news: bool = False, on_item: Callable[[Item], None] = lambda item: None,
    ) -> None:  # fmt: skip
        self.conn = conn
        self.command = command
        self.clock = clock
        self.summary = Summary()
        self.dry_run = dry_run
        self._on_item = on_item
        self._keep_changes = keep_changes
        self._news = news
        self._gazetteer = LedgerGazetteer(conn)
        self._recorder = Recorder(conn, command)
        self._batch: Batch | None = None

    def take(
        self, item: Item, source: str = INPUT, key: str = "", publisher: str = "", seen_as: Report | None = None,
        found: Understood | Fault | None = None,
    ) -> bool:  # fmt: skip
        """Store a report, or keep a fault; False for a fault.

        `key` is what the report is known by, where that is not its address; `seen_as` the report as it was met first,
        where it was filled up since; `found` what was read in it, if it was read already.
        """
        self._on_item(item)
        if isinstance(item, Fault):
            self._keep(item, source, publisher)
            return False
        self._read(item, key, readings.digest(seen_as or item), source, found)
        return True

    def take_all(self, items: Iterable[Item], crew: Crew) -> None:
        """Take items that a crew reads, `at_once`: whoever gives them calls `settle` before a wait."""
        with self.at_once():
            for item, promise in crew.in_order(items, wanted=lambda report: not self.is_known(report)):
                if not promise.done():
                    self.settle()
                self.take(item, found=promise.result())

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Many of those that are taken inside may be stored in one transaction: for what is at hand, not waited for.

        Nothing else may write through this connection meanwhile.
        """
        self._batch = Batch(self.conn, self._catch_up, lambda: self._recorder.waits)
        try:
            yield
        finally:
            self.settle()
            self._batch = None
        self._catch_up()

    def take_read(self, found: Understood, reading: str) -> None:
        """Store a report that was read elsewhere; `reading` is the digest of it as its source gave it."""
        if readings.report_of(self.conn, reading) is not None:
            self.summary.effects[Effect.UNCHANGED] += 1
        else:
            self._store(found, "", reading, may_be_teaser=False)

    def _catch_up(self) -> None:
        """Bring up to date what waits, in the transaction under way."""
        waits, done = self._recorder.waits, self._recorder.finish()
        if waits:
            self._recorder.committed()
            self._tell(done.changes)
            if self._keep_changes:
                self.summary.note_changes(done.changes, done.gone)

    def settle(self) -> None:
        """Store what was taken; called before a wait, in which others may write."""
        if self._batch is not None:
            self._batch.settle()

    def is_known(self, report: Report) -> bool:
        """True if this very reading is in the ledger."""
        return readings.report_of(self.conn, readings.digest(report)) is not None

    def _read(
        self, report: Report, key: str, reading: str, source: str, found: Understood | Fault | None = None
    ) -> None:
        if readings.report_of(self.conn, reading) is not None:
            self.summary.effects[Effect.UNCHANGED] += 1
            return
        if isinstance(found, Fault):
            self._keep(replace(found, raw=again(report)), source, report.publisher)
            return
        try:
            self._store(found or understand(report, self._gazetteer), key, reading, may_be_teaser=source == FEED)
        except (AllianceError, sqlite3.Error, OSError):
            raise
        except Exception as error:  # a bug met in one report must not keep all others out, run after run
            self._keep(from_bug(error, report.locator or report.url, again(report)), source, report.publisher)

    def _store(self, understood: Understood, key: str, reading: str, *, may_be_teaser: bool) -> None:
        flagged = _flagged(understood.report, self.clock())
        understood = understood if flagged is understood.report else replace(understood, report=flagged)
        with self.transaction():
            known_as = key or sameness.key_of(self.conn, understood.report, understood.claims, self._recorder.operation)
            effect = self._record(understood, known_as, reading, may_be_teaser=may_be_teaser)
        self._count(effect, understood)

    def _record(self, understood: Understood, key: str, reading: str, *, may_be_teaser: bool) -> Effect:
        now = self.clock()
        if (
            (may_be_teaser or not understood.report.text)
            and (known := reports.report_with_key(self.conn, key))
            and _is_poorer(understood.report, reports.content(self.conn, known))
        ):
            readings.save(self.conn, reading, known)
            return Effect.UNCHANGED
        outcome = self._recorder.record(
            understood.report, understood.claims, understood.language, now, key=key, reader=understood.reader,
            may_wait=self._batch is not None,
        )  # fmt: skip
        readings.save(self.conn, reading, outcome.report_id)
        self._tell(outcome.changes)
        if self._keep_changes:
            self.summary.note(understood.report, outcome)
        return outcome.effect

    def _tell(self, changes: Iterable[Change]) -> None:
        """Note what turned for those who are to be told."""
        for change in changes if self._news else ():
            if change.before is not change.talk.status:
                readings.add_news(self.conn, change.talk.id, change.before or "", change.talk.status, self.clock())

    def _count(self, effect: Effect, understood: Understood) -> None:
        summary = self.summary
        summary.effects[effect] += 1
        if effect is Effect.UNCHANGED:
            return
        summary.dropped += understood.dropped
        summary.partly += bool(understood.partly)
        if understood.unread:
            summary.unread[understood.unread] += 1
        elif not understood.claims:
            summary.without_talk += 1
        summary.undated += understood.report.published is None
        summary.unread_dates += understood.report.published is None and bool(understood.report.undated)

    def _keep(self, fault: Fault, source: str, publisher: str) -> None:
        """Put what could not be read into quarantine; an entry of a feed that is there already is no news."""
        if fault.kind not in _NOT_KEPT:
            found = unread(fault, source, publisher)
            if source == FEED and quarantine.holds(self.conn, found.key):
                self.summary.known_faults += 1
                return
            with self.transaction():
                self.summary.kept += quarantine.put(self.conn, found, self.clock())
        self.summary.faults.append(fault)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written inside is stored as a whole, or not at all."""
        whole = self._batch.step() if self._batch else writing(self.conn)
        with nullcontext() if self.dry_run else recorded(self._recorder, whole):
            yield


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
    intake = Intake(
        conn, command=command, clock=clock, dry_run=dry_run, keep_changes=keep_changes, on_item=on_item
    )  # fmt: skip
    with writing(conn, keep=False) if dry_run else nullcontext():
        intake.take_all(items, Crew(1))
    return intake.summary


def unread(fault: Fault, source: str, publisher: str = "") -> quarantine.Unread:
    """A fault as the quarantine keeps it: files by their full path, addresses as what they are."""
    locator = fault.locator
    if source == INPUT and urls.is_url(locator):
        source = WEB
    elif source == INPUT and not locator.startswith(_STDIN):
        locator = shown(path_of(locator).absolute())
    return quarantine.Unread(
        source, locator, fault.kind, fault.reason, fault.code, fault.passing, fault.raw, publisher, fault.trace
    )


def _flagged(report: Report, now: datetime) -> Report:
    """The report, its date flagged if it lies in the future."""
    published = flag_future(report.published, now) if report.published else None
    return report if published is report.published else replace(report, published=published)


def again(report: Report) -> bytes:
    """A report as a record, to be read again by a later version."""
    date = report.published.at.isoformat() if report.published else ""
    fields = {"id": report.record_id, "title": report.title, "published": date, "publisher": report.publisher,
              "url": report.url, "text": report.text}  # fmt: skip
    return json.dumps({name: value for name, value in fields.items() if value}).encode()


def _is_poorer(new: Report, old: Report | None) -> bool:
    """True if the new text is only an excerpt of the one that is stored, as feeds carry it, or none, as in lists."""
    if old is None or len(new.text) >= len(old.text):
        return False
    if new.text and not is_teaser(new):
        return False
    return " ".join(new.text.rstrip(" .…[]").split()) in " ".join(old.text.split())


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
        f"{counted(summary.reports, 'report')} read: {effects[Effect.NEW]} new, {effects[Effect.REVISED]} revised, "
        f"{effects[Effect.UNCHANGED]} known",
        f"{counted(len(summary.final_changes), 'talk')} touched",
    ]
    if feeds := sum(summary.feeds.values()):
        counts = ", ".join(f"{summary.feeds[word]} {word}" for word in ("read", "unchanged", "failed"))
        parts.insert(0, f"{counted(feeds, 'feed')} asked: {counts}")
    if summary.without_talk:
        parts.append(f"{summary.without_talk} without a talk")
    if summary.unread:
        reasons = sorted(summary.unread)
        few = reasons if len(reasons) <= _FEW else [*reasons[:_FEW], "..."]
        parts.append(f"{sum(summary.unread.values())} not read: {', '.join(few)}")
    if summary.partly:
        parts.append(f"{summary.partly} read in part, as too much is in it (`why` says what)")
    if summary.dropped:
        parts.append(f"{counted(summary.dropped, 'claim')} left out that the text does not bear out")
    if summary.undated:
        unread = f" ({summary.unread_dates} with one that cannot be read)" if summary.unread_dates else ""
        parts.append(f"{summary.undated} without a date{unread}")
    if summary.faults:
        parts.append(f"{len(summary.faults)} could not be read")
    if summary.kept:
        parts.append(f"{summary.kept} put into quarantine")
    return "; ".join(parts) + (" (nothing stored: dry run)" if dry_run else "")


def exit_code(summary: Summary) -> ExitCode:
    """What the process returns.

    Where every fault will pass by itself: their code if they share one, else 75. Otherwise, of those that will not:
    69 where all are sources that are gone; the code they share where nothing was stored; else 65.
    """
    if not summary.faults:
        return ExitCode.DONE
    lasting = {fault.code for fault in summary.faults if not fault.passing}
    if not lasting:
        codes = {fault.code for fault in summary.faults}
        return codes.pop() if len(codes) == 1 else ExitCode.TRY_AGAIN
    if len(lasting) == 1 and (ExitCode.UNAVAILABLE in lasting or not summary.reports):
        return lasting.pop()
    return ExitCode.BAD_DATA
