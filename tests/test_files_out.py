"""Files that commands write: never over a ledger, whole or not at all, nobody else's unasked."""

import errno
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from alliance_cli.cli import output
from alliance_cli.cli.into import Into
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError
from alliance_cli.services.exchange import files_out
from tests.conftest import Run

WRITERS = {
    "report": ["report", "FILE"],
    "talks": ["talks", "--csv", "-o", "FILE"],
    "text": ["talks", "-o", "FILE"],
    "picture": ["timeline", "Nissan", "--svg", "FILE"],
    "network": ["network", "--format", "svg", "-o", "FILE"],
    "feeds": ["feeds", "export", "-o", "FILE"],
    "check": ["check", "-o", "FILE"],
    "export": ["export", "-o", "FILE"],
    "parquet": ["export", "--format", "parquet", "-o", "FILE"],
    "graph": ["export", "--format", "graphml", "-o", "FILE"],
    "schema": ["schema", "talks", "-o", "FILE"],
    "raw": ["quarantine", "show", "1", "--raw", "-o", "FILE"],
    "log": ["ingest", "a.txt", "--log", "FILE"],
}


@pytest.fixture
def write(run: Run, demo: Path, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run one of the writers into a file, from a ledger that is full."""
    shutil.copy(demo, ledger)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Nissan and Honda are in talks on a merger, the Nikkei said.\n")

    def call(writer: str, file: Path, *more: str) -> int:
        result = run(*(str(file) if word == "FILE" else word for word in WRITERS[writer]), *more)
        assert "Traceback" not in result.err
        assert result.code == 0 or result.err.count("\n") == 1, result.err
        return result.code

    return call


@pytest.mark.parametrize("writer", WRITERS)
def test_no_output_goes_over_a_ledger_or_what_belongs_to_one(
    writer: str, write: Callable[..., int], ledger: Path, demo: Path, tmp_path: Path
) -> None:
    other, link, beside = tmp_path / "other.db", tmp_path / "link", tmp_path / "link-wal"
    shutil.copy(demo, other)
    link.symlink_to(other)
    beside.symlink_to(f"{other}-wal")
    before = ledger.read_bytes()
    targets = [ledger, other, link, beside, *(Path(f"{other}{end}") for end in ("-wal", "-shm", "-journal"))]
    for target in targets:
        there = target.exists()
        for force in ([], ["--force"]) if writer != "log" else ([],):
            assert write(writer, target, *force) == 2, target
        assert target.exists() is there
    assert other.read_bytes() == demo.read_bytes()
    assert ledger.read_bytes() == before


def test_no_log_goes_into_what_is_read(run: Run, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text('{"title": "Talks", "text": "Nissan and Honda are in talks on a merger.", "date": "2025-01-02"}\n')
    before = news.read_text()
    assert run("ingest", str(news), "--log", str(tmp_path / "." / "news.jsonl")).code == 2
    assert news.read_text() == before
    assert run("ingest", str(news), "--log", str(tmp_path / "run.jsonl")).code == 0


def test_the_open_ledger_is_told_even_where_it_is_not_there_yet(run: Run, ledger: Path) -> None:
    for end in ("", "-wal"):
        assert run("schema", "talks", "-o", f"{ledger}{end}").code == 2
    assert not ledger.exists()


@pytest.mark.parametrize("writer", [name for name in WRITERS if name != "log"])
def test_what_alliance_wrote_it_replaces_and_what_it_did_not_it_leaves(
    writer: str, write: Callable[..., int], tmp_path: Path
) -> None:
    file = tmp_path / "out"
    assert [write(writer, file), write(writer, file)] == [0, 0]
    content = file.read_bytes()
    for theirs in (b"mine", content + b" and a word of mine"):
        file.write_bytes(theirs)
        assert write(writer, file) == (73 if theirs else 0)
        assert file.read_bytes() == theirs
    assert write(writer, file, "--force") == 0
    assert file.read_bytes() == content
    assert write(writer, file) == 0


def test_an_empty_file_is_nothing_to_lose(write: Callable[..., int], tmp_path: Path) -> None:
    file = tmp_path / "made-by-mktemp"
    file.touch(mode=0o600)
    assert write("talks", file) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.stat().st_size


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "notes.txt"
    asked: list[str] = []

    class Terminal(Settings):
        can_ask = True

    for answer, expected in ((True, "new"), (False, "mine")):
        file.write_text("mine")
        monkeypatch.setattr("typer.confirm", lambda text, err, yes=answer: asked.append(text) or yes)
        into = Into(file, Terminal(tmp_path / "l.db"))
        with nullcontext() if answer else pytest.raises(AllianceError, match="replaces it"):
            output.write("new", into)
        assert file.read_text() == expected
    assert len(asked) == 2
    assert "notes.txt" in asked[0]


def test_a_link_stays_a_link(write: Callable[..., int], tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert write("talks", tmp_path / "link.csv") == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_size


def test_a_pipe_and_a_device_take_what_is_written(write: Callable[..., int], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    assert write("talks", pipe) == 0
    reader.join()
    assert found[0].startswith(b"id,")
    assert write("talks", Path("/dev/null")) == 0
    assert write("talks", Path("/dev/full")) == 74


def test_an_open_file_is_written_through_its_descriptor(write: Callable[..., int], tmp_path: Path) -> None:
    with (tmp_path / "out.csv").open("w+b") as file:
        assert write("talks", Path(f"/dev/fd/{file.fileno()}")) == 0
        assert file.read().startswith(b"id,")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_the_old_file(number: int, write: Callable[..., int], tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert write("talks", file) == 0
    before = file.read_bytes()

    def parts() -> "list[str]":
        raise OSError(number, os.strerror(number))

    with pytest.raises(AllianceError) as failure:
        files_out.write(
            file, (part for _ in "x" for part in parts()), ledger=tmp_path / "l", may_replace=lambda _: True
        )
    assert failure.value.code == 74
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))


def test_what_a_killed_process_left_is_cleared_by_the_next(write: Callable[..., int], tmp_path: Path) -> None:
    gone, living, other = (
        tmp_path / name for name in (".out.csv.2147483646.part", f".out.csv.{os.getppid()}.part", ".x.part")
    )
    for left in (gone, living, other):
        left.touch()
    assert write("talks", tmp_path / "out.csv") == 0
    assert [left.exists() for left in (gone, living, other)] == [False, True, True]


def test_without_a_place_to_remember_it_is_written_all_the_same(
    write: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/nowhere")
    assert [write("talks", tmp_path / "o.csv"), write("talks", tmp_path / "o.csv")] == [0, 73]


def test_places_that_take_no_file_are_told(run: Run, write: Callable[..., int], tmp_path: Path) -> None:
    assert write("talks", tmp_path) == 73
    assert write("talks", tmp_path / "no" / "out.csv") == 73
    assert write("talks", tmp_path / ("x" * 400)) == 73
    assert write("talks", tmp_path / ("x" * 250)) == 0
    (tmp_path / "loop").symlink_to("loop")
    assert write("talks", tmp_path / "loop") == 73


def test_a_backup_goes_over_no_ledger_in_use(run: Run, demo: Path, ledger: Path, tmp_path: Path) -> None:
    shutil.copy(demo, ledger)
    other = tmp_path / "other.db"
    shutil.copy(demo, other)
    for name in ("ledger.db", "ledger.db-wal", "other.db-shm", "other.db-journal"):
        assert run("backup", str(tmp_path / name), "--force").code == 2
    assert run("backup", str(other)).code == 73
    assert run("backup", str(other), "--force").code == 0
    for name, code in (("other.db", 73), ("ledger.db", 73)):  # by way of a folder that is not there
        assert run("backup", f"{tmp_path}/nowhere/../{name}").code == code
    assert run("backup", f"{tmp_path}/nowhere/../ledger.db", "--force").code == 2
    (tmp_path / "other.db-wal").write_bytes(b"x")
    assert run("backup", str(other), "--force").code == 2


def test_a_backup_goes_where_a_link_leads_and_replaces_nothing_but_files(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "old.db").write_text("old")
    for name, target in (("link.db", "kept/old.db"), ("new.db", "kept/new.db"), ("self.db", "self.db")):
        (tmp_path / name).symlink_to(target)
    assert run("--db", str(demo), "backup", str(tmp_path / "link.db"), "--force").code == 0
    assert run("--db", str(demo), "backup", str(tmp_path / "new.db")).code == 0
    for name in ("link.db", "new.db"):
        assert (tmp_path / name).is_symlink()
        assert run("--db", str(tmp_path / name), "check", "-q").code == 0
    os.mkfifo(tmp_path / "pipe")
    for name in ("self.db", "pipe", "kept"):
        told = run("--db", str(demo), "backup", str(tmp_path / name), "--force")
        assert (told.code, told.err.count("\n")) == (73, 1), told
    assert (tmp_path / "pipe").is_fifo()
