"""Lists of companies as their publishers give them out: one row a company, whatever the form."""

import csv
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.exchange import lei_records, list_opening
from alliance_cli.services.exchange.company_forms import READERS, Form, Row, form_of, sec
from alliance_cli.sources import tables
from alliance_cli.sources.decoding import is_binary

_LONGEST = 64 << 20
_DAMAGE = (OSError, EOFError, zipfile.BadZipFile, zlib.error)
_WANTED = "a CSV needs a column name, Entity.LegalName, or symbol and name"


def read(path: Path, form: Form | None = None) -> tuple[Form, Iterator[Row]]:
    """The rows of a list of companies, and its form, told by its beginning where it is not given.

    Raises AllianceError: 66 if the file is missing, 77 without permission, 65 if it is none of the forms; while rows
    are read 65 for what is damaged.
    """
    stream = list_opening.opened(path)
    try:
        head = stream.peek(list_opening.HEAD)  # type: ignore[attr-defined]  # all of them are buffered
        found, rows = _in_form(path, stream, head, form)
    except _DAMAGE:
        raise _refused(path, "is damaged or cut short: get it again, or save it as CSV") from None
    return found, _whole(path, stream, rows)


def _whole(path: Path, stream: BinaryIO, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows of a stream that is closed at their end. Raises AllianceError (65) for what is damaged."""
    with stream:
        try:
            yield from (row for row in rows if names.key(row.name))
        except _DAMAGE:
            raise _refused(path, "is damaged or cut short: get it again, or save it as CSV") from None
        except csv.Error as error:
            raise _refused(path, f"is no proper CSV: {error}") from None


def _in_form(path: Path, stream: BinaryIO, head: bytes, form: Form | None) -> tuple[Form, Iterator[Row]]:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(path, stream.read(), form)
    if lei_records.is_xml(head):
        return Form.GLEIF, _records(path, lei_records.from_xml(stream))
    if is_binary(head):
        raise _refused(path, "is no text: save it as CSV")
    text = list_opening.text_of(stream)
    first = text.read(list_opening.HEAD)
    if lei_records.is_json(first):
        text.seek(0)
        return Form.GLEIF, _records(path, lei_records.from_json(text))
    if first.lstrip().startswith(("{", "[")):
        return Form.SEC, _sec(path, first + text.read(_LONGEST))
    text.seek(0)
    rows = _table(text)
    return _of_table(path, next(rows, []), rows, form)


def _records(path: Path, records: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from records
    except _DAMAGE:
        raise
    except ValueError as error:
        reason = " ".join(str(error).split())[:120]
        raise _refused(path, f"is no list of LEI records that can be read to its end: {reason}") from None


def _of_workbook(path: Path, raw: bytes, form: Form | None) -> tuple[Form, Iterator[Row]]:
    table = tables.read(raw, str(path), lambda columns: form_of(column.casefold() for column in columns) is not None)
    cells = ([str(row.cells.get(name) or "") for name in table.columns] for row in table.rows)
    return _of_table(path, table.columns, cells, form)


def _of_table(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], form: Form | None
) -> tuple[Form, Iterator[Row]]:
    header = [cell.strip().casefold() for cell in columns]
    found = form or form_of(iter(header))
    if found is None or found is Form.SEC:
        raise _refused(path, f"is no list of companies that is known: {_WANTED}")
    return found, _rows(path, header, rows, found)


def _table(text: TextIO) -> Iterator[list[str]]:
    """The rows of a table, in whichever way spreadsheets write it: also with a line `sep=;` before the header."""
    first = text.readline()
    mark = first.strip().strip('"').lower()
    between = ""
    if mark.startswith("sep=") and len(mark) <= 5:
        between, first = first.strip().strip('"')[4:5], text.readline()
    return csv.reader(chain([first], text), delimiter=between or max(",;\t|", key=first.count))


def _rows(path: Path, header: list[str], rows: Iterable[Sequence[str]], form: Form) -> Iterator[Row]:
    try:
        for cells in filter(any, rows):
            yield READERS[form](dict(zip(header, (" ".join(cell.split()) for cell in cells), strict=False)))
    except KeyError as error:
        raise _refused(path, f"is no {form} list: no column {error.args[0]} in a row") from None


def _sec(path: Path, text: str) -> Iterator[Row]:
    """The SEC's company_tickers.json (numbered objects), or company_tickers_exchange.json (a table of fields)."""
    try:
        value = json.loads(text)
        for item in _listed(value):
            title, ticker, cik = (item[_key(item, names_)] for names_ in (("title", "name"), ("ticker",), _CIK))
            yield sec(str(title), str(ticker or ""), cik)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _refused(
            path, "is no list of companies that is known: JSON is read as the SEC gives it, in company_tickers.json or "
            "company_tickers_exchange.json, with a name, a ticker and a CIK for each, and as GLEIF gives LEI records",
        ) from None  # fmt: skip


_CIK = ("cik_str", "cik")


def _key(item: dict[str, Any], known: tuple[str, ...]) -> str:
    return next((name for name in known if name in item), known[0])


def _listed(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of the list, however it is laid out."""
    if isinstance(value, dict) and isinstance(value.get("fields"), list):
        yield from (dict(zip(value["fields"], line, strict=False)) for line in value["data"])
    else:
        yield from value.values() if isinstance(value, dict) else value


def _refused(path: Path, why: str) -> AllianceError:
    return AllianceError(f"{path} {why}", ExitCode.BAD_DATA)


@cache
def ordinary_words() -> frozenset[str]:
    """Words of names that alone, or among themselves, do not make a company: places, trades, ordinary nouns."""
    from alliance_cli.extract.en.lexicon import ordinary_words

    return names.legal_forms() | ordinary_words()


def is_name(text: str) -> bool:
    """False for what names nobody: nothing at all, or only words that any company ends with, as The Company, Group."""
    words = names.key(text).split()
    return not names.legal_forms().issuperset(words)


def is_common(key: str) -> bool:
    """True for a name that a text may use without meaning a company.

    Lists hold thousands of companies called Target, Gap or Visa: a single word counts only where the text says that it
    is a company (with its legal form, or in words). So do names of ordinary words alone, such as American Software.
    """
    words = key.split()
    return len(words) < 2 or all(word in ordinary_words() for word in words)
