"""Companies over time: merged, split, kept apart, renamed, owned; and lists of them."""

import csv
import json
from pathlib import Path

import pytest

from alliance_cli.gazetteer import keys_of, packaged
from alliance_cli.services.exchange.company_files import is_common
from alliance_cli.services.keeping import opening
from alliance_cli.store.known import LedgerGazetteer
from tests.conftest import Run
from tests.test_history import talks

SEC = {
    "0": {"cik_str": 1234567, "ticker": "QXMT", "title": "Quixmotor Holdings Inc."},
    "1": {"cik_str": 7654321, "ticker": "FROG", "title": "FROG CORP"},
}
GLEIF = (
    '"LEI","Entity.LegalName","Entity.LegalName.xmllang","Entity.OtherEntityNames.OtherEntityName.1",'
    '"Entity.OtherEntityNames.OtherEntityName.1.xmllang","Entity.LegalAddress.Country"\n'
    '"529900AAAAAAAAAAAA01","Quixmotor Holdings Inc.","en","Quixmotor Automobile","en","US"\n'
)
FINANCE_DATABASE = (
    "symbol,name,summary,currency,sector,industry,exchange,country\n"
    'QXMT,"Quixmotor Holdings, Inc.",Makes cars,USD,Consumer Discretionary,Automobiles,NYQ,United States\n'
    "QXMT.DE,Quixmotor Holdings Inc.,Makes cars,EUR,Consumer Discretionary,Automobiles,GER,United States\n"
)
PLAIN = "name,alias,country,ticker,lei,parent\nBlue Harbor Cells,BHC Cells|Blaue Hafen,DE,BHC,,Quixmotor Holdings\n"


def show(run: Run, name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("companies", "show", name, "--json").out)
    return found


def test_the_four_published_forms_add_up_to_one_company(run: Run, tmp_path: Path) -> None:
    for name, text in (("company_tickers.json", json.dumps(SEC)), ("lei.csv", GLEIF), ("equities.csv", FINANCE_DATABASE),
                       ("own.csv", PLAIN)):  # fmt: skip
        (tmp_path / name).write_text(text)
        assert run("companies", "import", str(tmp_path / name)).code == 0
    company = show(run, "529900AAAAAAAAAAAA01")
    assert company["id"] == "quixmotor"
    assert company["id"] == show(run, "QXMT.DE")["id"] == show(run, "Quixmotor Automobile")["id"]
    assert set(company["identifiers"]) == {  # type: ignore[call-overload]
        "lei:529900AAAAAAAAAAAA01", "cik:1234567", "ticker:QXMT", "ticker:QXMT.DE",
    }  # fmt: skip
    assert (company["country"], company["sector"]) == ("US", "Consumer Discretionary")
    assert show(run, "Blaue Hafen")["parents"] == ["quixmotor"]


def test_an_import_twice_is_one_operation_and_can_be_undone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(PLAIN)
    assert "would" not in run("companies", "import", str(path), "--dry-run").out
    assert run("companies", "show", "BHC").code == 1
    run("companies", "import", str(path))
    again = run("companies", "import", str(path))
    assert "0 companies new, 0 known ones" in again.err
    assert len(json.loads(run("log", "--json").out)["log"]) == 1
    run("undo")
    assert run("companies", "show", "BHC").code == 1


@pytest.mark.parametrize(("content", "code"), [("", 65), ("a,b\n1,2\n", 65), ("{", 65), ('{"0": {"x": 1}}', 65)])
def test_a_file_that_is_no_list_of_companies(run: Run, tmp_path: Path, content: str, code: int) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content)
    result = run("companies", "import", str(path))
    assert (result.code, result.err.count("\n")) == (code, 1)
    assert run("companies", "import", str(tmp_path / "none.csv")).code == 66


def test_one_company_on_several_exchanges_is_one_and_a_list_read_twice_adds_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "equities.csv"
    path.write_text(
        "symbol,name,country,sector\nQX.A,Quixmotor Holdings,,\nQX.B,Quixmotor Holdings,Japan,Cars\n"
        "QX.C,Quixmotor Holdings,Germany,Wine\nQX.D,Quixmotor Holdings,,\n"
    )
    assert "3 companies new" in run("companies", "import", str(path)).err
    assert "0 companies new, 0 known ones" in run("companies", "import", str(path)).err
    assert show(run, "QX.A")["country"] == "JP"
    assert run("check").code == 0


