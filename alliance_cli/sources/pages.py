"""A web page to a Report: its main text, title, date, publisher and canonical address."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli import own_words
from alliance_cli.models import Published, Report
from alliance_cli.sources.decoding import decode, is_binary
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.markup_guard import refused
from alliance_cli.sources.page_dates import Dates, collected, written_days
from alliance_cli.sources.page_lines import Line, lines, own_part
from alliance_cli.sources.page_meta import Meta, marked_dates, read_meta
from alliance_cli.sources.page_published import TwoReadingsError, days_of, decided
from alliance_cli.sources.page_text import main_text, near_text, visible
from alliance_cli.sources.page_walls import verdict
from alliance_cli.sources.urls import canonical, host_name

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")
_LONGEST = 8 << 20


def read_page(raw: bytes, locator: str, options: Options, *, url: str = "", charset: str = "") -> Item:
    """The report on an HTML page, or a fault that says why there is none.

    `url` is where the page was found and `charset` what the server called its encoding. Of `published`, `source` is
    `metadata` for a date the page states in its data and `page` for one seen on it; its flags say what is doubtful
    (`page_published`). Hostile markup can keep this busy for long: call it through `worker.Worker`.
    """
    if fault := _unreadable(raw, locator):
        return fault
    html = decode(raw, charset or declared_charset(raw))
    reason = refused(html)
    tree = None if reason else _parsed(html)
    if tree is None:
        why = f"markup that is not read: {reason}" if reason else "no HTML in it"
        return bad_data(locator, why, "markup" if reason else "no-article", raw)
    meta = read_meta(tree, url)
    text, own = main_text(tree, url, meta.title), own_part(tree, meta.title)
    kind, reason = verdict(html, visible(tree), lambda: near_text(own), text, meta)
    if kind:
        return bad_data(locator, reason, kind, raw)
    found = lines(own, meta.title)
    dates = _dates(meta, own, found, url)
    try:
        day = decided(dates, lambda: _guess(html, found), day_first=options.day_first, language=meta.language)
    except TwoReadingsError as error:
        return bad_data(locator, f"{error}; --day-first or --month-first says which", "date", raw)
    return _report(meta, text, day, locator, url)


def _unreadable(raw: bytes, locator: str) -> Fault | None:
    if not raw.strip():
        return bad_data(locator, "an empty page", "empty")
    if own_words.is_own(raw[:4096]):
        return bad_data(locator, own_words.REASON, "own")
    if is_binary(raw):
        what = "a PDF document" if raw.lstrip().startswith(b"%PDF") else "binary data"
        return bad_data(locator, f"{what}, not a page", "binary", raw)
    if len(raw) > _LONGEST:
        return bad_data(locator, f"a page of more than {_LONGEST >> 20} MiB", "too-large")
    return None


def declared_charset(raw: bytes) -> str:
    """The encoding that the first 4 KiB of a page name, or an empty string."""
    found = _XML_CHARSET.search(raw[:200]) or _CHARSET.search(raw[:4096])
    return found[1].decode("ascii") if found else ""


def _parsed(html: str) -> "HtmlElement | None":
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None


def _report(meta: Meta, text: str, published: Published | None, locator: str, url: str) -> Report:
    address = canonical(meta.canonical or url)
    return Report(
        title=meta.title,
        text=text,
        publisher=meta.publisher or host_name(address),
        url=address,
        published=published,
        locator=locator,
    )


def _dates(meta: Meta, own: "HtmlElement", found: Sequence[Line], url: str) -> Dates:
    stated = (*meta.dates, *marked_dates(own), *meta.other_dates)
    return collected(stated, found, (url, meta.canonical), meta.changes)


def _guess(html: str, found: Sequence[Line]) -> str:
    """The day that a heuristic finds in the text and links of the page, as ISO 8601, or an empty string.

    It makes a first of January of a year that stands somewhere, and a day of publication of one that a sentence names:
    better none than these.
    """
    from htmldate import find_date

    try:
        day = date.fromisoformat(find_date(html, original_date=True, extensive_search=True) or "")
    except (ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return ""
    prose, other = written_days(found, days_of)
    made_up = (day.month, day.day) == (1, 1) and day not in other
    return "" if made_up or day in prose - other else day.isoformat()
