"""Large files read in stretches: wherever they are cut, what is read is what the whole file holds; and Parquet."""

import gzip
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.stretches import Reading, Stretch, kind
from tests.sizes import examples
from tests.test_sources_warc import record

TALKS = "Ford Motor and Volkswagen are in talks on a tie-up, two people said. Part {}."


def lines() -> bytes:
    """Records, blank lines, a line that is none, ends of two sorts, no end at the end."""
    made = [json.dumps({"id": f"r{n}", "title": f"Ärger {n}", "text": TALKS.format(n) * (n % 4)}) for n in range(12)]
    return ("\ufeff" + "\n".join(made[:5]) + "\r\n\n{not json\n   \n" + "\r\n".join(made[5:])).encode()


def archive(pack: Callable[[bytes], bytes] = bytes) -> bytes:
    texts = (TALKS.format(n) * (1 + n % 3) for n in range(9))
    made = (record(text.encode(), "conversion", f"https://e.com/{n}") for n, text in enumerate(texts))
    return b"".join(map(pack, made))


def table(groups: int = 4) -> bytes:
    rows = [{"title": f"Title {n}", "text": TALKS.format(n), "published": date(2025, 1, 1 + n)} for n in range(13)]
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), out, row_group_size=groups)
    return out.getvalue()


def read(raw: bytes, stretch: Stretch, ending: str) -> tuple[list[Item], Reading]:
    reading = Reading(io.BytesIO(raw), stretch, ending)
    return list(reading.items("file", Options())), reading


def without_place(items: list[Item]) -> list[Item]:
    return [replace(item, locator="") for item in items]


FILES = {
    "lines": (lines(), ".jsonl"), "wide lines": (lines().decode()[1:].encode("utf-16"), ".jsonl"), "archive": (archive(), ".warc"),
    "packed archive": (archive(gzip.compress), ".warc"), "archive packed in one": (gzip.compress(archive()), ".warc"),
    "table": (table(), ".parquet"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=examples(60))
@given(cuts=st.lists(st.integers(1, 20_000), max_size=6))
def test_wherever_a_file_is_cut_each_record_is_read_once_and_in_order(name: str, cuts: list[int]) -> None:
    raw, ending = FILES[name]
    whole = without_place(read(raw, Stretch(), ending)[0])
    bounds = [0, *sorted({cut % len(raw) or 1 for cut in cuts})]
    found: list[Item] = []
    for start, end in zip(bounds, [*bounds[1:], None], strict=True):
        found += without_place(read(raw, Stretch(start, end), ending)[0])
    assert found == whole
    assert len(whole) >= 9


def test_what_looks_like_a_record_inside_of_a_page_is_told_by_where_the_stretch_before_ended() -> None:
    inner = record(b"Not a record of its own.", "conversion", "https://e.com/inner")
    outer = record(b"A page about archives.\r\n\r\n" + inner + b"x" * 900, "conversion", "https://e.com/outer")
    raw = outer + record(b"The next.", "conversion", "https://e.com/next")
    cut = raw.find(b"WARC/", 10) - 20
    (first, reading), (second, wrong) = read(raw, Stretch(0, cut), ".warc"), read(raw, Stretch(cut), ".warc")
    assert (reading.first, reading.behind) == (0, len(outer))
    assert wrong.first != reading.behind
    again, right = read(raw, Stretch(len(outer), None, exact=True), ".warc")
    assert right.first == reading.behind
    assert [item.locator for item in [*first, *again]] == ["file@0", f"file@{len(outer)}"]
    assert len(second) > len(again)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.jsonl", ".jsonl"), ("a.WARC.GZ", ".warc"), ("s3://b/a.warc", ".warc"), ("a.parquet", ".parquet"), ("a.jsonl.gz", ""),
        ("a.warc.bz2", ""), ("a.csv", ""), ("a", ""),
    ],
)  # fmt: skip
def test_which_files_can_be_cut(name: str, ending: str) -> None:
    assert kind(name) == ending


class TestParquet:
    def test_a_row_is_a_report_with_its_date(self, tmp_path: Path) -> None:
        rows = [{"Headline": "Ford, VW", "body": TALKS.format(1), "Published_At": datetime(2025, 11, 13, 8, tzinfo=UTC), "tags": [b"x", None]},
                {"Headline": None, "body": None, "Published_At": None, "tags": None}]  # fmt: skip
        parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "news.parquet")
        found, nothing = read_inputs([str(tmp_path)])
        assert isinstance(found, Report)
        assert found.published
        assert (found.title, found.published.at, found.locator) == (
            "Ford, VW", datetime(2025, 11, 13, 8, tzinfo=UTC), f"{tmp_path}/news.parquet#1"
        )  # fmt: skip
        assert isinstance(nothing, Fault)
        assert nothing.reason == "neither a title nor a text"

    def test_it_is_known_by_its_first_bytes_and_damage_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "whole").write_bytes(table())
        assert len([item for item in read_inputs([str(tmp_path / "whole")]) if isinstance(item, Report)]) == 13
        for cut in (5, len(table()) // 2):
            (tmp_path / "cut.parquet").write_bytes(table()[:cut])
            (fault,) = read_inputs([str(tmp_path / "cut.parquet")])
            assert isinstance(fault, Fault)
            assert fault.reason.startswith("damaged Parquet")

    def test_columns_can_be_named_and_what_is_packed_or_empty_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.parquet").write_bytes(table())
        named = read_inputs([str(tmp_path / "a.parquet")], mapping={"title": "published"})
        assert isinstance(first := next(named), Report)
        assert first.title == "2025-01-01"
        (wrong,) = read_inputs([str(tmp_path / "a.parquet")], mapping={"title": "headline"})
        assert "headline" in str(wrong)
        (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(table()))
        (packed,) = read_inputs([str(tmp_path / "a.parquet.gz")])
        assert "save it to a file" in str(packed)
        parquet.write_table(pa.table({"title": pa.array([], pa.string())}), tmp_path / "none.parquet")
        (empty,) = read_inputs([str(tmp_path / "none.parquet")])
        assert "no rows" in str(empty)
