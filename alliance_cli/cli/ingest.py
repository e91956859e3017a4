"""`alliance ingest`: reports into the ledger, by hand or from cron."""

import os
import shlex
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.cli import asking, changes, configuration, intake, options
from alliance_cli.cli.declared import App, Argument, Context, Exit, Option
from alliance_cli.cli.output import complain, say
from alliance_cli.cli.progress import watched
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    import sqlite3

    from alliance_cli.services.intake.fetching import Log
    from alliance_cli.services.intake.ingest import Summary
    from alliance_cli.services.intake.notify import Channel
    from alliance_cli.sources import Item

app = App("ingest")

_NOTHING_NAMED = "name what to read, or add a feed with `alliance feeds add`"


class Listening(options.Group):
    """Whom a run tells of new and turned talks: as the options say, else as configured."""

    notify: Annotated[
        list[str] | None,
        Option("--notify", metavar="URL", help="Tell of new and turned talks, by an apprise address."),
    ] = None
    on_change: Annotated[
        list[str] | None,
        Option("--on-change", metavar="COMMAND", help="Run for each new or turned talk; JSON on its input."),
    ] = None

    def addresses(self, held: configuration.Configuration) -> list[str]:
        """The apprise addresses."""
        return self.notify or held.get("notify.urls") or []

    def channels(self, held: configuration.Configuration) -> "Sequence[Channel]":
        """All that are told."""
        from alliance_cli.services.intake import notify

        return notify.channels(self.addresses(held), self.on_change or held.get("notify.commands") or [])


