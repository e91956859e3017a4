"""What other programs take in: CSV for Excel, typed Parquet, GraphML with ids that are unique, addresses of feeds."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alliance_cli.sources.urls import as_web
from tests.conftest import Run


@pytest.fixture
def three(run: Run) -> None:
    """A talk of three parties, one of them with an accent."""
    run("add", "Nissan", "Honda", "L'Oréal", "--kind", "supply", "--date", "2025-03-01", "--region", "Japan")


@pytest.mark.usefixtures("three")
class TestCsvForExcel:
    def test_a_mark_comes_first_where_it_is_asked_for(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "out.csv"
        for argv in (["export", "--excel"], ["talks", "--excel"], ["timeline", "Nissan", "--csv", "--excel"]):
            assert run(*argv, "-o", str(out)).code == 0
            assert out.read_bytes().startswith(b"\xef\xbb\xbf")
            rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
            assert "L'Oréal" in rows[0]["parties"]
            assert run(*(word for word in argv if word != "--excel"), "--force", "-o", str(out)).code == 0
            assert not out.read_bytes().startswith(b"\xef\xbb\xbf")
            out.unlink()

    def test_it_goes_with_csv_alone(self, run: Run, tmp_path: Path) -> None:
        assert run("export", "--excel", "-o", str(tmp_path / "x.ics")).code == 2
        assert run("talks", "--excel", "--json").code == 2


@pytest.mark.usefixtures("three")
class TestParquet:
    def test_days_are_dates_lists_are_lists_and_flags_flags(self, run: Run, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        for table in ("events", "talks"):
            assert run("export", "--table", table, "-o", str(tmp_path / f"{table}.parquet")).code == 0
        events = parquet.read_table(tmp_path / "events.parquet")
        types = dict(zip(events.schema.names, map(str, events.schema.types), strict=True))
        assert (types["date"], types["published"], types["denied"]) == ("date32[day]", "date32[day]", "bool")
        assert types["parties"] == types["relayed_by"] == "list<element: string>"
        (event,) = events.to_pylist()
        assert (event["published"], event["parties"][2]) == (date(2025, 3, 1), "L'Oréal")
        (talk,) = parquet.read_table(tmp_path / "talks.parquet").to_pylist()
        assert (talk["first_reported"], talk["regions"], talk["reports"]) == (date(2025, 3, 1), ["Japan"], 1)

    def test_without_rows_there_are_the_same_columns(self, run: Run, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        for table in ("events", "talks"):
            full, empty = tmp_path / f"{table}.parquet", tmp_path / f"no-{table}.parquet"
            assert run("export", "--table", table, "-o", str(full)).code == 0
            assert run("export", "--table", table, "--kind", "licensing", "-o", str(empty)).code == 0
            assert parquet.read_table(empty).num_rows == 0
            assert parquet.read_schema(empty) == parquet.read_schema(full)


@pytest.mark.usefixtures("three")
def test_the_edges_of_a_talk_of_three_have_ids_of_their_own(run: Run) -> None:
    pytest.importorskip("networkx")
    root = ElementTree.fromstring(run("export", "--format", "graphml").out)
    edges = [element for element in root.iter() if element.tag.endswith("}edge")]
    assert len(edges) == len({edge.get("id") for edge in edges}) == 3
    talk = {key.get("id") for key in root.iter() if key.get("attr.name") == "talk"}
    assert len({data.text for edge in edges for data in edge if data.get("key") in talk}) == 1


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("feed://b.example/rss", "http://b.example/rss"), ("feed:https://c.example/rss", "https://c.example/rss"),
        ("feed:http://c.example/rss", "http://c.example/rss"), ("FEED:c.example/rss", "http://c.example/rss"),
        ("feeds://c.example/rss", "https://c.example/rss"), ("pcast://c.example/x", "http://c.example/x"),
        (" itpc://c.example/x ", "http://c.example/x"), ("feed://https://c.example/x", "https://c.example/x"),
        ("rss://c.example:8080/x?y=1", "http://c.example:8080/x?y=1"), ("https://c.example/", "https://c.example/"),
        ("feed:///etc/passwd", "feed:///etc/passwd"), ("feed.xml", "feed.xml"), ("feed:file:///x", "feed:file:///x"), ("", ""),
    ],
)  # fmt: skip
def test_an_address_of_a_feed_is_one_of_the_web(written: str, address: str) -> None:
    assert as_web(written) == address


def test_feeds_are_followed_by_such_addresses(run: Run, tmp_path: Path) -> None:
    opml = tmp_path / "a.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline xmlUrl="feed://b.example/rss"/><outline xmlUrl="feed:https://c.example/rss"/>'
        '<outline xmlUrl="http://b.example/rss"/></body></opml>'
    )
    assert run("feeds", "import", str(opml)).code == 0
    assert run("feeds", "add", "feed:https://d.example/rss").code == 0
    listed = [feed["url"] for feed in json.loads(run("feeds", "list", "--json").out)["feeds"]]
    assert listed == ["http://b.example/rss", "https://c.example/rss", "https://d.example/rss"]
    assert run("feeds", "pause", "feed://b.example/rss").code == 0
