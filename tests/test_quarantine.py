"""`alliance quarantine`: nothing that could not be read is lost, nothing is tried for ever."""

import json
from pathlib import Path

from tests.conftest import Run

STORY = "Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said."


def held(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("quarantine", "--json").out)["quarantine"]
    return found


def record(**values: str) -> str:
    return json.dumps({"title": "Talks", "text": STORY, "url": "https://x.example/a", **values}) + "\n"


def test_what_cannot_be_read_is_kept_once_with_its_reason(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(record() + "{broken\n")
    for _ in range(2):
        result = run("ingest", str(path))
        assert result.code == 65
    (one,) = held(run)
    assert (one["locator"], one["tries"], one["bytes"]) == (f"{path}:2", 2, 8)
    assert "not JSON" in str(one["reason"])
    assert "{broken" in run("quarantine", "show", "1").out
    assert "{broken" in run("quarantine").out or "news.jsonl:2" in run("quarantine").out


def test_a_hint_frees_a_date_that_could_be_read_two_ways(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(record(published="01/02/2025"))
    run("ingest", str(path))
    stays = run("quarantine", "retry", "1")
    assert (stays.code, "stays" in stays.err) == (65, True)
    assert "1 tried, 1 read; 1 report read: 1 new" in run("quarantine", "retry", "1", "--day-first").err
    assert held(run) == []
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert talk["first_reported"] == "2025-02-01"


def test_columns_can_be_named_afterwards(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f"kopf,inhalt\nTalks,{STORY.replace(',', '')}\n")
    assert run("ingest", str(path)).code == 65
    assert len(held(run)) == 1
    result = run("quarantine", "retry", "--all", "--map", "title=kopf", "--map", "text=inhalt")
    assert "1 new" in result.err
    assert held(run) == []


def test_what_came_through_a_pipe_is_kept_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(bytes(range(256)) * 8)
    run("ingest", str(path))
    assert len(held(run)) == 1
    path.write_text(f"Talks\n\n{STORY}\n")
    assert "1 read" in run("quarantine", "retry", "1").err
    assert held(run) == []


def test_inputs_in_which_there_is_nothing_are_not_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert run("ingest", str(tmp_path / "missing.txt")).code == 66
    assert run("ingest", str(tmp_path / "empty.txt")).code == 65
    assert held(run) == []


def test_a_dry_run_keeps_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    run("add", "Nissan", "Honda")
    run("ingest", "--dry-run", str(tmp_path / "bad.json"))
    assert held(run) == []


def test_drop(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{a\n{b\n{c\n")
    run("ingest", str(tmp_path / "bad.jsonl"))
    assert "1 dropped" in run("quarantine", "drop", "2").err
    assert [one["id"] for one in held(run)] == [1, 3]
    assert run("quarantine", "drop", "2").code == 1
    assert run("quarantine", "drop").code == 2
    assert run("quarantine", "drop", "--all").code == 2
    run("quarantine", "drop", "--all", "--yes")
    assert held(run) == []


def test_raw_bytes_come_out_as_they_came_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"{\x1b[31mred\n")
    run("ingest", str(tmp_path / "bad.jsonl"))
    run("quarantine", "show", "1", "--raw", "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes().rstrip(b"\n") == b"{\x1b[31mred"
    assert "\x1b" not in run("quarantine", "show", "1").out + run("quarantine").out
