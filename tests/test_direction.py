"""Who licenses to whom and who supplies whom, read from the words between the parties."""

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.tables import read
from alliance_cli.models import Claim, Report, Role

_GIVES = {Role.LICENSOR, Role.SUPPLIER}
_TAKES = {Role.LICENSEE, Role.CUSTOMER}


def claims(text: str) -> tuple[Claim, ...]:
    report = Report("", text)
    return readers.choose(report).read(report, gazetteer.packaged()).claims


def told(text: str) -> list[str]:
    """Each claim as "Arm > Qualcomm"; with nobody before or after the sign where the text does not say."""
    sides = [
        [[party.name for party in claim.parties if party.role in roles] for roles in (_GIVES, _TAKES)]
        for claim in claims(text)
    ]
    return [f"{', '.join(sorted(gives))} > {', '.join(sorted(takes))}" for gives, takes in sides]


@pytest.mark.parametrize("example", [row[2] for row in read("directions.tsv", 3)])
def test_each_pattern_says_who_gives_and_who_takes(example: str) -> None:
    text, _, direction = example.partition(" | ")
    assert told(text) == [direction]


@pytest.mark.parametrize(
    "text",
    [
        "Ford and SK On signed a supply agreement, which secures jobs at both and access to the American market.",
        "Starbucks and Alsea renewed a license agreement; both open new cafes in Mexico.",
    ],
)
def test_what_both_have_makes_none_of_them_the_giver(text: str) -> None:
    assert told(text) == [" > "]
