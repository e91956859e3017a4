"""Workbooks (XLSX): sheets of records with typed dates, links, a frozen heading and filters, laid out to be printed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.unseen import dropped

Record = Mapping[str, Any]

_NO_LETTERS = dict.fromkeys((0xFFFE, 0xFFFF), " ")
_LONGEST = 32_767
"""What a cell holds; the library leaves a longer text out without a word."""
_LONGEST_LINK = 2_000
_MOST_LINKS = 60_000
_MOST_ROWS = 1_048_575
_WIDEST = 40
"""In letters; longer texts go on in the next line of their cell."""
_A4, _LINE, _MOST_LINES, _PAGE, _SMALL = 9, 15, 6, 260, 60
"""The paper; points of a line, lines of a row; letters that can still be read across a page, and the percent at which
wider sheets are printed, on several.
"""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")


@dataclass(frozen=True)
class Sheet:
    """Records under the names of their fields.

    `leads_to` says of a field on which sheet and under which field of it the same value stands: its cells are links.
    `choices` are the words that a column takes, `days` the columns of dates that are to be filled in. Those of `first`
    stand before the others and are what is printed; the first of them stays in sight.
    """

    name: str
    fields: Sequence[str]
    records: Sequence[Record]
    leads_to: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    days: Sequence[str] = ()
    first: Sequence[str] = ()

    @property
    def columns(self) -> list[str]:
        """The fields in the order in which they stand."""
        return [*self.first, *(name for name in self.fields if name not in self.first)]


def made(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with these sheets. Raises AllianceError (65) if it has more rows than a sheet holds."""
    for sheet in sheets:
        if len(sheet.records) > _MOST_ROWS:
            raise AllianceError(f"{len(sheet.records)} {sheet.name} are more than a sheet holds", ExitCode.BAD_DATA)
    places = {(s.name, f): _places(s, f) for s in sheets for f in s.fields}
    out = BytesIO()
    with _book(out) as book:
        styles = _Styles(book)
        for sheet in sheets:
            _Page(book, sheet, styles, places).write()
    return out.getvalue()


_Places = Mapping[tuple[str, str], Mapping[str, int]]
"""Sheet and field -> value -> row."""


def _places(sheet: Sheet, name: str) -> dict[str, int]:
    """A value -> the row on which it stands first, as spreadsheets count."""
    found: dict[str, int] = {}
    for number, record in enumerate(sheet.records, 2):
        found.setdefault(str(record.get(name)), number)
    return found


@contextmanager
def _book(out: BytesIO) -> Iterator[Any]:
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"strings_to_urls": False, "strings_to_formulas": False,
                                     "strings_to_numbers": False, "remove_timezone": True})  # fmt: skip
    yield book
    book.close()


