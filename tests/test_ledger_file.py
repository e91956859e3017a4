"""The file of the ledger: who may read it, what happens to a command when it is gone, damaged or may not be written."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from alliance_cli.cli import app
from alliance_cli.store import connection
from tests.conftest import Result, Run

TEXT = "Nissan Motor and {} are in talks on a merger, two people familiar with the matter said.\n"


def told(result: Result, code: int) -> None:
    assert (result.code, result.err.count("\n")) == (code, 1), result
    assert "a bug" not in result.err


def test_new_ledgers_copies_and_logs_are_their_owners_alone(run: Run, ledger: Path, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda")
    (tmp_path / "a.txt").write_text(TEXT.format("Renault"))
    run("ingest", "-q", str(tmp_path / "a.txt"), "--log", str(tmp_path / "run.log"))
    run("backup", str(tmp_path / "b.db"))
    for file in (ledger, tmp_path / "run.log", tmp_path / "b.db"):
        assert file.stat().st_mode & 0o077 == 0, file


@pytest.mark.parametrize("with_log", [False, True])
def test_a_ledger_that_may_not_be_written_is_read(
    with_log: bool, run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01")
    writer = sqlite3.connect(ledger) if with_log else None
    if writer is not None:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
    run("add", "Renault", "Geely", "--date", "2025-02-01")
    connection._close_all()
    there = sorted(ledger.parent.iterdir())
    before = run("talks", "--json").out
    monkeypatch.setattr(connection, "may_write", lambda path: False)
    assert run("talks", "--json").out == before
    for argv in (
        ["timeline", "Nissan"],
        ["search", "Nissan"],
        ["log"],
        ["export"],
        ["check"],
        ["talks", "--known", "2020-01-01"],
    ):
        assert run(*argv).code in {0, 1}, argv
    connection._close_all()
    assert sorted(ledger.parent.iterdir()) == there
    if writer is not None:
        writer.close()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_ledger_that_is_gone_while_a_command_writes_is_told(
    replaced: bool, run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Nissan", "Honda")
    connection._close_all()
    shutil.copy(ledger, tmp_path / "other.db")
    (tmp_path / "a.txt").write_text(TEXT.format("Renault"))
    stamp = connection._stamp

    def gone(conn: sqlite3.Connection) -> tuple[int, int]:
        found = stamp(conn)
        ledger.unlink()
        if replaced:
            (tmp_path / "other.db").rename(ledger)
        return found

    monkeypatch.setattr(connection, "_stamp", gone)
    result = run("ingest", "-q", str(tmp_path / "a.txt"))
    assert (result.code, "run it again" in result.err) == (74, True), result


DAMAGE = [
    "UPDATE revisions SET published = 'nonsense'", "UPDATE revisions SET read_at = 'x'", "UPDATE operations SET at = 'x'",
    "UPDATE claims SET event_date = '2025-99-99', event_precision = 'day'", "UPDATE claims SET kind = 'marriage'",
    "UPDATE talks SET status = 'maybe'", "UPDATE talks SET last_turn = 'x'", "UPDATE claims SET doubts = '{'",
    "UPDATE revisions SET published_flags = '{'", "DROP TABLE talks", "DROP TABLE steps", "DROP TABLE claims",
    "DROP TABLE titles_docsize", "DROP TABLE words_idx",
    "DROP TABLE companies", "DROP TABLE operations", "DROP TABLE aliases", "DROP TABLE revisions",
    "DROP TABLE words", "UPDATE words_data SET block = x'00'",
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_is_bad_data_and_never_a_bug(damage: str, run: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format("Renault"))
    run("ingest", "-q", str(tmp_path / "a.txt"))
    connection._close_all()
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute(damage)
        conn.commit()
    codes = set()
    for argv in (
        ["talks"],
        ["timeline", "Nissan"],
        ["log"],
        ["export"],
        ["check"],
        ["add", "Nissan", "Ford"],
        ["search", "Nissan"],
    ):
        result = run(*argv)
        assert "a bug" not in result.err, (argv, result.err)
        codes.add(int(result.code))
    assert codes <= {0, 1, 65}
    assert codes & {1, 65}


@pytest.mark.parametrize("place", [16, 18, 20, 24, 28, 40, 44, 47, 56, 60, 92, 96])
def test_a_damaged_head_of_the_file_is_bad_data(place: int, run: Run, ledger: Path, demo: Path) -> None:
    raw = bytearray(demo.read_bytes())
    raw[place : place + 4] = b"\xee\xdd\xcc\xbb"
    ledger.write_bytes(raw)
    for argv in (["talks"], ["check"], ["export"], ["add", "Nissan", "Ford"]):
        result = run(*argv)
        assert result.code in {0, 65, 77, 78}, (
            argv,
            result,
        )  # what says that it is newer, or only to be read, is believed


def test_damaged_pages_are_bad_data(run: Run, ledger: Path) -> None:
    for number in range(6):
        run("add", "Nissan", f"Honda {number} Works")
    connection._close_all()
    raw = bytearray(ledger.read_bytes())
    for at in range(8192, len(raw), 4096):
        raw[at : at + 64] = bytes(64)
    ledger.write_bytes(raw)
    for argv in (["talks"], ["timeline", "Nissan"], ["export"]):
        told(run(*argv), 65)
    assert app.run(["check"]) in {1, 65}
