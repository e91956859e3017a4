"""`alliance check` finds what is wrong, and repairs what is derived."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from alliance_cli.cli.settings import now
from alliance_cli.services.keeping import checking, opening
from alliance_cli.store import connection
from tests.conftest import Run
from tests.test_history import talks

DERIVED = {
    "a status": "UPDATE talks SET status = 'abandoned'",
    "a step": "DELETE FROM steps WHERE position = 0",
    "a talk too many": "INSERT INTO talks (id, slug, kind, status, stage, end_reported, origins, reports,"
    " first_reported, last_reported, last_turn, regions, subjects) SELECT 'tzzz', 'zzz', kind, status, stage, end_reported, origins, reports,"
    " first_reported, last_reported, last_turn, regions, subjects FROM talks LIMIT 1",
    "a pair": "DELETE FROM claim_pairs",
    "a current revision": "DELETE FROM current_revisions",
    "an operation": "INSERT INTO dead_operations VALUES (1)",
    "a company": "UPDATE companies SET name = 'Nobody' WHERE id = 'nissan-motor'",
    "a word in a talk": "UPDATE talks SET status = 'perhaps'",
    "the index": "INSERT INTO words (words) VALUES ('delete-all')",
    "all of the index": "DROP TABLE words",
    "the words of titles": "DROP TABLE titles",
}
SAID = {
    "a quote": "UPDATE evidence SET start = start + 3",
    "a text": "UPDATE texts SET packed = substr(packed, 1, 9) WHERE revision = 1",
    "no text": "DELETE FROM texts WHERE revision = 1",
    "a reference": "UPDATE claims SET revision = 99",
    "a lost party": "DELETE FROM claim_parties WHERE position = 1",
}


@pytest.fixture
def filled(run: Run) -> None:
    run("add", "Nissan", "Honda", "--note", "They talk.", "--date", "2025-01-01")
    run("add", "Nissan", "Honda", "--note", "They still talk.", "--date", "2025-01-02", "--origin", "Nikkei")


def damage(ledger: Path, sql: str) -> None:
    conn = sqlite3.connect(ledger)
    conn.execute(sql)
    conn.commit()
    conn.close()


@pytest.mark.usefixtures("filled")
def test_a_sound_ledger_is_said_to_be_sound(run: Run) -> None:
    result = run("check")
    assert (result.code, result.out) == (0, "")
    assert json.loads(run("check", "--json").out) == {"schema": "alliance.check/1", "problems": []}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("what", DERIVED)
def test_what_is_derived_is_found_and_repaired(run: Run, ledger: Path, what: str) -> None:
    before = talks(run)
    damage(ledger, DERIVED[what])
    result = run("check")
    assert result.code == 1
    assert result.out
    assert run("check", "--repair").code == 0
    assert talks(run) == before


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("what", SAID)
def test_what_was_said_is_found_and_left_alone(run: Run, ledger: Path, what: str) -> None:
    damage(ledger, SAID[what])
    assert run("check").code == 1


NONSENSE = {
    "a word": "UPDATE claims SET status = 'perhaps'",
    "a list": "UPDATE claims SET also_kinds = '['",
    "a date": "UPDATE revisions SET published = 'soon'",
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("what", NONSENSE)
def test_what_makes_no_sense_is_a_problem_and_no_bug(run: Run, ledger: Path, what: str) -> None:
    damage(ledger, NONSENSE[what])
    found = run("check")
    assert (found.code, found.err) == (1, "")
    assert "talks cannot be read" in found.out
    refused = run("check", "--repair")
    assert (refused.code, refused.out) == (65, found.out)
    assert "nothing can be repaired" in refused.err
    assert run("check").out == found.out


def test_a_damaged_page_is_told_by_check_and_by_every_command(run: Run, demo: Path, ledger: Path) -> None:
    shutil.copy(demo, ledger)
    with closing(sqlite3.connect(ledger)) as conn:
        roots = [page for (page,) in conn.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'claims'")]
    with ledger.open("r+b") as file:
        for page in roots:
            file.seek((page - 1) * 4096)
            file.write(bytes(4096))
    found = run("check")
    assert found.code == 1
    assert "the file" in found.out
    broken = run("export", "-o", str(ledger.with_name("out.jsonl")))
    assert (broken.code, broken.err.count("\n")) == (65, 1)
    assert "the ledger is damaged: a backup or an export is the way back" in broken.err


@pytest.mark.usefixtures("filled")
def test_text_that_is_none_any_more_is_damage_and_no_bug(run: Run, ledger: Path) -> None:
    damage(ledger, "UPDATE talks SET last_reported = CAST(X'323032342D30FF2D3035' AS TEXT)")
    listed = run("talks")
    assert (listed.code, "damaged" in listed.err, listed.err.count("\n")) == (65, True, 1)


@pytest.mark.usefixtures("filled")
def test_a_ledger_that_stays_locked_is_no_bug(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    writer = sqlite3.connect(ledger, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    for argv in (["undo"], ["add", "Renault", "Geely"], ["rebuild"], ["watch", "add", "Nissan"]):
        assert run(*argv).code == 75
    writer.rollback()


@pytest.mark.usefixtures("filled")
def test_talks_that_another_version_derived_are_no_problem(run: Run, ledger: Path) -> None:
    damage(ledger, DERIVED["a status"])
    damage(ledger, "UPDATE meta SET value = 'another version' WHERE name = 'rules'")
    assert run("check").code == 0


@pytest.mark.usefixtures("filled")
def test_lost_references_are_counted(run: Run, ledger: Path) -> None:
    damage(ledger, "INSERT INTO undone VALUES (98, 1), (99, 2)")
    assert "undone: 2 rows refer to a row of operations that is not there (the first is row 98)" in run("check").out


def test_what_is_written_while_it_looks_is_no_problem(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01")
    conn = opening.for_reading(ledger)
    look = checking._lost

    def meanwhile(looking: sqlite3.Connection) -> Iterator[str]:
        run("add", "Renault", "Geely", "--date", "2025-02-01")
        run("add", "Nissan", "Honda", "--date", "2025-03-01", "--status", "confirmed")
        return look(looking)

    monkeypatch.setattr(checking, "_lost", meanwhile)
    assert checking.problems(conn, now()) == []
    monkeypatch.undo()
    assert checking.problems(conn, now()) == []
