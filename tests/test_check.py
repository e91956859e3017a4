"""`alliance check` finds what is wrong, and repairs what is derived."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_history import talks

DERIVED = {
    "a status": "UPDATE talks SET status = 'abandoned'",
    "a step": "DELETE FROM steps WHERE position = 0",
    "a talk too many": "INSERT INTO talks SELECT 'tzzz', 'zzz', kind, status, stage, end_reported, origins, reports,"
    " first_reported, last_reported, last_turn, regions, subjects FROM talks LIMIT 1",
    "a pair": "DELETE FROM claim_pairs",
    "a current revision": "DELETE FROM current_revisions",
    "an operation": "INSERT INTO dead_operations VALUES (1)",
    "a company": "UPDATE companies SET name = 'Nobody' WHERE id = 'nissan-motor'",
    "the index": "INSERT INTO words (words) VALUES ('delete-all')",
}
SAID = {
    "a quote": "UPDATE evidence SET start = start + 3",
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
