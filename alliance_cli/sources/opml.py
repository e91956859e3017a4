"""Lists of feeds as OPML, in and out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree

from alliance_cli.sources.decoding import clean, decode
from alliance_cli.sources.items import Fault, bad_data
from alliance_cli.sources.urls import as_web, is_url
from alliance_cli.unseen import blanked

_NO_LETTERS = re.compile("[\ufffe\uffff]+")
_DECLARED = re.compile(r"<\?xml[^>]{0,300}?\?>|<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)[^>]*>?")
_OUTLINE = re.compile(r"<(/?)outline\b((?:\"[^\"]{0,8000}\"|'[^']{0,8000}'|[^<>\"']){0,20000}+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]{0,60})\s*=\s*(?:\"([^\"]{0,8000})\"|'([^']{0,8000})')")
_FEEDS = frozenset({"rss", "atom", "feed", "rdf", "application/rss+xml", "application/atom+xml"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list: its address, its name, the address of its site, the folders it is in ("Autos/Japan")."""

    url: str
    name: str = ""
    site: str = ""
    folder: str = ""


def read_opml(raw: bytes, locator: str) -> Iterator[Outline | Fault]:
    """The feeds in an OPML file, in order, each address once; what is damaged around them does no harm."""
    text = _DECLARED.sub("", decode(raw))
    if "<opml" not in text[:20_000].lower() and not _OUTLINE.search(text):
        yield bad_data(locator, "not an OPML file", "opml", raw)
        return
    seen: set[str] = set()
    folders: list[str] = []
    for number, match in enumerate(_OUTLINE.finditer(text), start=1):
        if match[1]:
            del folders[-1:]
            continue
        values = _attributes(match[2])
        name = values.get("title") or values.get("text") or ""
        is_feed = values.get("type", "").lower() in _FEEDS  # some write its address as that of a link
        url = as_web(values.get("xmlurl", "") or (values.get("url", "") if is_feed else ""))
        url = f"https:{url}" if url.startswith("//") else url
        if url and not is_url(url):
            yield bad_data(f"{locator}#{number}", f'no web address: "{url}"', "opml")
        elif url and url not in seen:
            seen.add(url)
            yield Outline(url, name, values.get("htmlurl", ""), "/".join(folder for folder in folders if folder))
        if not match[2].rstrip().endswith("/"):
            folders.append("" if url else name)
    if not seen:
        yield bad_data(locator, "no feeds in it", "empty")


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by their name in lower case."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = match[2] if match[2] is not None else match[3]
        found.setdefault(match[1].lower(), " ".join(clean(unescape(value)).split()))
    return found


def _plain(text: str) -> str:
    """Text without what XML forbids or what acts on a terminal."""
    return " ".join(_NO_LETTERS.sub(" ", blanked(text)).split())


def write_opml(outlines: Iterable[Outline], title: str = "Feeds") -> bytes:
    """An OPML 2.0 file of the feeds, those of one folder together, in the order given."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {"": body}
    for outline in outlines:
        parent = body
        path = ""
        for name in filter(None, _plain(outline.folder).split("/")):
            path = f"{path}/{name}"
            if path not in folders:
                folders[path] = ElementTree.SubElement(parent, "outline", text=name, title=name)
            parent = folders[path]
        url, site = _plain(outline.url), _plain(outline.site)
        name = _plain(outline.name) or url
        values = {"type": "rss", "text": name, "title": name, "xmlUrl": url}
        ElementTree.SubElement(parent, "outline", values | ({"htmlUrl": site} if site else {}))
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