def test_a_common_word_is_no_company_and_a_full_name_is(run: Run, tmp_path: Path) -> None:
    assert is_common("target")
    assert is_common("american software")
    assert not is_common("quixmotor systemworks")
    path = tmp_path / "list.csv"
    path.write_text("name,country\nTarget Corp,US\nGap Inc,US\nOrbit Lantern Corp,US\nTransport Group,GB\n")
    run("companies", "import", str(path))
    common = tmp_path / "common.txt"
    common.write_text(
        "Target dates slipped. Gap widened. Transport is in merger talks with Gap, sources said on Monday."
    )
    run("ingest", str(common))
    assert talks(run) == []
    named = tmp_path / "named.txt"
    named.write_text("Orbit Lantern and Nissan Motor are in merger talks, the companies said on Monday.")
    run("ingest", str(named))
    (talk,) = talks(run)
    assert set(talk["party_ids"]) == {"orbit-lantern", "nissan-motor"}  # type: ignore[call-overload]


@pytest.mark.usefixtures("every_company")
def test_names_are_ordinary_words_in_a_ledger_where_the_shipped_list_says_so(tmp_path: Path) -> None:
    conn = opening.for_writing(tmp_path / "a.db")
    shipped, held = packaged(), LedgerGazetteer(conn)
    keys = {key for company in shipped for key, _ in keys_of(company)}
    for key in sorted(keys):
        assert {(m.company, m.common_word) for m in held.find(key)} == {
            (m.company, m.common_word) for m in shipped.find(key)
        }


def test_a_list_gives_a_known_name_no_second_meaning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,country\nHonda Ltd,GB\nNissan GmbH,DE\nThe Company,GB\nHoldings Ltd,GB\n")
    assert "2 companies new" in run("companies", "import", str(path)).err
    run("add", "Nissan", "honda", "--date", "2025-01-01")
    text = tmp_path / "x.txt"
    text.write_text("Nissan and Honda are in merger talks. The Company said so on Monday.")
    run("ingest", str(text))
    assert {party for talk in talks(run) for party in talk["party_ids"]} == {"nissan-motor", "honda-motor"}  # type: ignore[attr-defined]
    assert show(run, "Honda Ltd")["country"] == "GB"
    assert run("companies", "show", "The Company").code == 1


@pytest.mark.long
def test_a_hundred_thousand_names_are_read_and_found(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["name", "country", "ticker"])
        table.writerows([f"Company{n} Numbered{n % 977} Ltd", "GB", f"T{n}"] for n in range(100_000))
    assert "100000 companies new" in run("companies", "import", str(path)).err
    run("add", "Nissan", "Company77 Numbered77")
    text = tmp_path / "x.txt"
    text.write_text("Nissan Motor and Company99999 Numbered345 Ltd are in merger talks, the companies said on Monday.")
    assert run("ingest", str(text)).code == run("talks", "T77").code == 0
    assert len(talks(run, "Company99999 Numbered345")) == 1


def test_merge_and_split_move_the_talks(run: Run) -> None:
    run("add", "Facebook Holdings", "Nissan", "--date", "2025-01-01")
    run("add", "Meta Spaces", "Nissan", "--date", "2025-01-02")
    before = talks(run)
    assert run("companies", "merge", "Meta Spaces", "Facebook Holdings", "--reason", "renamed").code == 0
    (talk,) = talks(run, "Facebook Holdings")
    assert (talk["reports"], talk["parties"]) == (2, ["Meta Spaces", "Nissan Motor"])
    assert show(run, "Facebook Holdings")["id"] == "meta-spaces"
    assert run("companies", "merge", "Meta Spaces", "Facebook Holdings").code == 2
    assert run("companies", "split", "Meta Spaces", "Facebook Holdings").code == 0
    assert talks(run) == before
    assert run("companies", "split", "Meta Spaces", "Facebook Holdings").code == 2


def test_not_same_keeps_two_names_apart_for_good(run: Run) -> None:
    run("add", "Delta Wings", "Nissan")
    run("add", "Delta Chips", "Nissan")
    run("companies", "merge", "Delta Wings", "Delta Chips")
    run("companies", "not-same", "Delta Wings", "Delta Chips", "--reason", "no relation")
    assert len(talks(run)) == 2
    refused = run("companies", "merge", "Delta Wings", "Delta Chips")
    assert refused.code == 2
    assert "no relation" in refused.err
    assert show(run, "Delta Wings")["not_same"] == ["delta-chips"]
    run("companies", "not-same", "Delta Chips", "Delta Wings")
    assert "no relation" in run("companies", "merge", "Delta Wings", "Delta Chips").err
    run("undo")
    assert len(talks(run)) == 1


