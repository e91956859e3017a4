"""A desk's own table into the ledger: columns by name, what each row becomes, bad rows kept aside, and out again."""

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from alliance_cli.errors import AllianceError
from alliance_cli.services.exchange import row_columns, workbook
from alliance_cli.services.keeping import folding
from alliance_cli.sources import tables
from tests.conftest import Run
from tests.sizes import among, examples

DESK = """Our deals,,,,,,
,,,,,,
Deal ID,Acquirer,Target,Status,Date,Source,Amount,Comment,Link
1,Toyota,Suzuki,completed,2019-08-28,Reuters,1bn,Toyota takes a stake,https://news.example/1
2,Nissan; Honda,Mitsubishi Motors,in talks,23.12.2024,Nikkei,,,
3,Blue Harbor Cells,Red Delta Works,signed,2024-05,,,,
"""
BAD = {
    "A,B,rumour,01/02/2024,": "--day-first",
    "A,B,maybe,2024-01-01,": "it is one of: rumoured, confirmed, abandoned",
    "A,,rumour,2024-01-01,": "no two companies",
    "Nissan,Nissan Motor,rumour,2024-01-01,": "one company, Nissan Motor",
    "A,B,rumour,2999-01-01,": "published: 2999-01-01 is still to come",
    "A,B,rumour,0205-01-01,": "is no date of a report",
    "A,B,rumour,2024-01-01,www.example": "no address",
    "Microsft,Blue Harbor,rumour,2024-01-01,": "did you mean “Microsoft”?",
    "Kellogg,Marz,rumour,2024-01-01,": "did you mean “Mars",
    "A,12345,rumour,2024-01-01,": "is a number",
    "A,B,rumour,some day,": "not a date: 'some day'",
    "A,B,rumour,yesterday,": "is another date every day",
    "A,B,rumour,Nov 13,": "is another date every day",
}


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def rows(run: Run, *argv: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("import", *argv, "--json").out)["rows"]
    return found


def talks(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("talks", "--json").out)["talks"]
    return found


def test_a_table_is_read_by_the_names_of_its_columns(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "deals.csv", DESK)
    told = run("import", path, "--dry-run")
    assert told.code == 0
    assert "Amount" in told.err
    assert [line.split()[:2] for line in told.out.splitlines()[1:4]] == [["4", "new"], ["5", "new"], ["6", "new"]]
    assert not list(tmp_path.glob("ledger.db*"))
    done = run("import", path)
    assert "3 new" in done.err
    found = {tuple(t["parties"]): t for t in talks(run)}  # type: ignore[arg-type]
    toyota = found["Toyota Motor", "Suzuki Motor"]
    assert (toyota["kind"], toyota["status"], toyota["stage"]) == ("acquisition", "confirmed", "operating")
    assert found["Nissan Motor", "Honda Motor", "Mitsubishi Motors"]["status"] == "rumoured"
    why = json.loads(run("why", str(toyota["id"]), "--json").out)["claims"][0]
    assert (why["basis"], why["publisher"], why["quote"], why["url"]) == (
        "on-record", "Reuters", "Toyota takes a stake", "https://news.example/1")  # fmt: skip
    own = json.loads(run("why", str(found["Blue Harbor Cells", "Red Delta Works"]["id"]), "--json").out)["claims"][0]
    assert (own["basis"], own["date"]) == ("judgement", "2024-05")


def test_a_table_read_again_changes_nothing_and_a_mended_row_replaces_what_it_said(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "deals.csv", DESK)
    run("import", path)
    assert {row["what"] for row in rows(run, path)} == {"known"}
    written(tmp_path / "deals.csv", DESK.replace("completed", "called off"))
    assert [row["what"] for row in rows(run, path)] == ["revised", "known", "known"]
    assert sorted(str(t["status"]) for t in talks(run)) == ["abandoned", "confirmed", "rumoured"]
    assert run("undo").code == 0
    assert sorted(str(t["status"]) for t in talks(run)) == ["confirmed", "confirmed", "rumoured"]
    run("undo", "1")
    assert talks(run) == []


@pytest.mark.parametrize(("row", "reason"), BAD.items())
def test_a_bad_row_is_told_and_kept_aside_and_the_rest_is_stored(
    run: Run, tmp_path: Path, row: str, reason: str
) -> None:
    path = written(tmp_path / "deals.csv", f"company,partner,status,date,url\n{row}\nRed Delta,Green Bay,mou,2024,\n")
    done = run("import", path)
    assert done.code == 65
    assert reason in done.err
    assert f"{path}:2: " in done.err
    assert len(talks(run)) == 1
    (held,) = json.loads(run("quarantine", "--json").out)["quarantine"]
    assert (held["source"], held["locator"]) == ("row", f"{path}:2")
    assert (
        row.split(",", maxsplit=1)[0]
        in json.loads(run("quarantine", "show", "1", "--json").out)["quarantined"]["content"]
    )


