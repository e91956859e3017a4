"""Whose news a talk is, on which day it was told, and what is told as known."""

from datetime import UTC, datetime

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Claim, Published, Report

COMPANIES = gazetteer.packaged()
DAY = Published(datetime(2025, 3, 6, tzinfo=UTC), day_only=True)


def only(text: str, title: str = "") -> Claim:
    claims = readers.RULES.read(Report(title, text, publisher="Wire", published=DAY), COMPANIES).claims
    assert len(claims) == 1, claims
    return claims[0]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (
            "Ford said it will buy Renault for $9 billion. Reuters reported that the deal had been in the works for months.",
            "company",
        ),
        ("Ford and Renault are in talks on a merger, the Nikkei reported. Ford said it had no comment.", "Nikkei"),
    ],
)
def test_who_speaks_in_the_first_sentence_has_the_news(text: str, origin: str) -> None:
    assert only(text).origin == origin


def test_a_tie_known_by_its_headline_alone_is_nobodys_word() -> None:
    title = "Ford buys Renault for $9 billion"
    assert (
        only("Penny stocks are not for everybody. Most lose, some win, and few know which.", title).origin == "unknown"
    )
    assert only("Ford said it would give details on Monday.", title).origin == "company"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Ford agreed to buy Renault. The carmaker said on Tuesday that the deal would give it plants in France and Spain.",
            "2025-03-04",
        ),
        (
            "Ford said on Tuesday it had, after a year of looking for somebody who would take half of its business in "
            "Europe off its hands and share the cost of new models, agreed to sell it to Renault.",
            "2025-03-04",
        ),
        (
            "Ford signed a supply agreement with Renault. The deal, announced on Monday, runs for ten years.",
            "2025-03-03",
        ),
        ("Ford signed a supply agreement with Renault, according to a Monday filing.", "2025-03-03"),
        ("Ford signed a supply agreement with Renault. An analyst on Monday called the deal cheap.", "None"),
        ("Ford signed a supply agreement with Renault. The deal is like one that was announced in 2019.", "None"),
    ],
)
def test_the_day_is_that_on_which_a_party_told_of_it(text: str, day: str) -> None:
    assert str(only(text).event_date) == day


@pytest.mark.parametrize(
    ("text", "status", "stage"),
    [
        ("Ford is seeking loans to raise its $9 billion bid for Renault, the Nikkei reported.", None, "talks"),
        (
            "Regulators are to look again at Ford's $9 billion merger with Renault, the Nikkei said.",
            "confirmed",
            "agreed",
        ),
        ("Ford may scrap its proposed partnership with Renault, people familiar with the matter said.", None, "agreed"),
        ("Ford said it teamed up with Renault to offer a service that finds parking lots.", "confirmed", "agreed"),
        ("Ford signed a supply agreement with Renault in a bid to cut costs.", "confirmed", "agreed"),
        ("Ford boosted its stake in Renault to 12 percent.", "confirmed", "operating"),
        (
            "Ford has hired bankers to consider a bid for Renault, British newspapers said on Saturday.",
            "rumoured",
            None,
        ),
        ("Ford could announce a bid for Renault within weeks, according to a report on Monday.", "rumoured", None),
    ],
)
def test_what_is_told_as_known_is_no_rumour_and_what_is_for_a_purpose_is_no_bid(
    text: str, status: str | None, stage: str | None
) -> None:
    claim = only(text)
    assert (status or claim.status, stage or claim.stage) == (claim.status, claim.stage)


def test_a_talk_of_the_headline_alone_is_the_word_of_the_lead() -> None:
    text = "The two carmakers are among the last bidders for a maker of tyres, sources told Reuters on Wednesday."
    claim = only(text, "Ford, Renault in race for tyre maker alliance")
    assert (claim.status, claim.origin) == ("rumoured", "sources")


@pytest.mark.parametrize(
    "text",
    [
        "Ford is in talks to buy Renault, two people familiar with the matter said on Monday.",
        "Ford is in talks to buy Renault, the Financial Times reported on Monday.",
        "Renault on Monday denied a newspaper report that it was in talks to merge with Ford.",
    ],
)
def test_a_day_on_which_hearsay_is_told_is_none_of_its_events(text: str) -> None:
    assert only(text).event_date is None


@pytest.mark.parametrize(
    ("stamped", "day"),
    [
        ("2025-03-03T19:40:00-05:00", "2025-03-04"),  # Tuesday morning in Tokyo
        ("2025-03-03T22:40:00+00:00", "2025-03-04"),
        ("2025-03-04T08:00:00+00:00", "2025-03-04"),
        ("2025-03-03T08:00:00+00:00", "2025-02-25"),
    ],
)
def test_a_weekday_that_has_begun_in_the_far_east_is_not_the_one_of_last_week(stamped: str, day: str) -> None:
    text = "TOKYO (Reuters) - Ford said on Tuesday it would buy Renault for $9 billion."
    report = Report("", text, publisher="Wire", published=Published(datetime.fromisoformat(stamped)))
    assert [str(claim.event_date) for claim in readers.RULES.read(report, COMPANIES).claims] == [day]
