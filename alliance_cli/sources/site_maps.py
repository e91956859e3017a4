"""News site maps (https://www.google.com/schemas/sitemap-news/0.9): what a site published of late, to Reports."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alliance_cli.models import Report
from alliance_cli.sources.decoding import clean
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.markup_text import as_text
from alliance_cli.sources.records import as_raw, dated, undated
from alliance_cli.sources.urls import canonical, host_name, is_url

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(r"<(?:[A-Za-z0-9]{1,20}:)?(urlset|sitemapindex)[\s>]")
_FEW = 5


def is_site_map(text: str) -> bool:
    """True for a site map, or a list of such."""
    return bool(_ROOT.search(text[:4096]))


def read_site_map(text: str, locator: str, options: Options, *, publisher: str = "") -> Iterator[Item]:
    """The stories of a news site map as reports: title, address, date and outlet; their texts stand on their pages.

    A list of site maps is a fault that names some of them, and so is a site map that names no titles.
    """
    root = _parsed(text)
    if root is None:
        yield bad_data(locator, "a site map too damaged to be read", "feed", text.encode())
        return
    if _name(root) == "sitemapindex":
        found = [_value(part, "loc") for part in root][:_FEW]
        yield bad_data(locator, f"a list of site maps; give one of them: {', '.join(filter(None, found))}", "feed")
        return
    stories = [part for part in root if _name(part) == "url" and _value(part, "title")]
    if len(root) and not stories:
        yield bad_data(locator, "a site map that names no titles: only those for news can be read", "feed")
    for number, story in enumerate(stories, start=1):
        yield _report(story, f"{locator}#{number}", options, publisher)


def _report(story: "_Element", locator: str, options: Options, given: str) -> Item:
    url = _value(story, "loc")
    title = " ".join(as_text(_value(story, "title")).split())
    date = _value(story, "publication_date") or _value(story, "lastmod")
    address = canonical(url) if is_url(url) else ""
    publisher = given or " ".join(as_text(_value(story, "name")).split()) or host_name(address)
    published = dated(date, "feed", locator, options)
    if isinstance(published, Fault):
        record = {"title": title, "published": date, "publisher": publisher, "url": address}
        return bad_data(locator, published.reason, published.kind, as_raw(record))
    return Report(
        title=title, text="", publisher=publisher, url=address, published=published, locator=locator,
        undated=undated(published, date),
    )  # fmt: skip


def _parsed(text: str) -> "_Element | None":
    from lxml.etree import LxmlError, XMLParser, fromstring

    parser = XMLParser(recover=True, no_network=True, resolve_entities=False, remove_comments=True, remove_pis=True)
    try:
        return fromstring(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), parser)
    except (LxmlError, ValueError):
        return None


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: "_Element", name: str) -> str:
    """The text of the first element of that name inside, whatever its namespace."""
    found = next((part for part in element.iter() if _name(part) == name), None)
    return clean(found.text or "").strip() if found is not None else ""
