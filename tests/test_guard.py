"""One bad input never stops the others: what raises is kept with its trace, the run goes on."""

import json
import mailbox
import os
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.models import Report
from alliance_cli.services.intake import reading
from alliance_cli.sources import csv_records, json_records, mail
from tests.conftest import Result, Run

TALKS = "Nissan Motor and {} are in talks on a merger, two people familiar with the matter said.\n"
PARTNERS = ("Honda Motor", "Renault", "Mitsubishi Motors")


def raising(read: Callable[..., Any], at: int) -> Callable[..., Any]:
    """`read`, which meets a bug at one of its calls."""
    calls = iter(range(1, 100))

    def call(*args: Any, **named: Any) -> Any:
        if next(calls) == at:
            raise ZeroDivisionError("met on the way")
        return read(*args, **named)

    return call


def kept(run: Run) -> list[dict[str, Any]]:
    """What is in quarantine, each with all that is known of it."""
    listed = json.loads(run("quarantine", "--json").out)["quarantine"]
    numbers = [str(one["id"]) for one in listed]
    return [json.loads(run("quarantine", "show", n, "--json").out)["quarantined"] for n in numbers]


def partners(run: Run) -> set[str]:
    talks = json.loads(run("talks", "--json").out)["talks"]
    return {party for talk in talks for party in talk["parties"]} - {"Nissan Motor"}


def records(folder: Path) -> list[str]:
    (folder / "a.jsonl").write_text("".join(json.dumps({"text": TALKS.format(p)}) + "\n" for p in PARTNERS))
    return ["a.jsonl"]


def rows(folder: Path) -> list[str]:
    (folder / "a.csv").write_text("text\n" + "".join(f'"{TALKS.format(p).strip()}"\n' for p in PARTNERS))
    return ["a.csv"]


def mails(folder: Path) -> list[str]:
    box = mailbox.mbox(folder / "a.mbox")
    for partner in PARTNERS:
        message = EmailMessage()
        message["From"], message["Subject"] = "news@example.com", "Talks"
        message.set_content(TALKS.format(partner))
        box.add(message)
    box.flush()
    return ["a.mbox"]


def texts(folder: Path) -> list[str]:
    for number, partner in enumerate(PARTNERS):
        (folder / f"{number}.txt").write_text(TALKS.format(partner))
    return ["."]


@pytest.mark.parametrize(
    ("inputs", "module", "name"),
    [
        (records, json_records, "to_report"),
        (rows, csv_records, "to_report"),
        (mails, mail, "_items"),
        (texts, reading, "check"),
        (records, reading, "check"),
    ],
)
def test_a_bug_in_one_costs_that_one(
    inputs: Callable[[Path], list[str]],
    module: Any,
    name: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    named = inputs(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, raising(getattr(module, name), at=2))
        result = run("ingest", "-q", *named)
    assert result.code == 65
    assert result.err.count("\n") == 1, result.err
    assert "a bug: ZeroDivisionError: met on the way" in result.err
    assert partners(run) == {PARTNERS[0], PARTNERS[2]}
    (one,) = kept(run)
    assert one["trace"].startswith("Traceback")
    assert run("quarantine", "retry", "--all").code == 0
    assert partners(run) == set(PARTNERS)
    assert run("check").code == 0


def test_debug_shows_the_trace_and_goes_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts(tmp_path)
    monkeypatch.setattr(reading, "check", raising(reading.check, at=1))
    assert "Traceback" in run("ingest", ".", "--debug").err
    assert len(partners(run)) == 2


def test_a_whole_run_of_nothing_but_bugs_is_bad_data(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TALKS)

    def broken(report: Report, *_: Any) -> None:
        raise LookupError(report.text)

    monkeypatch.setattr(reading, "check", broken)
    assert run("ingest", "-q", "a.txt").code == 65
    assert run("extract", "a.txt").code == 65
    assert len(kept(run)) == 1


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?b?TmlzYW4=Zg?=",
        "=?utf-8?b?A?= and =?utf-8?q?Nissan?=",
        "=?utf-8?q?=ZZ?=",
        "=?no-such?b?TmlzYW4?=",
        "=?",
    ],
)
def test_a_mail_whose_subject_is_damaged_is_read(subject: str, run: Run, tmp_path: Path) -> None:
    text = TALKS.format("Honda Motor")
    (tmp_path / "a.eml").write_text(f"From: {subject} <a@example.com>\nSubject: {subject}\nMIME-Version: 1.0\n\n{text}")
    assert run("ingest", "-q", str(tmp_path)).code == 0
    assert partners(run) == {"Honda Motor"}


