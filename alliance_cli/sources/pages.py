"""A web page to a Report: its main text, title, date, publisher and canonical address."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from alliance_cli.dates.published import parse
from alliance_cli.models import Published, Report
from alliance_cli.sources.decoding import decode, is_binary
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.markup_guard import refused
from alliance_cli.sources.page_meta import Meta, read_meta
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
    `metadata` for a date the page states in its data and `page` for one seen on it, flagged `guessed` if a heuristic
    found it. Hostile markup can keep this busy for long: call it through `worker.Worker`.
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
    text = main_text(tree, url, meta.title)
    kind, reason = verdict(html, visible(tree), near_text(tree), text, meta)
    if kind:
        return bad_data(locator, reason, kind, raw)
    published = _published(meta, tree, locator, options)
    return replace(published, raw=raw) if isinstance(published, Fault) else _report(meta, text, published, locator, url)


def _unreadable(raw: bytes, locator: str) -> Fault | None:
    if not raw.strip():
        return bad_data(locator, "an empty page", "empty")
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


def _published(meta: Meta, tree: "HtmlElement", locator: str, options: Options) -> Published | Fault | None:
    """The best date that can be read. A date that could be read two ways is a fault, unless another one settles it."""
    two_ways = ""
    for source, dates in (("metadata", meta.dates), ("page", meta.seen_dates)):
        for date in dates:
            try:
                return parse(date, source=source, day_first=options.day_first)
            except (ValueError, OverflowError) as error:
                two_ways = two_ways or (str(error) if _has_two_readings(date) else "")
    if two_ways:
        return bad_data(locator, two_ways, "date")
    return _guessed(tree)


def _has_two_readings(date: str) -> bool:
    try:
        return parse(date, day_first=True) != parse(date, day_first=False)
    except (ValueError, OverflowError):
        return False


def _guessed(tree: "HtmlElement") -> Published | None:
    """The date that a heuristic finds in the text and links of the page, flagged as such."""
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=True)
        guess = parse(found, source="page") if found else None
    except (ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return None
    return replace(guess, flags=(*guess.flags, "guessed")) if guess else None
