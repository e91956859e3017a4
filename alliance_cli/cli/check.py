"""`alliance check`: whether the ledger is sound."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Context, Exit, Option
from alliance_cli.cli.output import emit, say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.documents import title
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import safe, wrap
from alliance_cli.vocabulary import counted

app = App("check")


@app.command(
    help="Check the ledger: the file, its references, and everything derived (talks, pairs, what counts, the full-text "
    "index) against what it follows from. Exit code 0 if all is well, 1 with a list of what is not. --repair rebuilds "
    "what is derived and sets back what is stamped later than now; what was reported and judged is never "
    "touched. It also says how many texts an earlier version of a reader read.",
    epilog="Examples: alliance check  |  alliance check --repair",
)
@options.grouped
def check(
    ctx: Context,
    repair: Annotated[bool, Option("--repair", help="Rebuild all that is derived, then check.")] = False,
    *,
    to: options.Writing,
) -> None:
    """List the problems."""
    from alliance_cli.services.intake import rereading
    from alliance_cli.services.keeping import checking, opening

    settings: Settings = ctx.obj
    conn = opening.for_reading(settings.db, heed_rules=True)
    found = checking.problems(conn, now())
    refused = None
    if repair:
        try:
            checking.repair(conn, now())
        except AllianceError as error:
            refused = error
        else:
            say(settings, f"rebuilt what is derived; {counted(len(found), 'problem')} before")
            found = checking.problems(conn, now())
    emit(
        settings, to, document=lambda: {"schema": title("check"), "problems": found},
        records=lambda: [{"problem": problem} for problem in found], header=lambda: ["problem"],
        lines=lambda columns: ([(part, "")] for problem in found for part in wrap(safe(problem), columns)),
    )  # fmt: skip
    if refused:
        raise refused
    if found:
        raise Exit(ExitCode.NOT_FOUND)
    say(settings, f"{settings.db} is sound")
    if older := len(rereading.due(conn)):
        texts = counted(older, "text was", "texts were")
        say(settings, f"{texts} read by an earlier reader; `alliance read --again` goes over them")
