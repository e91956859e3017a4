"""Snippets of HTML, as feeds and mails hold them, to plain text, and the links in them. Linear; builds no tree."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape

from alliance_cli.sources.decoding import clean

_TAG = re.compile(r"<(!--|/?[A-Za-z][A-Za-z0-9:-]*|[!?])")
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "header", "footer", "figure", "figcaption", "hr", "dd", "dt", "dl", "pre", "td", "th", "center", "body",
})  # fmt: skip
_DROPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "svg"})
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{1,8000})\"|'([^']{1,8000})'|([^\s\"'>]{1,8000}))", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff]+")


def looks_like_html(text: str) -> bool:
    """True where a text holds tags or entities."""
    return bool(_ENTITY.search(text)) or any(match[1] not in {"!", "?"} for match in _TAG.finditer(text))


def plain(html: str) -> str:
    """The text of a snippet of HTML, blocks on lines of their own, no blank lines doubled."""
    lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", clean(unescape(_stripped(html)))).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def links(html: str) -> Iterator[tuple[str, str]]:
    """The address and the text of each link in a snippet of HTML, in order."""
    for match in re.finditer(r"<a\s", html, re.IGNORECASE):
        end = html.find(">", match.end())
        href = _HREF.search(html, match.end() - 1, end + 1) if end >= 0 else None
        if href:
            close = html.find("</a", end)
            label = plain(html[end + 1 : min(close if close >= 0 else len(html), end + 2000)])
            yield unescape(next(filter(None, href.groups()))).strip(), " ".join(label.split())


def _stripped(html: str) -> str:
    """`html` with newlines for blocks and nothing for other tags; what scripts and styles hold is dropped."""
    pieces: list[str] = []
    closing = {name: [m.start() for m in re.finditer(f"</{name}", html, re.IGNORECASE)] for name in _DROPPED}
    position = 0
    while match := _TAG.search(html, position):
        pieces.append(_joined_lines(html[position : match.start()]))
        name = match[1].lower().lstrip("/")
        position = _end(html, match, closing.get(name, []))
        if name in _BLOCKS:
            pieces.append("\n\n" if name == "p" else "\n")
    pieces.append(_joined_lines(html[position:]))
    return "".join(pieces)


def _joined_lines(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _end(html: str, match: re.Match[str], closing: list[int]) -> int:
    """Where the text goes on after a tag, a comment or an element that is dropped (which ends at one of `closing`)."""
    if match[1] == "!--":
        mark = html.find("-->", match.end())
        return len(html) if mark < 0 else mark + 3
    if closing and not match[1].startswith("/"):
        index = bisect_left(closing, match.end())
        if index < len(closing):
            return closing[index]
    return _after_tag(html, match.end())


def _after_tag(html: str, start: int) -> int:
    mark = html.find(">", start)
    return len(html) if mark < 0 else mark + 1
