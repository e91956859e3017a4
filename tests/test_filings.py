"""Filings read: whom the terms of a filing stand for, what counts as a tie-up, and on whose word."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli import gazetteer, readers
from alliance_cli.filings.edits import Edit, Edited
from alliance_cli.filings.reader import FilingReader
from alliance_cli.models import Basis, Claim, Kind, Report, Stage, Status
from alliance_cli.reader import check
from alliance_cli.services.intake.reading import understand
from tests.conftest import Run
from tests.test_sources_edgar import WHOLE

HEAD = "Form 8-K, filed 2025-03-06, accession number 0000111111-25-000007\nEvent of 2025-03-05\nItems {}\nFiler: {} (CIK 7)\n"


def filing(text: str, item: str = "1.01", filer: str = "VELORA MOTORS INC") -> Report:
    return Report("", f"{HEAD.format(item, filer)}\n\nItem {item} Heading\n\n{text}\n", publisher="SEC")


def claims(text: str, item: str = "1.01", filer: str = "VELORA MOTORS INC") -> tuple[Claim, ...]:
    report = filing(text, item, filer)
    found = understand(report, gazetteer.packaged())
    assert (found.reader, found.dropped) == (str(FilingReader.id), 0)
    for claim in found.claims:
        assert claim.basis is Basis.FILING
        for quote in claim.evidence:
            assert report.text[quote.start : quote.end] == quote.quote
    return found.claims


def parties(claim: Claim) -> set[str]:
    return {party.name.rstrip(".") for party in claim.parties}


class TestTerms:
    def test_roles_and_companies_set_up_for_the_deal_stand_for_whom_they_act(self) -> None:
        (claim,) = claims(
            "On March 5, 2025, Velora Motors, Inc., a Delaware corporation (the “Company”), entered into an Agreement and "
            "Plan of Merger, dated as of March 5, 2025 (the “Merger Agreement”), with Tarn Cells Holdings, Inc., a Nevada "
            "corporation (“Parent”), and TCH Merger Sub, Inc., a Delaware corporation and a wholly owned subsidiary of "
            "Parent (“Merger Sub”). Merger Sub will merge with and into the Company."
        )
        assert parties(claim) == {"Velora Motors, Inc", "Tarn Cells Holdings, Inc"}
        assert (claim.status, claim.stage) == (Status.CONFIRMED, Stage.AGREED)
        assert claim.kind in {Kind.MERGER, Kind.ACQUISITION}

    def test_we_and_the_registrant_are_the_filer(self) -> None:
        for who in ("we", "the registrant", "the Company"):
            (claim,) = claims(f"On March 5, 2025, {who} completed the acquisition of Tarn Cells Ltd.", "2.01")
            assert len(claim.parties) == 2
            assert (claim.kind, claim.stage) == (Kind.ACQUISITION, Stage.OPERATING)

    def test_all_the_shares_of_a_company_are_the_company(self) -> None:
        (claim,) = claims(
            "On March 5, 2025, Velora Motors, Inc. acquired all of the issued and outstanding shares of common stock of "
            "Tarn Cells Corporation, a Delaware corporation (“Tarn”).", "2.01",
        )  # fmt: skip
        assert claim.kind is Kind.ACQUISITION

    def test_who_is_agent_or_speaks_for_sellers_is_no_party(self) -> None:
        (claim,) = claims(
            "On March 5, 2025, Velora Motors, Inc. (“Velora”) announced it had entered into a definitive Agreement and Plan "
            "of Merger (the “Merger Agreement”) by and among Velora, Alder Acquisition Corporation, a Delaware corporation "
            "and a wholly owned subsidiary of Velora (“Sub”), Tarn Cells, Inc., a Delaware corporation (“Tarn”), First Harbor "
            "Bank National Association, as escrow agent (“Escrow Agent”), and Selmer Venture Partners, LLC, serving as the "
            "representative of Tarn’s stockholders, pursuant to which Sub will merge with and into Tarn, with Tarn as the "
            "surviving corporation and as a wholly owned subsidiary of Velora."
        )
        assert parties(claim) == {"Velora Motors, Inc", "Tarn Cells, Inc"}
        assert (claim.kind, Kind.MERGER in claim.also_kinds, claim.main) == (Kind.ACQUISITION, True, True)

    def test_the_owner_of_a_company_set_up_for_the_deal_has_a_term_after_it(self) -> None:
        (claim,) = claims(
            "On March 5, 2025 the waiting period expired in connection with the proposed merger (the “Merger”) of Alder "
            "Merger Sub Inc. (“Merger Sub”), a Delaware corporation and wholly owned subsidiary of Tarn Cells Corporation "
            "(“Parent”), a corporation organized under the laws of Nevada, with and into Velora Motors, Inc. (the “Company”), "
            "with the Company surviving the Merger as a wholly owned subsidiary of Parent.", "8.01",
        )  # fmt: skip
        assert parties(claim) == {"Velora Motors, Inc", "Tarn Cells Corporation"}

    def test_a_share_purchase_agreement_is_a_purchase_of_the_company_and_no_supply(self) -> None:
        (claim,) = claims(
            "On March 5, 2025, Velora Motors, Inc. (“Velora”) entered into a definitive Stock Purchase Agreement by and "
            "among Selmer LLC (“Selmer”), Tarn Cells, Inc. (“Tarn”) and Velora, pursuant to which Velora agreed to "
            "purchase from Selmer all of the outstanding capital stock of Tarn."
        )
        assert claim.kind is Kind.ACQUISITION

    @pytest.mark.parametrize(("name", "shown"), [
        ("Tarn Cells (India) Private Limited (“Tarn”)", "Tarn Cells"), ("eTarn Cells, Inc. (“eTarn”)", "eTarn Cells"),
    ])  # fmt: skip
    def test_a_name_with_a_place_in_brackets_and_one_with_a_small_first_letter_are_whole(
        self, name: str, shown: str
    ) -> None:
        (claim,) = claims(
            f"On March 5, 2025, Velora Motors, Inc. (“Velora”) acquired {name}. It is a maker of cells.", "2.01"
        )
        assert any(party.name.startswith(shown) for party in claim.parties)

    def test_that_nothing_else_ties_the_two_is_no_denial_of_a_deal_that_is_done(self) -> None:
        (claim,) = claims(
            "On March 5, 2025, Velora Motors, Inc. completed the acquisition of substantially all of the assets of Tarn "
            "Cells, LLC. There is no material relationship between Velora Motors, Inc. and Tarn Cells, LLC or any of its "
            "affiliates, directors or officers.", "2.01",
        )  # fmt: skip
        assert (claim.denied, claim.stage) == (False, Stage.OPERATING)

    def test_what_the_filer_owns_is_no_party_and_a_portrait_no_news(self) -> None:
        (claim,) = claims(
            "See the release.\n\nEX-99.1\n\nHARBOUR CITY, March 5, 2025 -- Velora Motors, Inc. (Nasdaq: VLR), parent company of "
            "Norrland, Alder & Selm, Incorporated and Harbour Parts, Inc., announced it has completed its merger with Tarn "
            "Cells, Inc. Its wholly owned subsidiary Harbour Parts has ended the production of lamps.\n\n"
            "ABOUT VELORA MOTORS, INC.\nVelora Motors, Inc. owns Norrland Wheels, Inc. and has a joint venture with Selmer Group.",
            "8.01",
        )  # fmt: skip
        assert parties(claim) == {"Velora Motors, Inc", "Tarn Cells, Inc"}


class TestWhatCounts:
    @pytest.mark.parametrize("what", [
        "entered into a purchase agreement with Harbor Markets & Co., as representative of the initial purchasers",
        "entered into a Note Agreement with The Tarn Insurance Company",
        "entered into a credit agreement with First Harbor Bank, N.A., as administrative agent",
        "entered into a lease agreement with Tarn Properties LLC for its headquarters",
        "entered into an employment agreement with its partner Tarn Staffing Inc.",
        "entered into an underwriting agreement with Harbor Securities LLC",
        "said that Tarn Cells Ltd. has the option to buy out Velora Motors, Inc. under certain conditions",
    ])  # fmt: skip
    def test_loans_leases_and_the_like_are_no_talk(self, what: str) -> None:
        assert not claims(f"On March 5, 2025, Velora Motors, Inc. {what}.")

    def test_a_tie_up_of_others_is_no_claim_of_the_filer(self) -> None:
        assert not claims("Analysts noted that Selmer Group agreed to acquire Tarn Cells Ltd. last year.", "8.01")

    def test_the_end_of_a_deal_is_its_end_and_that_of_a_loan_is_none(self) -> None:
        (claim,) = claims(
            "On March 5, 2025, Velora Motors, Inc. and Tarn Cells, Inc. terminated the merger agreement between them.",
            "1.02",
        )
        assert (claim.status, claim.stage) == (Status.ABANDONED, Stage.ENDED)
        assert not claims(
            "On March 5, 2025, Velora Motors, Inc. terminated its credit agreement with Tarn Bank.", "1.02"
        )

    def test_an_old_filing_is_read_by_its_numbers(self) -> None:
        (claim,) = claims("On March 5, 2025, Velora Motors, Inc. completed the purchase of Tarn Cells, Inc.", "2")
        assert claim.stage is Stage.OPERATING

    def test_a_memorandum_stays_one(self) -> None:
        (claim,) = claims(
            "Velora Motors, Inc. signed a memorandum of understanding with Tarn Cells Ltd. on a joint venture."
        )
        assert claim.stage is Stage.MOU

    def test_the_event_has_its_own_date(self) -> None:
        (claim,) = claims(
            "Velora Motors, Inc. entered into a joint venture agreement with Tarn Cells Ltd. to build cells."
        )
        assert claim.event_date is not None
        assert claim.event_date.start == date(2025, 3, 5)


def test_only_what_begins_as_a_filing_is_read_as_one() -> None:
    reader = readers.choose(filing("Words."))
    assert isinstance(reader, FilingReader)
    assert readers.choose(Report("", "Form 8-K was filed by Velora.\n")) is readers.RULES


@pytest.mark.parametrize(
    "text", ["(" * 4000, "a “B” (" * 900, ", a Delaware " * 900, "X (“Y”), a wholly owned " * 300, ""]
)
def test_hostile_texts_are_read_in_time(text: str) -> None:
    report = filing(text)
    assert check(readers.choose(report).read(report, gazetteer.packaged()), report).dropped == 0


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.text(max_size=5)), max_size=6)
)
def test_what_stands_between_edits_is_found_where_it_stood(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits = [Edit(start, min(len(text), start + size), words) for start, size, words in wanted if start < len(text)]
    edited = Edited(text, edits)
    for start in range(len(edited.text)):
        for end in range(start + 1, min(len(edited.text), start + 8) + 1):
            first, last = edited.before(start, end)
            assert 0 <= first < last <= len(text) or not text
    if not edits:
        assert edited.text == text


def test_a_filing_that_was_read_by_its_reader_is_not_due_again() -> None:
    assert readers.present([str(readers.FILINGS.id)], "en") is readers.FILINGS
    assert readers.present(["rules-en/1"], "en") is readers.RULES


def test_an_amendment_joins_the_talk_that_it_amends(run: Run, tmp_path: Path) -> None:
    amended = WHOLE.replace("0000111111-25-000007", "0000111111-25-000011").replace("20250306", "20250320")
    amended = amended.replace("\t8-K\n", "\t8-K/A\n").replace("<TYPE>8-K\n", "<TYPE>8-K/A\n")
    for name, content in {"a.txt": WHOLE, "b.txt": amended}.items():
        (tmp_path / name).write_text(content)
        assert run("ingest", str(tmp_path / name)).code == 0
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert talk["status"] == "confirmed"
    assert {Path(report["url"]).stem for report in json.loads(run("why", talk["id"], "--json").out)["claims"]} == {
        "0000111111-25-000007", "0000111111-25-000011"
    }  # fmt: skip
