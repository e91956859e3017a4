"""Who buys what from whom, in every view: an arrow from who acts, and nobody who sells stands as a buyer."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

TOLD = "Zhejiang Geely → Volvo Cars, from Ford Motor"


@pytest.fixture
def sold(run: Run) -> Run:
    """A ledger with one talk: Geely buys Volvo Cars from Ford."""
    added = run("add", "Ford", "Volvo Cars", "Geely Holding", "--kind", "acquisition", "--date", "2009-10-28", "--origin",
                "company", "--publisher", "Reuters", "--basis", "on-record", "--status", "confirmed", "--value", "$1.8bn",
                "--role", "Ford=seller", "--role", "Volvo Cars=target", "--role", "Geely Holding=buyer",
                "--closes", "2099-Q3")  # fmt: skip
    assert added.code == 0, added.err
    return run


@pytest.mark.parametrize(
    "argv",
    [
        ["talks"], ["timeline", "Ford"], ["show", "Ford"], ["why", "Ford"], ["changes", "--since", "2000-01-01"],
        ["due"], ["find", "ford"], ["dashboard"], ["export", "--format", "ics"], ["export", "--format", "markdown"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_companies_stand_from_whom_to_whom(sold: Run, argv: list[str]) -> None:
    out = sold(*argv).out.replace("\\", "").replace("\r\n ", "").replace("\n ", "")
    assert TOLD in " ".join(out.split())


def test_ties_of_who_sells_say_so(sold: Run) -> None:
    tree = sold("network", "Ford").out
    assert "→ sells, acquisition (target)" in tree
    assert "← buys from, acquisition (buyer)" in tree
    dot = sold("network", "--format", "dot").out
    assert 'label="sells, acquisition"' in dot
    assert 'label="buys from, acquisition"' in dot
    assert '"zhejiang-geely" -- "volvo-cars" [label="acquisition", style=solid, tooltip="confirmed", dir=forward' in dot
    drawn = sold("network", "--format", "svg").out
    assert ">sells<" in drawn
    assert ">buys from<" in drawn


def test_a_matrix_has_arrows_from_row_to_column(sold: Run) -> None:
    rows = {line.split("  ")[0][2:]: line for line in sold("matrix").out.splitlines()[1:4]}
    assert "→ acquisition" in rows["Zhejiang Geely"]
    assert "→ buys from" in rows["Zhejiang Geely"]
    assert "→ sells" in rows["Ford Motor"]
    assert "← acquisition" in rows["Volvo Cars"]


def test_data_has_the_role_of_each_party(sold: Run) -> None:
    (talk,) = json.loads(sold("talks", "--json").out)["talks"]
    assert dict(zip(talk["party_ids"], talk["roles"], strict=True)) == {
        "zhejiang-geely": "buyer", "ford-motor": "seller", "volvo-cars": "target"}  # fmt: skip
    for argv in (["timeline", "Ford", "--csv"], ["export", "--format", "csv"], ["talks", "--csv"]):
        (row,) = csv.DictReader(io.StringIO(sold(*argv).out))
        assert sorted(row["roles"].split("; ")) == ["buyer", "seller", "target"]


@pytest.mark.parametrize(
    ("option", "company", "count"),
    [("--buyer", "Geely Holding", 1), ("--target", "Volvo Cars", 1), ("--seller", "Ford", 1), ("--buyer", "Ford", 0)],
)
def test_who_is_asked_for_by_role_is_found_in_it_alone(sold: Run, option: str, company: str, count: int) -> None:
    assert len(json.loads(sold("talks", option, company, "--json").out)["talks"]) == count


READ = "Nissan Motor said on Monday it agreed to buy Zuiko Motors from Ford for about $6.5 billion in cash."


def test_what_a_report_would_change_and_claims_is_told_so_and_by_name(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "deal.txt"
    report.write_text(READ, encoding="utf-8")
    dry = run("ingest", "--dry-run", str(report))
    assert "Nissan Motor → Zuiko Motors, from Ford Motor, acquisition: would be new" in dry.out
    looked = run("add", "--text", str(report), "--date", "2026-11-30", "--publisher", "Reuters", "--dry-run")
    assert "Nissan Motor → Zuiko Motors, from Ford, acquisition" in looked.out + looked.err
    assert run("talks").out.count("Zuiko") == 0
