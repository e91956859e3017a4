"""When a report was published, from the date strings of metadata, feeds, pages and mail.

Flags on the result:
    zone-missing        a time without a zone, read as UTC
    zone-unknown:NAME   a zone the table does not know, the time read as UTC
    zone-ambiguous:NAME a zone name with several meanings, read as the commonest
    weekday-mismatch    the weekday written is not that of the date
    epoch               the first second of 1970, which programs write for "no date"
    future              after the moment it was read (set by `flag_future`)

A month or a year alone is refused: a report is published on a day, and none is made up. Nothing here knows today.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from alliance_cli.dates import zones
from alliance_cli.dates.words import MONTH_NAMES, MONTHS, OTHER_MONTHS, WEEKDAYS
from alliance_cli.models import Published

_LONGEST = 200
_YEARS = range(1800, 9999)
_WORD = r"[^\W\d_]"
_MONTH = rf"({_WORD}{{3,10}})"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ].*)?")
_EPOCH = re.compile(r"-?([0-9]{9,10}|[0-9]{13})(?:\.[0-9]{1,9})?")
_STAMP = re.compile(r"[0-9]{8}|([0-9]{8})[Tt]?([0-9]{4}|[0-9]{6})([Zz]?)")
_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b\.?,?|[(（][月火水木金土日][)）]|(?:星期|周)[一二三四五六日天]",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?![\d/-])\.?")
_CJK = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号]")
_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?[ -]?(?:of |de )?{_MONTH}\.?,?(?: de)?[ -]?"
    r"(\d{4}|\d\d(?![\d:]))(?!\d)"
)
_MONTH_DAY = re.compile(rf"(?<!{_WORD}){_MONTH}\.?[ -]?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]),?[ -](\d{{4}})(?!\d)")
_ASCTIME = re.compile(rf"^{_MONTH} (\d{{1,2}}) (\d{{1,2}}:\d\d(?::\d\d)?(?: [A-Za-z]{{1,5}})?) (\d{{4}})$")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])")
_MONTH_ONLY = re.compile(
    rf"\d{{4}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{4}}|{_MONTH}\.?,? ?\d{{4}}|\d{{4}}|\d{{4}}-[Ww]\d\d|\d{{4}}年\d{{1,2}}月"
)
_TIME = re.compile(
    r"(?:\bT|(?<![\d:]))(\d{1,2})(?:[:.h時时시] ?(\d{2})(?:[:分분] ?(\d{2})(?:[.,](\d{1,9}))?秒?)?분?分?)?"
    r" ?([ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_HALF_DAY = {"午前": "am", "上午": "am", "오전": "am", "午後": "pm", "下午": "pm", "오후": "pm"}
_ZONE_OFFSET = re.compile(
    r"(?:(?:UTC|GMT)\s?)?([+-])(\d{1,2})(?::?(\d{2}))?(?:\s*[(\[][\w/ +:-]{1,40}[)\]])?", re.IGNORECASE
)
_ZONE_NAME = re.compile(r"[(\[]?([A-Za-z]{1,5}|[A-Z][A-Za-z]+/[A-Z][A-Za-z_/]+)[)\]]?")
_FILLER = re.compile(
    r"\b(?:(?:first )?(?:published|posted)|publication date|pubdate|date|on|at|um|uhr|à|a las|le|hrs|the)\b:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Clock:
    """What follows or precedes the date: a time of day, a zone by offset or by name."""

    at: time | None = None
    carry: int = 0
    offset: timezone | None = None
    zone: str = ""


def parse(raw: str, *, source: str = "metadata", day_first: bool | None = None) -> Published:
    """Read a date as written in metadata, a feed, a page or a mail.

    `day_first` settles numeric dates such as 01/02/2025, which are refused without it. The result keeps the zone as
    written; the module's text lists the flags. Raises ValueError with a one-line reason.
    """
    text = raw.strip()
    if not text:
        raise ValueError("the date is empty")
    if len(text) > _LONGEST:
        raise ValueError(f"not a date: {len(text)} characters long")
    found = _fast_iso(text) or _written(_normal(text), raw, day_first)
    return _checked(replace(found, source=source, raw=text), raw)


def flag_future(published: Published, now: datetime) -> Published:
    """The same date, flagged `future` if it lies after `now` (with a zone); a day counts as future from tomorrow on.

    Days are compared with 14 hours of grace, since the day may have begun elsewhere.
    """
    limit = now + timedelta(hours=14) if published.day_only else now
    if published.at <= limit or "future" in published.flags:
        return published
    return replace(published, flags=(*published.flags, "future"))


def _fast_iso(text: str) -> Published | None:
    """ISO 8601 to the day or finer, by the standard library alone; None where it is something else."""
    if not _ISO.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) == 10:
        return Published(at.replace(tzinfo=UTC), day_only=True)
    return Published(at) if at.tzinfo else Published(at.replace(tzinfo=UTC), flags=("zone-missing",))


def _checked(found: Published, raw: str) -> Published:
    if found.at.year not in _YEARS:
        raise ValueError(f"no report was published in that year: {_shown(raw)}")
    if found.at == datetime(1970, 1, 1, tzinfo=UTC):
        return replace(found, flags=(*found.flags, "epoch"))
    return found


def _written(text: str, raw: str, day_first: bool | None) -> Published:
    """Everything but plain ISO: numbers of seconds, then the grammar of written dates, then dateutil."""
    if _EPOCH.fullmatch(text):
        return _from_epoch(text)
    try:
        if stamp := _STAMP.fullmatch(text):
            return _from_stamp(text, stamp)
        if _MONTH_ONLY.fullmatch(text):
            raise ValueError("a day is needed, this names less")
        return _from_grammar(text, day_first) or _from_dateutil(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"not a publication date: {_shown(raw)} ({error})") from None


def _normal(text: str) -> str:
    """Full-width forms and odd spaces made plain, runs of white space made one."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    return " ".join(re.sub(r"\[[A-Za-z_]+/[A-Za-z_/]+\]$", "", text).split())


