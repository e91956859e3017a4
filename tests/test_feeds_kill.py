"""A run that is killed at any moment leaves a sound ledger, and the next run makes up for it."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import BadServer, answer
from tests.test_copies import WIRE
from tests.test_feeds import entry, rss
from tests.torture.forking import Forking
from tests.torture.killing import Kills, contents, killed

NAMED = "(SELECT min(claim) FROM steps WHERE talk = t.id)"
"""Which talk, whatever its id: that comes from the claim that came in first, and a killed run reads in another order."""

WHAT_COUNTS = (
    "SELECT id, key FROM reports",
    "SELECT report, number, digest, publisher, url, title, packed, published, published_flags, language FROM revisions"
    " JOIN texts ON revision = id",
    "SELECT c.id, v.digest, c.place, c.kind, c.status, c.stage, c.basis, c.origin FROM claims c"
    " JOIN revisions v ON v.id = c.revision",
    "SELECT * FROM claim_parties",
    "SELECT * FROM evidence",
    "SELECT id, name, country, sector, visible FROM companies",
    f"SELECT {NAMED}, slug, kind, status, stage, end_reported, origins, reports, first_reported, last_reported, last_turn,"
    " regions, subjects, confirmation_reported, confidence, doubtful, on_hold FROM talks t",
    f"SELECT {NAMED}, position, claim, rule, s.status, s.stage, changed, origin, new_origin, choices FROM steps s"
    " JOIN talks t ON t.id = s.talk",
    "SELECT pair, claim, across FROM claim_pairs",
    "SELECT min(a.digest, b.digest), max(a.digest, b.digest) FROM copy_pairs p JOIN revisions a ON a.id = p.one"
    " JOIN revisions b ON b.id = p.other",
    "SELECT r.digest, v.digest FROM readings r JOIN revisions v ON v.id = r.revision",
    "SELECT v.digest, s.signature FROM signatures s JOIN revisions v ON v.id = s.revision",
    # why an address was not reached hangs on how busy the machine is: not resolved, or not in time
    "SELECT key, source, locator, iif(source = 'web', '', kind || reason), passing FROM quarantine",
    "SELECT url, etag, last_modified, digest, failures, paused, last_error FROM feeds",
)

STORY = "".join(f"<p>{WIRE.replace('Brightwater', 'Farrow')} Part {place}.</p>" for place in range(4))
PAGE = (
    "<html><head><title>Farrow in talks with Dellwood</title><meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2025-03-03T09:00:00Z'></head><body><article>"
    f"<h1>Farrow in talks with Dellwood</h1>{STORY}</article></body></html>"
)


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as running:
        running.on("/page", answer(PAGE.encode()))
        for number in range(10):
            entries = [entry(number * 100 + place) for place in range(8)]
            wire = f"{WIRE} Edition {number}."
            entries.append(entry(number, "Brightwater and Calder", wire, f"https://p{number}.example/w"))
            entries.append(entry(number).replace("Mon, 03 Mar 2025 09:00:00 GMT", f"0{number % 9 + 1}/02/2025"))
            entries.append(entry(9000 + number, "Farrow", "Read more", running.url(f"/page?{number}")))
            running.cached(f"/{number}", rss(*entries, title=f"Paper {number}"), etag=f'"{number}"')
        yield running


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "ALLIANCE_DB": str(folder / "ledger.db"), "XDG_STATE_HOME": str(folder / "state")}


def command(*argv: str) -> list[str]:
    return [sys.executable, "-m", "alliance_cli", *argv]


WORDS = ("ingest", "--feeds", "--full", "--allow-private", "-q")
RUN = command(*WORDS)


def prepared(folder: Path, server: BadServer) -> dict[str, str]:
    folder.mkdir()
    env = environment(folder)
    subprocess.run(command("feeds", "add", "-q", *(server.url(f"/{n}") for n in range(10))), env=env, check=True)
    return env


def content(folder: Path) -> list[list[str]]:
    with sqlite3.connect(folder / "ledger.db") as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        return [sorted(map(repr, conn.execute(sql))) for sql in WHAT_COUNTS]


@pytest.mark.long
def test_killed_at_random_moments_and_run_again_it_is_as_if_undisturbed(
    tmp_path: Path, server: BadServer, forks: Forking, moments: int, seed: str
) -> None:
    prepared(tmp_path / "undisturbed", server)
    began = time.monotonic()
    code, _, err = forks.run(tmp_path / "undisturbed", *WORDS)
    whole = time.monotonic() - began
    assert code == 65, err
    expected = content(tmp_path / "undisturbed")
    assert len(expected[0]) == 10 * 9 + 10
    dice, kills, rounds = random.Random(f"{seed}11"), Kills(max(8, moments)), 0
    while kills.more:
        desk = tmp_path / f"killed{rounds}"
        prepared(desk, server)
        for number in range(min(8, kills.wanted - kills.met.total())):
            before = contents(desk)
            after = dice.uniform(0, whole) if number % 4 else whole * dice.random() / 3
            _, hit = killed(forks, desk, WORDS, after)
            kills.count(hit, "while it wrote" if contents(desk) != before else "before it wrote")
            content(desk)
        last = forks.run(desk, *WORDS)
        assert last[0] in {0, 65, 75}, last  # 75 where what is unreadable was kept by one killed
        assert content(desk) == expected, (
            last,
            [set(a) ^ set(b) for a, b in zip(content(desk), expected, strict=True)],
        )
        shutil.rmtree(desk)
        rounds += 1
    print(f"feeds: {kills} ({whole:.2f} s); all sound, all as undisturbed in the end")


@pytest.mark.long
def test_news_of_a_killed_run_is_told_by_the_next(tmp_path: Path, server: BadServer) -> None:
    env = prepared(tmp_path / "a", server)
    told = tmp_path / "told"
    running = subprocess.Popen([*RUN, "--on-change", "kill -9 $PPID; sleep 0.2"], env=env, stderr=subprocess.DEVNULL)
    assert running.wait() == -signal.SIGKILL
    subprocess.run([*RUN, "--on-change", f"cat >> {told}"], env=env, check=False, capture_output=True)
    with sqlite3.connect(tmp_path / "a" / "ledger.db") as conn:
        talks = sorted(t for (t,) in conn.execute("SELECT id FROM talks"))
    assert sorted(json.loads(line)["talk"] for line in told.read_text().splitlines()) == talks
