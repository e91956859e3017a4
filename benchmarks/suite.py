"""All figures that count, as ratios that another machine can be held to.

    python -m benchmarks.suite [--full] [--against REV] [--peers PYTHON] [--json FILE] [--write]

Measures start-up, reading and storing of made news by the command line of this tree, and of the commit that
`--against` names, built beside it; the two take turns, so that a busy machine slows both. Beside them, in the same run:
bare Python, decoding alone, the full-text index alone, and what other programs take for the part of the work that
they do; `--peers` names a Python that has spaCy and its small English pipeline. Times are of the processor, the least
of several; only storing with all cores is by the clock.
`--write` writes docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import extraction, made, startup

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SIZES = {False: (400, 2, 5), True: (20_000, 3, 25)}
"""Reports, rounds of reading and storing, rounds of starting; for a short look and for a full one."""

Seconds = dict[str, float]

_BUSY = 1.5
"""With more work waiting for each core than this the clock tells of the others on the machine."""


def main() -> int:
    """Measure, print, and write what was asked for."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.suite")
    options.add_argument("--full", action="store_true", help="more reports, more rounds")
    options.add_argument("--against", metavar="REV", help="a commit to be built beside this tree")
    options.add_argument("--peers", metavar="PYTHON", default="", help="a Python that has what `peers` lists")
    options.add_argument("--json", metavar="FILE", type=Path)
    options.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(Path(scratch), full=wanted.full, against=wanted.against, python=wanted.peers)
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    page = written(found)
    if wanted.write:
        PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0


def measured(folder: Path, *, full: bool, against: str | None, python: str = "") -> dict[str, Any]:
    """All figures with what they were measured on."""
    count, rounds, starts = SIZES[full]
    news = folder / "news.jsonl"
    news.write_text("".join(json.dumps(record) + "\n" for record in made.news(count)), encoding="utf-8")
    with _trees(folder, against) as trees:
        seconds = _in_turn(trees, folder, news, rounds, starts)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        "load": os.getloadavg()[0] / (os.cpu_count() or 1),
        "commit": _commit("HEAD"), "against": _commit(against) if against else None, "reports": count,
        "measured": datetime.now(UTC).date().isoformat(), "seconds": seconds, "floor": _floor(folder, news),
        "peers": _peers(folder, news, python),
    }  # fmt: skip


def _commit(rev: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", rev], check=False, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


@contextmanager
def _trees(folder: Path, against: str | None) -> Iterator[dict[str, Path]]:
    """This tree, and the other one where a commit is named."""
    if not against:
        yield {"this": ROOT}
        return
    other = folder / "other"
    subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "--detach", str(other), against], check=True)
    try:
        yield {"other": other, "this": ROOT}
    finally:
        subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(other)], check=True)


def _in_turn(
    trees: Mapping[str, Path], folder: Path, news: Path, rounds: int, starts: int
) -> dict[str, Seconds]:  # fmt: skip
    """The least seconds of each measure of each tree, taken in turns."""
    best: dict[str, Seconds] = {name: {} for name in trees}
    commands = {name: _commands(tree, news) for name, tree in trees.items()}
    for name in trees:
        _run(commands[name].pop("demo"), _env(trees[name], folder / f"{name}-demo.db"))
    for measure in next(iter(commands.values())):
        for _ in range(starts if measure in STARTS or measure == BARE else rounds):
            for name, tree in trees.items():
                ledger = folder / f"{name}.db" if measure.startswith("store") else folder / f"{name}-demo.db"
                if measure.startswith("store"):
                    _forget(ledger)
                spent = _run(commands[name][measure], _env(tree, ledger), by_clock=measure == ALL_CORES)
                best[name][measure] = min(spent, best[name].get(measure, spent))
    return best


BARE, READ, STORE, ALL_CORES = "bare Python", "read, one core", "store, one core", "store, all cores, by the clock"
STARTS = {f"alliance {name}": name for name in startup.LIMITS}


def _commands(tree: Path, news: Path) -> dict[str, list[str]]:
    """What is run for each measure; an earlier commit knows no jobs, and takes one core whatever there is."""
    alliance = [sys.executable, "-m", "alliance_cli"]
    one = ["--jobs", "1"] if (tree / "alliance_cli" / "services" / "intake" / "crew.py").exists() else []
    return {
        "demo": [*alliance, "ingest", "-q", str(tree / "data" / "samples")],
        BARE: [sys.executable, "-c", "pass"],
        **{name: [*alliance, *words.split()] for name, words in STARTS.items()},
        READ: [*alliance, "extract", "--json", *one, str(news)],
        STORE: [*alliance, "ingest", "-q", *one, str(news)],
        ALL_CORES: [*alliance, "ingest", "-q", str(news)],
    }


def _env(tree: Path, ledger: Path) -> dict[str, str]:
    state = {"XDG_STATE_HOME": str(ledger.parent / "state"), "PYTHONPATH": str(tree)}
    return startup.surroundings(ledger) | state | {"FORCE_COLOR": "1"}