def _from_epoch(text: str) -> Published:
    """Seconds since 1970 (9 or 10 digits) or milliseconds (13)."""
    whole, _, fraction = text.partition(".")
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    if len(whole.lstrip("-")) == 13:
        return Published(epoch + timedelta(milliseconds=int(whole)))
    return Published(epoch + timedelta(seconds=int(whole), microseconds=int(fraction.ljust(6, "0")[:6])))


def _from_stamp(text: str, stamp: re.Match[str]) -> Published:
    """20251113, 20251113080000, 20251113T0800Z."""
    if stamp[1] is None:
        return Published(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC), day_only=True)
    at = datetime.strptime(stamp[1] + stamp[2].ljust(6, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return Published(at, flags=() if stamp[3] else ("zone-missing",))


def _from_grammar(text: str, day_first: bool | None) -> Published | None:
    """A day, and around it nothing but weekday, time, zone and words such as "published on"; else None."""
    weekday = _WEEKDAY.search(text)
    bare = " ".join(_WEEKDAY.sub(" ", text, count=1).split()).lstrip(",. ")
    if swapped := _ASCTIME.match(bare):
        bare = f"{swapped[1]} {swapped[2]} {swapped[4]} {swapped[3]}"
    found = _find_day(bare, day_first)
    if found is None:
        return None
    day, start, end = found
    clock = _clock(bare[end:]) if bare[end:].strip(" .,") else _clock(bare[:start])
    if clock is None or (bare[end:].strip(" .,") and _leftover(bare[:start])):
        return None
    flags = ("weekday-mismatch",) if weekday and _mismatch(weekday, day) else ()
    return _assembled(day, clock, flags)


def _mismatch(weekday: re.Match[str], day: date) -> bool:
    return weekday[1] is not None and WEEKDAYS[weekday[1].lower()] != day.weekday()


def _assembled(day: date, clock: _Clock, flags: tuple[str, ...]) -> Published:
    if clock.at is None:
        return Published(datetime.combine(day, time(), UTC), day_only=True, flags=flags)
    local = datetime.combine(day, clock.at) + timedelta(days=clock.carry)
    zone, doubt = _zone(clock, local)
    return Published(local.replace(tzinfo=zone), flags=flags + doubt)


def _zone(clock: _Clock, local: datetime) -> tuple[timezone, tuple[str, ...]]:
    if clock.offset is not None:
        return clock.offset, ()
    if not clock.zone:
        return UTC, ("zone-missing",)
    known = zones.offset(clock.zone, local)
    if known is None:
        return UTC, (f"zone-unknown:{clock.zone}",)
    name = clock.zone.upper()
    return known, (f"zone-ambiguous:{name}",) if name in zones.AMBIGUOUS else ()


def _find_day(text: str, day_first: bool | None) -> tuple[date, int, int] | None:
    """The day written in a text and where it stands."""
    for pattern in (_YEAR_FIRST, _CJK):
        if match := pattern.search(text):
            year, month, day = (int(match[group]) for group in ((1, 3, 4) if pattern is _YEAR_FIRST else (1, 2, 3)))
            return date(year, month, day), match.start(), match.end()
    if (match := _DAY_MONTH.search(text)) and (number := _month(match[2])):
        return date(_full_year(match[3]), number, int(match[1])), match.start(), match.end()
    for match in _MONTH_DAY.finditer(text):
        if number := _month(match[1]):
            return date(int(match[3]), number, int(match[2])), match.start(), match.end()
    if match := _NUMERIC.search(text):
        return _numeric(int(match[1]), int(match[3]), int(match[4]), day_first), match.start(), match.end()
    return None


def _numeric(first: int, second: int, year: int, day_first: bool | None) -> date:
    """13/02/2025 has one reading; 01/02/2025 has two and needs the hint."""
    if first > 12 or second > 12 or first == second:
        return date(year, min(first, second), max(first, second))
    if day_first is None:
        raise ValueError("day and month could be either way round")
    return date(year, second, first) if day_first else date(year, first, second)


def _month(word: str) -> int | None:
    """1 to 12 for an English month or its abbreviation, or a full name in six other languages."""
    low = word.lower()
    number = MONTHS.get(low[:3])
    if number and (len(low) == 3 or low == "sept" or low in _ENGLISH):
        return number
    return OTHER_MONTHS.get(low)


_ENGLISH = frozenset(name.lower() for name in MONTH_NAMES)


def _full_year(digits: str) -> int:
    """Two digits by the rule of RFC 2822: 00 to 49 are of this century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _leftover(text: str) -> str:
    return " ".join(_FILLER.sub(" ", text).split()).strip(" ,.;:|·-")


def _clock(text: str) -> _Clock | None:
    """The time and zone a text consists of; None where it holds anything else."""
    half = next((word for word in _HALF_DAY if word in text), "")
    rest = _leftover(text.replace(half, " ") if half else text)
    if text.lstrip(" ,")[:1] in {"+", "-"} and not re.search(r"\d:\d", text):
        rest = text.strip(" ,")
    if not rest or _lone_zone(rest):
        return _Clock()
    match = _TIME.match(rest)
    if not match or not (match[2] or match[5]):
        return None
    at, carry = _time(match, _HALF_DAY.get(half, ""))
    return _with_zone(rest[match.end() :].strip(" ,;|·"), at, carry)


def _lone_zone(text: str) -> bool:
    """A zone without a time, as XML schema allows on days; it changes nothing of a day."""
    return text in {"Z", "z"} or bool(re.fullmatch(r"[+-]\d\d:?\d\d", text))


def _time(match: re.Match[str], half: str) -> tuple[time, int]:
    """The time of day, and 1 where it is 24:00 of that day."""
    hour, minute, second = int(match[1]), int(match[2] or 0), min(int(match[3] or 0), 60)
    half = (match[5] or half)[:1].lower()
    if half:
        if not 1 <= hour <= 12 and match[5]:
            raise ValueError("hour out of range")
        hour = hour % 12 + (12 if half == "p" else 0)
    micro = int((match[4] or "0").ljust(6, "0")[:6])
    carry = int(hour == 24 and minute == second == 0)
    return time(0 if carry else hour, minute, min(second, 59), micro), carry


def _with_zone(text: str, at: time, carry: int) -> _Clock | None:
    if not text:
        return _Clock(at, carry)
    if match := _ZONE_OFFSET.fullmatch(text):
        east = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return _Clock(at, carry, offset=timezone(-east if match[1] == "-" else east))
    if match := _ZONE_NAME.fullmatch(text):
        return _Clock(at, carry, zone=match[1])
    return None


def _from_dateutil(text: str) -> Published:
    """The day of odd layouts, if they name a month, a day and a four-digit year in so many words.

    dateutil fills what is missing from a default, so what differs under two defaults was not written. Its reading of
    the time is dropped, since it takes words for zones and turns "UTC+9" the wrong way round.
    """
    if not (re.search(r"\b[0-9]{4}\b", text) and any(_month(word) for word in re.findall(rf"{_WORD}+", text))):
        raise ValueError("unknown form")
    from dateutil import parser

    try:
        one, other = (parser.parse(text, default=day, ignoretz=True) for day in _FILL_INS)
    except (ValueError, OverflowError):
        raise ValueError("unknown form") from None
    if one.date() != other.date():
        raise ValueError("a day is needed, this names less")
    return Published(datetime.combine(one.date(), time(), UTC), day_only=True)


_FILL_INS = (datetime(1804, 2, 29), datetime(1911, 5, 17))


def _shown(raw: str) -> str:
    """The text as one short line, control characters escaped."""
    return ascii(raw if len(raw) <= 60 else raw[:57] + "...")