def test_what_was_kept_of_a_table_is_let_go_when_it_is_read_again(run: Run, tmp_path: Path) -> None:
    head = "company,partner,date\n"
    path = written(tmp_path / "deals.csv", f"{head}Red Delta,Green Bay,01/02/2024\nA1 Works,B2 Works,03/04/2024\n")
    assert run("import", path, "--dry-run").code == 65
    assert not list(tmp_path.glob("ledger.db*"))
    run("import", path)
    assert run("quarantine", "retry", "1", "--day-first").code == 0
    assert len(talks(run)) == 1
    assert talks(run)[0]["first_reported"] == "2024-02-01"
    assert run("import", path, "--month-first").code == 0
    assert json.loads(run("quarantine", "--json").out)["quarantine"] == []


def test_bad_rows_can_be_written_out_mended_and_read_again(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "deals.csv", "company,partner,date\nRed Delta,Green Bay,soon\n")
    bad = tmp_path / "bad.csv"
    assert run("import", path, "--rejects", str(bad)).code == 65
    (row,) = csv.DictReader(io.StringIO(bad.read_text(encoding="utf-8")))
    assert "not a date" in row["why not"]
    written(bad, bad.read_text(encoding="utf-8").replace("soon", "2024-01-01"))
    assert run("import", str(bad)).code == 0


def test_columns_can_be_said(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "deals.csv", "Firma A;Firma B;Zeitung;Wann\nNissan;Honda;Nikkei;13.11.2025\n")
    pairs = ["company=Firma A", "company=Firma B", "publisher=Zeitung", "published=Wann"]
    assert [row["what"] for row in rows(run, path, *(word for pair in pairs for word in ("--map", pair)))] == ["new"]
    for wrong, told in (("publisher=No", "no column “No”"), ("pub=Wann", "no field"), ("publisher", "FIELD=COLUMN")):
        refused = run("import", path, "--map", wrong)
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert told in refused.err


