"""The same text at several outlets is one origin, in whatever order its copies arrive."""

import itertools
import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.sizes import share

WIRE = (
    "Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said on Monday. "
    "The discussions started in January and the two boards have met three times since then, one of the people said. "
    "No agreement has been reached and the price is still open, the people said, asking not to be named because the "
    "plans are private. Shares of both companies rose in early trading after the first accounts of the discussions. "
    "Representatives of both sides did not reply to messages that asked for comment outside of office hours."
)
OWN = (
    "Calder Holdings Ltd has received an approach from Brightwater Plc, three bankers with knowledge of the plan said. "
    "An offer letter was handed over last Thursday at the headquarters, and advisers were hired the week before. "
    "Brightwater Plc is in talks to buy Calder Holdings Ltd and hopes to announce a purchase before the summer break."
)


def report(number: int, publisher: str, text: str, day: int, title: str = "Brightwater and Calder") -> dict[str, str]:
    return {"title": f"{title} {number}", "published": f"2025-03-{day:02}T09:00:00Z", "publisher": publisher,
            "url": f"https://{publisher.lower().replace(' ', '')}.example/{number}", "text": text}  # fmt: skip


FIRST = report(1, "Reuters", WIRE, 3)
LATER = report(2, "Daily Post", WIRE + " This story was put together with material of agencies.", 4)
EDITED = report(3, "Evening Star", WIRE.replace("on Monday", "this week").replace("three times", "often"), 4)
CUT = report(4, "Morning Sun", WIRE[: WIRE.index(" Shares of")], 5)
INDEPENDENT = report(5, "Financial News", OWN, 6)
NAMES = {"id", "slug", "former"}
EVERYTHING = (FIRST, LATER, EDITED, CUT, INDEPENDENT)


def talks(run: Run, db: Path, *reports: dict[str, str], each: bool = True) -> list[dict[str, object]]:
    """The talks of a ledger that read these reports in this order, one command each."""
    for number, one in enumerate(reports):
        path = db.with_suffix(f".{number}.jsonl")
        path.write_text(json.dumps(one) + "\n")
    paths = [str(db.with_suffix(f".{number}.jsonl")) for number in range(len(reports))]
    for part in [[path] for path in paths] if each else [paths]:
        assert run("--db", str(db), "ingest", "-q", *part).code == 0
    found: list[dict[str, object]] = json.loads(run("--db", str(db), "talks", "--json").out)["talks"]
    return found


def stored(db: Path) -> list[str]:
    with sqlite3.connect(db) as conn:
        rows = conn.execute("SELECT talk, position, claim, rule, status, origin, new_origin FROM steps ORDER BY 1, 2")
        return [str(row) for row in rows]


def nameless(db: Path) -> list[list[str]]:
    """The steps of each talk and the reports with their ids, without what the talks are called."""
    with sqlite3.connect(db) as conn:
        steps = conn.execute("SELECT talk, claim, rule, status, origin, new_origin FROM steps ORDER BY talk, position")
        talks = [[str(row[1:]) for row in rows] for _, rows in itertools.groupby(steps, lambda row: str(row[0]))]
        reports = [str(row) for row in conn.execute("SELECT id, key FROM reports ORDER BY id")]
    return [*sorted(talks), reports]


def test_copies_count_as_one_origin_and_stay_reports_of_their_own(run: Run, tmp_path: Path) -> None:
    (talk,) = talks(run, tmp_path / "a.db", FIRST, LATER, EDITED, CUT)
    assert (talk["origins"], talk["reports"]) == (1, 4)


def test_a_story_of_its_own_is_another_origin(run: Run, tmp_path: Path) -> None:
    (talk,) = talks(run, tmp_path / "a.db", *EVERYTHING)
    assert (talk["origins"], talk["reports"]) == (2, 5)


def test_two_outlets_with_texts_of_their_own_are_two_origins(run: Run, tmp_path: Path) -> None:
    (talk,) = talks(run, tmp_path / "a.db", FIRST, INDEPENDENT)
    assert talk["origins"] == 2


@pytest.mark.parametrize("each", [True, False])
def test_every_order_gives_the_same_ledger_but_for_what_talks_are_called(run: Run, tmp_path: Path, each: bool) -> None:
    """A talk is called after the claim that came in first: its id, slug and former names alone depend on the order."""
    orders = list(itertools.permutations(EVERYTHING))[:: share(11 if each else 5)]
    seen = set()
    for number, order in enumerate(orders):
        db = tmp_path / f"{number}.db"
        told = [{k: v for k, v in talk.items() if k not in NAMES} for talk in talks(run, db, *order, each=each)]
        seen.add(json.dumps([sorted(map(str, told)), nameless(db)]))
    assert len(seen) == 1


def test_rebuilding_gives_the_same(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    talks(run, db, *EVERYTHING)
    before = stored(db)
    assert "all as before" in run("--db", str(db), "rebuild").err
    assert stored(db) == before


def test_a_copy_that_is_rewritten_is_a_copy_no_more(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    (talk,) = talks(run, db, FIRST, LATER)
    assert talk["origins"] == 1
    (talk,) = talks(run, db, {**LATER, "text": OWN})
    assert talk["origins"] == 2


def test_an_undone_copy_gives_its_voice_back(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    talks(run, db, LATER)
    before = stored(db)
    talks(run, db, FIRST)
    assert stored(db) != before
    last = json.loads(run("--db", str(db), "log", "--json").out)["log"][0]["number"]
    assert run("--db", str(db), "undo", str(last)).code == 0
    assert stored(db) == before


def test_forty_copies_are_one_origin(run: Run, tmp_path: Path) -> None:
    copies = [report(n, f"Outlet {n}", WIRE + f" Edition {n}.", 1 + n % 27) for n in range(40)]
    (talk,) = talks(run, tmp_path / "a.db", *copies, each=False)
    assert (talk["origins"], talk["reports"]) == (1, 40)
    (other,) = talks(run, tmp_path / "b.db", *copies[::-1], each=False)
    assert {**other, "id": ""} == {**talk, "id": ""}
