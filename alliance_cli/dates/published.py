"""When a report was published, from the date strings of metadata, feeds, pages and mail.

Flags on the result:
    zone-missing        a time without a zone, read as UTC
    zone-unknown:NAME   a zone the table does not know, the time read as UTC
    zone-ambiguous:NAME a zone name with several meanings, read as the commonest
    weekday-mismatch    the weekday written is not that of the date
    zone-sign-missing   an offset without its sign, taken for one east of Greenwich
    epoch               the first second of 1970, which programs write for "no date"
    month-only          (also quarter-only, half-only, year-only) no day is named, the last of that span is held
    future              after the moment it was read (set by `flag_future`)

A month or a year alone is refused unless it is asked for: most reports are published on a day. Nothing here knows
today.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from alliance_cli.dates import calendars, clock
from alliance_cli.dates.clock import Clock
from alliance_cli.dates.partial import parse_partial, shown
from alliance_cli.models import PartialDate, Published

_LONGEST = 200
_YEARS = range(1800, 9999)
_WORD = calendars.LETTER
_MONTH = rf"({_WORD}{{2,14}})"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ].*)?")
_EPOCH = re.compile(r"-?([0-9]{9,10}|[0-9]{13})(?:\.[0-9]{1,9})?")
_STAMP = re.compile(r"[0-9]{8}|([0-9]{8})[Tt]?([0-9]{4}|[0-9]{6})([Zz]|[+-][0-9]{2}:?[0-9]{2})?")
_DAY_OF_WEEK = re.compile(r"[0-9]{4}-?W[0-9]{2}-?[1-7]")
_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b\.?,?|[(（]?[月火水木金土日월화수목금토일](?:요일|曜日)[)）]?|[(（][月火水木金土日월화수목금토일][)）]|[(（]?(?:星期|周)[一二三四五六日天][)）]?",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(rf"({_WORD}{{1,14}}(?:-{_WORD}{{1,6}})?)(\.?,|\.)? ?(?=\d|{_WORD})")
_LONG_WORD = re.compile(rf"{_WORD}{{4,}}")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?![\d/-])\.?")
_CJK = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号]")
_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?[ -]?(?:of |de |d['’])?{_MONTH}\.?,?(?: del?)?[ -]?"
    r"(\d{4}|\d\d(?![\d:]))(?!\d)"
)
_MONTH_DAY = re.compile(rf"(?<!{_WORD}){_MONTH}\.?[ -]?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:, ?|[ -])(\d{{4}})(?!\d)")
_YEAR_MONTH_DAY = re.compile(
    rf"(?<![\d.:])(\d{{4}})\.?(?: (?:m|gada)\.?)?[ -]{_MONTH}\.?[ -](\d{{1,2}})(?:\.|(?: d\.?(?!{_WORD})))?(?![\d:])"
)
_ASCTIME = re.compile(
    rf"^{_MONTH} (\d{{1,2}}) (\d{{1,2}}:\d\d(?::\d\d)?(?: [A-Za-z]{{1,5}}| [+-]\d\d:?\d\d)?) (\d{{4}})$"
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/. -])(\d{1,2})\2(\d{4})(?![\d/-])")
_MONTH_ONLY = re.compile(
    rf"(?P<y>\d{{4}})(?:[-/.](?P<m>\d{{1,2}})|年(?P<c>\d{{1,2}})月)?|(?P<m2>\d{{1,2}})[-/.](?P<y2>\d{{4}})"
    rf"|(?P<word>{_WORD}{{3,14}})\.?,? ?(?:de )?(?P<y3>\d{{4}})|\d{{4}}-[Ww]\d\d"
)
_ERA = re.compile(rf"({'|'.join(calendars.ERAS)}) ?([0-9]{{1,3}}|元) ?年")
_OF_MONTH = re.compile(r"(?:ngày )?(\d{1,2}) (?:tháng|thg) (\d{1,2})(?:,? năm|,) (\d{4})", re.IGNORECASE)
_VIETNAMESE_DAY = re.compile(r"(?:Th(?:ứ)? ?[2-7]|Thứ \w{2,3}|CN|Chủ nhật),? (?=\d)", re.IGNORECASE)
_SPACED = re.compile(r"(?<![\d.])(\d{1,2})\. (\d{1,2})\. ?(\d{4})(?!\d)")
"""With full stops and blanks, as from Germany to Croatia, the day stands first."""
_THAI = re.compile("[\u0e01-\u0e4e]")
_IN_THAI = re.compile("(?<=[\u0e01-\u0e4e])\\.(?=[\u0e01-\u0e4e])|พ\\.?ศ\\.?")
_SHORT_BUDDHIST = re.compile(r"(\d{1,2} [\u0e01-\u0e4e]{2,14}\.? )(\d\d)(?=$| )")
_BUDDHIST = re.compile(r"(?<![\d:.+])(2[45]\d\d)(?=[-/. ,T年]|$)")
_OUR_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_LEAD = re.compile(rf"\A(?:em|el|il|le|on|am|den|op|dne|w dniu|יום [^\s,]{{1,6}},?) (?=\d|{_WORD})", re.IGNORECASE)
"""What stands before the day of the week in the line above a reply."""
_ZONE_NAMED = re.compile(r"\[(?:[A-Za-z_]+/[A-Za-z_/]+|UTC|GMT|Z)\]$")
"""What Java sets behind an offset: "2025-03-06T09:00+01:00[Europe/Berlin]"."""
_POINTED = re.compile(r"^(\d{4}-\d\d-\d\d)[ T](\d\d)\.(\d\d)(?:\.\d\d)?$")
"""Times with points, as in Finland and in names of files: "2025-03-06 09.00.00"."""
_DAY_OF_YEAR = re.compile(r"(?:19|20)\d\d-[0-3]\d\d")
_SPREADSHEET = re.compile(r"(4\d{4}|5[0-4]\d{3})(?:\.(\d{1,12}))?")
"""Days since the end of 1899, from 2009 to 2050: what a spreadsheet holds where a cell has lost the form of a date."""
_DOT_NET = re.compile(r"/Date\((-?\d{9,13})(?:[+-]\d{4})?\)/")


class TwoReadingsError(ValueError):
    """A date such as 01/02/2025, which only a hint can settle."""


def parse(raw: str, *, source: str = "metadata", day_first: bool | None = None, partial: bool = False) -> Published:
    """Read a date as written in metadata, a feed, a page or a mail.

    `day_first` settles numeric dates such as 01/02/2025, which are refused without it (TwoReadingsError) unless a
    weekday beside them does. `partial` takes a month, a quarter or a year too. The result keeps the zone as written;
    the module's text lists the flags. Raises ValueError with a one-line reason.
    """
    text = raw.strip()
    if not text:
        raise ValueError("the date is empty")
    if len(text) > _LONGEST:
        raise ValueError(f"not a date: {len(text)} characters long")
    found = _fast_iso(text) or (_span(_normal(text)) if partial else None) or _written(_normal(text), raw, day_first)
    return _checked(replace(found, source=source, raw=text), raw)


def flag_future(published: Published, now: datetime) -> Published:
    """The same date, flagged `future` if it lies after `now` (with a zone); a day counts as future from tomorrow on.

    Days are compared with 14 hours of grace, since the day may have begun elsewhere.
    """
    limit = now + timedelta(hours=14) if published.day_only else now
    first = datetime.combine(published.when.start, time(), UTC) if published.day_only else published.at
    if first <= limit or "future" in published.flags:
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
        raise ValueError(f"no report was published in that year: {shown(raw, _SHOWN)}")
    if found.at == datetime(1970, 1, 1, tzinfo=UTC):
        return replace(found, flags=(*found.flags, "epoch"))
    return found


def _written(text: str, raw: str, day_first: bool | None) -> Published:
    """Everything but plain ISO: numbers of seconds, then the grammar of written dates, then dateutil."""
    if _EPOCH.fullmatch(text):
        return _from_epoch(text)
    if found := _DOT_NET.fullmatch(text):
        return _from_epoch(found[1])
    try:
        if stamp := _STAMP.fullmatch(text):
            return _from_stamp(text, stamp)
        if found := _SPREADSHEET.fullmatch(text):
            return _from_spreadsheet(int(found[1]), float(f"0.{found[2] or 0}"))
        if _DAY_OF_YEAR.fullmatch(text):
            return _of_year(int(text[:4]), int(text[5:]))
        if _DAY_OF_WEEK.fullmatch(text):
            return Published(datetime.fromisoformat(text).replace(tzinfo=UTC), day_only=True)
        if _MONTH_ONLY.fullmatch(text):
            raise ValueError("a day is needed, this names less")
        return _from_grammar(text, day_first) or _from_dateutil(text)
    except TwoReadingsError as error:
        raise TwoReadingsError(f"not a publication date: {shown(raw, _SHOWN)} ({error})") from None
    except (ValueError, OverflowError) as error:
        raise ValueError(f"not a publication date: {shown(raw, _SHOWN)} ({error})") from None


def _span(text: str) -> Published | None:
    """A month, quarter, half or year as its last day, flagged; None for anything else."""
    found = _partial(text)
    if found is None or found.start.year not in _YEARS:
        return None
    at = datetime.combine(found.end, time(), UTC)
    return Published(at, day_only=True, flags=(f"{found.precision}-only",))


def _partial(text: str) -> PartialDate | None:
    match = _MONTH_ONLY.fullmatch(text)
    year = match["y"] or match["y2"] or match["y3"] if match else None
    month = match["m"] or match["c"] or match["m2"] if match else None
    try:
        if match and match["word"]:
            (number,) = calendars.months(match["word"])
            return parse_partial(f"{year}-{number:02}")
        if match and month:
            return parse_partial(f"{year}-{int(month):02}")
        return parse_partial(text)
    except ValueError:
        return None


def _normal(text: str) -> str:
    """Full-width forms and odd spaces made plain, runs of white space made one."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    text = _ERA.sub(lambda found: f"{calendars.ERAS[found[1]] + (1 if found[2] == '元' else int(found[2]))}年", text)
    if "th" in text.lower():
        text = _OF_MONTH.sub(r"\3-\2-\1", _VIETNAMESE_DAY.sub("", text))
    text = _LEAD.sub("", _SPACED.sub(r"\3-\2-\1", text)).replace("،", ",")
    text = _in_our_years(text)
    return " ".join(_POINTED.sub(r"\1 \2:\3:00", _ZONE_NAMED.sub("", text)).split())


