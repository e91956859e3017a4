"""Which day an end has, and what is none."""

from datetime import UTC, datetime

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Claim, Published, Report, Stage, Status

COMPANIES = gazetteer.packaged()
DAY = Published(datetime(2025, 3, 6, tzinfo=UTC), day_only=True)


def only(text: str) -> Claim:
    claims = readers.RULES.read(Report("", text, publisher="Wire", published=DAY), COMPANIES).claims
    assert len(claims) == 1, claims
    return claims[0]


@pytest.mark.parametrize(
    "text",
    [
        "Ford and Renault terminated the memorandum of understanding signed in Paris on December 3, 2024 for a merger.",
        "Ford and Renault called off the merger they announced on December 3, 2024.",
        "Ford and Renault called off the merger that they had agreed on\nDecember 3, 2024.",
        "Ford ended the alliance with Renault formed in March 2010.",
        "Ford and Renault terminated the merger agreement dated May 3, 2021.",
        "Ford and Renault terminated the merger agreement signed on December 3, 2024, the companies said.",
        "Ford and Renault scrapped the basic agreement on a merger concluded on December 3, 2024, Ford said.",
        "Ford's board voted to withdraw from the joint venture with Renault agreed on May 4, 2023, Ford said.",
        "The pact on a merger of Ford and Renault, dated 3 December 2024, has been terminated, both companies said.",
        "Ford and Renault will not pursue the merger under the letter of intent of December 3, 2024, Ford said.",
        "Ford dropped its bid for Renault first made in January.",
        "Ford called off its merger with Renault, first reported on December 17.",
        "Ford and Renault terminated the joint venture, which they entered into on June 1, 2022.",
        "Ford and Renault terminated their 2019 merger agreement.",
        "Ford completed the acquisition of Renault announced on May 4, 2024.",
        "Ford and Renault extended the memorandum of understanding signed on December 3, 2024 on a merger.",
    ],
)
def test_the_day_on_which_a_deal_was_made_is_not_that_of_its_end(text: str) -> None:
    assert only(text).event_date is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ford ended its alliance with Renault on February 13, 2025.", "2025-02-13"),
        (
            "The merger agreement of Ford and Renault signed on December 3 was terminated on February 13, 2025.",
            "2025-02-13",
        ),
        ("Ford and Renault on February 13 terminated the 2024 merger agreement.", "2025-02-13"),
        ("Ford ended merger talks with Renault, the companies announced on Monday.", "2025-03-03"),
        ("Ford announced on Monday the end of its merger talks with Renault.", "2025-03-03"),
        ("Ford and Renault signed a merger agreement on Monday.", "2025-03-03"),
        ("Ford will buy Renault under a deal signed on Monday.", "2025-03-03"),
    ],
)
def test_a_day_of_its_own_stays(text: str, day: str) -> None:
    assert str(only(text).event_date) == day


@pytest.mark.parametrize(
    "text",
    [
        "The memorandum of understanding between Ford and Renault was superseded by a definitive agreement, both said.",
        "Ford and Renault terminated the memorandum of understanding and signed a definitive agreement in its place.",
        "The memorandum of understanding between Ford and Renault expired upon the signing of a definitive agreement.",
        "The letter of intent between Ford and Renault lapsed when a binding contract was signed.",
        "Ford and Renault ended their memorandum of understanding in favour of a full merger agreement.",
        "Ford and Renault terminated their memorandum of understanding, which is replaced by a joint venture agreement.",
        "The MoU between Ford and Renault was terminated, both said. It was replaced by a definitive agreement in May.",
        "Ford and Renault terminated their confidentiality agreement after entering into a definitive merger agreement.",
    ],
)
def test_a_memorandum_that_gives_way_to_a_contract_is_no_end(text: str) -> None:
    claim = only(text)
    assert (claim.status, claim.stage) == ("confirmed", "agreed")


@pytest.mark.parametrize(
    "text",
    [
        "Ford and Renault have scrapped their memorandum of understanding for a merger, the companies said.",
        "Ford and Renault terminated their memorandum of understanding after failing to reach a definitive agreement.",
        "The memorandum of understanding between Ford and Renault expired without a definitive agreement being signed.",
        "Ford and Renault ended the memorandum of understanding before a definitive merger agreement was signed.",
    ],
)
def test_a_memorandum_that_nothing_follows_has_ended(text: str) -> None:
    assert only(text).status == "abandoned"


@pytest.mark.parametrize(
    "text",
    [
        "Merger talks between Ford and Renault have ended, the companies said.",
        "The alliance between Ford and Renault ended on Monday.",
        "Talks on a merger between Ford and Renault have failed, sources said.",
    ],
)
def test_talks_that_have_ended_by_themselves_are_over(text: str) -> None:
    assert only(text).status == "abandoned"


def test_talks_that_have_not_ended_go_on() -> None:
    assert only("Talks between Ford and Renault have not ended, the companies said.").status == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        "Ford said it had decided against bidding for Renault.",
        "Ford has decided not to pursue a takeover of Renault, people familiar with the matter said.",
    ],
)
def test_who_decides_against_a_deal_ends_it(text: str) -> None:
    assert (only(text).status, only(text).stage) == (Status.ABANDONED, Stage.ENDED)


def test_a_bid_that_is_to_be_raised_stands_whoever_tells_of_that() -> None:
    text = (
        "Ford is preparing to sweeten its bid for Renault, the Nikkei reported, citing people familiar with the matter."
    )
    assert (only(text).status, only(text).stage) == (Status.CONFIRMED, Stage.TALKS)


def test_who_says_that_it_will_not_bid_says_nothing_against_its_having_decided_so() -> None:
    text = "Ford won't bid for Renault. Ford said on Tuesday it had decided against bidding for Renault."
    assert (only(text).status, only(text).stage) == (Status.ABANDONED, Stage.ENDED)


def test_a_bid_that_authorities_have_before_them_is_made() -> None:
    text = "Ford expects its agreed takeover of Renault to win the approval of regulators, it said on Tuesday."
    assert (only(text).status, only(text).stage) == (Status.CONFIRMED, Stage.AGREED)


def test_what_a_headline_says_is_made_is_made_whatever_the_lead_hedges() -> None:
    text = "Ford could receive up to $170 million from a development deal with Renault, it said on Monday."
    report = Report("Ford, Renault sign $170 mln deal", text, publisher="Wire", published=DAY)
    assert [claim.stage for claim in readers.RULES.read(report, COMPANIES).claims] == [Stage.AGREED]
