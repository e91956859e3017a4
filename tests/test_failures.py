"""Bad input: one clear line, the right exit code, no traceback."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from alliance_cli.cli.declared import MOST
from alliance_cli.store import schema
from tests.conftest import MERGER, Result, Run


def one_line(result: Result, code: int) -> str:
    assert result.code == code, result
    assert result.err.count("\n") == 1, result.err
    assert "Traceback" not in result.err
    return result.err


def test_no_ledger_says_how_to_start_one(run: Run) -> None:
    for argv in (["timeline", "Nissan"], ["talks"], ["companies", "list"], ["why", "x"], ["rebuild"]):
        assert "alliance ingest" in one_line(run(*argv), 1)


def test_an_unknown_company_suggests_the_nearest(run: Run) -> None:
    run("add", "Nissan", "Honda")
    assert "did you mean “Nissan Motor”" in one_line(run("timeline", "Nisan"), 1)
    assert "no company called “Qqqqxyzzy”" in one_line(run("timeline", "Qqqqxyzzy"), 1)


def test_a_company_without_talks_is_nothing_to_show(run: Run) -> None:
    run("add", "Nissan", "Honda")
    assert "no talk of Toyota Motor" in one_line(run("timeline", "Toyota", "-q", "--plain"), 1)


def test_talks_that_were_asked_for_and_are_not_there_are_nothing_to_show(run: Run) -> None:
    assert run("talks").code == 1
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2025-01-01")
    for argv in (
        ["--tag", "none"],
        ["--kind", "stake"],
        ["--since", "2026-01-01"],
        ["Nissan", "--status", "confirmed"],
    ):
        assert "that the options ask for" in one_line(run("talks", *argv), 1)
    asked = run("talks", "--kind", "stake", "--json")
    assert (asked.code, '"talks": []' in asked.out) == (1, True)
    assert run("talks", "--known", "2020-01-01").code == 0


def test_nothing_found_is_said_of_what_was_asked_for_alone(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2025-01-01")
    for argv in (["--as-of", "2024-01-01"], ["--known", "2024-01-01"], ["--kind", "stake"], ["--since", "2026-01-01"]):
        told = one_line(run("timeline", "Nissan", "-q", "--plain", *argv), 1)
        assert "no talk of Nissan Motor in the ledger that the options ask for" in told
    assert "“merger” that the options ask for" in one_line(run("search", "merger", "--publisher", "Nobody"), 1)
    assert one_line(run("search", "xyz"), 1).endswith("“xyz”\n")


def test_a_folder_is_no_export_and_what_is_no_command_of_the_log_is_not_undone(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda")
    assert "is no folder of claims" in one_line(run("import", str(tmp_path)), 66)
    (tmp_path / "file").write_text("x")
    found = run("fold", "--jobs", "1", str(tmp_path / "file"), "--to", str(tmp_path / "talks"))
    assert "is no folder of claims" in one_line(found, 66)
    assert "no command 99; `alliance log` lists them" in one_line(run("undo", "99"), 1)


def test_a_talk_without_a_name_is_asked_for(run: Run) -> None:
    run("add", "Nissan", "Honda")
    for argv in (["why", ""], ["show", ""], ["judge", "", "--not-a-talk"]):
        assert "name a talk by its id or slug" in one_line(run(*argv), 2)


def test_a_file_that_is_no_database(run: Run, ledger: Path) -> None:
    ledger.write_bytes(b"this is not a database, it only lies where one should be" * 40)
    assert "a backup or an export is the way back" in one_line(run("talks"), 65)
    one_line(run("add", "Nissan", "Honda"), 65)


def test_a_database_that_is_no_ledger_is_left_alone(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as conn:
        conn.execute("CREATE TABLE recipes (name)")
    before = ledger.read_bytes()
    assert "not a ledger" in one_line(run("add", "Nissan", "Honda"), 65)
    assert ledger.read_bytes() == before


def test_a_newer_ledger_is_refused_and_untouched(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as conn:
        conn.execute("CREATE TABLE later (name)")
        conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = ledger.read_bytes()
    assert "newer alliance" in one_line(run("talks"), 78)
    assert ledger.read_bytes() == before


def test_a_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    one_line(run("--db", str(tmp_path / "file" / "ledger.db"), "add", "Nissan", "Honda"), 73)


def test_a_folder_as_ledger(run: Run, tmp_path: Path) -> None:
    one_line(run("--db", str(tmp_path), "talks"), 73)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", 65),
        ("binary.txt", bytes(range(256)) * 8, 65),
        ("bad.json", b"{", 65),
        ("bad.jsonl", b'{"text": ', 65),
    ],
)
def test_files_that_cannot_be_read(run: Run, tmp_path: Path, name: str, content: bytes, code: int) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for command in ("ingest", "extract"):
        result = run(command, str(path), "-q")
        assert name in one_line(result, code)


def test_inputs_that_are_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    one_line(run("ingest", "-q", str(tmp_path / "missing.txt")), 66)
    one_line(run("ingest", "-q", str(tmp_path / "*.txt")), 66)
    one_line(run("ingest", "-q", str(tmp_path / "folder")), 66)


def test_misuse_is_one_line_that_names_the_help(run: Run) -> None:
    assert "--help" in one_line(run("search"), 2)
    assert "--help" in one_line(run("nonsense"), 2)
    assert "--help" in one_line(run("talks", "--nonsense"), 2)
    one_line(run("talks", "--limit", "0"), 2)
    one_line(run("--db"), 2)
    run("add", "Nissan", "Honda")
    one_line(run("talks", "--json", "--csv"), 2)
    one_line(run("talks", "--sort", "beauty"), 2)
    one_line(run("timeline", "Nissan", "--as-of", "soon"), 2)


def test_a_bug_keeps_its_traceback_under_debug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from alliance_cli.services.keeping import opening

    def broken(path: Path) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(opening, "for_reading", broken)
    assert "a bug: ZeroDivisionError" in one_line(run("talks"), 70)
    with pytest.raises(ZeroDivisionError):
        run("talks", "--debug")


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda")
    one_line(run("talks", "-o", str(tmp_path / "no" / "such" / "file")), 73)
    assert run("talks", "--json", "-o", str(tmp_path / "talks.json")).out == ""
    assert "alliance.talks/4" in (tmp_path / "talks.json").read_text()


def test_a_dry_run_makes_no_ledger(run: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nissan and Honda are in talks on a merger, the Nikkei said.\n")
    (tmp_path / "l.csv").write_text("name\nZetta Works\n")
    run("add", "Nissan", "Honda", "--db", str(tmp_path / "other.db"))
    (tmp_path / "e.jsonl").write_text(run("export", "--db", str(tmp_path / "other.db")).out)
    for argv in (
        ["ingest", "-n", str(tmp_path / "a.txt")], ["add", "-n", "Nissan", "Honda"], ["add", "-n", "--text", str(tmp_path / "a.txt")],
        ["companies", "import", "-n", str(tmp_path / "l.csv")], ["import", "-n", str(tmp_path / "e.jsonl")],
    ):  # fmt: skip
        assert run(*argv).code == 0, argv
        assert not list(tmp_path.glob("ledger.db*"))


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["talks", "--limit", str(2**70)], 2), (["log", "--limit", str(2**70)], 2),
        (["why", "t" * 100_000], 1), (["show", "t" * 60_000], 1), (["review", "c" * 60_000, "--accept"], 1), (["talks", "--kind", "k" * 60_000], 2),
        (["talks", "--buyer", "b" * 60_000], 1), (["why", "%_\\" * 20_000], 1), (["judge", "x" * 100_000, "--not-a-talk"], 1), (["timeline", "x" * 100_000], 1),
        (["add", *(f"Firm {n}" for n in range(3_000)), "--new-company"], 2), (["undo", str(2**70)], 2), (["quarantine", "show", str(2**70)], 2), (["watch", "remove", str(2**70)], 2),
        (["edit", MERGER, "9" * 100_000, "kind=stake"], 2), (["judge", MERGER, "--split", f"1-{'9' * 100_000}", "--join", "x"], 2),
        (["talks", "-o", "x" * 100_000], 73), (["x" * 100_000], 2),
    ],
)  # fmt: skip
def test_absurd_numbers_and_names_are_told_in_a_line(
    run: Run, argv: list[str], code: int, demo: Path, ledger: Path
) -> None:
    shutil.copyfile(demo, ledger)
    told = one_line(run(*argv), code)
    assert "a bug" not in told
    assert len(told) < 2_100


def test_the_most_there_can_be_is_all_there_is(run: Run) -> None:
    run("add", "Nissan", "Honda", "--note", "Battery plans")
    assert run("search", "battery", "--limit", str(MOST)).out == run("search", "battery").out != ""


@pytest.mark.parametrize("command", ["talks", "timeline Nissan", "network", "matrix", "stats", "log", "dashboard"])
def test_an_absurd_width_is_no_matter(run: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "Nissan", "Honda")
    for width in (10**9, 10**30):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = run(*command.split())
        assert shown.code == 0, shown
        assert len(shown.out) < 10_000


@pytest.mark.parametrize("argv", [["ingest", ""], ["extract", ""], ["report", ""], ["report", "", "Nissan"]])
def test_an_empty_name_is_no_folder(argv: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("add", "Nissan", "Honda")
    (tmp_path / "a.txt").write_text("Renault and Ford are in talks on a merger.\n")
    assert "an empty name" in run(*argv).err
    assert len(json.loads(run("talks", "--json").out)["talks"]) == 1
    assert not list(tmp_path.glob("*.html"))


@pytest.mark.parametrize(("line", "code", "says"), [
    ("--db folder talks", 73, "folder is a folder, and a ledger is a file"),
    ("backup folder", 73, "folder is a folder; give the name of a file in it"),
    ("companies import folder", 66, "folder is a folder; name the file in it"),
    ("ingest ftp://h.example/a.txt", 66, "no address that is fetched: those begin with http:// or https://"),
    ("ingest file:///news.txt", 66, "a file is named by its path"),
])  # fmt: skip
def test_a_folder_in_the_place_of_a_file_and_other_addresses_are_told(
    line: str, code: int, says: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    run("companies", "add", "Blue Harbor")
    result = run(*line.split())
    assert (result.code, says in result.err, result.err.count("\n") <= 2) == (code, True, True), result
