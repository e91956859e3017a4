"""Lists of companies as their publishers give them out: one row a company, whatever the form."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode


class Form(StrEnum):
    """The forms that are read."""

    SEC = "sec"
    GLEIF = "gleif"
    FINANCE_DATABASE = "financedatabase"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One company of a list. `country` is an ISO code or empty; `parent` a name or id."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    tickers: tuple[str, ...] = ()
    lei: str = ""
    cik: str = ""
    parent: str = ""


def read(path: Path, form: Form | None = None) -> tuple[Form, Iterator[Row]]:
    """The rows of a list of companies, and its form, told by its first line where it is not given.

    Raises AllianceError: 66 if the file is missing, 77 without permission, 65 if it is none of the forms.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AllianceError(f"no file {path}", ExitCode.NO_INPUT) from None
    except PermissionError:
        raise AllianceError(f"no permission to read {path}", ExitCode.NO_PERMISSION) from None
    except (OSError, UnicodeDecodeError) as error:
        raise AllianceError(f"{path} cannot be read as UTF-8 text: {error}", ExitCode.BAD_DATA) from None
    if text.lstrip().startswith("{"):
        return Form.SEC, _sec(path, text)
    table = csv.DictReader(text.splitlines(keepends=True))
    header = [name.strip() for name in table.fieldnames or []]
    found = form or _form(header)
    if found is None or found is Form.SEC:
        raise AllianceError(
            f"{path} is no list of companies that is known: a CSV needs a column name, Entity.LegalName, or symbol "
            "and name", ExitCode.BAD_DATA,
        )  # fmt: skip
    return found, _rows(path, table, _READERS[found])


def _form(header: Iterable[str]) -> Form | None:
    columns = {name.casefold() for name in header}
    if "entity.legalname" in columns:
        return Form.GLEIF
    if {"symbol", "name"} <= columns:
        return Form.FINANCE_DATABASE
    return Form.CSV if "name" in columns else None


def _rows(path: Path, table: Iterable[Mapping[Any, Any]], reader: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    try:
        for raw in table:
            row = reader({str(k).strip().casefold(): (v or "").strip() for k, v in raw.items()
                          if k is not None and isinstance(v, str | None)})  # fmt: skip
            if names.key(row.name):
                yield row
    except csv.Error as error:
        raise AllianceError(f"{path} is no proper CSV: {error}", ExitCode.BAD_DATA) from None


def _sec(path: Path, text: str) -> Iterator[Row]:
    """The SEC's company_tickers.json: numbered objects with cik_str, ticker and title."""
    try:
        for item in json.loads(text).values():
            yield Row(str(item["title"]).strip(), tickers=(str(item["ticker"]).upper(),), cik=str(int(item["cik_str"])))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AllianceError(f"{path} is no company_tickers.json: {error!r}", ExitCode.BAD_DATA) from None


def _gleif(row: dict[str, str]) -> Row:
    others = tuple(
        value for name, value in row.items()
        if value and name.startswith("entity.otherentitynames.otherentityname.") and name.rsplit(".", 1)[1].isdecimal()
    )  # fmt: skip
    country = row.get("entity.legaladdress.country", "")
    return Row(row["entity.legalname"], others, _country(country), lei=row.get("lei", "").upper())


def _finance_database(row: dict[str, str]) -> Row:
    symbol = row["symbol"].upper()
    return Row(
        row["name"], country=_country(row.get("country", "")), sector=row.get("sector", ""),
        tickers=(symbol,) if symbol else (),
    )  # fmt: skip


def _plain(row: dict[str, str]) -> Row:
    return Row(
        row["name"], _list(row.get("alias", "") or row.get("aliases", "")), _country(row.get("country", "")),
        row.get("sector", ""), tuple(t.upper() for t in _list(row.get("ticker", "") or row.get("tickers", ""))),
        row.get("lei", "").upper(), row.get("cik", "").lstrip("0"), row.get("parent", ""),
    )  # fmt: skip


_READERS = {Form.GLEIF: _gleif, Form.FINANCE_DATABASE: _finance_database, Form.CSV: _plain}


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


@cache
def countries() -> dict[str, str]:
    """The codes of countries by their folded names."""
    text = files("alliance_cli").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {names.fold(name): code for code, listed in rows for name in listed.split("|")}


def _country(text: str) -> str:
    """An ISO code, from one or from a country's name; empty for a country that is not known."""
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    return countries().get(names.fold(text), "")


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