def _run(argv: Sequence[str], env: Mapping[str, str], *, by_clock: bool = False) -> float:
    """Seconds of the processor, or of the clock, that a command takes."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(argv, env=env, stdout=subprocess.DEVNULL, check=True, cwd=tempfile.gettempdir())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun if by_clock else spent


def _forget(ledger: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        ledger.with_name(ledger.name + ending).unlink(missing_ok=True)


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _floor(folder: Path, news: Path) -> Seconds:
    """What no reader or writer of this kind could do without, each alone, in this process."""
    from alliance_cli.sources import read_inputs

    records = [json.loads(line) for line in news.read_text(encoding="utf-8").splitlines()]
    rows = [(record["title"], record["text"]) for record in records]

    def indexed() -> None:
        with closing(sqlite3.connect(folder / "words.db")) as conn, conn:
            conn.execute("CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '')")
            conn.executemany("INSERT INTO words (title, text) VALUES (?, ?)", rows)

    def synced() -> None:
        with (folder / "synced").open("wb") as file:
            for _ in range(100):
                file.write(b"x" * 4096)
                os.fsync(file.fileno())

    begun = time.perf_counter()
    synced()
    sync = (time.perf_counter() - begun) / 100
    return {
        "JSON alone": _timed(lambda: [json.loads(line) for line in news.read_bytes().splitlines()]),
        "inputs to reports, none understood": _timed(lambda: list(read_inputs([str(news)]))),
        "full-text index alone": _timed(indexed), "one fsync of a page, by the clock": sync,
    }  # fmt: skip


def _peers(folder: Path, news: Path, python: str) -> dict[str, float | str]:
    """Other programs at their part of the work, on the same news; why not, where one is not installed.

    `python` has spaCy, "" for none.
    """
    records = [json.loads(line) for line in news.read_text(encoding="utf-8").splitlines()]

    def inserted() -> None:
        with closing(sqlite3.connect(folder / "raw.db")) as conn, conn:
            conn.execute("CREATE TABLE reports (id TEXT PRIMARY KEY, url TEXT, title TEXT, published TEXT, text TEXT)")
            rows = ([r[name] for name in ("id", "url", "title", "published", "text")] for r in records)
            conn.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?)", rows)

    found: dict[str, float | str] = {"sqlite3, inserts alone": _timed(inserted)}
    utils = shutil.which("sqlite-utils") or shutil.which("sqlite-utils", path=str(Path(sys.executable).parent))
    argv = [utils or "", "insert", str(folder / "utils.db"), "reports", str(news), "--nl"]
    found["sqlite-utils insert"] = _run(argv, os.environ) if utils else "not installed"
    found["feedparser, a feed of 200"], found["the same feed, by this program"] = _feeds()
    first = [(record["title"], record["text"]) for record in records[:_SHARE]]
    spacy = len(records) / extraction.spacy_rate(first, python) if python else "not installed"
    found[SPACY] = spacy
    return found


SPACY = "spaCy, small English: entities and trigger words"
_SHARE = 100
"""So many reports are read by spaCy, and tell what all would take."""


def _feeds() -> tuple[float, float]:
    import feedparser

    from alliance_cli.sources import Options
    from alliance_cli.sources.feeds import read_feed

    items = "".join(
        f"<item><title>{r['title']}</title><link>{r['url']}</link><description>{r['text']}</description></item>"
        for r in made.news(200)
    )
    raw = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()
    alone = _timed(lambda: feedparser.parse(raw))
    return alone, _timed(lambda: list(read_feed(raw, "news.rss", Options())))


def written(found: Mapping[str, Any]) -> str:
    """The page of results."""
    seconds, other = found["seconds"]["this"], found["seconds"].get("other")
    lines = [
        "# Benchmarks", "",
        f"Made by `python -m benchmarks.suite` on {found['measured']}: {found['machine']}; commit {found['commit']}"
        + (f" against {found['against']}" if other else "") + f"; {found['reports']} made reports. Seconds of the "
        "processor, the least of several turns, if not said otherwise; on another machine the ratios hold, not the "
        "seconds.", "", "## Starting", "",
        "| command | ms | times bare Python | limit |" + (" before |" if other else ""),
        "|---|---|---|---|" + ("---|" if other else ""),
    ]  # fmt: skip
    for name, words in STARTS.items():
        before = f" {other[name] / other[BARE]:.1f} |" if other else ""
        ratio = seconds[name] / seconds[BARE]
        lines.append(f"| `{name}` | {seconds[name] * 1000:.0f} | {ratio:.1f} | {startup.LIMITS[words]} |{before}")
    lines += [
        "",
        "## Reading and storing",
        "",
        "| measure | seconds | reports a second |" + (" before | times |" if other else ""),
    ]
    lines.append("|---|---|---|" + ("---|---|" if other else ""))
    busy = found["load"] > _BUSY
    for name in (READ, STORE) if busy else (READ, STORE, ALL_CORES):
        before = f" {other[name]:.2f} | {other[name] / seconds[name]:.2f} |" if other else ""
        lines.append(f"| {name} | {seconds[name]:.2f} | {found['reports'] / seconds[name]:.0f} |{before}")
    if isinstance(spacy := found["peers"][SPACY], float):
        lines.append(f"| {SPACY} | {spacy:.2f} | {found['reports'] / spacy:.0f} |" + (" | |" if other else ""))
    if busy:
        lines += ["", f"The machine had {found['load']:.0f} times the work of its cores: nothing by the clock is told."]
    lines += ["", "Storing includes reading, and starting.", "", "## The floor, and others", ""]
    lines += ["| alone | seconds | as a share of storing |", "|---|---|---|"]
    for name, spent in {**found["floor"], **found["peers"]}.items():
        if (busy and "by the clock" in name) or (name == SPACY and isinstance(spent, float)):
            continue
        told = f"{spent:.4f} | {spent / seconds[STORE]:.1%}" if isinstance(spent, float) else f"{spent} |"
        lines.append(f"| {name} | {told} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
