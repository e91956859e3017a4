"""From a matched shape to a span of days: one small function per rule of the grammar."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alliance_cli.dates import periods, words
from alliance_cli.dates.periods import Span
from alliance_cli.dates.tense import Lean, lean
from alliance_cli.models import PartialDate, Precision

_OFFSETS = {"last": -1, "previous": -1, "this": 0, "the": 0, "current": 0, "same": 0, "next": 1, "coming": 1}
_COMPARED = re.compile(r"(?:\b(?:from|than|versus|vs\.?|with|on|over|to|the|half|and)|[Hh]alf)\s$")
_FIGURE = re.compile(
    r"(?:\d|[%)]|\b(?:percent|[mbtr]+illion|cents?|share|shares|period|quarter|months?|figure|level))[,;]?\s$"
)
_VAGUE = re.compile(r"(?:more than|[Oo]ver|at least|up to|less than|[Mm]ore than|fewer than|under|within)\s$")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n\"“”’')-])\s*$")
_GENERIC = re.compile(r"['’]s\s(?:world|cars?|vehicles?|customers|consumers|society|economy|standards|\w+\sworld)\b")
_CARS = re.compile(r"(?:Audi|Infiniti|Hummer)\s$")
_MONTH_PARTS = {
    "early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31),
    "start": (1, 7), "beginning": (1, 7), "end": (25, 31), "close": (25, 31),
}  # fmt: skip
_WEEK_PARTS = {"early": (0, 1), "start": (0, 1), "beginning": (0, 1), "late": (3, 4), "end": (4, 6), "mid": (2, 2)}
_STALE = 300
_GOVERNED = re.compile(r"\b(?:[a-z]{2,}ed|said|met|held|made|was|were|sold|bought|won|began|built|since)\s(?:on\s)?$")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


@dataclass(frozen=True, slots=True)
class Context:
    """The text, where the date's words stand in it, the publication day and the last date found before."""

    text: str
    start: int
    end: int
    published: date
    anchor: Span | None

    def lean(self) -> Lean:
        """Which way the words around lean."""
        return lean(self.text, self.start, self.end)

    def before(self) -> str:
        """A few characters before the date."""
        return self.text[max(0, self.start - 20) : self.start]

    def after(self) -> str:
        """A few characters after the date."""
        return self.text[self.end : self.end + 20]


Match = re.Match[str]
Rule = Callable[[Match, Context], Span | None]


def _number(word: str) -> int:
    return words.MONTHS[word[:3].lower()]


def _modifier(text: str | None) -> str:
    """The bare word of a modifier: "the end of " -> "end"."""
    found = re.search(r"early|late|mid(?:dle)?|end|close|start|beginning|turn", (text or "").lower())
    return found[0] if found else ""


def _iso(m: Match, c: Context) -> Span:
    return periods.day(date(int(m["iso_y"]), int(m["iso_m"] or m["iso_m2"]), int(m["iso_d"])))


def _day(m: Match, c: Context) -> Span | None:
    digits = re.match(r"[0-9]+", m["day_n"] or m["day_n2"])
    assert digits is not None
    month, number = _number(m["day_m"] or m["day_m2"]), int(digits[0])
    if m["day_y"]:
        return periods.day(date(int(m["day_y"]), month, number))
    if m["day_rel"]:
        return periods.day(date(c.published.year + _OFFSETS[m["day_rel"]], month, number))
    found = _nearest(_candidates(c.published.year, month, number), m["day_w"], c)
    return periods.day(found) if found else None


def _candidates(year: int, month: int, number: int) -> list[date]:
    """That day in the years around, where it exists."""
    found = []
    for candidate in range(max(1, year - 4), min(9999, year + 4) + 1):
        try:
            found.append(date(candidate, month, number))
        except ValueError:
            continue
    return found


