"""Who buys, who is bought and who sells in a deal for shares, read from the words around its parties."""

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.tables import read
from alliance_cli.models import Report


def told(text: str) -> list[str]:
    """What each party of each claim is: "buyer Microsoft, target Yahoo", in the order of the words."""
    report = Report("", text)
    claims = readers.choose(report).read(report, gazetteer.packaged()).claims
    return [", ".join(sorted(f"{party.role} {party.name}" for party in claim.parties)) for claim in claims]


@pytest.mark.parametrize("example", [row[1] for row in read("sides.tsv", 2) if " | " in row[1]])
def test_each_pattern_says_who_buys_and_who_sells(example: str) -> None:
    text, _, sides = example.partition(" | ")
    assert told(text) == [sides]


def test_a_bid_that_a_company_answers_is_not_its_own() -> None:
    text = "Yahoo, responding to a deadline by Microsoft to accept its $42 billion takeover bid, wants more time. "
    assert told(f"{text}Microsoft's offer is too low, Yahoo said.") == ["buyer Microsoft, target Yahoo"]


def test_what_a_target_sells_besides_makes_it_no_seller() -> None:
    text = "KKR agreed to buy Clear Channel for $17.9 billion. Clear Channel sold its television division in May."
    assert told(text) == ["buyer KKR, target Clear Channel"]


@pytest.mark.parametrize(
    "text",
    [
        "HSBC is in talks to sell its $9.3 billion stake in Ping An. HSBC built a 15.6 percent stake in Ping An in 2002.",
        "HSBC said on Monday it had agreed to sell another 14 million shares of Ping An, which cuts its stake in Ping An.",
    ],
)
def test_who_sells_a_stake_holds_it_but_is_no_buyer(text: str) -> None:
    assert "seller HSBC, target Ping An" in {side.replace(" Insurance", "") for side in told(text)}


def test_a_noun_before_a_name_is_what_that_company_is_and_no_unit_of_it() -> None:
    assert told("Amazon agreed to buy podcast network Wondery for $300 million.") == ["buyer Amazon, target Wondery"]


def test_a_deal_of_no_kind_is_a_takeover_where_a_sentence_has_its_buyer() -> None:
    text = "Regulators cleared the Preqin-BlackRock deal. BlackRock's takeover offer for Preqin was made in May."
    assert told(text) == ["buyer BlackRock, target Preqin"]
    assert told("Regulators looked at the Preqin-BlackRock deal.") == ["partner BlackRock, partner Preqin"]
