"""What a writing command changed, for people and for scripts."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from alliance_cli.cli.output import Format, emit
from alliance_cli.cli.settings import Settings
from alliance_cli.models import Change
from alliance_cli.render import marks
from alliance_cli.render.text import Line, Span, safe
from alliance_cli.services.recording import Effect, Recorded


@dataclass(frozen=True)
class Telling:
    """How a writing command tells what it did."""

    settings: Settings
    json: bool = False
    dry_run: bool = False


def tell(how: Telling, conn: sqlite3.Connection, recorded: Recorded) -> None:
    """Say what one report changed."""
    if recorded.effect is Effect.UNCHANGED:
        report(how, conn, [], nothing="nothing new: the ledger had this already")
    else:
        report(how, conn, recorded.changes, nothing="stored; no talk changed")


def report(how: Telling, conn: sqlite3.Connection, changes: Iterable[Change], nothing: str) -> None:
    """Write the changes, one a line; on none say `nothing` (not with --quiet)."""
    found = list(changes)
    records = [_record(conn, change) for change in found]
    if not how.json and (how.settings.quiet or not (found or nothing)):
        return
    emit(
        how.settings,
        Format.JSON if how.json else Format.TEXT,
        document=lambda: {"schema": "alliance.changes/1", "dry_run": how.dry_run, "changes": records},
        records=lambda: records,
        lines=lambda columns: [_line(conn, change, how) for change in found] or [[(nothing, "dim")]],
    )


def _names(conn: sqlite3.Connection, change: Change) -> list[str]:
    from alliance_cli.store import lookup

    labels = lookup.display_names(conn, change.talk.parties)
    return [labels.get(party, party) for party in change.talk.parties]


def _line(conn: sqlite3.Connection, change: Change, how: Telling) -> Line:
    who = " – ".join(safe(name) for name in _names(conn, change))
    mark: Span = (marks.MARKS[change.talk.status], change.talk.status)
    would = "would be " if how.dry_run else ""
    return [mark, (f" {who}, {change.talk.kind.label}: ", ""), (would + change.what, change.talk.status),
            (f"  {change.talk.id}", "dim")]  # fmt: skip


def _record(conn: sqlite3.Connection, change: Change) -> dict[str, object]:
    talk = change.talk
    return {
        "talk": talk.id, "slug": talk.slug, "parties": _names(conn, change), "kind": talk.kind,
        "before": change.before, "status": talk.status, "stage": talk.stage, "what": change.what,
    }  # fmt: skip
