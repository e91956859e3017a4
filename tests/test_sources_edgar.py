"""Filings as EDGAR serves them: header, items, exhibits; and what else comes under the same endings."""

from datetime import date
from pathlib import Path

import pytest

from alliance_cli.filings.about import Filing, Registrant, head, read_head
from alliance_cli.filings.items import items, telling
from alliance_cli.models import Report
from alliance_cli.sources import Fault, read_inputs, urls
from alliance_cli.sources.edgar import read_submission

HEADER = """<SEC-DOCUMENT>0000111111-25-000007.txt : 20250306
<SEC-HEADER>0000111111-25-000007.hdr.sgml : 20250306
<ACCEPTANCE-DATETIME>20250306161530
ACCESSION NUMBER:\t\t0000111111-25-000007
CONFORMED SUBMISSION TYPE:\t8-K
PUBLIC DOCUMENT COUNT:\t\t3
CONFORMED PERIOD OF REPORT:\t20250305
ITEM INFORMATION:\t\tEntry into a Material Definitive Agreement
ITEM INFORMATION:\t\tFinancial Statements and Exhibits
FILED AS OF DATE:\t\t20250306

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tVELORA MOTORS INC
\t\tCENTRAL INDEX KEY:\t\t\t0000111111
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tMOTOR VEHICLES [3711]

\tFILING VALUES:
\t\tFORM TYPE:\t\t8-K

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tVELORA CARRIAGE CO
\t\tDATE OF NAME CHANGE:\t19840503
</SEC-HEADER>
"""
MAIN = """<html><head><title>8-K</title></head><body>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM&nbsp;8-K</p>
<p>Date of Report (Date of earliest event reported): March&nbsp;5, 2025</p>
<p><b>Velora Motors, Inc.</b></p><p>(Exact name of registrant as specified in its charter)</p>
<p><b>Item&nbsp;1.01&nbsp;Entry into a Material Definitive Agreement.</b></p>
<p>On March 5, 2025, Velora Motors, Inc. (the &#147;Company&#148;) entered into a joint venture agreement with Tarn
Cells&nbsp;Ltd. to build cells.</p>
<p>Item 5.02 Departure of Directors.</p><p>A director left.</p>
<p>Item 9.01 Exhibits.</p><p>99.1 Press release.</p>
<p>SIGNATURES</p><p>Date: March 6, 2025</p></body></html>"""
RELEASE = (
    "<html><body><p>VELORA AND TARN FORM VENTURE</p><p>Velora and Tarn today announced a venture.</p></body></html>"
)


def document(kind: str, text: str, number: int = 1, name: str = "d.htm") -> str:
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


def submission(*documents: str, header: str = HEADER) -> str:
    return header + "".join(documents) + "</SEC-DOCUMENT>\n"


WHOLE = submission(
    document("8-K", MAIN), document("EX-10.1", "<html><p>The lessee shall</p></html>", 2),
    document("EX-99.1", RELEASE, 3), document("GRAPHIC", "begin 644 logo.gif\nM1TE&.#EA\n`\nend", 4, "logo.gif"),
    document("XML", "<XML><?xml version='1.0'?><xbrl>http://xbrl.sec.gov/dei/2019</xbrl></XML>", 5),
)  # fmt: skip


def read(tmp_path: Path, content: str, name: str = "filing.txt") -> Report:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (item,) = read_inputs([str(tmp_path / name)])
    assert isinstance(item, Report), item
    return item


