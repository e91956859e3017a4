"""Value, share and direction on a page: short, sorted within a currency, silent where nobody says."""

import pytest

from alliance_cli import sides
from alliance_cli.render import marks, page_terms
from alliance_cli.render.page_links import Links, linked_parties
from alliance_cli.render.page_table import table
from alliance_cli.terms import Exactness, Terms
from alliance_cli.vocabulary import Role
from tests import views_builder

TALK = views_builder.talk("t1", "Renault", "Nissan Motor")


def test_values_are_sorted_within_their_currency() -> None:
    small, large = (TALK._replace(terms=Terms(value=v, currency="USD", exactness=Exactness.UP_TO)) for v in (9, 10**9))
    assert page_terms.value_key(small) < page_terms.value_key(large)
    assert (page_terms.value_key(TALK), page_terms.stake_key(TALK)) == ("", "")


@pytest.mark.parametrize(
    ("roles", "direction", "parties"),
    [
        ((Role.TARGET, Role.BUYER), "buyer → target", "Nissan Motor → Renault"),
        ((Role.LICENSOR, Role.LICENSEE), "licensor → licensee", "Renault → Nissan Motor"),
        ((Role.PARTNER, Role.SUPPLIER), "supplier → partner", "Nissan Motor → Renault"),
        ((Role.SELLER, Role.BUYER), "buyer, from seller", "Nissan Motor, buying from Renault"),
        ((Role.SELLER, Role.TARGET), "target, from seller", "Nissan Motor, sold by Renault"),
        ((Role.SELLER, Role.PARTNER), "", "Renault – Nissan Motor"),
        ((Role.BUYER, Role.BUYER), "", "Renault – Nissan Motor"),
        ((Role.PARTNER, Role.PARTNER), "", "Renault – Nissan Motor"),
    ],
)
def test_who_does_what_is_told_and_no_seller_buys(roles: tuple[Role, Role], direction: str, parties: str) -> None:
    talk = TALK._replace(roles=roles)
    assert sides.roles_told(talk.roles) == direction
    assert linked_parties(talk, Links()) == marks.parties_label(talk) == parties


def test_who_sells_stands_apart_from_whom_and_to_whom() -> None:
    roles = (Role.SELLER, Role.BUYER, Role.UNIT, Role.PARTNER)
    assert sides.parties(["Ford", "Geely", "Volvo", "Others"], roles) == "Geely → Volvo (Others), from Ford"
    assert sides.roles_told(roles) == "buyer → unit, from seller"


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert "Value" not in "".join(table([TALK], Links()))
    shown = "".join(table([TALK._replace(terms=Terms(value=6_500_000_000, currency="USD", stake=41.0))], Links()))
    assert "USD 6.5bn" in shown
    assert "41%" in shown


def test_the_drawing_has_an_arrowhead_only_where_somebody_acts() -> None:
    from alliance_cli.render import drawing
    from alliance_cli.services.looking.network import of_talks
    from alliance_cli.views import TimelineView

    def drawn(*roles: Role) -> str:
        view = of_talks(TimelineView((), None, (TALK._replace(roles=roles),)))
        return drawing.inline(view, "Network", {}, {})

    assert drawn(Role.BUYER, Role.TARGET).count('class="way"') == 1
    assert 'class="way"' not in drawn(Role.PARTNER, Role.PARTNER)
    assert ">buys from<" in drawn(Role.BUYER, Role.SELLER)
    assert ">sells<" in drawn(Role.SELLER, Role.TARGET)


def test_no_two_words_of_a_drawing_lie_on_each_other() -> None:
    """Seven companies of one venture: more ties than there is room to name."""
    import re
    from itertools import combinations

    from alliance_cli.render import drawing
    from alliance_cli.services.looking.network import of_talks
    from alliance_cli.views import TimelineView

    talk = views_builder.talk("t7", *(f"Company {n}" for n in range(7)))
    drawn = drawing.inline(of_talks(TimelineView((), None, (talk,))), "Network", {}, {})
    named = re.findall(r'class="kind" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', drawn)
    assert 4 < len(named) <= 21
    places = [(float(x), float(y), 5.5 * len(label)) for x, y, label in named]
    for (ax, ay, wide), (bx, by, other) in combinations(places, 2):
        assert abs(ax - bx) >= (wide + other) / 2 or abs(ay - by) >= 11