def test_merges_in_a_ring_and_through_others(run: Run) -> None:
    for name in ("Aaa One", "Bbb Two", "Ccc Three"):
        run("add", name, "Nissan")
    run("companies", "merge", "Aaa One", "Bbb Two")
    run("companies", "merge", "Ccc Three", "Aaa One")
    assert show(run, "Bbb Two")["id"] == "ccc-three"
    assert run("companies", "merge", "Bbb Two", "Ccc Three").code == 2
    run("undo", "4")
    assert show(run, "Bbb Two")["id"] == "bbb-two"
    assert run("check").code == 0


def test_an_alias_holds_for_the_days_it_was_in_use(run: Run, tmp_path: Path) -> None:
    run("companies", "add", "Norvik Platforms")
    run("companies", "add", "Facebuk Games")
    run("companies", "alias", "Norvik Platforms", "Facebuk", "--to", "2021-10-27")
    run("companies", "alias", "Facebuk Games", "Facebuk", "--from", "2021-10-28")
    assert run("companies", "alias", "Norvik Platforms", "X Y", "--from", "2022-01-01", "--to", "2021-01-01").code == 2
    for year, expected in ((2020, "norvik-platforms"), (2024, "facebuk-games")):
        path = tmp_path / f"{year}.json"
        path.write_text(json.dumps({
            "title": "Talks", "published": f"{year}-03-01T09:00:00Z", "url": f"https://news.example/{year}",
            "text": "Facebuk and Nissan Motor are in merger talks, the companies said on Monday.",
        }))  # fmt: skip
        run("ingest", str(path))
        assert len(talks(run, expected)) == 1
    assert "Facebuk until 2021-10-27" in show(run, "Norvik Platforms")["aliases"]  # type: ignore[operator]


def test_a_name_borne_in_turn_means_each_in_its_time(run: Run) -> None:
    run("companies", "add", "Norvik Platforms")
    run("companies", "add", "Facebuk Games")
    run("companies", "alias", "Norvik Platforms", "Facebuk", "--to", "2021-10-28")
    run("companies", "alias", "Facebuk Games", "Facebuk", "--from", "2021-10-28")
    for day in ("2020-01-01", "2024-01-01"):
        assert run("add", "Facebuk", "Nissan", "--date", day).code == 0
    assert run("add", "Facebuk", "Nissan", "--date", "2021-10-28").code == 2
    for argv in (["Facebuk"], ["Nissan", "Facebuk"]):
        assert len(talks(run, *argv)) == 2
        shown = json.loads(run("timeline", *argv, "--json").out)["talks"]
        assert [t["party_ids"][0] for t in shown] == ["norvik-platforms", "facebuk-games"]
    run("companies", "alias", "Norvik Platforms", "Facebuk", "--from", "2023-01-01")
    assert run("timeline", "Facebuk").code == 2


def test_roll_up_counts_a_unit_for_its_owner_of_the_day(run: Run) -> None:
    for name in ("Opal Works", "Gamma Motors", "Peso Group"):
        run("companies", "add", name)
    run("companies", "parent", "Opal Works", "Gamma Motors", "--to", "2017-07-31")
    run("companies", "parent", "Opal Works", "Peso Group", "--from", "2017-08-01")
    run("add", "Opal Works", "Nissan", "--kind", "merger", "--date", "2015-01-01")
    run("add", "Opal Works", "Honda", "--kind", "merger", "--date", "2019-01-01")
    assert talks(run, "Gamma Motors") == []
    for owner, partner in (("Gamma Motors", "nissan-motor"), ("Peso Group", "honda-motor")):
        (talk,) = talks(run, owner, "--roll-up")
        assert partner in talk["party_ids"]  # type: ignore[operator]
        shown = json.loads(run("timeline", owner, "--roll-up", "--json").out)["talks"]
        assert [t["id"] for t in shown] == [talk["id"]]
    assert run("companies", "parent", "Opal Works", "Opal Works").code == 2
    circle = run("companies", "parent", "Peso Group", "Opal Works", "--from", "2020-01-01")
    assert (circle.code, "belongs to" in circle.err) == (2, True)
    assert run("companies", "parent", "Peso Group", "Opal Works", "--to", "2017-07-31").code == 0


