"""A report and what it claims into the ledger: one transaction, and what changed."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alliance_cli.ledger import identity
from alliance_cli.models import Change, Claim, Report
from alliance_cli.services.intake import matching
from alliance_cli.services.keeping import copying, sameness
from alliance_cli.services.keeping.folding import Folder, Refolded
from alliance_cli.store import claims, companies, counting, operations, pairs, reports, rereadings, words
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.own_words import OWN_WORDS

UNKNOWN_LANGUAGE = "und"
"""The language of what the user wrote: nobody has to read it."""


_SHARE = 32
"""Claims wait while they are fewer than such a part of the reports on their companies, or of the claims of the talks
that were folded last, ..."""
_MOST_WAITING = 640
"""... and fewer than so many."""


class Effect(StrEnum):
    """What reading a report did to the ledger."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The outcome for one report: what turned, the slugs of talks that are no more, and what the revision before
    claimed and this one does not.
    """

    effect: Effect
    report_id: str
    changes: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
    unsaid: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """What another reading of a text did: how many claims came and went, and the ids of those with none in place;
    `beside` if it is stored and another counts."""

    changes: tuple[Change, ...] = ()
    came: int = 0
    went: int = 0
    lost: tuple[str, ...] = ()
    beside: bool = False


class Recorder:
    """Writes reports into an open ledger under one operation, which is recorded with the first of them.

    `command` is what the user typed. Every call of `record` must run inside a write transaction.
    """

    def __init__(self, conn: sqlite3.Connection, command: str) -> None:
        self._conn = conn
        self._command = command
        self._operation: int | None = None
        self._committed = False
        self._kin = Kinship(conn)
        self._folder = Folder(conn, self._kin)
        self._comparer = copying.Comparer(conn)
        self._others_changed = False
        self._waiting: frozenset[str] = frozenset()
        self._stored_waiting: frozenset[str] = frozenset()
        self._most = 0
        self._claims = 0

    def record(
        self, report: Report, found: Sequence[Claim], language: str, now: datetime, key: str = "", reader: str = "",
        read_at: datetime | None = None, may_wait: bool = False,
    ) -> Recorded:  # fmt: skip
        """Store a report with its claims and bring the talks they touch up to date.

        With `may_wait` those of companies of which hundreds of reports tell are brought up to date for many claims at
        once: a talk is folded again from the first of them on, and each alone would cost as much. The full-text index
        waits too. Then `finish` must be called before the transaction ends.

        What was read before changes nothing; another text under the same key is a revision. `key` is found from the
        report, and what it claims, where it is not given; `reader` is who read the claims, "" for nobody, and `read_at`
        when, if not now.
        """
        key = key or sameness.key_of(self._conn, report, found, self.operation)
        digest = identity.digest(report)
        held = reports.report_with_key(self._conn, key)
        report_id = held or identity.report_id(key)
        own = report_id if key.startswith(OWN_WORDS) else None
        if reports.known_digest(self._conn, digest, own):
            return Recorded(Effect.UNCHANGED, report_id)
        known = held is not None and reports.is_known(self._conn, report_id)
        before = sameness.claims_of(self._conn, report_id) if known else []
        stored_as, new = self.store(report, found, language, now, key, reader, read_at, may_wait=may_wait)
        touched = set(new)
        if known or self._others_changed:
            touched |= claims.of_report(self._conn, stored_as) | copying.claims_with(self._conn, stored_as)
        done = self._follow(touched, may_wait=may_wait)
        effect = Effect.REVISED if known else Effect.NEW
        return Recorded(effect, stored_as, tuple(done.changes), tuple(done.gone), matching.unsaid(before, found))

    def _follow(self, touched: set[str], *, may_wait: bool) -> Refolded:
        if not touched:
            return Refolded([], [])
        self._waiting |= touched
        self._most = max(self._most, min(max(self._comparer.around, self._claims) // _SHARE, _MOST_WAITING))
        return self.catch_up() if not may_wait or len(self._waiting) >= self._most else Refolded([], [])

    @property
    def waits(self) -> bool:
        """True while claims are stored whose talks are not up to date."""
        return bool(self._waiting)

    def finish(self) -> Refolded:
        """Bring up to date all that waits."""
        words.catch_up(self._conn)
        return self.catch_up()

    def catch_up(self) -> Refolded:
        """Bring up to date the talks of the claims that wait."""
        waiting, self._waiting, self._most = self._waiting, frozenset(), 0
        done = self._folder.follow(waiting) if waiting else Refolded([], [])
        self._claims = max((len(change.talk.steps) for change in done.changes), default=self._claims)
        return done

    def store(
        self, report: Report, found: Sequence[Claim], language: str, now: datetime, key: str, reader: str = "",
        read_at: datetime | None = None, may_wait: bool = False,
    ) -> tuple[str, list[str]]:  # fmt: skip
        """Append a report, or a revision, with its claims; fold nothing. Returns the ids of report and claims.

        With `may_wait` its words are not in the full-text index before `finish`.
        """
        digest = identity.digest(report)
        report_id = reports.report_with_key(self._conn, key) or identity.report_id(key)
        before = reports.times_stored(self._conn, digest, report_id)
        operation = self.operation_id(now)
        at = read_at or now
        revision = reports.append(self._conn, report_id, key, digest, report, language, at, operation, reader)
        sameness.note(self._conn, report_id, key, report.title, report.text)
        content = f"{digest}|{before}" if before else digest
        new = [identity.claim_id(report_id, content, place) for place in range(len(found))]
        for place, (claim_id, claim) in enumerate(zip(new, found, strict=True)):
            self._save(claim, claim_id, revision.id, place)
        if revision.number > 1:
            replaced = claims.of_report(self._conn, report_id).difference(new)
            called = companies.called_by(self._conn, replaced)
            companies.project(self._conn, called - companies.called_by(self._conn, new))
        pairs.derive(self._conn, new, self._kin)
        if not may_wait:
            words.catch_up(self._conn)
        self._others_changed = bool(new) and self._comparer.derive(revision.id)
        return report_id, new

    @property
    def operation(self) -> int | None:
        """The number of the operation under way, None before its first call."""
        return self._operation

    def operation_id(self, now: datetime) -> int:
        """The number of the operation under way; recorded with the first call."""
        if self._operation is None:
            self._operation = operations.start(self._conn, self._command, now)
        return self._operation

    def _save(self, claim: Claim, claim_id: str, revision: int, place: int) -> None:
        stale = {p.company for p in claim.parties if companies.discover(self._conn, p.company, p.name)}
        claims.save(self._conn, claim_id, revision, place, claim)
        companies.project(self._conn, stale)

    def reread(self, text: reports.Read, found: Sequence[Claim], reader: str, now: datetime) -> Reread:
        """Store these claims of a text as this reader's; where its readings count they are those of the text from now
        on, and the talks they touch are brought up to date.

        A claim that an earlier reading gave in every word, at this place, is that claim. Another comes instead of one
        that is no longer given, of the same companies and kind, where there is one. Nothing is stored where the reader
        and all claims are the same.
        """
        held = claims.all_read(self._conn, text.id)
        before = {claim.id for claim in held if claim.counts}
        settled = rereadings.heirs(self._conn, {claim.id for claim in held} - before)
        result = matching.matched(text, held, found, settled)
        given = {claim.claim for claim in result.given}
        if counting.given_by(self._conn, text.id, _of_whom(self._conn, reader)) == (reader, given):
            return Reread()
        for claim_id, (place, claim) in result.fresh.items():
            self._save(claim, claim_id, text.id, place)
        rereadings.append(self._conn, text.id, reader, self.operation_id(now), result.given)
        after = claims.counting(self._conn, text.id)
        turned = (after ^ before) | result.fresh.keys()
        changes = self._turned(text, turned) if turned else []
        lost = before - after - {claim.instead for claim in result.given}
        beside = counting.reader_of(self._conn, text.id) != reader
        return Reread(tuple(changes), len(after - before), len(before - after), tuple(sorted(lost)), beside)

    def _turned(self, text: reports.Read, turned: set[str]) -> list[Change]:
        """Bring what is derived up to date with claims of a text that came or went, whether they count or not."""
        companies.project(self._conn, claims.companies_of(self._conn, turned))
        pairs.derive(self._conn, turned, self._kin)
        self._comparer.derive(text.id)
        return self._folder.follow(turned | copying.claims_with(self._conn, text.report_id)).changes

    def committed(self) -> None:
        """Call after a commit: the operation, if there is one, is stored."""
        self._committed = self._operation is not None
        self._stored_waiting = self._waiting

    def rolled_back(self) -> None:
        """Call after a rollback: an operation first recorded in that transaction is gone with it."""
        self._folder.forget()
        self._comparer.forget()
        self._waiting = self._stored_waiting
        if not self._committed:
            self._operation = None


def _of_whom(conn: sqlite3.Connection, reader: str) -> str:
    """Whose latest reading one by this reader would replace: its own, where a setting says who counts; else any."""
    return reader.rpartition("/")[0] if counting.setting(conn) else ""


@contextmanager
def one_transaction(conn: sqlite3.Connection, recorder: Recorder, *, keep: bool = True) -> Iterator[None]:
    """What the recorder writes inside is stored as a whole, or not at all; without `keep`, not at all."""
    with recorded(recorder, writing(conn, keep=keep)):
        yield


@contextmanager
def recorded(recorder: Recorder, whole: AbstractContextManager[None]) -> Iterator[None]:
    """What the recorder writes inside, of which `whole` stores all or nothing; the recorder is told which."""
    try:
        with whole:
            yield
    except BaseException:
        recorder.rolled_back()
        raise
    recorder.committed()
