"""A talk of very many claims is shown by reading those that say something; nothing else is shown for it."""

import json
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from alliance_cli.services.looking import digest
from alliance_cli.store import claims, steps
from alliance_cli.store.connection import open_ledger
from tests.conftest import MERGER, Run


def test_what_is_shown_is_what_reading_all_claims_shows(demo: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = json.loads(run("--db", str(demo), "talks", "--json").out)["talks"]
    asked = [["timeline", "Nissan"], ["timeline", "Nissan", "Honda", "--json"], ["timeline", "Toyota", "--plain"]]
    asked += [[command, talk["id"]] for command in ("show", "why") for talk in listed]
    asked += [["why", MERGER, "--last", "2"], ["why", MERGER, "--last", "2", "--json"], ["show", MERGER, "--json"]]
    whole = [run("--db", str(demo), *argv).out for argv in asked]
    assert "earlier claim" in whole[-3]
    monkeypatch.setattr(digest, "MANY", 1)
    assert [run("--db", str(demo), *argv).out for argv in asked] == whole


def test_of_a_talk_of_very_many_events_a_screen_shows_the_first_and_the_latest(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "Honda Motor is in talks with Nissan Motor on a merger.",
        "Honda Motor denied it is in merger talks with Nissan.",
    )
    (tmp_path / "a.jsonl").write_text("".join(
        json.dumps({"url": f"https://e.example/{i}", "publisher": f"P{i % 4}", "text": f"{text[i > 0]} No {i}.",
                    "published": str(date(2025, 1, 1) + timedelta(i))}) + "\n" for i in range(105)
    ))  # fmt: skip
    run("ingest", "-q", str(tmp_path / "a.jsonl"), "--jobs", "1")
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    asked = [["timeline", "Nissan"], ["timeline", "Nissan", "--compact"], ["show", talk["id"]]]
    shown = [run(*argv).out for argv in asked]
    assert "100 of 105 events (--all)" in shown[0]
    assert "100 of 105 events (--all)" in shown[1]
    assert shown[0].count("◌") == shown[1].count("◌") == 99 + 1  # and one in the legend
    assert all("5 events left out" in text for text in (shown[0], shown[2]))
    monkeypatch.setattr(digest, "MANY", 1)
    assert [run(*argv).out for argv in asked] == shown
    assert " 105 events" in run("timeline", "Nissan", "--all").out
    assert " 35 events" in run("timeline", "Nissan", "--since", "2025-03-12").out
    assert len(json.loads(run("timeline", "Nissan", "--json").out)["talks"][0]["events"]) == 105
    assert len(run("timeline", "Nissan", "--plain").out.splitlines()) == 105


@pytest.mark.long
def test_few_claims_of_a_large_talk_are_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nissan Motor and Honda Motor are in talks on a merger, two people familiar with the matter said. No {}."
    (tmp_path / "a.jsonl").write_text("".join(
        json.dumps({"url": f"https://e.example/{i}", "publisher": f"P{i % 4}", "published": f"2025-01-{i % 28 + 1:02}",
                    "text": text.format(i)}) + "\n" for i in range(digest.MANY + 20)
    ))  # fmt: skip
    run("ingest", "-q", str(tmp_path / "a.jsonl"), "--jobs", "1")
    read: list[int] = []
    entries = claims.entries

    def counting(conn: object, ids: object, *rest: object, **named: object) -> object:
        found = entries(conn, ids, *rest, **named)  # type: ignore[arg-type]
        read.append(len(found))
        return found

    monkeypatch.setattr(claims, "entries", counting)
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    read.clear()
    assert f"{talk['reports']} reports" in " ".join(run("timeline", "Nissan").out.split())
    assert "earlier claims" in run("show", talk["id"]).out
    assert "earlier claims" in run("show", "Nissan", "Honda").out
    last = run("why", talk["id"], "--last", "20").out
    assert (last.count("merger, in talks"), f"{digest.MANY}. 2025" in last) == (20, False)
    assert max(read) < digest.MANY
    ticks: list[int] = []
    with closing(open_ledger(tmp_path / "ledger.db")) as conn:
        conn.set_progress_handler(lambda: ticks.append(1), 100)
        assert len(steps.rumours_and_turns(conn)) == 1
    assert len(ticks) < digest.MANY  # each claim held against all others takes thousands
