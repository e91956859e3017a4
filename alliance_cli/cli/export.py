"""`alliance export`: the ledger for other programs, and for another ledger."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.formats import only_ending
from alliance_cli.cli.into import Into
from alliance_cli.cli.output import fields, for_excel, say, write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import Kind, Status

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from alliance_cli.field_types import Schema
    from alliance_cli.services.looking.selection import Filters, Moment
    from alliance_cli.views import TalkView

app = App("export")


class Form(StrEnum):
    """The formats."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    MARKDOWN = "markdown"
    ICS = "ics"
    GRAPHML = "graphml"
    XLSX = "xlsx"


class Table(StrEnum):
    """What a row is, in CSV and Parquet."""

    EVENTS = "events"
    TALKS = "talks"


_TALK_OF_EVENT = ("talk", "slug", "parties", "talk_kind", "talk_status", "talk_doubtful")
_ENDINGS = {".jsonl": Form.JSONL, ".csv": Form.CSV, ".parquet": Form.PARQUET, ".md": Form.MARKDOWN, ".ics": Form.ICS,
            ".graphml": Form.GRAPHML, ".xlsx": Form.XLSX}  # fmt: skip


@app.command(
    help="Write the ledger out. jsonl is complete and can be read back with `alliance import` (docs/export.md); csv, "
    "parquet, markdown, ics (dated events), graphml (who is tied to whom) and xlsx (a workbook: talks, events, "
    "companies, reports, notes) hold the talks, all or those of the companies named.",
    epilog="Examples: alliance export -o ledger.jsonl  |  alliance export Nissan --format csv --table talks  |  "
    "alliance export -o alliances.xlsx",
)
def export(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Only talks with all of these (not for jsonl).")] = None,
    form: Annotated[
        str, Option("--format", help=f"One of: {', '.join(Form)} (else by the file's ending, else jsonl).")
    ] = "",
    table: Annotated[str, Option("--table", help="For csv and parquet: events (unless given) or talks.")] = "",
    kind: options.Kinds = None,
    status: options.Statuses = None,
    region: options.Region = "",
    doubtful: options.Doubtful = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    output: options.Output = None,
    force: options.Force = False,
    excel: options.Excel = False,
) -> None:
    """Export in one of the formats."""
    from alliance_cli.services.exchange import parquet_out, tables_out
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking.selection import Filters

    settings: Settings = ctx.obj
    wanted = _form(form, output)
    kinds, statuses = options.words(Kind, kind, "--kind"), options.words(Status, status, "--status")
    filters = Filters(kinds, statuses, region, doubtful=doubtful)
    moment = options.moment(as_of, known)
    rows = options.word(Table, table, "--table") if table else Table.EVENTS
    if table and wanted not in {Form.CSV, Form.PARQUET}:
        raise AllianceError(f"--table is for csv and parquet, not {wanted}", ExitCode.USAGE)
    if wanted in {Form.PARQUET, Form.XLSX} and (output is None or str(output) == "-"):
        raise AllianceError(f"{wanted} is no text: give -o FILE", ExitCode.USAGE)
    if excel and wanted is not Form.CSV:
        raise AllianceError(f"--excel is for csv, not {wanted}", ExitCode.USAGE)
    if wanted is Form.JSONL and (companies or filters != Filters()):
        raise AllianceError("jsonl holds the whole ledger: it takes no companies or filters", ExitCode.USAGE)
    conn = opening.for_reading(settings.db)
    into = Into.named(output, settings, force=force)
    if wanted is Form.JSONL:
        from alliance_cli.services.exchange import dump

        write(dump.lines(conn, moment), into)
        return
    if wanted is Form.XLSX:
        write(_workbook(conn, companies or [], moment, filters), into)
        say(settings, f"wrote {output}")
        return
    views = tables_out.all_talks(conn, companies or [], moment, filters)
    if wanted is Form.PARQUET:
        write(parquet_out.parquet(_records(views, rows), _columns(rows)), into)
    else:
        write(for_excel(_text(wanted, views, rows), wanted=excel), into)


def _form(form: str, output: Path | None) -> Form:
    if form:
        return options.word(Form, form, "--format")
    only_ending(output, *_ENDINGS)
    return _ENDINGS.get(output.suffix.lower(), Form.JSONL) if output else Form.JSONL


def _workbook(conn: "sqlite3.Connection", companies: list[str], moment: "Moment", filters: "Filters") -> bytes:
    """One sheet a table: talks, events, companies, reports, notes."""
    from alliance_cli.render import structured
    from alliance_cli.services.exchange import tables_out, workbook

    found = tables_out.whole(conn, companies, moment, filters)
    sheets = {
        "Talks": (fields("talks"), [structured.talk(view) for view in found.talks]),
        "Events": (_header(Table.EVENTS), _records(found.talks, Table.EVENTS)),
        "Companies": (fields("companies"), [structured.company(view) for view in found.companies]),
        "Reports": (tables_out.REPORT_FIELDS, found.reports),
        "Notes": (fields("notes"), [structured.note(view) for view in found.notes]),
    }
    return workbook.made(
        [
            workbook.Sheet(name, *table, leads_to=_LEADS.get(name, {}), first=_FIRST.get(name, ()))
            for name, table in sheets.items()
        ]
    )


_FIRST = {
    "Talks": ("parties", "roles", "kind", "status", "stage", "value", "currency", "stake", "closes", "last_turn",
              "origins", "reports", "regions"),
    "Events": ("parties", "roles", "date", "status", "stage", "kind", "origin", "publisher", "title", "quote"),
    "Companies": ("name", "country", "sector", "talks", "aliases"),
    "Reports": ("title", "published", "publisher", "url", "talks"),
}  # fmt: skip
"""By sheet: what is looked at and printed; all else stands behind it."""
_LEADS = {
    "Events": {"talk": ("Talks", "id"), "report_id": ("Reports", "id")}, "Reports": {"talks": ("Talks", "id")},
    "Notes": {"called": ("Talks", "slug")},
}  # fmt: skip
"""Sheet -> field -> the sheet and field where the same value stands."""


def _records(views: "list[TalkView]", table: Table) -> list[dict[str, Any]]:
    from alliance_cli.render import structured

    if table is Table.TALKS:
        return [structured.talk(view) for view in views]
    return [
        {**dict(zip(_TALK_OF_EVENT, (v.id, v.slug, list(v.parties), v.kind, v.status, v.doubtful), strict=True)),
         **structured.event(e), "roles": list(v.roles)}
        for v in views
        for e in v.events
    ]  # fmt: skip


def _columns(table: Table) -> "Mapping[str, Schema]":
    """The columns of a table with their documented types."""
    from alliance_cli.render import schemas

    if table is Table.TALKS:
        return schemas.TALK
    of_talk = (schemas.TALK[field] for field in ("id", "slug", "parties", "kind", "status", "doubtful"))
    return dict(zip(_TALK_OF_EVENT, of_talk, strict=True)) | schemas.EVENT | {"roles": schemas.ROLES}


def _header(table: Table) -> list[str]:
    return fields("talks") if table is Table.TALKS else [*_TALK_OF_EVENT, *fields("talk", "events"), "roles"]


def _text(form: Form, views: "list[TalkView]", table: Table) -> str:
    if form is Form.CSV:
        from alliance_cli.render import structured

        return structured.to_csv(_records(views, table), _header(table))
    if form is Form.MARKDOWN:
        from alliance_cli.render import markdown

        return markdown.document(views)
    if form is Form.ICS:
        from alliance_cli.render import calendar

        return calendar.calendar(views)
    from alliance_cli.services.exchange import tables_out

    return tables_out.graphml(views)
