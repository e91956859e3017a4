"""A ledger that may not be written: it is read all the same, and what would be written is refused, never lost."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from alliance_cli.store import connection, schema
from tests.conftest import Run

TALK = "nissan-motor-honda-motor-merger-2024"
READING = (
    ["talks"], ["timeline", "Nissan"], ["why", TALK], ["show", TALK], ["companies", "show", "Nissan"], ["search", "merge"], ["find", "nissan"],
    ["changes", "--since", "2020-01-01"], ["log"], ["stats"], ["export"], ["check"], ["stale"], ["due"], ["review", "--list"],
    ["quarantine"], ["feeds"], ["watch"], ["sources"], ["network"], ["matrix"],
)  # fmt: skip
WRITING = (
    ["undo"], ["rebuild"], ["tag", TALK, "x"], ["note", TALK, "x"], ["judge", TALK, "--status", "abandoned", "--reason", "x"],
    ["check", "--repair"], ["add", "Nissan", "Ford"], ["companies", "add", "Blue Harbor"], ["watch", "add", "Nissan"], ["changes"],
)  # fmt: skip


_loaded: list[bool] = []
"""Whether this process has read what the commands need: another user may not enter the folder of the program."""


@contextmanager
def another_user() -> Iterator[None]:
    """What follows is done by a user for whom the rights of files hold, as they do not for the administrator."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        connection._close_all()
        os.setresuid(0, 0, 0)


@pytest.fixture
def desk(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that every user may enter, with a ledger; all that the commands need is loaded."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "state").mkdir()
    (folder / "state").chmod(0o777)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("ALLIANCE_DB", str(folder / "in" / "ledger.db"))
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-12-17", "--note", "They are to merge")
    connection._close_all()
    if not _loaded:
        shutil.copytree(folder / "in", folder / "other")
        for argv in (*READING, *WRITING, ["backup", str(folder / "other" / "b.db")]):
            run(*argv, "--db", str(folder / "other" / "ledger.db"))
        connection._close_all()
        _loaded.append(True)
    yield folder
    (folder / "in").chmod(0o755)
    shutil.rmtree(folder)


def _with_log(ledger: Path) -> None:
    """Part of what was written is beside the ledger, as where its writer was killed."""
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("PRAGMA wal_autocheckpoint = 0")
        conn.execute("INSERT INTO meta VALUES ('a test', 'was here')")
        conn.commit()
        kept = {file.name: file.read_bytes() for file in ledger.parent.iterdir()}
    for name, content in kept.items():
        (ledger.parent / name).write_bytes(content)


def _of_earlier_rules(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("UPDATE meta SET value = 'older' WHERE name = 'rules'")
        conn.commit()


def _of_an_earlier_version(ledger: Path) -> None:
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as conn:
        conn.executescript((Path(__file__).parent / "earlier" / "schema-9.sql").read_text(encoding="utf-8"))
    ledger.chmod(0o644)
    assert schema.VERSION > 9


def _with_own_names(ledger: Path) -> None:
    config = ledger.parent.parent / "config.toml"
    config.write_text("[aliases]\n'Nissan Motor' = ['The Yokohama Firm']\n")
    config.chmod(0o644)
    os.environ["ALLIANCE_CONFIG"] = str(config)  # taken back by the fixture that keeps the surroundings away


def held(desk: Path) -> dict[str, bytes]:
    """What is in the ledger and its log, without the index of the log."""
    files = (path for path in (desk / "in").iterdir() if not path.name.endswith("-shm"))
    return {path.name: content for path in files if (content := path.read_bytes())}


STATES = {
    "the file": (0o444, 0o777, None), "the folder": (0o666, 0o555, None), "both": (0o444, 0o555, None),
    "with a log": (0o444, 0o555, _with_log), "of earlier rules": (0o444, 0o555, _of_earlier_rules),
    "of an earlier version": (0o444, 0o555, _of_an_earlier_version), "with own names": (0o444, 0o555, _with_own_names),
}  # fmt: skip


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(state, marks=() if state in {"both", "with a log", "of an earlier version"} else pytest.mark.long)
        for state in STATES
    ],
)
def test_what_may_not_be_written_is_read_and_nothing_that_is_said_is_lost(state: str, desk: Path, run: Run) -> None:
    file, folder, prepare = STATES[state]
    if prepare is not None:
        prepare(desk / "in" / "ledger.db")
        shutil.copytree(desk / "in", desk / "like it")
        for argv in READING:
            run(*argv, "--db", str(desk / "like it" / "ledger.db"))
        connection._close_all()
    before = held(desk)
    for path in (desk / "in").iterdir():
        path.chmod(file)
    (desk / "in").chmod(folder)
    (desk / "out").mkdir()
    (desk / "out").chmod(0o777)
    with another_user():
        for argv in READING:
            result = run(*argv)
            assert result.code == 0 or (argv == ["search", "merge"] and result.code == 1), (argv, result)
        for argv in WRITING:
            result = run(*argv)
            assert (result.code, "permission" in result.err) == (77, True), (argv, result)
        assert run("backup", str(desk / "out" / "b.db")).code == 0
        assert held(desk) == before
    talks = json.loads(run("talks", "--json", "--db", str(desk / "out" / "b.db")).out)["talks"]
    assert TALK in [talk["slug"] for talk in talks]


@pytest.mark.parametrize("closed", ["ledger.db", "ledger.db-wal", "."])
def test_what_may_not_even_be_read_is_told(closed: str, desk: Path, run: Run) -> None:
    _with_log(desk / "in" / "ledger.db")
    for path in (desk / "in").iterdir():
        path.chmod(0o666)
    (desk / "in" / closed).chmod(0)
    with another_user():
        for argv in (["talks"], ["export"], ["check"], ["undo"], ["rebuild"], ["check", "--repair"]):
            result = run(*argv)
            assert (result.code, result.err.count("\n")) == (77, 1), (argv, result)


def _set_rights(folder: Path, files: int, of_folder: int) -> None:
    connection._close_all()
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(files)
    folder.chmod(of_folder)


def test_changes_that_cannot_be_remembered_are_shown_and_said_to_come_again(desk: Path, run: Run) -> None:
    _set_rights(desk / "in", 0o444, 0o555)
    with another_user():
        result = run("changes")
        assert (result.code, "Nissan" in result.out) == (77, True)
        assert "so the next run shows the same; --since DATE and --dry-run need no permission" in result.err
        assert run("changes", "--dry-run").code == 0
    _set_rights(desk / "in", 0o644, 0o755)
    assert run("changes").code == 0
    _set_rights(desk / "in", 0o444, 0o555)
    with another_user():
        assert (run("changes").code, run("changes").err) == (0, "nothing new\n")
