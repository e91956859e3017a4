"""What talks are expected to come to, with its day: signing and closing, beside the days that the user set."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from alliance_cli import sides
from alliance_cli.ledger.waiting import waits
from alliance_cli.services.looking.listing import stored_views
from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import talks
from alliance_cli.views import NoteView, TalkView

EXPECTED = "expected"
"""The sort of what the ledger expects; nobody wrote it down."""


def expected(conn: sqlite3.Connection, moment: Moment, talk: str = "") -> list[NoteView]:
    """What open talks, or the one with this id, wait for with a day; the last day it can mean counts, and what is past
    that without news of it is overdue. So long past that a rumour would be stale nobody waits any more: `lapsed`.
    """
    ids = [found for found in talks.expecting(conn) if talk in ("", found)]
    views = stored_views(conn, ids, moment) if ids else []
    return sorted((note for view in views for note in _of(view, moment.day)), key=lambda note: (note.value, note.about))


def lapsed(note: NoteView, moment: Moment) -> bool:
    """True for what was expected by a day so long ago that a rumour of that day would be stale."""
    return note.sort == EXPECTED and (moment.day - date.fromisoformat(note.value)).days > moment.stale_days


def _of(view: TalkView, today: date) -> Iterator[NoteView]:
    who = sides.parties(view.parties, view.roles)
    for wait in waits(view.status, view.stage, view.terms):
        if wait.when:
            late = " (overdue)" if wait.when.end < today else ""
            yield NoteView(
                0, 0, EXPECTED, "talk", view.id, view.slug, wait.when.end.isoformat(), f"{wait}{late}, {who}",
                view.last_reported,
            )  # fmt: skip
