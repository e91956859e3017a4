"""`alliance why`: the claims of a talk in order, the rule each met, the words it rests on."""

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import emit
from alliance_cli.cli.settings import Settings

if TYPE_CHECKING:
    from alliance_cli.services.looking.selection import Moment

app = options.single("why")


@app.command(
    help="Why a talk has its status: each claim in the order in which it counts, its quote with the place in the "
    "report, the rule it met, and the status after it.",
    epilog="Examples: alliance why honda-motor-nissan-motor-merger-2024  |  "
    "alliance why honda-motor-nissan-motor-merger --as-of 2025-01-31",
)
@options.grouped
def why(
    ctx: typer.Context,
    talk: Annotated[str, typer.Argument(help="The id or slug of a talk, or the beginning of one.")],
    *,
    when: options.When,
    to: options.Writing,
) -> None:
    """Explain a talk."""
    explain(ctx.obj, talk, when.moment, to, whole=False)


def explain(settings: Settings, talk: str, moment: "Moment", to: options.Writing, *, whole: bool) -> None:
    """Show a talk claim by claim, or as a `whole`."""
    from alliance_cli.render import structured
    from alliance_cli.render import why as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import timeline

    view = timeline.why(opening.for_reading(settings.db), talk, moment)
    lines = render.show if whole else render.why
    emit(
        settings, to, lines=lambda columns: lines(view, columns),
        document=lambda: structured.shown(view) if whole else structured.why(view),
        records=lambda: structured.step_records(view),
    )  # fmt: skip