class TestSubmission:
    def test_the_header_says_who_filed_what_and_when(self, tmp_path: Path) -> None:
        report = read(tmp_path, WHOLE)
        assert (report.publisher, report.record_id) == ("SEC", "0000111111-25-000007")
        assert report.published is not None
        assert (report.published.day, report.published.day_only) == (date(2025, 3, 6), True)
        assert report.url == "https://www.sec.gov/Archives/edgar/data/111111/0000111111-25-000007.txt"
        assert report.title == "VELORA MOTORS INC: form 8-K"
        found = read_head(report.text)
        assert found is not None
        assert found[0].event == date(2025, 3, 5)
        assert found[0].items == ("1.01", "5.02", "9.01")
        assert found[0].registrants == (Registrant("VELORA MOTORS INC", "111111"),)

    def test_items_that_can_tell_and_what_is_for_the_press_are_kept_and_nothing_else(self, tmp_path: Path) -> None:
        text = read(tmp_path, WHOLE).text
        assert "joint venture agreement with Tarn Cells Ltd. to build" in text
        assert "VELORA AND TARN FORM VENTURE" in text
        assert "“Company”" in text
        assert not any(word in text for word in ("director left", "lessee", "M1TE", "xbrl", "SIGNATURES", "<p>"))

    @pytest.mark.parametrize("name", ["f.txt", "f.nc", "f.htm", "f.unknown"])
    def test_the_ending_does_not_matter(self, tmp_path: Path, name: str) -> None:
        assert read(tmp_path, WHOLE, name).record_id == "0000111111-25-000007"

    def test_line_ends_of_windows(self, tmp_path: Path) -> None:
        assert read(tmp_path, WHOLE.replace("\n", "\r\n")).text == read(tmp_path, WHOLE).text

    def test_the_older_header_behind_a_privacy_enhanced_message(self, tmp_path: Path) -> None:
        header = HEADER.replace("SEC-DOCUMENT", "IMS-DOCUMENT").replace("SEC-HEADER", "IMS-HEADER")
        header = header.replace("20250306", "19950306").replace("20250305", "19950305")
        mail = (
            "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\nMIC-Info: RSA-MD5,RSA,\n AAAA==\n\n"
        )
        text = "FORM 8-K\n\nItem 2.  Acquisition or Disposition of Assets\n\n  Velora bought\nTarn.\n\nItem 7. Exhibits\n\nNone.\n"
        report = read(tmp_path, mail + submission(document("8-K", text), header=header))
        assert report.published is not None
        assert report.published.day == date(1995, 3, 6)
        assert "Items 2, 7\n" in report.text
        assert "Velora bought" in report.text
        assert "None." not in report.text

    def test_the_form_of_the_archive(self, tmp_path: Path) -> None:
        header = (
            "<SUBMISSION>\n<ACCESSION-NUMBER>0000111111-25-000007\n<TYPE>8-K\n<PERIOD>20250305\n<FILING-DATE>20250306\n"
            "<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>VELORA MOTORS INC\n<CIK>0000111111\n</COMPANY-DATA>\n</FILER>\n"
        )
        report = read(tmp_path, header + document("8-K", MAIN) + "</SUBMISSION>\n", "f.nc")
        assert report.published is not None
        assert report.published.day == date(2025, 3, 6)
        assert report.title == "VELORA MOTORS INC: form 8-K"

    def test_a_filing_about_another_company_names_both(self, tmp_path: Path) -> None:
        other = HEADER.replace("FILER:", "SUBJECT COMPANY:").replace("</SEC-HEADER>", (
            "FILED BY:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\tTARN CELLS LTD\n"
            "\t\tCENTRAL INDEX KEY:\t0000222222\n</SEC-HEADER>"
        )).replace("TYPE:\t8-K", "TYPE:\tSC TO-T")  # fmt: skip
        report = read(tmp_path, submission(document("SC TO-T", "<p>Offer to purchase.</p>"), header=other))
        assert report.title == "TARN CELLS LTD: form SC TO-T"
        assert "Subject company: VELORA MOTORS INC (CIK 111111)\n" in report.text

    def test_what_is_cut_off_or_damaged_is_a_report_or_a_fault(self) -> None:
        for at in range(0, len(WHOLE), 97):
            for content in (WHOLE[:at], WHOLE[:at] + "\x00<" + WHOLE[at + 30 :]):
                found = list(read_submission(content.encode(), "x"))
                assert all(isinstance(item, Report | Fault) for item in found)

    def test_a_document_without_a_header_has_its_name_from_the_file(self, tmp_path: Path) -> None:
        report = read(tmp_path, document("8-K", MAIN), "111111_8K_2025_0000111111-25-000007.txt")
        assert (report.record_id, report.published) == ("0000111111-25-000007", None)
        assert report.title == "Velora Motors, Inc.: form 8-K"