def _nearest(days: list[date], weekday: str | None, c: Context) -> date | None:
    """A day without a year: of the weekday written, else on the side the words lean to, else the nearest.

    A weekday that fits no year near is a contradiction, and no date.

    A day said to be past may be one day ahead, since the report may come from a zone where it has not begun. Where
    the past one is most of a year away a verb further off belongs to something else, and the nearest is meant.
    """
    if weekday:
        wanted = words.WEEKDAYS[weekday[:3].lower()]
        days = [day for day in days if day.weekday() == wanted and abs((day - c.published).days) < 400]
    else:
        side = c.lean()
        if side is Lean.FUTURE:
            days = [day for day in days if day >= c.published]
        elif side is Lean.PAST:
            past = [day for day in days if (day - c.published).days <= 1]
            fresh = any((c.published - day).days < _STALE for day in past)
            days = past if fresh or _GOVERNED.search(c.before()) else days
    return min(days, key=lambda day: abs((day - c.published).days), default=None)


def _month_part(span: Span, modifier: str) -> Span:
    if modifier not in _MONTH_PARTS:
        return span
    first, last = _MONTH_PARTS[modifier]
    end = min(last, span.last.day)
    return periods.narrowed(span, span.first.replace(day=first), span.first.replace(day=end))


def _year_of(m: Match, name: str, published: date) -> tuple[int, bool]:
    """The year a period names, and whether it is a fiscal one."""
    if written := m[f"{name}_y"] or m[f"{name}_fy"]:
        return int(written), m[f"{name}_fy"] is not None
    return published.year + _OFFSETS[m[f"{name}_rel"].lower()], m[f"{name}_fr"] is not None


def _monthyear(m: Match, c: Context) -> Span | None:
    month = m["monthyear_m"]
    if month in words.SURNAME_LIKE and not m["monthyear_mod"] and _follows_name(c):
        return None
    year, fiscal = _year_of(m, "monthyear", c.published)
    return None if fiscal else _month_part(periods.month(year, _number(month)), _modifier(m["monthyear_mod"]))


def _follows_name(c: Context) -> bool:
    """A capitalised word directly before, as in "Theresa May 2016", other than a sentence's first preposition."""
    found = re.search(r"([A-Z][a-z]+)\s$", c.before())
    return bool(found) and found[1].lower() not in _LEADS if found else False


_LEADS = frozenset(
    ("in", "since", "by", "until", "from", "during", "before", "after", "on", "as", "between", "and", "of", "the")
)


def _lone(month: int, side: Lean, published: date) -> Span:
    """A month without a year: the nearest past one, the present one counting, or the nearest to come."""
    if side is Lean.FUTURE:
        return periods.month(published.year + (month < published.month), month)
    return periods.month(published.year - (month > published.month), month)


def _modmonth(m: Match, c: Context) -> Span | None:
    modifier, month, side = _modifier(m["modmonth_mod"]), _number(m["modmonth_m"]), c.lean()
    span = _month_part(_lone(month, side, c.published), modifier)
    move = int(span.last < c.published) if side is Lean.FUTURE else -int(span.first > c.published)
    return _month_part(periods.month(span.first.year + move, month), modifier)


def _relmonth(m: Match, c: Context) -> Span:
    month, word, now = _number(m["relmonth_m"]), m["relmonth_rel"].lower(), c.published
    if word == "last":
        return periods.month(now.year - (month >= now.month), month)
    if word == "this":
        return periods.month(now.year, month)
    return periods.month(now.year + (month <= now.month), month)


def _prepmonth(m: Match, c: Context) -> Span | None:
    word, preposition = m["prepmonth_m"].rstrip("."), m["prepmonth_p"].lower()
    if word in words.SURNAME_LIKE:
        agent = preposition in {"by", "from", "after", "before", "around", "through"}
        if preposition == "of" or (agent and re.match(r"\s[A-Z]", c.after())):
            return None
    return _lone(_number(word), c.lean(), c.published)


def _adjmonth(m: Match, c: Context) -> Span:
    return _lone(_number(m["adjmonth_m"]), c.lean(), c.published)


def _weekday(m: Match, c: Context) -> Span | None:
    if _is_name(m, c):
        return None
    wanted, now = words.WEEKDAYS[m["weekday_w"][:3].lower()], c.published
    monday = now - timedelta(days=now.weekday())
    if m["weekday_rel"]:
        return periods.day(monday + timedelta(days=wanted + 7 * _OFFSETS[m["weekday_rel"]]))
    back, ahead = (now.weekday() - wanted) % 7, (wanted - now.weekday()) % 7
    match (m["weekday_pre"] or "").lower():
        case "last":
            return periods.day(now - timedelta(days=back or 7))
        case "this":
            return periods.day(monday + timedelta(days=wanted))
        case "next" | "coming":
            return periods.day(now + timedelta(days=ahead or 7))
    return periods.day(now + timedelta(days=ahead) if c.lean() is Lean.FUTURE else now - timedelta(days=back))


