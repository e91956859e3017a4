"""A record with named fields (a JSON object, a CSV row, front matter) to a Report."""

import json
import re
from collections.abc import Sequence

from alliance_cli.dates.published import TwoReadingsError, parse
from alliance_cli.models import Published, Report
from alliance_cli.sources import fields
from alliance_cli.sources.fields import Record
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.urls import as_web, canonical, host_name, is_url

FIELDS = ("id", "title", "published", "publisher", "url", "text")
_CUT = re.compile(r"\s*\[\+\d+ chars\]\s*$")
_TEASER = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_OUTLET_AFTER = re.compile(r" [-–—|] ([^-–—|]{2,60})$")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.IGNORECASE)
_MARKED = re.compile(r"\[([^\[\]\n]{0,300})\]\((\S{4,2000})\)|<(\S{4,2000})>")
"""A link as Markdown has it: "[Harbour Post](https://...)", "<https://...>"."""
_LIKE_ADDRESS = re.compile(r"[^\s\[\]()<>]+[./][^\s\[\]()<>]+|/\S+")
_DOTTED = re.compile(r"\s*\d{1,2}\. ?\d{1,2}\. ?\d{4}\b.{0,60}", re.DOTALL)
"""Nobody who begins with the month sets full stops between."""
_LEADS_ON = frozenset({"read.readwise.io", "readwise.io", "getpocket.com", "feedly.com", "inoreader.com"})
"""Hosts of programs that keep what others published: an address there is not the story's."""


_LONGEST_TITLE = 10_000
"""No title is longer: what is has the text in it."""


def to_report(record: Record, locator: str, options: Options, raw: bytes | None = None) -> Item:
    """The report in `record`, its fields found by `fields.table`, or the fault that says what is wrong with it.

    A field of a shape that none has is left out; so is what programs write for nothing ("NaN", "None").
    """
    if wrong := wrong_mapping(record, options):
        return bad_data(locator, wrong, "record", raw)
    found = fields.unwrapped(record)
    mapped = {name: fields.as_words(fields.at(record, column), name) for name, column in options.mapping.items()}
    title = mapped.get("title") or _first(fields.texts(found, "title"))
    text = mapped.get("text") or _text(found, title)
    if len(title) > _LONGEST_TITLE:
        title, text = title[:_LONGEST_TITLE], text or title
    if not title and not text:
        return bad_data(locator, "neither a title nor a text", "record", raw)
    days = [mapped["published"]] if mapped.get("published") else fields.texts(found, "published")
    day = _day(days, locator, options, raw)
    if isinstance(day, Fault):
        return day
    outlets = [mapped["publisher"]] if mapped.get("publisher") else _names(fields.texts(found, "publisher"))
    named = mapped.get("id") or _first(fields.texts(found, "id"))
    urls = [mapped["url"]] if mapped.get("url") else _targets(fields.texts(found, "url"))
    url = _address([*urls, *outlets, named]) or _first([text for text in urls if _LIKE_ADDRESS.fullmatch(text)])
    publisher = " ".join((_outlet(outlets) or host_name(url)).split())
    return Report(
        title=_headline(title, publisher),
        text=text,
        publisher=publisher,
        url=url,
        published=day,
        record_id=named,
        locator=locator,
        undated=undated(day, *days),
    )


def _names(found: Sequence[str]) -> list[str]:
    """Names of outlets, of links what they say."""
    return [match[1] or match[2] or match[3] if (match := _MARKED.fullmatch(text)) else text for text in found]


def _targets(found: Sequence[str]) -> list[str]:
    """Addresses, of links where they lead."""
    return [match[2] or match[3] if (match := _MARKED.fullmatch(text)) else text for text in found]


def _first(found: Sequence[str]) -> str:
    return found[0] if found else ""


def _text(record: Record, title: str) -> str:
    """The text of a record. Where that is only a beginning its summary goes before it; where a name that nobody knows
    holds far more than both, that is the text.
    """
    full = _CUT.sub("", _first(fields.texts(record, "text")))
    summary = max(fields.texts(record, "summary"), key=len, default="")
    known = full
    if len(summary) > len(full) or (_TEASER.search(full) and not _holds(full, summary)):
        known = summary if _holds(summary, full) else "\n\n".join(filter(None, (summary, full)))
    other = fields.unnamed_text(record)
    return other if len(other) > 2 * len(known) and other != title else known


def _holds(whole: str, part: str) -> bool:
    """True where `part`, or all of it before its cut end, stands in `whole`."""
    return " ".join(_TEASER.sub("", part).split()) in " ".join(whole.split())


def _day(days: Sequence[str], locator: str, options: Options, raw: bytes | None) -> Published | Fault | None:
    """The best date that can be read; a fault where none can but one has two readings."""
    found = [dated(day, "metadata", locator, options, raw) for day in days]
    told = next((day for day in found if isinstance(day, Published)), None)
    return told or next((day for day in found if day), None)


def _address(found: Sequence[str]) -> str:
    """The first that is an address, out of redirectors; one that leads to another program's copy goes last."""
    addresses = [canonical(url) for url in map(as_web, found) if is_url(url)]
    own = [url for url in addresses if host_name(url) not in _LEADS_ON]
    return next(iter((*own, *addresses)), "")


def _outlet(found: Sequence[str]) -> str:
    """The first name of an outlet, else the first host: "Reuters" goes before "reuters.com"."""
    hosts = [host_name(text) if is_url(text) else text for text in found]
    names = [text for text in hosts if not _HOST.fullmatch(text)]
    return next(iter((*names, *hosts)), "").removeprefix("www.")


def _headline(title: str, publisher: str) -> str:
    """A title on one line, without the outlet after it, as aggregators write it."""
    line = " ".join(title.split())
    match = _OUTLET_AFTER.search(line)
    return line[: match.start()] if match and publisher and match[1].casefold() == publisher.casefold() else line


def as_raw(record: Record) -> bytes:
    """A record as one line of JSON, from which it can be read again."""
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")


def dated(date: str, source: str, locator: str, options: Options, raw: bytes | None = None) -> Published | Fault | None:
    """The day on which a report was published, or the month or year; None where nothing says it that can be read.

    A date that could be either of two days is a fault: it can be read again with the hint. The first second of 1970 is
    what programs write for no date.
    """
    try:
        day_first = True if options.day_first is None and _DOTTED.fullmatch(date) else options.day_first
        found = parse(date.strip(" []<>"), source=source, day_first=day_first, partial=True)
    except TwoReadingsError as error:
        return bad_data(locator, str(error), "date", raw)
    except (ValueError, OverflowError):
        return None
    return None if "epoch" in found.flags else found


def undated(published: Published | None, *written: str) -> str:
    """The date as written where there is one and it could not be read."""
    return "" if published else next((" ".join(date.split())[:100] for date in written if date.strip()), "")


def wrong_mapping(record: Record, options: Options) -> str:
    """What is wrong with the mapping for such a record (or one with these columns), empty if nothing is."""
    for name, column in options.mapping.items():
        if name not in FIELDS:
            return f'"{name}" is no field of a report (they are {", ".join(FIELDS)})'
        if column not in record and fields.at(record, column) is None:
            return f'no "{column}" to take the {name} from'
    return ""
