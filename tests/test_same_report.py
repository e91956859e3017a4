"""Which report a report is again, and that nothing of another one goes with it."""

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.ledger import identity
from alliance_cli.sources import dedup
from tests.conftest import Result, Run

TALKS = "Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said on Monday."
SUPPLY = "Fenwick Motors and Oakhurst Cells signed a supply agreement for battery cells, the companies said."
LONG = (
    f"{TALKS} The two makers of pumps have met three times since the autumn, and their advisers are looking at the "
    "books. A deal would make the largest maker of pumps in the north of the country, with some nine thousand people "
    "in four towns. Neither side would say anything about the price, and the talks could still come to nothing."
)


def put(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def rows(*records: dict[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def talks(run: Run) -> dict[str, int]:
    found = json.loads(run("talks", "--json").out)["talks"]
    return {" – ".join(talk["parties"]): talk["reports"] for talk in found}


@pytest.fixture
def piped(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `alliance` with the first word on its standard input."""

    def call(text: str, *argv: str) -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return run(*argv)

    return call


BOTH = {"Brightwater Plc – Calder Holdings Ltd": 1, "Fenwick Motors – Oakhurst Cells": 1}


@pytest.mark.parametrize("command", [("add", "--yes", "--text"), ("ingest",)])
def test_another_article_in_the_same_file_is_another_report(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    for text in (TALKS, SUPPLY):
        told = run(*command, put(tmp_path / "article.txt", text))
        assert "gone" not in told.err
    assert talks(run) == BOTH


@pytest.mark.parametrize("command", [("add", "--yes", "--text", "-"), ("ingest", "-")])
@pytest.mark.parametrize("more", [{}, {"id": 1}, {"id": "row-1", "publisher": "Reuters"}])
def test_what_comes_twice_on_standard_input_are_two_reports(
    piped: Run, run: Run, command: tuple[str, ...], more: dict[str, object]
) -> None:
    for text in (TALKS, SUPPLY):
        piped(rows({**more, "text": text}) if more or command[0] == "ingest" else text, *command)
    assert talks(run) == BOTH


def test_an_edited_article_is_a_revision_wherever_it_lies(run: Run, tmp_path: Path) -> None:
    run("ingest", put(tmp_path / "a.txt", LONG))
    edited = LONG.replace("three times", "four times")
    assert "0 new, 1 revised" in run("ingest", put(tmp_path / "a.txt", edited)).err
    assert "0 new, 1 revised" in run("ingest", put(tmp_path / "b.txt", f"{edited} They are to meet again.")).err
    assert talks(run) == {"Brightwater Plc – Calder Holdings Ltd": 1}


def test_nearly_the_same_words_of_other_companies_are_another_article(run: Run, tmp_path: Path) -> None:
    run("ingest", put(tmp_path / "a.txt", LONG))
    run("ingest", put(tmp_path / "a.txt", LONG.replace("Calder Holdings Ltd", "Harrow Holdings Ltd")))
    run("ingest", put(tmp_path / "a.txt", TALKS.replace("Calder", "Selby")))
    assert len(talks(run)) == 3


def test_one_sentence_of_two_days_is_two_reports_and_two_outlets_are_two(run: Run, tmp_path: Path) -> None:
    said = [{"text": TALKS, "published": f"2025-03-0{day}"} for day in (3, 6)]
    run("ingest", put(tmp_path / "news.jsonl", rows(*said, {**said[0], "publisher": "Nikkei"})))
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert talk["reports"] == 3


def test_what_the_user_knows_better_of_an_article_makes_a_revision(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "article.txt", TALKS)
    run("add", "--yes", "--text", path, "--date", "2025-03-05")
    run("add", "--yes", "--text", path, "--date", "2025-03-04", "--publisher", "Reuters")
    (talk,) = json.loads(run("timeline", "Brightwater", "--json").out)["talks"]
    assert [(e["published"], e["publisher"]) for e in talk["events"]] == [("2025-03-04", "Reuters")]


def test_a_row_that_moves_in_its_file_is_not_read_anew(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "news.jsonl", rows({"text": LONG}))
    run("ingest", path)
    told = run("ingest", put(Path(path), rows({"text": SUPPLY}, {"text": LONG.replace("nine", "eight")})))
    assert "1 new, 1 revised" in told.err
    assert talks(run) == BOTH


def test_the_id_of_a_source_holds_whatever_the_text_and_a_counter_only_beside_it(run: Run, tmp_path: Path) -> None:
    held = {"id": "tag:reuters.com,2025:L8N3PK1", "publisher": "Reuters"}
    run("ingest", put(tmp_path / "a.jsonl", rows({**held, "text": TALKS})))
    told = run("ingest", put(tmp_path / "a.jsonl", rows({**held, "text": SUPPLY})))
    assert "1 revised" in told.err
    assert "gone: brightwater-calder-acquisition" in told.err
    assert "no longer said in" in told.err
    assert "Brightwater Plc → Calder Holdings Ltd, acquisition" in told.err
    counted = {"id": 7, "publisher": "Reuters", "published": "2025-03-03"}
    run("ingest", put(tmp_path / "b.jsonl", rows({**counted, "text": TALKS})))
    ended = TALKS.replace("is in talks to buy", "has ended talks to buy")
    assert "1 revised" in run("ingest", put(tmp_path / "b.jsonl", rows({**counted, "text": ended}))).err
    assert "1 new" in run("ingest", put(tmp_path / "b.jsonl", rows({**counted, "text": SUPPLY}))).err


def test_what_a_correction_takes_away_is_told_and_can_be_had_as_json(run: Run, tmp_path: Path) -> None:
    run("ingest", put(tmp_path / "a.txt", LONG))
    corrected = put(tmp_path / "a.txt", LONG.replace("is in talks to buy", "has never been near"))
    tried = json.loads(run("ingest", "-n", "--json", corrected).out)
    assert [slug.startswith("brightwater-calder") for slug in tried["gone"]] == [True]
    told = run("ingest", corrected)
    assert "gone: brightwater-calder-acquisition" in told.err
    assert talks(run) == {}
    assert run("undo").code == 0
    assert len(talks(run)) == 1


def test_what_was_read_before_texts_were_compared_is_found_again(run: Run, tmp_path: Path, ledger: Path) -> None:
    run("ingest", put(tmp_path / "a.txt", LONG))
    assert run("rebuild").code == 0
    assert "1 revised" in run("ingest", put(tmp_path / "a.txt", f"{LONG} More soon.")).err
    assert run("check").code == 0


@pytest.mark.parametrize(("record_id", "counts"), [
    ("1", True), ("a1", True), ("row-12", True), ("#7", True), ("L1N3KQ0AB", False), ("<a@example.com>", False),
    ("123e4567-e89b-12d3-a456-426614174000", False), ("2024-12-18-nissan-honda", False), ("1734508800123", False),
])  # fmt: skip
def test_ids_that_only_count_are_told_from_those_that_name(record_id: str, counts: bool) -> None:
    assert identity.is_counter(record_id) is counts


@given(st.text(max_size=200))
def test_a_text_is_found_by_its_own_keys_whatever_its_case_and_spacing(text: str) -> None:
    assert dedup.keys_of(text)
    assert set(dedup.keys_of(text)) & set(dedup.keys_of(f"  {text}\n"))
