"""Publication dates as metadata, feeds, pages and mail write them."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.dates.published import TwoReadingsError, flag_future, parse

TIMES = [
    ("2025-11-13T08:00:00Z", "2025-11-13T08:00:00+00:00", ()),
    ("2025-11-13T08:00:00.123456789+09:00", "2025-11-13T08:00:00.123456+09:00", ()),
    ("2025-11-13 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("2025-11-13 08:00:00 +0900", "2025-11-13T08:00:00+09:00", ()),
    ("2025-11-13t08:00:00z", "2025-11-13T08:00:00+00:00", ()),
    ("2025-11-13T24:00Z", "2025-11-14T00:00:00+00:00", ()),
    ("2025-11-13T08:00:00+09:00[Asia/Tokyo]", "2025-11-13T08:00:00+09:00", ()),
    ("2025-11-13T08:00:00 Asia/Tokyo", "2025-11-13T08:00:00+09:00", ()),
    ("2025-07-13T08:00:00 America/Denver", "2025-07-13T08:00:00-06:00", ()),
    ("2025-11-13T08:00:00 Nowhere/Atall", "2025-11-13T08:00:00+00:00", ("zone-unknown:Nowhere/Atall",)),
    ("Thu, 13 Nov 2025 08:00:00 MET", "2025-11-13T08:00:00+01:00", ()),
    ("Thu, 13 Nov 2025 08:00:00 (JST) +0900", "2025-11-13T08:00:00+09:00", ()),
    ("Thu, 13 Nov 2025 08:00:00 +0900 JST", "2025-11-13T08:00:00+09:00", ()),
    ("2025-11-13T08:00:00+09:00Z", "2025-11-13T08:00:00+09:00", ()),
    ("Thu, 13 Nov 2025 08:00:00 0900", "2025-11-13T08:00:00+09:00", ("zone-sign-missing",)),
    ("2025-11-13T08:00:00 00:00", "2025-11-13T08:00:00+00:00", ()),
    ("Thu Nov 13 08:00:00 +0900 2025", "2025-11-13T08:00:00+09:00", ()),
    ("Thursday,November 13,2025 15:33 pm", "2025-11-13T15:33:00+00:00", ("zone-missing",)),
    ("Thu, 13 11 2025 08:00:00 +0900", "2025-11-13T08:00:00+09:00", ()),
    ("Sat, 01/02/2025 08:00 GMT", "2025-02-01T08:00:00+00:00", ()),
    ("Thu, 01/02/2025 08:00 GMT", "2025-01-02T08:00:00+00:00", ()),
    ("/Date(1734508800000)/", "2024-12-18T08:00:00+00:00", ()),
    ("Do, 13 Nov 2025 08:00:00 +0100", "2025-11-13T08:00:00+01:00", ()),
    ("Do., 13. November 2025, 8:00 Uhr", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("jeu., 13 févr. 2025 08:00:00 +0100", "2025-02-13T08:00:00+01:00", ()),
    ("mar, 13 ago 2024 08:00:00 +0200", "2024-08-13T08:00:00+02:00", ()),
    ("To, 13 Mar 2025 08:00:00 +0200", "2025-03-13T08:00:00+02:00", ()),
    ("tors, 13 maj 2025 kl. 08:00", "2025-05-13T08:00:00+00:00", ("zone-missing", "weekday-mismatch")),
    ("чт, 13 ноя 2025 08:00:00 +0300", "2025-11-13T08:00:00+03:00", ()),
    ("Πέμ, 13 Νοε 2025 08:00:00 +0200", "2025-11-13T08:00:00+02:00", ()),
    ("Qui, 13 Fev 2025 08:00:00 -0300", "2025-02-13T08:00:00-03:00", ()),
    ("พฤ. 13 พ.ย. 2568 เวลา 08:00 น.", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("วันพฤหัสบดีที่ 13 พฤศจิกายน พ.ศ. 2568 08:00 น.", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("ศ. 14 พ.ย. 68 08:00 +0700", "2025-11-14T08:00:00+07:00", ()),
    ("गुरु, 13 नवंबर 2025 08:00:00 +0530", "2025-11-13T08:00:00+05:30", ()),
    ("गुरुवार, 13 फ़रवरी 2025 को 08:00 बजे", "2025-02-13T08:00:00+00:00", ("zone-missing",)),
    ("১৩ নভেম্বর ২০২৫, ০৮:০০", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("Khamis, 13 Mac 2025 08:00:00 +0800", "2025-03-13T08:00:00+08:00", ()),
    ("Th 5, 13 thg 11, 2025 vào lúc 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("الخميس، 13 نوفمبر 2025 في 08:00 م", "2025-11-13T20:00:00+00:00", ("zone-missing",)),
    ("יום ה׳, 13 בנובמבר 2025 ב-08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("do 13 nov 2025 om 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("joi, 13 nov. 2025 la 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("чт, 13 лист. 2025 р. о 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("czw., 13 lis 2025 o godz. 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("Em qui., 13 de nov. de 2025 às 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("čt 6. 11. 2025 v 08:00", "2025-11-06T08:00:00+00:00", ("zone-missing",)),
    ("2025年11月13日(星期四) 晚上8:00", "2025-11-13T20:00:00+00:00", ("zone-missing",)),
    ("民國114年11月13日 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("2025-11-13 (목) 08:00:00 (GMT+09:00)", "2025-11-13T08:00:00+09:00", ()),
    ("November 13th, 2025 @ 8:00 a.m.", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("November 13, 2025 at 8:00:00 AM Eastern Standard Time", "2025-11-13T08:00:00-05:00", ()),
    ("20251113T080000+0900", "2025-11-13T08:00:00+09:00", ()),
    ("13 Kasım 2025 Perşembe 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("2025. november 13. 8:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("cs, 13 lis 2025 08:00", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("Thu, 13 Nov 2025 08:00:00 +0900", "2025-11-13T08:00:00+09:00", ()),
    ("Thu, 13 Nov 2025 08:00:00 JST", "2025-11-13T08:00:00+09:00", ()),
    ("Thu, 13 Nov 25 08:00 EST", "2025-11-13T08:00:00-05:00", ()),
    ("Thu, 13 Nov 97 08:00 GMT", "1997-11-13T08:00:00+00:00", ()),
    ("13 Nov 2025 08:00:00 -0500 (EST)", "2025-11-13T08:00:00-05:00", ()),
    ("Mon, 13 Nov 2025 08:00:00 GMT", "2025-11-13T08:00:00+00:00", ("weekday-mismatch",)),
    ("Thu, 13 Nov 2025 08:00:60 GMT", "2025-11-13T08:00:59+00:00", ()),
    ("Thursday, 13-Nov-25 08:00:00 GMT", "2025-11-13T08:00:00+00:00", ()),
    ("Thu Nov 13 08:00:00 2025", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("Thu Nov 13 08:00:00 CST 2025", "2025-11-13T08:00:00-06:00", ("zone-ambiguous:CST",)),
    ("Thu, 13 Nov 2025 08:00:00 IST", "2025-11-13T08:00:00+05:30", ("zone-ambiguous:IST",)),
    ("Thu, 13 Nov 2025 08:00:00 XYZ", "2025-11-13T08:00:00+00:00", ("zone-unknown:XYZ",)),
    ("Thu, 13 Nov 2025 08:00:00 UTC+9", "2025-11-13T08:00:00+09:00", ()),
    ("Nov. 13, 2025 5:33pm EST", "2025-11-13T17:33:00-05:00", ()),
    ("Nov. 13, 2025 12:05 a.m. ET", "2025-11-13T00:05:00-05:00", ()),
    ("July 13, 2025, 5:33 p.m. ET", "2025-07-13T17:33:00-04:00", ()),
    ("10:22 GMT, 13 November 2025", "2025-11-13T10:22:00+00:00", ()),
    ("Published: 13 November 2025 at 10:22", "2025-11-13T10:22:00+00:00", ("zone-missing",)),
    ("1734508800", "2024-12-18T08:00:00+00:00", ()),
    ("1734508800000", "2024-12-18T08:00:00+00:00", ()),
    ("1734508800.5", "2024-12-18T08:00:00.500000+00:00", ()),
    ("20251113080000", "2025-11-13T08:00:00+00:00", ("zone-missing",)),
    ("2016/6/29 9:05", "2016-06-29T09:05:00+00:00", ("zone-missing",)),
    ("2025年11月13日 15時33分", "2025-11-13T15:33:00+00:00", ("zone-missing",)),
    ("2025年11月13日（木） 午後3:45", "2025-11-13T15:45:00+00:00", ("zone-missing",)),
    ("2025년 11월 13일 오후 3시 45분", "2025-11-13T15:45:00+00:00", ("zone-missing",)),
    ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00", ("epoch",)),
]

DAYS = [
    "2025-11-13", "2025-11-13Z", "2025-11-13+09:00", "20251113", "2025/11/13", "2025. 11. 13.", "13 November 2025",
    "Thursday, November 13, 2025", "November 13th, 2025", "Thursday the 13th of November 2025", "Nov. 13, 2025",
    "13-Nov-2025", "13.11.2025", "13/11/2025", "11/13/2025", "2025年11月13日",
    "２０２５年１１月１３日", "2025년 11월 13일", "2025년 11월 13일 (목)", "令和7年11月13日", "ngày 13 tháng 11 năm 2025",
    "الخميس 13 نوفمبر 2025", "13 בנובמבר 2025",
    "13. November 2025", "13 Nov 2025 GMT", "13 de novembre del 2025", "2025 m. lapkričio 13 d.", "2025-Nov-13",
    "13 novembre 2025", "13 de noviembre de 2025", " 13\u00a0Nov\u00a02025\n",
]  # fmt: skip

REFUSED = [
    "", "   ", "0", "12", "-1", "now", "today", "Thursday", "5:33pm", "13 Nov", "2018-10", "201810", "2018/10", "2025",
    "2025-W46", "Nov 2025", "May 2025", "2025年11月", "01/02/2025", "01.02.2025",
    "13/11/25", "99/99/9999", "2025-02-30", "2025-13-01", "2016/29/6", "Nissan may merge",
    "Nissan may merge in 2025", "10 people may merge 2025",
    "Model 3 2025 May", "2025-11-13T25:00", "2025-11-13T08:00:00+25:00", "0001-01-01T00:00:00Z", "x" * 10_000,
    "13 Nov 2025 \x1b[31mred", "Nov 13 2025\nNov 14 2025", "30 February 2025",
]  # fmt: skip


@pytest.mark.parametrize(("raw", "at", "flags"), TIMES)
def test_time_zone_and_flags(raw: str, at: str, flags: tuple[str, ...]) -> None:
    found = parse(raw, source="feed")
    assert (found.at.isoformat(), set(found.flags), found.day_only) == (at, set(flags), False)
    assert (found.source, found.raw) == ("feed", raw)


@pytest.mark.parametrize("raw", DAYS)
def test_day_is_midnight_utc(raw: str) -> None:
    found = parse(raw)
    assert (found.at, found.day_only, found.flags) == (datetime(2025, 11, 13, tzinfo=UTC), True, ())


@pytest.mark.parametrize("raw", REFUSED)
def test_refused_in_one_printable_line(raw: str) -> None:
    with pytest.raises(ValueError, match=r"date|year") as caught:
        parse(raw)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


def test_hint_settles_numeric_dates() -> None:
    assert parse("01/02/2025", day_first=True).day == date(2025, 2, 1)
    assert parse("01/02/2025", day_first=False).day == date(2025, 1, 2)
    assert parse("13/02/2025", day_first=False).day == date(2025, 2, 13)
    with pytest.raises(TwoReadingsError, match="--day-first"):
        parse("01/02/2025")


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("2025-03", "2025-03"), ("March 2025", "2025-03"), ("03/2025", "2025-03"), ("mars 2025", "2025-03"),
        ("2025年3月", "2025-03"), ("2025", "2025"), ("2025-Q1", "2025-Q1"), ("2025-H2", "2025-H2"),
    ],
)  # fmt: skip
def test_a_month_or_a_year_where_it_is_asked_for(raw: str, when: str) -> None:
    found = parse(raw, partial=True)
    assert (str(found.when), found.day, found.day_only) == (when, found.when.end, True)
    assert found.flags == (f"{found.when.precision}-only",)
    middle = datetime.combine(found.when.start, datetime.min.time(), UTC) + timedelta(days=9)
    assert "future" not in flag_future(found, middle).flags


def test_a_month_that_two_languages_have_needs_its_weekday() -> None:
    with pytest.raises(ValueError, match="not a publication date"):
        parse("13 lis 2025 08:00")  # November in Polish and Czech, October in Croatian
    assert parse("pon, 13 lis 2025 08:00").day == date(2025, 10, 13)


@given(st.datetimes(datetime(1800, 1, 1), datetime(9998, 12, 31)), st.integers(-14 * 60, 14 * 60))
def test_iso_reads_back(at: datetime, minutes: int) -> None:
    zoned = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found = parse(zoned.isoformat())
    assert found.at == zoned
    assert found.day == at.date()


PIECES = ["2025", "11", "13", "Nov", "May", ":", "/", "-", ",", "T", "Z", "+09", "EST", "8:30", "pm", "年", "月", "日"]


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_a_date_or_a_reason(raw: str) -> None:
    reason = ""
    try:
        assert parse(raw).at.tzinfo is not None
    except ValueError as error:
        reason = str(error)
    assert not reason or reason.isprintable()


def test_future_is_flagged_once_and_kept() -> None:
    now = datetime(2025, 11, 13, 12, tzinfo=UTC)
    later = flag_future(parse("2025-11-13T12:00:01Z"), now)
    assert later.flags == ("future",)
    assert flag_future(later, now) == later
    assert flag_future(parse("2025-11-13T12:00:00Z"), now).flags == ()
    assert flag_future(parse("2025-11-14"), now).flags == ()
    assert flag_future(parse("2025-11-15"), now).flags == ("future",)


def test_common_forms_never_import_dateutil() -> None:
    code = (
        "import sys; from alliance_cli.dates.published import parse\n"
        "parse('2025-11-13T08:00:00Z'); parse('Thu, 13 Nov 2025 08:00:00 GMT'); parse('1734508800')\n"
        "sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("raw", "at", "day_only"),
    [
        ("2025-03-06T09:00:00+00:00[UTC]", "2025-03-06T09:00:00+00:00", False),
        ("2025-03-06T09:00+01:00[Europe/Berlin]", "2025-03-06T09:00:00+01:00", False),
        ("2025-03-06 09.00.00", "2025-03-06T09:00:00+00:00", False), ("2025-065", "2025-03-06T00:00:00+00:00", True),
        ("45722", "2025-03-06T00:00:00+00:00", True), ("45722.375", "2025-03-06T09:00:00+00:00", False),
    ],
)  # fmt: skip
def test_as_java_spreadsheets_and_names_of_files_have_them(raw: str, at: str, day_only: bool) -> None:
    found = parse(raw)
    assert (found.at.isoformat(), found.day_only) == (at, day_only)


@pytest.mark.parametrize("raw", ["2025-366", "2025-000", "2025-400", "12345", "39999", "55000", "457220"])
def test_numbers_that_are_no_day(raw: str) -> None:
    with pytest.raises(ValueError, match="not a publication date"):
        parse(raw)