def test_a_workbook_is_read_with_its_dates_from_the_sheet_that_is_named(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "deals.xlsx")
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write_string(0, 0, "nothing here")
        sheet = book.add_worksheet("Deals")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column, name in enumerate(("Company", "Partner", "Date", "Status")):
            sheet.write_string(0, column, name)
        sheet.write_row(1, 0, ["Nissan", "Honda"])
        sheet.write_datetime(1, 2, date(2024, 2, 1), day)
        sheet.write_row(2, 0, ["Nissan", "Renault", 45324, "closed"])
        sheet.write_row(3, 0, ["Nissan", "Ford", 2023, "called off"])
    assert [(row["what"], row["date"]) for row in rows(run, path, "--sheet", "deals")] == [
        ("new", "2024-02-01"), ("new", "2024-02-02"), ("new", "2023-12-31")]  # fmt: skip
    refused = run("import", path, "--sheet", "Other")
    assert (refused.code, "Notes, Deals" in refused.err) == (2, True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"\x00\x01\x02" * 99, b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_table_is_said_in_a_line(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "deals.xlsx").write_bytes(content)
    refused = run("import", str(tmp_path / "deals.xlsx"))
    assert (refused.code, refused.err.count("\n")) == (65, 1)


def test_a_workbook_that_would_fill_the_memory_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tables._MOST_UNPACKED == 512 << 20
    monkeypatch.setattr(tables, "_MOST_UNPACKED", among(512, 1) << 20)
    path = tmp_path / "deals.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * ((among(512, 1) + 1) << 20))
    assert "unpacks to more than" in run("import", str(path)).err


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=5), st.sampled_from(",;\t|"))
def test_any_text_is_a_table_or_refused(lines: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    try:
        table = tables.read(out.getvalue().encode("utf-8", "replace"), "x.csv", row_columns.is_header)
    except AllianceError:
        return
    assert all(set(table.columns) <= set(row.cells) for row in table.rows)


def test_the_template_is_filled_in_and_read(run: Run, tmp_path: Path) -> None:
    head = run("import", "--template").out
    fields = row_columns.fields(head.strip().split(","), {})
    assert row_columns.left_out(head.strip().split(","), fields) == []
    path = written(tmp_path / "deals.csv", f"{head}7,Nissan,Honda,merger,confirmed,mou,2024-12-23,,Reuters,,,,,,\n")
    assert [row["what"] for row in rows(run, path)] == ["new"]
    book = tmp_path / "deals.xlsx"
    assert run("import", "--template", "-o", str(book)).code == 0
    sheets = CalamineWorkbook.from_path(str(book))
    assert sheets.get_sheet_by_name("Deals").to_python() == [head.strip().split(",")]
    assert len(sheets.get_sheet_by_name("How to fill it in").to_python()) == len(head.split(",")) + 1
    assert run("import", "--template", "-o", str(tmp_path / "x.pdf")).code == 2


def test_an_export_is_told_from_a_table(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2024-01-01")
    export = tmp_path / "ledger.jsonl"
    run("export", "-o", str(export))
    assert "added" in run("import", str(export)).err
    assert run("import", str(export), "--map", "a=b").code == 2
    assert run("import").code == 2
    assert run("import", str(tmp_path / "none.csv")).code == 66


def test_a_workbook_holds_the_ledger_a_sheet_a_table(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-12-17", "--url", "https://news.example/1",
        "--note", "=cmd() and all")  # fmt: skip
    run("add", "Nissan", "Renault", "--kind", "stake", "--date", "2024-01-17")
    run("tag", "nissan-motor-honda", "ratio")
    run("note", "Honda", "no names")
    run("note", "Renault", "of another talk")
    path = tmp_path / "x.xlsx"
    assert run("export", "Honda", "-o", str(path)).code == 0
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Talks", "Events", "Companies", "Reports", "Notes"]
    head, talk = book.get_sheet_by_name("Talks").to_python()
    assert talk[head.index("first reported")] == date(2024, 12, 17)
    head, tag, told = book.get_sheet_by_name("Notes").to_python()
    assert [row[head.index("value")] for row in (tag, told)] == ["ratio", "no names"]
    head, event = book.get_sheet_by_name("Events").to_python()
    assert event[head.index("quote")] == "=cmd() and all"
    assert {row[0] for row in book.get_sheet_by_name("Companies").to_python()[1:]} == {"Nissan Motor", "Honda Motor"}
    import zipfile

    with zipfile.ZipFile(path) as packed:
        sheets = "".join(packed.read(name).decode() for name in packed.namelist() if "sheet" in name)
    assert sheets.count('state="frozen"') == 5
    assert "'Talks'!A2" in sheets
    assert "https://news.example/1" in sheets
    assert run("export", "--format", "xlsx").code == 2
    denied = run("export", "-o", str(tmp_path / "no" / "x.xlsx"))
    assert (denied.code, denied.err.count("\n")) == (73, 1)


@settings(max_examples=examples(30), deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), st.none() | st.booleans() | st.text() | st.lists(st.text()), min_size=1))
def test_a_workbook_takes_any_text(tmp_path_factory: pytest.TempPathFactory, record: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("book") / "x.xlsx"
    long = {"long": "x" * 40_000, "link": "https://news.example/" + "y" * 3000}
    path.write_bytes(workbook.made([workbook.Sheet("All", [*record, *long], [record | long])]))
    (_, row) = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("All").to_python()
    assert len(row[-2]) == 32_767
    assert row[-1] == long["link"]


@pytest.mark.parametrize("ending", ["docx", "html", "svg", "png", "pdf", "md", "jsonl", "parquet"])
def test_an_ending_that_promises_what_is_not_written_is_refused(run: Run, tmp_path: Path, ending: str) -> None:
    run("add", "Nissan", "Honda", "--date", "2024-01-01")
    target = tmp_path / f"x.{ending}"
    refused = run("talks", "-o", str(target))
    assert (refused.code, refused.err.count("\n"), target.exists()) == (2, 1, False)
    if ending not in {"md", "jsonl", "parquet"}:
        assert run("export", "-o", str(target)).code == 2
        assert not target.exists()


def test_the_ending_of_a_file_says_its_format(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2024-01-01")
    for ending, option in (("json", "--json"), ("csv", "--csv"), ("tsv", "--plain"), ("txt", ""), ("", "")):
        target = tmp_path / f"x.{ending}".rstrip(".")
        assert run("talks", "-o", str(target)).code == 0
        assert target.read_text(encoding="utf-8") == run("talks", *filter(None, [option])).out
    assert run("talks", "-o", str(tmp_path / "x.xlsx")).code == 0
    assert CalamineWorkbook.from_path(str(tmp_path / "x.xlsx")).get_sheet_by_index(0).to_python()[0][0] == "id"
    for command in ("timeline", "network"):
        run(command, "Nissan", "-o", str(tmp_path / "x.svg"))
        assert (tmp_path / "x.svg").read_text(encoding="utf-8").startswith("<svg")
        (tmp_path / "x.svg").unlink()
    assert run("network", "-o", str(tmp_path / "x.dot")).code == 0
    assert (tmp_path / "x.dot").read_text(encoding="utf-8").startswith("graph")
    contradicting = run("talks", "--json", "-o", str(tmp_path / "y.csv"))
    assert (contradicting.code, (tmp_path / "y.csv").exists()) == (2, False)
    assert run("talks", "--json", "-o", str(tmp_path / "y.data")).code == 0
    assert run("report", str(tmp_path / "y.pdf")).code == 2


def test_a_row_takes_dates_names_and_outlets_as_a_typed_line_does(run: Run, tmp_path: Path) -> None:
    head = "company,partner,date,publisher,origin\n"
    lines = ["Nissan,Renault,Sept 2025,FT,WSJ", "Nissan,Honda,2025/11,,Nissan", "Nissan,Ford,13 Nov 2025 10:30,,"]
    path = written(tmp_path / "deals.csv", head + "\n".join(lines) + "\n")
    assert [row["what"] for row in rows(run, path)] == ["new"] * 3
    (renault,) = json.loads(run("why", "Nissan", "Renault", "--json").out)["claims"]
    assert (renault["publisher"], renault["origin"], renault["date"]) == (
        "Financial Times", "Wall Street Journal", "2025-09")  # fmt: skip
    assert "published=2025-09\n" in run("edit", "Nissan", "Renault", "1").out
    (honda,) = json.loads(run("why", "Nissan", "Honda", "--json").out)["claims"]
    assert (honda["origin"], honda["date"]) == ("company", "2025-11")


def test_a_table_without_companies_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    for name, text in (("a.csv", "When,What\n2025,deal\n"), ("a.xlsx", "no workbook"), ("b.csv", "one line")):
        refused = run("import", written(tmp_path / name, text))
        assert (refused.code, refused.err.count("\n")) == (65, 1)


def test_an_exported_workbook_read_again_says_nothing_twice(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-12-17")
    path = tmp_path / "x.xlsx"
    run("export", "-o", str(path))
    assert [row["what"] for row in rows(run, str(path))] == ["known"]
    assert talks(run)[0]["reports"] == 1


@pytest.mark.parametrize("wide", [False, True])
def test_a_workbook_is_laid_out_to_be_looked_at_and_printed(tmp_path: Path, wide: bool) -> None:
    """On its side, the heading on each sheet of paper, as wide as one where that can be read; days and figures typed."""
    record = {"id": "t1", "parties": ["Nissan", "Honda"], "on": "2026-06-03", "value": 6_500_000_000, "stale": False}
    more = {f"more{n}": "x" * 40 for n in range(10)} if wide else {}
    path = tmp_path / "x.xlsx"
    first = () if wide else ("parties", "on", "value")
    path.write_bytes(workbook.made([workbook.Sheet("All", [*record, *more], [record | more], first=first)]))
    with zipfile.ZipFile(path) as packed:
        sheet, book = (packed.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))
        styles = packed.read("xl/styles.xml").decode()
    assert 'orientation="landscape"' in sheet
    assert ('fitToHeight="0"' in sheet) is not wide
    assert "$1:$1" in book
    assert ("!$A$1:$C$2" in book) is not wide
    assert ('topLeftCell="B2"' in sheet) is not wide
    assert 'state="frozen"' in sheet
    assert {"yyyy-mm-dd", "#,##0_)"} <= set(re.findall(r'formatCode="([^"]*)"', styles))
    (head, *_) = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert head[:3] == (["id", "parties", "on"] if wide else ["parties", "on", "value"])


def test_hundreds_of_rows_on_one_talk_are_folded_many_at_once_and_each_has_its_talk(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        f"Nissan,Honda,{kind},2025-0{n % 9 + 1}-{n % 28 + 1:02},number {n}"
        for n in range(120)
        for kind in ("supply", "merger")
    ]
    (tmp_path / "t.csv").write_text("\n".join(["company,company,kind,published,note", *rows]) + "\n")
    folds: list[int] = []
    follow = folding.Folder.follow

    def counted(self: folding.Folder, ids: Collection[str]) -> object:
        folds.append(len(ids))
        return follow(self, ids)

    monkeypatch.setattr(folding.Folder, "follow", counted)
    told = json.loads(run("import", str(tmp_path / "t.csv"), "--json").out)["rows"]
    assert len(folds) < 200
    of = {row["kind"]: {other["talk"] for other in told if other["kind"] == row["kind"]} for row in told}
    assert {len(talks) for talks in of.values()} == {1}
    assert [row["what"] for row in told].count("new") == 2
    assert run("check").code == 0
    talks = run("talks", "--json").out
    run("rebuild")
    assert run("talks", "--json").out == talks


def test_a_table_of_very_many_columns_is_told_in_a_moment(run: Run, tmp_path: Path) -> None:
    columns = 5_000
    (tmp_path / "t.csv").write_text(",".join(f"c{n}" for n in range(columns)) + "\n" + "x," * columns + "\n")
    began = time.process_time()
    assert "no column holds companies" in run("import", str(tmp_path / "t.csv")).err
    assert time.process_time() - began < 5  # held against each other it took over a minute
