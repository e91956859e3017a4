"""`alliance find`: companies and talks of the ledger by what is typed of them, or picked from a list."""

from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import options, picked, picker
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import text
from alliance_cli.render.tables import ON_REQUEST

if TYPE_CHECKING:
    from alliance_cli.services.looking.picking import Choice

app = App("find")

COLUMNS = (text("what", "what", 7), text("id", "id", 8, style="dim"), text("name", "name", 20, comfort=30, wraps=True),
           text("about", "about", 10, 1, comfort=22), text("slug", "slug", 12, ON_REQUEST))  # fmt: skip


@app.command(
    help="Find companies and talks of the ledger. On a terminal without words: type, and take one of the list with the "
    "arrows and Enter; of a company its timeline is shown, of a talk all about it. With words, or off a terminal, the "
    "list is printed. In $(...) what is taken is printed by its id.",
    epilog="Examples: alliance find  |  alliance find nissan merger  |  alliance find honda --talks --json",
)
@options.grouped
def find(
    ctx: Context,
    wanted: Annotated[list[str] | None, Argument(metavar="[WORDS]...", help="Beginnings of words.")] = None,
    only_talks: Annotated[bool, Option("--talks", help="Only talks.")] = False,
    only_companies: Annotated[bool, Option("--companies", help="Only companies.")] = False,
    limit: Annotated[int, Option("--limit", min=1, help="At most so many.")] = 50,
    *,
    to: options.Table,
) -> None:
    """Find or pick."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import picking

    if only_talks and only_companies:
        raise AllianceError("give --talks or --companies, not both", ExitCode.USAGE)
    settings: Settings = ctx.obj
    only = picking.TALK if only_talks else picking.COMPANY if only_companies else ""
    found = picking.choices(opening.for_reading(settings.db), only)
    if not wanted and to.output is None and to.asked is None and picker.can_pick(settings):
        picked.show(settings, picker.pick(settings, found, "find"))
        return
    hits = picking.matching(found, " ".join(wanted or []))
    _list(settings, to, hits, limit)
    if wanted and not hits:
        raise AllianceError(f"no company or talk of the ledger with “{' '.join(wanted)}”", ExitCode.NOT_FOUND)


def _list(settings: Settings, to: options.Table, hits: "list[Choice]", limit: int) -> None:
    records = [{"what": c.what, "id": c.id, "name": c.label, "about": c.about, "slug": c.slug} for c in hits[:limit]]
    if len(hits) > limit:
        say(settings, f"{limit} of {len(hits)} shown; --limit shows more")
    listed(settings, to, "find", records, COLUMNS)