def _is_name(m: Match, c: Context) -> bool:
    """Black Friday, the Sunday Times, every Monday."""
    before = c.text[max(0, m.start("weekday_w") - 24) : m.start("weekday_w")].split()
    after = re.match(r"\s([A-Z]\w+)|\.com", c.after())
    if before and (before[-1] in words.NO_WEEKDAY_BEFORE or " ".join(before[-2:]) in words.NEWSPAPERS_ON):
        return True
    return bool(after) and (after[1] is None or after[1] in words.NO_WEEKDAY_AFTER) if after else False


def _part(ordinal: str | None, unit: str | None, short: str | None, year: int) -> Span | None:
    """The first quarter, Q1, 1Q, H2 of a year."""
    if short:
        number = int(short.strip("QH"))
        return periods.quarter(year, number) if "Q" in short else periods.half(year, number)
    number = words.QUARTERS[(ordinal or "").lower()]
    if unit == "quarter":
        return periods.quarter(year, number)
    number = 2 if number == 4 and (ordinal or "").lower() in {"last", "final"} else number
    return periods.half(year, number) if number < 3 else None


def _quarter(m: Match, c: Context) -> Span | None:
    year, fiscal = _year_of(m, "quarter", c.published)
    if m["quarter_q"] and _CARS.search(c.before()):
        return None
    if fiscal or m["quarter_fis"]:
        return periods.year(year)
    return _part(m["quarter_n"], m["quarter_u"], m["quarter_q"], year)


def _yearquarter(m: Match, c: Context) -> Span | None:
    return _part(m["yearquarter_n"], m["yearquarter_u"], m["yearquarter_q"], int(m["yearquarter_y"]))


def _lonequarter(m: Match, c: Context) -> Span | None:
    if m["lonequarter_fis"] or _CARS.search(c.before()):
        return None
    year, ahead = c.published.year, c.lean() is Lean.FUTURE
    found = _part(m["lonequarter_n"], m["lonequarter_u"], m["lonequarter_q"], year)
    if found is None or (found.last >= c.published if ahead else found.first <= c.published):
        return found
    year += 1 if ahead else -1
    return _part(m["lonequarter_n"], m["lonequarter_u"], m["lonequarter_q"], year)


def _year_part(year: int, modifier: str) -> Span | None:
    """Early: first half; late: second half; start and end: first and last quarter; middle: May to August."""
    match modifier:
        case "early":
            return periods.half(year, 1)
        case "late":
            return periods.half(year, 2)
        case "start" | "beginning":
            return periods.quarter(year, 1)
        case "end" | "close":
            return periods.quarter(year, 4)
        case "mid" | "middle":
            return periods.narrowed(periods.year(year), date(year, 5, 1), date(year, 8, 31))
    return None


def _modyear(m: Match, c: Context) -> Span | None:
    year, fiscal = _year_of(m, "modyear", c.published)
    return periods.year(year) if fiscal else _year_part(year, _modifier(m["modyear_mod"]))


def _modthe(m: Match, c: Context) -> Span | None:
    modifier, unit = m["modthe_mod"].lower(), m["modthe_u"]
    span = periods.unit(unit, c.published, _OFFSETS[m["modthe_rel"]])
    return _year_part(span.first.year, modifier) if unit == "year" else _part_of(span, unit, modifier)


def _part_of(span: Span, unit: str, modifier: str) -> Span:
    """Early, late, the end of a week or a month; other periods stay whole."""
    if unit == "month":
        return _month_part(span, modifier)
    if unit == "week" and modifier in _WEEK_PARTS:
        first, last = (span.first + timedelta(days=days) for days in _WEEK_PARTS[modifier])
        return Span(span.date, first, last)
    return span


