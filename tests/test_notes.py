"""The user's own notes on talks and companies: written, found, shown, taken off, taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.test_history import talks


@pytest.fixture
def talk(run: Run) -> str:
    for origin, day in (("Nikkei", "2025-01-01"), ("FT", "2025-01-05")):
        run("add", "Nissan", "Honda", "--kind", "merger", "--origin", origin, "--basis", "anonymous", "--date", day)
    return str(talks(run)[0]["id"])


def notes(run: Run, *about: str, command: str = "note") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(command, *about, "--json").out)["notes"]
    return found


def test_a_note_stands_beside_a_talk_and_is_no_quote(run: Run, talk: str, tmp_path: Path) -> None:
    before = run("why", talk, "--json").out
    assert run("note", talk, "ask the CFO", "about the ratio").err == (
        "nissan-motor-honda-motor-merger-2025: note ask the CFO about the ratio\n"
    )
    shown = json.loads(run("why", talk, "--json").out)
    assert [n["value"] for n in shown["notes"]] == ["ask the CFO about the ratio"]
    assert shown["claims"] == json.loads(before)["claims"]
    for screen in (("show", talk), ("why", talk), ("export", "--format", "markdown")):
        out = run(*screen).out
        assert "ask the CFO about the ratio" in out
        assert "“ask the CFO" not in out
    run("report", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<dt>note</dt><dd>ask the CFO about the ratio" in page
    assert talks(run)[0]["reports"] == 2


def test_each_sort_is_written_listed_and_taken_off(run: Run, talk: str) -> None:
    run("tag", talk, "EV", "#watchlist")
    run("link", talk, "https://news.example/model", "our", "model")
    run("owner", talk, "Kim")
    run("owner", talk, "Lee", "Ann")
    run("due", talk, "2030-01-15", "second", "round")
    found = [(n["sort"], n["value"], n["label"]) for n in notes(run, talk)]
    assert found == [
        ("tag", "ev", ""), ("tag", "watchlist", ""), ("link", "https://news.example/model", "our model"),
        ("owner", "Lee Ann", ""), ("due", "2030-01-15", "second round"),
    ]  # fmt: skip
    (listed,) = talks(run)
    assert (listed["tags"], listed["owner"], listed["due"]) == (["ev", "watchlist"], "Lee Ann", "2030-01-15")
    assert [n["value"] for n in notes(run, command="due")] == ["2030-01-15"]
    assert "stands there already" in run("tag", talk, "ev").err
    for argv in (("tag", talk, "--drop", "ev", "2"), ("link", talk, "--drop"), ("owner", talk, "--drop"),
                 ("due", talk, "--done")):  # fmt: skip
        assert run(*argv).code == 0, argv
    assert notes(run, talk) == []
    assert run("due", talk, "--done").code == 1
    for _ in range(4):
        run("undo")
    assert len(notes(run, talk)) == 5
    assert "1 note taken off" in run("log").out


def test_a_company_has_notes_too_and_its_name_outranks_the_beginning_of_a_slug(run: Run, talk: str) -> None:
    assert run("note", "Nissan Motor", "the desk in Yokohama").code == 0
    assert [n["subject"] for n in notes(run)] == ["company"]
    shown = json.loads(run("companies", "show", "Nissan", "--json").out)
    assert [n["value"] for n in shown["notes"]] == ["the desk in Yokohama"]
    assert "the desk in Yokohama" in run("companies", "show", "Nissan").out
    assert run("note", "nissan-motor-honda", "on the talk").code == 0
    assert notes(run)[0]["called"] == "nissan-motor-honda-motor-merger-2025"


def test_talks_are_found_by_tag_and_notes_by_their_words(run: Run, talk: str) -> None:
    run("add", "Renault", "Geely", "--kind", "stake", "--date", "2025-01-01")
    run("tag", talk, "watchlist")
    run("note", talk, "Ask the CFO about the ratio")
    assert [t["id"] for t in talks(run, "--tag", "#Watchlist")] == [talk]
    assert [t["id"] for t in talks(run, "--tag", "other")] == []
    found = json.loads(run("search", "cfo", "ratio", "--json").out)
    assert [n["value"] for n in found["notes"]] == ["Ask the CFO about the ratio"]
    assert "your notes" in run("search", "cfo", "ratio").out
    assert run("search", "cfo", "nothing").code == 1


def test_what_is_due_is_on_the_dashboard(run: Run, talk: str) -> None:
    run("due", talk, "2030-01-15", "later")
    run("due", talk, "2025-02-01", "call", "the", "bank")
    out = run("dashboard").out
    assert "2025-02-01  nissan-motor-honda-motor-merger-2025: call the bank" in out
    assert "2030-01-15" not in out


def test_notes_go_along_when_a_talk_is_called_otherwise(run: Run, talk: str, tmp_path: Path) -> None:
    run("note", talk, "first")
    run("companies", "rename", "Honda", "Honda Group")
    run("companies", "merge", "Renault", "Nissan")
    run("drop", talk, "1")
    (now,) = talks(run)
    assert now["id"] != talk
    assert [n["value"] for n in notes(run, str(now["id"]))] == ["first"]
    run("export", "-o", str(tmp_path / "all.jsonl"))
    for other in ("new.db", "used.db"):
        db = ("--db", str(tmp_path / other))
        if other == "used.db":
            run("add", "Ford", "Rivian", "--date", "2025-01-01", *db)
        run("import", str(tmp_path / "all.jsonl"), *db)
        assert [n["value"] for n in notes(run, str(now["id"]), *db)] == ["first"]
        run("import", str(tmp_path / "all.jsonl"), *db)
        assert len(notes(run, *db)) == 1
    assert run("check").code == 0


def test_a_note_of_today_is_not_part_of_the_past(run: Run, talk: str) -> None:
    run("note", talk, "of today")
    past = json.loads(run("show", talk, "--as-of", "2025-02-01", "--json").out)
    assert past["notes"] == []


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (["note", "TALK", "  "], 2, "empty note"),
        (["note", "nobody", "words"], 1, "no talk “nobody”"),
        (["tag", "TALK", "a,b"], 2, "is no tag"),
        (["link", "TALK", "over there"], 2, "is no address"),
        (["link", "TALK", "javascript:alert(1)"], 2, "is no address"),
        (["due", "TALK", "soon"], 2, "DATE: not a date"),
        (["owner", "TALK", ""], 2, "a name is empty"),
        (["note", "TALK", "--drop"], 1, "has no note"),
        (["tag", "TALK"], 1, "nothing stands on"),
        (["note", "", "words"], 2, "name a talk"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_stored(
    run: Run, talk: str, argv: list[str], code: int, told: str
) -> None:
    done = run(*(talk if word == "TALK" else word for word in argv))
    assert (done.code, told in done.err) == (code, True), done.err
    assert notes(run) == []


def test_hostile_notes_do_nothing(run: Run, talk: str, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script> \x1b[31m [red]x[/red] | `x`"
    run("note", talk, evil)
    run("link", talk, 'https://news.example/"><script>', "=1+1")
    run("report", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "\x1b" not in run("show", talk).out + run("export", "--format", "markdown").out + run("note").out
    assert "'=1+1" in run("note", "--csv").out
