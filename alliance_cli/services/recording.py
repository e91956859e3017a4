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
from alliance_cli.store import claims, companies, reports, talks


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
        self._owners = companies.all_owners(conn)

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
        revision = reports.append(self._conn, report_id, key, digest, report, language, now, self.operation_id(now))
        old = claims.of_report(self._conn, report_id)
        new = [self._save(claim, revision.id, report_id, digest, i, now) for i, claim in enumerate(found)]
        claims.save_pairs(self._conn, claims.entries(self._conn, new, self._owners))
        changes = refold(self._conn, old.union(new), self._owners)
        claims.drop_pairs(self._conn, old)
        return Recorded(Effect.NEW if revision.number == 1 else Effect.REVISED, report_id, tuple(changes))

    def operation_id(self, now: datetime) -> int:
        """The number of the operation under way; recorded with the first call."""
        if self._operation is None:
            self._operation = reports.start_operation(self._conn, self._command, now)
        return self._operation

    def _save(self, claim: Claim, revision: int, report_id: str, digest: str, place: int, now: datetime) -> str:
        claim_id = identity.claim_id(report_id, digest, place)
        for party in claim.parties:
            companies.discover(self._conn, party.company, party.name, self.operation_id(now))
        claims.save(self._conn, claim_id, revision, claim)
        return claim_id

    def committed(self) -> None:
        """Call after a commit: the operation, if there is one, is stored."""
        self._committed = self._operation is not None

    def rolled_back(self) -> None:
        """Call after a rollback: an operation first recorded in that transaction is gone with it."""
        if not self._committed:
            self._operation = None


def refold(conn: sqlite3.Connection, claim_ids: Iterable[str], owners: claims.Owners | None = None) -> list[Change]:
    """Derive again the talks that these claims, and all claims tied to them, add up to; return what changed."""
    owners = companies.all_owners(conn) if owners is None else owners
    touched = claims.related(conn, claim_ids)
    folded = ledger.fold(claims.entries(conn, touched, owners))
    before = {talk_id: talks.fingerprint(conn, talk_id) for talk_id in talks.of_claims(conn, touched)}
    after = {talk.id: talk for talk in folded}
    same = {t for t, talk in after.items() if before.get(t) == talks.fingerprint_of(talk)}
    statuses = {t: Status(str(_head(stored)[3])) for t, stored in before.items()}
    talks.delete(conn, before.keys() - same)
    talks.insert(conn, [talk for t, talk in after.items() if t not in same])
    return [_change(talk, statuses.get(t)) for t, talk in after.items() if t not in same]


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
    return claims.entries(conn, claim_ids, companies.all_owners(conn), evidence=evidence)
