"""RSS, Atom and JSON Feed: bytes to Reports. Nothing is fetched; entities that a feed declares are never expanded."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from html.entities import html5
from itertools import chain
from typing import Any

from alliance_cli.errors import ExitCode
from alliance_cli.models import Published, Report
from alliance_cli.sources import edgar_lists, feed_parts, outlets
from alliance_cli.sources.decoding import clean, decode
from alliance_cli.sources.guard import one
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.json_feed import about_json_feed, is_json_feed, read_json_feed
from alliance_cli.sources.markup_guard import refused
from alliance_cli.sources.markup_text import as_text, looks_like_html, plain, without_cdata
from alliance_cli.sources.records import as_raw, dated, undated
from alliance_cli.sources.site_maps import is_site_map, read_site_map
from alliance_cli.sources.urls import absolute, canonical, host_name, is_url
from alliance_cli.vocabulary import counted

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}?\?>")
_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
_ROOT = re.compile(r"<[A-Za-z_]")
_ENTITY = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)[^>]*>?")
_ROOT_NAME = re.compile(r"<([A-Za-z_][\w:.-]{0,60})")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ENTRY_END = re.compile(r"</(?:[A-Za-z0-9]{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,30});|#([0-9]{1,9});|#[xX]([0-9A-Fa-f]{1,8});)?"
)
_ORNAMENT = re.compile(r"</?(?:(?:georss|gml|geo|media|itunes|psc|podcast):|width|height)[^>]{0,2000}>", re.IGNORECASE)
_CAPTION = re.compile(r"(</?)media:description\b[^<>]{0,500}?(/?)>", re.IGNORECASE)
_GUID = re.compile(r"<guid\b[^<>]{0,500}>(?!\s*(?:<!\[CDATA\[)?\s*https?://)", re.IGNORECASE)
_PICTURE = re.compile(r"<image>(?:(?!<image>).){0,4000}?</image>", re.DOTALL)
_LINK = re.compile(r"<link\s([^<>]{1,4000})>", re.IGNORECASE)
_BASE = re.compile(r"<base\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,30})\s{0,9}=\s{0,9}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,4000}))")
_FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
})  # fmt: skip
_DEEPEST = 20_000
_WIDE = {
    b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be", b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be",
    b"\x4c\x6f\xa7\x94": "cp037",
}  # fmt: skip
_DATES = ("published", "issued", "created", "updated", "modified")


@dataclass(frozen=True, slots=True)
class _Source:
    """Where entries come from: what to name them by and what they inherit; `listing` where others published them."""

    locator: str
    base: str
    publisher: str
    options: Options
    listing: bool = False


def read_feed(
    raw: bytes, locator: str, options: Options, *, url: str = "", charset: str = "", publisher: str = ""
) -> Iterator[Item]:
    """The entries of a feed as reports, in their order; a feed without entries yields nothing.

    `url` is where the feed was found, `charset` what the server called its encoding, `publisher` what to call the
    outlet (else the entry's own source, else the feed's title). A report's `record_id` is the entry's GUID. What is
    no feed, an entry that cannot be read and a feed that was cut short are faults.
    """
    if not raw.strip():
        yield bad_data(locator, "an empty feed", "feed")
        return
    text = _text(raw, charset)
    if is_json_feed(text):
        yield from read_json_feed(text, locator, options, url=url, publisher=publisher)
        return
    if reason := refused(text, _DEEPEST):
        yield bad_data(locator, f"markup that is not read: {reason}", "markup", raw)
        return
    if is_site_map(text):
        yield from read_site_map(text, locator, options, publisher=publisher)
        return
    repaired, about = _repaired(text), _Source(locator, url, publisher, options)
    if (found := _in_parts(repaired, url)) is not None:
        yield from _entries(*found, about)
        return
    parsed = _parsed(repaired, url)
    if parsed is None:
        yield bad_data(locator, "a feed too damaged to be read", "feed", raw)
        return
    entries: Sequence[Mapping[str, Any]] = parsed.get("entries", [])
    if not parsed.get("version") and not entries:
        yield bad_data(locator, _not_a_feed(text), "feed", raw)
        return
    if cut := _is_cut(text):
        entries = entries[: len(_ENTRY_END.findall(text))]
    yield from _listed(entries, parsed.get("feed", {}), about)
    if cut:
        reason = f"the feed is cut short after {counted(len(entries), 'whole entry', 'whole entries')}"
        yield Fault(locator, reason, ExitCode.TRY_AGAIN, "feed", raw, passing=True)


def about_feed(raw: bytes, locator: str, *, url: str = "", charset: str = "") -> Item:
    """The feed itself as a report: its title, the address of its site, its description; no date and no publisher."""
    text = _text(raw, charset)
    if is_json_feed(text):
        return about_json_feed(text, locator, url=url)
    parsed = _parsed(_repaired(text), url) if not refused(text, _DEEPEST) else None
    if not parsed or not (parsed.get("version") or parsed.get("entries")):
        return bad_data(locator, _not_a_feed(text), "feed", raw)
    feed = parsed.get("feed", {})
    title = " ".join(_plain(feed.get("title_detail"), _string(feed, "title")).split())
    description = _plain(feed.get("subtitle_detail"), _string(feed, "subtitle"))
    return Report(title=title, text=description, url=absolute(url, _string(feed, "link")), locator=locator)


def feed_links(page: bytes, url: str, charset: str = "") -> list[tuple[str, str]]:
    """The feeds that a web page names, each its address and title, in order; its `base` element counts."""
    found: dict[str, str] = {}
    html = decode(page, charset)[:500_000]
    bases = (_attributes(tag).get("href", "") for tag in _BASE.findall(html))
    url = next((base for link in bases if link and (base := absolute(url, link))), url)
    for tag in _LINK.findall(html):
        values = _attributes(tag)
        kind, relation = values.get("type", "").strip().lower(), values.get("rel", "").lower().split()
        address = absolute(url, values.get("href", "")) if values.get("href") else ""
        if address and "alternate" in relation and kind in _FEED_TYPES:
            found.setdefault(address, " ".join(values.get("title", "").split()))
    return list(found.items())


def _attributes(tag: str) -> dict[str, str]:
    return {match[0].lower(): unescape(match[1] or match[2] or match[3]) for match in _ATTRIBUTE.findall(tag)}


def _text(raw: bytes, charset: str) -> str:
    """The feed as text, its XML declaration and everything that declares entities removed."""
    start = raw.lstrip(b"\r\n\t ")
    if wide := _WIDE.get(start[:4]):
        text = clean(start.decode(wide, "replace"))
    else:
        found = _CHARSET.search(raw[:1000])
        text = decode(raw, (found[1].decode("ascii") if found else "") or charset)
    text = _DECLARATION.sub("", text, count=1)
    root = _ROOT.search(text)
    if root and "<!--" in text[: root.start()]:
        text = _COMMENT.sub("", text, count=text.count("<!--", 0, root.start()))
    return _without_entities(text) if "<!" in text else text


def _without_entities(text: str) -> str:
    """`text` without the document type and all that is declared there; it can only stand before the first element."""
    root = _ROOT.search(text)
    head, rest = (text[: root.start()], text[root.start() :]) if root else (text, "")
    doctype = head.find("<!DOCTYPE")
    if doctype < 0:
        return _ENTITY.sub("", head) + rest
    return _ENTITY.sub("", head[:doctype]) + rest


def _repaired(text: str) -> str:
    """`text` with bare ampersands escaped and the entities of HTML resolved, which XML does not know.

    What describes a picture goes by a name of its own: it would pass for the description of the story. An id that is no
    address is said to be none.
    """
    text = _PICTURE.sub("", _CAPTION.sub(r"\1media:text\2>", text))
    text = _GUID.sub('<guid isPermaLink="false">', text)
    pieces: list[str] = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        end = len(text) if end < 0 else end
        pieces += [_AMPERSAND.sub(_entity, text[position:start]), text[start:end]]
        position = end
    return "".join([*pieces, _AMPERSAND.sub(_entity, text[position:])])


def _entity(match: re.Match[str]) -> str:
    """What an ampersand and the entity or number after it become."""
    if number := match[2] or match[3]:
        code = int(number, 10 if match[2] else 16)
        valid = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        return f"&#{code};" if valid else ""
    if match[1] is None:
        return "&amp;"
    char = html5.get(f"{match[1]};", "")
    return f"&amp;{match[1]};" if not char or char in "&<>" else char


def _parsed(text: str, url: str) -> Mapping[str, Any] | None:
    """What feedparser makes of it: without maps and media where it stumbles over them, None where it still does."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    for attempt in (text, _ORNAMENT.sub("", text)):
        stream = io.BytesIO(attempt.encode("utf-8", "replace"))
        try:
            parsed: Mapping[str, Any] = feedparser.parse(
                stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            continue
        return parsed
    return None


def _not_a_feed(text: str) -> str:
    if _HTML.search(text[:4096]):
        return "an HTML page, not a feed"
    return "not a feed" if text.lstrip().startswith("<") else "not a feed: no XML or JSON in it"


def _is_cut(text: str) -> bool:
    """True where the end of the document is missing."""
    root = _ROOT_NAME.search(text)
    return not root or not re.search(rf"</(?:{re.escape(root[1])}|channel|html)\s*>", text[-2000:], re.IGNORECASE)


def _in_parts(text: str, url: str) -> tuple[Iterator[Mapping[str, Any]], Mapping[str, Any]] | None:
    """The entries of a large feed, parsed some hundred at a time, and the feed itself; None where it is read whole."""
    if (cut := feed_parts.parts(text)) is None:
        return None
    frame, documents = _parsed(cut[0], url), map(partial(_parsed, url=url), cut[1])
    first = next(documents, None)
    if not frame or not first or edgar_lists.in_entries(first["entries"], frame["feed"]) is not None:
        return None
    return (entry for part in chain([first], documents) if part for entry in part["entries"]), frame["feed"]


def _listed(entries: Sequence[Mapping[str, Any]], feed: Mapping[str, Any], source: _Source) -> Iterator[Item]:
    if (filings := edgar_lists.in_entries(entries, feed)) is not None:
        yield from edgar_lists.pointers(filings, source.locator, source.options.forms)
    else:
        yield from _entries(entries, feed, source)


def _entries(entries: Iterable[Mapping[str, Any]], feed: Mapping[str, Any], source: _Source) -> Iterator[Item]:
    own = next((_string(link, "href") for link in feed.get("links", []) if link.get("rel") == "self"), "")
    found = source.base or (own if is_url(own) else "")
    base = absolute(found, _string(feed, "link")) or found
    title = " ".join(_plain(feed.get("title_detail"), _string(feed, "title")).split())
    publisher = source.publisher or outlets.steady(title) or host_name(base)
    listing = outlets.is_aggregator(source.base, own, base)
    about = replace(source, base=base, publisher=publisher, listing=listing)
    for number, entry in enumerate(entries, start=1):
        yield one(partial(_report, entry, number, about, source.publisher), f"{source.locator}#{number}")


def _report(entry: Mapping[str, Any], number: int, source: _Source, given: str) -> Item:
    guid = " ".join(clean(_string(entry, "id")).split())[:2000]
    locator = f"{source.locator}#{number}"
    url = _link(entry, guid, source.base)
    outlet = _own_publisher(entry) or (outlets.own_host(url) if source.listing else "")
    title = " ".join(_plain(entry.get("title_detail"), _string(entry, "title")).split())
    title = title.removesuffix(f" - {outlet}") if outlet else title  # as aggregators write it
    text = _body(entry)
    publisher = given or outlet or source.publisher
    raw = {"id": guid, "title": title, "publisher": publisher, "url": url, "text": text}
    if not title and not text:
        return bad_data(locator, "an entry with neither a title nor a text", "entry", as_raw(raw))
    published, dates = _date(entry, locator, source.options)
    if isinstance(published, Fault):
        return replace(published, raw=as_raw(raw | {"published": dates[0]}))
    return Report(
        title=title,
        text=text,
        publisher=publisher,
        url=url,
        published=published,
        record_id=guid,
        locator=locator,
        undated=undated(published, *dates),
    )


def _body(entry: Mapping[str, Any]) -> str:
    """The longest of what the entry holds as its content and its summary, else what it says of its film or picture.

    A list of headlines of other outlets is not the text of a story, and neither is a link to what readers say of it.
    """
    if outlets.is_cluster(summary := _string(entry, "summary")) or outlets.is_menu(summary):
        return ""
    parts = [
        part for part in entry.get("content", []) if str(part.get("type", "text/html")).startswith(("text", "app"))
    ]
    texts = [_plain(part, _string(part, "value")) for part in parts]
    texts.append(_plain(entry.get("summary_detail"), _string(entry, "summary")))
    return max(texts, key=len) or as_text(_string(entry, "media_text")).strip()


def _plain(detail: Any, text: str) -> str:
    """The text of an element, taken for HTML where the feed says so or where it looks like it."""
    kind = str(detail.get("type", "")) if isinstance(detail, Mapping) else ""
    text = without_cdata(clean(text))
    marked = "html" in kind or looks_like_html(text)
    return as_text(plain(text) if marked else text).strip()  # what is escaped twice has tags still


def _date(entry: Mapping[str, Any], locator: str, options: Options) -> tuple[Published | Fault | None, list[str]]:
    """The first date that can be read, from the raw strings, which come too; a fault where one has two readings."""
    dates = [raw for raw in (_string(entry, name) for name in _DATES) if raw.strip()]
    found = [dated(raw, "feed", locator, options) for raw in dates]
    told = next((day for day in found if isinstance(day, Published)), None)
    return told or next((day for day in found if day), None), dates


def _own_publisher(entry: Mapping[str, Any]) -> str:
    """The outlet that an aggregator names for an entry."""
    source = entry.get("source")
    named = _string(source, "title") if isinstance(source, Mapping) else _string(entry, "news_source")
    named = named or _string(entry, "publisher")  # of Dublin Core
    named = "" if "@" in named else named
    return outlets.steady(" ".join(plain(named).split()))


def _link(entry: Mapping[str, Any], guid: str, base: str) -> str:
    """The address of the story: as the feed gives it, the first of several, or an id that is an address and says so."""
    listed = entry.get("links", [])
    alternates = [_string(link, "href") for link in listed if link.get("rel", "alternate") == "alternate"]
    linked = guid if is_url(guid) and (entry.get("guidislink") or not alternates) else ""
    linked = "" if entry.get("guidislink") is False and "guid" in entry else linked
    forum = outlets.story_behind(_string(entry, "summary"))
    for link in (_string(entry, "feedburner_origlink"), forum, *alternates, _string(entry, "link"), linked):
        if found := absolute(base, link) if link else "":
            return canonical(found)
    return ""


def _string(values: Any, name: str) -> str:
    """A value that is text, without the substitutions that feedparser makes for missing ones."""
    value = dict.get(values, name, "") if isinstance(values, dict) else ""
    return value if isinstance(value, str) else ""
