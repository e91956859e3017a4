"""Who sells what is bought, read beside a deal's buyer and target: its owner, or from whom it is bought."""

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.tables import read
from alliance_cli.models import Report


def sellers(text: str) -> list[list[str]]:
    """The sellers of each claim."""
    report = Report("", text)
    claims = readers.choose(report).read(report, gazetteer.packaged()).claims
    return [[party.name for party in claim.parties if party.role == "seller"] for claim in claims]


@pytest.mark.parametrize("example", [row[3] for row in read("owners.tsv", 4) if " | " in row[3]])
def test_each_pattern_says_who_sells(example: str) -> None:
    text, _, seller = example.partition(" | seller ")
    assert sellers(text) == [[seller]]


@pytest.mark.parametrize(
    "text",
    [
        "Tata agreed to buy Jaguar for $2 billion on Sunday, outdoing a rival bid from Mahindra.",
        "Tata has agreed to buy Jaguar. Jaguar was owned by Ford until 2001.",
        "Tata has agreed to buy Jaguar. Bain, which owns Jaguar shares, is against it.",
    ],
)
def test_who_only_stands_beside_sells_nothing(text: str) -> None:
    assert not any(sellers(text))
