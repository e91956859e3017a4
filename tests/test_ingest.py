"""`alliance ingest` and `alliance extract` on real files."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from alliance_cli.services.intake.demo import samples
from alliance_cli.store import batch
from tests.conftest import Run

RUMOUR = {
    "title": "Brightwater in talks to buy Calder, sources say",
    "published": "2025-03-03T09:00:00+00:00",
    "publisher": "Reuters",
    "url": "https://news.example/a",
    "text": "Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said on Monday.",
}
CONFIRMED = {
    "title": "Brightwater agrees to buy Calder",
    "published": "2025-03-10T09:00:00+00:00",
    "publisher": "Reuters",
    "url": "https://news.example/b",
    "text": "Brightwater Plc said on Monday it had agreed to buy Calder Holdings Ltd for 2 billion pounds.",
}
ENDED = {
    "title": "Brightwater drops bid for Calder",
    "published": "2025-04-01T09:00:00+00:00",
    "publisher": "Reuters",
    "url": "https://news.example/c",
    "text": "Brightwater Plc said on Tuesday it had withdrawn its offer for Calder Holdings Ltd.",
}


def lines(path: Path, *records: object) -> str:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8")
    return str(path)


def dump(path: Path) -> list[str]:
    """The ledger but for the times at which and the commands by which it was filled."""
    with sqlite3.connect(path) as conn:
        return [line for line in conn.iterdump() if "operations" not in line]


def talks(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("talks", "--json").out)["talks"]
    return found


def test_a_month_is_stored_as_a_month_and_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    months = RUMOUR | {"published": "March 2025"}
    result = run("ingest", lines(tmp_path / "news.jsonl", months, ENDED | {"published": "the other day"}))
    assert result.code == 0
    assert "1 without a date (1 with one that cannot be read)" in result.err
    (talk,) = json.loads(run("timeline", "Brightwater", "Calder", "--json").out)["talks"]
    assert (talk["events"][0]["date"], talk["events"][0]["precision"]) == ("2025-03", "month")
    why = run("why", talk["id"]).out
    assert "a month of which no day is named (“March 2025”)" in why
    assert "its date cannot be read (“the other day”)" in why


def test_three_reports_make_one_talk_with_three_turns(run: Run, tmp_path: Path) -> None:
    result = run("ingest", lines(tmp_path / "news.jsonl", RUMOUR, CONFIRMED, ENDED))
    assert result.code == 0
    assert "3 reports read: 3 new, 0 revised, 0 known; 1 talk touched" in result.err
    view = json.loads(run("timeline", "Brightwater", "Calder", "--json").out)
    (talk,) = view["talks"]
    assert [event["status"] for event in talk["events"]] == ["rumoured", "confirmed", "abandoned"]
    assert [event["published"] for event in talk["events"]] == ["2025-03-03", "2025-03-10", "2025-04-01"]
    assert all(event["quote"] for event in talk["events"])


def test_a_talk_that_parts_in_the_run_it_came_with_is_told_as_two_new_ones(run: Run, tmp_path: Path) -> None:
    early = {**RUMOUR, "url": "https://news.example/0", "published": "2024-01-03T09:00:00+00:00"}
    ended = {**ENDED, "published": "2024-02-01T09:00:00+00:00"}
    told = json.loads(run("ingest", lines(tmp_path / "news.jsonl", RUMOUR, early, ended), "--json").out)["changes"]
    assert sorted(change["what"] for change in told) == ["new, abandoned", "new, rumoured"]


def test_reading_twice_changes_nothing(run: Run, tmp_path: Path, ledger: Path) -> None:
    path = lines(tmp_path / "news.jsonl", RUMOUR, CONFIRMED)
    run("ingest", path)
    before = dump(ledger)
    again = run("ingest", path)
    assert "0 new, 0 revised, 2 known" in again.err
    assert again.out == ""
    assert dump(ledger) == before


def test_an_edited_report_is_a_revision_and_only_its_last_text_counts(run: Run, tmp_path: Path) -> None:
    run("ingest", lines(tmp_path / "news.jsonl", RUMOUR))
    edited = {**RUMOUR, "title": CONFIRMED["title"], "text": CONFIRMED["text"]}
    result = run("ingest", lines(tmp_path / "news.jsonl", edited))
    assert "0 new, 1 revised" in result.err
    (talk,) = talks(run)
    assert (talk["status"], talk["reports"]) == ("confirmed", 1)


def test_variants_of_an_address_are_one_report(run: Run, tmp_path: Path) -> None:
    run("ingest", lines(tmp_path / "a.jsonl", RUMOUR))
    variant = {**RUMOUR, "url": "http://www.news.example/a?utm_source=x#top"}
    run("ingest", lines(tmp_path / "b.jsonl", variant))
    assert talks(run)[0]["reports"] == 1


def test_a_bad_record_is_named_and_the_rest_is_stored(run: Run, tmp_path: Path) -> None:
    result = run("ingest", lines(tmp_path / "news.jsonl", RUMOUR, "{broken", {"title": ""}, CONFIRMED))
    assert result.code == 65
    assert "news.jsonl:2:" in result.err
    assert "news.jsonl:3:" in result.err
    assert "2 could not be read" in result.err
    assert talks(run)[0]["status"] == "confirmed"


def test_a_dry_run_shows_and_stores_nothing(run: Run, tmp_path: Path, ledger: Path) -> None:
    result = run("ingest", "--dry-run", lines(tmp_path / "news.jsonl", RUMOUR, CONFIRMED))
    assert "would be new, confirmed" in result.out
    assert "nothing stored" in result.err
    assert not ledger.exists()


def test_folders_globs_and_front_matter(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "deep"
    folder.mkdir(parents=True)
    head = "---\ntitle: {title}\ndate: {published}\npublisher: {publisher}\nurl: {url}\n---\n{text}\n"
    (folder / "a.md").write_text(head.format(**RUMOUR))
    (folder / "b.txt").write_text(head.format(**CONFIRMED))
    (folder / "c.json").write_text(json.dumps(ENDED))
    assert "3 new" in run("ingest", str(tmp_path / "reports")).err
    assert "1 known" in run("ingest", str(folder / "*.md")).err


def test_quiet_says_only_what_went_wrong(run: Run, tmp_path: Path) -> None:
    result = run("ingest", "-q", lines(tmp_path / "news.jsonl", RUMOUR))
    assert (result.out, result.err, result.code) == ("", "", 0)


def test_another_language_is_stored_counted_and_not_read(run: Run, tmp_path: Path, ledger: Path) -> None:
    german = {
        "title": "Brightwater will Calder kaufen",
        "published": "2025-03-03", "url": "https://news.example/d",
        "text": "Die Brightwater AG verhandelt nach Angaben von Insidern über den Kauf der Calder GmbH. Das Unternehmen "
        "wollte sich dazu nicht äußern, und auch der Vorstand hat keine Stellung genommen.",
    }  # fmt: skip
    result = run("ingest", lines(tmp_path / "news.jsonl", german))
    assert "1 not read: language (de)" in result.err
    assert talks(run) == []
    with sqlite3.connect(ledger) as conn:
        assert conn.execute("SELECT language FROM revisions").fetchone() == ("de",)


@pytest.mark.usefixtures("begun")
def test_standard_input() -> None:
    argv = [sys.executable, "-m", "alliance_cli", "ingest", "-"]
    done = subprocess.run(argv, input=json.dumps(RUMOUR), capture_output=True, text=True, check=False)
    assert (done.returncode, "1 new" in done.stderr) == (0, True)


def test_extract_keeps_ids_and_quotes_can_be_found_in_the_text(run: Run, tmp_path: Path) -> None:
    records = [{**RUMOUR, "id": "one"}, {**CONFIRMED, "id": "two"}]
    out = run("extract", "--json", lines(tmp_path / "news.jsonl", *records)).out
    documents = [json.loads(line) for line in out.splitlines()]
    assert [document["id"] for document in documents] == ["one", "two"]
    for record, document in zip(records, documents, strict=True):
        (talk,) = document["talks"]
        assert {"parties", "kind", "also_kinds", "status", "stage", "basis", "denied", "origin", "region", "subject",
                "event_date", "evidence"} <= talk.keys()  # fmt: skip
        for item in talk["evidence"]:
            assert record[item["field"]][item["start"] : item["end"]] == item["quote"]


def test_explain_shows_each_name_cue_and_candidate(run: Run, tmp_path: Path) -> None:
    path = lines(tmp_path / "news.jsonl", {**RUMOUR, "id": "one"})
    shown = run("extract", "--explain", path).out
    assert "+ Brightwater [company" in shown
    assert "read by" in shown
    document = json.loads(run("extract", "--explain", "--json", path).out)
    assert document["id"] == "one"
    assert {"Brightwater", "Calder"} <= {note["surface"] for note in document["mentions"]}
    assert any(note["rule"] for note in document["cues"])
    assert [note["dropped"] for note in document["candidates"]] == [""]
    assert document["talks"] == json.loads(run("extract", "--json", path).out)["talks"]


@pytest.fixture(scope="module")
def sample_files() -> list[str]:
    return sorted(str(path) for path in samples().rglob("*.md"))


def test_the_order_of_arrival_does_not_matter(run: Run, tmp_path: Path, sample_files: list[str]) -> None:
    shuffled = list(sample_files)
    random.Random(7).shuffle(shuffled)
    views = []
    for name, files in (("a", sample_files), ("b", shuffled)):
        db = str(tmp_path / f"{name}.db")
        run("--db", db, "ingest", "-q", *files)
        views.append(json.loads(run("--db", db, "talks", "--json").out)["talks"])
    assert len(views[0]) > 20
    names = {"id", "slug", "former"}  # a talk is called after the claim that came in first
    told = [sorted(str({k: v for k, v in talk.items() if k not in names}) for talk in view) for view in views]
    assert told[0] == told[1]


def test_rebuild_of_the_samples_gives_the_same_talks(run: Run, sample_files: list[str], ledger: Path) -> None:
    run("ingest", "-q", *sample_files)
    before = dump(ledger)
    assert "all as before" in run("rebuild").err
    assert dump(ledger) == before


@pytest.mark.long
def test_writers_at_the_same_time_lose_nothing(tmp_path: Path, sample_files: list[str]) -> None:
    """Four processes create, migrate, seed and fill one ledger at once, as a mail filter would."""
    argv = [sys.executable, "-m", "alliance_cli", "--db", str(tmp_path / "l.db"), "ingest", "-q", "-"]
    records = [
        {"id": path, "title": path, "text": Path(path).read_text(encoding="utf-8").split("---", 2)[2]}
        for path in sample_files
    ]
    running = [
        subprocess.Popen(argv, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        for _ in range(4)
    ]
    with ThreadPoolExecutor() as pool:
        fed = [
            pool.submit(process.communicate, "".join(json.dumps(r) + "\n" for r in records[i::4]), 120)
            for i, process in enumerate(running)
        ]
    assert [(feeding.result()[1], process.returncode) for feeding, process in zip(fed, running, strict=True)] == [
        ("", 0)
    ] * 4
    with sqlite3.connect(tmp_path / "l.db") as conn:
        assert conn.execute("SELECT count(*) FROM reports").fetchone() == (len(sample_files),)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def through_a_pipe(monkeypatch: pytest.MonkeyPatch, write: Callable[[int], None]) -> Thread:
    """Standard input as a pipe, into which `write` writes meanwhile."""
    reader, writer = os.pipe()
    monkeypatch.setattr(sys, "stdin", open(reader, encoding="utf-8"))  # noqa: PTH123, SIM115

    def all_of_it() -> None:
        with closing(os.fdopen(writer, "wb")):
            write(writer)

    writing = Thread(target=all_of_it)
    writing.start()
    return writing


def test_many_reports_through_a_pipe_are_stored_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stored: list[int] = []
    really = batch.writing

    def counting(conn: sqlite3.Connection) -> object:
        stored.append(1)
        return really(conn)

    monkeypatch.setattr(batch, "writing", counting)
    records = [{**RUMOUR, "url": f"https://news.example/{i}", "text": f"{RUMOUR['text']} {i}."} for i in range(40)]
    raw = "".join(json.dumps(record) + "\n" for record in records).encode()
    writing = through_a_pipe(monkeypatch, lambda pipe: os.write(pipe, raw) and None)
    told = run("ingest", "-")
    writing.join()
    assert (told.code, "40 new" in told.err) == (0, True), told
    assert len(stored) < 20


def test_what_came_through_a_pipe_is_stored_before_more_is_waited_for(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Nissan", "Honda")
    seen: list[int] = []

    def slowly(pipe: int) -> None:
        long = [{**record, "text": record["text"] + " The weather was fine." * 2000} for record in (RUMOUR, CONFIRMED)]
        for record in (*long, *long, *long):
            os.write(pipe, json.dumps(record).encode() + b"\n")
        with closing(sqlite3.connect(ledger, timeout=30)) as conn:
            for _ in range(3000):
                (found,) = conn.execute("SELECT count(*) FROM reports").fetchone()
                if found == 3:
                    break
                time.sleep(0.01)
        seen.append(found)

    writing = through_a_pipe(monkeypatch, slowly)
    assert run("ingest", "-q", "-").code == 0
    writing.join()
    assert seen == [3]


@pytest.mark.parametrize(("named", "code", "begun"), [
    ((), 2, False), (("nope.txt",), 66, False), (("nope.txt", "*.zzz"), 66, False), (("nope.txt", "there.txt"), 65, True),
    (("none.txt",), 65, True), (("/dev/null",), 65, True), (("folder",), 66, True),
])  # fmt: skip
def test_a_ledger_is_begun_by_what_is_there_even_if_it_holds_nothing(
    named: tuple[str, ...],
    code: int,
    begun: bool,
    run: Run,
    ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").write_text("Nissan and Honda are in merger talks, sources said.")
    (tmp_path / "none.txt").write_text("")
    (tmp_path / "folder").mkdir()
    result = run("ingest", *named)
    assert (result.code, ledger.exists()) == (code, begun), result
    assert result.err.count("alliance: ") == 1


def test_what_alliance_wrote_itself_is_no_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.json").write_text(json.dumps([RUMOUR, CONFIRMED]))
    run("ingest", str(tmp_path / "news.json"))
    before = run("talks", "--json").out
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("a.jsonl", "a.csv", "a.md", "a.ics"):
        assert run("export", "-o", str(folder / name)).code == 0
    assert run("report", str(folder / "page.html")).code == 0
    assert run("talks", "--json", "-o", str(folder / "talks.json")).code == 0
    result = run("ingest", str(folder), str(folder / "a.ics"))
    assert (result.code, result.err.count("alliance wrote it, and its own words are no source of news")) == (65, 6)
    assert run("quarantine").out.startswith("0 kept")
    assert run("talks", "--json").out == before
    # a page says it wherever it lies, and so do exports and documents; a table that was changed is the user's
    for name in ("page.html", "a.jsonl", "talks.json"):
        (folder / name).rename(tmp_path / name)
        assert "alliance wrote it" in run("ingest", str(tmp_path / name)).err
    (folder / "a.csv").write_text(f"{(folder / 'a.csv').read_text()}\n")
    assert "alliance wrote it" not in run("ingest", str(folder / "a.csv")).err
