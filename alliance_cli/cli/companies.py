"""`alliance companies`: who is known, and by which names."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import emit, header, only, picked, say, write
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Alias, Company
from alliance_cli.render.text import safe
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.services.keeping.folding import Refolded

app = App("companies")

Everyone = Annotated[bool, Option("--all", help="Every company known, with talks or without.")]
Reason = Annotated[str, Option("--reason", help="Why, in your words.")]


@app.callback(
    help="List, show and add companies and their names.",
    epilog="Examples: alliance companies list  |  alliance companies show Nissan  |  "
    'alliance companies add "Nakagawa Robotics" --country JP',
)
@options.grouped
def companies(ctx: Context, everyone: Everyone = False, *, to: options.Table) -> None:
    """Without a subcommand: list the companies."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, "", to, everyone=everyone)


@app.command(
    "list", help="The companies that have talks, those with most first.",
    epilog="Examples: alliance companies list  |  alliance companies list motor --all",
)  # fmt: skip
@options.grouped
def list_(
    ctx: Context,
    containing: Annotated[str, Argument(help="Only those with this in a name.")] = "",
    everyone: Everyone = False,
    *,
    to: options.Table,
) -> None:
    """List companies."""
    _list(ctx.obj, containing, to, everyone=everyone)


def _list(settings: Settings, containing: str, to: options.Table, *, everyone: bool) -> None:
    from alliance_cli.render import structured, tables
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.keeping import opening

    columns = picked(to, lambda: tables.COMPANIES)
    found = service.listed(opening.for_reading(settings.db), everyone=everyone, containing=containing)
    emit(
        settings, to, document=lambda: structured.companies(found),
        records=lambda: only([structured.company(view) for view in found], to, columns),
        lines=lambda width: tables.companies(found, width, columns), header=lambda: header(to, columns, "companies"),
        cuts=True,
    )  # fmt: skip
    if containing and not found:
        raise AllianceError(f"no company with “{containing}” in a name", ExitCode.NOT_FOUND)


@app.command(
    help="One company with all its names, identifiers and owners.",
    epilog="Examples: alliance companies show Nissan  |  alliance companies show VW --json",
)
@options.grouped
def show(
    ctx: Context,
    company: Annotated[str, Argument(help="A name, alias, ticker or id.")],
    *,
    when: options.When,
    to: options.Writing,
) -> None:
    """Show a company."""
    from alliance_cli.render import structured, tables
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    view = service.shown(opening.for_reading(settings.db), company, when.moment)
    emit(
        settings, to,
        document=lambda: structured.company_shown(view),
        records=lambda: [structured.company(view)], lines=lambda columns: tables.company(view, columns),
    )  # fmt: skip


@app.command(
    help="Add a company that the program does not know.",
    epilog='Examples: alliance companies add "Nakagawa Robotics" --country JP --alias "Nakagawa"  |  '
    'alliance companies add "Blue Harbor Cells" --ticker BHC',
)
def add(
    ctx: Context,
    name: Annotated[str, Argument(help="Its usual name.")],
    country: Annotated[str, Option("--country", help="ISO 3166 code of two letters, or the name.")] = "",
    sector: Annotated[str, Option("--sector", help="Its industry, in a word.")] = "",
    alias: Annotated[list[str] | None, Option("--alias", help="Another name; may be given often.")] = None,
    ticker: Annotated[list[str] | None, Option("--ticker", help="A ticker; may be given often.")] = None,
    common_word: Annotated[bool, Option("--common-word", help="The name is also an ordinary word.")] = False,
) -> None:
    """Add a company."""
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    code = service.country_code(country) if country else ""
    company = Company(
        id="", name=name.strip(), country=code, sector=sector, common_word=common_word,
        aliases=tuple(Alias(a) for a in alias or []), tickers=tuple(t.upper() for t in ticker or []),
    )  # fmt: skip
    conn = opening.for_writing(settings.db)
    stored = service.add(conn, company, command=settings.command, now=now())
    say(settings, f"added {stored.name} ({stored.id})")
    _warn(settings, conn, stored.id, [stored.name, *(a.name for a in stored.aliases)])


@app.command(
    help="Give a company another usual name. The one it had stays a name of it, and so does its id.",
    epilog='Examples: alliance companies rename Nissan "Nissan Motor Company"  |  '
    'alliance companies rename zhejiang-geely "Geely Holding"',
)
def rename(
    ctx: Context,
    company: Annotated[str, Argument(help="A name, alias, ticker or id.")],
    name: Annotated[str, Argument(help="Its usual name from now on.")],
) -> None:
    """Rename a company."""
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    conn = opening.for_writing(settings.db)
    was, known = service.rename(conn, company, name.strip(), command=settings.command, now=now())
    say(settings, f"{was} is called {known.name} now ({known.id})")
    _warn(settings, conn, known.id, [known.name])


