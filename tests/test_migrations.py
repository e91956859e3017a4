"""A ledger of an earlier version opens after a safe migration; one of a later version is left alone."""

import json
import multiprocessing
import shutil
import sqlite3
from pathlib import Path

import pytest

from alliance_cli.store import schema
from tests.conftest import Run

VERSION_ONE = """
INSERT INTO operations VALUES (1, '2026-01-02T08:00:00+00:00', 'alliance add A B');
INSERT INTO operations VALUES (2, '2026-01-03T08:00:00+00:00', 'alliance ingest x.txt');
INSERT INTO reports VALUES ('r1', 'url:https://news.example/1');
INSERT INTO revisions VALUES (1, 'r1', 1, 'd1', 'Reuters', 'https://news.example/1', 'Alpha and Beta',
  'Alpha is in talks with Beta.', '2025-12-30T09:00:00+00:00', 0, 'feed', '', '[]', 'en', '2026-01-02T08:00:00+00:00', 1);
INSERT INTO revisions VALUES (2, 'r1', 2, 'd2', 'Reuters', 'https://news.example/1', 'Alpha and Beta',
  'Alpha confirmed talks with Beta.', '2025-12-30T09:00:00+00:00', 0, 'feed', '', '[]', 'en',
  '2026-01-03T08:00:00+00:00', 2);
INSERT INTO companies VALUES ('alpha', 'Alpha', 'JP', 'cars', 0, '353800DRBDH1LUTNAY26', '', '', 'user', 1);
INSERT INTO companies VALUES ('beta', 'Beta', '', '', 0, '', '', '', 'report', 1);
INSERT INTO aliases VALUES ('alpha', 'alpha', 'Alpha', NULL, NULL, 0, 'user', 1);
INSERT INTO aliases VALUES ('beta', 'beta', 'Beta', NULL, NULL, 0, 'report', 1);
INSERT INTO tickers VALUES ('ALP', 'alpha');
INSERT INTO parents VALUES ('alpha', 'beta', '2020-01-01', '2021-01-01', 'user', 1);
INSERT INTO claims VALUES ('c1', 1, 'merger', '[]', 'rumoured', 'talks', 'anonymous', 0, 1, 0, 'Nikkei', '[]', '', '', '',
  NULL, NULL, 0.9, '[]');
INSERT INTO claims VALUES ('c2', 2, 'merger', '[]', 'confirmed', 'talks', 'on-record', 0, 1, 0, 'company', '[]', '', '',
  '', NULL, NULL, 0.9, '[]');
INSERT INTO claim_parties VALUES ('c1', 0, 'alpha', 'Alpha', 'partner', '["Alpha"]', '[]');
INSERT INTO claim_parties VALUES ('c1', 1, 'beta', 'Beta', 'partner', '["Beta"]', '[]');
INSERT INTO claim_parties VALUES ('c2', 0, 'alpha', 'Alpha', 'partner', '["Alpha"]', '[]');
INSERT INTO claim_parties VALUES ('c2', 1, 'beta', 'Beta', 'partner', '["Beta"]', '[]');
INSERT INTO evidence VALUES ('c1', 0, 'text', 0, 5, 'Alpha', 'x');
INSERT INTO evidence VALUES ('c2', 0, 'text', 0, 5, 'Alpha', 'x');
INSERT INTO claim_pairs VALUES ('alpha|beta', 'c2');
"""


def version_one(path: Path) -> None:
    """A small ledger as the first version of the program wrote it."""
    with sqlite3.connect(path) as conn:
        conn.executescript(schema.INITIAL + VERSION_ONE)
        conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        conn.execute("PRAGMA user_version = 1")
        conn.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
        )
        conn.execute("INSERT INTO _sqlite_migrations VALUES (1, 'alliance', '0001-initial', '2026-01-01')")
    conn.close()


def test_a_ledger_of_the_first_version_opens_with_all_it_held(run: Run, ledger: Path) -> None:
    version_one(ledger)
    shown = run("talks", "--json")
    assert shown.code == 0
    assert "from schema 1 to" in shown.err
    (talk,) = json.loads(shown.out)["talks"]
    assert (talk["status"], talk["reports"], talk["parties"]) == ("confirmed", 1, ["Alpha", "Beta"])
    company = json.loads(run("companies", "show", "ALP", "--json").out)
    assert company["id"] == "alpha"
    assert set(company["identifiers"]) == {"ticker:ALP", "lei:353800DRBDH1LUTNAY26"}
    assert company["parents"] == ["beta since 2020-01-01 until 2021-01-01"]
    assert [op["number"] for op in json.loads(run("log", "--json").out)["log"]] == [2, 1]
    assert run("search", "confirmed").code == 0
    assert run("check").code == 0
    then = json.loads(run("talks", "--known", "2026-01-02T12:00:00+00:00", "--json").out)["talks"]
    assert then[0]["status"] == "rumoured"


EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.sql"))
"""Ledgers as earlier versions of the program left them, of the shipped companies only those that they use."""


@pytest.fixture(params=EARLIER, ids=[path.stem for path in EARLIER])
def earlier(request: pytest.FixtureRequest, ledger: Path) -> int:
    """A ledger that an earlier version wrote; the version of its schema."""
    with sqlite3.connect(ledger) as conn:
        conn.executescript(request.param.read_text(encoding="utf-8"))
        version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    conn.close()
    return version


