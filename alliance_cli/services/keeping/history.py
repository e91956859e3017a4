"""Every writing command that ran, and taking one back."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Change
from alliance_cli.services.keeping.folding import refold
from alliance_cli.store import claims, companies, feeds, operations, pairs, sight
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.operations import Operation
from alliance_cli.vocabulary import counted


@dataclass(frozen=True, slots=True)
class Logged:
    """An operation and what it did, in words."""

    operation: Operation
    effect: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: which operation it took back, under which number, and the talks it touched."""

    target: Operation
    number: int
    restores: bool
    changes: tuple[Change, ...]
    gone: tuple[str, ...]


def log(conn: sqlite3.Connection, limit: int | None = None) -> list[Logged]:
    """The operations, latest first."""
    listed = operations.listed(conn, limit)
    counts = operations.effects(conn, [o.id for o in listed])
    return [Logged(o, in_words(o, counts[o.id])) for o in listed]


def in_words(operation: Operation, counts: Mapping[str, int]) -> str:
    """What an operation did: "500 reports (3 revised), 12 names"."""
    if operation.undoes is not None:
        return f"took back {operation.undoes}"
    revised = counts.get("revised report", 0)
    parts = []
    for noun, count in counts.items():
        if noun != "revised report":
            also = f" ({revised} revised)" if noun == "report" and revised else ""
            parts.append(_counted(count, noun) + also)
    return ", ".join(parts) or "nothing that is kept"


def _counted(number: int, noun: str) -> str:
    plural = {"company": "companies", "watch": "watches", "watch removed": "watches removed",
              "text read again": "texts read again", "note taken off": "notes taken off"}  # fmt: skip
    return counted(number, noun, plural.get(noun) or (noun.replace("verdict", "verdicts") if " " in noun else ""))


def undo(conn: sqlite3.Connection, number: int | None, *, command: str, now: datetime, keep: bool = True) -> Undone:
    """Take back an operation as a whole (the latest that was not itself an undo), by appending.

    Undoing an undo restores what it took back. Raises AllianceError: 1 if there is no such operation, 2 if it was
    taken back already.
    """
    with writing(conn, keep=keep):
        target = _target(conn, number)
        operation = operations.start(conn, command, now)
        turned = operations.take_back(conn, operation, target.id)
        changes, gone = _follow(conn, turned)
        restores = _restores(conn, target)
    return Undone(target, operation, restores, tuple(changes), tuple(gone))


def _restores(conn: sqlite3.Connection, target: Operation) -> bool:
    """True if taking this back brings something back: it took something away, itself or as an undo of an undo."""
    undoes = {o.id: o.undoes for o in operations.listed(conn)}
    steps, at = 0, target.undoes
    while at is not None:
        steps, at = steps + 1, undoes[at]
    return steps % 2 == 1


def _target(conn: sqlite3.Connection, number: int | None) -> Operation:
    listed = operations.listed(conn)
    if number is None:
        found = next((o for o in listed if o.counts and o.undoes is None), None)
        if found is None:
            raise AllianceError("nothing to undo: no command in `alliance log` counts", ExitCode.NOT_FOUND)
        return found
    found = next((o for o in listed if o.id == number), None)
    if found is None:
        raise AllianceError(f"no command {number}; `alliance log` lists them", ExitCode.NOT_FOUND)
    if not found.counts:
        by = next(o.id for o in listed if o.undoes == number and o.counts)
        raise AllianceError(
            f"command {number} is taken back already, by {by}; `alliance undo {by}` restores it", ExitCode.USAGE
        )
    return found


def _follow(conn: sqlite3.Connection, turned: set[int]) -> tuple[list[Change], list[str]]:
    """Bring what is derived up to date after operations died or came back."""
    reports = sorted({report for operation in turned for report in operations.reports_touched(conn, operation)})
    sight.settle_current(conn, reports)
    if reports:  # what a feed brought comes again, though the feed has not changed since
        feeds.forget_reading(conn)
    feeds.project(conn, sorted({feed for operation in turned for feed in feeds.chosen_by(conn, operation)}))
    kin = Kinship(conn)
    named = {company for operation in turned for company in operations.companies_touched(conn, operation)}
    companies.project(conn, named)
    touched = {claim for operation in turned for claim in operations.claims_touched(conn, operation)}
    merged = {c for operation in turned for c in operations.companies_judged(conn, operation)}
    touched |= claims.of_companies(conn, kin.reached_through(merged))
    pairs.derive(conn, touched, kin)
    result = refold(conn, touched, kin)
    return result.changes, result.gone
