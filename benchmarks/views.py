"""How long the screens take on a large ledger, as a ratio to the demo ledger in the same run.

    python -m benchmarks.views [LEDGER] [--reports N]

Takes a ledger, or fills one with invented reports, as many as a news agency's archive of seven years has. Each command
runs in turns on both ledgers; medians count, so that a busy machine slows all alike. The talks shown are, in the large
ledger, one with as many reports as that of the demo, and the one with the most reports, for which there is no limit.
"""

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alliance_cli.models import Basis, Claim, Evidence, Kind, Party, Published, Report, Stage, Status
from alliance_cli.services.intake import demo
from alliance_cli.services.intake.recording import Recorder
from alliance_cli.services.keeping import opening
from alliance_cli.services.looking import following
from alliance_cli.store.connection import copy_to, writing

ROUNDS = 5
REPORTS = 106_000
LIMIT = 3.0
LIMITED = ("timeline", "talks", "show", "search", "changes")
START = datetime(2006, 10, 1, 8, tzinfo=UTC)


def main() -> int:
    """Measure, print a line a command, return 1 if one is over the limit."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    given.add_argument("ledger", nargs="?", type=Path)
    given.add_argument("--reports", type=int, default=REPORTS)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "demo.db", Path(folder) / "large.db"
        demo.build(small, lambda: datetime.now(UTC))[0].close()
        if options.ledger is None:
            print(f"{options.reports} invented reports: {filled(large, options.reports):.0f} s", flush=True)
        else:
            copy_to(options.ledger, large)
        for ledger in (small, large):
            _read_on(ledger)
        return _compare(small, large)


def _read_on(ledger: Path) -> None:
    """Let a reader have seen all there is, and one report come in after that."""
    conn = opening.for_writing(ledger)
    following.remember(conn, "default", following.here(conn, datetime.now(UTC)))
    companies = _talk(ledger, 0)[1]
    text = f"{companies[0]} and {companies[1]} are in talks, people say."
    report = Report("", text, "Example Wire", "https://news.example/latest", Published(datetime.now(UTC)))
    claim = Claim(
        parties=tuple(Party(company, company) for company in companies), kind=Kind.SUPPLY, status=Status.RUMOURED,
        stage=Stage.TALKS, basis=Basis.ANONYMOUS, origin="sources",
        evidence=(Evidence(text, 0, len(text), "invented"),),
    )  # fmt: skip
    recorder = Recorder(conn, "benchmark")
    with writing(conn):
        recorder.record(report, [claim], "en", datetime.now(UTC))
    conn.close()


def _compare(small: Path, large: Path) -> int:
    ours, like, most = _talk(small, 0), _talk(large, _size(small)), _talk(large, 0)
    failed = 0
    print(f"{'':44} {'demo':>8} {'large':>8}")
    for name, on_demo, on_large, limited in _commands(ours, like, most):
        base, taken = _medians((small, on_demo), (large, on_large))
        over = limited and taken / base >= LIMIT
        failed |= over
        limit = f" (limit {LIMIT:g})" if limited else ""
        print(f"{name:44} {base:6.0f} ms {taken:6.0f} ms  {taken / base:5.2f} times{limit}{' OVER' if over else ''}",
              flush=True)  # fmt: skip
    return int(failed)


Shown = tuple[str, list[str]]


def _commands(ours: Shown, like: Shown, most: Shown) -> Iterator[tuple[str, list[str], list[str], bool]]:
    for command in ("timeline", "show"):
        for what, there in (("", like), (", most reports", most)):
            here = ours[1] if command == "timeline" else [ours[0]]
            then = there[1] if command == "timeline" else [there[0]]
            yield command + what, [command, *here], [command, *then], not what
    yield "why", ["why", ours[0]], ["why", like[0]], False
    yield "talks", ["talks"], ["talks"], True
    yield "search WORDS", ["search", "joint venture"], ["search", "joint venture"], True
    yield "changes --since last", ["changes", "--since", "last", "-n"], ["changes", "--since", "last", "-n"], True
    all_new = ["changes", "--since", "2000-01-01"]
    yield "changes --since 2000-01-01, all new", all_new, all_new, True
    for command in ("companies", "sources", "stats", "stale", "log", "review --list", "network"):
        yield command, command.split(), command.split(), False


def _size(ledger: Path) -> int:
    conn = sqlite3.connect(ledger)
    size: int = conn.execute("SELECT reports FROM talks ORDER BY reports DESC LIMIT 1").fetchone()[0]
    conn.close()
    return size


def _talk(ledger: Path, reports: int) -> Shown:
    """The talk of two with this many reports (0: the most), and its companies."""
    conn = sqlite3.connect(ledger)
    sql = (
        "SELECT t.id FROM talks t JOIN talk_parties p ON p.talk = t.id GROUP BY t.id HAVING count(*) = 2"
        " ORDER BY CASE WHEN ?1 THEN abs(t.reports - ?1) ELSE -t.reports END, t.id LIMIT 1"
    )
    talk = conn.execute(sql, (reports,)).fetchone()[0]
    parties = conn.execute("SELECT company FROM talk_parties WHERE talk = ? ORDER BY position", (talk,))
    found = talk, [company for (company,) in parties]
    conn.close()
    return found


def _medians(*runs: tuple[Path, list[str]]) -> list[float]:
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for times, (ledger, words) in zip(taken, runs, strict=True):
            times.append(_timed(ledger, words))
    return [statistics.median(times) for times in taken]


def _timed(ledger: Path, words: list[str]) -> float:
    """Milliseconds for one run."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "alliance_cli", "--db", str(ledger), *words], env=env, capture_output=True, check=False
    )
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode()}")
    return (time.perf_counter() - start) * 1000