def program(folder: Path, *argv: str | bytes, **named: Any) -> Result:
    """The program in a process of its own, for what only a process has."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "alliance_cli", *argv], cwd=folder, env=env, capture_output=True, check=False, **named
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


class TestNamesThatAreNotUtf8:
    def test_files_are_read_in_a_folder_and_by_name(self, run: Run, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        names = (b"caf\xe9.txt", b"\xff\xfe.txt", "日産.txt".encode())
        for name, partner in zip(names, PARTNERS, strict=True):
            (folder / os.fsdecode(name)).write_text(TALKS.format(partner))
        assert run("ingest", "-q", str(folder)).code == 0
        assert partners(run) == set(PARTNERS)
        again = run("ingest", *(os.fsdecode(os.fsencode(folder) + b"/" + name) for name in names))
        assert (again.code, "3 known" in again.err) == (0, True)
        assert run("log", "--json").code == 0
        assert run("check").code == 0

    def test_what_cannot_be_read_is_kept_and_found_again(self, run: Run, tmp_path: Path) -> None:
        bad = tmp_path / os.fsdecode(b"in\xe9") / os.fsdecode(b"caf\xe9.json")
        bad.parent.mkdir()
        bad.write_text("{")
        result = run("ingest", "-q", str(bad.parent))
        assert (result.code, "caf\\xe9.json" in result.err) == (65, True)
        bad.write_text(json.dumps({"text": TALKS.format("Renault")}))
        assert json.loads(run("quarantine", "--json").out)["quarantine"][0]["locator"].endswith("caf\\xe9.json")

    @pytest.mark.parametrize(
        "argv",
        [
            ("timeline", b"Caf\xe9"), ("add", "Nissan", b"Caf\xe9"), ("talks", b"--region=\xe9"), (b"\xff",),
            ("search", b"\xe9"), ("ingest", "a.txt", b"no\xe9.txt"), ("--db", b"l\xe9.db", "talks"),
            ("talks", "-o", b"o\xe9.csv"),
        ],
    )  # fmt: skip
    def test_an_argument_is_told(self, argv: tuple[str | bytes, ...], run: Run) -> None:
        result = run(*(os.fsdecode(word) for word in argv))
        assert (result.code, result.err.count("\n")) == (2, 1), result
        assert "not UTF-8" in result.err

    def test_an_argument_is_told_even_where_a_file_is_called_so(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        name = os.fsdecode(b"Caf\xe9")
        Path(name).write_text("x")
        run("add", "Nissan", "Honda")
        for argv in (["timeline", name], ["search", name], ["--db", name, "talks"], ["companies", "add", name]):
            result = run(*argv)
            assert (result.code, result.err.count("\n")) == (2, 1), result

    def test_a_ledger_in_the_environment_is_told(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ALLIANCE_DB", os.fsdecode(b"/tmp/l\xe9.db"))
        for argv in (["talks"], ["add", "Nissan", "Honda"], ["check"]):
            assert run(*argv).code == 2


class TestStreams:
    @pytest.fixture(autouse=True)
    def _article(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TALKS.format("Honda Motor"))

    @pytest.mark.usefixtures("begun")
    def test_closed_ones_lead_nowhere(self, run: Run, tmp_path: Path) -> None:
        def closed() -> None:
            for number in (0, 1, 2):
                os.close(number)

        assert program(tmp_path, "ingest", "a.txt", preexec_fn=closed).code == 0
        assert partners(run) == {"Honda Motor"}
        assert program(tmp_path, "talks", preexec_fn=lambda: os.close(1)).code == 0
        told = program(tmp_path, "ingest", "-q", "-", preexec_fn=lambda: os.close(0))
        assert (told.code, told.err.count("\n")) == (66, 1), told
        assert run("check").code == 0

    def test_a_full_one_is_told(self, run: Run, tmp_path: Path) -> None:
        run("ingest", "-q", str(tmp_path / "a.txt"))
        with Path("/dev/full").open("w") as full:
            env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
            command = [sys.executable, "-m", "alliance_cli", "talks", "--json"]
            done = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE, check=False)
            assert (done.returncode, done.stderr.count(b"\n")) == (74, 1), done
            command = [sys.executable, "-m", "alliance_cli", "timeline", "Nobody"]
            assert subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=full, check=False).returncode == 1

    def test_a_pipe_that_nobody_reads_is_no_error(self, demo: Path, tmp_path: Path) -> None:
        for argv in (["export"], ["talks"], ["timeline", "Nissan"], ["schema", "talk"]):
            reader, writer = os.pipe()
            os.close(reader)
            env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "ALLIANCE_DB": str(demo)}
            command = [sys.executable, "-m", "alliance_cli", *argv]
            done = subprocess.run(command, env=env, stdout=writer, stderr=subprocess.PIPE, check=False)
            os.close(writer)
            assert (done.returncode, done.stderr) == (0, b""), argv
