"""A folder of pages: names of files that are safe, links that lead somewhere, nothing of anybody else's touched."""

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.render.site import file_name
from tests.conftest import Run

HOSTILE = "../../etc/passwd <img src=x> con"


@pytest.fixture
def filled(run: Run) -> Run:
    for argv in (
        ["Nissan", "Honda", "--kind", "merger", "--date", "2024-12-17", "--note", "Talks are to begin"],
        ["Honda", HOSTILE, "--kind", "supply", "--status", "confirmed", "--date", "2025-02-13", "--new-company"],
    ):
        assert run("add", *argv).code == 0
    return run


def _files(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


@settings(max_examples=40)
@given(st.text(), st.text())
def test_the_name_of_a_file_is_safe_and_one_for_each_company(one: str, other: str) -> None:
    names = [file_name(one), file_name(other)]
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", name) for name in names)
    assert (names[0] == names[1]) == (one == other)
    assert not {"con", "aux", "nul"}.intersection(map(file_name, ("con", "aux", "nul", "CON")))


def test_every_link_leads_to_a_page_and_every_anchor_is_there(filled: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    told = filled("report", f"{folder}/")
    assert (told.code, "2 talks, 4 pages" in told.err) == (0, True)
    pages = {name: text for name, text in _files(folder).items() if name.endswith(".html")}
    assert "index.html" in pages
    assert sum(name.startswith("companies/") for name in pages) == 3
    for name, text in pages.items():
        for address in re.findall(r'href="([^"]*)"', text):
            path, _, anchor = unescape(address).partition("#")
            target = (folder / name).parent / path if path else folder / name
            assert target.resolve().is_relative_to(folder.resolve())
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), address
    assert "<img" not in "".join(pages.values())
    assert not [p for p in tmp_path.rglob("*") if p.name in {"passwd", "etc"}]


def test_its_own_pages_are_replaced_and_go_with_their_company(filled: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert filled("report", f"{folder}/").code == 0
    first = _files(folder)
    assert filled("report", f"{folder}/").code == 0
    assert _files(folder) == first
    (folder / "companies" / "mine.html").write_text("mine")
    assert filled("undo").code == 0
    assert filled("report", str(folder)).code == 0
    assert {n for n in _files(folder) if "html" in n} == {
        "index.html", "companies/honda-motor.html", "companies/nissan-motor.html", "companies/mine.html",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["index.html", "companies/honda-motor.html"])
def test_a_page_that_it_did_not_write_stays_and_then_nothing_is_written(filled: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "site"
    (folder / "companies").mkdir(parents=True)
    (folder / name).write_text("mine")
    refused = filled("report", f"{folder}/")
    assert (refused.code, _files(folder)) == (73, {name: "mine"})
    assert "did not write it" in refused.err
    assert filled("report", f"{folder}/", "--force").code == 0
    assert (folder / name).read_text(encoding="utf-8") != "mine"


def test_a_page_that_was_changed_since_is_nobody_elses_to_replace(filled: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    filled("report", f"{folder}/")
    (folder / "index.html").write_text("changed")
    assert filled("report", f"{folder}/").code == 73
    assert (folder / "index.html").read_text(encoding="utf-8") == "changed"


def test_nothing_is_written_through_links_or_over_files_where_folders_belong(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name in ("linked", "blocked"):
        (tmp_path / name).mkdir()
    (tmp_path / "linked" / "companies").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "blocked" / "companies").write_text("a file")
    (tmp_path / "linked" / ".alliance-report.json").write_text('{"../../x.html": "1", "a": 2}')
    assert filled("report", str(tmp_path / "linked")).code == 73
    assert filled("report", str(tmp_path / "blocked")).code == 73
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert filled("report", str(tmp_path / "no" / "such") + "/").code == 0
