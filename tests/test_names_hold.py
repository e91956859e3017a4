"""What a talk was called once leads to it for good: in commands, exports and pages."""

import json
from pathlib import Path

from tests.conftest import Run
from tests.test_history import talks


def add(run: Run, *companies: str, day: str, **values: str) -> None:
    given = {"kind": "merger", "basis": "anonymous", "origin": "Nikkei"} | values
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    assert run("add", *companies, "--date", day, *options).code == 0


def shown(run: Run, talk: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", talk, "--json").out)
    return found


def test_an_older_report_moves_no_id(run: Run) -> None:
    add(run, "Zorvex", "Quenlow", day="2024-12-01")
    (first,) = talks(run)
    add(run, "Zorvex", "Quenlow", day="2019-03-01", origin="FT")
    assert [t["id"] for t in talks(run)] == [first["id"]]
    add(run, "Zorvex", "Quenlow", day="2019-06-01", status="abandoned", basis="on-record", origin="company")
    found = {str(t["first_reported"]): t for t in talks(run)}
    assert found["2024-12-01"]["id"] == first["id"]
    assert found["2019-03-01"]["id"] != first["id"]
    assert shown(run, str(first["slug"]))["id"] == first["id"]


def test_after_a_merge_of_companies_the_old_names_lead_on(run: Run, tmp_path: Path) -> None:
    add(run, "Zorvex", "Brunalt", day="2024-12-01")
    add(run, "Quenlow", "Brunalt", day="2024-12-05", origin="FT")
    was = talks(run)
    run("companies", "merge", "Zorvex", "Quenlow")
    (now,) = talks(run)
    assert now["id"] in {t["id"] for t in was}
    for old in was:
        assert shown(run, str(old["id"]))["id"] == shown(run, str(old["slug"]))["id"] == now["id"]
    gone = {str(name) for t in was for name in (t["id"], t["slug"])} - {now["id"], now["slug"]}
    assert set(now["former"]) == gone  # type: ignore[call-overload]
    assert "formerly" in run("show", str(now["id"])).out
    run("report", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert all(f'id="{name}"' in page for name in [*gone, str(now["slug"])])
    table = run("export", "--format", "csv", "--table", "talks").out
    assert all(name in table for name in gone)
    run("export", "-o", str(tmp_path / "all.jsonl"))
    run("import", str(tmp_path / "all.jsonl"), "--db", str(tmp_path / "copy.db"))
    for name in gone:
        assert json.loads(run("show", name, "--json", "--db", str(tmp_path / "copy.db")).out)["id"] == now["id"]
    run("undo")
    assert {t["id"] for t in talks(run)} == {t["id"] for t in was}


def test_after_a_split_and_a_join_each_part_is_found_by_what_it_was_called(run: Run) -> None:
    for day, origin in (("2024-12-01", "Nikkei"), ("2024-12-05", "FT"), ("2024-12-09", "Bloomberg")):
        add(run, "Zorvex", "Quenlow", day=day, origin=origin)
    (whole,) = talks(run)
    run("judge", str(whole["id"]), "--split", "1")
    parts = {str(t["id"]) for t in talks(run)}
    assert whole["id"] in parts
    (other,) = parts - {str(whole["id"])}
    run("judge", other, "--join", str(whole["id"]))
    assert shown(run, other)["id"] == whole["id"]
    assert run("check").code == 0


def test_a_talk_whose_first_claim_is_dropped_is_found_by_its_old_name(run: Run) -> None:
    add(run, "Zorvex", "Quenlow", day="2024-12-01")
    add(run, "Zorvex", "Quenlow", day="2024-12-05", origin="FT")
    (was,) = talks(run)
    run("drop", str(was["id"]), "1")
    (now,) = talks(run)
    assert shown(run, str(was["id"]))["id"] == now["id"]
    run("rebuild")
    assert shown(run, str(was["id"]))["id"] == now["id"]
    run("undo")
    assert talks(run)[0]["id"] == was["id"]


def test_an_edited_report_keeps_the_id_of_its_talk(run: Run) -> None:
    add(run, "Zorvex", "Quenlow", day="2024-12-01")
    (was,) = talks(run)
    run("edit", str(was["id"]), "1", "publisher=Reuters", "date=2020", "kind=supply")
    (now,) = talks(run)
    assert now["id"] == was["id"]
    assert now["slug"] != was["slug"]
    assert shown(run, str(was["slug"]))["id"] == was["id"]


def test_another_ledger_that_takes_an_export_in_finds_a_talk_by_its_name_there(run: Run, tmp_path: Path) -> None:
    add(run, "Zorvex", "Quenlow", day="2024-12-05", origin="FT")
    run("export", "-o", str(tmp_path / "all.jsonl"))
    (there,) = talks(run)
    other = ("--db", str(tmp_path / "other.db"))
    run("add", "Zorvex", "Quenlow", "--kind", "merger", "--date", "2024-12-01", "--origin", "Nikkei", *other)
    run("import", str(tmp_path / "all.jsonl"), *other)
    found = json.loads(run("show", str(there["id"]), "--json", *other).out)
    assert found["reports"] == 2
    assert found["id"] != there["id"]


def test_the_id_of_a_look_at_the_past_is_found_in_the_present(run: Run) -> None:
    add(run, "Zorvex", "Quenlow", day="2024-12-05", origin="FT")
    add(run, "Zorvex", "Quenlow", day="2024-12-01")
    (now,) = talks(run)
    (then,) = talks(run, "--as-of", "2024-12-02")
    assert shown(run, str(then["id"]))["id"] == now["id"]
    assert run("show", str(now["id"]), "--as-of", "2024-12-02").code == 0


def test_nothing_is_found_by_what_was_never_said(run: Run) -> None:
    add(run, "Zorvex", "Quenlow", day="2024-12-05")
    assert run("show", "taaaaaaaaa").code == 1
    assert run("show", "t_%").code == 1
