"""How long commands take to start, as a ratio to `python -c pass` in the same run.

    python -m benchmarks.startup

Builds the demo ledger in a temporary folder, then takes the fastest of several runs of each command, in turns, so that
a busy machine slows all alike.
"""

import os
import pty
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
LIMITS = {"--version": 2.5, "talks --json": 5, "timeline Nissan Honda": 12, "__complete timeline niss": 6}
"""What each command may take at most, as a ratio; the timeline in colour."""


def main() -> int:
    """Measure, print a line a command, return 1 if one is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        env = surroundings(Path(folder) / "ledger.db")
        _build(Path(env["ALLIANCE_DB"]))
        alliance = [str(Path(sys.executable).with_name("alliance"))]
        commands = {name: [*alliance, *name.split()] for name in LIMITS}
        best = _best({"python -c pass": [sys.executable, "-c", "pass"], **commands}, env)
    base = best.pop("python -c pass")
    print(f"{'python -c pass':32} {base * 1000:6.1f} ms")
    for name, seconds in best.items():
        print(f"{'alliance ' + name:32} {seconds * 1000:6.1f} ms  {seconds / base:5.2f} times (limit {LIMITS[name]})")
    return int(any(seconds / base >= LIMITS[name] for name, seconds in best.items()))


def surroundings(ledger: Path) -> dict[str, str]:
    """The environment with a ledger of its own, bytecode allowed, colour on."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "NO_COLOR"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "ALLIANCE_DB": str(ledger), "TERM": "xterm-256color"}


def _build(ledger: Path) -> None:
    from datetime import UTC, datetime

    from alliance_cli.services.intake import demo

    conn, _ = demo.build(ledger, lambda: datetime.now(UTC))
    conn.close()


def _best(commands: dict[str, list[str]], env: dict[str, str]) -> dict[str, float]:
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(ROUNDS):
        for name, argv in commands.items():
            best[name] = min(best[name], _timed(argv, env))
    return best


def _timed(argv: list[str], env: dict[str, str]) -> float:
    """Seconds for one run with a terminal as output, which is what turns colour on."""
    ours, theirs = pty.openpty()
    try:
        start = time.perf_counter()
        process = subprocess.Popen(argv, env=env, stdout=theirs, stderr=subprocess.DEVNULL)
        os.close(theirs)
        while True:
            try:
                if not os.read(ours, 65536):
                    break
            except OSError:
                break
        process.wait()
        return time.perf_counter() - start
    finally:
        os.close(ours)


if __name__ == "__main__":
    sys.exit(main())
