"""Filings as EDGAR serves them, to Reports: a full submission (.txt, .nc), or its main document alone (.htm).

The header goes first: form, filers, the day of filing, the number. Of the documents the items of a current report that
can tell of a tie-up are kept, and the exhibits that were written for the press; contracts, XBRL and pictures are not.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from alliance_cli.filings import items as numbered
from alliance_cli.filings.about import AUTHORITY, FILER, SUBJECT, Filing, Registrant, accession_in, head
from alliance_cli.filings.cover import is_cover, read_cover
from alliance_cli.models import Published, Report
from alliance_cli.sources.decoding import decode
from alliance_cli.sources.items import Item, bad_data
from alliance_cli.sources.markup_guard import refused
from alliance_cli.sources.markup_text import looks_like_html, plain

_BLOCK = re.compile(r"</(?:p|div|td|tr|font|body)>|<(?:p|br|div|html)\b", re.IGNORECASE)
_TABLE_RULES = re.compile(r"^[^\S\n]*<(?:page|caption|table|/table|s|c|f\d?|fn)>[^\S\n]*", re.IGNORECASE | re.MULTILINE)
_CIK = re.compile(r"EntityCentralIndexKey\"[^<>]{0,300}>\s{0,9}(\d{1,10})\s{0,9}<")
_REPORTS = frozenset({"8-K", "8-K/A", "6-K", "6-K/A", "8-K12B", "8-K12G3", "8-K15D5"})
_FOR_THE_PRESS = "EX-99"
_NOT_READ = ("EX-", "GRAPHIC", "XML", "ZIP", "EXCEL", "PDF", "COVER")
_CONTRACT = re.compile(
    rb"^[^a-z\n]{0,200}\b(?:AGREEMENT|INDENTURE|CONTRACT|TABLE OF CONTENTS)\b[^a-z\n]{0,60}$", re.MULTILINE
)
_OPENING = 2500
_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class _Document:
    """One document of a submission: its type ("8-K", "EX-99.1") and its text."""

    type: str
    text: str


def read_submission(raw: bytes, locator: str) -> Iterator[Item]:
    """The report in a full submission: its head, its items, what it says to the press."""
    from secsgml import parse_sgml_content_into_memory

    try:
        header, bodies = parse_sgml_content_into_memory(bytes_content=_as_expected(raw))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        yield bad_data(locator, f"a submission too damaged to be read: {type(error).__name__}", "filing", raw)
        return
    told = _strings(header)
    documents = [
        _Document(str(about.get("type", "")).strip().upper(), _prose(decode(body)))
        for about, body in zip(_listed(told.get("documents")), bodies, strict=False)
        if _wanted(str(about.get("type", "")), body)
    ]
    main = next((document.text for document in documents if not document.type.startswith("EX-")), "")
    filing = _with_cover(_from_header(told), main, locator)
    if not filing.form and not main:
        yield bad_data(locator, "a submission without a header and without a document that is read", "filing", raw)
        return
    yield report(filing, documents, locator)


def read_filing_page(raw: bytes, locator: str, *, url: str = "", charset: str = "") -> Report | None:
    """The report in the main document of a filing, as a page; None where it is none."""
    if b"registrant" not in raw[:_HEAD].lower():
        return None
    html = decode(raw, charset)
    if refused(html) or not is_cover(plain(_changed(html[:_HEAD], "ix:header", lambda _: ""))):
        return None
    body, found = _prose(html), _CIK.search(html)
    filing = _with_cover(Filing("", accession_in(url)), body, locator)
    if found:
        cik = str(int(found[1]))
        filing = replace(filing, registrants=tuple(replace(one, cik=cik) for one in filing.registrants))
    return report(filing, [_Document(filing.form, body)], locator)


def report(filing: Filing, documents: Sequence[_Document], locator: str) -> Report:
    """The report that a filing with these documents is."""
    parts: list[str] = []
    listed: list[str] = []
    for document in documents:
        found = numbered.items(document.text) if document.type in _REPORTS else []
        listed += [item.number for item in found]
        if found:
            parts += [_trimmed(document.text[i.start : i.end]) for i in numbered.telling(document.text, found)]
        else:
            parts.append(f"{document.type}\n\n{_trimmed(document.text)}")
    filing = replace(filing, items=tuple(dict.fromkeys(listed)) or filing.items)
    return Report(
        title=filing.title,
        text="\n\n".join([head(filing), *parts]),
        publisher=AUTHORITY,
        url=filing.url,
        published=filed(filing.filed),
        record_id=filing.accession,
        locator=locator,
    )


def filed(day: date | None) -> Published | None:
    """The day of filing as that of publication."""
    return Published(datetime(day.year, day.month, day.day, tzinfo=UTC), day_only=True) if day else None


def _as_expected(raw: bytes) -> bytes:
    """A submission as its parser expects it: from its first mark on, with bare line ends, the older header renamed."""
    raw = raw.lstrip().replace(b"\r\n", b"\n")
    if raw.startswith(b"-----BEGIN PRIVACY"):
        begun = min((at for at in (raw.find(b"<SEC-"), raw.find(b"<IMS-")) if at >= 0), default=0)
        raw = raw[begun:] if begun else raw
    if raw.startswith(b"<IMS-"):
        raw = raw.replace(b"<IMS-", b"<SEC-", 2).replace(b"</IMS-HEADER>", b"</SEC-HEADER>", 1)
    return raw


def _strings(value: Any) -> Any:
    """What the parser gives, as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip()
    if isinstance(value, Mapping):
        return {_strings(key): _strings(inner) for key, inner in value.items()}
    return [_strings(inner) for inner in value] if isinstance(value, list) else value