def _in_our_years(text: str) -> str:
    """A date in Thai, whose years are 543 ahead, in those of ours."""
    if not _THAI.search(text):
        return text
    text = " ".join(_IN_THAI.sub("", text).split())
    if _OUR_YEAR.search(text):
        return text
    text = _SHORT_BUDDHIST.sub(r"\g<1>25\2", text, count=1)
    return _BUDDHIST.sub(lambda found: str(int(found[1]) - _AHEAD), text, count=1)


def _from_epoch(text: str) -> Published:
    """Seconds since 1970 (9 or 10 digits) or milliseconds (13)."""
    whole, _, fraction = text.partition(".")
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    if len(whole.lstrip("-")) == 13:
        return Published(epoch + timedelta(milliseconds=int(whole)))
    return Published(epoch + timedelta(seconds=int(whole), microseconds=int(fraction.ljust(6, "0")[:6])))


def _of_year(year: int, day: int) -> Published:
    """A day by its number in the year. Raises ValueError for one that the year does not have."""
    at = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)
    if at.year != year:
        raise ValueError("that year has no such day")
    return Published(at, day_only=True)


def _from_spreadsheet(days: int, part: float) -> Published:
    """A day of a spreadsheet, and the part of it that had passed; its zone is not known."""
    at = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=days, minutes=round(part * 1440))
    return Published(at, flags=("zone-missing",)) if part else Published(at, day_only=True)


