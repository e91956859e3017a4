"""A report and what it claims into the ledger: one transaction, and what changed."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alliance_cli.ledger import identity
from alliance_cli.models import Change, Claim, Report
from alliance_cli.services.keeping import copying
from alliance_cli.services.keeping.folding import Folder
from alliance_cli.sources import urls
from alliance_cli.store import claims, companies, operations, pairs, reports
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship


class Effect(StrEnum):
    """What reading a report did to the ledger."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The outcome for one report."""

    effect: Effect
    report_id: str
    changes: tuple[Change, ...] = ()


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
        self._others_changed = False

    def record(self, report: Report, found: Sequence[Claim], language: str, now: datetime, key: str = "") -> Recorded:
        """Store a report with its claims and bring the talks they touch up to date.

        What was read before changes nothing; another text under the same key is a revision. `key` is found from the
        report where it is not given.
        """
        key = key or identity.report_key(report, urls.url_key(report.url) if report.url else "")
        digest = identity.digest(report)
        report_id = reports.report_with_key(self._conn, key) or identity.report_id(key)
        if reports.known_digest(self._conn, digest):
            return Recorded(Effect.UNCHANGED, report_id)
        known = reports.is_known(self._conn, report_id)
        stored_as, new = self.store(report, found, language, now, key)
        touched = set(new)
        if known or self._others_changed:
            touched |= claims.of_report(self._conn, stored_as) | copying.claims_with(self._conn, stored_as)
        changes = self._folder.follow(touched) if touched else []
        return Recorded(Effect.REVISED if known else Effect.NEW, stored_as, tuple(changes))

    def store(
        self, report: Report, found: Sequence[Claim], language: str, now: datetime, key: str
    ) -> tuple[str, list[str]]:
        """Append a report, or a revision, with its claims; fold nothing. Returns the ids of report and claims."""
        digest = identity.digest(report)
        report_id = reports.report_with_key(self._conn, key) or identity.report_id(key)
        taken_back = reports.times_taken_back(self._conn, digest)
        revision = reports.append(self._conn, report_id, key, digest, report, language, now, self.operation_id(now))
        content = f"{digest}|{taken_back}" if taken_back else digest
        new = [self._save(claim, revision.id, report_id, content, i) for i, claim in enumerate(found)]
        replaced = claims.of_report(self._conn, report_id).difference(new)
        companies.project(self._conn, claims.companies_of(self._conn, replaced))
        pairs.derive(self._conn, new, self._kin)
        self._others_changed = bool(new) and copying.derive(self._conn, revision.id)
        return report_id, new

    def operation_id(self, now: datetime) -> int:
        """The number of the operation under way; recorded with the first call."""
        if self._operation is None:
            self._operation = operations.start(self._conn, self._command, now)
        return self._operation

    def _save(self, claim: Claim, revision: int, report_id: str, content: str, place: int) -> str:
        claim_id = identity.claim_id(report_id, content, place)
        stale = {p.company for p in claim.parties if companies.discover(self._conn, p.company, p.name)}
        claims.save(self._conn, claim_id, revision, place, claim)
        companies.project(self._conn, stale)
        return claim_id

    def committed(self) -> None:
        """Call after a commit: the operation, if there is one, is stored."""
        self._committed = self._operation is not None

    def rolled_back(self) -> None:
        """Call after a rollback: an operation first recorded in that transaction is gone with it."""
        self._folder.forget()
        if not self._committed:
            self._operation = None


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
