"""Data to standard output or a file, messages to standard error."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from alliance_cli.cli.formats import Colour, Format
from alliance_cli.cli.into import Into
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import Line, in_ascii, plain, safe, wrap

if TYPE_CHECKING:
    from alliance_cli.cli.options import Table, Writing
    from alliance_cli.render.tables import Column

Record = dict[str, Any]
EVENTS_SHOWN = 100
"""So many events of a talk stand on a screen, unless all are asked for: the first, and the latest."""

PIPE_COLUMNS = 100
"""How wide text is laid out where nobody says how wide the output is."""

UNBOUNDED = 1_000_000
"""A width at which nothing is cut."""


def columns(settings: Settings) -> int:
    """The width to lay text out for: the terminal's, else `COLUMNS`, else 100; at least 40, and nothing absurd."""
    import shutil  # JSON has no width

    found = shutil.get_terminal_size((80 if settings.stdout_is_terminal else PIPE_COLUMNS, 24)).columns
    return min(max(found, 40), UNBOUNDED)


def emit(
    settings: Settings,
    to: "Writing",
    *,
    document: Callable[[], Record],
    records: Callable[[], Sequence[Record]],
    lines: Callable[[int], Iterable[Line]],
    header: Callable[[], Iterable[str]] = tuple,
    cuts: bool = False,
    pages: bool = True,
) -> None:
    """Write data in the format asked for.

    `header` gives the fields of a record, for CSV of a list that has none. `cuts` says that the lines are a list whose
    cells are shortened to fit: only on a terminal. What `pages` is shown by the pager where it is
    longer than the terminal.
    """
    if to.form is Format.TEXT:
        show(settings, lines, to.into(settings), cuts=cuts, pages=pages)
        return
    from alliance_cli.render import structured

    if to.form is Format.JSON:
        write(structured.to_json(document()), to.into(settings))
    elif to.form is Format.XLSX:
        write(_workbook(records(), header), to.into(settings))
    elif to.form is Format.CSV:
        found = records()
        write(for_excel(structured.to_csv(found, () if found else header()), wanted=to.excel), to.into(settings))
    else:
        write(structured.to_plain(records()), to.into(settings))


def _workbook(found: Sequence[Record], header: Callable[[], Iterable[str]]) -> bytes:
    from alliance_cli.services.exchange import workbook

    return workbook.made([workbook.Sheet("alliance", list(found[0] if found else header()), found)])


def show(
    settings: Settings, lines: Callable[[int], Iterable[Line]], output: Into | None = None, *, cuts: bool = False,
    pages: bool = False,
) -> None:  # fmt: skip
    """Write styled lines: with colour where it is wanted, else as plain text; if it `pages`, through the pager."""
    on_terminal = output is None and settings.stdout_is_terminal
    laid_out = lines(UNBOUNDED if cuts and not on_terminal else columns(settings))
    if settings.ascii:
        laid_out = in_ascii(laid_out)
    text = _coloured(laid_out) if _in_colour(settings, on_terminal=on_terminal) else plain(laid_out)
    if not (on_terminal and pages and settings.pager and _page(text)):
        write(text, output)


def _in_colour(settings: Settings, *, on_terminal: bool) -> bool:
    return settings.colour is Colour.ALWAYS or (settings.colour is Colour.AUTO and on_terminal)


def _coloured(lines: Iterable[Line]) -> str:
    from alliance_cli.render import terminal

    return terminal.ansi(lines, terminal.palette(os.environ), links=terminal.knows_links(os.environ))


def _page(text: str) -> bool:
    """True if the text was longer than the screen and a pager has shown it."""
    import shutil

    if text.count("\n") < shutil.get_terminal_size().lines or not sys.stdin.isatty():
        return False
    from alliance_cli.cli import pager

    return pager.show(text)


