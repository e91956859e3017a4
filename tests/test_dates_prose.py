"""Dates in prose: a table of sentences, all read as published on Thursday 13 November 2025, and laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.dates.grammar import GUARD, MASTER, STARTS
from alliance_cli.dates.prose import find
from alliance_cli.dates.words import MONTH_NAMES, WEEKDAY_NAMES

PUBLISHED = date(2025, 11, 13)

# sentence | what it means, in order
CASES = """
Honda said on Thursday it will study the idea.|2025-11-13
Honda said on Friday it will study the idea.|2025-11-07
Honda said Monday that talks go on.|2025-11-10
Thursday's statement surprised Tokyo.|2025-11-13
Wednesday’s statement surprised Tokyo.|2025-11-12
The boards will meet on Monday.|2025-11-17
The boards will meet on Thursday.|2025-11-13
On Monday, the boards will meet.|2025-11-17
On Monday, the boards met in Tokyo.|2025-11-10
The vote, due on Tuesday, is open.|2025-11-18
The vote was moved on Tuesday due to weak demand.|2025-11-11
An answer is needed by Friday.|2025-11-14
Trading is halted until Monday.|2025-11-17
The plan is set to close on Friday.|2025-11-14
The fund was set up on Friday.|2025-11-07
A decision is expected on Wednesday.|2025-11-19
A decision could be announced on Wednesday.|2025-11-19
The decision, announced on Wednesday, will cost jobs.|2025-11-12
It will build cars in Ohio, Honda told reporters on Wednesday.|2025-11-12
Next Thursday brings the annual meeting.|2025-11-20
Next Friday brings the annual meeting.|2025-11-14
Last Thursday brought the first offer.|2025-11-06
Last Friday brought the first offer.|2025-11-07
This Friday is the deadline.|2025-11-14
This Tuesday was the deadline.|2025-11-11
Earlier on Monday, shares rose.|2025-11-10
Shares rose earlier Monday.|2025-11-10
The two sides met on Monday last week.|2025-11-03
The two sides meet on Monday of next week.|2025-11-17
The boards met on Monday and agreed on Tuesday.|2025-11-10 2025-11-11
Talks broke down yesterday.|2025-11-12
Yesterday the talks broke down.|2025-11-12
The companies announced today that they will merge.|2025-11-13
The contract will be signed tomorrow.|2025-11-14
The boards met last night.|2025-11-12
The boards met this morning.|2025-11-13
Talks began last week.|2025-11
Talks resume next week.|2025-11
Talks began earlier this week.|2025-11
Talks were held over the weekend.|2025-11
Talks began last month.|2025-10
Talks began late last month.|2025-10
Talks resume next month.|2025-12
Talks began this month.|2025-11
Talks began earlier this month.|2025-11
Profit fell last quarter.|2025-Q3
Profit will fall next quarter.|2026-Q1
The firms parted last year.|2024
The firms parted earlier this year.|2025
The plant opens later this year.|2025
The plant opens next year.|2026
The plant opens early next year.|2026-H1
The firms parted late last year.|2024-H2
They signed on Nov. 13.|2025-11-13
They signed on Nov. 10, after a month of talks.|2025-11-10
They signed on Dec. 20.|2024-12-20
They will sign on Dec. 20.|2025-12-20
They will sign on Jan 5.|2026-01-05
They signed on November 13, 2025.|2025-11-13
They signed on Nov 3, 2016, in Paris.|2016-11-03
They signed on 13 November.|2025-11-13
They signed on 23 December 2024.|2024-12-23
They signed on the 23rd of December, 2024.|2024-12-23
They signed on December 23rd.|2024-12-23
They signed on Monday, Dec. 23.|2024-12-23
They signed on Wednesday, Nov. 13.|2024-11-13
TOKYO, NOV 12 - The deal is off.|2025-11-12
They signed on 2024-12-23 in Tokyo.|2024-12-23
They signed on 2024/12/23 in Tokyo.|2024-12-23
On Feb. 29 they signed.|2024-02-29
On Nov. 3, 2000 workers went home.|2025-11-03
They signed on 4 May last year.|2024-05-04
They agreed in November.|2025-11
They agreed in December.|2024-12
They agreed in March.|2025-03
They agreed in Sept. and parted again.|2025-09
The plant will open in March.|2026-03
The plant will open in November.|2025-11
The plant, opened in March, is large.|2025-03
The plant should be finished by March.|2026-03
It has been shut since March.|2025-03
It would start in April, the company said.|2026-04
The company said in April it would start.|2025-04
The merger is expected to be completed in June.|2026-06
Honda plans to begin in July.|2026-07
The plans, announced in July, were dropped.|2025-07
They agreed in late November.|2024-11
They will agree in late November.|2025-11
They agreed in early March 2024.|2024-03
They agreed at the end of March.|2025-03
They agreed in mid-October.|2025-10
They agreed last March.|2025-03
They agreed last December.|2024-12
They will agree next March.|2026-03
They agreed in November last year.|2024-11
They agreed in November of last year.|2024-11
They agreed in February 2019.|2019-02
They agreed in Feb. 2019.|2019-02
The November agreement was hailed.|2025-11
A March filing shows the stake.|2025-03
Talks between March and May led nowhere.|2025-03 2025-05
They sold 500 in May.|2025-05
They agreed in 2019.|2019
They have been partners since 2015.|2015
They want to be partners by 2030.|2030
The venture ran from 2001 to 2009.|2001 2009
The venture ran between 2001 and 2009.|2001 2009
The venture may begin as early as 2027.|2027
In 2008 Peugeot sold the unit.|2008
The car arrives in mid-2026.|2026
The car arrives in early 2026.|2026-H1
The car arrived in late 2023.|2023-H2
The car arrives by the end of 2026.|2026-Q4
The car arrives at the start of 2026.|2026-Q1
The car arrives in the year 2030.|2030
The car arrives in summer 2026.|2026
The car arrives in the second half of 2026.|2026-H2
The car arrives in H2 2026.|2026-H2
The car arrives in the first half of next year.|2026-H1
Sales fell in the first quarter of 2025.|2025-Q1
Sales fell in the final quarter of 2024.|2024-Q4
Sales fell in Q3 2024.|2024-Q3
Sales fell in Q3 of 2024.|2024-Q3
Sales fell in 2024's third quarter.|2024-Q3
Sales fell in the third quarter.|2025-Q3
Sales will fall in the second quarter.|2026-Q2
Sales fell in the third quarter of last year.|2024-Q3
Sales will fall in fiscal 2026.|2026
Sales will fall in FY26.|2026
Sales fell in the first quarter of fiscal 2025.|2025
A decision falls by the end of the year.|2025-Q4
A decision falls by year-end.|2025-Q4
A decision falls by the end of the month.|2025-11
They met two years ago.|2023
They met three months ago.|2025-08
They met two days ago.|2025-11-11
They met three weeks earlier.|2025-10
They signed on Nov. 1, 2024 and met the same day.|2024-11-01 2024-11-01
They signed on Nov. 1, 2024. Two days later it was off.|2024-11-01 2024-11-03
They signed on Nov. 1, 2024. A month later it was off.|2024-11-01 2024-12
They signed in 2019 and parted a year later.|2019 2020
Nikkei reported on Dec. 17, 2024 that a merger was near; it was dropped in February.|2024-12-17 2025-02
Talks began in 2023, were confirmed in March 2024 and ended on Thursday.|2023 2024-03 2025-11-13
"""

NEGATIVES = """
Nissan may merge with Honda.
May Nissan merge with Honda?
They march on and will not rest.
The Model 3 sells well, as does the Peugeot 2008.
The Boeing 2020 model and the Audi Q3 are new.
It costs $2025 or €2019.
They sold 2,025 cars and 2.019 vans.
They shut shops in 2000 towns and in 2019 stores.
The plant makes 2025 units a day.
The index fell to 1987 points.
The Sunday Times wrote about it.
The Mail on Sunday wrote about it.
Black Friday sales and Super Tuesday votes are far away.
Ruby Tuesday runs restaurants.
They meet every Monday and on Sundays.
USA Today wrote about it.
Monday.com sells software.
The unit was acquired by March Networks.
A speech by April Smith moved them.
Prime Minister Theresa May 2016 manifesto.
The government of May fell apart.
Sales rose 5% from a year earlier.
Sales rose to $5 million from $4 million a year ago.
Sales are higher than a year ago.
They have met more than two years ago, they say.
The last year was hard and the next year is open.
The first-quarter result and second-half outlook were good.
The fuel cell runs on H2 and the Q7 does not.
The 24/7 hotline and the 9/11 memorial stay open.
They signed on Sunday, Nov. 13.
The Sept. 11 attacks changed travel.
The call to 555-2025 went unanswered.
Version v2025 and part #2019 fit.
The same day delivery of parcels grows.
Week after week, day by day, they talked for months.
A quarter of the shares and half of the votes are his.
The second half of the game was dull.
They marched in step at mid-table.
The challenges of today are many.
""".strip().splitlines()

TABLE = [tuple(line.split("|")) for line in CASES.strip().splitlines()]


def test_the_table_is_as_large_as_promised() -> None:
    assert len(TABLE) >= 120
    assert len(NEGATIVES) >= 30


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_sentence_means(sentence: str, expected: str) -> None:
    assert [str(found.date) for found in find(sentence, PUBLISHED)] == expected.split()


@pytest.mark.parametrize("sentence", NEGATIVES)
def test_no_date_in(sentence: str) -> None:
    assert [sentence[found.start : found.end] for found in find(sentence, PUBLISHED)] == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Honda said on Thursday's call", "Thursday"),
        ("They agreed in November.", "November"),
        ("They agreed by the end of March.", "the end of March"),
        ("They agreed in 2019.", "2019"),
        ("They agreed on Monday, Dec. 23.", "Monday, Dec. 23"),
        ("They agreed in the second half of 2026.", "the second half of 2026"),
    ],
)
def test_span_holds_the_words_of_the_date(sentence: str, words: str) -> None:
    (found,) = find(sentence, PUBLISHED)
    assert sentence[found.start : found.end] == words


@pytest.mark.parametrize(
    ("words", "first", "last", "future"),
    [
        ("last week", "2025-11-03", "2025-11-09", False),
        ("next week", "2025-11-17", "2025-11-23", True),
        ("earlier this month", "2025-11-01", "2025-11-13", False),
        ("later this month", "2025-11-14", "2025-11-30", True),
        ("earlier this year", "2025-01-01", "2025-11-13", False),
        ("this year", "2025-01-01", "2025-12-31", False),
        ("in late February 2024", "2024-02-21", "2024-02-29", False),
        ("in mid-2026", "2026-05-01", "2026-08-31", True),
        ("by 2030", "2030-01-01", "2030-12-31", True),
        ("over the weekend", "2025-11-08", "2025-11-09", False),
    ],
)
def test_bounds_are_closer_than_the_precision(words: str, first: str, last: str, future: bool) -> None:
    (found,) = find(f"It is so {words}.", PUBLISHED)
    assert (found.first.isoformat(), found.last.isoformat(), found.future) == (first, last, future)


def test_week_at_the_turn_of_the_year_keeps_its_bounds() -> None:
    (found,) = find("They met last week.", date(2026, 1, 7))
    assert (found.first, found.last, str(found.date)) == (date(2025, 12, 29), date(2026, 1, 4), "2026-01")


WORDS = (
    "on in by since Thursday next last this week month year quarter Nov. 13 , 2025 May 31 Feb. 29 Sept 30 early late "
    "mid-2026 the end of first half Q3 H2 FY26 fiscal two 12 years ago earlier later same day yesterday Today will "
    "said to be 2000 workers . \n ( $ - – ’s 0 99 weekend year-end 1999-12-31 0000-00-00 coming from until"
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))
DAYS = st.dates()


@given(TEXTS, DAYS)
def test_spans_are_ordered_apart_and_inside(text: str, published: date) -> None:
    end = 0
    for found in find(text, published):
        assert end <= found.start < found.end <= len(text)
        assert found.first <= found.last
        assert found.future == (found.first > published)
        end = found.end


@given(DAYS, st.sampled_from(WEEKDAY_NAMES))
def test_weekday_lies_within_seven_days(published: date, weekday: str) -> None:
    for sentence in (f"It said on {weekday}.", f"It will meet on {weekday}.", f"It met last {weekday}."):
        for found in find(sentence, published):
            assert abs(found.date.start - published) <= timedelta(days=7)
            assert f"{found.date.start:%A}" == weekday


@given(DAYS, st.sampled_from(MONTH_NAMES))
def test_month_said_is_past_and_month_planned_is_not(published: date, month: str) -> None:
    for found in find(f"They agreed in {month}.", published):
        assert found.first <= published
    for found in find(f"They will agree in {month}.", published):
        assert found.last >= published


@given(TEXTS)
def test_quick_checks_never_hide_a_date(text: str) -> None:
    starts = {match.start() for match in STARTS.finditer(text)} if GUARD.search(text) else set()
    assert {match.start() for match in MASTER.finditer(text)} <= starts


@pytest.mark.parametrize("piece", ["1 ", "the end of ", "a ", "in ", "Nov. ", "2025-", " " * 50, "of the "])
def test_long_hostile_text_takes_linear_work(piece: str) -> None:
    assert len(find(piece * (200_000 // len(piece)) + " on Nov. 3, 2020", PUBLISHED)) >= 1
