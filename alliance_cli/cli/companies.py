"""`alliance companies`: who is known, and by which names."""

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import chosen, emit, only, pick, say
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Alias, Company

app = options.single("companies")


@app.callback(
    help="List, show and add companies and their names.",
    epilog="Examples: alliance companies list  |  alliance companies show Nissan  |  "
    'alliance companies add "Nakagawa Robotics" --country JP',
)
def companies() -> None:
    """Commands on companies."""


@app.command(
    "list", help="The companies that have talks.",
    epilog="Examples: alliance companies list  |  alliance companies list motor --all",
)  # fmt: skip
def list_(
    ctx: typer.Context,
    containing: Annotated[str, typer.Argument(help="Only those with this in a name.")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="Every company known, with talks or without.")] = False,
    columns: options.Columns = "",
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """List companies."""
    from alliance_cli.render import structured, tables
    from alliance_cli.services import companies as service
    from alliance_cli.services import opening

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    picked = pick(columns, form, "COMPANIES")
    found = service.listed(opening.for_reading(settings.db), everyone=everyone, containing=containing)
    emit(
        settings, form, output=output, document=lambda: structured.companies(found),
        records=lambda: only([structured.company(view) for view in found], picked),
        lines=lambda width: tables.companies(found, width, picked or tables.COMPANIES), cuts=True,
    )  # fmt: skip
    if containing and not found:
        raise AllianceError(f"no company with “{containing}” in a name", ExitCode.NOT_FOUND)


@app.command(
    help="One company with all its names, identifiers and owners.",
    epilog="Examples: alliance companies show Nissan  |  alliance companies show VW --json",
)
def show(
    ctx: typer.Context,
    company: Annotated[str, typer.Argument(help="A name, alias, ticker or id.")],
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show a company."""
    from alliance_cli.render import structured, tables
    from alliance_cli.services import companies as service
    from alliance_cli.services import opening

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    view = service.shown(opening.for_reading(settings.db), company)
    emit(
        settings, form, output=output,
        document=lambda: {"schema": "alliance.company/1", **structured.company(view)},
        records=lambda: [structured.company(view)], lines=lambda columns: tables.company(view, columns),
    )  # fmt: skip


@app.command(
    help="Add a company that the program does not know.",
    epilog='Examples: alliance companies add "Nakagawa Robotics" --country JP --alias "Nakagawa"  |  '
    'alliance companies add "Blue Harbor Cells" --ticker BHC',
)
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Its usual name.")],
    country: Annotated[str, typer.Option("--country", help="ISO 3166 code of two letters.")] = "",
    sector: Annotated[str, typer.Option("--sector", help="Its industry, in a word.")] = "",
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be given often.")] = None,
    ticker: Annotated[list[str] | None, typer.Option("--ticker", help="A ticker; may be given often.")] = None,
    common_word: Annotated[bool, typer.Option("--common-word", help="The name is also an ordinary word.")] = False,
) -> None:
    """Add a company."""
    from alliance_cli.services import companies as service
    from alliance_cli.services import opening

    settings: Settings = ctx.obj
    code = country.upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise AllianceError("--country takes a code of two letters, such as JP", ExitCode.USAGE)
    company = Company(
        id="", name=name.strip(), country=code, sector=sector, common_word=common_word,
        aliases=tuple(Alias(a) for a in alias or []), tickers=tuple(t.upper() for t in ticker or []),
    )  # fmt: skip
    conn = opening.for_writing(settings.db)
    stored = service.add(conn, company, command=settings.command, now=now())
    say(settings, f"added {stored.name} ({stored.id})")


@app.command(
    help="Give a company another name, if need be only between two days.",
    epilog="Examples: alliance companies alias Nissan NML  |  "
    'alliance companies alias "Meta Platforms" "The Facebook" --to 2005-09-20',
)
def alias(
    ctx: typer.Context,
    company: Annotated[str, typer.Argument(help="A name, alias, ticker or id.")],
    name: Annotated[str, typer.Argument(help="The other name.")],
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="In use from this day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="In use up to this day.")] = None,
    common_word: Annotated[bool, typer.Option("--common-word", help="The name is also an ordinary word.")] = False,
) -> None:
    """Add an alias."""
    from alliance_cli.services import companies as service
    from alliance_cli.services import opening

    settings: Settings = ctx.obj
    new = Alias(name.strip(), options.day(since, "--from"), options.day(until, "--to"), common_word)
    conn = opening.for_writing(settings.db)
    known = service.add_alias(conn, company, new, command=settings.command, now=now())
    say(settings, f"{known.name} ({known.id}) is also known as {new.name}")
