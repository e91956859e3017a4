"""`alliance why`: the claims of a talk in order, the rule each met, the words it rests on."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import options, picker
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import EVENTS_SHOWN, emit
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from alliance_cli.services.looking.selection import Moment
    from alliance_cli.views import WhyView

app = App("why")

_REPORTS = 100
"""The reports of so many claims, the latest, stand below a talk that is shown."""

TalkOrCompanies = Annotated[
    list[str] | None,
    Argument(metavar="[TALK|COMPANY]...", help="The id or slug of a talk, or its beginning; or its companies."),
]


@app.command(
    help="Why a talk has its status: each claim in the order in which it counts, its quote with the place in the "
    "report, the rule it met, and the status after it.",
    epilog="Examples: alliance why honda-motor-nissan-motor-merger-2024  |  alliance why Toyota BMW  |  "
    "alliance why honda-motor-nissan-motor-merger --as-of 2025-01-31  |  alliance why Toyota BMW --last 2",
)
@options.grouped
def why(
    ctx: Context,
    talk: TalkOrCompanies = None,
    last: Annotated[int | None, Option("--last", metavar="N", min=1, help="Only so many of the latest claims.")] = None,
    *,
    when: options.When,
    to: options.Writing,
) -> None:
    """Explain a talk."""
    explain(ctx.obj, talk or [], when.moment, to, whole=False, last=last or 0)


def explain(
    settings: Settings, wanted: Sequence[str], moment: "Moment", to: options.Writing, *, whole: bool, last: int = 0
) -> None:
    """Show a talk claim by claim, so many of the `last`, or as a `whole`. On a terminal it is asked which one."""
    from alliance_cli.render import structured
    from alliance_cli.render import why as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import timeline

    conn = opening.for_reading(settings.db)
    named = _named(settings, conn, wanted, moment)
    shown = last or (_REPORTS if whole else 0)
    lines = render.show if whole else render.why

    def view(claims: int = last, events: int = 0) -> "WhyView":
        return timeline.why(conn, named, moment, claims, events)

    emit(
        settings, to, lines=lambda columns: lines(view(shown, EVENTS_SHOWN), columns),
        document=lambda: structured.shown(view()) if whole else structured.why(view()),
        records=lambda: structured.step_records(view()),
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
