"""Which outlet an entry of a feed appeared in, and what to call a feed. Pure."""

import re
from functools import cache

from alliance_cli import package_data
from alliance_cli.sources.markup_text import links, plain
from alliance_cli.sources.urls import host_name

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?"
_CHANGING = re.compile(
    rf"(?:\b{_DAY} )?\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]\d{{2,4}}\b"
    rf"|(?:\b{_DAY} )?\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"
    r"|\b\d{4}[-/.]\d\d[-/.]\d\d(?=\b|T)|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\d{4}年\d{1,2}月\d{1,2}日"
    r"|(?:T|\b)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[A-Z]{3,4})?(?: ?[+-]\d\d:?\d\d)?\b)?"
    r"|[(\[]\+?\d[\d.,]*(?: (?:new|unread|items?|entries|results?|articles?|stories))?[)\]]"
    r"|\b\d[\d.,]* (?:new|unread|items?|entries|results?)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:[\s,;:|·–—-]+|\b(?:as of|last|updated?|at|on|generated|refreshed|retrieved|the|stand)\b)+$"
    r"|^[\s,;:|·–—-]+",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[(\[]\s*[)\]]")
_CLUSTER = re.compile(
    r"^\s*(?:<ol>\s*<li>|<table|<ul>\s*<li>)?\s*<a\s[^>]{0,4000}>.{1,1000}?</a>(?:&nbsp;|\s|\xa0)*<font", re.I | re.S
)


_HANDLE = re.compile(r"@[\w.-]{2,250} - (?=\S)")


def steady(title: str) -> str:
    """The title of a feed without what changes from poll to poll: dates, times and counts; empty if that is all.

    Nor does it hold the handle that a network sets before the name ("@wire.example - The Wire").
    """
    title = _HANDLE.sub("", title, count=1)
    found = _CHANGING.sub("\0", title)
    if found == title:
        return title
    pieces = (_AROUND.sub("", piece).strip() for piece in found.split("\0"))
    return " ".join(_EMPTY.sub("", " ".join(piece for piece in pieces if piece)).split())


def is_aggregator(*addresses: str) -> bool:
    """True where one of these addresses of a feed is of a host that lists what others publish."""
    return any(_listed(host_name(address)) for address in addresses if address)


def _listed(host: str) -> bool:
    parts = host.split(".")
    return any(".".join(parts[start:]) in _aggregators() for start in range(len(parts)))


def own_host(url: str) -> str:
    """The host of a story, empty where it is still the aggregator's own."""
    host = host_name(url)
    return "" if _listed(host) else host


def is_cluster(html: str) -> bool:
    """True for a list of headlines, each with its outlet, as Google News writes it in place of a text."""
    return bool(_CLUSTER.match(html))


def story_behind(html: str) -> str:
    """The address that a forum's entry calls its link, as Reddit writes it; empty where it names none."""
    return next((url for url, label in links(html) if label == "[link]"), "")


def is_menu(html: str) -> bool:
    """True where a description holds no words but those of a link to the comments."""
    return plain(html).strip().casefold() in {"comments", "comment", "discuss", "permalink"}


@cache
def _aggregators() -> frozenset[str]:
    return frozenset(package_data.lines("sources/aggregators.txt"))
