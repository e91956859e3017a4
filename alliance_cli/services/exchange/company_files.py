"""Lists of companies as their publishers give them out: one row a company, whatever the form."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.exchange.company_forms import READERS, Form, Row, form_of, sec
from alliance_cli.sources.decoding import decode, is_binary
from alliance_cli.sources.packed import packing

_WANTED = "a CSV needs a column name, Entity.LegalName, or symbol and name"


def read(path: Path, form: Form | None = None) -> tuple[Form, Iterator[Row]]:
    """The rows of a list of companies, and its form, told by its beginning where it is not given.

    Raises AllianceError: 66 if the file is missing, 77 without permission, 65 if it is none of the forms.
    """
    text = _text(path)
    if text.lstrip().startswith(("{", "[")):
        return Form.SEC, _sec(path, text)
    rows = _table(text)
    header = [cell.strip().casefold() for cell in next(rows, [])]
    found = form or form_of(iter(header))
    if found is None or found is Form.SEC:
        raise _refused(path, f"is no list of companies that is known: {_WANTED}")
    return found, _rows(path, header, rows, found)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise AllianceError(f"no file {path}", ExitCode.NO_INPUT) from None
    except PermissionError:
        raise AllianceError(f"no permission to read {path}", ExitCode.NO_PERMISSION) from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from None
    if raw[:4] == b"PK\x03\x04":
        raise _refused(path, "is an Excel workbook or a ZIP archive: save it as CSV, or unpack it")
    if packing(raw[:16]) or is_binary(raw):
        raise _refused(path, "is packed or no text: unpack it, or save it as CSV")
    return decode(raw)


def _table(text: str) -> Iterator[list[str]]:
    """The rows of a table, in whichever way spreadsheets write it: also with a line `sep=;` before the header."""
    first, _, rest = text.partition("\n")
    mark = first.strip().strip('"').lower()
    between = first.strip().strip('"')[4:5] if mark.startswith("sep=") and len(mark) <= 5 else ""
    if mark.startswith("sep=") and len(mark) <= 5:
        first, text = rest.partition("\n")[0], rest
    return csv.reader(io.StringIO(text, newline=""), delimiter=between or max(",;\t|", key=first.count))


def _rows(path: Path, header: list[str], rows: Iterable[list[str]], form: Form) -> Iterator[Row]:
    try:
        for cells in rows:
            row = READERS[form](dict(zip(header, (" ".join(cell.split()) for cell in cells), strict=False)))
            if names.key(row.name):
                yield row
    except KeyError as error:
        raise _refused(path, f"is no {form} list: no column {error.args[0]} in a row") from None
    except csv.Error as error:
        raise _refused(path, f"is no proper CSV: {error}") from None


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
            "company_tickers_exchange.json, with a name, a ticker and a CIK for each",
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
