"""The log, undo, and the past, at the command line."""

import importlib
import json
import pkgutil
import re
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from alliance_cli import cli
from tests.conftest import Result, Run

ADD = ("add", "Nissan", "Honda", "--kind", "merger", "--origin", "Nikkei", "--basis", "anonymous")


def talks(run: Run, *argv: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("talks", *argv, "--json").out)["talks"]
    return found


def log(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("log", "--json").out)["log"]
    return found


def reports(folder: Path, count: int) -> str:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = f"TOKYO - Nissan Motor and Honda Motor are in merger talks, the companies said on Monday. Note {number}."
        (folder / f"{number}.txt").write_text(text)
    return str(folder)


def test_every_writing_command_is_one_operation_with_its_effect(run: Run, tmp_path: Path) -> None:
    run("ingest", reports(tmp_path / "in", 3))
    run(*ADD, "--date", "2025-01-01")
    run("companies", "add", "Nakagawa Robotics", "--ticker", "NKR")
    run("companies", "alias", "Nissan", "NML")
    run("talks")
    listed = log(run)
    assert [op["number"] for op in listed] == [4, 3, 2, 1]
    assert [op["effect"] for op in reversed(listed)] == [
        "3 reports", "1 report", "1 company, 1 name, 1 identifier", "1 name",
    ]  # fmt: skip
    assert (
        listed[2]["command"]
        == "alliance add Nissan Honda --kind merger --origin Nikkei --basis anonymous --date 2025-01-01"
    )


def test_a_judgement_of_a_status_is_one_judgement_and_no_report(run: Run) -> None:
    run(*ADD, "--date", "2025-01-01")
    run("judge", str(talks(run)[0]["id"]), "--status", "abandoned")
    assert [op["effect"] for op in log(run)] == ["1 judgement", "1 report"]


def test_undo_takes_back_a_whole_ingest_and_undoing_that_restores(run: Run, tmp_path: Path) -> None:
    run(*ADD, "--date", "2025-01-01")
    before = talks(run)
    run("ingest", reports(tmp_path / "in", 5))
    after = talks(run)
    assert after != before
    assert "taken back: 2" in run("undo").err
    assert talks(run) == before
    assert "restored what it took back: 3" in run("undo", "3").err
    assert talks(run) == after
    assert "taken back: 4" in run("undo", "4").err
    assert talks(run) == before


def test_undo_without_a_number_goes_back_one_by_one(run: Run) -> None:
    run(*ADD, "--date", "2025-01-01")
    run("add", "Renault", "Geely", "--date", "2025-01-02")
    assert run("undo").code == run("undo").code == 0
    assert talks(run) == []
    assert run("undo").code == 1
    assert [op["undoes"] for op in log(run)] == [1, 2, None, None]


def test_what_was_taken_back_can_be_read_again(run: Run) -> None:
    run(*ADD, "--date", "2025-01-01")
    before = talks(run)
    run("undo")
    assert "new, rumoured" in run(*ADD, "--date", "2025-01-01").out
    assert talks(run) == before
    assert run("check").code == 0


def test_a_file_that_was_taken_back_can_be_ingested_again(run: Run, tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 2)
    run("ingest", folder)
    before = talks(run)
    run("undo")
    again = run("ingest", folder)
    assert "2 new" in again.err
    assert talks(run) == before


def test_undo_of_a_revision_restores_the_earlier_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    head = {"url": "https://news.example/1", "title": "t", "publisher": "Reuters", "published": "2025-01-01T09:00:00Z"}
    path.write_text(json.dumps({**head, "text": "Nissan and Honda are in merger talks, sources said."}))
    run("ingest", str(path))
    first = talks(run)
    path.write_text(json.dumps({**head, "text": "Nissan and Honda confirmed merger talks, the companies said."}))
    run("ingest", str(path))
    assert talks(run) != first
    run("undo")
    assert talks(run) == first


def test_a_company_is_called_by_the_longest_name_of_what_its_reports_say_now(run: Run, tmp_path: Path) -> None:
    def names_after(number: int, name: str) -> set[object]:
        head = {"url": f"https://news.example/{number}", "title": "t", "publisher": "Reuters"}
        text = f"{name} said on Monday it had agreed to buy Corvanatec AG for $3 billion."
        (tmp_path / "one.json").write_text(json.dumps({**head, "published": "2025-01-01T09:00:00Z", "text": text}))
        run("ingest", str(tmp_path / "one.json"))
        assert run("check").code == 0
        return {name for talk in talks(run) for name in _parties(talk)} - {"Corvanatec AG"}

    assert names_after(1, "Brixatec Inc") == {"Brixatec Inc"}
    assert names_after(1, "Brixatec Holdings Ltd") == {"Brixatec Holdings Ltd"}
    assert names_after(1, "Brixatec Plc") == {"Brixatec Plc"}
    assert names_after(2, "Brixatec Holdings Ltd") == {"Brixatec Holdings Ltd"}
    assert names_after(1, "Brixatec") == {"Brixatec Holdings Ltd"}
    assert names_after(2, "Brixatec AG") == {"Brixatec AG"}


def _parties(talk: dict[str, object]) -> list[object]:
    parties = talk["parties"]
    assert isinstance(parties, list)
    return parties


def test_undo_refuses_what_makes_no_sense(run: Run) -> None:
    run(*ADD)
    assert run("undo", "7").code == 1
    run("undo", "1")
    assert "taken back already, by 2" in run("undo", "1").err
    assert run("undo", "1").code == 2


