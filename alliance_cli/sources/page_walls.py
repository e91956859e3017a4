"""Pages that stand where an article should be: bot checks, consent walls, paywall teasers, error pages, indexes."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from alliance_cli import package_data
from alliance_cli.sources.page_meta import Meta

_SHORT = 1500
_TINY = 200
_REASONS = {
    "challenge": "a check whether the reader is human, not an article",
    "wall": "a consent page, not an article",
    "teaser": "only the beginning of an article behind a paywall",
    "error-page": "an error page, not an article",
    "no-article": "no article on this page",
}
_MARKS = (
    "cf-chl-", "cf_chl_opt", "/cdn-cgi/challenge-platform/h/", "captcha-delivery.com", "px-captcha",
    "_incapsula_resource", "distil_r_captcha", "awswafcookiedomainlist", "aws-waf-token", "sec-if-cpt-container",
    "/_sec/verify?provider",
)  # fmt: skip
_BROKEN = re.compile(r"(?<=[^\W_]|[,;\u2014-])[ \t]*\n[ \t]*(?=[a-z])")
_BLANKS = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'"})


def verdict(html: str, visible: str, near: Callable[[], str], text: str, meta: Meta) -> tuple[str, str]:
    """The kind of wall and the reason in words; two empty strings for an article.

    `visible` is all text of the page, `near` gives that which does not stand beside the article (menus, forms, links
    to other stories), `text` what was taken for its main text. Phrases decide only over pages with little text, or
    where the text itself is made of them: articles about cookies and captchas are articles.
    """
    page, main = _folded(visible)[:200_000], _folded(text)
    title = _folded(meta.page_title or meta.title)
    close = _folded(near())[:200_000] if _TINY // 3 < _size(main) < 2 * _SHORT else page
    if _is_challenge(html, close, main, title, meta):
        kind = "challenge"
    elif _is_error(page, main, title, meta):
        kind = "error-page"
    elif _is_consent(page, main, title, meta):
        kind = "wall"
    elif _is_teaser(close, text, meta):
        kind = "teaser"
    else:
        kind = "no-article" if _is_no_article(text, meta) else ""
    return kind, _REASONS.get(kind, "")


def _is_challenge(html: str, page: str, main: str, title: str, meta: Meta) -> bool:
    if _size(main) > _SHORT:
        return False
    said = _count("challenge text", page)
    if _title_is("challenge title", title):
        return said > 0 or len(page) < 2 * _SHORT
    marked = (
        _size(main) < 600 and not _is_said_to_be_one(meta) and any(mark in html[:500_000].lower() for mark in _MARKS)
    )
    return (said > 0 and _size(main) < 700) or (marked and len(page) < _SHORT)


def _is_error(page: str, main: str, title: str, meta: Meta) -> bool:
    if _size(main) > _SHORT or meta.is_article:
        return False
    said = _count("error-page text", main if _size(main) > _TINY else page)
    return (_title_is("error-page title", title) and (said > 0 or _size(main) < 600)) or (
        said > 1 and _size(main) < 800
    )


def _is_consent(page: str, main: str, title: str, meta: Meta) -> bool:
    inside = _count("wall text", main)
    if _title_is("wall title", title) and _count("wall text", page) > 1 and not meta.is_article:
        return True
    if inside >= 4 and inside * 300 > len(main):
        return True
    return _size(main) < _TINY and not meta.is_article and _count("wall text", page) >= 3


def _is_teaser(near: str, text: str, meta: Meta) -> bool:
    main = _folded(text)
    if _count("teaser text", main[-600:]) and len(main) < 2 * _SHORT:
        return True
    if _size(main) >= _SHORT or meta.paid_part:
        return False
    if meta.words > 150 and len(main.split()) * 5 < meta.words * 2:
        return True
    whole = _is_whole(text)
    hints = _count("teaser hint", near)
    cut = main.endswith(("...", "…", "[…]"))
    asked = _count("teaser text", near) > 0 or hints >= (5 if whole else 3) or (cut and hints > 0)
    return asked or not (meta.free or whole)


def _is_whole(text: str) -> bool:
    """True for some paragraphs, the last of which comes to an end: a brief, not the first words of something longer."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return len(lines) >= 3 and lines[-1].endswith((".", "!", "?", "。", "”", '"')) and not lines[-1].endswith("..")


def _is_said_to_be_one(meta: Meta) -> bool:
    return meta.is_article or meta.kind == "article"


def _is_no_article(text: str, meta: Meta) -> bool:
    """True where there is hardly any text, or a list of headlines instead of paragraphs."""
    article = _is_said_to_be_one(meta) or meta.articles == 1
    sizes = [_size(line) for line in _unwrapped(text)]
    if sum(sizes) < (_TINY // 3 if article else _TINY):
        return True
    if article:
        return False
    paragraphs = sum(size for size in sizes if size > 140)
    if paragraphs * 3 > sum(sizes):
        return False
    return meta.kind == "website" or paragraphs < _TINY or paragraphs * 10 < sum(sizes)


def _unwrapped(text: str) -> list[str]:
    """The lines, those that were broken in the middle of a sentence put together again."""
    return _BROKEN.sub(" ", text).split("\n")


def _size(text: str) -> int:
    """The length of a text, in which a character of a dense script counts for three Latin ones."""
    return len(text.encode("utf-8", "replace"))


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text.translate(_QUOTES)).strip().lower()


def _count(kind: str, text: str) -> int:
    """How many of the phrases of a kind occur in the text."""
    return sum(phrase in text for phrase in _phrases()[kind])


def _title_is(kind: str, title: str) -> bool:
    """True where a phrase is the title, or its first or last words."""
    bare = title.strip(" .!…:-|")
    for phrase in _phrases()[kind]:
        if bare == phrase:
            return True
        head, tail = bare.startswith(phrase), bare.endswith(phrase)
        if head and not bare[len(phrase)].isalnum() and len(bare) < len(phrase) + 40:
            return True
        if tail and not bare[-len(phrase) - 1].isalnum() and len(bare) < len(phrase) + 40:
            return True
    return False


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """The phrases of walls.txt by the heading they stand under."""
    table: dict[str, list[str]] = {}
    for line in package_data.lines("sources/walls.txt"):
        if line.startswith("["):
            table[line.strip("[]")] = []
        else:
            table[list(table)[-1]].append(line)
    return {kind: tuple(phrases) for kind, phrases in table.items()}
