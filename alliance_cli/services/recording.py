"""A report and what it claims into the ledger: one transaction, and what changed."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alliance_cli import ledger
from alliance_cli.ledger import identity
from alliance_cli.models import Change, Claim, Entry, Report, Status, Talk
from alliance_cli.sources import urls
from alliance_cli.store import claims, companies, judgements, operations, pairs, reports, talks
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
        taken_back = reports.times_taken_back(self._conn, digest)
        revision = reports.append(self._conn, report_id, key, digest, report, language, now, self.operation_id(now))
        content = f"{digest}|{taken_back}" if taken_back else digest
        new = [self._save(claim, revision.id, report_id, content, i) for i, claim in enumerate(found)]
        touched = claims.of_report(self._conn, report_id)
        companies.project(self._conn, claims.companies_of(self._conn, touched.difference(new)))
        pairs.derive(self._conn, new, self._kin)
        changes = refold(self._conn, touched, self._kin).changes
        return Recorded(Effect.REVISED if known else Effect.NEW, report_id, tuple(changes))

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
        if not self._committed:
            self._operation = None


@dataclass(frozen=True, slots=True)
class Refolded:
    """What a new look at some claims changed; `gone` are the slugs of talks that are no more."""

    changes: list[Change]
    gone: list[str]


def refold(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship | None = None) -> Refolded:
    """Derive again the talks that these claims, and all claims tied to them, add up to."""
    touched = pairs.related(conn, claim_ids)
    folded = fold_of(conn, touched, kin or Kinship(conn))
    before = {talk_id: talks.fingerprint(conn, talk_id) for talk_id in talks.of_claims(conn, touched)}
    after = {talk.id: talk for talk in folded}
    same = {t for t, talk in after.items() if before.get(t) == talks.fingerprint_of(talk)}
    statuses = {t: Status(str(_head(stored)[3])) for t, stored in before.items()}
    gone = [str(_head(stored)[1]) for t, stored in before.items() if t not in after]
    talks.delete(conn, before.keys() - same)
    talks.insert(conn, [talk for t, talk in after.items() if t not in same])
    return Refolded([_change(talk, statuses.get(t)) for t, talk in after.items() if t not in same], gone)


def fold_of(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship) -> list[Talk]:
    """The talks that these claims add up to, as the ledger is seen through this connection."""
    ids = set(claim_ids)
    bearing = judgements.bearing_on(judgements.load(conn), ids)
    return ledger.fold(claims.entries(conn, ids, kin), bearing)


def _head(fingerprint: tuple[object, ...]) -> Sequence[object]:
    head = fingerprint[0]
    assert isinstance(head, tuple)
    return head


def _change(talk: Talk, before: Status | None) -> Change:
    if before is None:
        return Change(talk, None, f"new, {talk.status}")
    if before is not talk.status:
        return Change(talk, before, f"{before} → {talk.status}")
    return Change(
        talk, before, f"{talk.status}, now {_counted(talk.reports, 'report')} of {_counted(talk.origins, 'origin')}"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def entries_of(conn: sqlite3.Connection, claim_ids: Iterable[str], *, evidence: bool = False) -> list[Entry]:
    """The current claims among these, as the fold takes them."""
    return claims.entries(conn, claim_ids, Kinship(conn), evidence=evidence)