def test_a_dry_run_of_undo_changes_nothing(run: Run) -> None:
    run(*ADD)
    before = talks(run)
    assert "would be gone" in run("undo", "--dry-run").err
    assert talks(run) == before
    assert len(log(run)) == 1


def test_undo_of_company_facts(run: Run) -> None:
    run("companies", "add", "Nakagawa Robotics", "--alias", "Naka")
    run("companies", "alias", "Nissan", "Nippon Wheels")
    assert run("companies", "show", "Nippon Wheels").code == 0
    run("undo")
    assert run("companies", "show", "Nippon Wheels").code == 1
    run("undo")
    assert run("companies", "show", "Naka").code == 1
    run("companies", "alias", "Nissan", "Nippon Wheels")
    assert run("companies", "show", "Nippon Wheels").code == 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """Sets the time for the commands that follow."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def set(self, day: str) -> None:
        at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        found = pkgutil.iter_modules(cli.__path__, "alliance_cli.cli.")
        for module in [importlib.import_module(module.name) for module in found]:
            for name, value in (("now", at), ("today", at.date())):
                if hasattr(module, name):
                    self._patch.setattr(module, name, partial(lambda fixed: fixed, value))


def test_a_late_old_report_changes_the_past_of_as_of_but_never_of_known(run: Run, clock: Clock) -> None:
    clock.set("2026-01-10")
    run(*ADD, "--date", "2025-03-01")
    clock.set("2026-02-10")
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--basis",
        "on-record",
        "--status",
        "confirmed",
        "--date",
        "2025-03-05",
    )

    def status(*argv: str) -> object:
        (talk,) = talks(run, *argv)
        return talk["status"]

    assert status("--as-of", "2025-03-31") == "confirmed"
    assert status("--known", "2026-01-31") == "rumoured"
    assert status("--known", "2026-02-28") == "confirmed"
    assert status("--as-of", "2025-03-02", "--known", "2026-02-28") == "rumoured"
    assert talks(run, "--known", "2026-01-01") == []


def test_every_screen_knows_the_past(run: Run, clock: Clock) -> None:
    clock.set("2026-01-10")
    run(*ADD, "--date", "2025-03-01")
    clock.set("2026-02-10")
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "abandoned", "--date", "2025-03-05")
    (talk,) = talks(run)
    for argv in (["timeline", "Nissan"], ["show", str(talk["id"])], ["why", str(talk["id"])], ["sources"],
                 ["companies", "show", "Nissan"], ["export", "--format", "csv"], ["export", "--format", "jsonl"]):  # fmt: skip
        now = run(*argv)
        then = run(*argv, "--known", "2026-01-31")
        assert (now.code, then.code) == (0, 0), (argv, then.err)
        assert argv[0] == "companies" or now.out != then.out, argv
        assert run(*argv, "--as-of", "2025-03-02").code == 0


def zorvex(path: Path, number: int, text: str, day: str) -> str:
    report = {"url": f"https://news.example/{number}", "publisher": "Reuters", "published": day, "text": text}
    (path / f"{number}.json").write_text(json.dumps({**report, "title": text[:40]}))
    return str(path / f"{number}.json")


@pytest.mark.long
def test_what_the_screens_showed_once_they_show_again(run: Run, clock: Clock, tmp_path: Path) -> None:
    """Names that later reports lengthen, talks that later lose their first claim, revisions, undos, judgements."""
    merger = "nissan-motor-honda-motor-merger-2025"
    steps = (
        (*ADD, "--date", "2025-01-01"),
        ("ingest", zorvex(tmp_path, 1, "Zorvex Inc and Nissan Motor are in talks to merge, sources said.", "2025-01-02")),
        ("ingest", zorvex(tmp_path, 2, "Zorvex Incorporated and Nissan Motor agreed to merge, they said.", "2025-02-01")),
        (*ADD, "--status", "confirmed", "--basis", "on-record", "--date", "2025-01-20"),
        ("judge", merger, "--kind", "stake"),
        ("companies", "alias", "Zorvex", "ZVX Group"),
        ("ingest", zorvex(tmp_path, 1, "Zorvex Inc and Nissan Motor ended talks on a merger, they said.", "2025-01-03")),
        ("undo", "3"), ("undo", "1"), ("companies", "merge", "Zorvex", "Renault"), ("undo", "5"),
    )  # fmt: skip
    screens = [["timeline", "Nissan"], ["talks", "--json"], ["timeline", "Zorvex"], ["sources"], ["export"],
               ["companies", "show", "Zorvex"], ["timeline", "ZVX Group"], ["export", "--format", "csv"]]  # fmt: skip
    shown = []
    for day, step in enumerate(steps, 10):
        clock.set(f"2026-01-{day}")
        assert run(*step).code == 0, step
        each = [[command, str(talk["id"])] for talk in talks(run) for command in ("show", "why")]
        shown.append((day, [(screen, run(*screen)) for screen in [*screens, *each]]))
    clock.set("2026-03-01")
    for day, then in shown:
        for screen, result in then:
            again = run(*screen, "--known", f"2026-01-{day}")
            assert (again.code, told(again.out), again.err) == (result.code, told(result.out), result.err), (
                day,
                screen,
            )


def told(text: str) -> str:
    """A screen without what talks were called before: that is for who looks for them now."""
    return re.sub(r'"former": \[[^\]]*\]|\nformerly .*(\n {16}.*)*', "", text)


def test_a_wrong_time_is_refused(run: Run) -> None:
    run(*ADD)
    refused: Result = run("talks", "--known", "2025-13-01T00:00")
    assert refused.code == 2
    assert run("talks", "--known", "whenever").code == 2