class _Styles:
    """How cells look."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top})
        self.text = book.add_format({"text_wrap": True, **top})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        self.time = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left", **top})
        self.link = book.add_format({"font_color": "#0645AD", "underline": 1, "text_wrap": True, **top})
        self.whole = book.add_format({"num_format": "#,##0_)", **top})
        self.part = book.add_format({"num_format": "0.00_)", **top})
        self.truth = book.add_format({"num_format": '"yes";"yes";"no"', "align": "left", **top})


class _Page:
    """One sheet while it is written."""

    def __init__(self, book: Any, sheet: Sheet, styles: _Styles, places: _Places) -> None:
        self._page = book.add_worksheet(sheet.name)
        self._sheet = sheet
        self._styles = styles
        self._places = places
        self._links = 0
        self._widths = {name: self._width(name) for name in sheet.columns}

    def write(self) -> None:
        """The heading, the rows, the widths."""
        sheet, page = self._sheet, self._page
        for column, name in enumerate(sheet.columns):
            page.write_string(0, column, name.replace("_", " "), self._styles.heading)
            page.set_column(column, column, self._widths[name], self._styles.day if name in sheet.days else None)
        for row, record in enumerate(sheet.records, 1):
            page.set_row(row, _LINE * self._lines(record))
            for column, name in enumerate(sheet.columns):
                self._cell(row, column, name, record.get(name))
        page.freeze_panes(1, 1 if sheet.first else 0)
        if sheet.fields:
            page.autofilter(0, 0, max(len(sheet.records), 1), len(sheet.fields) - 1)
        for name, words in sheet.choices.items():
            column = sheet.columns.index(name)
            offered = {"validate": "list", "source": list(words), "error_type": "warning"}
            page.data_validation(1, column, _MOST_ROWS, column, offered)
        self._to_print()

    def _to_print(self) -> None:
        """On its side, as wide as a sheet of paper, the heading on each."""
        page, first = self._page, self._sheet.first
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(0)
        if sum(self._widths[name] for name in first or self._sheet.fields) <= _PAGE:
            page.fit_to_pages(1, 0)
        else:
            page.repeat_columns(0)
            page.set_print_scale(_SMALL)
        page.set_footer("&L&A&RPage &P of &N")
        if first:
            page.print_area(0, 0, max(len(self._sheet.records), 1), len(first) - 1)

    def _width(self, name: str) -> int:
        longest = max((_letters(record.get(name)) for record in self._sheet.records[:1000]), default=0)
        return min(max(longest, len(name) + 3, 11), _WIDEST)

    def _lines(self, record: Record) -> int:
        """How many lines its longest cell takes; programs do not all measure that by themselves."""
        shown = self._sheet.first or self._sheet.fields
        return min(max([1, *(-(-_letters(record.get(name)) // self._widths[name]) for name in shown)]), _MOST_LINES)

    def _cell(self, row: int, column: int, name: str, value: object) -> None:
        page = self._page
        if value is None or value == "":
            return
        if isinstance(value, bool):
            page.write_boolean(row, column, value, self._styles.truth)
        elif isinstance(value, int | float):
            style = self._styles.whole if isinstance(value, int) else self._styles.part
            page.write_number(row, column, value, style)
        elif (moment := _moment(value)) is not None:
            style = self._styles.time if isinstance(moment, datetime) else self._styles.day
            page.write_datetime(row, column, moment, style)
        else:
            self._write_text(row, column, name, _text(value))

    def _write_text(self, row: int, column: int, name: str, text: str) -> None:
        address = self._address(name, text)
        if address and self._links < _MOST_LINKS:
            self._links += 1
            self._page.write_url(row, column, address, self._styles.link, text)
        else:
            self._page.write_string(row, column, text, self._styles.text)

    def _address(self, name: str, text: str) -> str:
        """Where a cell leads: on the web, or to the row of another sheet; "" for nowhere."""
        if name in self._sheet.leads_to:
            page, other = self._sheet.leads_to[name]
            at = self._places[page, other].get(text)
            return f"internal:'{page}'!A{at}" if at else ""
        is_web = text.lower().startswith(("https://", "http://"))
        return text if is_web and len(text) <= _LONGEST_LINK and text.isprintable() and " " not in text else ""


def _moment(value: object) -> date | datetime | None:
    """A day or an instant, if the value is one that spreadsheets can hold."""
    text = value if isinstance(value, str) else ""
    try:
        if isinstance(value, date):
            found: date | datetime = value
        elif _ISO_DAY.fullmatch(text):
            found = date.fromisoformat(text)
        elif _ISO_TIME.fullmatch(text):
            found = datetime.fromisoformat(text)
        else:
            return None
    except ValueError:
        return None
    return found if found.year >= 1900 else None


def _letters(value: object) -> int:
    """How many letters wide a value is; those of the East are twice as wide."""
    if isinstance(value, int) and not isinstance(value, bool):
        return len(f"{value:,}") + 1
    text = _text(value)
    return len(text) if text.isascii() else sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _text(value: object) -> str:
    """A value as a cell shows it, cut to what one holds."""
    if isinstance(value, list | tuple):
        text = "; ".join(_text(item) for item in value)
    else:
        text = "" if value is None else str(value)
    text = dropped(text).translate(_NO_LETTERS)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
