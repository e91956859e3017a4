"""Markets by what they contain: areas, blocs, countries, states, cities."""

import json
from pathlib import Path

import pytest

from alliance_cli import places
from tests.conftest import Run
from tests.test_history import talks


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Asia", "Japan"), ("Asia", "ASEAN"), ("United States", "Ohio"), ("US", "Columbus"), ("Ohio", "Columbus"),
        ("Nordics", "Sweden"), ("Gulf", "Saudi Arabia"), ("GCC", "Dubai"), ("ASEAN", "Vietnam"), ("EU", "Bavaria"),
        ("Europe", "EU"), ("EMEA", "Dubai"), ("MENA", "Morocco"), ("Latin America", "Mexico"), ("World", "Japan"),
        ("North America", "the US and Canada"), ("UK", "Britain"), ("APAC", "Sydney"), ("Brazil", "Sao Paulo"),
        ("China", "Guangdong"), ("Austria", "Tyrol"), ("EU", "Île-de-France"), ("Indonesia", "Java"), ("US", "US/Canada"), ("Benelux", "Rotterdam"), ("Narnia", "narnia"), ("japan", "Japan"), ("US", "U.S."),
    ],
)  # fmt: skip
def test_a_place_holds_what_lies_in_it(wanted: str, text: str) -> None:
    assert places.contains(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Asia", "Ohio"), ("Japan", "Asia"), ("EU", "United Kingdom"), ("EU", "Europe"), ("Ohio", "Detroit"),
        ("Ohio", "United States"), ("Narnia", "Japan"), ("Gulf", "Iran"), ("Nordics", "Germany"), ("Columbus", "Ohio"),
    ],
)  # fmt: skip
def test_a_place_holds_nothing_else(wanted: str, text: str) -> None:
    assert not places.contains(wanted, text)


def test_every_place_lies_in_itself_and_in_the_world() -> None:
    for name in ("Japan", "Ohio", "Osaka", "EU", "Gulf", "Guangdong"):
        assert places.contains(name, name)
        assert places.contains("World", name)


@pytest.fixture
def run_with_markets(run: Run) -> Run:
    makers = {
        "Zorvex": "Japan",
        "Quenlow": "Ohio",
        "Brunalt": "Gulf",
        "Tiskard": "U.S.",
        "Umbroke": "Sacheon-ri; Japan",
    }
    for maker, place in makers.items():
        added = run("add", "Nissan", maker, "--kind", "supply", "--date", "2025-01-01", "--region", place)
        assert added.code == 0
    return run


def found(run: Run, region: str) -> set[str]:
    return {str(region) for talk in talks(run, "--region", region) for region in talk["regions"]}  # type: ignore[attr-defined]


def test_talks_are_filtered_by_what_a_place_contains(run_with_markets: Run) -> None:
    run = run_with_markets
    assert found(run, "Asia") == {"Japan", "Gulf", "Sacheon-ri; Japan"}
    assert found(run, "United States") == {"Ohio", "United States"}
    assert found(run, "Middle East") == {"Gulf"}
    assert found(run, "Nordics") == set()


@pytest.mark.parametrize(
    "argv", [["talks"], ["timeline", "Nissan"], ["stats"], ["matrix"], ["export", "--format", "csv"], ["watch", "add"]]
)
def test_a_place_that_nobody_knows_matches_nothing_and_is_told(run_with_markets: Run, argv: list[str]) -> None:
    done = run_with_markets(*argv, "--region", "Narnia")
    assert done.code == 1
    assert done.out == ""
    assert "no place “Narnia” is known, and no talk is for one" in done.err
    assert "did you mean Germany?" in run_with_markets(*argv, "--region", "Germny").err


def test_a_claim_keeps_its_words_and_the_place_they_stand_for(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "supply", "--date", "2025-01-01", "--region", "Columbus")
    (talk,) = talks(run)
    (claim,) = json.loads(run("why", str(talk["id"]), "--json").out)["claims"]
    assert (claim["region"], claim["place"]) == ("Columbus", "Columbus, Ohio, United States")
    assert "for Columbus (Columbus, Ohio, United States)" in run("why", str(talk["id"])).out


def test_a_country_is_given_by_code_or_name(run: Run) -> None:
    run("companies", "edit", "Nissan", "country=South Korea")
    assert json.loads(run("companies", "show", "Nissan", "--json").out)["country"] == "KR"
    assert "did you mean Germany?" in run("companies", "edit", "Nissan", "country=Germny").err
    assert run("companies", "add", "Quux Works", "--country", "ZZ").code == 2


@pytest.mark.parametrize(
    "argv", [["add", "Nissan", "Renault", "--region"], ["edit", "nissan-motor-honda", "1", "region="], ["import"]]
)
def test_a_market_in_which_no_place_is_known_is_refused_and_nothing_is_stored(
    run: Run, tmp_path: Path, argv: list[str]
) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2025-01-01")
    path = tmp_path / "deals.csv"
    path.write_text("company,partner,date,region\nNissan,Renault,2025-01-01,Germny\n")
    words = {"add": [*argv, "Germny"], "edit": [*argv[:-1], "region=Germny"], "import": [*argv, str(path)]}[argv[0]]
    refused = run(*words)
    assert refused.code == (65 if argv[0] == "import" else 2)
    assert "region: no place “Germny” is known; did you mean Germany?" in refused.err
    assert [talk["regions"] for talk in talks(run)] == [[]]
