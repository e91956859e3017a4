"""What a page says of itself: title, date, publisher and canonical address, from JSON-LD, OpenGraph and the page."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from alliance_cli.sources.decoding import clean
from alliance_cli.sources.headlines import place_of
from alliance_cli.sources.page_titles import Titles, headline
from alliance_cli.sources.urls import absolute, host_name, url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_SCRIPT = 2_000_000
_DEEPEST = 12
_PAID_TEXT = 400
_CLASS = re.compile(r"([.#])([A-Za-z_][\w-]{0,80})")
_ARTICLE = re.compile(r"(?:[A-Za-z]*Article|[A-Za-z]*BlogPosting|Report|Review|PressRelease|NewsItem)$")
_TYPES_OF_PAGE = frozenset({"WebPage", "ItemPage", "VideoObject", "CreativeWork"})
_DATE_NAMES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "publication-date", "published_time", "published-date", "published_at",
    "article.published", "article_date_original", "originalpublicationdate", "rnews:datepublished", "article.created",
    "citation_publication_date", "citation_date", "displaydate", "analyticsattributes.articledate", "dateposted",
    "timestamp", "og:pubdate", "shareaholic:article_published_time",
)  # fmt: skip
_CHANGE_NAMES = ("article:modified_time", "og:updated_time", "datemodified")
_HEADLINE_NAMES = ("headline", "parsely-title", "sailthru.title")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline")
_PUBLISHER_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "twitter:site",
)
_FRONT = re.compile(r"(?:https?:)?//[^/?#]+/?|/|\./|index\.\w+")
_MOST_HEADINGS = 40
_LOGO = re.compile(r"\blogo\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page states about itself; empty where it does not.

    `dates` of publication are raw strings, the most telling first; `other_dates` may be those of something else, and
    `changes` are those of later changes.
    `language` is a code such as `en-GB`.

    `kind` is the OpenGraph type, `free` false where the page says that it is behind a paywall, `paid_part` true where
    what it says is paid for stands on the page all the same, `words` the number of words the page says its article has,
    `page_title` the title of the window, `articles` the number of `article` elements.
    """

    title: str = ""
    dates: tuple[str, ...] = ()
    other_dates: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    publisher: str = ""
    canonical: str = ""
    kind: str = ""
    is_article: bool = False
    free: bool = True
    paid_part: bool = False
    words: int = 0
    page_title: str = ""
    articles: int = 0
    language: str = ""


def read_meta(tree: "HtmlElement", url: str) -> Meta:
    """What the page `tree`, found at `url`, says about itself."""
    metas = _metas(tree)
    nodes = list(_linked_data(tree))
    main = _main_node(nodes, url, metas)
    page_title = _joined(next(iter(tree.xpath("//head/title|//title")), None))
    publisher = _publisher(main, nodes, metas)
    canonical = _canonical(tree, main, metas, url)
    return Meta(
        title=headline(_titles(main, metas, tree, page_title, host := host_name(url or canonical)), (publisher, host)),
        dates=tuple(_stated_dates(main, metas)),
        other_dates=tuple(_other_dates(main, nodes)),
        changes=tuple(_changes(main, metas)),
        publisher=publisher,
        canonical=canonical,
        kind=metas.get("og:type", "").lower(),
        is_article=main is not None and bool(_types(main) and any(_ARTICLE.match(t) for t in _types(main))),
        free=_is_free(main),
        paid_part=_has_paid_part(main, tree),
        words=_number(main.get("wordCount")) if main else 0,
        page_title=page_title,
        articles=sum(1 for _ in tree.iter("article")),
        language=(tree.get("lang") or metas.get("og:locale") or metas.get("content-language") or "").strip(),
    )


def _metas(tree: "HtmlElement") -> Mapping[str, str]:
    """The meta elements by their name in lower case; the first that says anything counts."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join(clean(element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                values.setdefault(name, content)
    return values


def _linked_data(tree: "HtmlElement") -> Iterator[Mapping[str, Any]]:
    """Every object in the page's JSON-LD that has a type, outer ones first."""
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        value = _loaded(script.text or "")
        queue: list[tuple[Any, int]] = [(value, 0)]
        for node, depth in queue:
            if isinstance(node, dict) and "@type" in node:
                yield node
            inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
            if depth < _DEEPEST and len(queue) < 20_000:
                queue += [(child, depth + 1) for child in inner if isinstance(child, dict | list)]


