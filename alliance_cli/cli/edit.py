"""`alliance edit`: what a claim says, corrected by its number."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.output import say, write
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import safe

if TYPE_CHECKING:
    from alliance_cli.services.judging.correcting import Corrected
    from alliance_cli.services.judging.reviewing import Item

app = App("edit")


@app.command(
    help="Correct a claim of a talk by the number that `why`, `show` and `timeline` print beside it: `alliance edit "
    "TALK 3 date=2025-11 origin=Nikkei`. Several numbers are 2,5 or 3-5; the only claim of a talk needs none. Without "
    "a FIELD=VALUE: what can be set, and how it stands. publisher, title, url and published are the report's; note are "
    "the words of what you added yourself; party:NAME is the company that NAME means, role:NAME what it is in the "
    "deal (buyer, licensor, supplier ...); talk is the one it belongs to. What was read stays beneath, and "
    "`alliance undo` takes an edit back.",
    epilog="Examples: alliance edit honda-motor-nissan-motor-merger-2024 2 date=2024-12 speaker='Makoto Uchida'  |  "
    "alliance edit honda-motor-nissan-motor-merger-2024 2",
)
def edit(
    ctx: Context,
    talk: Annotated[str, Argument(help="A talk, by id or slug, or its companies.")],
    changed: Annotated[
        list[str] | None, Argument(metavar="CLAIM... FIELD=VALUE...", help="Numbers of claims, and new values.")
    ] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Edit claims, or say what can be edited."""
    from alliance_cli.services.judging import correcting, reviewing
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    words = [talk, *(word for word in changed or [] if "=" not in word)]
    values = reviewing.pairs_of([word for word in changed or [] if "=" in word])
    conn = opening.for_reading(settings.db)
    _, _, items = correcting.meant(conn, words, today())
    if not values:
        _standing(conn, items)
        return
    done = correcting.edit(
        conn, items, values, command=settings.command, now=now(), today=today(), keep=not dry_run
    )  # fmt: skip
    tell(changes.Telling(settings, json=json, dry_run=dry_run), conn, done)


def _standing(conn: sqlite3.Connection, items: "Sequence[Item]") -> None:
    """What can be set of one claim, as it would be typed."""
    from alliance_cli.services.judging import correcting

    if len(items) > 1:
        raise AllianceError("say what to change: FIELD=VALUE, such as date=2025-11", ExitCode.USAGE)
    found = correcting.standing(conn, items[0])
    write(f"{safe(name)}={safe(value)}\n" for name, value in found.items())


def tell(how: changes.Telling, conn: sqlite3.Connection, corrected: "Corrected") -> None:
    """Say what was corrected, and which talks that changes."""
    told: Iterable[str] = corrected.told or ["it stands so already"]
    for line in told:
        say(how.settings, f"would be: {line}" if how.dry_run and corrected.told else line)
    changes.refolded(how, conn, corrected.done)
