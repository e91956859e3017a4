"""Export, import, backup and check, at the command line."""

import csv
import io
import json
import sqlite3
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Run
from tests.test_history import talks


@pytest.fixture
def filled(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--origin", "Nikkei", "--basis", "anonymous", "--date", "2025-01-01",
        "--url", "https://news.example/1", "--note", "=1+1; they talk, 日産 and Honda\\co")  # fmt: skip
    run("add", "Renault", "Geely", "--status", "confirmed", "--basis", "on-record", "--date", "2025-02-01")
    run("companies", "add", "Nakagawa Robotics", "--ticker", "NKR")
    run("judge", str(talks(run)[0]["id"]), "--status", "abandoned", "--reason", "it is over")
    run("watch", "add", "Nissan")
    run("changes")
    run("undo", "2")


@pytest.mark.usefixtures("filled")
class TestJsonLines:
    def test_into_an_empty_ledger_it_is_the_same_ledger(self, run: Run, tmp_path: Path) -> None:
        first, second, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl", str(tmp_path / "other.db")
        run("export", "-o", str(first))
        assert run("--db", other, "import", str(first)).code == 0
        run("--db", other, "export", "-o", str(second))
        assert second.read_bytes() == first.read_bytes()
        for argv in (["talks", "--json"], ["log", "--json"], ["watch", "list", "--json"], ["companies", "show", "NKR"]):
            assert run("--db", other, *argv).out == run(*argv).out
        assert run("--db", other, "check").code == 0
        assert run("--db", other, "undo", "3").code == 0

    def test_into_another_it_adds_what_is_missing_as_one_command(self, run: Run, tmp_path: Path) -> None:
        path, other = tmp_path / "a.jsonl", str(tmp_path / "other.db")
        run("export", "-o", str(path))
        run("--db", other, "add", "Toyota", "Suzuki", "--date", "2025-03-01")
        before = run("--db", other, "talks", "--json").out
        assert run("--db", other, "import", "--dry-run", str(path)).code == 0
        assert run("--db", other, "talks", "--json").out == before
        assert run("--db", other, "import", str(path)).code == 0
        theirs = {t["id"]: t["status"] for t in json.loads(run("--db", other, "talks", "--json").out)["talks"]}
        assert {str(t["id"]): t["status"] for t in talks(run)}.items() <= theirs.items()
        again = run("--db", other, "import", str(path)).err
        assert again == "0 companies added, 0 reports added, 0 judgements added\n"
        assert run("--db", other, "check").code == 0
        run("--db", other, "undo")
        assert run("--db", other, "talks", "--json").out == before

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", 65), ("x", 65), ("[]", 65), ('{"format": "other"}', 65),
            ('{"format": "alliance.export", "version": 99}', 78),
            ('{"format": "alliance.export", "version": 1}\n{"table": "secrets", "a": 1}', 65),
            ('{"format": "alliance.export", "version": 1}\n{"table": "reports", "id); DROP TABLE talks; --": 1}', 65),
            ('{"format": "alliance.export", "version": 1}\n{"table": "undone", "operation": 1, "undoes": 7}', 65),
        ],
    )  # fmt: skip
    def test_a_bad_file_is_refused_and_nothing_stored(self, run: Run, tmp_path: Path, text: str, code: int) -> None:
        path, other = tmp_path / "bad.jsonl", str(tmp_path / "other.db")
        path.write_text(text)
        for ledger in (other, str(tmp_path / "ledger.db")):
            before = run("--db", ledger, "talks", "--json").out
            result = run("--db", ledger, "import", str(path))
            assert (result.code, result.err.count("\n")) == (code, 1), result
            if before:
                assert run("--db", ledger, "talks", "--json").out == before
        assert run("import", str(tmp_path / "none")).code == 66

    def test_it_takes_no_filters(self, run: Run) -> None:
        assert run("export", "Nissan").code == 2
        assert run("export", "--kind", "merger").code == 2


@pytest.mark.usefixtures("filled")
class TestOtherFormats:
    def test_csv_has_no_formula(self, run: Run) -> None:
        rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
        assert rows[0]["quote"].startswith("'=1+1")
        assert {row["talk_status"] for row in rows} == {"abandoned", "rumoured"} or len(rows) >= 1
        assert len(list(csv.DictReader(io.StringIO(run("export", "--format", "csv", "--table", "talks").out)))) == len(
            talks(run)
        )

    def test_markdown_is_only_what_it_says(self, run: Run) -> None:
        text = run("export", "--format", "markdown").out
        assert "## Nissan Motor – Honda Motor: merger" in text
        assert "Honda\\\\co" in text

    def test_calendar_lines_are_short_and_escaped(self, run: Run) -> None:
        text = run("export", "--format", "ics").out
        assert text.startswith("BEGIN:VCALENDAR\r\n")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        unfolded = text.replace("\r\n ", "")
        assert "DTSTART;VALUE=DATE:20250101\r\n" in unfolded
        assert "they talk\\, 日産 and Honda\\\\co" in unfolded
        assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") > 0

    def test_graphml_is_a_graph(self, run: Run) -> None:
        root = ElementTree.fromstring(run("export", "--format", "graphml").out)
        space = "{http://graphml.graphdrawing.org/xmlns}"
        nodes = {node.get("id") for node in root.iter(f"{space}node")}
        assert {"nissan-motor", "honda-motor"} <= nodes

    def test_parquet_is_read_back(self, run: Run, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        assert run("export", "-o", str(tmp_path / "x.parquet")).code == 0
        rows = parquet.read_table(tmp_path / "x.parquet").to_pylist()
        assert rows[0]["parties"] == ["Nissan Motor", "Honda Motor"]
        assert run("export", "--format", "parquet").code == 2

    @pytest.mark.parametrize(
        ("form", "module", "extra"), [("parquet", "pyarrow", "parquet"), ("graphml", "networkx", "graph")]
    )
    def test_a_missing_library_is_named(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str, extra: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        result = run("export", "--format", form, "-o", str(tmp_path / "x"))
        assert result.code == 78
        assert f"alliance-cli[{extra}]" in result.err


@pytest.mark.usefixtures("filled")
class TestBackup:
    def test_the_copy_is_a_ledger(self, run: Run, tmp_path: Path, ledger: Path) -> None:
        writer = sqlite3.connect(ledger)
        writer.execute("BEGIN IMMEDIATE")
        copy = tmp_path / "copy.db"
        assert run("backup", str(copy)).code == 0
        writer.rollback()
        assert run("--db", str(copy), "talks", "--json").out == run("talks", "--json").out
        assert run("--db", str(copy), "check").code == 0

    def test_nothing_is_overwritten_by_accident(self, run: Run, tmp_path: Path, ledger: Path) -> None:
        copy = tmp_path / "copy.db"
        copy.write_text("precious")
        assert run("backup", str(copy)).code == 73
        assert copy.read_text() == "precious"
        assert run("backup", str(copy), "--force").code == 0
        assert run("backup", str(ledger), "--force").code == 2
        assert run("backup", str(tmp_path / "no" / "x.db")).code == 73
        assert not list(tmp_path.glob(".*.part"))
