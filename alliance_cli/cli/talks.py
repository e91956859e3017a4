"""`alliance talks`: a table of talks."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import emit, header, only, picked, say
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import Line
from alliance_cli.services.looking.listing import Sort, first_talks
from alliance_cli.services.looking.selection import Filters
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.render.tables import Column
    from alliance_cli.services.looking.rates import Rates

app = App("talks")


@app.command(
    help="List talks, latest turn first.",
    epilog="Examples: alliance talks Nissan --status rumoured  |  "
    "alliance talks --kind merger --since 2024-01-01 --json  |  "
    "alliance talks --columns companies,value,stake,closes,direction",
)
@options.grouped
def talks(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Only talks with all of these companies.")] = None,
    *,
    which: options.Which,
    who: options.Directed,
    when: options.When,
    roll_up: options.RollUp = False,
    stale: Annotated[bool | None, Option("--stale/--no-stale", help="Only stale rumours, or none of them.")] = None,
    doubtful: options.Doubtful = None,
    sort: Annotated[str, Option("--sort", help=f"One of: {', '.join(Sort)}.")] = Sort.TURN,
    rates: Annotated[
        str, Option("--rates", metavar="FILE", help="What currencies are worth: CSV (currency,rate) or TOML.")
    ] = "",
    limit: Annotated[int, Option("--limit", min=1, help="At most so many.")] = 100,
    everything: Annotated[bool, Option("--all", help="All of them, whatever the limit.")] = False,
    to: options.Table,
) -> None:
    """Show the talks that pass the filters."""
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    columns = picked(to, _columns, "talks")
    filters = which.filters._replace(stale=stale, roll_up=roll_up, doubtful=doubtful, roles=who.roles)
    order = options.word(Sort, sort, "--sort")
    most = None if everything else limit
    conn = opening.for_reading(settings.db)
    known = _rates(rates)
    found, total = first_talks(conn, companies or [], when.moment, filters, sort=order, limit=most, rates=known)
    if len(found) < total:
        say(settings, f"{len(found)} of {total} talks shown; --limit or --all shows more")
    asked = order is Sort.VALUE or bool(rates) or any(column.field == "value" for column in columns if to.columns)
    tabled(settings, to, found, columns, worth=_worth(found, known) if asked else "")
    if not found and (companies or filters != Filters()):
        raise AllianceError("no talk in the ledger that the options ask for", ExitCode.NOT_FOUND)


def _rates(path: str) -> "Rates | None":
    if not path:
        return None
    from alliance_cli.services.looking import rates

    return rates.read(path)


def _worth(found: Sequence[TalkView], known: "Rates | None") -> str:
    """What talks are worth together: "USD 8.2bn in 3 talks"; a sum a currency where there are no rates."""
    from alliance_cli.render import deal
    from alliance_cli.services.looking import rates

    told = (f"{deal.money(total, unit)} in {counted(n, 'talk')}" for unit, total, n in rates.sums(found, known))
    return "worth " + ", ".join(told) if found else ""


def _columns() -> "Sequence[Column[TalkView]]":
    from alliance_cli.render import tables  # JSON needs none of it

    return tables.TALKS


def tabled(
    settings: Settings, to: options.Table, found: Sequence[TalkView], columns: "Sequence[Column[Any]]", worth: str = ""
) -> None:
    """Write talks as a table, or as data; what they are `worth` together stands under the table."""
    from alliance_cli.render import structured

    emit(
        settings, to, document=lambda: structured.talks(found),
        records=lambda: only([structured.talk(view) for view in found], to, columns),
        lines=lambda width: _table(found, width, columns, worth), cuts=True,
        header=lambda: header(to, columns, "talks"),
    )  # fmt: skip


def _table(found: Sequence[TalkView], width: int, columns: "Sequence[Column[TalkView]]", worth: str) -> Iterable[Line]:
    from alliance_cli.render import tables

    return tables.talks(found, width, columns, worth=worth)
