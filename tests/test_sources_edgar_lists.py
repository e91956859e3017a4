"""Lists of filings: each row points at a filing, once, by the address and number that the filing itself has."""

import gzip
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from alliance_cli.cli import intake
from alliance_cli.models import Report
from alliance_cli.sources import read_inputs
from alliance_cli.sources.edgar import read_submission
from alliance_cli.sources.urls import url_key
from alliance_cli.store import reports
from tests.conftest import Run
from tests.servers import BadServer, answer
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
            texts = [text for _, _, text in reports.texts(conn)]
            assert conn.execute("SELECT count(*) FROM reports").fetchone() == (1,)
        assert "joint venture agreement" in texts[-1]


FORM_INDEX = """Description:           Daily Index of EDGAR Dissemination Feed by Form Type
Last Data Received:    Mar 06, 2025
Comments:              webmaster@sec.gov
Anonymous FTP:         ftp://ftp.sec.gov/edgar/

Form Type   Company Name                                                  CIK         Date Filed  File Name
---------------------------------------------------------------------------------------------------------------
8-K         VELORA MOTORS INC                                             111111      20250306    edgar/data/111111/0000111111-25-000007.txt
SC 13D/A    TARN  CELLS 1999 LTD                                          222222      20250306    edgar/data/222222/0000222222-25-000009.txt
SC 13D/A    VELORA MOTORS INC                                             111111      20250306    edgar/data/111111/0000222222-25-000009.txt
"""
COMPANY_INDEX = """Description:           Master Index of EDGAR Dissemination Feed by Company Name
Last Data Received:    March 31, 2025

Company Name                                                  Form Type   CIK         Date Filed  File Name
---------------------------------------------------------------------------------------------------------------
VELORA MOTORS INC                                             8-K         111111      2025-03-06  edgar/data/111111/0000111111-25-000007.txt
"""
MASTER_INDEX = """Description:           Master Index of EDGAR Dissemination Feed
Last Data Received:    March 31, 2025

CIK|Company Name|Form Type|Date Filed|Filename
--------------------------------------------------------------------------------
111111|VELORA MOTORS INC|8-K|2025-03-06|edgar/data/111111/0000111111-25-000007.txt
a row that is none
"""
CRAWLER_INDEX = COMPANY_INDEX.replace("Form Type   CIK", "Form Type   CIK").replace(
    "edgar/data/111111/0000111111-25-000007.txt",
    "https://www.sec.gov/Archives/edgar/data/111111/0000111111-25-000007-index.htm",
)


class TestIndexes:
    @pytest.mark.parametrize("name", ["form.idx", "form.20250306", "form.idx.gz"])
    def test_a_row_is_a_filing_and_a_filing_of_two_companies_one(self, tmp_path: Path, name: str) -> None:
        raw = FORM_INDEX.encode()
        velora, tarn = read(tmp_path, gzip.compress(raw) if name.endswith("gz") else raw, name)
        is_the_filing(velora)
        assert tarn.title == "TARN CELLS 1999 LTD, VELORA MOTORS INC: form SC 13D/A"
        assert tarn.record_id == "0000222222-25-000009"

    @pytest.mark.parametrize(
        "index", [COMPANY_INDEX, MASTER_INDEX, CRAWLER_INDEX], ids=["company", "master", "crawler"]
    )
    def test_every_order_of_the_columns(self, tmp_path: Path, index: str) -> None:
        (report,) = read(tmp_path, index.encode(), "a.idx")
        is_the_filing(report)

    def test_an_index_without_rows_is_a_fault(self, tmp_path: Path) -> None:
        (tmp_path / "a.idx").write_text(FORM_INDEX[:400])
        (found,) = read_inputs([str(tmp_path / "a.idx")])
        assert "without a row" in str(found)


def submissions(**more: object) -> dict[str, object]:
    recent = {
        "accessionNumber": [NUMBER, "0000111111-25-000003"], "filingDate": ["2025-03-06", ""],
        "reportDate": ["2025-03-05", ""], "acceptanceDateTime": ["2025-03-06T16:15:30.000Z", "2025-01-07T23:50:00.000Z"],
        "form": ["8-K", "10-K"], "items": ["1.01,9.01", ""], "primaryDocument": ["d.htm", "k.htm"],
    }  # fmt: skip
    return {"cik": "0000111111", "name": "VELORA MOTORS INC", "tickers": ["VLR"],
            "filings": {"recent": recent, "files": []}, **more}  # fmt: skip


