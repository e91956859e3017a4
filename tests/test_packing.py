"""Texts lie packed in a ledger, come out as they went in, and a damaged one is told."""

import hashlib
import json
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.store.packing import packed, unpacked
from tests.conftest import Run
from tests.sizes import examples

NEWS = (
    "Two people familiar with the matter said on Monday that the companies were in talks on a merger, and that no final"
    " decision had been made. Shares of both rose in early trading. A spokesman declined to comment."
)
LISTS = {"1.txt": "273f231d"}
"""Each list of words that ledgers may have been packed with, and how its digest begins."""


@settings(max_examples=examples(200), deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("ab c", min_size=100) | st.just(NEWS * 40))
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    kept = packed(text)
    assert unpacked(kept) == text
    assert len(kept) <= len(text.encode()) + 1


def test_news_takes_less_than_half() -> None:
    assert len(packed(NEWS)) < 0.45 * len(NEWS)


def test_a_list_that_texts_were_packed_with_stays_as_it_is() -> None:
    kept = {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:8] for p in _lists()}
    assert kept == LISTS, "texts in ledgers refer to it: put other words into a list of the next number"


def _lists() -> list[Path]:
    return sorted(Path(str(files("alliance_cli").joinpath("data", "packing"))).iterdir())


@pytest.mark.parametrize("kept", [
    b"", b"\0\xff", b"\1", b"\1text", packed(NEWS)[:-4], b"\7" + packed(NEWS)[1:], packed(NEWS)[:9] + b"\xff" * 40,
])  # fmt: skip
def test_a_damaged_text_is_an_error_of_the_ledger(kept: bytes) -> None:
    if kept:
        with pytest.raises(sqlite3.DatabaseError, match="malformed"):
            unpacked(kept)
    else:
        with pytest.raises(sqlite3.DatabaseError):
            unpacked(kept)


def test_what_a_damaged_text_is_asked_for_ends_in_a_line_and_the_rest_is_shown(run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", "--note", NEWS, "--date", "2025-01-01")
    run("add", "Nissan", "Renault", "--note", "They part.", "--date", "2025-01-02")
    with closing(sqlite3.connect(ledger)) as conn, conn:
        conn.execute("UPDATE texts SET packed = substr(packed, 1, 20) WHERE revision = 1")
    assert run("timeline", "Nissan").code == 0
    asked = run("search", "merger")
    assert (asked.code, asked.err.count("\n")) == (65, 1)
    assert "a backup or an export is the way back" in asked.err
    checked = run("check", "--json")
    assert checked.code == 1
    assert "1 texts that cannot be read, of the revisions: 1" in json.loads(checked.out)["problems"]
    assert run("check", "--repair").code == 65


def test_a_copy_by_an_export_has_the_texts_as_they_were(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda", "--note", NEWS, "--date", "2025-01-01")
    out, other = tmp_path / "all.jsonl", tmp_path / "other.db"
    assert run("export", "--format", "jsonl", "-o", str(out)).code == 0
    (revision,) = (row for row in map(json.loads, out.read_text().splitlines()) if row.get("table") == "revisions")
    assert (revision["text"], len(revision["digest"])) == (NEWS, 64)
    assert run("import", str(out), "--db", str(other)).code == 0
    again = tmp_path / "again.jsonl"
    run("export", "--format", "jsonl", "-o", str(again), "--db", str(other))
    assert again.read_text() == out.read_text()
