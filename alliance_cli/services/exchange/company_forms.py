"""Rows of published lists of companies, each publisher's in its own words, as companies."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from alliance_cli import names, package_data, places


class Form(StrEnum):
    """The forms that are read."""

    SEC = "sec"
    GLEIF = "gleif"
    FINANCE_DATABASE = "financedatabase"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One company of a list. `country` is an ISO code or empty; `parent` a name or id.

    `former` are names it had before, `successor` the LEI of the company that took its place. `void` is a record that
    should not be: a duplicate of another, or annulled.
    """

    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    tickers: tuple[str, ...] = ()
    lei: str = ""
    cik: str = ""
    parent: str = ""
    successor: str = ""
    void: bool = False


Cells = Mapping[str, str]
"""A row by its column names, in small letters."""

_MARK = re.compile(r"(?<=\S)\s*[/\\]\s*([A-Za-z][A-Za-z ]{0,18})?\s*[/\\]?\s*$")
_OTHER_NAME = re.compile(r"entity\.(?:transliterated)?otherentitynames\.(?:transliterated)?otherentityname\.\d+")
_VOID = frozenset({"DUPLICATE", "ANNULLED", "CANCELLED"})
_NAME_COLUMNS = (
    "name", "company", "company name", "legal name", "issuer", "unternehmen", "firma", "firmenname", "société",
    "entreprise", "raison sociale", "empresa", "razón social", "nombre", "società", "azienda", "ragione sociale",
    "nome", "nom", "bedrijf", "会社名", "企業名", "社名", "公司", "公司名称", "公司名稱", "企业", "회사명", "기업명",
)  # fmt: skip
_COUNTRY_COLUMNS = ("country", "land", "pays", "país", "paese", "国", "国名", "国家", "국가")
_TICKER_COLUMNS = ("ticker", "tickers", "ticker symbol", "kürzel", "símbolo", "証券コード", "股票代码", "종목코드")


def sec(title: str, ticker: str, cik: object) -> Row:
    """A row of the SEC's lists. Raises ValueError for a CIK that is no number."""
    tickers = (ticker.strip().upper(),) if ticker.strip() else ()
    return Row(without_marks(title), tickers=tickers, cik=str(int(str(cik))))


def without_marks(title: str) -> str:
    """A name as EDGAR writes it without what is no part of it: "ZETTA CORP /DE/", "Zetta Ltd/ADR", "Zetta \\ NEW"."""
    title = " ".join(title.split())
    while (found := _MARK.search(title)) and _is_mark(title[: found.start()], found[1] or ""):
        title = title[: found.start()]
    return title


def _is_mark(before: str, mark: str) -> bool:
    """True for a slash that only says more of a name; "SA/NV" and "A/S" are legal forms, "M/I" is a name."""
    if names.fold(mark) == "nv" and names.fold(before).endswith(" sa"):
        return False
    return len(before) > 1 and (not mark or names.fold(mark) in _edgar_marks())


@cache
def _edgar_marks() -> frozenset[str]:
    return frozenset(package_data.lines("sources/edgar_marks.txt"))


def lei_record(
    lei: str, name: str, land: str, others: Sequence[tuple[str, str]], *, status: str, successor: str, registration: str
) -> Row:
    """An LEI record, with its names in other languages and letters, and those it had before.

    `others` are names, each with what sort it is.
    """
    gone = (status or "ACTIVE").upper() != "ACTIVE"
    return Row(
        name, tuple(text for text, sort in others if not sort.startswith("PREVIOUS")),
        tuple(text for text, sort in others if sort.startswith("PREVIOUS")), country(land), lei=lei.upper(),
        successor=successor.upper() if gone and _is_lei(successor) else "", void=registration.upper() in _VOID,
    )  # fmt: skip


def _gleif(cells: Cells) -> Row:
    """A row of GLEIF's CSV."""
    others = [(value, cells.get(f"{name}.type", "")) for name, value in cells.items()
              if value and _OTHER_NAME.fullmatch(name)]  # fmt: skip
    successor = next((v for k, v in cells.items() if k.startswith("entity.successorentity") and _is_lei(v)), "")
    return lei_record(
        cells.get("lei", ""), cells["entity.legalname"], cells.get("entity.legaladdress.country", ""), others,
        status=cells.get("entity.entitystatus", ""), successor=successor,
        registration=cells.get("registration.registrationstatus", ""),
    )  # fmt: skip


def _is_lei(text: str) -> bool:
    return len(text) == 20 and text.isalnum()


def _finance_database(cells: Cells) -> Row:
    symbol = cells["symbol"].upper()
    return Row(
        cells["name"], country=country(cells.get("country", "")), sector=cells.get("sector", ""),
        tickers=(symbol,) if symbol else (),
    )  # fmt: skip


def _plain(cells: Cells) -> Row:
    return Row(
        _first(cells, _NAME_COLUMNS), _list(cells.get("alias", "") or cells.get("aliases", "")), (),
        country(_first(cells, _COUNTRY_COLUMNS)), cells.get("sector", ""),
        tuple(t.upper() for t in _list(_first(cells, _TICKER_COLUMNS))),
        cells.get("lei", "").upper(), cells.get("cik", "").lstrip("0"), cells.get("parent", ""),
    )  # fmt: skip


def _first(cells: Cells, columns: Iterable[str]) -> str:
    return next((cells[column] for column in columns if cells.get(column)), "")


READERS: Mapping[Form, Callable[[Cells], Row]] = {
    Form.GLEIF: _gleif, Form.FINANCE_DATABASE: _finance_database, Form.CSV: _plain
}  # fmt: skip


def form_of(columns: Iterator[str]) -> Form | None:
    """The form of a table with these columns (in small letters), None for none that is read."""
    found = set(columns)
    if "entity.legalname" in found:
        return Form.GLEIF
    if {"symbol", "name"} <= found:
        return Form.FINANCE_DATABASE
    return Form.CSV if found & set(_NAME_COLUMNS) else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


@lru_cache(maxsize=1000)
def country(text: str) -> str:
    """An ISO code, from one or from a country's name; empty for a country that is not known."""
    return places.country_code(text)
