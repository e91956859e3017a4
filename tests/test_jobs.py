"""Reports read in several processes: the same ledger as with one, whatever happens to a process."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report
from alliance_cli.services.intake.crew import Crew
from alliance_cli.services.intake.demo import samples
from alliance_cli.services.intake.ingest import Intake, exit_code
from alliance_cli.services.keeping import checking, opening
from alliance_cli.sources import Fault, Item, read_inputs
from alliance_cli.store.batch import Batch
from tests.conftest import Run

NOW = datetime(2026, 1, 5, tzinfo=UTC)
DEALS = ("is in talks to merge with", "has agreed to buy", "denied that it is in talks with", "signed an alliance with")

ODD = """
import os, sys, time
from alliance_cli.services.intake import hand, hire

real = hand.attempt

def attempt(report, gazetteer):
    if report.title == "ENDS":
        os._exit(1)
    if report.title == "HANGS":
        time.sleep(60)
    return real(report, gazetteer)

hand.attempt = attempt
hire.main(sys.argv[1:])
"""


def reports(count: int) -> list[Item]:
    """Reports of one another: names that nobody knows, talks that go on, a report that comes twice."""
    firms = ["Nissan Motor", "Honda Motor", "Brightwater Plc", "Calder Holdings Ltd", "Zaxby's Inc", "Dellwood AG"]
    made = [
        Report(
            f"Report {n}",
            f"{firms[n % 6]} {DEALS[n % 4]} {firms[(n + n // 6 % 5 + 1) % 6]}, the Nikkei said on Monday. Part {n}.",
            "Reuters", f"https://news.example/{n % (count - 3)}", locator=f"news.jsonl:{n}",
        )
        for n in range(count)
    ]  # fmt: skip
    return [*made, made[0], Fault("bad.jsonl:1", "not JSON", ExitCode.BAD_DATA, "json", b"{")]


def taken(ledger: Path, items: Iterable[Item], crew: Crew) -> Intake:
    with closing(opening.for_writing(ledger)) as conn:
        intake = Intake(conn, command="alliance ingest", clock=lambda: NOW)
        with crew:
            intake.take_all(items, crew)
    return intake


def rows(ledger: Path) -> list[str]:
    """All that a ledger holds, but when it was made; of the full-text index which word stands where, as SQLite lays it
    out in parts as long as transactions are."""
    with closing(sqlite3.connect(ledger)) as conn:
        lines = (line for line in conn.iterdump() if "_sqlite_migrations" not in line)
        held = [line for line in lines if '"words_' not in line and '"titles_' not in line]
        for index in ("words", "titles"):
            conn.execute(f"CREATE VIRTUAL TABLE temp.in_{index} USING fts5vocab (main, {index}, instance)")
            held += [str(row) for row in conn.execute(f"SELECT * FROM temp.in_{index}")]
        return held


def odd(folder: Path) -> list[str]:
    """A process that ends, or hangs, at certain reports."""
    (folder / "odd.py").write_text(ODD)
    return [sys.executable, str(folder / "odd.py")]


def test_the_ledger_is_row_by_row_that_of_one_job(tmp_path: Path) -> None:
    items = [*read_inputs([str(samples())]), *reports(60)]
    taken(tmp_path / "one.db", items, Crew(1))
    ledger = tmp_path / "three.db"
    taken(ledger, items, Crew(3, ledger, alone=5))
    assert rows(ledger) == rows(tmp_path / "one.db")


def test_a_report_that_ends_its_process_or_takes_too_long_is_a_fault_and_all_others_are_stored(tmp_path: Path) -> None:
    ledger, items = tmp_path / "ledger.db", reports(90)
    items[20] = Report("ENDS", "x", locator="news.jsonl:20")
    items[60] = Report("HANGS", "y", locator="news.jsonl:60")
    intake = taken(ledger, items, Crew(2, ledger, alone=0, seconds=3, command=odd(tmp_path)))
    told = {str(fault) for fault in intake.summary.faults}
    assert told == {
        "bad.jsonl:1: not JSON", "news.jsonl:20: reading it ended the process",
        "news.jsonl:60: reading it took more than 3 seconds",
    }  # fmt: skip
    assert exit_code(intake.summary) is ExitCode.BAD_DATA
    with closing(sqlite3.connect(ledger)) as conn:
        held = conn.execute("SELECT raw FROM quarantine WHERE kind = 'hostile'")
        kept = {json.loads(zlib.decompress(raw))["title"] for (raw,) in held}
        assert kept == {"ENDS", "HANGS"}
    assert intake.summary.reports == len(items) - 3


def test_where_no_process_can_be_started_the_caller_reads(tmp_path: Path) -> None:
    for number, command in enumerate(([sys.executable, "-c", "pass"], [str(tmp_path / "not there")])):
        ledger = tmp_path / f"{number}.db"
        intake = taken(ledger, reports(30), Crew(2, ledger, alone=0, command=command))
        assert (intake.summary.reports, len(intake.summary.faults)) == (31, 1)


def test_no_more_is_read_ahead_than_a_few_parts(tmp_path: Path) -> None:
    met: list[int] = []

    def endless() -> Iterator[Item]:
        for n in range(10_000):
            met.append(n)
            yield Report(f"Report {n}", "Nothing of note. " * 500)

    with Crew(2, alone=0, command=odd(tmp_path)) as crew:
        for place, _ in enumerate(crew.in_order(endless())):
            assert len(met) - place < 100
            if place == 200:
                break


def test_ctrl_c_stores_what_is_done(tmp_path: Path) -> None:
    def interrupted() -> Iterator[Item]:
        yield from reports(60)[:50]
        raise KeyboardInterrupt

    ledger = tmp_path / "ledger.db"
    with pytest.raises(KeyboardInterrupt):
        taken(ledger, interrupted(), Crew(1))
    with closing(opening.for_reading(ledger)) as conn:
        assert conn.execute("SELECT count(*) FROM revisions").fetchone() == (50,)
        assert checking.problems(conn, datetime.now(UTC)) == []


@pytest.mark.long
def test_a_run_that_is_killed_leaves_whole_reports_and_the_next_one_makes_up_for_it(tmp_path: Path) -> None:
    items = [item for item in reports(400) if isinstance(item, Report)]
    news = tmp_path / "news.jsonl"
    records = [{"id": r.locator, "title": r.title, "url": r.url, "publisher": "Reuters", "text": r.text} for r in items]
    news.write_text("".join(json.dumps(record) + "\n" for record in records))
    ledger = Path(os.environ["ALLIANCE_DB"])
    argv = [sys.executable, "-m", "alliance_cli", "ingest", "-q", "--jobs", "2", str(news)]
    running = subprocess.Popen(argv, stdout=subprocess.DEVNULL, start_new_session=True)
    while running.poll() is None and not _stored(ledger, 200):
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    with closing(opening.for_reading(ledger)) as conn:
        assert checking.problems(conn, datetime.now(UTC)) == []
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    with closing(opening.for_reading(ledger)) as conn:
        assert checking.problems(conn, datetime.now(UTC)) == []
        assert conn.execute("SELECT count(*) FROM revisions").fetchone() == (400,)


def _stored(ledger: Path, count: int) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as conn:
            return bool(conn.execute("SELECT count(*) >= ? FROM revisions", (count,)).fetchone()[0])
    except sqlite3.OperationalError:
        return False


def test_a_step_that_fails_leaves_the_others(tmp_path: Path) -> None:
    with closing(opening.for_writing(tmp_path / "ledger.db")) as conn:
        batch = Batch(conn)
        for name in ("one", "two", "three"):
            try:
                with batch.step():
                    conn.execute("INSERT INTO meta VALUES (?, '')", (name,))
                    if name == "two":
                        raise ValueError
            except ValueError:
                pass
        batch.settle()
        found = conn.execute("SELECT name FROM meta WHERE name IN ('one', 'two', 'three') ORDER BY name").fetchall()
        assert found == [("one",), ("three",)]


@pytest.mark.long
def test_extract_prints_the_same_with_any_number_of_jobs(run: Run, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    records = [{"id": str(n), "title": r.title, "text": r.text} for n, r in enumerate(reports(200)[:200]) if r.title]  # type: ignore[union-attr]
    news.write_text("".join(json.dumps(record) + "\n" for record in records) + "{\n")
    one, two = (run("extract", "--json", "--jobs", jobs, str(news)) for jobs in ("1", "2"))
    assert one.out.count("\n") == 200
    assert one == two
    assert one.code == ExitCode.BAD_DATA


@pytest.mark.long
def test_tables_of_the_users_own_hold_in_every_process(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, news = tmp_path / "config.toml", tmp_path / "news.jsonl"
    config.write_text("[outlets]\n'Harbour Crier' = ['Harbourside Crier', 'the Harbourside Crier']\n")
    monkeypatch.setenv("ALLIANCE_CONFIG", str(config))
    text = "Nissan Motor and Honda Motor are in talks on a merger, the Harbourside Crier reported on Tuesday."
    news.write_text("".join(json.dumps({"id": f"{n}", "title": f"Talks {n}", "text": text}) + "\n" for n in range(200)))
    command = [sys.executable, "-m", "alliance_cli", "extract", "--json", "--jobs", "2", str(news)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {json.loads(line)["talks"][0]["origin"] for line in done.stdout.splitlines()} == {"Harbour Crier"}


def test_there_is_no_job_of_none(run: Run) -> None:
    assert run("ingest", "--jobs", "0", "x.jsonl").code == ExitCode.USAGE
