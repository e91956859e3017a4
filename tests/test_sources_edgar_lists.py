"""Lists of filings: each row points at a filing, once, by the address and number that the filing itself has."""

import sqlite3
from pathlib import Path

import pytest

from alliance_cli.models import Report
from alliance_cli.sources import read_inputs
from alliance_cli.sources.edgar import read_submission
from alliance_cli.sources.urls import url_key
from tests.conftest import Run
from tests.servers import BadServer
from tests.test_sources_edgar import WHOLE

NUMBER = "0000111111-25-000007"
ADDRESS = f"https://www.sec.gov/Archives/edgar/data/111111/{NUMBER}.txt"


def entry(title: str, number: str = NUMBER, cik: str = "111111", form: str = "8-K", more: str = "") -> str:
    folder = f"https://www.sec.gov/Archives/edgar/data/{cik}/{number.replace('-', '')}"
    return (
        f"<entry><title>{title}</title><link rel='alternate' type='text/html' href='{folder}/{number}-index.htm'/>"
        f"<summary type='html'>\n &lt;b&gt;Filed:&lt;/b&gt; 2025-03-06 &lt;b&gt;AccNo:&lt;/b&gt; {number} "
        "&lt;b&gt;Size:&lt;/b&gt; 1 MB\n&lt;br&gt;Item 1.01: Entry into a Material Definitive Agreement</summary>"
        f"<updated>2025-03-05T18:15:30-05:00</updated><category scheme='https://www.sec.gov/' label='form type' "
        f"term='{form}'/>{more}<id>urn:tag:sec.gov,2008:accession-number={number}</id></entry>"
    )


def latest(*entries: str, at: str = "Thu, 06 Mar 2025 17:00:00 EST") -> bytes:
    return (
        '<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Latest Filings - {at}</title><link rel='self' href='/cgi-bin/browse-edgar?action=getcurrent'/>"
        "<id>https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent</id><author><name>Webmaster</name></author>"
        f"<updated>2025-03-06T17:00:00-05:00</updated>{''.join(entries)}</feed>"
    ).encode()


def company(*entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom"><author>'
        "<name>Webmaster</name></author><company-info><addresses><address type='mailing'><city>Ash</city></address>"
        "</addresses><cik>0000111111</cik><conformed-name>VELORA MOTORS INC</conformed-name></company-info>"
        f"{''.join(entries)}<title>VELORA MOTORS INC  (0000111111)</title></feed>"
    ).encode()


VELORA = entry("8-K - VELORA MOTORS INC (0000111111) (Filer)")


def read(tmp_path: Path, content: bytes, name: str) -> list[Report]:
    (tmp_path / name).write_bytes(content)
    found = list(read_inputs([str(tmp_path / name)]))
    assert all(isinstance(item, Report) for item in found), found
    return [item for item in found if isinstance(item, Report)]


def is_the_filing(report: Report) -> None:
    """The report points at the filing that the submission of this number is."""
    (whole,) = read_submission(WHOLE.encode(), "x")
    assert isinstance(whole, Report)
    told = (report.title, report.url, report.publisher, report.record_id, report.published)
    assert told == (whole.title, whole.url, whole.publisher, whole.record_id, whole.published)
    assert report.text == ""


class TestFeeds:
    @pytest.mark.parametrize("feed", [
        latest(VELORA),
        company(entry("8-K  - Current report", more="<content type='text/xml'><filing-date>2025-03-06</filing-date>"
                      "<items-desc>items 1.01 and 9.01</items-desc></content>")),
    ], ids=["latest", "company"])  # fmt: skip
    def test_an_entry_points_at_the_filing_on_the_day_of_filing(self, tmp_path: Path, feed: bytes) -> None:
        (report,) = read(tmp_path, feed, "a.atom")
        is_the_filing(report)

    def test_a_filing_that_is_listed_under_several_companies_is_one(self, tmp_path: Path) -> None:
        feed = latest(
            entry("SC TO-T - TARN CELLS LTD (0000222222) (Subject)", cik="222222", form="SC TO-T"),
            entry("SC TO-T - VELORA MOTORS INC (0000111111) (Filed by)", form="SC TO-T"),
        )
        (report,) = read(tmp_path, feed, "a.atom")
        assert report.title == "VELORA MOTORS INC: form SC TO-T"
        assert url_key(report.url) == url_key(ADDRESS)

    def test_a_poll_whose_title_has_changed_tells_nothing_new(self, run: Run, server: BadServer, ledger: Path) -> None:
        path = server.cached("/latest", latest(VELORA), etag='"1"')
        run("feeds", "add", path)
        first = run("ingest", "--feeds", "--now", "--allow-private")
        assert "1 new" in first.err
        server.cached("/latest", latest(VELORA, at="Thu, 06 Mar 2025 17:10:00 EST"), etag='"2"')
        second = run("ingest", "--feeds", "--now", "--allow-private")
        assert "0 new, 0 revised, 1 known" in second.err
        with sqlite3.connect(ledger) as conn:
            assert conn.execute("SELECT publisher FROM revisions").fetchall() == [("SEC",)]


class TestPointersAndFilings:
    @pytest.mark.parametrize("order", [("a.atom", "filing.txt", "a.atom"), ("filing.txt", "a.atom")])
    def test_the_filing_fills_what_points_at_it_and_is_not_emptied_by_it(
        self, run: Run, tmp_path: Path, ledger: Path, order: tuple[str, ...]
    ) -> None:
        (tmp_path / "a.atom").write_bytes(latest(VELORA))
        (tmp_path / "filing.txt").write_text(WHOLE)
        for name in order:
            assert run("ingest", str(tmp_path / name)).code == 0
        with sqlite3.connect(ledger) as conn:
            texts = [text for (text,) in conn.execute("SELECT text FROM revisions ORDER BY id")]
            assert conn.execute("SELECT count(*) FROM reports").fetchone() == (1,)
        assert "joint venture agreement" in texts[-1]
