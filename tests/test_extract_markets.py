"""For which market a talk is: a place that a list has, or grounds that can be nowhere else; no goods, rules or seasons."""

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Report

COMPANIES = gazetteer.packaged()


def region(text: str) -> str:
    """The market of the one talk that a text is read to tell."""
    (claim,) = readers.RULES.read(Report("", text, publisher="Wire"), COMPANIES).claims
    return claim.region


@pytest.mark.parametrize(
    ("thing", "place"),
    [
        ("the TARP business", ""),
        ("the mortgage unit", ""),
        ("the Skyway Tales franchise", ""),
        ("its Canadian business", "Canadian"),
        ("the U.S. business", "U.S."),
    ],
)
def test_what_is_sold_names_a_market_where_it_names_a_place(thing: str, place: str) -> None:
    assert region(f"Lufthansa agreed to buy {thing} of Carlsberg for $2 billion.") == place


def test_grounds_have_names_that_no_list_has() -> None:
    assert region("Glencore and Rio Tinto formed a joint venture to run the Tavanto copper mine.") == "Tavanto"
    assert region("Glencore and Rio Tinto formed a joint venture to run the CTX mine.") == ""


def test_a_season_is_no_market() -> None:
    assert region("Renault formed a joint venture with Nissan in Spring.") == ""
