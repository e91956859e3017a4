"""Snippets of HTML, as feeds and mails hold them, to plain text, and the links in them. Linear; builds no tree."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape

from alliance_cli.sources.decoding import clean
from alliance_cli.sources.letters import plain_letters

_TAG = re.compile(r"<(!--|/?[A-Za-z][A-Za-z0-9:-]*|[!?])")
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "header", "footer", "figure", "hr", "dd", "dt", "dl", "pre", "td", "th", "center", "body",
})  # fmt: skip
_DROPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "svg", "figcaption"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "picture", "q", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "video", "audio", "html", "main", "aside", "nav", "input", "form", "button",
})  # fmt: skip
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{1,8000})\"|'([^']{1,8000})'|([^\s\"'>]{1,8000}))", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LAYOUT = (_BLOCKS | _DROPPED) - {"br"}
"""Where none of these stands the line ends of a text are its own."""
_NAMES = sorted(_BLOCKS | _DROPPED | _INLINE, key=len, reverse=True)
_ELEMENT = re.compile(rf"</?({'|'.join(_NAMES)})(?:\s[^<>]{{0,8000}}|\s?/)?>|<!--[^<]{{0,4000}}-->", re.IGNORECASE)
_CAPTION = re.compile(
    r"\bclass\s*=\s*[\"']?[^\"'<>]{0,200}?(?:caption|(?:photo|image|img|picture|media)[\w-]{0,20}credit)", re.IGNORECASE
)
_CAPTIONED = frozenset({"p", "div", "span", "small", "em", "i", "cite", "li", "dd", "td", "section", "aside"})
_CDATA = re.compile(r"(?:(?:<|&lt;)?!?\[)?CDATA\[|\]\]\]?(?:>|&gt;)")
_SHORTCODE = re.compile(r"\[caption\b[^\[\]\n]{0,500}\](?:(?!\[caption).){0,4000}?\[/caption\]", re.DOTALL)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_ROUNDS = 3
"""So many times over text is escaped by the programs that it passes through."""
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff]+")


def looks_like_html(text: str) -> bool:
    """True where a text holds tags or entities."""
    return bool(_ENTITY.search(text)) or any(match[1] not in {"!", "?"} for match in _TAG.finditer(text))


def as_text(value: str) -> str:
    """A field that may hold HTML, as text: without tags, entities and marks of CDATA, however often they are escaped.

    What only looks like a tag stays ("<CVX.N>", "<https://e.com>"), and so does a text without any of these.
    """
    for _ in range(_ROUNDS):
        if "&" not in value and "<" not in value and "]]" not in value:
            break
        read = _once(without_cdata(value))
        if read == value:
            break
        value = read
    return plain_letters(value)


def without_cdata(text: str) -> str:
    """`text` without the marks of character data, which stand in it where it was wrapped and then escaped."""
    if "CDATA[" in text:
        text = text.rstrip().removesuffix("]]")
    return _CDATA.sub("", text) if "CDATA[" in text or "]]" in text else text


def _once(text: str) -> str:
    """`text` with one layer of markup taken off."""
    names = {(match[1] or "").lower() for match in _ELEMENT.finditer(text)} if "<" in text else set()
    if names & _LAYOUT:
        return plain(_PARAGRAPH.sub("<p>", text))  # as programs write that set paragraphs apart by empty lines alone
    if names:
        text = _ELEMENT.sub(lambda match: "\n" if match[1] in {"br", "BR"} else "", text)
    return _ENTITY.sub(_resolved, text) if "&" in text else text


def _resolved(match: re.Match[str]) -> str:
    return _INVISIBLE.sub("", clean(unescape(match[0]))).replace("\xa0", " ")


def plain(html: str) -> str:
    """The text of a snippet of HTML, blocks on lines of their own, no blank lines doubled, captions left out."""
    if "[/caption]" in html:
        html = _SHORTCODE.sub("", html)
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
    """`html` with newlines for blocks and nothing for other tags; what scripts, styles and captions hold is dropped."""
    pieces: list[str] = []
    closings = _Closings(html)
    position = 0
    while match := _TAG.search(html, position):
        pieces.append(_joined_lines(html[position : match.start()]))
        name = match[1].lower().lstrip("/")
        position = _end(html, match, name, closings)
        if name in _BLOCKS:
            pieces.append("\n\n" if name == "p" else "\n")
    pieces.append(_joined_lines(html[position:]))
    return "".join(pieces)


def _joined_lines(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


class _Closings:
    """Where the elements of a name end; each name is looked up once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._found: dict[str, list[int]] = {}

    def after(self, name: str, position: int) -> int:
        """The next end of such an element, -1 if there is none."""
        if name not in self._found:
            self._found[name] = [match.start() for match in re.finditer(f"</{name}", self._html, re.IGNORECASE)]
        index = bisect_left(self._found[name], position)
        return self._found[name][index] if index < len(self._found[name]) else -1


def _end(html: str, match: re.Match[str], name: str, closings: _Closings) -> int:
    """Where the text goes on after a tag, a comment or an element that is dropped."""
    if name == "!--":
        mark = html.find("-->", match.end())
        return len(html) if mark < 0 else mark + 3
    end = _after_tag(html, match.end())
    captioned = name in _CAPTIONED and _CAPTION.search(html, match.end(), end)
    if not match[1].startswith("/") and (name in _DROPPED or captioned):
        closing = closings.after(name, match.end())
        return closing if closing >= 0 else end
    return end


def _after_tag(html: str, start: int) -> int:
    mark = html.find(">", start)
    return len(html) if mark < 0 else mark + 1
