"""Dates in Japanese prose, resolved against the day of publication."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from alliance_cli import package_data
from alliance_cli.models import PartialDate, Precision


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: the characters from `start` to `end`, and what they mean."""

    start: int
    end: int
    date: PartialDate


ERAS: Final[Mapping[str, int]] = {row[0]: int(row[1]) for row in package_data.rows("dates/eras.tsv")}
"""The year before the first of each era."""
_YEAR = (
    rf"(?:(?P<era>{'|'.join(ERAS)})(?P<of>\d{{1,2}}|元)年|(?P<year>(?:19|20)\d\d)年"
    r"|(?P<word>昨年|今年|来年|一昨年|同年|前年|翌年))"
)
_DATE = re.compile(
    rf"{_YEAR}(?P<fiscal>度|3月期|9月期|12月期)?(?:の?(?P<half>前半|後半|上期|下期|上半期|下半期|春|夏|秋|冬|末|初め|内)"
    r"|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
    r"|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})日|(?P<day3>\d{1,2})日(?!間|目|連続|分|足)|(?P<near>同日|昨日|本日|きょう|前日)"
    r"|(?P<season>昨春|昨夏|昨秋|昨冬|今春|今夏|今秋|今冬|来春|来夏|来秋|来冬)|(?P<within>年内)|(?P<month3>\d{1,2})月(?!期|ぶり)"
)
_SEASONS: Final = {"春": 4, "夏": 7, "秋": 10, "冬": 12}
_HALVES: Final = {"前半": 1, "上期": 1, "上半期": 1, "後半": 7, "下期": 7, "下半期": 7}
_SHIFTS: Final = {"昨": -1, "今": 0, "来": 1}
_WORDS: Final = {"昨年": -1, "前年": -1, "今年": 0, "来年": 1, "翌年": 1, "一昨年": -2}


def find(text: str, published: date) -> list[Found]:
    """The dates in a sentence, in order: "令和7年11月13日", "13日", "昨年秋", "2026年度", "年内".

    A day or month without a year is the latest up to the day of publication; "同日" and "同年" count from the date
    before. What is doubtful is left out.
    """
    return list(_found(text, published))


def _found(text: str, published: date) -> Iterator[Found]:
    anchor: PartialDate | None = None
    for match in _DATE.finditer(text):
        try:
            made = _resolved(match, published, anchor)
        except ValueError:
            continue
        if made is not None:
            anchor = made
            yield Found(match.start(), match.end(), made)


def _resolved(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    rule = next(name for name in _RULES if match[name] is not None)
    return _RULES[rule](match, published, anchor)


def _of_year(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    year = _year(match, published, anchor)
    if year is None:
        return None
    if match["month"]:
        return _day_or_month(year, int(match["month"]), match["day"])
    if match["fiscal"] == "度":
        return None  # a business year begins in April: no span that a date of ours can say
    half = match["half"] or ""
    if half in _HALVES:
        return PartialDate(date(year, _HALVES[half], 1), Precision.HALF)
    if half in _SEASONS:
        return PartialDate(date(year, (_SEASONS[half] - 1) // 3 * 3 + 1, 1), Precision.QUARTER)
    return PartialDate(date(year, 1, 1), Precision.YEAR) if not match["fiscal"] else None


def _year(match: re.Match[str], published: date, anchor: PartialDate | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["era"]:
        return ERAS[match["era"]] + (1 if match["of"] == "元" else int(match["of"]))
    if match["word"] == "同年":
        return anchor.start.year if anchor else None
    return published.year + _WORDS[match["word"]]


def _day_or_month(year: int, month: int, day: str | None) -> PartialDate:
    return PartialDate(date(year, month, int(day))) if day else PartialDate(date(year, month, 1), Precision.MONTH)


def _of_month(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    """ "11月13日", "11月": of the year of publication, else of the one before."""
    month, day = int(match["month2"] or match["month3"]), match["day2"]
    made = _day_or_month(published.year, month, day)
    return made if made.start <= published else _day_or_month(published.year - 1, month, day)


def _of_day(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    """ "13日": the latest up to the day of publication."""
    day = int(match["day3"])
    first = published.replace(day=1)
    for month in (first, (first - timedelta(days=1)).replace(day=1)):
        try:
            made = month.replace(day=day)
        except ValueError:
            continue
        if made <= published:
            return PartialDate(made)
    return None


def _near(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    word = match["near"]
    if word == "同日":
        return anchor
    return PartialDate(published - timedelta(days=1 if word in {"昨日", "前日"} else 0))


def _season(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    when, season = match["season"][0], match["season"][1]
    year = published.year + _SHIFTS[when]
    return PartialDate(date(year, (_SEASONS[season] - 1) // 3 * 3 + 1, 1), Precision.QUARTER)


def _within(match: re.Match[str], published: date, anchor: PartialDate | None) -> PartialDate | None:
    return PartialDate(date(published.year, 1, 1), Precision.YEAR)


_Rule = Callable[[re.Match[str], date, PartialDate | None], PartialDate | None]
_RULES: Final[Mapping[str, _Rule]] = {
    "year": _of_year, "era": _of_year, "word": _of_year, "month2": _of_month, "day3": _of_day, "near": _near,
    "season": _season, "within": _within, "month3": _of_month,
}  # fmt: skip
