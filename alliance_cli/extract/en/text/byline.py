"""Publisher and date of a report: what its metadata says, else what its text says of itself."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

from alliance_cli import names
from alliance_cli.dates import prose
from alliance_cli.dates.words import MONTH_NAMES
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.models import Precision, Published, Report

# "Sept" beside "Sep", which the first three letters give
_SHORT = "|".join(("Sept", *(name[:3] for name in MONTH_NAMES if len(name) > 3)))
_MONTH = rf"(?:{'|'.join(MONTH_NAMES)}|{_SHORT})\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
# "published by the Financial Times on Monday, March 4, 2019"
_REPORTED = re.compile(
    r"\b(?:reported|published|released|carried|posted|issued)\s(?:first\s)?(?:by|on|in)\s(?:the\s)?"
    rf"([A-Z][\w.'& ]{{1,40}}?),?\s(?:on|in)\s(?:\w+day,\s)?({_DATE})"
)
# "Bloomberg wrote on Monday, March 4, 2019"
_OUTLET_REPORTED = re.compile(rf"\b([A-Z][\w.'& ]{{1,40}}?)\s(?:reported|said|wrote)\son\s(?:\w+day,\s)?({_DATE})")
# "PARIS, March 4 (Reuters) - "
_DATELINE = re.compile(r"\A[^\n]{0,140}?\(([A-Z][\w .&-]{1,40})\)\s{0,3}[-–—]")
# "March 4, 2019", "By Jane Roe, March 4, 2019", "TOKYO, Nov. 13, 2025 (Wire) -- ": names before it, no sentence
_NAMES = r"(?:(?:[A-Z0-9(][\w.'’&)-]*|and|by|of|de|[|/–—·-]),?:?[ \t]){0,12}(?<!\bOn )(?<!\bIn )(?<!\bSince )"
_NO_SENTENCE = r"(?=[ \t]*(?:\n|\Z|[(/|:·–—]|-{1,2}\s|,?[ \t]+(?:at[ \t]+)?\d{1,2}[:.]\d\d|[;.,][ \t]*(?:\n|\Z)))"
_DATED_LINE = re.compile(rf"\A{_NAMES}({_DATE}){_NO_SENTENCE}")
_LABELLED = re.compile(rf"^(?:Published|Date|Updated|Posted)(?: on)?\s?:?\s({_DATE})", re.M | re.I)
# "PARIS, March 4, 2019 (GLOBE NEWSWIRE) -- ", "March 4 /PRNewswire-FirstCall/", "(BUSINESS WIRE)--4 March 2019--"
_WIRE = (
    r"(?:GLOBE ?NEWSWIRE|(?:XINHUA-)?PR ?NEWSWIRE|BUSINESS ?WIRE|ACCESS ?(?:NEWS)?WIRE|(?:ACN|JCN|CANADA) ?NEWSWIRE"
    r"|MARKET ?WIRED?|EIN ?PRESSWIRE|PRWEB|NEWSFILE(?: CORP\.?)?|CNW)"
)
_ON = rf"(?:{_MONTH}\s\d{{1,2}}|\b\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_RELEASED = re.compile(rf"({_ON})\s?[(/]\s?(?i:{_WIRE})\b|\b(?i:{_WIRE})\s?[)/-][\s/–—-]{{0,4}}({_ON})(?=\s?[-–—/)(])")
_IN_WIRES = ("wire", "newsfile", "prweb", "cnw")
"""One of them stands in the name of each."""
_ODD = "ſıİ"
"""Letters that Python takes for s and i where it ignores the case."""
_KEPT = 8
"""Of so many texts the day is remembered: it is asked for with each sentence of a report."""
_HEAD = 3000
"""Within so many characters the dateline of a release stands, behind pictures and the name of the wire."""
_PARSERS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")


def complete(report: Report) -> tuple[str, Published | None]:
    """Publisher and date of a report, from its metadata or, failing that, from its text; "" and None if unknown."""
    publisher, published = report.publisher, report.published
    if publisher and published:
        return publisher, published
    said_by, said_on = _from_text(report.text)
    return publisher or said_by, published or said_on


def _from_text(text: str) -> tuple[str, Published | None]:
    # only known outlets count: a company said things on a day too
    for pattern in (_REPORTED, _OUTLET_REPORTED):
        for found in pattern.finditer(text[:20000]):
            outlet = LEX.outlets.get(names.fold(found[1]))
            day = _parse(found[2])
            if outlet and day:
                return outlet.name, _published(day)
    dateline = _DATELINE.match(text)
    outlet = LEX.outlets.get(names.fold(dateline[1])) if dateline else None
    dated = _LABELLED.search(text[:2000]) or _DATED_LINE.match(text)
    day = _parse(dated[1]) if dated else None
    return outlet.name if outlet else "", _published(day) if day else None


@lru_cache(maxsize=_KEPT)
def released_on(text: str, published: date) -> date | None:
    """The day in the dateline of a press release, None where there is no such line; of no year, that nearest."""
    found = _RELEASED.search(text, 0, _HEAD) if _names_wire(text[:_HEAD]) else None
    days = prose.find(" ".join((found[1] or found[2]).split()), published) if found else []
    return days[0].first if days and days[0].date.precision is Precision.DAY else None


def _names_wire(head: str) -> bool:
    """False for most texts, in which none of the wires is named: a cheap look."""
    small = head.lower()
    return any(wire in small for wire in _IN_WIRES) or any(odd in head for odd in _ODD)


def _published(day: date) -> Published:
    return Published(datetime(day.year, day.month, day.day, tzinfo=UTC), day_only=True, source="text")


def _parse(text: str) -> date | None:
    plain = text.replace(".", "").replace("Sept ", "Sep ")
    for form in _PARSERS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def with_metadata(report: Report) -> Report:
    """The report with publisher and date completed."""
    publisher, published = complete(report)
    if publisher == report.publisher and published is report.published:
        return report
    return replace(report, publisher=publisher, published=published)