def _loaded(script: str) -> Any:
    """The JSON in a script, with what publishers put around and into it (comments, raw newlines) allowed for."""
    text = script.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removesuffix("-->").removesuffix("//]]>")
    if len(text) > _LONGEST_SCRIPT:
        return None
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: Mapping[str, Any]) -> Sequence[str]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [str(name).rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]


def _main_node(nodes: Sequence[Mapping[str, Any]], url: str, metas: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The node of the article the page is about: the one with the page's title or address, else the first."""
    articles = [node for node in nodes if any(_ARTICLE.match(kind) for kind in _types(node)) and _headline(node)]
    title = metas.get("og:title", "").casefold()
    for node in articles:
        if (title and _headline(node).casefold() in title) or _is_at(node, url):
            return node
    if len({_headline(node) for node in articles}) > 3:  # an index of articles, none of which the page is about
        return None
    dated = [node for node in articles if node.get("datePublished")]
    if dated or articles:
        return (dated or articles)[0]
    pages = [node for node in nodes if _TYPES_OF_PAGE & set(_types(node)) and node.get("datePublished")]
    return pages[0] if pages else None


def _is_at(node: Mapping[str, Any], url: str) -> bool:
    """True where the node gives the page's own address as its own."""
    page = node.get("mainEntityOfPage")
    links = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return bool(url) and any(isinstance(link, str) and url_key(link) == url_key(url) for link in links if link)


def _headline(node: Mapping[str, Any]) -> str:
    return _text(node.get("headline")) or _text(node.get("name"))


def _text(value: Any) -> str:
    """A JSON-LD value as text: plain, the first of a list, or the name of an object."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return _unescaped(value) if isinstance(value, str) else ""


def _unescaped(text: str) -> str:
    from html import unescape

    return " ".join(clean(unescape(unescape(text)) if "&" in text else text).split())


def _number(value: Any) -> int:
    digits = str(value).replace(",", "") if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0


def _is_free(node: Mapping[str, Any] | None) -> bool:
    value = node.get("isAccessibleForFree", True) if node else True
    return str(value).strip().lower() not in {"false", "http://schema.org/false", "https://schema.org/false", "0"}


def _has_paid_part(node: Mapping[str, Any] | None, tree: "HtmlElement") -> bool:
    """True where the elements that the page calls its paid part hold sentences: it was delivered, only not shown."""
    parts = node.get("hasPart") if node else None
    for part in parts if isinstance(parts, list) else [parts]:
        selector = part.get("cssSelector") if isinstance(part, dict) else None
        name = _CLASS.fullmatch(selector.strip()) if isinstance(selector, str) else None
        if name and not _is_free(part):
            attribute = "class" if name[1] == "." else "id"
            paid = (element for element in tree.iter() if name[2] in (element.get(attribute) or "").split())
            return any(len(" ".join(element.text_content().split())) > _PAID_TEXT for element in paid)
    return False


def _titles(
    main: Mapping[str, Any] | None, metas: Mapping[str, str], tree: "HtmlElement", window: str, host: str
) -> Titles:
    """All that may be the headline on a page of `host`."""
    first = list(tree.iter("h1"))
    logos = [element for element in first if _leads_home(element)]
    titles = Titles(
        linked=_headline(main) if main else "",
        shared=next((_unescaped(metas[name]) for name in _TITLE_NAMES if metas.get(name)), ""),
        window=window,
        headings=tuple(text for element in first if element not in logos and (text := _joined(element))),
        lesser=tuple(text for element in islice(tree.iter("h2"), _MOST_HEADINGS) if (text := _joined(element))),
        logos=tuple(text for element in logos if (text := _joined(element) or _pictured(element))),
        named=tuple(_unescaped(metas[name]) for name in _HEADLINE_NAMES if metas.get(name)),
    )
    return replace(titles, told=_told(titles, metas, place_of(host)))


def _told(titles: Titles, metas: Mapping[str, str], place: str) -> str:
    """What stands in the `place` where an outlet puts its headlines; empty where nothing does, or several things do."""
    if place == "heading":
        return titles.headings[0] if len(titles.headings) == 1 else ""
    name = {"shared": "og:title"}.get(place, place.removeprefix("meta:"))
    return {"linked": titles.linked, "window": titles.window}.get(place) or _unescaped(metas.get(name, ""))


def _leads_home(heading: "HtmlElement") -> bool:
    """True for a heading that is a link to the front page, as the name of the outlet above every page is."""
    links = [*heading.iter("a"), *(parent for parent in heading.iterancestors("a"))]
    return any(_FRONT.fullmatch((link.get("href") or "").strip()) for link in links)


def _pictured(heading: "HtmlElement") -> str:
    """What the picture in a heading is called, without the word logo."""
    names = (_unescaped(image.get("alt") or "") for image in heading.iter("img"))
    return next((text for name in names if (text := _LOGO.sub("", name).strip())), "")


def _joined(element: "HtmlElement | None") -> str:
    return "" if element is None else _unescaped(str(element.text_content()))


def _stated_dates(main: Mapping[str, Any] | None, metas: Mapping[str, str]) -> Iterator[str]:
    """The dates of publication in the data of the page's article: JSON-LD, then meta elements."""
    if main:
        yield from filter(None, [_text(main.get("datePublished"))])
    yield from (metas[name] for name in _DATE_NAMES if metas.get(name))


def _other_dates(main: Mapping[str, Any] | None, nodes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Dates in the JSON-LD that are less sure to be those of its publication."""
    if main:
        yield from filter(None, (_text(main.get(name)) for name in ("dateCreated", "uploadDate")))
    yield from filter(None, (_text(node.get("datePublished")) for node in nodes))


def _changes(main: Mapping[str, Any] | None, metas: Mapping[str, str]) -> Iterator[str]:
    """The dates of changes in the data of the page's article."""
    yield from filter(None, [_text(main.get("dateModified")) if main else ""])
    yield from (metas[name] for name in _CHANGE_NAMES if metas.get(name))


def marked_dates(own: "HtmlElement") -> Iterator[str]:
    """The dates of publication that microdata gives in the part of a page that is the article's own."""
    for element in own.xpath('//*[@itemprop="datePublished"]|//time[@pubdate]'):
        if value := element.get("datetime") or element.get("content") or _joined(element)[:100]:
            yield value


def _publisher(main: Mapping[str, Any] | None, nodes: Sequence[Mapping[str, Any]], metas: Mapping[str, str]) -> str:
    named = _text(main.get("publisher")) if main else ""
    if not named and main and isinstance(main.get("publisher"), dict):
        wanted = main["publisher"].get("@id")
        named = next((_text(node.get("name")) for node in nodes if wanted and node.get("@id") == wanted), "")
    stated = next((_unescaped(metas[name]) for name in _PUBLISHER_NAMES if metas.get(name)), "")
    return (metas.get("og:site_name", "") and _unescaped(metas["og:site_name"])) or named or stated.lstrip("@")


def _canonical(tree: "HtmlElement", main: Mapping[str, Any] | None, metas: Mapping[str, str], url: str) -> str:
    """The address the page gives as its own, where it is on the same site and no mere front page; else empty."""
    links = [element.get("href") or "" for element in tree.xpath('//link[@rel="canonical" or @rel="Canonical"]')]
    base = next((found for link in tree.xpath("//base/@href") if (found := absolute(url, link))), url)
    page = main.get("mainEntityOfPage") if main else None
    named = page.get("@id") if isinstance(page, dict) else page
    for link in (*links[:1], metas.get("og:url", ""), named, main.get("url") if main else ""):
        found = absolute(base, link) if isinstance(link, str) and link.strip() else ""
        if found and _is_own(found, url):
            return found
    return ""


def _is_own(found: str, url: str) -> bool:
    """True for an address below the same site that is as specific as the one the page was found at."""
    if not url:
        return True
    same = _site(found) == _site(url)
    front = found.partition("?")[0].count("/") <= 3 and found.rstrip("/").count("/") <= 2
    return same and not (front and url.rstrip("/").count("/") > 2)


def _site(url: str) -> str:
    labels = host_name(url).split(":")[0].split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short else labels[-2:])
