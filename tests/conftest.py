"""What the tests share: a ledger of their own and a way to run the program."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from alliance_cli.cli import app

settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@dataclass(frozen=True)
class Result:
    """What a run printed and returned."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the ledger, the colours or the width of the machine it runs on."""
    monkeypatch.setenv("ALLIANCE_DB", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))
    for name in ("NO_COLOR", "FORCE_COLOR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `alliance` in this process."""

    def call(*argv: str) -> Result:
        capsys.readouterr()
        code = app.run([str(word) for word in argv])
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call
