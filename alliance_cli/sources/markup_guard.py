"""A cheap look at HTML before a parser sees it: markup made to hang parsers is refused. Linear in its length."""

import re

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][A-Za-z0-9:-]*))")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_UNCOUNTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody", "tfoot", "body", "html", "head",
})  # fmt: skip
"""Elements without an end tag and those whose end tag may be left out."""
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "svg"})

DEEPEST = 1000
MOST_ATTRIBUTES = 2000
LONGEST_RUN = 2_000_000


def refused(html: str, deepest: int = DEEPEST) -> str:
    """Why `html` should not be parsed (nesting, attributes of one tag, a run of text without tags), else empty.

    It only guesses at the structure; a worker with a time limit stands behind it.
    """
    depth = position = 0
    while match := _TAG.search(html, position):
        if match.start() - position > LONGEST_RUN:
            return f"more than {LONGEST_RUN:,} characters without a tag"
        name = (match[3] or "").lower()
        end, inside = _span(html, match, name)
        if _attributes(inside) > MOST_ATTRIBUTES:
            return f"a tag with more than {MOST_ATTRIBUTES} attributes"
        depth = max(0, depth + _step(match, name, inside))
        if depth > deepest:
            return f"tags nested more than {deepest} deep"
        position = end
    return f"more than {LONGEST_RUN:,} characters without a tag" if len(html) - position > LONGEST_RUN else ""


def _span(html: str, match: re.Match[str], name: str) -> tuple[int, str]:
    """Where to look on after the tag, and what the tag holds after its name."""
    if match[1]:
        return _after(html, "-->", match.end()), ""
    end = html.find(">", match.end())
    end = len(html) if end < 0 else end
    inside = html[match.end() : end]
    if name in _RAW and not match[2] and not inside.endswith("/"):
        return _close(html, name, end), inside
    return end, inside


def _after(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return len(html) if found < 0 else found + len(mark)


def _close(html: str, name: str, start: int) -> int:
    """The end tag that closes an element of raw text; at the end where there is none."""
    found = html.find(f"</{name}", start)
    if found < 0:
        found = html.find(f"</{name.upper()}", start)
    return len(html) if found < 0 else found


def _step(match: re.Match[str], name: str, inside: str) -> int:
    if match[1] or name in _UNCOUNTED or inside.endswith("/"):
        return 0
    return -1 if match[2] else 1


def _attributes(inside: str) -> int:
    return 0 if len(inside) < 2 * MOST_ATTRIBUTES else len(_QUOTED.sub("", inside).split())
