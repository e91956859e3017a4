"""What the user writes down on a talk or a company: notes, tags, links, who follows it, when to look again."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.noted import Noted, noted
from alliance_cli.services.looking.selection import resolve_company
from alliance_cli.store import lookup, notes, operations, talks
from alliance_cli.store.connection import writing
from alliance_cli.store.notes import Note
from alliance_cli.views import NoteView

ONE_ALONE = frozenset({"owner"})
"""Of these a talk has one: the next takes its place."""


class Target(NamedTuple):
    """What is written on: a talk or a company, its id and what it is called."""

    subject: str
    id: str
    label: str


def target(conn: sqlite3.Connection, text: str) -> Target:
    """The talk with this id or slug, else the company with this name, else the talk whose name begins so.

    Raises AllianceError: 1 if there is none, 2 if several are meant.
    """
    found = finding.called(conn, text) if text else []
    exact = next((pair for pair in found if text in pair), None)
    if exact is None and text and lookup.by_name(conn, text):
        company = resolve_company(conn, text)
        return Target("company", company, lookup.display_names(conn, [company])[company])
    talk = exact[0] if exact else finding.talk_id(conn, text)
    return Target("talk", talk, talks.rows(conn, [talk])[0].slug)


def add(
    conn: sqlite3.Connection, on: Target, sort: str, values: Iterable[str], label: str = "", *, command: str,
    now: datetime,
) -> list[str]:  # fmt: skip
    """Write these down; returns those that were not there yet."""
    there = {note.value for note in of(conn, on) if note.sort == sort}
    new = [value for value in dict.fromkeys(values) if value not in there]
    if not new:
        return []
    with writing(conn):
        operation = operations.start(conn, command, now)
        if sort in ONE_ALONE:
            notes.take_off(conn, [note.id for note in of(conn, on) if note.sort == sort], operation)
        for value in new:
            notes.add(conn, Note(0, on.subject, on.id, sort, value, label, now), operation)
    return new


def take_off(
    conn: sqlite3.Connection, on: Target, sort: str, which: Sequence[str], *, command: str, now: datetime
) -> list[NoteView]:  # fmt: skip
    """Take notes off by their numbers or by what they say; the only one of its sort need not be named.

    Raises AllianceError: 1 where there is none, 2 where several could be meant or for no such note.
    """
    mine = [note for note in of(conn, on) if note.sort == sort]
    if not mine:
        raise AllianceError(f"{on.label} has no {sort}", ExitCode.NOT_FOUND)
    if not which and len(mine) > 1:
        raise AllianceError(f"which? {_choices(mine)}", ExitCode.USAGE)
    chosen = [_meant(mine, word, sort) for word in which] or mine
    with writing(conn):
        notes.take_off(conn, {note.id for note in chosen}, operations.start(conn, command, now))
    return chosen


def _meant(mine: Sequence[NoteView], word: str, sort: str) -> NoteView:
    found = [note for note in mine if note.value == word] or [n for n in mine if str(n.number) == word]
    if len(found) != 1:
        raise AllianceError(f"no {sort} “{word}”; there is: {_choices(mine)}", ExitCode.USAGE)
    return found[0]


def _choices(mine: Iterable[NoteView]) -> str:
    return ", ".join(f"{note.number} ({note.value[:40]})" for note in mine)


def of(conn: sqlite3.Connection, on: Target) -> tuple[NoteView, ...]:
    """All that stands on a talk or a company."""
    return noted(conn).of(on.subject, on.id)


def listed(conn: sqlite3.Connection, on: Target | None, sort: str) -> list[NoteView]:
    """The notes on one thing or on all, of a sort or (for "note") of every sort: days by date, others latest first."""
    everything: Noted = noted(conn)
    found = everything.of(on.subject, on.id) if on else everything.all()
    kept = [note for note in found if sort in {"note", note.sort}]
    if on:
        return kept
    return sorted(kept, key=lambda n: (n.value, n.id)) if sort == "due" else sorted(kept, key=lambda n: -n.id)


def matching(conn: sqlite3.Connection, text: str) -> list[NoteView]:
    """The notes in which all these words stand, latest first."""
    wanted = names.fold(text.replace('"', " ").replace("*", " ")).split()
    if not wanted:
        return []
    found = noted(conn).all()
    return sorted((n for n in found if _holds(n, wanted)), key=lambda note: -note.id)


def _holds(note: NoteView, wanted: Iterable[str]) -> bool:
    text = names.fold(f"{note.value} {note.label}")
    return all(word in text for word in wanted)
