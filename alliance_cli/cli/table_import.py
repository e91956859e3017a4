"""The rows of a table of one's own into the ledger, and what is told of them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from alliance_cli import sides
from alliance_cli.cli import changes, options
from alliance_cli.cli.into import Into
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import complain, note, picked, write
from alliance_cli.cli.settings import now, today
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import Record, number, shown, text, time
from alliance_cli.render.tables import Column
from alliance_cli.render.text import Span
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.services.exchange.rows_in import How, Imported
    from alliance_cli.sources.tables import Table

_STYLES = {"new": "rumoured", "turned": "confirmed", "bad": "error", "known": "dim"}
_FEW = 20


def _becomes(record: Record) -> Span:
    return shown(record["what"]), _STYLES.get(record["what"], "")


def _told(record: Record) -> Span:
    added = [f"new company: {', '.join(record['new_companies'])}"] if record["new_companies"] else []
    return shown("; ".join([*filter(None, (record["reason"], record["told"])), *added])), ""


COLUMNS: Sequence[Column[Record]] = (
    number("row", "row"), Column("becomes", _becomes, 7, field="what"),
    Column("companies", lambda r: (shown(sides.parties(r["companies"], r["roles"])), ""), 14, comfort=26, wraps=True,
           field="companies"),
    text("kind", "kind", 6, 2, comfort=13), text("status", "status", 9, 3), time("date", "date", 1),
    Column("outcome", _told, 20, comfort=24, wraps=True, field="told"),
    text("talk", "talk", 8, 4),
)  # fmt: skip


def read(raw: bytes, place: str, asked: list[str], sheet: str) -> "tuple[Table, dict[str, list[str]]]":
    """The table in a file, and which of its columns holds which field. Raises AllianceError 2 or 65."""
    from alliance_cli.services.exchange import row_columns
    from alliance_cli.sources import tables

    wanted = row_columns.mapped(asked)
    table = tables.read(raw, place, lambda cells: row_columns.is_header(cells, wanted), sheet)
    found = row_columns.fields(table.columns, wanted)
    if not found.keys() & row_columns.SEVERAL:
        columns = ", ".join(table.columns[:_FEW])
        raise AllianceError(
            f"{table.place}: no column holds companies; there are: {columns} (--map company=COLUMN)", ExitCode.BAD_DATA
        )
    return table, found


class Asked(NamedTuple):
    """How rows are read: how numeric dates stand, whether near names are new companies, where bad rows go."""

    day_first: bool | None
    new_companies: bool
    rejects: Path | None


def is_list(to: options.Table) -> bool:
    """True if what became of the rows is to be listed, as a file or in a format or in some columns."""
    return bool(to.asked or to.output or to.columns)


def take(
    telling: changes.Telling, table: "Table", columns: dict[str, list[str]], asked: Asked, to: options.Table
) -> bool:
    """Take the rows, or with a dry run only tell of them; False where some were bad."""
    from alliance_cli.services.exchange import rows_in
    from alliance_cli.services.keeping import opening

    picked(to, lambda: COLUMNS)  # a column that is not there is told before anything is stored
    settings = telling.settings
    how = rows_in.How(columns, now(), today(), asked.day_first, asked.new_companies)
    conn = opening.for_writing(settings.db, keep=not telling.dry_run)
    done = rows_in.take(conn, table, how, command=settings.command, keep=not telling.dry_run)
    if telling.dry_run or is_list(to):
        _list(telling, table, how, done, to)
    else:
        changes.report(telling, conn, done.summary.final_changes, nothing="")
        _complain(table, done)
    note(settings, _in_words(done, dry_run=telling.dry_run))
    if asked.rejects is not None and done.bad:
        write(rows_in.rejected(table, done.bad), Into.named(asked.rejects, settings, force=to.force))
    return not done.bad


def _list(telling: changes.Telling, table: "Table", how: "How", done: "Imported", to: options.Table) -> None:
    from alliance_cli.services.exchange import row_columns

    left = row_columns.left_out(table.columns, how.columns)
    if left:
        note(telling.settings, f"columns that are left out: {', '.join(left)} (--map FIELD=COLUMN takes one in)")
    records: list[dict[str, Any]] = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(outcome).items()}
        for outcome in done.outcomes
    ]
    listed(telling.settings, to, "rows", records, COLUMNS, file=table.place, dry_run=telling.dry_run,
           fields={field: list(names) for field, names in how.columns.items()}, left_out=left)  # fmt: skip


def _complain(table: "Table", done: "Imported") -> None:
    for outcome in done.bad[:_FEW]:
        complain(f"alliance: {table.place}:{outcome.row}: {outcome.reason}")
    if len(done.bad) > _FEW:
        complain(f"alliance: and {len(done.bad) - _FEW} more bad rows; `alliance quarantine` lists them")


def _in_words(done: "Imported", *, dry_run: bool) -> str:
    """All of it in one line."""
    whats = [outcome.what for outcome in done.outcomes]
    named = ", ".join(f"{whats.count(what)} {what}" for what in dict.fromkeys(sorted(whats)))
    parts = [f"{counted(len(whats), 'row')}: {named or 'none'}"]
    if done.bad:
        parts.append("bad rows would be kept aside" if dry_run else "bad rows are in `alliance quarantine`")
    return "; ".join(parts) + (" (nothing stored: dry run)" if dry_run else "")