@app.command(
    help="Correct what is known of a company: name, country, sector, common_word (yes where its name is also an "
    "ordinary word). Without a FIELD=VALUE: how it stands.",
    epilog="Examples: alliance companies edit Nissan country=JP sector=automotive  |  alliance companies edit Nissan",
)
def edit(
    ctx: Context,
    company: Annotated[str, Argument(help="A name, alias, ticker or id.")],
    values: Annotated[list[str] | None, Argument(metavar="FIELD=VALUE...", help="New values.")] = None,
) -> None:
    """Edit a company."""
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.judging import reviewing
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    conn = opening.for_writing(settings.db)
    pairs = reviewing.pairs_of(values or [])
    was, known = service.edit(conn, company, pairs, command=settings.command, now=now())
    if not pairs:
        write(f"{name}={safe(_typed(getattr(known, name)))}\n" for name in service.EDITABLE)
        return
    for name in pairs:
        before, after = _typed(getattr(was, name)), _typed(getattr(known, name))
        same = "it stands so already" if before == after else f"{before or '(none)'} → {after}"
        say(settings, f"{name}: {same}")
    if was.name != known.name:
        _warn(settings, conn, known.id, [known.name])


def _typed(value: str | bool) -> str:
    """A value as it would be typed."""
    return value if isinstance(value, str) else ("yes" if value else "no")


@app.command(
    help="Give a company another name, if need be only between two days.",
    epilog="Examples: alliance companies alias Nissan NML  |  "
    'alliance companies alias "Meta Platforms" "The Facebook" --to 2005-09-20',
)
def alias(
    ctx: Context,
    company: Annotated[str, Argument(help="A name, alias, ticker or id.")],
    name: Annotated[str, Argument(help="The other name.")],
    since: Annotated[str | None, Option("--from", metavar="DATE", help="In use from this day.")] = None,
    until: Annotated[str | None, Option("--to", metavar="DATE", help="In use up to this day.")] = None,
    common_word: Annotated[bool, Option("--common-word", help="The name is also an ordinary word.")] = False,
) -> None:
    """Add an alias."""
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    new = Alias(name.strip(), options.day(since, "--from"), options.last_day(until, "--to"), common_word)
    conn = opening.for_writing(settings.db)
    known = service.add_alias(conn, company, new, command=settings.command, now=now())
    say(settings, f"{known.name} ({known.id}) is also known as {new.name}")
    _warn(settings, conn, known.id, [new.name])


def _warn(settings: Settings, conn: sqlite3.Connection, company: str, given: Iterable[str]) -> None:
    """Tell of names that stood for other companies alone until now."""
    from alliance_cli.services.judging import companies as service

    for name in given:
        if others := service.others_called(conn, company, name):
            say(
                settings,
                f"“{name}” could be {' or '.join([*others, company])} from now on; `alliance undo` reverses it",
            )


@app.command(
    help="Let a second company count as the first: their talks become one company's. `alliance companies split` or "
    "`alliance undo` reverses it.",
    epilog="Examples: alliance companies merge zhejiang-geely geely-automobile  |  "
    'alliance companies merge stellantis fca --reason "one company since 2021"',
)
def merge(
    ctx: Context,
    first: Annotated[str, Argument(help="The company that stays: a name, alias, ticker or id.")],
    second: Annotated[str, Argument(help="The company that counts as it from now on.")],
    reason: Reason = "",
) -> None:
    """Merge two companies."""
    from alliance_cli.services.judging import merging

    kept, other = _decided(ctx.obj, merging.merge, first, second, reason)
    say(ctx.obj, f"{other} counts as {kept}")


@app.command(
    help="Take a merge back: both are companies of their own again.",
    epilog="Examples: alliance companies split zhejiang-geely geely-automobile  |  "
    "alliance companies split stellantis fca",
)
def split(
    ctx: Context,
    first: Annotated[str, Argument(help="One company, by its own name or id.")],
    second: Annotated[str, Argument(help="The other.")],
    reason: Reason = "",
) -> None:
    """Split two companies."""
    from alliance_cli.services.judging import merging

    kept, other = _decided(ctx.obj, merging.split, first, second, reason)
    say(ctx.obj, f"{other} and {kept} are two companies")


@app.command(
    "not-same",
    help="Keep two companies apart for good: a merge of them is taken back, and refused from now on.",
    epilog="Examples: alliance companies not-same volvo-cars volvo  |  "
    'alliance companies not-same "Delta Air Lines" "Delta Electronics" --reason "no relation"',
)
def not_same(
    ctx: Context,
    first: Annotated[str, Argument(help="One company: a name, alias, ticker or id.")],
    second: Annotated[str, Argument(help="The other.")],
    reason: Reason = "",
) -> None:
    """Store that two companies are not the same."""
    from alliance_cli.services.judging import merging

    kept, other = _decided(ctx.obj, merging.keep_apart, first, second, reason)
    say(ctx.obj, f"{kept} and {other} are never the same")


