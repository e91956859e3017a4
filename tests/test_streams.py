"""Every command with streams that are full, closed or read by nobody any more: no bug, and the ledger stays sound."""

import os
import shlex
import shutil
from pathlib import Path

import pytest

from alliance_cli.cli.describing import CommandDoc
from tests.shell import SIGNS, surroundings
from tests.sizes import share
from tests.test_help import FETCHES, LEAVES
from tests.torture.forking import CLOSED, UNREAD, Forking

FULL = "/dev/full"
STREAMS = (
    {"out": FULL}, {"out": UNREAD}, {"out": CLOSED}, {"in": CLOSED}, {"err": CLOSED}, {"err": FULL},
    {"in": CLOSED, "out": CLOSED, "err": CLOSED},
)  # fmt: skip
ANSWERS = {0, 1, 2, 65, 66, 69, 73, 74, 75, 77, 78}


def plain(command: CommandDoc) -> list[str]:
    """The words of the first example that needs no shell and no other machine, without the program."""
    fits = (e for e in command.examples if not (SIGNS & set(e) or FETCHES.search(e)) and e.startswith("alliance "))
    return shlex.split(next(fits, command.path))[1:]


def run(
    forks: Forking, desk: Path, env: dict[str, str], argv: list[str], streams: dict[str, str]
) -> tuple[int, str, str]:
    running = forks.start(desk, *argv, streams=streams, **env)
    code = forks.wait(running)
    said = [path.read_text("utf-8", "replace") if path.exists() else "" for path in (running.out, running.err)]
    return code, said[0], said[1]


@pytest.mark.skipif(not os.path.exists(FULL), reason="no device that is always full")  # noqa: PTH110
@pytest.mark.parametrize("command", LEAVES[:: share(1)], ids=lambda command: command.path.replace(" ", "-"))
def test_no_stream_brings_a_command_down(command: CommandDoc, forks: Forking, demo: Path, tmp_path: Path) -> None:
    desk = tmp_path / "first" / "desk"
    desk.mkdir(parents=True)
    kept = {"HOME", "XDG_CONFIG_HOME", "COLUMNS"}
    env = {name: value for name, value in surroundings(demo, desk).items() if name in kept}
    argv = plain(command)
    usual, out, _ = run(forks, desk, env, argv, {})
    assert usual in ANSWERS, argv
    for streams in STREAMS:
        shutil.copyfile(demo, desk / "ledger.db")
        code, _, err = run(forks, desk, env, argv, streams)
        assert code in ANSWERS, (argv, streams, code, err)
        assert "Traceback" not in err, (argv, streams, err)
        assert "a bug" not in err, (argv, streams, err)
        if streams == {"out": FULL} and out:
            assert (code, err.count("cannot read or write")) == (74, 1), (argv, code, err)
        if streams == {"out": UNREAD} and usual == 0:
            assert code in {0, 73}, (argv, err)  # what was written before is not written over
    assert run(forks, desk, env, ["check", "-q"], {})[0] == 0
