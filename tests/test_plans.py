"""What is asked for every day reads no table as a whole that grows with the reports."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.store import companies
from tests.conftest import MERGER, Run

GROWING = frozenset({
    "reports", "revisions", "current_revisions", "readings", "claims", "replaced_claims", "claim_parties", "claim_pairs",
    "evidence", "steps", "talks", "talk_parties", "copy_pairs", "signatures", "text_keys", "companies", "aliases",
    "identifiers",
})  # fmt: skip
"""The rest is what the user does: judgements, notes, names of talks that are gone, merged companies."""

PARTIAL = re.compile(
    "doubted_claims|chosen_steps|reported_steps|ambiguous_parties|doubtful_talks|rumoured_talks|opening_rumours"
)
"""Indexes of the few rows of a table that are asked for."""

BOUNDED = re.compile(r"\bLIMIT \d+|count\(\*\)", re.IGNORECASE)
"""So many rows and no more are read, or only counted."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is run from now on, with its values."""
    found: list[str] = []
    connect = sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        conn: sqlite3.Connection = connect(*args, **options)
        conn.set_trace_callback(found.append)
        return conn

    monkeypatch.setattr(sqlite3, "connect", traced)
    return found


def scans(conn: sqlite3.Connection, sql: str) -> list[str]:
    """The tables that grow of which a statement reads every row."""
    try:
        plan = conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    except sqlite3.OperationalError:
        return []  # of a table that went with its connection
    named = dict(re.findall(r"\b(\w+) (?:AS )?(\w)\b(?= ON| WHERE| JOIN|,|$)", sql))
    aliases = {alias: table for table, alias in named.items()}
    read = [step for *_, step in plan if not PARTIAL.search(step)]
    found = [match[1] for step in read if (match := re.match(r"SCAN (?:main\.)?(\w+)", step))]
    return [table for table in (aliases.get(name, name) for name in found) if table in GROWING]


def test_a_company_is_not_derived_again_for_a_name_that_changes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    derived: list[str] = []
    real = companies.row_of

    def row_of(conn: sqlite3.Connection, company: str) -> companies.Row:
        derived.append(company)
        return real(conn, company)

    monkeypatch.setattr(companies, "row_of", row_of)
    found = []
    for number, name in enumerate(("Vellmar Works", "Vellmar Works", "Vellmar Works Holdings")):
        story = f"{name} is in talks to buy Nissan, people familiar with the matter said in week {number}."
        told = {"text": story, "url": f"https://news.example/{number}", "published": f"2025-01-0{number + 1}"}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(told))
        derived.clear()
        assert run("ingest", str(tmp_path / f"{number}.jsonl")).code == 0
        found.append(bool([company for company in derived if company.startswith("vellmar")]))
    assert found == [True, False, True]


@pytest.mark.parametrize("argv", [
    ["timeline", "Nissan", "Honda"], ["timeline", "NSANY"], ["show", MERGER], ["why", MERGER],
    ["talks", "--limit", "50", "--json"], ["search", "merger"], ["stale"], ["network", "Nissan", "--depth", "2"],
    ["review", "--list"],
], ids=" ".join)  # fmt: skip
def test_no_table_that_grows_is_read_as_a_whole(
    argv: list[str], run: Run, demo: Path, ledger: Path, asked: list[str]
) -> None:
    shutil.copy(demo, ledger)
    assert run(*argv).code in {0, 1}
    with closing(sqlite3.connect(ledger)) as conn:
        statements = [sql for sql in dict.fromkeys(asked) if sql.lstrip().startswith(("SELECT", "WITH"))]
        assert statements
        assert [(sql, found) for sql in statements if not BOUNDED.search(sql) and (found := scans(conn, sql))] == []


@pytest.mark.parametrize(
    "argv", [["timeline", "Nissan"], ["export", "--format", "csv"], ["talks", "--json"]], ids=" ".join
)
def test_what_talks_were_called_before_is_read_once_for_all(
    argv: list[str], run: Run, demo: Path, ledger: Path, asked: list[str]
) -> None:
    shutil.copy(demo, ledger)
    assert run(*argv).code == 0
    assert sum("FROM former_names WHERE NOT EXISTS" in " ".join(sql.split()) for sql in asked) <= 1


def test_the_texts_of_two_companies_are_found_by_the_pair_not_by_all_that_one_of_them_does(
    run: Run, tmp_path: Path, ledger: Path, asked: list[str]
) -> None:
    told = "Volvo and Scania are in merger talks, sources said on Monday. A deal may come before the summer, they said."
    record = {"title": "Volvo, Scania in talks", "text": told, "published": "2025-01-06", "publisher": "Wire"}
    (tmp_path / "news.jsonl").write_text(json.dumps(record))
    assert run("ingest", str(tmp_path / "news.jsonl")).code == 0
    (sql,) = {sql for sql in asked if "DISTINCT c.revision FROM claim_pairs" in sql}
    with closing(sqlite3.connect(ledger)) as conn:
        first = conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()[0][3]
    assert first.startswith("SEARCH q ")
