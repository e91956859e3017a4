"""Stored texts read again by the present readers: what a better reader makes of them reaches the talks."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from alliance_cli import readers
from alliance_cli.errors import AllianceError
from alliance_cli.models import Change, Report, Status
from alliance_cli.reader import NotReadError
from alliance_cli.services.intake.reading import understand
from alliance_cli.services.intake.recording import Recorder, one_transaction
from alliance_cli.services.looking import finding
from alliance_cli.store import claims, counting, reports, rereadings, talks
from alliance_cli.store.connection import in_bulk, writing
from alliance_cli.store.known import LedgerGazetteer
from alliance_cli.store.rereadings import Stored
from alliance_cli.vocabulary import counted


@dataclass
class Summary:
    """What a run did: `texts` were read again, `otherwise` of them otherwise than before.

    `came` and `went` count claims, `dropped` those that did not stand up to the text; `beside` counts the texts of
    which another reader's reading counts; `unread` the texts that were left as they are, by why; `kept` says which
    words of the user rest on a claim that is read no more.
    """

    texts: int = 0
    otherwise: int = 0
    came: int = 0
    went: int = 0
    beside: int = 0
    dropped: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def due(conn: sqlite3.Connection, *, everything: bool = False) -> list[Stored]:
    """The texts that another reader read than the present one, or an earlier version of it; where a setting says which
    readers count, those that the present one has not read at all.

    With `everything` all that a present reader reads. Raises AllianceError (78) if the reader that is set is not there.
    """
    stored = rereadings.texts(conn)
    kept = bool(counting.setting(conn))
    present = {(text.readers, text.language): readers.present(text.readers, text.language) for text in stored}
    return [
        text
        for text in stored
        if (reader := present[text.readers, text.language])
        and (everything or not any(map(reader.id.is_met_by, text.readers if kept else [text.reader])))
    ]


def reread(
    conn: sqlite3.Connection, *, command: str, clock: Callable[[], datetime], everything: bool = False,
    dry_run: bool = False, debug: bool = False, on_item: Callable[[Stored], None] = lambda item: None,
    prepare: Callable[[list[Report]], bool] | None = None,
) -> Summary:  # fmt: skip
    """Read again what is due, each text in a transaction of its own, all as one command that can be taken back.

    What was done when a run is broken off stays, and the next goes on from there. With `dry_run` all is done inside
    one transaction that is rolled back. `prepare` is shown the reports before, and says whether they are to be read.
    Raises AllianceError as `due` and as `prepare`.
    """
    found = due(conn, everything=everything)
    if prepare is not None:
        held = (reports.revision(conn, text.revision) for text in found)
        if not prepare([text.report for text in held if text is not None]):
            return Summary()
    run = _Run(conn, command, clock, dry_run=dry_run, debug=debug)
    with in_bulk(conn), writing(conn, keep=False) if dry_run else nullcontext():
        before = _standing(conn)
        for text in found:
            on_item(text)
            run.read(text.revision)
        run.tell(before)
    return run.summary


class _Run:
    """One run over the texts of a ledger."""

    def __init__(
        self, conn: sqlite3.Connection, command: str, clock: Callable[[], datetime], *, dry_run: bool, debug: bool
    ) -> None:
        self.summary = Summary()
        self._conn = conn
        self._clock = clock
        self._dry_run = dry_run
        self._debug = debug
        self._gazetteer = LedgerGazetteer(conn)
        self._recorder = Recorder(conn, command)
        self._lost: set[str] = set()

    def read(self, revision: int) -> None:
        """Read one text again; what is not read now is left as it is."""
        text = reports.revision(self._conn, revision)
        if text is None:
            return
        self.summary.texts += 1
        try:
            understood = understand(text.report, self._gazetteer)
        except AllianceError:
            raise
        except NotReadError as error:
            self.summary.unread[str(error)] += 1
            return
        except Exception as error:  # a bug met in one text must not keep all others as they are
            if self._debug:
                raise
            self.summary.unread[f"a bug: {type(error).__name__}: {error} (--debug shows where)"] += 1
            return
        if understood.unread:
            self.summary.unread[understood.unread] += 1
            return
        with self._transaction():
            now = reports.revision(self._conn, revision)  # another process may have taken it back meanwhile
            if now is None:
                return
            done = self._recorder.reread(now, understood.claims, understood.reader, self._clock())
        self.summary.dropped += understood.dropped
        self.summary.otherwise += bool(done.came or done.went)
        self.summary.came += done.came
        self.summary.went += done.went
        self.summary.beside += done.beside
        self._lost.update(done.lost)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with nullcontext() if self._dry_run else one_transaction(self._conn, self._recorder):
            yield

    def tell(self, before: Mapping[str, tuple[str, Status]]) -> None:
        """Note which talks are new, turned or gone, and what the user said of claims that are read no more."""
        after = _standing(self._conn)
        turned = [slug for slug, (_, status) in after.items() if before.get(slug, ("", None))[1] is not status]
        for talk in finding.stored_talks(self._conn, [after[slug][0] for slug in turned]):
            was = before[talk.slug][1] if talk.slug in before else None
            what = (f"{was} → {talk.status}" if was else f"new, {talk.status}") + (
                ", doubtful" if talk.doubtful else ""
            )
            self.summary.changes.append(Change(talk, was, what))
        self.summary.gone = sorted(before.keys() - after.keys())
        titles = claims.headlines(self._conn, self._lost)
        for claim, words in rereadings.said_of(self._conn, self._lost):
            self.summary.kept.append(f"{words} on claim {claim} of “{titles[claim][0]}”")


def _standing(conn: sqlite3.Connection) -> dict[str, tuple[str, Status]]:
    """Where each talk stands: its id and its status, by slug."""
    return {row.slug: (row.id, row.status) for row in talks.rows(conn)}


def in_words(summary: Summary, *, dry_run: bool = False) -> str:
    """The run in one line."""
    parts = [
        f"{counted(summary.texts, 'text')} read again, {summary.otherwise} otherwise than before",
        f"{counted(summary.came, 'claim')} came, {summary.went} went",
        f"{counted(len(summary.changes) + len(summary.gone), 'talk')} turned",
    ]
    if summary.beside:
        parts.append(f"{summary.beside} kept beside the reading that counts")
    if summary.unread:
        reasons = ", ".join(f"{count} {why}" for why, count in summary.unread.most_common(3))
        parts.append(f"{sum(summary.unread.values())} left as they are, not read: {reasons}")
    if summary.dropped:
        parts.append(f"{counted(summary.dropped, 'claim')} left out that the text does not bear out")
    return "; ".join(parts) + (" (nothing stored: dry run)" if dry_run else "")
