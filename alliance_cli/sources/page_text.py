"""The main text of a page: trafilatura's quick way, and its slow one where the quick one found little of the page."""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from alliance_cli.sources.decoding import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_THIN = 1500
_MUCH_MORE = 1.5
_ANOTHER_PAGE = 8
_PROSE = 80
_LINKED = 0.8
_HEADLINE = 12
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»」』)\]]*$")
_INVISIBLE = frozenset({"script", "style", "noscript", "template", "svg", "head"})
_BESIDE = ("aside", "nav", "footer", "form")
_LINK_BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "li")
_LABEL = re.compile(
    r"(?:read (?:more|next|also)|also read|see (?:more|also)|more|related(?: (?:stories|articles?))?|don't miss|watch|"
    r"lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leggi anche(?: su)?)\s*[:|»]?",
    re.IGNORECASE,
)


def main_text(tree: "HtmlElement", url: str = "", title: str = "") -> str:
    """The main text of a page, a paragraph a line, without its `title` at the head of it and links to other stories."""
    found = _extracted(tree, url, fast=True)
    if _size(found) < _THIN or _size(found) * 3 < sum(_size(text) for text in _paragraphs(tree)):
        found = _better(found, _extracted(tree, url, fast=False))
    return "" if _is_menu(found, tree) else _without_title(found, title)


def visible(tree: "HtmlElement") -> str:
    """The text of the page without scripts and the head."""
    pieces: list[str] = []
    size = 0
    for element in tree.iter():
        if element.text and element.tag not in _INVISIBLE and isinstance(element.tag, str):
            pieces.append(element.text)
        if element.tail and (element.getparent() is None or element.getparent().tag not in _INVISIBLE):
            pieces.append(element.tail)
        size += len(element.text or "")
        if size > 2_000_000:
            break
    return " ".join(pieces)


def near_text(own: "HtmlElement") -> str:
    """The text of the article's own part of a page (`page_lines.own_part`), without links to other stories."""
    return visible(_without_other_stories(own))


def _extracted(tree: "HtmlElement", url: str, *, fast: bool) -> str:
    from trafilatura import bare_extraction

    tree = _without_other_stories(tree)
    try:
        found = bare_extraction(tree, url=url or None, fast=fast, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError, IndexError):
        return ""
    return clean(getattr(found, "text", None) or "").strip()


def _without_other_stories(tree: "HtmlElement") -> "HtmlElement":
    """A copy, which a library may then change."""
    tree = deepcopy(tree)
    for element in list(_links_to_other_stories(tree)):
        element.drop_tree()
    return tree


def _links_to_other_stories(tree: "HtmlElement") -> "Iterator[HtmlElement]":
    """Blocks that are nothing but a link, or a label and a link: headlines of other stories, not sentences of this."""
    for element in tree.iter(*_LINK_BLOCKS):
        linked = " ".join(" ".join(link.text_content().split()) for link in element.iter("a") if link.get("href"))
        if len(linked) < _HEADLINE or (linked.isascii() and linked.count(" ") < 3) or _SENTENCE_END.search(linked):
            continue
        rest = _LABEL.sub("", " ".join(element.text_content().split()), count=1)
        if len(linked) >= _LINKED * len(rest) and element.getparent() is not None:
            yield element


def _better(quick: str, slow: str) -> str:
    """The slow reading where it holds much more, and what the quick one has of prose; else the quick one."""
    if _size(slow) <= _MUCH_MORE * _size(quick):
        return quick
    prose = [line for line in quick.split("\n") if len(line) >= _PROSE]
    kept = sum(line[:_PROSE] in slow for line in prose)
    return slow if kept * 2 > len(prose) or not prose or _size(slow) > _ANOTHER_PAGE * _size(quick) else quick


def _paragraphs(tree: "HtmlElement") -> "Iterator[str]":
    """The paragraphs that read like prose, wherever on the page they are but beside the article."""
    for element in tree.iter("p"):
        text = " ".join(element.text_content().split())
        if len(text) >= _PROSE and not any(
            parent.tag in {*_BESIDE, "blockquote"} for parent in element.iterancestors()
        ):
            yield text


def _is_menu(text: str, tree: "HtmlElement") -> bool:
    """True for a short text most of which is that of links."""
    if _size(text) >= _THIN:
        return False
    labels = {" ".join(link.text_content().split()) for link in tree.iter("a")} - {""}
    lines = [" ".join(line.strip("-| ").split()) for line in text.split("\n")]
    linked = sum(len(line) for line in lines if line in labels)
    return linked * 10 > 7 * sum(len(line) for line in lines)


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest.lstrip() if rest and title and _letters(first) == _letters(title) else text


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _size(text: str) -> int:
    """The length of a text, in which a character of a dense script counts for three Latin ones."""
    return len(text.encode("utf-8", "replace"))