@pytest.mark.parametrize(("scheme", "value"), [("lei", "SHORT"), ("cik", "12X"), ("wikidata", "7"), ("ticker", "A B")])
def test_what_is_no_identifier_is_refused(run: Run, scheme: str, value: str) -> None:
    run("add", "Nissan", "Honda")
    assert run("companies", "id", "Nissan", scheme, value).code == 2


def test_an_identifier_of_one_company_is_not_given_to_another(run: Run) -> None:
    run("add", "Nissan", "Honda")
    assert run("companies", "id", "Nissan", "cik", "0000123").code == 0
    refused = run("companies", "id", "Honda", "cik", "123")
    assert refused.code == 2
    assert "nissan-motor" in refused.err
    assert run("companies", "id", "Nissan", "cik", "123").code == 0
    run("undo")
    assert run("companies", "id", "Honda", "cik", "123").code == 0


def test_a_name_that_others_bear_already_is_told_of_and_one_that_is_none_is_refused(run: Run) -> None:
    told = "could be honda-motor or nissan-motor from now on; `alliance undo` reverses it"
    assert f"“Honda” {told}" in run("companies", "alias", "Nissan", "Honda").err
    assert run("timeline", "Honda").code == 2
    run("undo")
    assert "could be" not in run("companies", "alias", "Nissan", "NML").err
    assert "“NML” could be nissan-motor or nml " in run("companies", "add", "NML").err
    before = run("log", "--json").out
    for argv in (
        ["add", ""],
        ["add", "Cortland", "--alias", " !"],
        ["alias", "Nissan", "?"],
        ["add", "Cort\x1bland"],
        ["rename", "Nissan", "Nis\x07san"],
    ):
        assert run("companies", *argv).code == 2
    assert run("log", "--json").out == before


def test_an_ambiguous_name_lists_candidates_with_ids(run: Run) -> None:
    for name in ("Volwo Cars", "Volwo Trucks"):
        run("companies", "add", name, "--alias", "Volwo")
    refused = run("timeline", "Volwo")
    assert refused.code == 2
    assert "volwo-cars  Volwo Cars" in refused.err
    assert "volwo-trucks  Volwo Trucks" in refused.err


def test_an_ambiguous_name_in_a_report_goes_to_review(run: Run, tmp_path: Path) -> None:
    for name in ("Volwo Cars", "Volwo Trucks"):
        run("companies", "add", name, "--alias", "Volwo")
    path = tmp_path / "x.txt"
    path.write_text("Volwo and Nissan Motor are in merger talks, the companies said on Monday.")
    run("ingest", str(path))
    (item,) = json.loads(run("review", "--list", "--json").out)["review"]
    (party,) = [p for p in item["parties"] if p["name"] == "Volwo"]
    assert set(party["candidates"]) == {"volwo-cars", "volwo-trucks"}
    assert run("review", item["claim"], "--set", "party:Volwo=volwo-trucks").code == 0
    (talk,) = talks(run)
    assert "volwo-trucks" in talk["party_ids"]  # type: ignore[operator]
    assert json.loads(run("review", "--list", "--json").out)["review"] == []


def test_a_merge_of_owners_reaches_the_claims_of_what_they_own(run: Run) -> None:
    for name in ("Aldgate Works", "Bexley Holdings AG", "Corfe Mills", "Dunster Capital"):
        run("companies", "add", name)
    run("companies", "parent", "Aldgate Works", "Bexley Holdings AG")
    run("add", "Corfe Mills", "Aldgate Works", "--kind", "merger", "--date", "2025-01-01")
    run("add", "Aldgate Works", "Bexley Holdings AG", "Dunster Capital", "--kind", "merger", "--date", "2025-01-01")
    assert run("companies", "merge", "Bexley Holdings AG", "Dunster Capital").code == 0
    assert run("check").code == 0
    assert run("undo").code == 0
    assert run("check").code == 0


def test_no_two_companies_are_called_the_same_by_a_rename(run: Run) -> None:
    for argv in (["rename", "Nissan", "Honda Motor"], ["edit", "Nissan", "name=Honda Motor"]):
        refused = run("companies", *argv)
        assert (refused.code, refused.err.count("\n"), "companies merge" in refused.err) == (2, 1, True)