def filled(path: Path, reports: int) -> float:
    """Fill a new ledger with invented reports, a third of them with claims; returns the seconds it took."""
    begun = time.monotonic()
    draw = random.Random(20_061_001)
    conn = opening.for_writing(path)
    recorder = Recorder(conn, "benchmark")
    for first in range(0, reports, 500):
        with writing(conn):
            for number in range(first, min(first + 500, reports)):
                report, found = _invented(draw, number)
                recorder.record(report, found, "en", START + timedelta(minutes=35 * number))
        recorder.committed()
    conn.close()
    return time.monotonic() - begun


def _invented(draw: random.Random, number: int) -> tuple[Report, list[Claim]]:
    """A report of some 300 words; of a few companies there is much news, of most little."""
    names = [f"Firm{int(draw.paretovariate(0.9)) % 6000}", f"Firm{int(draw.paretovariate(0.9)) % 6000}"]
    sentence = f"{names[0]} and {names[1]} are in talks about a joint venture."
    words = " ".join(f"w{int(draw.expovariate(1) * 4000)}" for _ in range(300))
    at = START + timedelta(minutes=35 * number)
    report = Report(
        f"{names[0]} looks at {names[1]}", f"{sentence} {words}", "Example Wire", f"https://news.example/{number}",
        Published(at),
    )  # fmt: skip
    if names[0] == names[1] or draw.random() < 0.6:
        return report, []
    status = draw.choice((Status.RUMOURED, Status.RUMOURED, Status.CONFIRMED, Status.ABANDONED))
    basis = Basis.ANONYMOUS if status is Status.RUMOURED else Basis.ON_RECORD
    return report, [
        Claim(
            parties=tuple(Party(name, name.lower()) for name in names),
            kind=draw.choice((Kind.MERGER, Kind.STAKE, Kind.JOINT_VENTURE, Kind.SUPPLY)), status=status,
            stage=Stage.ENDED if status is Status.ABANDONED else Stage.TALKS, basis=basis,
            origin="sources" if basis is Basis.ANONYMOUS else "company", main=draw.random() < 0.8,
            evidence=(Evidence(sentence, 0, len(sentence), "invented"),),
        )
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
