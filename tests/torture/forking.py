"""`alliance` in processes forked from one that has everything loaded: to start one takes milliseconds.

    python -m tests.torture.forking [--few]

reads orders from its standard input, a JSON object a line: start a command, or wait for one.
"""

import contextlib
import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

from tests import companies

ROOT = Path(__file__).parent.parent.parent
STILL = "2026-12-01T09:00:00+00:00"
"""What the clock says in each command, so that two runs of one can be compared byte for byte: a day after all stamps in
`tests/earlier`.
"""


ARTICLE = (
    "Nissan Motor and Honda Motor are in talks on a merger, people familiar with the matter said on Dec. 17, 2024.\n"
)

CLOSED, UNREAD = "closed", "unread"
_READY = 999
_GOING_ON = 1000
"""Said of a command that has not ended; no exit code."""


@dataclass
class Running:
    """A command under way."""

    pid: int
    out: Path
    err: Path


class Forking:
    """Starts commands and waits for them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._started = itertools.count()
        self._one = threading.Lock()

    def start(self, folder: Path, *argv: str, streams: Mapping[str, str] = MappingProxyType({}), **env: str) -> Running:
        """Start `alliance` on the ledger of a folder; what it prints goes to files, or where `streams` leads.

        They are called in, out and err, and lead to a file, or are CLOSED, or UNREAD: a pipe whose reader is gone.
        """
        number = next(self._started)
        out, err = folder.parent / f"out.{number}", folder.parent / f"err.{number}"
        surroundings = {"ALLIANCE_DB": str(folder / "ledger.db"), "XDG_STATE_HOME": str(folder / "state"), **env}
        leads = {"in": os.devnull, "out": str(out), "err": str(err), **streams}
        return Running(self._ask({"argv": argv, "env": surroundings, "cwd": str(folder), **leads}), out, err)

    def wait(self, running: Running) -> int:
        """Its exit code; for one that a signal ended, the number of that below zero. Others may start and wait too."""
        while (code := self._ask({"wait": running.pid})) == _GOING_ON:
            time.sleep(0.01)
        return code

    def run(self, folder: Path, *argv: str, **env: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a command."""
        running = self.start(folder, *argv, **env)
        code = self.wait(running)
        return code, running.out.read_text(), running.err.read_text()

    def _ask(self, order: Mapping[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._one:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())


@contextlib.contextmanager
def forking(**more: str) -> Iterator[Forking]:
    """A process to fork from, with more in its environment."""
    command = [sys.executable, "-m", "tests.torture.forking", *(["--few"] if companies.are_few() else [])]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ALLIANCE_"))} | {"COLUMNS": "100"} | more
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{_READY}\n"
        try:
            yield Forking(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


class _Still(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.fromisoformat(STILL).astimezone(tz)


def _load() -> None:
    """Everything that commands use, by way of using it."""
    from alliance_cli.cli import app

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(open(os.devnull, "w")):  # noqa: PTH123
        Path(folder, "a.txt").write_text(ARTICLE, "utf-8")
        db = ["--db", f"{folder}/ledger.db"]
        used = (["ingest", f"{folder}/a.txt"], ["add", "Nissan", "Honda"], ["talks"], ["export"], ["check"])
        for argv in ([*words, *db] for words in used):
            with contextlib.redirect_stdout(open(os.devnull, "w")):  # noqa: PTH123
                app.run(argv)
    from alliance_cli.store import connection

    connection._close_all()


def _become(order: Mapping[str, Any]) -> int:
    """This process, just forked, as the command. Returns its exit code."""
    os.setsid()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    for number, name in enumerate(("in", "out", "err")):
        _lead(number, f"std{name}", order[name])
    from alliance_cli.cli import app, settings

    settings.datetime = _Still  # type: ignore[attr-defined]
    return app.run(order["argv"])


def _lead(number: int, name: str, where: str) -> None:
    """A standard stream to where it leads."""
    if where == CLOSED:
        os.close(number)
        setattr(sys, name, None)
        return
    flags = os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY
    opened = _unread() if where == UNREAD else os.open(where, flags, 0o644)
    os.dup2(opened, number)
    os.close(opened)


def _unread() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def _child(order: Mapping[str, Any]) -> None:
    import atexit
    import traceback

    code = 70
    try:
        code = _become(order)
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError):
                stream.flush()
    except BaseException:
        if sys.stderr is not None:
            traceback.print_exc()
    finally:
        os._exit(code)


def serve(orders: TextIO) -> None:
    """Follow orders until there are no more."""
    _load()
    gc.collect()
    gc.freeze()  # a process forked from this one need not look through it, which would copy it
    print(_READY, flush=True)
    for line in orders:
        order = json.loads(line)
        if "wait" in order:
            ended, status = os.waitpid(order["wait"], os.WNOHANG)
            print(os.waitstatus_to_exitcode(status) if ended else _GOING_ON, flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _child(order)
        print(pid, flush=True)


if __name__ == "__main__":
    if "--few" in sys.argv:
        companies.begin_with_few()
    serve(sys.stdin)
