"""Runs that nobody watches: the lock, signals, the log, exit codes, telling of changes."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from alliance_cli.services.intake import locking
from alliance_cli.services.intake.demo import samples
from alliance_cli.services.keeping import opening
from alliance_cli.store.connection import writing
from tests.conftest import Run
from tests.servers import BadServer, answer
from tests.test_feeds import entry, rss
from tests.test_ingest import CONFIRMED, RUMOUR, lines


def start(ledger: Path, *argv: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "alliance_cli", "--db", str(ledger), *argv]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def until(server: BadServer, path: str) -> None:
    deadline = time.monotonic() + 30
    while not any(request.path == path for request in server.requests):
        assert time.monotonic() < deadline
        time.sleep(0.02)


RUN = ("ingest", "--feeds", "--now", "--allow-private")


def test_two_runs_never_overlap_and_readers_go_on(run: Run, server: BadServer, ledger: Path) -> None:
    run("feeds", "add", server.silent("/slow"))
    first = start(ledger, *RUN)
    try:
        until(server, "/slow")
        began = time.monotonic()
        second = run(*RUN)
        assert (second.code, f"process {first.pid}, since" in second.err) == (75, True)
        assert time.monotonic() - began < 5
        assert run("ingest", str(samples())).code == 75
        assert run("feeds", "list").code == 0
        assert run("add", "Nissan", "Honda").code == 0
        other = str(ledger.with_name("other.db"))
        assert run("--db", other, "feeds", "add", server.on("/rss", answer(rss(entry(1))))).code == 0
        assert run("--db", other, *RUN).code == 0
    finally:
        first.kill()
        first.communicate()
    run("feeds", "remove", "1")
    assert run(*RUN).code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_soon_and_in_order(
    run: Run, server: BadServer, ledger: Path, number: signal.Signals
) -> None:
    run("feeds", "add", server.on("/rss", answer(rss(*(entry(i) for i in range(20))))))
    run("feeds", "add", server.silent("/slow"))
    running = start(ledger, *RUN)
    until(server, "/slow")
    began = time.monotonic()
    running.send_signal(number)
    _, err = running.communicate(timeout=30)
    assert (running.returncode, "interrupted; what was stored stays" in err) == (130, True)
    assert time.monotonic() - began < 10
    with sqlite3.connect(ledger) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_log_tells_of_everything_in_json_lines(run: Run, server: BadServer, tmp_path: Path) -> None:
    run("feeds", "add", server.on("/rss", answer(rss(entry(1)))))
    run("feeds", "add", server.on("/none", answer(b"", "404 Not Found")))
    log = tmp_path / "run.jsonl"
    for _ in range(2):
        run(*RUN, "--log", str(log))
    events = [json.loads(line) for line in log.read_text().splitlines()]
    assert [e["event"] for e in events] == [
        "start", "feed", "feed", "fault", "change", "end", "start", "feed", "feed", "fault", "end",
    ]  # fmt: skip
    assert all(e["at"] and e["pid"] == os.getpid() for e in events)
    assert {e["outcome"] for e in events if e["event"] == "feed"} == {"read", "unchanged", "failed"}
    assert (events[5]["exit"], events[5]["new"], events[5]["faults"]) == (69, 1, 1)
    assert run(*RUN, "--log", str(tmp_path / "no" / "such")).code == 73


def test_quiet_prints_problems_alone(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.on("/rss", answer(rss(entry(1)))))
    result = run(*RUN, "-q")
    assert (result.code, result.out, result.err) == (0, "", "")
    run("feeds", "add", server.on("/none", answer(b"", "404 Not Found")))
    result = run(*RUN, "-q")
    assert (result.code, result.out, result.err.count("\n")) == (69, "", 1)
    assert "/none" in result.err


def test_exit_codes_tell_what_passes_from_what_does_not(run: Run, server: BadServer, tmp_path: Path) -> None:
    good = server.on("/rss", answer(rss(entry(1))))
    busy = server.on("/busy", answer(b"", "503 Not Now", Retry_After="9"))
    gone, bad = server.on("/gone", answer(b"", "404 Not Found")), server.on("/bad", answer(b"hello", kind="text/plain"))

    def code(*addresses: str) -> int:
        db = str(tmp_path / f"{len(list(tmp_path.iterdir()))}.db")
        run("--db", db, "feeds", "add", *addresses)
        return int(run("--db", db, *RUN).code)

    assert code(good) == 0
    assert code(good, busy) == 75
    assert code(good, gone) == 69
    assert code(busy, gone) == 69
    assert code(good, bad) == 65
    assert code(gone, bad) == 65


def test_a_mail_comes_in_through_a_pipe(begun: Path) -> None:
    mail = (
        "From: Example News <news@example.com>\nTo: me@example.org\nSubject: Brightwater in talks to buy Calder\n"
        "Date: Mon, 03 Mar 2025 09:00:00 +0000\nMessage-ID: <1@example.com>\nContent-Type: text/plain\n\n"
        + RUMOUR["text"] + "\n"
    )  # fmt: skip
    argv = [sys.executable, "-m", "alliance_cli", "--db", str(begun), "ingest", "-"]
    for expected in ("1 new", "1 known"):
        done = subprocess.run(argv, input=mail, capture_output=True, text=True, check=False)
        assert (done.returncode, expected in done.stderr) == (0, True), done.stderr


@pytest.mark.long
def test_mails_come_in_while_a_run_is_at_work_and_others_write(ledger: Path) -> None:
    argv = [sys.executable, "-m", "alliance_cli", "--db", str(ledger), "ingest", "-"]
    conn = opening.for_writing(ledger)
    with locking.only_run(ledger, "alliance ingest --feeds", datetime.now(UTC)):
        with writing(conn):
            mails = [subprocess.Popen(argv, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
            for number, mail in enumerate(mails):
                assert mail.stdin is not None
                mail.stdin.write(
                    f"From: News <news@example.com>\nSubject: Brightwater in talks to buy Calder {number}\n"
                    f"Message-ID: <{number}@example.com>\nContent-Type: text/plain\n\n{RUMOUR['text']}\n"
                )
                mail.stdin.close()
        ends = [(mail.wait(), mail.stderr.read() if mail.stderr else "") for mail in mails]
    assert [(code, "1 new" in said) for code, said in ends] == [(0, True)] * 3, ends


@pytest.mark.long
def test_a_bare_environment_is_enough(tmp_path: Path, server: BadServer) -> None:
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    alliance = str(Path(sys.executable).with_name("alliance"))

    def call(*argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([alliance, *argv], env=env, cwd="/", capture_output=True, text=True, check=False)

    call("feeds", "add", server.on("/rss", answer(rss(entry(1)))))
    done = call(*RUN, "--on-change", "cat > $HOME/told")
    assert (done.returncode, "1 new" in done.stderr) == (0, True), done.stderr
    assert json.loads((tmp_path / "told").read_text())["status"] == "rumoured"
    assert (tmp_path / ".local/share/alliance/ledger.db").is_file()
    assert list((tmp_path / ".local/state/alliance").iterdir())


def test_each_change_is_told_once_and_again_only_where_that_failed(run: Run, tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = f"cat >> {told}; echo $ALLIANCE_STATUS >> {told}.status"

    def heard() -> list[tuple[str | None, str]]:
        found = told.read_text().splitlines() if told.exists() else []
        return [(c["before"], c["status"]) for c in map(json.loads, found)]

    failing = run("ingest", lines(tmp_path / "a.jsonl", RUMOUR), "--on-change", "exit 3")
    assert (failing.code, "not told" in failing.err, "Brightwater" in failing.err) == (0, True, True)
    run("ingest", lines(tmp_path / "a.jsonl", RUMOUR), "--on-change", command)
    assert heard() == [(None, "rumoured")]
    for _ in range(2):
        run("ingest", lines(tmp_path / "a.jsonl", RUMOUR, CONFIRMED), "--on-change", command)
    assert heard() == [(None, "rumoured"), ("rumoured", "confirmed")]
    assert (tmp_path / "told.status").read_text().split() == ["rumoured", "confirmed"]


def test_what_a_text_says_is_never_run(run: Run, tmp_path: Path) -> None:
    hostile = {**RUMOUR, "publisher": "$(touch owned)`touch owned`", "title": "; touch owned; " + RUMOUR["title"]}
    run("ingest", lines(tmp_path / "a.jsonl", hostile), "--on-change", f"cd {tmp_path}; cat > told")
    assert (tmp_path / "told").exists()
    assert not (tmp_path / "owned").exists()


def test_a_service_gets_one_message_a_run(run: Run, httpserver: HTTPServer, tmp_path: Path) -> None:
    pytest.importorskip("apprise")
    httpserver.expect_request("/hook").respond_with_data("ok")
    address = f"json://127.0.0.1:{httpserver.port}/hook"
    text = "Dellwood Plc is in talks to buy Farrow Holdings Ltd, people familiar with the matter said."
    other = {**RUMOUR, "url": "https://news.example/z", "title": "x", "text": text}
    for _ in range(2):
        run("ingest", lines(tmp_path / "a.jsonl", RUMOUR, other), "--notify", address)
    ((request, _),) = httpserver.log
    message = json.loads(request.data)
    assert "2 talks" in message["title"]
    assert "Dellwood" in message["message"]
    assert run("ingest", "x", "--notify", "nonsense").code == 2
    assert str(httpserver.port) not in run("log", "--json").out


@pytest.mark.long
def test_the_lines_in_the_help_work(run: Run, tmp_path: Path, server: BadServer) -> None:
    """Each command line of `alliance help cron` that is for cron, systemd or a mail filter, as those would run it."""
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LOGNAME": "me", "SHELL": "/bin/sh"}
    alliance = str(Path(sys.executable).with_name("alliance"))
    text = run("help", "cron").out
    found = [line[line.index("/.local/bin/alliance") + 20 :] for line in text.splitlines() if "/.local/bin/" in line]
    assert len(found) == 3
    story = f"Subject: x\nFrom: a@example.com\nDate: Mon, 03 Mar 2025 09:00:00 +0000\n\n{RUMOUR['text']}\n"
    for words in found:
        done = subprocess.run(
            ["/bin/sh", "-c", alliance + words], env=env, cwd="/", input=story, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for option in ("--log", "--on-change", "--notify", "--allow-private", "--feeds", "--full"):
        assert option in text
        assert option in run("ingest", "--help").out


def test_dates_in_doubt_are_kept_and_said(run: Run, tmp_path: Path) -> None:
    future = {**RUMOUR, "published": "2999-01-01T09:00:00Z"}
    unknown = {**CONFIRMED, "published": "Mon, 10 Mar 2025 09:00:00 XYZT"}
    assert run("ingest", lines(tmp_path / "a.jsonl", future, unknown)).code == 0
    talks = [talk["id"] for talk in json.loads(run("talks", "--json").out)["talks"]]
    said = " ".join(run("why", talk).out for talk in talks)
    assert "after it was read" in said
    assert "2999-01-01T09:00:00Z" in said
    assert "XYZT, which is unknown" in said
    assert "XYZT" in "".join(run("why", talk, "--json").out for talk in talks)


def test_a_host_is_asked_one_thing_at_a_time(run: Run, server: BadServer) -> None:
    busy = [0, 0]

    def slow(connection: object, request: object) -> None:
        busy[0] += 1
        busy[1] = max(busy)
        time.sleep(0.05)
        busy[0] -= 1
        connection.sendall(answer(rss(entry(len(server.requests)))))  # type: ignore[attr-defined]

    run("feeds", "add", *(server.on(f"/{number}", slow) for number in range(8)))
    assert run(*RUN).code == 0
    assert (busy[1], len(server.requests)) == (1, 8)