def _listed(value: Any) -> list[Mapping[str, Any]]:
    """The objects under a name, of which there may be one, several or none."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, Mapping)]


def _from_header(told: Mapping[str, Any]) -> Filing:
    """What the header says; all is empty where there is none."""
    roles = {"filer": FILER, "filed-by": FILER, "subject-company": SUBJECT}
    named = [_registrant(one, role) for key, role in roles.items() for one in _listed(told.get(key))]
    return Filing(
        form=_text(told.get("type")).upper(),
        accession=accession_in(_text(told.get("accession-number"))),
        filed=_day(_text(told.get("filing-date"))),
        event=_day(_text(told.get("period"))),
        registrants=tuple(dict.fromkeys(one for one in named if one is not None)),
    )


def _text(value: Any) -> str:
    """A value of the header on one line; the first of several."""
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(value.split())[:300] if isinstance(value, str) else ""


def _registrant(about: Mapping[str, Any], role: str) -> Registrant | None:
    data = next(iter(_listed(about.get("company-data"))), about)
    name, cik = _text(data.get("conformed-name")), _text(data.get("cik"))
    return Registrant(name, cik.lstrip("0") if cik.isascii() and cik.isdigit() else "", role) if name else None


def _day(written: str) -> date | None:
    """A day as headers have it: "20250306"."""
    try:
        return datetime.strptime(written, "%Y%m%d").date()
    except ValueError:
        return None


def _with_cover(filing: Filing, main: str, locator: str) -> Filing:
    """A filing with what only its cover says, or the name of its file."""
    cover = read_cover(main)
    accession = filing.accession or accession_in(locator.rpartition("/")[2])
    if cover is None:
        return replace(filing, accession=accession)
    return replace(
        filing,
        form=filing.form or cover.form,
        accession=accession,
        event=filing.event or cover.event,
        registrants=filing.registrants or cover.registrants,
    )


def _wanted(kind: str, body: bytes) -> bool:
    """True for the main document and for what was written for the press."""
    kind = kind.strip().upper()
    begun = body[:200].lstrip()
    if begun.startswith((b"<?xml", b"%PDF", b"begin ")) and b"<html" not in body[:4000].lower():
        return False
    return (kind.startswith(_FOR_THE_PRESS) and not _CONTRACT.search(body[:_OPENING])) or not kind.startswith(
        ("EX-", "GRAPHIC", "XML", "ZIP", "EXCEL", "PDF", "COVER")
    )


def _prose(text: str) -> str:
    """The text of a document: HTML without tags and hidden parts, plain text without the marks of tables and pages."""
    if _BLOCK.search(text) and looks_like_html(text[:200_000]):
        # years and names of namespaces stand in the header of inline XBRL
        return plain(
            _changed(_changed(text, "ix:header", lambda _: ""), "pre", lambda inner: inner.replace("\n", "<br>"))
        )
    return _TABLE_RULES.sub("", text)


def _changed(html: str, element: str, change: Callable[[str], str]) -> str:
    """HTML with what stands inside of each element of this name changed."""
    pieces: list[str] = []
    position, lower = 0, html.lower()
    while (start := lower.find(f"<{element}", position)) >= 0 and (end := lower.find(f"</{element}", start)) >= 0:
        pieces += [html[position:start], change(html[start:end])]
        position = end
    return "".join([*pieces, html[position:]])


def _trimmed(text: str) -> str:
    """A part without blanks around it and at the ends of its lines."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+$", "", text, flags=re.MULTILINE)).strip()
