"""JSON Feed (https://jsonfeed.org) to Reports."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from alliance_cli.models import Report
from alliance_cli.sources.decoding import clean
from alliance_cli.sources.guard import one
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.markup_text import as_text, plain, without_cdata
from alliance_cli.sources.outlets import steady
from alliance_cli.sources.records import as_raw, dated, undated
from alliance_cli.sources.urls import absolute, canonical, host_name, is_url


def is_json_feed(text: str) -> bool:
    """True for a JSON object that calls itself a JSON Feed, or that has the items of one."""
    start = text.lstrip("\ufeff \t\r\n")
    return start.startswith("{") and ("jsonfeed.org/version/" in text or '"items"' in text)


def read_json_feed(text: str, locator: str, options: Options, *, url: str = "", publisher: str = "") -> Iterator[Item]:
    """The items of a JSON Feed as reports, in their order."""
    feed = _parsed(text, locator)
    if isinstance(feed, Fault):
        yield feed
        return
    items = feed["items"]
    home = absolute(url, _string(feed, "home_page_url")) or url
    outlet = publisher or steady(" ".join(as_text(_string(feed, "title")).split())) or host_name(home)
    for number, item in enumerate(items, start=1):
        where = f"{locator}#{number}"
        yield one(partial(_report, item, where, options, home, outlet), where)


def about_json_feed(text: str, locator: str, *, url: str = "") -> Item:
    """The feed itself as a report: its title, the address of its site, its description."""
    feed = _parsed(text, locator)
    if isinstance(feed, Fault):
        return feed
    title = " ".join(_string(feed, "title").split())
    home = absolute(url, _string(feed, "home_page_url"))
    return Report(title=title, text=_string(feed, "description"), url=home, locator=locator)


def _parsed(text: str, locator: str) -> dict[str, Any] | Fault:
    """The feed as an object with a list of items."""
    raw = text.encode("utf-8", "replace")
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        return bad_data(locator, f"a JSON Feed that is not JSON: {error}", "feed", raw)
    if isinstance(feed, dict) and isinstance(feed.get("items"), list):
        return feed
    return bad_data(locator, "a JSON Feed without a list of items", "feed", raw)


def _report(item: Any, locator: str, options: Options, base: str, publisher: str) -> Item:
    if not isinstance(item, dict):
        return bad_data(locator, "an item that is no object", "entry")
    html, text = _string(item, "content_html"), _string(item, "content_text")
    body = as_text(plain(without_cdata(html)) if html else text).strip() or as_text(_string(item, "summary")).strip()
    title = " ".join(as_text(_string(item, "title")).split())
    guid = " ".join(_string(item, "id").split())
    links = (_string(item, "url"), _string(item, "external_url"), guid if is_url(guid) else "")
    found = (absolute(base, link) for link in links if link)
    url = canonical(next(filter(None, found), ""))
    date = _string(item, "date_published") or _string(item, "date_modified")
    record = {"id": guid, "title": title, "published": date, "publisher": publisher, "url": url, "text": body}
    if not title and not body:
        return bad_data(locator, "an item with neither a title nor a text", "entry", as_raw(record))
    published = dated(date, "feed", locator, options)
    if isinstance(published, Fault):
        return replace(published, raw=as_raw(record))
    return Report(
        title=title, text=body, publisher=publisher, url=url, published=published, record_id=guid, locator=locator,
        undated=undated(published, date),
    )  # fmt: skip


def _string(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name, "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return clean(value) if isinstance(value, str) else ""
