"""The user's notes, as the screens show them beside talks and companies."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import former, lookup, notes, talks
from alliance_cli.views import NoteView, TalkView


class Noted(NamedTuple):
    """All notes by what they are on, each thing's in the order in which they were made."""

    by_subject: dict[tuple[str, str], tuple[NoteView, ...]]

    def of(self, subject: str, about: str) -> tuple[NoteView, ...]:
        """The notes on a talk or a company."""
        return self.by_subject.get((subject, about), ())

    def all(self) -> Iterator[NoteView]:
        """Every note."""
        return (note for part in self.by_subject.values() for note in part)


def noted(conn: sqlite3.Connection, by: date | None = None) -> Noted:
    """The notes that stand, of those made by a day where it is given. Their numbers count from 1 on each thing."""
    kept = [note for note in notes.standing(conn) if by is None or note.made_at.date() <= by]
    if not kept:
        return Noted({})
    slugs = {row.id: row.slug for row in talks.rows(conn, {n.about for n in kept if n.subject == "talk"})}
    labels = slugs | lookup.display_names(conn, {n.about for n in kept if n.subject == "company"})
    found: dict[tuple[str, str], list[NoteView]] = defaultdict(list)
    for note in kept:
        mine = found[note.subject, note.about]
        label = labels.get(note.about, note.about)
        mine.append(NoteView(note.id, len(mine) + 1, note.sort, note.subject, note.about, label, note.value, note.label,
                             note.made_at.astimezone().date()))  # fmt: skip
    return Noted({key: tuple(part) for key, part in found.items()})


def with_asides(conn: sqlite3.Connection, views: Sequence[TalkView], moment: Moment) -> list[TalkView]:
    """Talks with the user's notes on them, and what they were called before; in the past, with the notes of then."""
    names = {} if moment.is_past else former.of_talks(conn)
    found = noted(conn, moment.as_of if moment.is_past else None)
    return [view._replace(former=names.get(view.id, ()), notes=found.of("talk", view.id)) for view in views]


def due_by(found: Iterable[NoteView], day: date) -> list[NoteView]:
    """What is to be looked at again by a day, the earliest first."""
    return sorted((n for n in found if n.sort == "due" and n.value <= day.isoformat()), key=lambda n: (n.value, n.id))