def _from_stamp(text: str, stamp: re.Match[str]) -> Published:
    """20251113, 20251113080000, 20251113T0800Z."""
    if stamp[1] is None:
        return Published(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC), day_only=True)
    at = datetime.strptime(f"{stamp[1]}{stamp[2].ljust(6, '0')}{stamp[3] or 'Z'}", "%Y%m%d%H%M%S%z")
    return Published(at, flags=() if stamp[3] else ("zone-missing",))


def _from_grammar(text: str, day_first: bool | None) -> Published | None:
    """A day, and around it nothing but weekday, time, zone and words such as "published on"; else None."""
    for bare, weekday in _without_weekday(text):
        if swapped := _ASCTIME.match(bare):
            bare = f"{swapped[1]} {swapped[2]} {swapped[4]} {swapped[3]}"  # noqa: PLW2901 - the same, in another order
        day = _find_day(bare, day_first, weekday)
        if day and (found := _around(bare, *day, weekday)):
            return found
    return None


def _around(bare: str, day: date, start: int, end: int, weekday: frozenset[int]) -> Published | None:
    """The day with the time that stands after it, else before it; None where anything else does."""
    after = bare[end:].strip(" .,")
    found = clock.read(bare[end:]) if after else clock.read(bare[:start])
    if found is None or (after and clock.leftover(bare[:start])):
        return None
    return _assembled(day, found, ("weekday-mismatch",) if weekday and day.weekday() not in weekday else ())


