"""Lists of filings as EDGAR keeps them, to Reports without a text: its feeds.

Each report points at a filing, which `--full` and the submission itself fill.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from alliance_cli.filings.about import AUTHORITY, FILER, SUBJECT, Filing, Registrant, accession_in
from alliance_cli.models import Report
from alliance_cli.sources.edgar import filed

_ENTRY_ID = "urn:tag:sec.gov,2008:accession-number="
_ENTRY_TITLE = re.compile(r"(\S[^()]{0,40}?) - (.{1,300}?) \((\d{1,10})\) \(([^()]{1,60})\)")
_FILED = re.compile(r"\bfiled:?\s{0,9}(?:</b>)?\s{0,9}(\d{4}-?\d\d-?\d\d)\b", re.IGNORECASE)
_COMPANY_TITLE = re.compile(r"(.{1,300}?)\s{1,9}\((\d{1,10})\)")
_ABOUT = frozenset({"subject", "issuer", "subject company"})


def pointers(filings: Iterable[Filing], locator: str) -> Iterator[Report]:
    """The reports that point at these filings, in order; one a filing, however many companies it is listed under."""
    held: dict[str, Filing] = {}
    for filing in filings:
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


def in_entries(entries: Sequence[Mapping[str, Any]], feed: Mapping[str, Any]) -> list[Filing] | None:
    """The filings that the entries of a feed of EDGAR announce; None for any other feed."""
    if not entries or not all(_text(entry, "id").startswith(_ENTRY_ID) for entry in entries):
        return None
    titled = _COMPANY_TITLE.fullmatch(_text(feed, "title"))
    name = _text(feed, "conformed-name") or (titled[1] if titled else "")
    company = _registrant(name, _text(feed, "cik") or (titled[2] if titled else ""))
    return [_announced(entry, company) for entry in entries]


def _announced(entry: Mapping[str, Any], company: Registrant | None) -> Filing:
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
        registrants=(who,) if who else (),
    )


def _registrant(name: str, cik: str, role: str = "") -> Registrant | None:
    """A company as a list names it; by its number where that is all it has."""
    name = " ".join(name.split())[:280]
    cik = str(int(cik)) if cik.isascii() and cik.isdigit() else ""
    if not name and not cik:
        return None
    return Registrant(name or f"CIK {cik}", cik, SUBJECT if role.strip().lower() in _ABOUT else FILER)


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
