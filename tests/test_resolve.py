"""Names in reports that could mean several companies."""

from dataclasses import replace
from datetime import date

from alliance_cli import resolve
from alliance_cli.gazetteer import packaged
from alliance_cli.models import Party
from tests.builders import claim

SAAB = Party("Saab", "saab-ab", ("Saab",), candidates=("saab-ab", "saab-automobile"))


def settled(*others: str, day: date | None = date(2009, 6, 30)) -> Party:
    made = replace(claim(), parties=(SAAB, *(Party(other, other) for other in others)))
    return resolve.settle(made, packaged(), day).parties[0]


def test_its_owner_beside_it_tells_which_company_is_meant() -> None:
    assert settled("general-motors").company == "saab-automobile"


def test_a_company_of_its_industry_tells_too() -> None:
    assert settled("koenigsegg").company == "saab-automobile"
    assert settled("bae-systems").company == "saab-ab"


def test_a_name_that_nobody_bore_on_the_day_is_out() -> None:
    assert settled("nobody-known", day=date(2020, 1, 1)).company == "saab-ab"


def test_what_nothing_tells_stays_in_doubt() -> None:
    party = settled("nobody-known")
    assert party.candidates == ("saab-ab", "saab-automobile")
    made = resolve.settle(replace(claim(), parties=(SAAB, Party("x", "nobody-known"))), packaged(), date(2009, 6, 30))
    assert made.doubts == ("Saab could be saab-ab, saab-automobile",)
