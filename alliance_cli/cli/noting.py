"""What `note`, `tag`, `link`, `owner` and `due` share: writing down, taking off, listing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import Argument, Option
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    import sqlite3

    from alliance_cli.services.judging.noting import Target
    from alliance_cli.views import NoteView

About = Annotated[
    str, Argument(metavar="[TALK|COMPANY]", help="A talk, by id or slug, or a company by name; none for all.")
]
Drop = Annotated[bool, Option("--drop", help="Take it off instead, by its number or by what it says.")]


def write(
    settings: Settings, text: str, sort: str, values: Sequence[str], label: str = "", *, to: options.Table
) -> None:  # fmt: skip
    """Write these down on what `text` names, and say so."""
    from alliance_cli.services.judging import noting

    conn = _opened(settings)
    on = noting.target(conn, text)
    new = noting.add(conn, on, sort, values, label, command=settings.command, now=now())
    say(settings, f"{on.label}: {sort} {', '.join(new)}" if new else f"{on.label}: that stands there already")
    if to.json:
        show(settings, text, sort, to)


def take_off(settings: Settings, text: str, sort: str, which: Sequence[str], *, to: options.Table) -> None:
    """Take notes off what `text` names, and say which."""
    from alliance_cli.services.judging import noting

    conn = _opened(settings)
    on = noting.target(conn, text)
    for note in noting.take_off(conn, on, sort, which, command=settings.command, now=now()):
        say(settings, f"{on.label}: took off {sort} {note.value}")
    if to.json:
        show(settings, text, sort, to)


def show(settings: Settings, text: str, sort: str, to: options.Table) -> None:
    """List the notes of a sort, on one thing or on all; "note" stands for all sorts.

    Raises AllianceError (1) where one thing was asked for and nothing stands on it.
    """
    from alliance_cli.render import note_table as render
    from alliance_cli.render import structured
    from alliance_cli.services.judging import noting

    conn = _opened(settings)
    on: Target | None = noting.target(conn, text) if text else None
    found = noting.listed(conn, on, sort)
    gone = 0
    if sort == "due" and (on is None or on.subject == "talk"):
        ahead, gone = _expected(conn, on)
        found = sorted([*found, *ahead], key=lambda note: note.value)
    records = [structured.note(note) for note in found]
    listed(settings, to, "notes", records, render.COLUMNS, total=_total(len(found), sort))
    if gone:
        about = counted(gone, "day that passed", "days that passed")
        say(settings, f"{about} long ago without news of it left out; `alliance due TALK` has those of a talk")
    if on and not found and not to.json:
        raise AllianceError(f"nothing stands on {on.label}", ExitCode.NOT_FOUND)


def _expected(conn: "sqlite3.Connection", on: "Target | None") -> "tuple[list[NoteView], int]":
    """What is expected of a talk, or of all that are still waited for; and how much nobody waits for any more."""
    from alliance_cli.services.looking.expected import expected, lapsed

    moment = options.moment(None, None)
    found = expected(conn, moment, on.id if on else "")
    ahead = found if on else [note for note in found if not lapsed(note, moment)]
    return ahead, len(found) - len(ahead)


def _opened(settings: Settings) -> "sqlite3.Connection":
    from alliance_cli.services.keeping import opening

    return opening.for_reading(settings.db)


def _total(number: int, sort: str) -> str:
    return f"{number} due" if sort == "due" else counted(number, sort)