def picked(to: "Table", known: "Callable[[], Sequence[Column[Any]]]", table: str = "") -> "Sequence[Column[Any]]":
    """The columns of a table that were asked for by name, all that are `known` for no name; none for JSON.

    On a screen those that are configured for this `table` stand for no name.

    Raises AllianceError (2) for an unknown name or a JSON document, which has one documented form.
    """
    if to.form is Format.JSON:
        if to.columns:
            raise AllianceError("--columns goes with the table, --csv and --plain", ExitCode.USAGE)
        return ()
    columns = known()
    if not to.columns:
        return _configured(columns, table) if to.form is Format.TEXT else columns
    from alliance_cli.render import tables

    try:
        return tables.named(columns, [name.strip().lower() for name in to.columns.split(",")])
    except KeyError as error:
        message = f"the columns are: {', '.join(column.name for column in columns)}"
        if to.columns == "help":
            raise AllianceError(message, ExitCode.DONE) from None
        raise AllianceError(f"no column “{error.args[0]}”; {message}", ExitCode.USAGE) from None


def _configured(columns: "Sequence[Column[Any]]", table: str) -> "Sequence[Column[Any]]":
    """The columns as they are configured for a table. Raises AllianceError (78) for one that is not there."""
    from alliance_cli.cli import configuration

    held = configuration.current()
    wanted = held.get(f"columns.{table}")
    if not wanted:
        return columns
    from alliance_cli.render import tables

    try:
        return tables.named(columns, wanted)
    except KeyError as error:
        known = ", ".join(column.name for column in columns)
        raise held.wrong(f"columns.{table}", f"no column “{error.args[0]}”; the columns are: {known}") from None


def only(records: list[Record], to: "Table", columns: "Sequence[Column[Any]]") -> list[Record]:
    """The records with the fields of these columns, where columns were asked for; else whole."""
    fields = [column.field for column in columns] if to.columns else []
    return [{field: record[field] for field in fields} for record in records] if fields else records


def fields(document: str, member: str = "") -> list[str]:
    """The fields of a record, as they are documented: of the list in a document that is called as it, or `member`."""
    from alliance_cli.render import schemas

    return list(schemas.SCHEMAS[document]()["properties"][member or document]["items"]["properties"])


def header(to: "Table", columns: "Sequence[Column[Any]]", document: str, more: Sequence[str] = ()) -> list[str]:
    """The fields of the records of a table: as they are documented, and `more`; or those of the columns asked for."""
    return [column.field for column in columns] if to.columns else [*fields(document), *more]


def write(data: str | bytes | Iterable[str], output: Into | None = None) -> None:
    """Write data, whole or in parts, to standard output, or to a file.

    Raises AllianceError as `files_out.write`.
    """
    parts = [data] if isinstance(data, str | bytes) else data
    if output is None:
        for part in parts:
            _print(part)
        return
    from alliance_cli.services.exchange import files_out

    files_out.write(output.path, parts, ledger=output.settings.db, may_replace=output.may_replace)


def for_excel(text: str, *, wanted: bool) -> str:
    """CSV as Excel takes it for UTF-8, where that is wanted."""
    return f"\ufeff{text}" if wanted else text


def _print(part: str | bytes) -> None:
    if isinstance(part, str):
        sys.stdout.write(part)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(part)


def say(settings: Settings, message: str) -> None:
    """A message to the user, on standard error; none with --quiet."""
    if not settings.quiet:
        complain(message)


def note(settings: Settings, message: str) -> None:
    """A message of several lines to the user, broken between words."""
    for line in wrap(safe(message), columns(settings)):
        say(settings, line)


_LONGEST = 2_000
_END = 400
"""What is quoted in a problem may be of any length; its end says what to do."""


def complain(message: str) -> None:
    """A problem, on standard error, on one line that can be read, without passwords and what acts on a terminal."""
    told = safe(message)
    if "://" in told:
        from alliance_cli.sources.urls import without_secrets  # addresses are told of rarely

        told = without_secrets(told)
    if len(told) > _LONGEST:
        told = f"{told[: _LONGEST - _END]} … {told[-_END:]}"
    with suppress(OSError):  # nobody can be told
        print(told, file=sys.stderr)