class TestMainDocument:
    def test_the_cover_says_who_and_the_years_of_namespaces_are_no_date(self, tmp_path: Path) -> None:
        hidden = (
            '<html xmlns:dei="http://xbrl.sec.gov/dei/2019-01-31"><div style="display:none"><ix:header><ix:hidden>'
            '<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="c">0000111111</ix:nonNumeric></ix:hidden>'
            "<xbrli:startDate>2019-05-05</xbrli:startDate></ix:header></div>"
        )
        report = read(tmp_path, MAIN.replace("<html>", hidden), "a0000111111-25-000007.htm")
        assert report.published is None
        found = read_head(report.text)
        assert found is not None
        assert found[0].registrants == (Registrant("Velora Motors, Inc.", "111111"),)
        assert found[0].event == date(2025, 3, 5)
        assert "2019" not in report.text
        assert report.url.endswith("/111111/0000111111-25-000007.txt")

    def test_an_amendment_is_called_one(self, tmp_path: Path) -> None:
        page = MAIN.replace("FORM&nbsp;8-K", "FORM 8-K/A</p><p>Amendment No. 1")
        assert read(tmp_path, page, "a.htm").title == "Velora Motors, Inc.: form 8-K/A"

    def test_a_page_of_news_about_a_form_is_a_page_of_news(self, tmp_path: Path) -> None:
        news = "<p>The registrant filed a form 8-K with the Securities and Exchange Commission, Velora said. </p>"
        report = read(
            tmp_path, f"<html><body><article><h1>Velora files</h1>{news * 12}</article></body></html>", "n.html"
        )
        assert report.publisher != "SEC"


class TestItems:
    @pytest.mark.parametrize(
        "heading", ["Item 1.01 Entry", "ITEM 1.01. ENTRY", "Item 1.01\nEntry", "ITEM  1.01-- Entry", "** Item 1.01: Entry",
                    "I tem 1.01 Entry", "Items 1.01 and 2.03 Entry", "1.01 Entry into a Material Definitive Agreement"],
    )  # fmt: skip
    def test_headings_in_every_form(self, heading: str) -> None:
        assert [item.number for item in items(f"cover\n{heading}\n\nWords.\n\nSIGNATURE\n")] == ["1.01"]

    @pytest.mark.parametrize(
        "text", ["as said in Item 1.01 above", "Item 14.01\n", "Item 1.015\n", "Item 15. Exhibits"]
    )
    def test_what_is_no_heading(self, text: str) -> None:
        assert not items(f"cover\n{text}")

    def test_a_list_of_contents_is_passed_over(self) -> None:
        text = (
            "Item 1.01 Entry\nItem 8.01 Other\n\nItem 1.01 Entry\nlong words\nItem 8.01 Other\nmore words\nSignatures\n"
        )
        assert [text[i.start : i.end] for i in items(text)] == [
            "Item 1.01 Entry\nlong words\n",
            "Item 8.01 Other\nmore words\n",
        ]

    def test_an_item_that_only_points_at_another_brings_it(self) -> None:
        text = "Item 1.01 Entry\nSee Item 2.03 below.\nItem 2.03 Obligation\nWords.\nItem 5.02 Departure\nOut.\n"
        assert [item.number for item in telling(text, items(text))] == ["1.01", "2.03"]


def test_the_head_of_a_report_is_read_as_it_was_written() -> None:
    for filing in (
        Filing(
            "8-K/A",
            "0000111111-25-000007",
            date(2025, 3, 6),
            date(2025, 3, 5),
            ("1.01",),
            (Registrant("A (B) CO", "7"),),
        ),
        Filing("6-K", registrants=(Registrant("Selmer AG"), Registrant("Tarn", "22", "Subject company"))),
    ):
        found = read_head(head(filing) + "\nItem 1.01\n")
        assert found is not None
        assert found[0] == filing


def test_the_addresses_of_one_filing_are_one() -> None:
    base = "https://www.sec.gov/Archives/edgar/data"
    keys = {
        urls.url_key(f"{base}/{rest}")
        for rest in ("7/0000000007-25-000001.txt", "7/000000000725000001/0000000007-25-000001-index.htm",
                     "8/000000000725000001/", "8/000000000725000001/0000000007-25-000001.txt")
    }  # fmt: skip
    assert keys == {"sec.gov/0000000007-25-000001"}
    assert urls.url_key(f"{base}/7/000000000725000001/ex991.htm").endswith("/ex991.htm")