@app.command(
    help="Say who owned a company, if need be only between two days. Owners count in `--roll-up`.",
    epilog="Examples: alliance companies parent Opel GM --to 2017-07-31  |  "
    'alliance companies parent Opel "PSA" --from 2017-08-01 --to 2021-01-16',
)
def parent(
    ctx: Context,
    company: Annotated[str, Argument(help="The company that is owned.")],
    owner: Annotated[str, Argument(help="Its owner.")],
    since: Annotated[str | None, Option("--from", metavar="DATE", help="From this day.")] = None,
    until: Annotated[str | None, Option("--to", metavar="DATE", help="Up to this day.")] = None,
) -> None:
    """Add an owner."""
    from alliance_cli.services.judging import merging
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    conn = opening.for_reading(settings.db)
    days = (options.day(since, "--from"), options.last_day(until, "--to"))
    unit, head, done = merging.add_parent(conn, company, owner, *days, command=settings.command, now=now())
    changes.report(changes.Telling(settings), conn, done, nothing="")
    say(settings, f"{unit} belongs to {head}")


@app.command(
    "id",
    help="Give a company an identifier: a ticker, LEI, CIK or Wikidata id. Commands then take it as a name.",
    epilog="Examples: alliance companies id Nissan lei 353800DRBDH1LUTNAY26  |  "
    "alliance companies id Nissan ticker 7201",
)
def identifier(
    ctx: Context,
    company: Annotated[str, Argument(help="A name, alias, ticker or id.")],
    scheme: Annotated[str, Argument(help="One of: ticker, lei, cik, wikidata.")],
    value: Annotated[str, Argument(help="The identifier.")],
) -> None:
    """Add an identifier."""
    from alliance_cli.services.judging import companies as service
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    if scheme.lower() not in {"ticker", "lei", "cik", "wikidata"}:
        raise AllianceError(f"“{scheme}” is none of: ticker, lei, cik, wikidata", ExitCode.USAGE)
    conn = opening.for_writing(settings.db)
    text = value.strip().upper()
    known = service.identify(conn, company, scheme.lower(), text, command=settings.command, now=now())
    say(settings, f"{known.name} ({known.id}) has the {scheme.lower()} {text}")


@app.command(
    "import",
    help="Add a list of companies: the SEC's company_tickers.json or company_tickers_exchange.json, LEI records of "
    "GLEIF (the golden copy in CSV, JSON or XML, or what its API answers), the equities of FinanceDatabase in "
    "CSV, or a CSV or workbook with a column name and any of alias, country, ticker, lei, cik, sector, parent "
    "(several aliases or tickers split by |); packed (zip, gz, bz2, xz, zst) or not. What a known company is "
    "called gets no second meaning, and a second listing or a unit under its very name (Rio Tinto Ltd, UBS AG) is "
    "no company of its own: its codes become that company's. A name of one word, or of ordinary words alone, is "
    "taken for the company only where a report says that it is one.",
    epilog="Examples: alliance companies import company_tickers.json  |  "
    "alliance companies import companies.csv --dry-run",
)
def import_(
    ctx: Context,
    file: Annotated[Path, Argument(help="The list.")],
    form: Annotated[str, Option("--format", help="sec, gleif, financedatabase or csv (told by itself).")] = "",
    dry_run: options.DryRun = False,
) -> None:
    """Import companies."""
    from alliance_cli.services.exchange import company_files, company_forms, company_import
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    wanted = options.word(company_forms.Form, form, "--format") if form else None
    found, rows = company_files.read(file, wanted)
    conn = opening.for_writing(settings.db, keep=not dry_run)
    done = company_import.add(conn, rows, command=settings.command, now=now(), keep=not dry_run)
    say(
        settings,
        f"{counted(done.rows, 'row')} ({found}): {counted(done.new, 'company', 'companies')} new, "
        f"{counted(done.enriched, 'known one')} gained something"
        + (f", {done.left} left out (void, or their names are other companies')" if done.left else "")
        + (" (nothing stored: dry run)" if dry_run else ""),
    )


def _decided(
    settings: Settings, decide: "Callable[..., tuple[str, str, Refolded]]", first: str, second: str, reason: str
) -> tuple[str, str]:
    """Decide on two companies and say which talks that changes. Returns their names, the one that stays first."""
    from alliance_cli.services.keeping import opening

    conn = opening.for_reading(settings.db)
    kept, other, done = decide(conn, first, second, reason, command=settings.command, now=now())
    changes.refolded(changes.Telling(settings), conn, done)
    return kept, other
