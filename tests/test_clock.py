"""A clock that was wrong: what it stamped is told and mended, and nothing waits for its time to come."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from alliance_cli.cli import settings
from alliance_cli.store import connection
from tests.conftest import Run
from tests.servers import BadServer
from tests.test_feeds import entry, feeds, ingest, rss

LATER = "2139-05-05T10:00:00+00:00"


class Ahead(datetime):
    """A clock that stands ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.fromisoformat(LATER).astimezone(tz)


def change(ledger: Path, *statements: str) -> None:
    connection._close_all()
    with closing(sqlite3.connect(ledger)) as conn, conn:
        for statement in statements:
            conn.execute(statement)


def test_a_feed_that_was_read_when_the_clock_stood_ahead_is_due_again(
    run: Run, server: BadServer, ledger: Path
) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1)), etag='"v1"'), "--every", "1d")
    ingest(run)
    change(ledger, f"UPDATE feeds SET last_attempt = '{LATER}', last_success = '{LATER}', next_due = '{LATER}'")
    told = run("ingest", "--feeds", "--allow-private")
    assert "1 feed asked" in told.err
    assert str(feeds(run)[0]["next_due"]) < "2130"


def test_a_feed_that_is_not_due_yet_is_left_alone(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1)), etag='"v1"'), "--every", "1d")
    ingest(run)
    assert "1 feed asked" not in run("ingest", "--feeds", "--allow-private").err


def test_what_could_not_be_read_then_is_tried_again_by_a_run(run: Run, server: BadServer, ledger: Path) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1)), etag='"v1"'), "--every", "1d")
    run("ingest", "--allow-private", server.url("/gone-for-now"))
    change(ledger, f"UPDATE quarantine SET last_seen = '{LATER}', next_try = '{LATER}'")
    before = len(server.requests)
    run("ingest", "--feeds", "--allow-private")
    assert any(request.path == "/gone-for-now" for request in server.requests[before:])


def test_what_was_typed_while_the_clock_stood_ahead_is_told_with_what_mends_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01", "--kind", "merger")
    with monkeypatch.context() as ahead:
        ahead.setattr(settings, "datetime", Ahead)
        assert run("add", "Nissan", "Mazda", "--kind", "stake").code == 0
        assert run("judge", "nissan-motor-honda-motor-merger-2025", "--status", "abandoned", "--reason", "x").code == 0
        assert run("check").code == 0
    found = json.loads(run("check", "--json").out)["problems"]
    lines = [re.search(r"`alliance (edit .* published=)DATE`", problem) for problem in found]
    mends = [line[1].split() for line in lines if line]
    assert len(mends) == 2
    assert run("check", "--repair").code == 1
    for words in mends:
        assert run(*words[:-1], f"{words[-1]}2025-01-02").code == 0
    assert (run("check").code, "2139" in run("talks").out + run("timeline", "Nissan").out) == (0, False)


@pytest.mark.parametrize("table", ["operations", "revisions", "judgements", "feeds"])
def test_stamps_of_the_future_are_told_and_mended_in_their_order(table: str, run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01")
    run("add", "Nissan", "Honda", "--date", "2025-01-01", "--status", "confirmed")
    talk = json.loads(run("talks", "--json").out)["talks"][0]["id"]
    run("judge", talk, "--status", "abandoned", "--date", "2025-01-02")
    run("feeds", "add", "https://news.example/rss")
    assert run("check").code == 0
    columns = {"operations": "at", "revisions": "read_at", "judgements": "made_at", "feeds": "last_attempt"}
    column = columns[table]
    future = "strftime('2139-05-05T10:00:%f+00:00', '2000-01-01', '+' || rowid || ' seconds')"
    change(ledger, f"UPDATE {table} SET {column} = {future}")
    found = run("check")
    assert (found.code, f"{table}: " in found.out, "stamped later than now" in found.out) == (1, True, True)
    before = json.loads(run("talks", "--json").out)["talks"]
    assert run("check", "--repair").code == 0
    assert run("check").code == 0
    assert json.loads(run("talks", "--json").out)["talks"] == before
    with closing(sqlite3.connect(ledger)) as conn:
        times = [at for (at,) in conn.execute(f"SELECT {column} FROM {table} ORDER BY rowid")]
    assert times == sorted(set(times))
    assert times[-1] < "2139"


def test_no_time_is_taken_for_one_of_the_future(run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01")
    change(ledger, "UPDATE operations SET at = 'yesterday'")
    assert "stamped later" not in run("check").out