class TestJson:
    def test_submissions_are_rows_and_acceptance_is_a_day_of_new_york(self, tmp_path: Path) -> None:
        current, annual = read(tmp_path, json.dumps(submissions()).encode(), "CIK0000111111.json")
        is_the_filing(current)
        assert annual.published is not None
        assert annual.published.day == date(2025, 1, 7)

    def test_the_older_part_has_the_company_in_the_name_of_its_file(self, tmp_path: Path) -> None:
        recent = submissions()["filings"]["recent"]  # type: ignore[index]
        older, _ = read(tmp_path, json.dumps(recent).encode(), "CIK0000111111-submissions-001.json")
        assert (older.title, older.url) == ("CIK 111111: form 8-K", ADDRESS)

    @pytest.mark.parametrize("folder", [
        {"name": "/Archives/edgar/data/111111/000011111125000007", "item": [
            {"name": "d.htm", "type": "text.gif", "size": "9", "last-modified": "2025-03-06 16:15:30"}]},
        {"name": "/Archives/edgar/data/111111", "item": [
            {"name": "000011111125000007", "type": "folder.gif", "last-modified": "2025-03-06 16:15:30"}]},
    ], ids=["filing", "company"])  # fmt: skip
    def test_the_list_of_a_folder(self, tmp_path: Path, folder: dict[str, object]) -> None:
        (report,) = read(tmp_path, json.dumps({"directory": folder}).encode(), "index.json")
        assert (report.title, report.url) == (f"CIK 111111: filing {NUMBER}", ADDRESS)
        assert report.published is not None
        assert report.published.day == date(2025, 3, 6)


def test_the_index_page_of_a_filing_points_at_it(tmp_path: Path) -> None:
    page = f"""<!DOCTYPE html><html><head><title>EDGAR Filing Documents for {NUMBER}</title></head><body>
<div id="formDiv"><div id="formHeader"><div id="formName"><strong>Form 8-K</strong> - Current report: </div>
<div id="secNum"><strong>SEC Accession <acronym title="Number">No.</acronym></strong> {NUMBER}</div></div>
<div class="formContent"><div class="formGrouping"><div class="infoHead">Filing Date</div><div class="info">2025-03-06</div>
<div class="infoHead">Accepted</div><div class="info">2025-03-06 16:15:30</div></div></div></div>
<table class="tableFile"><tr><td>1</td><td>8-K</td><td><a href="/Archives/d.htm">d.htm</a></td></tr></table>
<div class="companyInfo"><span class="companyName">VELORA MOTORS INC (Filer)
 <acronym title="Central Index Key">CIK</acronym>: <a href="/cgi-bin/browse-edgar">0000111111 (see all company filings)</a>
</span></div></body></html>"""
    (report,) = read(tmp_path, page.encode(), f"{NUMBER}-index.htm")
    is_the_filing(report)


@pytest.mark.parametrize("index", [FORM_INDEX, COMPANY_INDEX, MASTER_INDEX])
def test_what_is_cut_off_or_damaged_is_still_a_list_of_reports_or_a_fault(tmp_path: Path, index: str) -> None:
    for at in range(0, len(index), 61):
        (tmp_path / "a.idx").write_bytes((index[:at] + "\x00|  \n" + index[at + 9 :]).encode())
        assert list(read_inputs([str(tmp_path / "a.idx")]))


OTHERS = (
    entry("8-K/A - VELORA MOTORS INC (0000111111) (Filer)", "0000111111-25-000008", form="8-K/A"),
    entry("4 - VELORA MOTORS INC (0000111111) (Issuer)", "0000111111-25-000009", form="4"),
)


@pytest.mark.parametrize(
    ("asked", "found"), [("8-K", ["7", "8"]), ("8-k/a", ["8"]), ("4,8-K", ["7", "8", "9"]), ("10-K", [])]
)
def test_of_a_list_only_the_forms_that_are_asked_for_are_taken(
    run: Run, tmp_path: Path, server: BadServer, asked: str, found: list[str]
) -> None:
    rows = (("8-K", "7"), ("8-K/A", "8"), ("4", "9"))
    recent = {"accessionNumber": [f"0000111111-25-00000{n}" for _, n in rows], "form": [form for form, _ in rows],
              "filingDate": ["2025-03-06"] * 3}  # fmt: skip
    index = "CIK|Company Name|Form Type|Date Filed|File Name\n" + "".join(
        f"111111|VELORA MOTORS INC|{form}|2025-03-06|edgar/data/111111/0000111111-25-00000{n}.txt\n" for form, n in rows
    )
    lists = {
        "latest.atom": latest(VELORA, *OTHERS), "master.idx": index.encode(),
        "CIK0000111111.json": json.dumps({"cik": "111111", "name": "VELORA MOTORS INC", "filings": {"recent": recent}}).encode(),
    }  # fmt: skip
    for name, content in lists.items():
        (tmp_path / name).write_bytes(content)
        taken = [
            item.record_id[-1]
            for item in read_inputs([str(tmp_path / name)], forms=intake.forms([asked]))
            if isinstance(item, Report)
        ]
        assert sorted(taken) == found, name
    server.on("/feed", answer(latest(VELORA, *OTHERS), kind="application/atom+xml"))
    run("feeds", "add", server.url("/feed"))
    run("ingest", "--form", asked, "--allow-private")
    assert sorted(row["record_id"][-1] for row in _stored(run)) == found


def _stored(run: Run) -> list[dict[str, str]]:
    rows = map(json.loads, run("export").out.splitlines())
    return [{"record_id": row["url"].removesuffix(".txt")} for row in rows if row.get("table") == "revisions"]


def test_what_is_no_form_is_refused(run: Run) -> None:
    told = run("ingest", "--form", "8-K;", "x.idx")
    assert (told.code, "no form of a filing" in told.err) == (2, True)
