"""Two companies made one, taken apart again, or kept apart for good; and owners: all that moves talks at once."""

import sqlite3
from collections.abc import Iterable, Set
from datetime import date, datetime

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Change
from alliance_cli.resolve.merging import Verdict, standing
from alliance_cli.services.judging.companies import check_parent
from alliance_cli.services.keeping.folding import Refolded, refold
from alliance_cli.services.looking.selection import resolve_company
from alliance_cli.store import claims, companies, lookup, operations, pairs
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship, verdicts


def merge(
    conn: sqlite3.Connection, first: str, second: str, reason: str, *, command: str, now: datetime
) -> tuple[str, str, Refolded]:
    """Let the second company count as the first. Returns the ids (kept, other) and what changed.

    Raises AllianceError: 1 or 2 for the names, 2 if they are one already or were judged not to be the same.
    """
    kept, other = resolve_company(conn, first), _resolve_other(conn, second, first)
    kin = Kinship(conn)
    for verdict in standing(verdicts(conn)):
        a, b = kin.canonical(verdict.kept), kin.canonical(verdict.other)
        if verdict.verdict == "not-same" and {a, b} == {kept, other}:
            why = f" ({verdict.reason})" if verdict.reason else ""
            raise AllianceError(
                f"{verdict.kept} and {verdict.other} were judged not to be the same{why}; `alliance log` shows where, "
                "`alliance undo` takes it back", ExitCode.USAGE,
            )  # fmt: skip
    return kept, other, _judge(conn, kept, other, "same", reason, command=command, now=now)


def _resolve_other(conn: sqlite3.Connection, text: str, first: str) -> str:
    other = resolve_company(conn, text)
    if other == resolve_company(conn, first):
        raise AllianceError(f"“{first}” and “{text}” are one company already: {other}", ExitCode.USAGE)
    return other


def split(
    conn: sqlite3.Connection, first: str, second: str, reason: str, *, command: str, now: datetime
) -> tuple[str, str, Refolded]:
    """Take a merge back: both are companies of their own again. Raises AllianceError (2) if there is none."""
    kept, other = _merged_pair(conn, first, second)
    return kept, other, _judge(conn, kept, other, "split", reason, command=command, now=now)


def _merged_pair(conn: sqlite3.Connection, first: str, second: str) -> tuple[str, str]:
    """The merge that holds two companies together, by their ids or names of their own."""
    ours, theirs = _own_ids(conn, first), _own_ids(conn, second)
    merges = [(v.kept, v.other) for v in standing(verdicts(conn)) if v.verdict == "same"]
    for kept, other in merges:
        if (kept in ours and other in theirs) or (kept in theirs and other in ours):
            return kept, other
    near = [f"{a} {b}" for a, b in merges if {a, b} & (ours | theirs)]
    hint = f"; merged are: {', '.join(near)}" if near else ""
    raise AllianceError(f"“{first}” and “{second}” were not merged{hint}", ExitCode.USAGE)


def _own_ids(conn: sqlite3.Connection, text: str) -> set[str]:
    """The companies that go by this name themselves, merged ones not yet as what they count as."""
    found = lookup.own_ids(conn, text)
    return found or {resolve_company(conn, text)}


def keep_apart(
    conn: sqlite3.Connection, first: str, second: str, reason: str, *, command: str, now: datetime
) -> tuple[str, str, Refolded]:
    """Store that two companies are not the same; a merge of them is taken back, and refused from then on."""
    ours, theirs = _own_ids(conn, first), _own_ids(conn, second)
    merges = [v for v in standing(verdicts(conn)) if v.verdict == "same"]
    known = next((v for v in standing(verdicts(conn)) if v.verdict == "not-same" and _between(v, ours, theirs)), None)
    if known and reason in {"", known.reason}:
        return known.kept, known.other, Refolded([], [])
    direct = next(((v.kept, v.other) for v in merges if _between(v, ours, theirs)), None)
    kept, other = direct or (resolve_company(conn, first), _resolve_other(conn, second, first))
    return kept, other, _judge(conn, kept, other, "not-same", reason, command=command, now=now)


def _between(verdict: Verdict, ours: Set[str], theirs: Set[str]) -> bool:
    return verdict.pair <= ours | theirs and bool(verdict.pair & ours) and bool(verdict.pair & theirs)


def _judge(
    conn: sqlite3.Connection, kept: str, other: str, verdict: str, reason: str, *, command: str, now: datetime
) -> Refolded:
    with writing(conn):
        operation = operations.start(conn, command, now)
        conn.execute(
            "INSERT INTO company_verdicts (kept, other, verdict, reason, operation) VALUES (?, ?, ?, ?, ?)",
            (kept, other, verdict, reason, operation),
        )
        return refold_companies(conn, (kept, other))


def add_parent(
    conn: sqlite3.Connection, text: str, owner: str, since: date | None, until: date | None, *, command: str,
    now: datetime,
) -> tuple[str, str, list[Change]]:  # fmt: skip
    """Store who owned a company between two days. Raises AllianceError: 1 or 2."""
    company, parent = check_parent(conn, text, owner, since, until)
    with writing(conn):
        operation = operations.start(conn, command, now)
        if not companies.save_parent(conn, company, parent.company, since, until, "user", operation):
            conn.execute("DELETE FROM operations WHERE id = ?", (operation,))
            return company, parent.company, []
        return company, parent.company, refold_companies(conn, [company]).changes


def refold_companies(conn: sqlite3.Connection, ids: Iterable[str]) -> Refolded:
    """Derive again the talks of companies whose merges or owners changed."""
    kin = Kinship(conn)
    touched = claims.of_companies(conn, kin.reached_through(ids))
    pairs.derive(conn, touched, kin)
    return refold(conn, touched, kin)
