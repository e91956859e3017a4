"""What the machine has no more of: a line says so, the exit code is 74 or 75, and the ledger stays sound."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_cli import limits
from alliance_cli.errors import ExitCode
from alliance_cli.services.keeping import opening
from alliance_cli.sources.guard import from_bug
from alliance_cli.store import connection
from tests.conftest import Run

ARTICLE = "Nissan Motor and Renault are in talks on a merger, two people familiar with the matter said.\n"
MEMORY, HANDLES = resource.RLIMIT_AS, resource.RLIMIT_NOFILE


def limited(folder: Path, which: int, most: int, *argv: str, before: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": before + str(Path(__file__).parent.parent)}
    return subprocess.run(
        [sys.executable, "-m", "alliance_cli", *argv], cwd=folder, env=env, stdin=subprocess.DEVNULL, text=True,
        errors="replace", capture_output=True, check=False, preexec_fn=lambda: resource.setrlimit(which, (most, most)),
    )  # fmt: skip


@pytest.fixture
def desk(demo: Path, ledger: Path, run: Run) -> Path:
    shutil.copy(demo, ledger)
    (ledger.parent / "a.txt").write_text(ARTICLE)
    assert run("export", "-o", str(ledger.parent / "e.jsonl")).code == 0
    connection._close_all()
    return ledger.parent


COMMANDS = (["ingest", "a.txt"], ["rebuild"], ["import", "e.jsonl"], ["talks"], ["export"], ["backup", "b.db"])


def stands_it(desk: Path, run: Run, which: int, most: int, argv: list[str]) -> str:
    done = limited(desk, which, most, *argv)
    assert done.returncode in {0, 74, 75}, (most, done)
    assert "Traceback" not in done.stderr
    assert "a bug" not in done.stderr
    assert done.returncode == 0 or "try again" in done.stderr or "could not be read" in done.stderr
    connection._close_all()
    assert run("check", "-q").code == 0
    return done.stderr


def test_without_memory_a_command_says_so(desk: Path, run: Run) -> None:
    assert "not enough memory" in stands_it(desk, run, MEMORY, 56 << 20, ["rebuild"])
    assert "not enough memory" in stands_it(desk, run, MEMORY, 60 << 20, ["ingest", "a.txt"])


def test_what_looks_like_a_bug_of_python_for_want_of_memory_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(_: int) -> None:
        raise MemoryError

    monkeypatch.setattr(limits, "make_sure_of", short)
    told = limits.met(SystemError("error return without exception set"))
    assert told is not None
    assert (told.code, "not enough memory" in str(told)) == (ExitCode.TRY_AGAIN, True)


NUMBERS = """
import os
assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
try:
    bytearray(32 << 20)
except MemoryError:
    os._exit(1)
"""
"""What numpy does where there is no memory for what it computes with."""


@pytest.mark.parametrize("argv", [["add", "Nissan", "Honda"], ["export", "--format", "parquet", "-o", "x.parquet"]])
def test_a_library_that_would_end_the_process_for_want_of_memory_is_not_loaded(argv: list[str], desk: Path) -> None:
    (desk / "more" / "numpy").mkdir(parents=True)
    (desk / "more" / "numpy" / "__init__.py").write_text(NUMBERS)
    ledger = "new.db" if argv[0] == "add" else "ledger.db"
    told = limited(desk, MEMORY, 90 << 20, "--db", ledger, *argv, before=f"{desk / 'more'}{os.pathsep}")
    assert (told.returncode, "not enough memory" in told.stderr) == (75, True), told


def test_without_handles_of_files_a_command_says_so(desk: Path, run: Run) -> None:
    assert "too many files are open" in stands_it(desk, run, HANDLES, 6, ["ingest", "a.txt"])
    assert "too many files are open" in stands_it(desk, run, HANDLES, 6, ["backup", "b.db"])


@pytest.mark.long
@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
@pytest.mark.parametrize(("which", "most"), [
    *((MEMORY, size << 20) for size in (40, 48, 56, 64, 72, 90)), *((HANDLES, number) for number in (5, 6, 7, 8, 9, 12)),
])  # fmt: skip
def test_whatever_runs_out_the_ledger_stays_sound(which: int, most: int, argv: list[str], desk: Path, run: Run) -> None:
    stands_it(desk, run, which, most, argv)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (MemoryError(), 75, "not enough memory"), (RecursionError(), 74, "nested too deeply"),
        (OSError(24, "Too many open files"), 75, "too many files"), (RuntimeError("can't start new thread"), 75, "memory"),
        (ImportError("x.so: failed to map segment from shared object"), 75, "memory"),
        (ImportError("x.so: cannot open shared object file: Too many open files"), 75, "too many files"),
    ],
)  # fmt: skip
def test_a_limit_is_a_line_and_no_bug(
    error: Exception, code: int, said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Nissan", "Honda")

    def short(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(opening, "for_reading", short)
    told = run("talks", "--json")
    assert (told.code, told.err.count("\n"), said in told.err) == (code, 1, True), told


def test_a_bug_is_no_limit() -> None:
    assert limits.met(RuntimeError("x")) is None
    assert limits.met(ImportError("No module named 'x'")) is None
    assert limits.met(OSError(5, "I/O error")) is None
    assert limits.met(SystemError("error return without exception set")) is None


def test_a_report_for_which_memory_is_wanting_is_tried_again() -> None:
    fault = from_bug(MemoryError(), "a.txt", b"x")
    assert (fault.code, fault.passing) == (75, True)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_ledger_that_is_gone_while_a_command_reads_is_told(
    replaced: bool, run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Nissan", "Honda")
    connection._close_all()
    shutil.copy(ledger, tmp_path / "other.db")
    opened = opening.for_reading

    def gone(path: Path, **more: bool) -> object:
        conn = opened(path, **more)
        ledger.unlink()
        if replaced:
            (tmp_path / "other.db").rename(ledger)
        return conn

    monkeypatch.setattr(opening, "for_reading", gone)
    told = run("talks", "--plain")
    assert (told.code, "what was shown is in the old file" in told.err, told.err.count("\n")) == (74, True, 1), told
    monkeypatch.undo()


@pytest.mark.parametrize("setting", ["a = " + "[" * 50_000 + "]" * 50_000, "stale_days = " + "9" * 5_000])
def test_absurd_settings_are_told(setting: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absurd = tmp_path / "absurd.toml"
    absurd.write_text(setting)
    monkeypatch.setenv("ALLIANCE_CONFIG", str(absurd))
    told = run("talks")
    assert (told.code, told.err.count("\n")) == (78, 1), told
