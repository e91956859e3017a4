"""Lists of filings as EDGAR keeps them, to Reports without a text: its feeds and indexes, the submissions of a company,
the index page of a filing.

Each report points at a filing, which `--full` and the submission itself fill.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any, BinaryIO

from alliance_cli.filings.about import AUTHORITY, FILER, SUBJECT, Filing, Registrant, accession_in
from alliance_cli.models import Report
from alliance_cli.sources.decoding import decode
from alliance_cli.sources.edgar import filed
from alliance_cli.sources.items import Item, Options, bad_data
from alliance_cli.sources.markup_guard import refused
from alliance_cli.sources.markup_text import plain
from alliance_cli.sources.streams import lines

_ENTRY_ID = "urn:tag:sec.gov,2008:accession-number="
_ENTRY_TITLE = re.compile(r"(\S[^()]{0,40}?) - (.{1,300}?) \((\d{1,10})\) \(([^()]{1,60})\)")
_FILED = re.compile(r"\bfiled:?\s{0,9}(?:</b>)?\s{0,9}(\d{4}-?\d\d-?\d\d)\b", re.IGNORECASE)
_COMPANY_TITLE = re.compile(r"(.{1,300}?)\s{1,9}\((\d{1,10})\)")
_ABOUT = frozenset({"subject", "issuer", "subject company"})
_CIK = re.compile(r"CIK(\d{10})", re.IGNORECASE)
_FOLDER = re.compile(r"/edgar/data/(\d{1,10})(?:/(\d{18}))?/?\Z", re.IGNORECASE)

_TAIL = re.compile(r"\s(\d{1,10})\s{1,60}(\d{4}-?\d\d-?\d\d)\s{1,60}(\S{1,300})\Z")
_COLUMNS = ("form type", "company name")

_PAGE = re.compile(rb"secNum|SEC Accession", re.IGNORECASE)
_PAGE_FORM = re.compile(r"^\s{0,20}Form\s{1,9}(\S[^\n]{0,40}?)(?:\s[-–]\s[^\n]{0,200}|:)?\s{0,9}$", re.MULTILINE)
_PAGE_NUMBER = re.compile(r"SEC Accession\s{1,9}No\.?\s{0,9}([\d-]{18,20})")
_PAGE_DAY = re.compile(r"Filing Date\s{0,20}(\d{4}-\d\d-\d\d)")
_PAGE_COMPANY = re.compile(
    r"^\s{0,20}([^\n]{1,300}?)\s{1,9}\(([^()\n]{1,60})\)\s{1,9}CIK\s{0,9}:\s{0,9}(\d{1,10})", re.MULTILINE
)


def pointers(filings: Iterable[Filing], locator: str, forms: frozenset[str] = frozenset()) -> Iterator[Report]:
    """The reports that point at these filings, in order; one a filing, however many companies it is listed under.

    With `forms` only at those of these forms, an amendment ("8-K/A") among those of the form that it amends, and at
    those whose form the list does not say.
    """
    held: dict[str, Filing] = {}
    for filing in (one for one in filings if _is_of(one.form, forms)):
        known = held.setdefault(filing.accession, filing)
        if known is not filing:
            named = tuple(dict.fromkeys((*known.registrants, *filing.registrants)))
            held[filing.accession] = replace(known, registrants=named)
    for filing in held.values():
        yield Report(
            title=filing.title,
            text="",
            publisher=AUTHORITY,
            url=filing.url,
            published=filed(filing.filed),
            record_id=filing.accession,
            locator=f"{locator}#{filing.accession}",
        )


def _is_of(form: str, forms: frozenset[str]) -> bool:
    return not forms or not form or form in forms or form.removesuffix("/A") in forms


def in_entries(entries: Sequence[Mapping[str, Any]], feed: Mapping[str, Any]) -> list[Filing] | None:
    """The filings that the entries of a feed of EDGAR announce; None for any other feed."""
    ids = [_text(entry, "id") for entry in entries]
    if not ids or not all(named.startswith(_ENTRY_ID) and accession_in(named) for named in ids):
        return None
    titled = _COMPANY_TITLE.fullmatch(_text(feed, "title"))
    name = _text(feed, "conformed-name") or (titled[1] if titled else "")
    company = _registrant(name, _text(feed, "cik") or (titled[2] if titled else ""))
    return [_announced(entry, company) for entry in entries]


def _announced(entry: Mapping[str, Any], company: tuple[Registrant, ...]) -> Filing:
    title = _ENTRY_TITLE.fullmatch(_text(entry, "title"))
    form = next((tag.get("term") for tag in entry.get("tags", []) if tag.get("label") == "form type"), "")
    said = _FILED.search(_text(entry, "summary"))
    day = _text(entry, "filing-date") or (said[1] if said else _text(entry, "updated"))
    who = _registrant(title[2], title[3], title[4]) if title else company
    who = who or _registrant("", _cik_in(_text(entry, "link")))
    return Filing(
        form=str(form or (title[1] if title else "")).upper(),
        accession=accession_in(_text(entry, "id")),
        filed=_day(day),
        registrants=who,
    )


def read_index(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """The rows of a daily or quarterly index (form.idx, company.idx, master.idx, crawler.idx), streamed."""
    found = list(_rows(stream, options))
    if not found:
        yield bad_data(locator, "an index of EDGAR without a row that can be read", "empty")
    yield from pointers(found, locator, options.forms)


def _rows(stream: BinaryIO, options: Options) -> Iterator[Filing]:
    header = ""
    for raw in lines(stream, options.record):
        line = (raw.decode("ascii") if raw.isascii() else decode(raw)).rstrip()[:2000]
        if all(name in line.lower() for name in _COLUMNS):
            header = line.lower()
        elif header and (filing := _piped(line) if "|" in header else _columned(line, header)):
            yield filing


def _piped(line: str) -> Filing | None:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 5 or not (accession := accession_in(fields[4])):
        return None
    who = _registrant(fields[1], fields[0])
    return Filing(fields[2].upper(), accession, _day(fields[3]), registrants=who)


def _columned(line: str, header: str) -> Filing | None:
    """A row in columns, the form and the name in the order of the header; what stands behind them has no blanks."""
    tail = _TAIL.search(line)
    if tail is None or not (accession := accession_in(tail[3])):
        return None
    form_at, name_at = (header.index(name) for name in _COLUMNS)
    at, first = max(form_at, name_at), line[: tail.start()]
    left, right = (first[:at], first[at:]) if first[at - 1 : at].isspace() else first.partition("  ")[::2]
    form, name = (left, right) if form_at < name_at else (right, left)
    who = _registrant(name, tail[1])
    return Filing(form.strip().upper(), accession, _day(tail[2]), registrants=who)


def in_json(value: Any, locator: str) -> list[Filing] | None:
    """The filings in the submissions of a company (CIK##########.json), or in the list of a folder (index.json).

    None for what is neither.
    """
    if not isinstance(value, dict):
        return None
    listed = value.get("filings")
    recent = listed.get("recent") if isinstance(listed, dict) else value
    if isinstance(recent, dict) and all(isinstance(recent.get(key), list) for key in ("accessionNumber", "form")):
        numbered = _CIK.search(locator)
        who = _registrant(_text(value, "name"), str(value.get("cik") or (numbered[1] if numbered else "")))
        return list(_submitted(recent, who))
    folder = value.get("directory")
    return list(_in_folder(folder)) if isinstance(folder, dict) and isinstance(folder.get("item"), list) else None


def _submitted(recent: Mapping[str, Any], who: tuple[Registrant, ...]) -> Iterator[Filing]:
    """Columns side by side. The time of acceptance is that of New York, whatever the Z behind it says: its day counts
    as it stands."""
    names = ("accessionNumber", "form", "filingDate", "acceptanceDateTime")
    columns = [recent[name] if isinstance(recent.get(name), list) else [] for name in names]
    for row in zip_longest(*columns, fillvalue=""):
        number, form, day, accepted = (str(cell or "") for cell in row)
        if accession := accession_in(number):
            yield Filing(form.upper(), accession, _day(day) or _day(accepted), registrants=who)


def _in_folder(folder: Mapping[str, Any]) -> Iterator[Filing]:
    """The filing whose folder this is, or those whose folders are in it; their forms are not said there."""
    found = _FOLDER.search(_text(folder, "name"))
    if found is None:
        return
    who = _registrant("", found[1])
    parts = [part for part in folder["item"] if isinstance(part, dict)]
    if found[2]:
        days = [_day(_text(part, "last-modified")) for part in parts]
        yield Filing("", accession_in(found[2]), min(filter(None, days), default=None), registrants=who)
        return
    for part in parts:
        if accession := accession_in(_text(part, "name")):
            yield Filing("", accession, _day(_text(part, "last-modified")), registrants=who)


def read_index_page(raw: bytes, locator: str, charset: str = "") -> Report | None:
    """The report that points at the filing whose index page (-index.htm) this is; None for any other page."""
    if not _PAGE.search(raw[:200_000]):
        return None
    html = decode(raw, charset)
    if refused(html):
        return None
    text = plain(html)
    flat = " ".join(text.split())
    number, form, day = _PAGE_NUMBER.search(flat), _PAGE_FORM.search(text), _PAGE_DAY.search(flat)
    if number is None or form is None:
        return None
    named = (one for name, role, cik in _PAGE_COMPANY.findall(text) for one in _registrant(name, cik, role))
    filing = Filing(
        form[1].strip(" :").upper(), accession_in(number[1]), _day(day[1]) if day else None,
        registrants=tuple(named),
    )  # fmt: skip
    return replace(next(pointers([filing], locator)), locator=locator)


def _registrant(name: str, cik: str, role: str = "") -> tuple[Registrant, ...]:
    """The company that a list names, by its number where that is all it has; none where it names none."""
    name = " ".join(name.split())[:280]
    cik = cik.lstrip("0") if cik.isascii() and cik.isdigit() else ""
    if not name and not cik:
        return ()
    return (Registrant(name or f"CIK {cik}", cik, SUBJECT if role.strip().lower() in _ABOUT else FILER),)


def _cik_in(url: str) -> str:
    found = re.search(r"/edgar/data/(\d{1,10})/", url, re.IGNORECASE)
    return found[1] if found else ""


def _text(values: Mapping[str, Any], name: str) -> str:
    value = dict.get(values, name, "") if isinstance(values, dict) else ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(written: str) -> date | None:
    """A day as EDGAR writes it, "2025-03-06" or "20250306", whatever stands behind it."""
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", written)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
