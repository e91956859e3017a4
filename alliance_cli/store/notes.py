"""The user's own notes on talks and companies: append-only; what is taken off is noted beside it."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from alliance_cli.store import former
from alliance_cli.store.batches import select_in
from alliance_cli.store.sight import COUNTS

NOTES = """
-- What the user wrote down on a talk or a company: no claim, no quote.
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject IN ('talk', 'company')),
  about TEXT NOT NULL,                 -- the id of the talk, as it was then, or of the company
  sort TEXT NOT NULL CHECK (sort IN ('note', 'tag', 'link', 'owner', 'due')),
  value TEXT NOT NULL,                 -- the words, the tag, the address, who, the day
  label TEXT NOT NULL,                 -- of a link or a day: what it is
  made_at TEXT NOT NULL,               -- ISO 8601, UTC
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX notes_by_operation ON notes (operation);
CREATE TABLE notes_off (
  note INTEGER NOT NULL REFERENCES notes (id),
  operation INTEGER NOT NULL REFERENCES operations (id),
  PRIMARY KEY (note, operation)
) STRICT, WITHOUT ROWID;
"""


class Note(NamedTuple):
    """A note as it is kept. `about` is the id of the talk by which it is called now, or of the company."""

    id: int
    subject: str
    about: str
    sort: str
    value: str
    label: str
    made_at: datetime


def standing(conn: sqlite3.Connection) -> list[Note]:
    """The notes that count and were not taken off, in the order in which they were made."""
    off = f"SELECT note FROM notes_off WHERE {COUNTS}"
    sql = (
        f"SELECT id, subject, about, sort, value, label, made_at FROM notes WHERE {COUNTS} AND id NOT IN ({off})"
        " ORDER BY id"
    )
    rows = conn.execute(sql).fetchall()
    now = _called_now(conn, {row[2] for row in rows if row[1] == "talk"})
    return [
        Note(number, of, now.get(about, about) if of == "talk" else about, sort, value, label, _at(made_at))
        for number, of, about, sort, value, label, made_at in rows
    ]


def _at(made_at: str) -> datetime:
    return datetime.fromisoformat(made_at)


def _called_now(conn: sqlite3.Connection, ids: set[str]) -> dict[str, str]:
    """What talks are called that are not called so any more."""
    if not ids:
        return {}
    known = {talk for (talk,) in select_in(conn, "SELECT id FROM talks WHERE id IN ({})", ids)}
    return former.lead(conn, ids - known)


def add(conn: sqlite3.Connection, note: Note, operation: int) -> None:
    """Store a note (the number it carries is ignored)."""
    conn.execute(
        "INSERT INTO notes (subject, about, sort, value, label, made_at, operation) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*note[1:6], note.made_at.isoformat(), operation),
    )


def take_off(conn: sqlite3.Connection, numbers: Iterable[int], operation: int) -> None:
    """Let these notes count no longer."""
    conn.executemany("INSERT INTO notes_off VALUES (?, ?)", [(number, operation) for number in numbers])