def _yearend(m: Match, c: Context) -> Span | None:
    return _year_part(int(m["yearend_y"] or c.published.year), "end" if "end" in m[0] else "mid")


def _fiscal(m: Match, c: Context) -> Span:
    digits = m["fiscal_y"] or m["fiscal_s"]
    return periods.year(int(digits) if len(digits) == 4 else 2000 + int(digits))


def _unit(m: Match, c: Context) -> Span | None:
    """Last week, this month, next year; "the last year" is a length of time."""
    if not m["unit_mod"] and re.search(r"\b[Tt]he\s$|\bthan\s$", c.before()):
        return None
    modifier, unit = (m["unit_mod"] or "").lower(), m["unit_u"]
    span = periods.unit(unit, c.published, _OFFSETS[m["unit_rel"].lower()])
    if modifier in {"earlier", "so far"}:
        return periods.narrowed(span, span.first, c.published)
    if modifier == "later":
        return periods.narrowed(span, c.published + timedelta(days=1), span.last)
    return _part_of(span, unit, modifier)


def _weekend(m: Match, c: Context) -> Span:
    """The latest weekend that has begun, or the one ahead."""
    begun = c.published.weekday() >= 5
    return periods.weekend(c.published - timedelta(days=0 if begun or c.lean() is Lean.FUTURE else 7))


def _ago(m: Match, c: Context) -> Span | None:
    before = c.before()
    if _COMPARED.search(before) or _VAGUE.search(before) or _FIGURE.search(before):
        return None
    count = words.NUMBERS.get(m["ago_n"].lower()) or int(m["ago_n"])
    way, unit = m["ago_way"], m["ago_u"]
    anchor = _anchor(c, unit) if way != "ago" else c.published
    if anchor is None and way == "earlier" and c.anchor is None:
        anchor = c.published
    return None if anchor is None else periods.unit(unit, anchor, count if way == "later" else -count)


def _anchor(c: Context, unit: str) -> date | None:
    """The date found before, if it is precise enough to count from."""
    if c.anchor is None:
        return None
    precision = c.anchor.date.precision
    exact = (
        precision is Precision.DAY or unit == "year" or (unit in {"month", "quarter"} and precision is Precision.MONTH)
    )
    return c.anchor.first if exact else None


def _same(m: Match, c: Context) -> Span | None:
    anchor = _anchor(c, m["same_u"])
    offset = {"same": 0, "previous": -1}.get(m["same_rel"], 1)
    return None if anchor is None else periods.unit(m["same_u"], anchor, offset)


def _near(m: Match, c: Context) -> Span | None:
    word = m["near_v"].lower()
    named = bool(re.match(r"\s[A-Z]", c.after())) and word != "yesterday"
    if m["near_v"][0].isupper() and (named or not _STARTS_SENTENCE.search(c.before())):
        return None
    if word == "today" and (_GENERIC.match(c.after()) or c.before().endswith(" of ")):
        return None
    offset = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
    return periods.day(c.published + timedelta(days=offset))


def _season(m: Match, c: Context) -> Span:
    year, month = int(m["season_y"]), _SEASONS[m["season_s"].lower()]
    first, last = periods.month(year, month).first, periods.month(year, month + 2).last
    return Span(PartialDate(date(year, 1, 1), Precision.YEAR), first, last)


def _theyear(m: Match, c: Context) -> Span:
    return periods.year(int(m["theyear_y"]))


def _prepyear(m: Match, c: Context) -> Span:
    return periods.year(int(m["prepyear_y"]))


RULES: Mapping[str, Rule] = {
    "iso": _iso, "day": _day, "monthyear": _monthyear, "modmonth": _modmonth, "relmonth": _relmonth,
    "prepmonth": _prepmonth, "adjmonth": _adjmonth, "weekday": _weekday, "quarter": _quarter,
    "yearquarter": _yearquarter, "lonequarter": _lonequarter, "modyear": _modyear, "modthe": _modthe,
    "yearend": _yearend, "fiscal": _fiscal, "unit": _unit, "weekend": _weekend, "ago": _ago, "same": _same,
    "near": _near, "season": _season, "theyear": _theyear, "prepyear": _prepyear,
}  # fmt: skip
"""Rule name -> what it means; None where the words turn out to be no date."""
