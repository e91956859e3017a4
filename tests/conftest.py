"""What the tests share: a ledger of their own and a way to run the program."""

import gc
import itertools
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alliance_cli.cli import app
from alliance_cli.store import connection
from tests import companies, sizes

if TYPE_CHECKING:
    from tests.servers import BadServer
    from tests.torture.forking import Forking

MERGER = "honda-motor-nissan-motor-merger-2024"
"""A talk of the demo ledger."""

_numbers = itertools.count()

# programs that tests start are compiled once, not each time
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# a shell that runs the tests in the background has them, and all that they start, ignore Ctrl-C
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="every test, and each law at its full size")
    parser.addoption("--moments", type=int, default=2, help="how often what is killed or loses power is")
    parser.addoption("--seed", default="", help="other moments with each")
    parser.addoption("--minutes", type=float, default=0.2, help="how long many work on one ledger, or fuzzing goes on")


def pytest_configure(config: pytest.Config) -> None:
    sizes.choose(config)
    companies.use_few(config)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # what is there by now stays: no use in looking through it again and again


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    sizes.leave_out_long(config, items)


@dataclass(frozen=True)
class Result:
    """What a run printed and returned."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def _new_ledger(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ledger with shipped companies and nothing else. To make one takes most of a second, to copy it nothing."""
    from alliance_cli.services.keeping import opening

    file = tmp_path_factory.mktemp("new") / "ledger.db"
    opening.for_writing(file).close()
    return file.read_bytes()


@pytest.fixture(autouse=True)
def _ledgers_are_copied(_new_ledger: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that a command makes in this process is a copy; programs that a test starts make their own."""
    from alliance_cli.services.keeping import opening

    really = opening.open_ledger

    def copied(path: Path, *, create: bool = False) -> sqlite3.Connection:
        if create and path.parent.is_dir() and not path.is_symlink() and not path.exists():
            path.touch(0o600)
            path.write_bytes(_new_ledger)
        conn = really(path, create=create)
        conn.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug; tests/torture do
        return conn

    monkeypatch.setattr(opening, "open_ledger", copied)


@pytest.fixture
def begun(ledger: Path, _new_ledger: bytes) -> Path:
    """The ledger of the test with shipped companies in it, for a program that the test starts: to make its own takes it
    most of a second.
    """
    ledger.touch(0o600)
    ledger.write_bytes(_new_ledger)
    return ledger


@pytest.fixture
def every_company(_ledgers_are_copied: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ledgers that this process makes know all companies that are shipped, whatever the tests can mean."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.store import companies as stored

    monkeypatch.setattr(stored, "seed", companies.all_of_them)
    monkeypatch.setattr(opening, "open_ledger", connection.open_ledger)


@pytest.fixture(autouse=True)
def _own_surroundings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test sees the ledger, the colours or the width of the machine it runs on. A folder is made for those that ask
    for one: that takes longer than most others do.
    """
    unmade = tmp_path_factory.getbasetemp() / f"unmade-{next(_numbers)}"
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else unmade
    monkeypatch.setenv("ALLIANCE_DB", str(folder / "ledger.db"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / ".state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    for name in ("NO_COLOR", "FORCE_COLOR", "XDG_DATA_HOME", "ALLIANCE_CONFIG"):
        monkeypatch.setenv(name, "")  # of a name that is not there `delenv` would take nothing back that a test sets
        monkeypatch.delenv(name)


@pytest.fixture
def moments(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--moments"))


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("--seed"))


@pytest.fixture
def minutes(request: pytest.FixtureRequest) -> float:
    return float(request.config.getoption("--minutes"))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `alliance` in this process."""

    def call(*argv: str) -> Result:
        capsys.readouterr()
        before = connection.opened()
        code = app.run([str(word) for word in argv])
        for ledger in connection.opened() - before:
            ledger.close()  # as where a command ends with its process: a test may run hundreds
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call


@pytest.fixture
def server() -> "Iterator[BadServer]":
    """A web server of this machine that answers as a test says, well or badly."""
    from tests.servers import BadServer

    with BadServer() as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo ledger, used for a while: feeds, watches, things that could not be read, a dozen commands in its log."""
    from alliance_cli.services.intake import demo as service

    folder = tmp_path_factory.mktemp("demo")
    ledger = folder / "ledger.db"
    conn, _ = service.build(ledger, lambda: datetime(2026, 1, 5, tzinfo=UTC))
    conn.close()
    for i in range(1, 6):
        (folder / f"bad{i}.json").write_text('{"a' * i)
    (folder / "bad4.jsonl").write_text('{"title": "Talks", "text": "Nissan is in talks.", "date": "01/02/2025"}\n')
    bad = [str(folder / name) for name in ("bad1.json", "bad2.json", "bad3.json", "bad4.jsonl", "bad5.json")]
    for argv in (
        ["feeds", "add", *(f"https://example.com/{i}" for i in range(1, 5))], ["watch", "add", "Nissan"],
        ["watch", "add", "Honda", "--kind", "merger"], ["ingest", "-q", *bad],
        *(["companies", "add", f"Blue Harbor Works {i}"] for i in range(12)),
        *([command, MERGER, *words] for command, *words in (
            ("note", "ask the CFO"), ("tag", "ev"), ("link", "https://example.com/model", "our model"), ("owner", "Kim"),
            ("due", "2025-06-01", "second round"))),
    ):  # fmt: skip
        app.run(["--db", str(ledger), *argv])
    whole = folder / "whole.db"
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("VACUUM INTO ?", (str(whole),))
    return whole


@pytest.fixture(scope="session")
def forks() -> "Iterator[Forking]":
    """The program in processes forked from one that has everything loaded."""
    from tests.torture.forking import forking

    with forking() as started:
        yield started


@pytest.fixture(scope="session")
def example_com() -> Iterator[str]:
    """The address of a server that has a feed and a story."""
    from tests import shell

    with shell.example_com() as address:
        yield address
