"""A folder of claims into a ledger: the ledger that its inputs would have given, however often it comes in."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alliance_cli.services.cluster import extracting, merging
from alliance_cli.services.cluster.engine import Here
from alliance_cli.services.cluster.extracting import Wanted
from alliance_cli.services.intake.ingest import ingest
from alliance_cli.services.keeping import checking, opening
from alliance_cli.sources import read_inputs
from tests.archives import as_lines, news, written
from tests.conftest import Run

NOW = datetime(2026, 1, 5, tzinfo=UTC)
ALL = ("reports", "revisions", "claims", "claim_parties", "evidence", "talks", "talk_parties", "steps", "copy_pairs",
       "current_revisions", "quarantine")  # fmt: skip


def rows(ledger: Path, *tables: str) -> dict[str, list[object]]:
    """What a ledger holds in these tables; where a report was found may be told by its line or its byte."""
    with closing(sqlite3.connect(ledger)) as conn:
        found = {table: conn.execute(f"SELECT * FROM {table}").fetchall() for table in tables or ALL}
    return {name: [row for row in held if name != "quarantine"] for name, held in found.items()} | {
        "kept": [len(found.get("quarantine", []))]
    }


def folder(inputs: list[str], to: Path) -> str:
    assert not extracting.extract(Wanted(inputs, str(to), 3_000), Here()).failed
    return str(to)


def taken(ledger: Path, address: str) -> merging.Merged:
    with closing(opening.for_writing(ledger)) as conn:
        return merging.merge(conn, address, command="alliance import", clock=lambda: NOW)


def read(ledger: Path, inputs: list[str]) -> None:
    with closing(opening.for_writing(ledger)) as conn:
        ingest(conn, read_inputs(inputs), command="alliance ingest", clock=lambda: NOW)


def test_the_ledger_is_that_which_the_inputs_give(tmp_path: Path) -> None:
    inputs = written(tmp_path / "news")
    (tmp_path / "news" / "e.jsonl").write_bytes(b"{not json\n" + as_lines(news(9)))
    claims = folder(inputs, tmp_path / "claims")
    taken(tmp_path / "a.db", claims)
    read(tmp_path / "b.db", inputs)
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")
    assert len(rows(tmp_path / "a.db")["talks"]) > 10
    with closing(opening.for_reading(tmp_path / "a.db")) as conn:
        assert checking.problems(conn, NOW) == []


def test_what_came_in_before_changes_nothing_from_the_folder_or_from_the_inputs(tmp_path: Path) -> None:
    inputs = written(tmp_path / "news")
    claims = folder(inputs, tmp_path / "claims")
    ledger = tmp_path / "a.db"
    taken(ledger, claims)
    before = rows(ledger)
    again = taken(ledger, claims).summary
    assert again.effects["unchanged"] == again.reports > 40
    read(ledger, inputs)
    assert rows(ledger) == before


def test_it_comes_into_a_ledger_that_holds_part_of_it_and_goes_as_one_command(tmp_path: Path, run: Run) -> None:
    inputs = written(tmp_path / "news")
    claims = folder(inputs, tmp_path / "claims")
    ledger = str(tmp_path / "a.db")
    read(tmp_path / "a.db", [f"{tmp_path}/news/a.jsonl"])
    before = rows(tmp_path / "a.db", "talks", "steps")
    assert run("--db", ledger, "import", claims, "-n").code == 0
    assert rows(tmp_path / "a.db", "talks", "steps") == before
    done = run("--db", ledger, "import", claims)
    assert (done.code, "unchanged" in done.err) == (0, True)
    after = rows(tmp_path / "a.db")
    assert len(after["talks"]) > len(before["talks"])
    read(tmp_path / "a.db", inputs)
    assert rows(tmp_path / "a.db") == after
    assert run("--db", ledger, "undo").code == 0
    assert rows(tmp_path / "a.db", "talks", "steps") == before


def test_a_folder_that_is_none_or_damaged_or_not_whole_is_told(tmp_path: Path, run: Run) -> None:
    assert run("import", str(tmp_path)).code == 66
    (tmp_path / "news.jsonl").write_bytes(as_lines(news(12)))
    claims = folder([str(tmp_path / "news.jsonl")], tmp_path / "claims")
    assert run("import", claims, "--map", "a=b").code == 2
    first, *_ = sorted((tmp_path / "claims" / "parts").iterdir())
    told = first.read_bytes()
    first.unlink()
    partly = run("import", claims)
    assert (partly.code, "parts are in it" in partly.err) == (75, True)
    first.write_bytes(told)
    for raw in (b"PAR1 and no more", b""):
        (tmp_path / "claims" / "reports" / f"{first.stem}.parquet").write_bytes(raw)
        bad = run("import", claims)
        assert (bad.code, "is damaged" in bad.err) == (65, True)
    (tmp_path / "claims" / "manifest.json").write_text(json.dumps({"format": "other"}))
    assert run("import", claims).code == 65
