"""Value, share and direction on a page: short, sorted within a currency, silent where nobody says."""

import pytest

from alliance_cli.render import page_terms
from alliance_cli.render.page_links import Links, linked_parties
from alliance_cli.render.page_table import table
from alliance_cli.terms import Exactness, Terms
from alliance_cli.vocabulary import Role
from tests import views_builder

TALK = views_builder.talk("t1", "Renault", "Nissan Motor")


@pytest.mark.parametrize(
    ("units", "shown"), [(6_500_000_000, "6.5bn"), (400_000_000, "400m"), (25_000, "25,000"), (2 * 10**12, "2tn"), (0, "0")]
)  # fmt: skip
def test_amounts_are_short(units: int, shown: str) -> None:
    assert page_terms.amount(units) == shown


def test_a_value_says_how_it_is_meant_and_is_sorted_within_its_currency() -> None:
    small, large = (TALK._replace(terms=Terms(value=v, currency="USD", exactness=Exactness.UP_TO)) for v in (9, 10**9))
    assert page_terms.value(large) == "up to USD 1bn"
    assert page_terms.value_key(small) < page_terms.value_key(large)
    assert (page_terms.value(TALK), page_terms.value_key(TALK), page_terms.stake(TALK)) == ("", "", "")
    assert page_terms.stake(TALK._replace(terms=Terms(stake=41.0))) == "41%"


@pytest.mark.parametrize(
    ("roles", "direction", "parties"),
    [
        ((Role.TARGET, Role.BUYER), "buyer → target", "Nissan Motor → Renault"),
        ((Role.LICENSOR, Role.LICENSEE), "licensor → licensee", "Renault → Nissan Motor"),
        ((Role.PARTNER, Role.SUPPLIER), "supplier → partner", "Nissan Motor → Renault"),
        ((Role.SELLER, Role.BUYER), "buyer", "Renault – Nissan Motor"),
        ((Role.PARTNER, Role.PARTNER), "", "Renault – Nissan Motor"),
    ],
)
def test_who_does_what_is_told_and_no_seller_buys(roles: tuple[Role, Role], direction: str, parties: str) -> None:
    talk = TALK._replace(roles=roles)
    assert page_terms.direction(talk) == direction
    assert linked_parties(talk, Links()) == parties


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert "Value" not in "".join(table([TALK], Links()))
    assert "Value" in "".join(table([TALK._replace(terms=Terms(value=1, currency="USD"))], Links()))