def _without_weekday(text: str) -> Iterator[tuple[str, frozenset[int]]]:
    """A text without its weekday, and which it is if that is known: English first, then that of another language, which
    may be any word with a comma before the day ("Mi, 05 Mär"); at last the text itself ("mar" may be March)."""
    if weekday := _WEEKDAY.search(text):
        known = calendars.weekdays(weekday[1]) if weekday[1] else frozenset[int]()
        yield " ".join(_WEEKDAY.sub(" ", text, count=1).split()).lstrip(",. "), known
    elif first := _FIRST_WORD.match(text):
        rest, known = text[first.end() :], calendars.weekdays(first[1])
        if known or (first[2] and "," in first[2] and rest[:1].isdigit()):
            yield rest, known
    yield text, frozenset()
    for word in _LONG_WORD.findall(text):  # "5 Mart 2025 Çarşamba 14:30"
        if known := calendars.weekdays(word):
            yield " ".join(text.replace(word, " ").split()), known


def _assembled(day: date, found: Clock, flags: tuple[str, ...]) -> Published:
    if found.at is None:
        return Published(datetime.combine(day, time(), UTC), day_only=True, flags=flags)
    local = datetime.combine(day, found.at) + timedelta(days=found.carry)
    zone, doubt = clock.zone(found, local)
    return Published(local.replace(tzinfo=zone), flags=flags + doubt)


def _find_day(text: str, day_first: bool | None, weekday: frozenset[int]) -> tuple[date, int, int] | None:
    """The day written in a text and where it stands."""
    for pattern, (y, m, d) in ((_YEAR_FIRST, (1, 3, 4)), (_CJK, (1, 2, 3))):
        if match := pattern.search(text):
            return date(int(match[y]), int(match[m]), int(match[d])), match.start(), match.end()
    for pattern, (y, m, d) in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_YEAR_MONTH_DAY, (1, 2, 3))):
        for match in pattern.finditer(text):
            if found := _named(_full_year(match[y]), match[m], int(match[d]), weekday):
                return found, match.start(), match.end()
    if match := _NUMERIC.search(text):
        return _numeric(int(match[1]), int(match[3]), int(match[4]), day_first, weekday), match.start(), match.end()
    return None


def _named(year: int, word: str, day: int, weekday: frozenset[int]) -> date | None:
    """The day in the month that a word names; of two such months the one that the weekday speaks for, else none."""
    found = calendars.months(word)
    if len(found) == 1:
        return date(year, next(iter(found)), day)
    days = [date(year, month, 1) + timedelta(days=day - 1) for month in sorted(found)]
    fitting = [found for found in days if found.weekday() in weekday]
    return fitting[0] if len(fitting) == 1 else None


def _numeric(first: int, second: int, year: int, day_first: bool | None, weekday: frozenset[int]) -> date:
    """13/02/2025 has one reading; 01/02/2025 has two and needs the hint, or a weekday that only one of them has."""
    if first > 12 or second > 12 or first == second:
        return date(year, min(first, second), max(first, second))
    by_day, by_month = date(year, second, first), date(year, first, second)
    if day_first is not None:
        return by_day if day_first else by_month
    fitting = [day for day in (by_day, by_month) if day.weekday() in weekday]
    if len(fitting) != 1:
        raise TwoReadingsError("day and month could be either way round: say --day-first or --month-first")
    return fitting[0]


def _full_year(digits: str) -> int:
    """Two digits by the rule of RFC 2822: 00 to 49 are of this century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _from_dateutil(text: str) -> Published:
    """The day of odd layouts, if they name a month, a day and a four-digit year in so many words.

    dateutil fills what is missing from a default, so what differs under two defaults was not written. Its reading of
    the time is dropped, since it takes words for zones and turns "UTC+9" the wrong way round.
    """
    if not (
        re.search(r"\b[0-9]{4}\b", text) and any(calendars.months(word) for word in re.findall(rf"{_WORD}+", text))
    ):
        raise ValueError("unknown form")
    from dateutil import parser

    try:
        one, other = (parser.parse(text, default=day, ignoretz=True) for day in _FILL_INS)
    except (ValueError, OverflowError):
        raise ValueError("unknown form") from None
    if one.date() != other.date():
        raise ValueError("a day is needed, this names less")
    return Published(datetime.combine(one.date(), time(), UTC), day_only=True)


_AHEAD = 543
_SHOWN = 60
"""So much of what is no date stands in the error."""
_FILL_INS = (datetime(1804, 2, 29), datetime(1911, 5, 17))
