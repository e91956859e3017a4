"""Plain text and Markdown, with or without front matter, to a Report."""

import re
from collections.abc import Iterator

from alliance_cli.models import Report
from alliance_cli.sources.decoding import decode
from alliance_cli.sources.forwarded import passed_on
from alliance_cli.sources.front_matter import front_matter
from alliance_cli.sources.hyphens import rejoined
from alliance_cli.sources.items import Item, Options, bad_data
from alliance_cli.sources.quoted import unquoted
from alliance_cli.sources.records import to_report

_TITLE_LENGTH = 160
_TARGET = r"\(<?(?:[^\s()<>]|\([^\s()]{0,200}\)){0,2000}>?(?:\s{1,9}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s{0,9}\)"
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ {0,3}#{1,6} +(.*?)(?: +#+)?$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}>[ >]*(?:\[![\w-]{1,20}\][+-]?[ \t]*)?", re.MULTILINE), ""),
    (
        re.compile(rf"!\[[^\[\]\n]{{0,500}}\]{_TARGET}|!\[\[[^\[\]\n]{{1,500}}\]\]"),
        "",
    ),  # what a picture is called is no text
    (re.compile(rf"\[([^\[\]\n]{{0,500}})\]{_TARGET}"), r"\1"),
    (re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]"), r"\1"),
    (
        re.compile(
            r"^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]{0,9}<?\S{1,2000}>?(?:[ \t]{1,9}[\"'(][^\n]{0,500})?$", re.MULTILINE
        ),
        "",
    ),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"\[\^[^\[\]\s]{1,50}\]"), ""),
    (re.compile(r"%%[^%]{0,2000}%%"), ""),
    (re.compile(r"(?<![=~])(==|~~)(?=\S)([^=~\n]{1,500})(?<=\S)\1(?![=~])"), r"\2"),
    (re.compile(r"(?<![\w*\\])(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*\\])([*_])(?=\S)([^*_\n]{1,500})(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!\\)\\([\\`*_{}\[\]()#+.!|<>~=$&-])"), r"\1"),
)
_SENTENCE = re.compile(r"\s*[a-z]{2,}\b(?:[ ,]|$)[^\n]*(?:\n\s*){1,3}[^\n]", re.MULTILINE)
"""A line that begins in the middle of a sentence, and more behind it: what stands before it is no title."""
_TAGS = re.compile(r"#[^\W\d][\w/-]{0,60}(?:[ \t]+#[^\W\d][\w/-]{0,60}){0,30}")
_READ_AT = re.compile(
    r"\[(?:[^\[\]\n]{0,40}\b)?(read|view|open|original|source|link)\b[^\[\]\n]{0,40}\]\((https?://[^\s()]{4,2000})\)",
    re.IGNORECASE,
)
_NOTES = 12
"""So many lines at the top may be what a program that keeps pages writes of one: its tags and links."""


def read_text(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """A plain text file, a mail that was saved as one among them; a first line that stands apart is the title."""
    item = _read(raw, locator, options, markdown=False)
    yield from passed_on(item) if isinstance(item, Report) else [item]


def read_markdown(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """A Markdown file; a first heading is the title, and marks of emphasis, links and headings are dropped."""
    yield _read(raw, locator, options, markdown=True)


def _read(raw: bytes, locator: str, options: Options, *, markdown: bool) -> Item:
    head, body = front_matter(rejoined(decode(unquoted(raw))))
    if not body.strip():
        return bad_data(locator, "no text after the front matter" if head else "no text in it", "empty", raw)
    title, text = _title(body, markdown=markdown)
    if head.get("title") and (not title or title.casefold() != " ".join(str(head["title"]).split()).casefold()):
        title, text = "", body  # only a heading that says the title again is no text
    url, text = _kept(text) if markdown and head else ("", text)
    text = strip_markup(text) if markdown else text
    keys = {"title": title, "url": url} | {key: value for key, value in head.items() if key != "text" and value}
    return to_report(keys | {"text": text}, locator, Options(day_first=options.day_first), raw)


def _kept(text: str) -> tuple[str, str]:
    """The address of the original that a program which keeps pages writes below its front matter, and the rest."""
    lines = text.split("\n")
    url = ""
    for i, line in enumerate(lines[:_NOTES]):
        link = _READ_AT.fullmatch(line.strip())
        if link:
            url = link[2]  # the last is the original, behind the program's own copy
        if link or _TAGS.fullmatch(line.strip()):
            lines[i] = ""
        elif line.strip() and not line.startswith("#"):
            break
    return url, "\n".join(lines)


def _title(body: str, *, markdown: bool) -> tuple[str, str]:
    """The title line, if the first line is one, and the text after it."""
    first, _, rest = body.strip("\n").partition("\n")
    first = first.strip()
    if markdown and first.startswith("# "):
        return strip_markup(first), rest
    apart = rest.startswith("\n") and rest.strip() and any(char.isalpha() for char in first)
    ends = first.endswith((".", "。", ":", ";", ",")) and not first.endswith(("...", "Inc.", "Co.", "Corp.", "Ltd."))
    if apart and len(first) <= _TITLE_LENGTH and not ends and not _SENTENCE.match(rest):
        return (strip_markup(first) if markdown else first), rest
    return "", body


def strip_markup(text: str) -> str:
    """Markdown without headings' marks, quote marks, emphasis and link targets; the words stay."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text
