"""Many at once on one ledger: nothing that was told is lost, and nobody sees anything that is not whole."""

import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.servers import BadServer, answer
from tests.torture.forking import Forking, forking
from tests.torture.scenes import exported, filled, news

pytestmark = pytest.mark.long
WRITERS, READERS, RUNS = 8, 8, 2
BUSY = 75
LOOKS = (
    ["talks", "--json"],
    ["timeline", "Nissan", "--json"],
    ["search", "merger", "--json"],
    ["sources", "--json"],
    ["stats", "--json"],
)


@pytest.fixture
def feeds(server: BadServer) -> list[str]:
    """Feeds that have another entry each time they are asked."""
    asked: Counter[str] = Counter()

    def fresh(path: str) -> Callable[[object, object], None]:
        def send(connection: object, _: object) -> None:
            asked[path] += 1
            found = news(10_000 * int(path[1:]) + asked[path])
            entry = f"<item><title>{found['title']}</title><link>{found['url']}</link><description>{found['text']}</description></item>"
            body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Paper</title>{entry}</channel></rss>"
            connection.sendall(answer(body.encode(), kind="application/rss+xml"))  # type: ignore[attr-defined]

        return send

    return [server.on(f"/{number}", fresh(f"/{number}")) for number in range(1, 3)]


class Floor:
    """Everybody at work, until the time is over."""

    def __init__(self, alliance: Forking, folder: Path, until: float) -> None:
        self.alliance, self.folder, self.until = alliance, folder, until
        self.told: Counter[str] = Counter()
        self.wrong: list[object] = []

    def work(self, what: str, number: int) -> None:
        dice, turn = random.Random(f"{what} {number}"), 0
        while time.monotonic() < self.until and not self.wrong:
            self._turn(what, number, turn, dice)
            turn += 1

    def _turn(self, what: str, number: int, turn: int, dice: random.Random) -> None:
        argv = getattr(self, f"_{what}")(number, turn, dice)
        code, out, err = self.alliance.run(self.folder, *argv)
        fine = {0, BUSY} if what in {"run", "write"} else {0}
        if code not in fine or (what == "read" and code == 0 and not json.loads(out)):
            self.wrong.append((argv, code, out[-500:], err[-2000:]))
        self.told[f"{what}: {'done' if code == 0 else 'busy'}"] += 1
        if what == "write" and code == 0:
            self.told["reports told as stored"] += argv[0] == "add"

    def _write(self, number: int, turn: int, dice: random.Random) -> list[str]:
        address = f"https://by-hand.example/{number}/{turn}"
        return ["add", "--new", dice.choice(("Toyota", "Ford", "Mazda")), f"Works {number} {turn}", "--kind", "stake", "--new-company",
                "--origin", "Nikkei", "--date", "2025-04-01", "--url", address]  # fmt: skip

    def _read(self, number: int, turn: int, dice: random.Random) -> list[str]:
        return dice.choice(LOOKS)

    def _run(self, number: int, turn: int, dice: random.Random) -> list[str]:
        return ["ingest", "--feeds", "--now", "--allow-private", "-q"]

    def _backup(self, number: int, turn: int, dice: random.Random) -> list[str]:
        return ["backup", "copy.db", "--force"]

    def _check(self, number: int, turn: int, dice: random.Random) -> list[str]:
        return ["check"]


def test_eight_write_eight_read_two_runs_a_backup_and_a_check_at_once(
    tmp_path: Path, feeds: list[str], minutes: float
) -> None:
    desk = tmp_path / "first" / "desk"
    desk.parent.mkdir()
    with forking() as alliance:
        filled(alliance, desk)
        assert alliance.run(desk, "feeds", "add", "-q", *feeds)[0] == 0
        floor = Floor(alliance, desk, time.monotonic() + 60 * minutes)
        crew = [("write", n) for n in range(WRITERS)] + [("read", n) for n in range(READERS)]
        crew += [("run", n) for n in range(RUNS)] + [("backup", 0), ("check", 0)]
        with ThreadPoolExecutor(len(crew)) as pool:
            list(pool.map(lambda who: floor.work(*who), crew))
        assert not floor.wrong, floor.wrong[0]
        stored = [json.loads(line) for line in exported(alliance, desk).splitlines()]
        by_hand = [row for row in stored if row["table"] == "revisions" and "by-hand.example" in row["url"]]
        assert len(by_hand) == floor.told["reports told as stored"]
        assert len({row["url"] for row in by_hand}) == len(by_hand)
        for argv in (["check"], ["rebuild"], ["check", "--db", "copy.db"]):
            code, _, err = alliance.run(desk, *argv)
            assert code == 0, err
    print(
        f"together for {minutes} minutes: {dict(sorted(floor.told.items()))}; all that was told is there, check finds nothing"
    )


def test_a_ledger_that_another_program_replaces_is_told_and_refused(tmp_path: Path, moments: int) -> None:
    """What a program does that keeps folders alike on two machines: another file under the name, while a command runs."""
    desk = tmp_path / "first" / "desk"
    desk.parent.mkdir()
    dice, seen = random.Random(1), Counter[str]()
    with forking() as alliance:
        filled(alliance, desk)
        began = time.monotonic()
        assert alliance.run(desk, "ingest", "-n", "a.jsonl")[0] == 0
        took = time.monotonic() - began
        older = tmp_path / "older.db"
        shutil.copyfile(desk / "ledger.db", older)
        for number in range(moments * 5):
            running = alliance.start(desk, "ingest", "a.jsonl")
            time.sleep(dice.uniform(0, took))
            shutil.copyfile(older, tmp_path / "next.db")
            (tmp_path / "next.db").replace(desk / "ledger.db")
            for left in ("ledger.db-wal", "ledger.db-shm"):
                (desk / left).unlink(missing_ok=True)
            code = alliance.wait(running)
            said = running.err.read_text()
            assert code in {0, 65, 74}, (number, code, said)
            assert "Traceback" not in said
            if code == 74:
                assert "removed or replaced meanwhile" in said
            seen[f"exit {code}"] += 1
            for argv in (["check"], ["ingest", "a.jsonl"], ["check"]):
                assert alliance.run(desk, *argv)[0] == 0, (number, argv)
            shutil.copyfile(older, desk / "ledger.db")
            for left in ("ledger.db-wal", "ledger.db-shm"):
                (desk / left).unlink(missing_ok=True)
    print(f"replaced {moments * 5} times while a command ran: {dict(seen)}; the file put there is sound each time")
