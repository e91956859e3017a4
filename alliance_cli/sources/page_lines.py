"""A page as its readers see it: what belongs to the article, line by line, with the headline marked."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "select", "button"})
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "section", "article", "header", "footer",
    "main", "figure", "figcaption", "blockquote", "pre", "br", "hr", "address", "body", "aside", "nav", "form",
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_BESIDE = frozenset({"aside", "nav", "footer", "form", "blockquote"})
_NAMED = frozenset({"div", "section", "ul", "ol", "li"})
_BESIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|recirc\w*|popular|trending|latest|most|read-?more|sidebar|widget|teasers?|promo|"
    r"newsletter|embed|instagram|twitter|comments?|respond|disqus|discussion)(?:$|[\s_-])",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"(?:pay|reg|meter|subscri\w{0,8}[-_]?)wall|(?:^|[\s_-])(?:gate|gated|barrier|piano|premium)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, the dates that its `time` elements give to programs, and whether it is the headline.

    Each of the `stamps` goes with `first` or `changed` where its markup says what it is the date of.
    """

    text: str
    stamps: tuple[tuple[str, str], ...] = ()
    title: bool = False


def own_part(tree: "HtmlElement", title: str) -> "HtmlElement":
    """A copy of the page without what stands beside the article: menus, forms, comments, embedded posts, other stories.

    What holds the headline or most of the text stays, and so does what is named a gate.
    """
    tree = deepcopy(tree)
    most = len(tree.text_content())
    heading = title_element(tree, title)
    kept = {heading, *heading.iterancestors()} if heading is not None else set()
    several = any(element.tag == "article" for element in kept)
    beside = [element for element in tree.iter() if _stands_beside(element, several=several)]
    kept.update(_gates(tree))
    for element in beside:
        if element not in kept and element.getparent() is not None and len(element.text_content()) * 2 < most:
            element.drop_tree()
    return tree


def title_element(tree: "HtmlElement", title: str) -> "HtmlElement | None":
    """The heading that is the title, or part of it, or holds it; else the first of the first order."""
    wanted = _letters(title)
    for element in tree.iter("h1", "h2"):
        letters = _letters(element.text_content())
        if len(letters) >= _SHORTEST and wanted and (letters in wanted or wanted in letters):
            return element
    return next(tree.iter("h1"), None)


def _stands_beside(element: "HtmlElement", *, several: bool) -> bool:
    """True for what is beside the article by its kind or name; with `several`, for an article, as another one."""
    tag = element.tag
    if tag in _NAMED:
        return bool(_BESIDE_NAMES.search(_names(element)))
    if tag == "header":
        return not any(part.tag in {"article", "main"} for part in element.iterancestors())
    return tag in _BESIDE or (several and tag == "article")


def _gates(tree: "HtmlElement") -> "Iterator[HtmlElement]":
    """What is named a gate, with all that it stands in."""
    if not _GATE.search(" ".join(tree.xpath("//@class|//@id"))):
        return
    for element in tree.xpath("//*[@class or @id]"):
        if _GATE.search(_names(element)):
            yield element
            yield from element.iterancestors()


def _names(element: "HtmlElement") -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


@dataclass(slots=True)
class _Lines:
    """The lines so far, and what the present one holds."""

    found: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    stamps: list[tuple[str, str]] = field(default_factory=list)
    title: bool = False

    def end(self) -> None:
        text = " ".join(" ".join(self.pieces).split())
        if text or self.stamps:
            self.found.append(Line(text, tuple(self.stamps), self.title))
        self.pieces, self.stamps, self.title = [], [], False


def lines(tree: "HtmlElement", title: str) -> list[Line]:
    """The lines of a page, in order, as blocks and breaks part them."""
    from lxml.etree import iterwalk

    heading = title_element(tree, title)
    state = _Lines()
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        hidden = not isinstance(element.tag, str) or element.tag in _HIDDEN
        if element.tag in _BLOCKS:
            state.end()
        if event == "start":
            if (changed := _change(element)) and not hidden:
                state.stamps.append((changed, "changed"))
            if hidden or changed:
                walk.skip_subtree()
                continue
            state.title = state.title or element is heading
            if element.tag == "time" and (stamp := (element.get("datetime") or "").strip()):
                state.stamps.append((stamp, _said(element)))
            state.pieces.append(element.text or "")
        else:
            state.pieces.append(element.tail or "")
    state.end()
    return state.found


def _change(element: "HtmlElement") -> str:
    """The day of a change that microdata marks in another element than `time`, as it is written."""
    if not isinstance(element.tag, str) or element.tag == "time" or element.get("itemprop") != "dateModified":
        return ""
    return str(element.get("content") or " ".join(element.text_content().split()))[:100].strip()


def _said(element: "HtmlElement") -> str:
    """What the names of a `time` element say of its date."""
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    if "publish" in names or element.get("pubdate") is not None:
        return "first"
    return "changed" if "modif" in names or "updat" in names else ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