def test_a_ledger_of_any_earlier_version_opens_sound_and_whole(run: Run, ledger: Path, earlier: int) -> None:
    before = sqlite3.connect(ledger).execute("SELECT count(*) FROM reports").fetchone()
    shown = run("talks", "--json")
    assert f"from schema {earlier} to {schema.VERSION}" in shown.err or earlier == schema.VERSION
    talks = {
        " – ".join(t["parties"]): t["status"] for t in json.loads(shown.out)["talks"] if t["kind"] != "development"
    }
    assert talks["Nissan Motor – Honda Motor"] == "abandoned"
    assert talks["Renault – Zhejiang Geely"] == "confirmed"
    assert talks["Blue Works – Red Works"] == ("confirmed" if earlier > 1 else "rumoured")
    assert sqlite3.connect(ledger).execute("SELECT count(*) FROM reports").fetchone() == before
    assert (run("check").code, run("rebuild").code, run("check").code) == (0, 0, 0)
    by_old_id, by_slug = (json.loads(run("show", name, "--json").out)["id"] for name in (
        "tl655mgh", "nissan-motor-honda-motor-merger-2024"))  # fmt: skip
    assert by_old_id == by_slug


def test_what_a_ledger_of_an_earlier_version_holds_can_be_asked_and_added_to(
    run: Run, earlier: int, tmp_path: Path
) -> None:
    bad, out = tmp_path / "bad.json", tmp_path / "all.jsonl"
    bad.write_text('{"b')
    asked = (
        ["search", "joint development"], ["why", "tl655mgh"], ["sources"], ["stats"], ["stale"], ["log"], ["watch"],
        ["timeline", "Nissan", "--as-of", "2025-01-01"], ["changes", "--since", "2020-01-01"], ["review", "--list"],
        ["add", "Nissan", "Ford", "--date", "2025-01-01"], ["undo"], ["export", "--format", "jsonl", "-o", str(out)],
        ["feeds"], ["check"],
    )  # fmt: skip
    assert [(argv, code) for argv in asked if (code := run(*argv).code)] == []
    assert run("ingest", str(bad)).code == 65
    assert "bad.json" in run("quarantine").out
    run("import", str(out), "--db", str(tmp_path / "copy.db"))
    ours, copy = (json.loads(run("talks", "--json", *db).out) for db in ([], ["--db", str(tmp_path / "copy.db")]))
    assert ours == copy


def test_what_it_was_is_kept_beside_it(run: Run, ledger: Path) -> None:
    version_one(ledger)
    before = list(sqlite3.connect(ledger).iterdump())
    assert "kept in" in run("talks", "-q").err
    (backup,) = ledger.parent.glob("ledger.db.schema-1*.backup")
    assert list(sqlite3.connect(backup).iterdump()) == before
    assert run("talks").err == ""


def test_what_a_killed_migration_kept_is_not_kept_twice(run: Run, ledger: Path, tmp_path: Path) -> None:
    version_one(ledger)
    shutil.copy(ledger, tmp_path / "was.db")
    assert run("talks").err
    for other in (ledger.with_name(ledger.name + end) for end in ("-wal", "-shm")):
        other.unlink(missing_ok=True)
    shutil.copy(tmp_path / "was.db", ledger)  # as if it had been killed before it was done
    assert ".backup" in run("talks").err
    assert len(list(ledger.parent.glob("ledger.db.schema-1*.backup"))) == 1
    shutil.copy(tmp_path / "was.db", ledger)
    with sqlite3.connect(ledger) as conn:
        conn.execute("DELETE FROM reports WHERE id = (SELECT min(id) FROM reports)")
    run("talks")
    assert len(list(ledger.parent.glob("ledger.db.schema-1*.backup"))) == 2


def test_a_migration_that_fails_leaves_everything_as_it_was(run: Run, ledger: Path) -> None:
    version_one(ledger)
    with sqlite3.connect(ledger) as conn:
        conn.execute("CREATE TABLE undone (x)")
    before = list(sqlite3.connect(ledger).iterdump())
    assert run("talks").code != 0
    assert list(sqlite3.connect(ledger).iterdump()) == before


def _open(path: str) -> int:
    from alliance_cli.store.connection import open_ledger

    return int(open_ledger(Path(path)).execute("PRAGMA user_version").fetchone()[0])


def test_several_processes_may_meet_an_old_ledger_at_once(ledger: Path) -> None:
    version_one(ledger)
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.map(_open, [str(ledger)] * 8) == [schema.VERSION] * 8
    assert len(list(ledger.parent.glob("*.backup"))) == 1


def test_other_rules_than_those_that_derived_the_talks_derive_them_again(run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01")
    with sqlite3.connect(ledger) as conn:
        conn.execute("UPDATE talks SET status = 'abandoned'")
        conn.execute("UPDATE meta SET value = 'older' WHERE name = 'rules'")
    conn.close()
    run("add", "Renault", "Geely", "--date", "2025-01-01")
    assert run("check").code == 0
    assert {talk["status"] for talk in json.loads(run("talks", "--json").out)["talks"]} == {"rumoured"}


def test_a_check_goes_by_the_rules_of_this_version(run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2025-01-01")
    with sqlite3.connect(ledger) as conn:
        conn.execute("UPDATE talks SET status = 'abandoned'")
        conn.execute("UPDATE meta SET value = 'older' WHERE name = 'rules'")
    conn.close()
    checked = run("check")
    assert (checked.code, "by the rules of this version" in checked.err) == (0, True)
    assert "by the rules" not in run("check").err
