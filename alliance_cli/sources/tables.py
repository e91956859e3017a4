"""Tables of people's own (CSV, XLSX, ODS) to rows of cells: what each cell holds, and where the row stands."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.sources.decoding import decode, is_binary

Cell = str | int | float | bool | date | None
"""A value as the table has it: a cell that is formatted as a date is one. Text is stripped; an empty cell is None."""

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv")

_DELIMITERS = ",;\t|"
_MOST_BYTES = 64 << 20
_MOST_UNPACKED = 512 << 20
_HEADER_WITHIN = 20
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the table as people count, and its cells by the name of their column."""

    number: int
    cells: Mapping[str, Cell]

    @property
    def is_empty(self) -> bool:
        """True where no cell holds anything."""
        return not any(cell is not None for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below a header; `columns` are the names in it, `place` the file, with the sheet where there are some."""

    place: str
    columns: Sequence[str]
    rows: Sequence[Row]


def is_table(name: str) -> bool:
    """True if a file of this name is a table by its ending."""
    return Path(name.lower()).suffix in (*WORKBOOKS, *TEXTS)


def read(raw: bytes, place: str, is_header: Callable[[Sequence[str]], bool], sheet: str = "") -> Table:
    """The table in a file: a workbook (the sheet named, else the first that has rows), else text split by columns.

    Rows above the first one that `is_header` are left out; if none of the first twenty is, the first is the header.
    Raises AllianceError: 65 for what is no table or too large, 2 for a sheet that is not there.
    """
    if len(raw) > _MOST_BYTES:
        raise AllianceError(f"{place} is larger than {_MOST_BYTES >> 20} MiB", ExitCode.BAD_DATA)
    if not raw.strip():
        raise AllianceError(f"{place} is empty", ExitCode.BAD_DATA)
    if _is_workbook(raw):
        name, lines = _of_workbook(raw, place, sheet)
        return _table(f"{place}, {name}", lines, is_header)
    if sheet:
        raise AllianceError("--sheet is for workbooks; this is text", ExitCode.USAGE)
    if place.lower().endswith(WORKBOOKS):
        raise AllianceError(f"{place} is no workbook, whatever its ending says", ExitCode.BAD_DATA)
    return _table(place, _of_text(raw, place), is_header)


def _is_workbook(raw: bytes) -> bool:
    return raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


Line = tuple[int, Sequence[Cell]]
_BRACKET = re.compile(r" \(")


def _table(place: str, lines: Iterable[Line], is_header: Callable[[Sequence[str]], bool]) -> Table:
    filled = [(number, cells) for number, cells in lines if any(cell is not None for cell in cells)]
    if not filled:
        raise AllianceError(f"{place} has no rows", ExitCode.BAD_DATA)
    headers = (i for i, (_, cells) in enumerate(filled[:_HEADER_WITHIN]) if is_header(_names(cells)))
    at = next(headers, 0)
    columns = _names(filled[at][1])
    rows = [Row(number, _by_name(columns, cells)) for number, cells in filled[at + 1 :]]
    return Table(place, [name for name in columns if name], rows)


def _names(cells: Sequence[Cell]) -> list[str]:
    """The names of columns; of several that are called the same the later ones get a number."""
    names: list[str] = []
    taken: Counter[str] = Counter()
    for cell in cells:
        name = " ".join(str(cell).split()) if cell is not None else ""
        called = f"{name} ({taken[name] + 1})" if name and taken[name] else name
        names.append(called)
        taken[called] += 1
        taken.update(called[: bracket.start()] for bracket in _BRACKET.finditer(called))  # "a (2)" is one more of "a"
    return names


def _by_name(columns: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    """Cells without a heading go by the number of their column, so that nothing is lost without a word."""
    named = {name: cells[i] if i < len(cells) else None for i, name in enumerate(columns) if name}
    unnamed = [i for i, cell in enumerate(cells) if cell is not None and (i >= len(columns) or not columns[i])]
    return {**named, **{f"column {i + 1}": cells[i] for i in unnamed}}


def _of_text(raw: bytes, place: str) -> Iterator[Line]:
    if is_binary(raw):
        raise AllianceError(f"{place} is neither text nor a workbook", ExitCode.BAD_DATA)
    text = decode(raw)
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    before = csv.field_size_limit(_MOST_BYTES)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        start = 1
        for row in reader:
            yield start, [_text(cell) for cell in row]
            start = reader.line_num + 1
    except csv.Error as error:
        raise AllianceError(f"{place} is no proper CSV near line {start}: {error}", ExitCode.BAD_DATA) from None
    finally:
        csv.field_size_limit(before)


def _text(cell: str) -> str | None:
    """A cell of text, without the apostrophe that keeps a spreadsheet from running it."""
    stripped = cell.strip()
    return (stripped[1:] if stripped[:1] == "'" and stripped[1:2] in _FORMULA_SIGNS else stripped) or None


def _of_workbook(raw: bytes, place: str, sheet: str) -> tuple[str, list[Line]]:
    from python_calamine import CalamineWorkbook

    _check_size(raw, place)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = _wanted(book.sheet_names, place, sheet)
        for name in names:
            lines: list[Line] = [
                (number, [_cell(cell) for cell in row])
                for number, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
            ]
            if sheet or any(cell is not None for _, row in lines for cell in row):
                return name, lines
    except (AllianceError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader is written in Rust: what it did not foresee is no Exception
        reason = " ".join(str(error).split())[:120]
        raise AllianceError(f"{place} cannot be read as a workbook: {reason}", ExitCode.BAD_DATA) from None
    raise AllianceError(f"{place} has no rows", ExitCode.BAD_DATA)


def _wanted(names: Sequence[str], place: str, sheet: str) -> list[str]:
    found = [name for name in names if not sheet or name.casefold() == sheet.casefold()]
    if sheet and not found:
        raise AllianceError(f"{place} has no sheet “{sheet}”; it has: {', '.join(names)}", ExitCode.USAGE)
    return found


def _check_size(raw: bytes, place: str) -> None:
    """A small file can unpack to more than the memory holds."""
    if not raw.startswith(b"PK"):
        return
    try:
        unpacked = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(raw)).infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise AllianceError(f"{place} is a damaged workbook", ExitCode.BAD_DATA) from None
    if unpacked > _MOST_UNPACKED:
        raise AllianceError(f"{place} unpacks to more than {_MOST_UNPACKED >> 20} MiB", ExitCode.BAD_DATA)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, bool | int | float | date) else str(value)
