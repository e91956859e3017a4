"""SIGKILL at a random moment, and in the midst of what it came."""

import os
import signal
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.forking import Forking, Running

TRIES = 4
"""So many kills are tried, at most, for each that is to meet a command that still runs."""


@dataclass
class Kills:
    """How many kills met what; one that came after the end counts for nothing."""

    wanted: int
    met: Counter[str] = field(default_factory=Counter)
    missed: int = 0

    @property
    def more(self) -> bool:
        """True as long as too few met a command that was running."""
        tried = self.met.total() + self.missed
        return self.met.total() < self.wanted and tried < self.wanted * TRIES

    def count(self, hit: bool, where: str) -> None:
        """One more, and where it met the command."""
        if hit:
            self.met[where] += 1
        else:
            self.missed += 1

    def __str__(self) -> str:
        what = ", ".join(f"{count} {where}" for where, count in sorted(self.met.items()))
        return f"{self.met.total()} kills met it running ({what}); {self.missed} came after its end"


def killed(alliance: Forking, folder: Path, argv: tuple[str, ...], after: float) -> tuple[Running, bool]:
    """Start a command and kill it, and what it started, so many seconds later; whether it was still running."""
    running = alliance.start(folder, *argv)
    time.sleep(after)
    send = os.killpg if _leads(running.pid) else os.kill
    send(running.pid, signal.SIGKILL)
    return running, alliance.wait(running) < 0


def _leads(pid: int) -> bool:
    """True once the process leads a group of its own, with those that it starts."""
    try:
        return os.getpgid(pid) == pid
    except ProcessLookupError:
        return False


def contents(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder, but for the memory that those who have a ledger open share."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and not p.name.endswith("-shm")}
