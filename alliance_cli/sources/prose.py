"""Plain text and Markdown, with or without front matter, to a Report."""

import re
from collections.abc import Iterator

from alliance_cli.sources.decoding import decode
from alliance_cli.sources.items import Item, Options, bad_data
from alliance_cli.sources.records import to_report

_HEAD = re.compile(r"[ \t]*([A-Za-z_][\w -]{0,40}):(?:[ \t]+(.*)|[ \t]*)")
_TITLE_LENGTH = 160
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ {0,3}#{1,6} +(.*?)(?: +#+)?$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}>[ >]*", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1(?!\w)"), r"\2"),
)


def read_text(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """A plain text file; its first line is the title only where it stands apart as one."""
    yield _read(raw, locator, options, markdown=False)


def read_markdown(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """A Markdown file; a first heading is the title, and marks of emphasis, links and headings are dropped."""
    yield _read(raw, locator, options, markdown=True)


def _read(raw: bytes, locator: str, options: Options, *, markdown: bool) -> Item:
    head, body = front_matter(decode(raw))
    if not body.strip():
        return bad_data(locator, "no text after the front matter" if head else "no text in it", "empty", raw)
    title, text = ("", body) if head.get("title") else _title(body, markdown=markdown)
    text = strip_markup(text) if markdown else text
    keys = {"title": title} | {key: value for key, value in head.items() if key != "text"}
    return to_report(keys | {"text": text}, locator, Options(day_first=options.day_first), raw)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two lines of `---` at the top, and the rest; none where they do not close."""
    lines = text.lstrip("\n").split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:64], start=1):
        if line.rstrip() in {"---", "..."}:
            return values, "\n".join(lines[number + 1 :])
        match = _HEAD.fullmatch(line.rstrip())
        if match:
            values.setdefault(match[1].strip().lower(), _unquoted((match[2] or "").strip()))
        elif line.strip() and not line.startswith(("#", " ", "\t", "-")):
            break
    return {}, text


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _title(body: str, *, markdown: bool) -> tuple[str, str]:
    """The title line, if the first line is one, and the text after it."""
    first, _, rest = body.strip("\n").partition("\n")
    first = first.strip()
    if markdown and first.startswith("# "):
        return strip_markup(first), rest
    apart = rest.startswith("\n") and rest.strip() and any(char.isalpha() for char in first)
    ends = first.endswith((".", "。", ":", ";", ",")) and not first.endswith(("...", "Inc.", "Co.", "Corp.", "Ltd."))
    if apart and len(first) <= _TITLE_LENGTH and not ends:
        return (strip_markup(first) if markdown else first), rest
    return "", body


def strip_markup(text: str) -> str:
    """Markdown without headings' marks, quote marks, emphasis and link targets; the words stay."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text
