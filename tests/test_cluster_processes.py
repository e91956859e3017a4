"""A cluster of processes on this machine: two workers, one of them killed; the program killed; what ends a worker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alliance_cli.services.cluster import extracting, folding
from alliance_cli.services.cluster.engine import Here, engine
from alliance_cli.services.cluster.extracting import Wanted
from tests.archives import as_lines, in_folder, news, on_one_machine, written
from tests.test_cluster_fold import of_folder

pytestmark = pytest.mark.long

SIZE = 1 << 20


def many(folder: Path, count: int) -> list[str]:
    """Enough news for parts that take a while."""
    folder.mkdir()
    for number in range(4):
        made = [r | {"url": f"https://{number}.example/{n}"} for n, r in enumerate(news(count))]
        (folder / f"{number}.jsonl").write_bytes(as_lines(made) + b"\n" * SIZE)
    return [str(folder)]


@contextmanager
def running(*argv: str) -> Iterator["subprocess.Popen[str]"]:
    """The program, ended with all its processes at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "alliance_cli", *argv], stderr=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def parts_done(out: Path, least: int) -> bool:
    return len(list((out / "parts").glob("*.json"))) >= least if (out / "parts").is_dir() else False


def wait_for(condition: object, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers_of(process: int) -> list[int]:
    """The processes that read: those started by the program that run the loop of a worker."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == process and b"spawn_main" in line:
                found.append(int(entry.name))
    return found


def test_two_workers_one_killed_in_the_middle(tmp_path: Path) -> None:
    inputs, out = many(tmp_path / "news", 120), tmp_path / "out"
    argv = ("extract", "--engine", "dask", "--jobs", "2", "--part-size", "1", *inputs, "--to", str(out))
    with running(*argv) as process:
        wait_for(lambda: workers_of(process.pid) and (out / "manifest.json").exists())
        time.sleep(1)
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
        _, told = process.communicate(timeout=240)
    assert process.returncode == 0, told
    assert in_folder(out) == on_one_machine(inputs)


def test_the_program_killed_and_gone_on_with(tmp_path: Path) -> None:
    inputs, out = many(tmp_path / "news", 120), tmp_path / "out"
    argv = ("extract", "--engine", "dask", "--jobs", "2", "--part-size", "1", *inputs, "--to", str(out))
    with running(*argv) as process:
        wait_for(lambda: parts_done(out, 2))
        workers = workers_of(process.pid)
        process.kill()
        process.wait()
    assert json.loads((out / "manifest.json").read_text())["complete"] is False
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    done = {path: path.stat().st_mtime_ns for path in (out / "parts").iterdir()}
    with running(*argv) as process:
        _, told = process.communicate(timeout=240)
    assert process.returncode == 0, told
    assert "of them before" in told
    assert all(path.stat().st_mtime_ns == at for path, at in done.items())
    assert in_folder(out) == on_one_machine(inputs)
    assert not list(out.rglob("*.part"))


def test_a_report_that_ends_its_worker_costs_itself_alone_on_a_scheduler_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    records = news(20)
    (tmp_path / "news" / "a.jsonl").write_bytes(as_lines([*records[:9], {"title": "ENDS", "text": "x"}, *records[9:]]))
    (tmp_path / "sitecustomize.py").write_text(ENDS)
    with cluster(tmp_path) as address, engine(address, 2) as run:
        done = extracting.extract(Wanted([str(tmp_path / "news")], str(tmp_path / "out")), run)
    assert (done.failed, done.sum("faults"), done.code) == ({}, 1, 65)
    (tmp_path / "whole.jsonl").write_bytes(as_lines(records))
    assert in_folder(tmp_path / "out") == on_one_machine([str(tmp_path / "whole.jsonl")])


def test_a_report_that_hangs_costs_itself_alone_and_its_part_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    records = news(20)
    (tmp_path / "news" / "a.jsonl").write_bytes(as_lines([*records[:9], {"title": "HANGS", "text": "x"}, *records[9:]]))
    (tmp_path / "sitecustomize.py").write_text(HANGS)
    with cluster(tmp_path) as address, engine(address, 2) as run:
        done = extracting.extract(Wanted([str(tmp_path / "news")], str(tmp_path / "out")), run)
    assert (done.failed, done.sum("faults"), done.code) == ({}, 1, 65)
    (tmp_path / "whole.jsonl").write_bytes(as_lines(records))
    assert in_folder(tmp_path / "out") == on_one_machine([str(tmp_path / "whole.jsonl")])


def test_claims_are_folded_by_two_workers_as_by_this_process(tmp_path: Path) -> None:
    inputs, out = written(tmp_path / "news", 60), tmp_path / "claims"
    with engine("", 2) as run:
        assert not extracting.extract(Wanted(inputs, str(out), 3_000), run).failed
        folding.fold(str(out), str(tmp_path / "talks"), run)
    folding.fold(str(out), str(tmp_path / "here"), Here())
    assert of_folder(tmp_path / "talks") == of_folder(tmp_path / "here")
    assert in_folder(out) == on_one_machine(inputs)


HANGS = """
import re
from alliance_cli.services.cluster import patience
from alliance_cli.services.intake import crew, reading

patience.SECONDS = crew._SECONDS = 3.0
real = reading.understand

def understand(report, gazetteer):
    if report.title == "HANGS":
        re.match("(a*)*b", "a" * 60)
    return real(report, gazetteer)

reading.understand = understand
"""
"""A bug that never ends, in an expression that no other thread can interrupt."""

ENDS = """
import os
from alliance_cli.services.intake import reading

real = reading.understand

def understand(report, gazetteer):
    if report.title == "ENDS":
        os._exit(1)
    return real(report, gazetteer)

reading.understand = understand
"""
"""A bug that ends the process, in every process that is started with it on its path."""


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a scheduler with two workers, as somebody else would start them."""
    listed = folder / "scheduler.json"
    env = {
        **os.environ,
        "PYTHONPATH": f"{folder}:{Path(__file__).parent.parent}",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    near = ["--host", "127.0.0.1", "--no-dashboard"]
    listing = ["--port", "0", "--scheduler-file", str(listed)]

    def start(what: str, *more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{what}", *near, *more]
        return subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    started = [start("dask_scheduler", *listing)]
    try:
        wait_for(listed.exists)
        address = str(json.loads(listed.read_text())["address"])
        started += [start("dask_worker", address, "--nthreads", "1") for _ in range(2)]
        yield address
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)