@app.command(
    help="Read reports into the ledger: files (text, JSON, CSV, Parquet, HTML, PDF, DOCX, mail, WARC, packed or not), "
    "folders with all below them, globs, web addresses, or - for standard input. Without any it reads the feeds "
    "that are due (`alliance feeds`). What was read before changes nothing; an edited report is a revision. What "
    "cannot be read is named and kept (`alliance quarantine`), the rest is stored. `alliance help cron` shows how "
    "to run it by itself.",
    epilog="Examples: alliance ingest reports/  |  alliance ingest --dry-run news.jsonl  |  "
    "alliance ingest --dry-run --reader llm:MODEL --budget 100000 reports/  |  "
    "alliance ingest https://example.com/story  |  alliance ingest --feeds --full -q  |  alliance ingest - < mail.eml",
)
@options.grouped
def ingest(
    ctx: Context,
    inputs: Annotated[
        list[str] | None, Argument(help="Files, folders, globs, web addresses, or - for standard input.")
    ] = None,
    feeds: Annotated[bool, Option("--feeds", help="Also the feeds that are due.")] = False,
    at_once: Annotated[bool, Option("--now", help="Feeds whether they are due or not.")] = False,
    full: Annotated[
        bool, Option("--full", help="Fetch the pages of stories that a feed or a mail only announces.")
    ] = False,
    column: intake.Mapping = None,
    day_first: intake.DayFirst = None,
    form: intake.Forms = None,
    allow_private: intake.AllowPrivate = False,
    jobs: intake.Jobs = None,
    log: Annotated[Path | None, Option("--log", metavar="FILE", help="Append JSON lines about the run.")] = None,
    reader: asking.ReaderName = "",
    budget: asking.Budget = None,
    *,
    listening: Listening,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Read, store, say what changed."""
    from alliance_cli.services.intake import runs
    from alliance_cli.sources.urls import as_web

    settings: Settings = ctx.obj
    named = [as_web(name) for name in inputs or []]
    at_hand = intake.at_hand(named)
    held = configuration.current()
    with_feeds = feeds or at_once or not inputs
    reader, budget = asking.of_run(held, reader, budget, feeds=with_feeds, inputs=bool(inputs), dry_run=dry_run)
    wanted = runs.Wanted(
        named, with_feeds, at_once, intake.mapping(column),
        1 if reader else intake.jobs(jobs, at_hand=at_hand),
    )  # fmt: skip
    log = log or _path(held.get("ingest.log"))
    listeners = [] if dry_run else listening.channels(held)
    command = _without_secrets(settings.command, listening.addresses(held))
    with ExitStack() as stack:
        model = stack.enter_context(asking.chosen(settings, reader, budget, jobs, dry_run=dry_run))
        wanted = replace(wanted, prepare=model.prepare if model else None)
        record = _log(log, settings.db, named)
        if inputs != ["-"]:  # a mail filter may hand over several mails at once
            _lock(stack, settings, command, record)
        network = intake.network(allow_private=allow_private, day_first=day_first, full=full,
                                 forms=intake.forms(form))  # fmt: skip
        conn = _ledger(settings, named, feeds=feeds, dry_run=dry_run)
        run = _Run(settings, conn, command, record, listeners, dry_run=dry_run)
        summary = run.read(wanted, network)
        if model and with_feeds:
            model.tell_spent()
    _tell(settings, conn, summary, record, json=json, dry_run=dry_run)


def _ledger(settings: Settings, named: "Sequence[str]", *, feeds: bool, dry_run: bool) -> "sqlite3.Connection":
    """The ledger to read into. Raises AllianceError (2) where nothing is named and there are no feeds."""
    from alliance_cli.services.intake import runs
    from alliance_cli.services.keeping import opening

    if not settings.db.exists():
        _heed_beginning(named, feeds=feeds)
    conn = opening.for_writing(settings.db, keep=not dry_run)
    if not runs.has_feeds(conn):
        if feeds:
            say(settings, "no feeds yet; `alliance feeds add` adds one")
        elif not named:
            raise AllianceError(_NOTHING_NAMED, ExitCode.USAGE)
    return conn


def _heed_beginning(named: "Sequence[str]", *, feeds: bool) -> None:
    """No ledger is begun by a line that names nothing, or only what is not there. Raises AllianceError (2, 66)."""
    from alliance_cli.sources import Fault, files, urls

    if not named and not feeds:
        raise AllianceError(_NOTHING_NAMED, ExitCode.USAGE)
    if feeds or any(name == "-" or urls.is_url(name) for name in named):
        return
    first = [next(files.find(name), None) for name in named]
    missing = [found for found in first if isinstance(found, Fault) and found.kind == "missing"]
    if len(missing) == len(named):
        raise AllianceError("; ".join(map(str, missing)), ExitCode.NO_INPUT)


class _Run:
    """One run, with what it says as it goes."""

    def __init__(
        self, settings: Settings, conn: "sqlite3.Connection", command: str, log: "Log", listeners: "Sequence[Channel]",
        *, dry_run: bool,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._conn = conn
        self._command = command
        self._log = log
        self._listeners = listeners
        self._dry_run = dry_run

    def read(self, wanted: Any, network: Any) -> "Summary":
        """Read what is wanted and tell the listeners. Raises AllianceError (130) when it was interrupted."""
        from alliance_cli.services.intake import ingest as service
        from alliance_cli.services.intake import notify, runs

        self._log("start", command=self._command)
        with watched(self._settings) as on_item, interruptible(network.stop):

            def met(item: "Item") -> None:
                if network.stop.is_set():  # the signal's own exception was lost where Python ignores what is raised
                    raise KeyboardInterrupt
                on_item(item)

            taken = service.Intake(
                self._conn, command=self._command, clock=now, dry_run=self._dry_run, news=bool(self._listeners),
                on_item=met,
            )  # fmt: skip
            try:
                runs.run(taken, wanted, network, self._log)
            except KeyboardInterrupt:
                self._log("interrupted", **_counts(taken.summary))
                stored = f"interrupted; what was stored stays: {service.in_words(taken.summary)}"
                raise AllianceError(stored, ExitCode.INTERRUPTED) from None
            except AllianceError as error:  # such as a budget that is spent
                self._log("stopped", reason=error.message, **_counts(taken.summary))
                say(self._settings, f"what was stored stays: {service.in_words(taken.summary)}")
                raise
            if self._listeners:
                notify.tell(self._conn, self._listeners, now, lambda text: complain(f"alliance: {text}"))
        return taken.summary


def _tell(
    settings: Settings, conn: "sqlite3.Connection", summary: "Summary", log: "Log", *, json: bool, dry_run: bool
) -> None:
    """Say what changed and what went wrong, and end with the exit code for it."""
    from alliance_cli.services.intake import ingest as service

    for fault in summary.faults:
        complain(f"alliance: {fault}")
        if settings.debug and fault.trace:
            for line in fault.trace.splitlines():
                complain(line)
        log("fault", locator=fault.locator, kind=fault.kind, reason=fault.reason, passing=fault.passing)
    for change in summary.final_changes:
        log("change", talk=change.talk.id, slug=change.talk.slug, before=change.before, status=change.talk.status)
    how = changes.Telling(settings, json=json, dry_run=dry_run, named=summary.named)
    changes.report(how, conn, summary.final_changes, nothing="", gone=summary.gone)
    changes.unsaid(how, summary.unsaid)
    say(settings, service.in_words(summary, dry_run=dry_run))
    code = service.exit_code(summary)
    log("end", exit=int(code), **_counts(summary))
    if code:
        raise Exit(code)


def _counts(summary: "Summary") -> dict[str, int]:
    return {
        **{str(effect): count for effect, count in summary.effects.items()},
        **{f"feeds_{word}": count for word, count in summary.feeds.items()},
        "talks": len(summary.final_changes), "faults": len(summary.faults), "quarantined": summary.kept,
    }  # fmt: skip


def _path(named: str | None) -> Path | None:
    return Path(named) if named else None


def _log(path: Path | None, ledger: Path, inputs: Sequence[str]) -> "Log":
    from alliance_cli.services.intake import runlog

    if path and os.path.isfile(path) and any(os.path.isfile(name) and path.samefile(name) for name in inputs):  # noqa: PTH113
        raise AllianceError(f"--log {path} is one of the files to read; give another", ExitCode.USAGE)
    return runlog.RunLog(path, now, ledger) if path else runlog.silent


def _lock(held: ExitStack, settings: Settings, command: str, log: "Log") -> None:
    from alliance_cli.services.intake.locking import only_run

    try:
        held.enter_context(only_run(settings.db, command, now()))
    except AllianceError as error:
        log("locked", reason=error.message)
        raise


def _without_secrets(command: str, addresses: Sequence[str]) -> str:
    """The command as it may be kept: notification addresses hold tokens, web addresses may hold passwords."""
    from alliance_cli.sources import urls

    for address in addresses:
        for written in (shlex.quote(address), address):
            command = command.replace(written, "...")
    return urls.without_secrets(command)


@contextmanager
def interruptible(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM, like Ctrl-C, end a run between two statements: the transaction under way is rolled back."""

    def end(*_: Any) -> None:
        stop.set()
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
