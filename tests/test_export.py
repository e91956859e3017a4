"""Export, import, backup and check, at the command line."""

import csv
import io
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alliance_cli.services.exchange import dump
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


def refused(run: Run, folder: Path, text: str, code: int) -> None:
    """That no ledger, empty or not, takes anything from this export."""
    path = folder / "bad.jsonl"
    path.write_text(text)
    for ledger in (str(folder / "other.db"), str(folder / "ledger.db")):
        before = run("--db", ledger, "export").out
        result = run("--db", ledger, "import", str(path))
        assert (result.code, result.err.count("\n")) == (code, 1), result
        assert run("--db", ledger, "export").out == before or not before


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
        assert again == "0 companies, 0 reports, 0 reviews, 0 judgements, 0 notes added\n"
        assert run("--db", other, "check").code == 0
        run("--db", other, "undo")
        assert run("--db", other, "talks", "--json").out == before

    def test_into_another_revisions_come_in_order_and_none_older_than_what_is_there(
        self, run: Run, tmp_path: Path
    ) -> None:
        story, path, ours = tmp_path / "story.json", tmp_path / "a.jsonl", str(tmp_path / "ours.db")
        theirs = str(tmp_path / "theirs.db")
        told = {
            "title": "Nissan and Kestner", "url": "https://news.example/9", "publisher": "AP", "published": "2025-01-02"
        }  # fmt: skip
        for text in ("Nissan is in talks to buy Kestner Optik AG, two people familiar with the matter said.",
                     "Nissan said it has agreed to buy Kestner Optik AG."):  # fmt: skip
            story.write_text(json.dumps({**told, "text": text}))
            run("--db", theirs, "ingest", str(story))
            run("--db", theirs, "export", "-o", str(path if path.exists() else tmp_path / "early.jsonl"))
            path.touch()
        run("--db", ours, "add", "Toyota", "Suzuki", "--date", "2025-03-01")
        assert (
            run("--db", ours, "import", str(path)).err
            == "0 companies, 1 report, 0 reviews, 0 judgements, 0 notes added\n"
        )
        (now,) = json.loads(run("--db", ours, "talks", "Kestner Optik AG", "--json").out)["talks"]
        assert now["status"] == "confirmed"
        with closing(sqlite3.connect(ours)) as conn:
            assert conn.execute("SELECT max(number) FROM revisions").fetchone() == (2,)
        run("--db", ours, "undo")
        run("--db", ours, "ingest", str(story))
        run("--db", ours, "import", str(tmp_path / "early.jsonl"))
        (still,) = json.loads(run("--db", ours, "talks", "Kestner Optik AG", "--json").out)["talks"]
        assert still["status"] == "confirmed"

    def test_what_was_said_in_review_and_judged_there_comes_with_the_claims_it_was_said_of(
        self, run: Run, tmp_path: Path
    ) -> None:
        story, path, theirs = tmp_path / "story.txt", tmp_path / "a.jsonl", str(tmp_path / "theirs.db")
        story.write_text(
            "Mazda is in talks to merge with Subaru, two people familiar with the matter said.\n\n"
            "Renault is in talks to buy a stake in Kestner Optik AG, two people familiar with the matter said.\n"
        )
        run("--db", theirs, "ingest", str(story))
        second, first = sorted(
            json.loads(run("--db", theirs, "talks", "--json").out)["talks"], key=lambda t: t["kind"] != "stake"
        )
        (claim,) = json.loads(run("--db", theirs, "why", first["id"], "--json").out)["claims"]
        run("--db", theirs, "review", claim["claim_id"], "--drop")
        run("--db", theirs, "judge", second["id"], "--kind", "joint-venture", "--reason", "told by both")
        run("--db", theirs, "export", "-o", str(path))
        assert "1 review, 1 judgement, 0 notes added" in run("import", str(path)).err
        (mine,) = talks(run, "Kestner Optik AG")
        assert (mine["kind"], talks(run, "Subaru")) == ("joint-venture", [])
        assert "told by both" in run("why", str(mine["id"])).out
        run("review", claim["claim_id"], "--accept")
        assert "0 reviews" in run("import", str(path)).err

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", 65), ("x", 65), ("[]", 65), ("[" * 200_000, 65), ('{"format": "other"}', 65),
            ('{"format": "alliance.export", "version": 0}', 65), ('{"format": "alliance.export", "version": "2"}', 65),
            ('{"format": "alliance.export", "version": 99}', 78), ('{"format": "alliance.export", "version": 2}', 65),
            ('{"format": "alliance.export", "version": 1}\n{"table": "secrets", "a": 1}', 65),
            ('{"format": "alliance.export", "version": 1}\n{"table": "reports", "id); DROP TABLE talks; --": 1}', 65),
            ('{"format": "alliance.export", "version": 1}\n{"table": "undone", "operation": 1, "undoes": 7}', 65),
        ],
    )  # fmt: skip
    def test_a_bad_file_is_refused_and_nothing_stored(self, run: Run, tmp_path: Path, text: str, code: int) -> None:
        refused(run, tmp_path, text, code)
        assert run("import", str(tmp_path / "none")).code == 66

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("kind", '"wedding"'), ("also_kinds", '"merger"'), ("also_kinds", '["wedding"]'), ("doubts", "[7]"),
            ("confidence", "NaN"), ("start", "99999999999999999999"), ("start", '{"a": 1}'), ("start", "null"),
            ("at", '"yesterday"'), ("read_at", '"2025-01-01T09:00:00"'), ("published", '"soon"'), ("title", '"\\ud800"'),
            ("value", '"perhaps"'), ("position", '"first"'), ("candidates", "null"), ("id", "null"),
        ],
    )  # fmt: skip
    def test_a_value_that_makes_no_sense_is_refused(self, run: Run, tmp_path: Path, field: str, value: str) -> None:
        whole = run("export").out
        changed = re.sub(rf'"{field}": ("[^"]*"|\[[^]]*\]|[^,}}]*)', lambda _: f'"{field}": {value}', whole)
        refused(run, tmp_path, changed, 65)

    def test_a_file_that_was_cut_off_is_refused(self, run: Run, tmp_path: Path) -> None:
        whole = run("export").out
        parts = whole.splitlines(keepends=True)
        for text in (whole[:-30], whole[: len(whole) // 2], "".join(parts[:-1]), "".join(parts[:3]),
                     "".join(parts[:4] + parts[5:]), whole + parts[1], whole + whole):  # fmt: skip
            refused(run, tmp_path, text, 65)

    def test_a_byte_order_mark_and_the_format_before_this_one_are_read(self, run: Run, tmp_path: Path) -> None:
        parts = run("export").out.splitlines(keepends=True)
        (tmp_path / "old.jsonl").write_text("\ufeff" + parts[0].replace(str(dump.VERSION), "1") + "".join(parts[1:-1]))
        other = str(tmp_path / "other.db")
        assert run("--db", other, "import", str(tmp_path / "old.jsonl")).code == 0
        assert run("--db", other, "export").out == "".join(parts)

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

    def test_markdown_and_calendar_call_an_event_what_the_screens_call_it(self, run: Run) -> None:
        head = ("add", "Toyota", "Mazda", "--kind", "merger", "--basis")
        run(*head, "on-record", "--status", "confirmed", "--origin", "company", "--date", "2025-03-01")
        run(*head, "anonymous", "--stage", "agreed", "--origin", "AP", "--date", "2025-03-02")
        run(
            *head,
            "anonymous",
            "--status",
            "abandoned",
            "--origin",
            "Nikkei",
            "--publisher",
            "AP",
            "--date",
            "2025-03-09",
        )
        screen = run("timeline", "Toyota", "Mazda", "--compact").out
        text = run("export", "Toyota", "--format", "markdown").out
        assert "**confirmed, end reported**, stage agreed, 3 reports, 3 origins" in text
        ended = ("09", "end reported", "Nikkei, via Associated Press")
        for day, what, who in (("01", "confirmed", "the companies"), ended):
            assert re.search(rf"2025-03-{day} . \d  {what} .*  {who}", screen)
            assert f"- 2025-03-{day} {what} ({who})" in text
        assert "- 2025-03-02 confirmed (Associated Press)" in text
        assert ": end reported\r\n" in run("export", "Toyota", "--format", "ics").out
        run("add", "Ford", "Rivian", "--date", "2025-01-01")
        assert ", 1 report, 1 origin, " in run("export", "Ford", "--format", "markdown").out

    def test_calendar_lines_are_short_and_escaped(self, run: Run) -> None:
        text = run("export", "--format", "ics").out
        assert text.startswith("BEGIN:VCALENDAR\r\n")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        unfolded = text.replace("\r\n ", "")
        assert "DTSTART;VALUE=DATE:20250101\r\n" in unfolded
        assert "they talk\\, 日産 and Honda\\\\co" in unfolded
        assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") > 0

    def test_a_calendar_entry_keeps_its_id_when_others_come_before_it(self, run: Run) -> None:
        def ids() -> set[str]:
            return set(re.findall(r"^UID:(.*)", run("export", "--format", "ics").out, re.MULTILINE))

        before = ids()
        run(
            "add",
            "Renault",
            "Geely",
            "--url",
            "https://news.example/日 産?a=b",
            "--date",
            "2025-01-15",
            "--origin",
            "AP",
        )
        run(
            "add",
            "Nissan",
            "Honda",
            "--kind",
            "merger",
            "--origin",
            "AP",
            "--basis",
            "anonymous",
            "--date",
            "2024-12-01",
        )
        assert len(ids()) == len(before) + 2
        assert before < ids()
        assert "URL:https://news.example/%E6%97%A5%20%E7%94%A3?a=b\r\n" in run("export", "--format", "ics").out

    def test_an_event_known_to_a_month_is_an_entry_as_long(self, run: Run, tmp_path: Path) -> None:
        story = "Renault and Geely signed a memorandum on a joint venture in March 2025, the companies said."
        head = {"title": "Venture", "published": "2025-06-02", "url": "https://news.example/9"}
        (tmp_path / "a.json").write_text(json.dumps({**head, "text": story}))
        run("ingest", str(tmp_path / "a.json"))
        text = run("export", "--format", "ics").out
        assert "DTSTART;VALUE=DATE:20250301\r\nDTEND;VALUE=DATE:20250401\r\n" in text

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
        assert run("export", "--format", "ics", "--table", "talks").code == 2

    @pytest.mark.parametrize(
        ("form", "module", "extra"), [("parquet", "pyarrow", "parquet"), ("graphml", "networkx", "graph")]
    )
    def test_a_missing_library_is_named(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str, extra: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        result = run("export", "--format", form, "-o", str(tmp_path / "x"))
        assert result.code == 78
        assert f"pip install {module} (it comes with the extra “{extra}”)" in result.err


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
        assert run("backup", "-").code == 2
        assert run("backup", str(tmp_path / "no" / "x.db")).code == 73
        assert not list(tmp_path.glob(".*.part"))

    def test_a_copy_that_is_written_to_lets_others_read_meanwhile(self, run: Run, tmp_path: Path) -> None:
        copy = str(tmp_path / "copy.db")
        run("backup", copy)
        assert run("--db", copy, "add", "Renault", "Geely").code == 0
        writer = sqlite3.connect(copy, isolation_level=None)
        writer.execute("BEGIN EXCLUSIVE")
        assert run("--db", copy, "talks").code == 0
        writer.rollback()

    def test_what_the_ledger_needs_for_itself_is_no_target(self, run: Run, ledger: Path) -> None:
        for ending in ("-wal", "-shm"):
            assert run("backup", f"{ledger}{ending}", "--force").code == 2
        assert run("check").code == 0


def test_the_same_words_on_two_talks_are_two_words_in_any_ledger(run: Run, tmp_path: Path) -> None:
    for other in ("Honda", "Renault"):
        run("add", "Nissan", other, "--note", "Heard at lunch.", "--date", "2025-01-01")
    for talk in talks(run):
        run("judge", str(talk["id"]), "--status", "abandoned")
    before = {talk["slug"]: talk["status"] for talk in talks(run)}
    assert (len(before), set(before.values())) == (2, {"abandoned"})
    run("export", "-o", str(tmp_path / "all.jsonl"))
    db = ("--db", str(tmp_path / "other.db"))
    run(*db, "watch", "add", "Nissan")
    assert run(*db, "import", str(tmp_path / "all.jsonl")).code == 0
    assert {talk["slug"]: talk["status"] for talk in talks(run, *db)} == before
    assert run(*db, "check").code == 0
