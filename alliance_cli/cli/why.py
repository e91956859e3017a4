"""`alliance why`: the claims of a talk in order, the rule each met, the words it rests on."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options, picker
from alliance_cli.cli.output import emit
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from alliance_cli.services.looking.selection import Moment

app = options.single("why")

TalkOrCompanies = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TALK|COMPANY]...", help="The id or slug of a talk, or its beginning; or its companies."),
]


@app.command(
    help="Why a talk has its status: each claim in the order in which it counts, its quote with the place in the "
    "report, the rule it met, and the status after it.",
    epilog="Examples: alliance why honda-motor-nissan-motor-merger-2024  |  alliance why Toyota BMW  |  "
    "alliance why honda-motor-nissan-motor-merger --as-of 2025-01-31",
)
@options.grouped
def why(
    ctx: typer.Context,
    talk: TalkOrCompanies = None,
    *,
    when: options.When,
    to: options.Writing,
) -> None:
    """Explain a talk."""
    explain(ctx.obj, talk or [], when.moment, to, whole=False)


def explain(settings: Settings, wanted: Sequence[str], moment: "Moment", to: options.Writing, *, whole: bool) -> None:
    """Show a talk claim by claim, or as a `whole`. On a terminal it is asked which one, where several are meant."""
    from alliance_cli.render import structured
    from alliance_cli.render import why as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import timeline

    conn = opening.for_reading(settings.db)
    view = timeline.why(conn, _named(settings, conn, wanted, moment), moment)
    lines = render.show if whole else render.why
    emit(
        settings, to, lines=lambda columns: lines(view, columns),
        document=lambda: structured.shown(view) if whole else structured.why(view),
        records=lambda: structured.step_records(view),
    )  # fmt: skip


def _named(settings: Settings, conn: sqlite3.Connection, wanted: Sequence[str], moment: "Moment") -> str:
    """The talk that is named, or that the companies named have; picked on a terminal where there are several."""
    from alliance_cli.services.looking import picking

    if not wanted:
        if not picker.can_pick(settings):
            raise AllianceError("name a talk or its companies; `alliance talks` lists them", ExitCode.USAGE)
        return picker.pick(settings, picking.choices(conn, picking.TALK), "talk").id
    meant = picking.meant(conn, wanted, moment)
    if len(meant) == 1:
        return meant[0].id
    if settings.stdout_is_terminal and picker.can_pick(settings):
        return picker.pick(settings, meant, "which").id
    raise picking.several(wanted, meant)
