"""Whose reading of a text counts where several read it: a setting says so, and nothing that was read is lost."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from alliance_cli import own
from tests.conftest import Run
from tests.sizes import share
from tests.test_readers import NOTHING, TALKS, Install, claims, german, installing, talks

TWO = "return [claim(report, status=Status.CONFIRMED, basis=Basis.ON_RECORD, quote=report.text[4:40])]"
BRAVO = "Aldo – Bravo merger"


@pytest.fixture(autouse=True)
def _no_tables_stay() -> object:
    yield
    own.use(own.Own())


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    yield from installing(tmp_path, monkeypatch)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALLIANCE_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path / "config.toml"


def count(config: Path, *names: str, key: str = "counts") -> None:
    config.write_text(f"[readers]\n{key} = {json.dumps(list(names))}\n", encoding="utf-8")


def read_by(run: Run, monkeypatch: pytest.MonkeyPatch, *names: str, reports: str) -> None:
    """Have these readers read reports, the first when they come in."""
    for place, name in enumerate(names):
        monkeypatch.setenv("ALLIANCE_READER", name)
        assert run(*(("read", "--again") if place else ("ingest", reports))).code == 0
    monkeypatch.delenv("ALLIANCE_READER")


def state(ledger: Path) -> list[str]:
    with closing(sqlite3.connect(ledger)) as conn:
        return list(conn.iterdump())


@pytest.fixture
def both(run: Run, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
    """A ledger whose one text was read by `first` (rumoured), then by `second` (confirmed), of which `first` counts."""
    install(TALKS, name="first")
    install(TWO, name="second")
    count(config, "first", "second")
    read_by(run, monkeypatch, "first", "second", reports=german(tmp_path, ("Aldo", "Bravo")))


@pytest.mark.usefixtures("both")
class TestTwoReaders:
    def test_one_counts_and_the_other_turns_nothing(self, run: Run) -> None:
        assert talks(run) == {BRAVO: "rumoured"}
        assert [claim["reader"] for claim in claims(run)] == ["first/1"]
        assert '"second/1"' in run("export").out

    def test_the_setting_says_who_and_either_way_the_ledger_is_that_readers_own(self, run: Run, config: Path) -> None:
        count(config, "second", "first")
        told = run("rebuild")
        assert "by the readers that count now" in told.err
        assert talks(run) == {BRAVO: "confirmed"}
        assert [claim["reader"] for claim in claims(run)] == ["second/1"]
        assert run("rebuild").err == "1 talk derived again, all as before\n"
        count(config, "first")
        assert talks(run) == {BRAVO: "rumoured"}
        assert run("check").code == 0

    def test_a_language_may_have_its_own(self, run: Run, config: Path) -> None:
        config.write_text('[readers]\ncounts = ["first"]\nde = ["second"]\n', encoding="utf-8")
        assert talks(run) == {BRAVO: "confirmed"}
        config.write_text('[readers]\ncounts = ["second"]\nen = ["first"]\n', encoding="utf-8")
        assert talks(run) == {BRAVO: "confirmed"}

    def test_without_a_setting_the_last_counts(self, run: Run, config: Path) -> None:
        config.write_text("")
        assert talks(run) == {BRAVO: "confirmed"}
        assert json.loads(run("review", "--list", "--json").out)["review"] == []

    def test_review_shows_both_with_their_quotes(self, run: Run) -> None:
        (item,) = json.loads(run("review", "--list", "--json").out)["review"]
        assert item["quotes"][0].startswith("Die Aldo AG")
        assert item["doubts"] == [
            "second/1, which does not count, reads status confirmed: “Aldo AG verhandelt nach Angaben von”"
        ]
        run("review", item["claim"], "--accept")
        assert json.loads(run("review", "--list", "--json").out)["review"] == []
        assert talks(run) == {BRAVO: "rumoured"}

    def test_review_has_it_as_data_too(self, run: Run) -> None:
        (item,) = json.loads(run("review", "--list", "--json").out)["review"]
        (reading,) = item["readings"]
        assert (reading["reader"], reading["reads"]) == ("second/1", "otherwise")
        assert reading["unlike"] == [{"field": "status", "counts": "rumoured", "reads": "confirmed"}]
        assert reading["quote"] == "Aldo AG verhandelt nach Angaben von"
        assert reading["claim"] not in ("", item["claim"])

    def test_twice_changes_nothing(self, run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        once = state(ledger)
        for name in ("second", "first", "second"):
            monkeypatch.setenv("ALLIANCE_READER", name)
            assert "0 texts read again" in run("read", "--again").err
            assert "0 otherwise than before" in run("read", "--again", "--all").err
        assert state(ledger) == once

    def test_what_is_undone_was_never_read(self, run: Run, config: Path) -> None:
        assert run("undo").code == 0
        assert json.loads(run("review", "--list", "--json").out)["review"] == []
        count(config, "second")
        assert talks(run) == {BRAVO: "rumoured"}
        undo = json.loads(run("log", "--json").out)["log"][0]["number"]
        assert run("undo", str(undo)).code == 0
        assert talks(run) == {BRAVO: "confirmed"}
        assert run("rebuild").err.endswith("all as before\n")

    def test_an_export_comes_back_the_same(self, run: Run, tmp_path: Path) -> None:
        whole = run("export").out
        (tmp_path / "all.jsonl").write_text(whole, encoding="utf-8")
        other = ("--db", str(tmp_path / "other.db"))
        assert run(*other, "import", str(tmp_path / "all.jsonl")).code == 0
        assert run(*other, "export").out == whole
        assert talks(run, *other) == {BRAVO: "rumoured"}

    def test_a_better_version_of_the_one_that_does_not_count_is_kept_beside(
        self, run: Run, install: Install, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(TWO, name="second", version=2)
        monkeypatch.setenv("ALLIANCE_READER", "second")
        told = run("read", "--again").err
        assert "1 text read again, 0 otherwise than before" in told
        assert "1 kept beside the reading that counts" in told
        (item,) = json.loads(run("review", "--list", "--json").out)["review"]
        assert item["doubts"][0].startswith("second/2, which does not count")


ALONE = "return [claim(report)] if 'Cargo' in report.text else []"


class TestAlone:
    @pytest.fixture(autouse=True)
    def _read(self, run: Run, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
        install(NOTHING, name="first")
        install(TALKS, name="second")
        count(config, "first")
        read_by(run, monkeypatch, "first", "second", reports=german(tmp_path, ("Aldo", "Bravo")))

    def test_a_claim_of_one_who_does_not_count_waits_and_counts_once_it_is_accepted(self, run: Run) -> None:
        assert talks(run) == {}
        (item,) = json.loads(run("review", "--list", "--json").out)["review"]
        assert "second/1 alone reads it" in item["doubts"][0]
        assert run("review", item["claim"], "--accept").code == 0
        assert talks(run) == {BRAVO: "rumoured"}
        assert claims(run)[0]["reader"] == "second/1"
        assert run("rebuild").err.endswith("all as before\n")
        assert run("undo").code == 0
        assert talks(run) == {}
        assert run("rebuild").err.endswith("all as before\n")

    def test_dropped_it_waits_no_more(self, run: Run) -> None:
        (item,) = json.loads(run("review", "--list", "--json").out)["review"]
        assert run("review", item["claim"], "--drop").code == 0
        assert json.loads(run("review", "--list", "--json").out)["review"] == []
        assert talks(run) == {}

    def test_corrected_it_counts_so(self, run: Run) -> None:
        (item,) = json.loads(run("review", "--list", "--json").out)["review"]
        assert run("review", item["claim"], "--set", "kind=stake").code == 0
        assert talks(run) == {"Aldo – Bravo stake": "rumoured"}
        assert run("check").code == 0


DATED = "event_date=PartialDate(date(2025, 3, 13))"
FIRST = f"return [claim(report, 'Aldo', 'Bravo', {DATED})]"


@pytest.mark.parametrize(("other", "unlike"), [
    (f"claim(report, 'Aldo', 'Bravo', stage=Stage.MOU, {DATED})", ["stage talks mou"]),
    ("claim(report, 'Aldo', 'Bravo', event_date=PartialDate(date(2024, 3, 13)))", ["date 2025-03-13 2024-03-13"]),
    ("claim(report, 'Aldo', 'Bravo', event_date=PartialDate(date(2025, 3, 1), Precision.MONTH))", []),
    ("claim(report, 'Aldo', 'Bravo')", []),
    (f"claim(report, 'Aldo', 'Bravo', 'Angaben', {DATED})", ["parties Aldo, Bravo Aldo, Bravo, Angaben"]),
])  # fmt: skip
def test_stage_date_and_parties_are_held_against_each_other(
    run: Run, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Path, other: str,
    unlike: list[str],
) -> None:  # fmt: skip
    install(FIRST, name="first")
    install(f"return [{other}]", name="second")
    count(config, "first")
    read_by(run, monkeypatch, "first", "second", reports=german(tmp_path, ("Aldo", "Bravo")))
    found = [
        reading for item in json.loads(run("review", "--list", "--json").out)["review"] for reading in item["readings"]
    ]
    told = [f"{one['field']} {one['counts']} {one['reads']}" for reading in found for one in reading["unlike"]]
    assert told == unlike
    assert '"second/1"' in run("export").out


class TestList:
    def test_it_says_whose_reading_counts_and_where_that_is_set(self, run: Run, config: Path) -> None:
        config.write_text('[readers]\ncounts = ["filings", "rules", "ruels"]\nja = ["llm:one"]\n', encoding="utf-8")
        told = json.loads(run("readers", "--json").out)
        assert told["file"] == str(config)
        assert told["orders"] == [
            {"language": "ja", "readers": ["llm:one", "filings", "rules", "ruels"]},
            {"language": "", "readers": ["filings", "rules", "ruels"]},
        ]
        places = {row["reader"].split("/")[0]: row["counts"] for row in told["readers"]}
        assert places["rules-en"] == "2"
        assert places["rules-ja"] == "3 (texts in ja), 2"
        assert places["filings-en"] == "1"
        assert places["announcements-en"] == ""
        assert places["llm:one"] == "1 (texts in ja)"
        assert [row["source"] for row in told["readers"] if row["reader"] == "ruels"] == ["not installed"]
        assert str(config) in run("readers").out

    def test_without_a_setting_it_says_that_the_last_counts(self, run: Run, config: Path) -> None:
        config.write_text("")
        told = run("readers").out
        assert "the last reading counts" in told
        assert str(config) in told
        assert json.loads(run("readers", "--json").out)["file"] is None


def test_in_whatever_order_they_read_the_same_counts(
    run: Run, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Path
) -> None:
    install(TALKS, name="first")
    install(TWO, name="second")
    install("return [claim(report, kind=Kind.STAKE)]", name="third")
    count(config, "second", "third", "first")
    reports = german(tmp_path, ("Aldo", "Bravo"), ("Cargo", "Dingo"))
    found = set()
    for place, order in enumerate(list(permutations(("first", "second", "third")))[:: min(share(1), 2)]):
        monkeypatch.setenv("ALLIANCE_DB", str(tmp_path / f"{place}.db"))
        read_by(run, monkeypatch, *order, reports=reports)
        waits = [item["doubts"] for item in json.loads(run("review", "--list", "--json").out)["review"]]
        found.add((str(sorted(talks(run).items())), str([sorted(doubts) for doubts in waits])))
        assert run("check").code == 0
    assert len(found) == 1, found


@pytest.mark.parametrize("line", ['count = ["rules"]', 'counts = ["no reader!"]', "counts = 3", 'English = ["rules"]'])
def test_a_setting_that_is_wrong_is_told(run: Run, config: Path, line: str) -> None:
    config.write_text(f"[readers]\n{line}\n", encoding="utf-8")
    told = run("talks")
    assert (told.code, "readers." in told.err) == (78, True)
