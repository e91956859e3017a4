"""Announcements to exchanges: whose they are, by which rule of the Takeover Code, and what they claim."""

from datetime import date

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Basis, Claim, Kind, Report, Stage, Status
from alliance_cli.services.intake.reading import Understood, understand

RNS = "RNS Number : 4711X\nVelora Motors PLC\n06 March 2025\n\n"
DISCLOSURES = (
    "\n\nDisclosure requirements of the Code\n\nUnder Rule 8.3(a) of the Code, any person who is interested in 1% or more "
    "of any class of relevant securities must make an Opening Position Disclosure.\n"
)
POSSIBLE = RNS + (
    "THIS IS AN ANNOUNCEMENT FALLING UNDER RULE 2.4 OF THE CITY CODE ON TAKEOVERS AND MERGERS (THE “CODE”). IT DOES NOT\n"
    "CONSTITUTE AN ANNOUNCEMENT OF A FIRM INTENTION TO MAKE AN OFFER UNDER RULE 2.7 OF THE CODE AND THERE CAN BE NO\n"
    "CERTAINTY THAT AN OFFER WILL BE MADE.\n\nStatement regarding possible offer\n\n"
    "The Board of Velora Motors PLC (“Velora” or the “Company”) confirms that it has received an approach from Tarn Cells\n"
    "plc (“Tarn”) regarding a possible cash offer for the entire issued and to be issued share capital of the Company.\n\n"
    "In accordance with Rule 2.6(a) of the Code, Tarn must either announce a firm intention to make an offer in accordance\n"
    "with Rule 2.7 of the Code or announce that it does not intend to make an offer, in which case the announcement will\n"
    "be treated as a statement to which Rule 2.8 of the Code applies.\n"
) + DISCLOSURES  # fmt: skip
FIRM = (
    "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION IN ANY JURISDICTION WHERE TO DO SO WOULD BE UNLAWFUL\n\n"
    "6 March 2025\n\nRECOMMENDED CASH ACQUISITION\nof\nVelora Motors PLC\nby\nTarn Cells plc\n\n"
    "The boards of Tarn Cells plc (“Tarn”) and Velora Motors PLC (“Velora”) are pleased to announce that they have reached\n"
    "agreement on the terms of a recommended cash offer by Tarn for the entire issued and to be issued share capital of\n"
    "Velora. This announcement is being made pursuant to Rule 2.7 of the Takeover Code.\n"
) + DISCLOSURES  # fmt: skip
NO_BID = (
    "RNS Number : 4712X\nTarn Cells PLC\n12 March 2025\n\nStatement regarding Velora Motors PLC\n\n"
    "This is a statement to which Rule 2.8 of the City Code on Takeovers and Mergers (the “Code”) applies.\n\n"
    "Further to the announcement of 6 March 2025, Tarn Cells PLC confirms that it does not intend to make an offer for\n"
    "Velora Motors PLC.\n"
)
DEALING = RNS + (
    "FORM 8.3\n\nPUBLIC OPENING POSITION DISCLOSURE/DEALING DISCLOSURE BY A PERSON WITH INTERESTS IN RELEVANT SECURITIES\n"
    "REPRESENTING 1% OR MORE\n\nRule 8.3 of the Takeover Code (the “Code”)\n\n1. KEY INFORMATION\n\n"
    "(a) Full name of discloser: Harbour Asset Management\n(c) Name of offeror/offeree in relation to whose relevant\n"
    "securities this form relates: Velora Motors PLC\n(f) Tarn Cells plc agreed to acquire Velora Motors PLC.\n"
)
HONG_KONG = (
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no responsibility for the\n"
    "contents of this announcement, make no representation as to its accuracy or completeness.\n\n"
    "VELORA MOTORS HOLDINGS LIMITED\n(Incorporated in the Cayman Islands with limited liability)\n(Stock Code: 9911)\n\n"
    "{heading}\n\n{text}\n\nBy order of the Board\nVelora Motors Holdings Limited\nChan Tai Man\nChairman\n\n"
    "Hong Kong, 6 March 2025\n"
)
TOKYO = (
    "[Translation]\nMarch 6, 2025\nTo whom it may concern\nCompany name: Velora Motors Co., Ltd.\n"
    "Representative: Taro Yamada, President\n(Securities code: 7999, TSE Prime Market)\n\n"
    "Notice Regarding Capital and Business Alliance with Tarn Cells Co., Ltd.\n\n"
    "Velora Motors Co., Ltd. (the “Company”) hereby announces that it resolved at a meeting of its Board of Directors held\n"
    "today to enter into a capital and business alliance agreement with Tarn Cells Co., Ltd.\n"
)


def read(text: str, **about: str) -> Understood:
    report = Report("", text, **about)
    found = understand(report, gazetteer.packaged())
    assert (found.reader, found.dropped) == ("announcements-en/2", 0)
    for claim in found.claims:
        assert claim.basis is Basis.FILING
        assert all(text[quote.start : quote.end] == quote.quote for quote in claim.evidence)
    return found


def main(found: Understood) -> Claim:
    (claim,) = (claim for claim in found.claims if claim.main)
    return claim


def companies(claim: Claim) -> set[str]:
    return {" ".join(party.name.split()[:2]) for party in claim.parties}


class TestTakeoverCode:
    @pytest.mark.parametrize(("text", "status", "stage"), [
        (POSSIBLE, Status.CONFIRMED, Stage.EXPLORING), (FIRM, Status.CONFIRMED, Stage.AGREED),
        (NO_BID, Status.ABANDONED, Stage.ENDED),
    ], ids=["2.4", "2.7", "2.8"])  # fmt: skip
    def test_the_number_of_the_rule_says_how_far_it_is(self, text: str, status: Status, stage: Stage) -> None:
        found = read(text)
        claim = main(found)
        assert companies(claim) == {"Velora Motors", "Tarn Cells"}
        assert (claim.kind, claim.status, claim.stage, claim.denied) == (Kind.ACQUISITION, status, stage, False)
        assert found.report.publisher == "RNS"

    @pytest.mark.parametrize(("text", "kind"), [
        ("notes the recent press speculation and confirms that it is considering a possible offer for Velora Motors PLC.",
         Kind.ACQUISITION),
        ("confirms that it is in discussions with Velora Motors PLC in relation to a possible all-share merger of Tarn Cells "
         "plc and Velora Motors PLC.", Kind.MERGER),
    ], ids=["bidder", "merger"])  # fmt: skip
    def test_a_possible_offer_in_other_words(self, text: str, kind: Kind) -> None:
        rule = "This announcement is made in accordance with Rule 2.4 of the Code.\n\nThe board of Tarn Cells plc "
        claim = main(read(RNS.replace("Velora Motors PLC", "Tarn Cells plc") + rule + text))
        assert companies(claim) == {"Velora Motors", "Tarn Cells"}
        assert (claim.kind, claim.stage) == (kind, Stage.EXPLORING)

    def test_the_day_is_that_of_its_head(self) -> None:
        published = read(POSSIBLE).report.published
        assert published is not None
        assert (published.day, published.day_only) == (date(2025, 3, 6), True)

    def test_any_other_announcement_is_read_by_its_words(self) -> None:
        claim = main(
            read(RNS + "Velora Motors PLC has signed a joint venture agreement with Tarn Cells Ltd in Wales.\n")
        )
        assert (claim.kind, claim.stage) == (Kind.JOINT_VENTURE, Stage.AGREED)

    @pytest.mark.parametrize("form", ["FORM 8.3", "FORM 8.5 (EPT/RI)"])
    def test_disclosures_of_dealings_claim_nothing(self, form: str) -> None:
        assert not read(DEALING.replace("FORM 8.3", form)).claims

    def test_a_publisher_that_is_known_stays(self) -> None:
        assert read(POSSIBLE, publisher="Investegate").report.publisher == "Investegate"

    def test_news_about_a_rule_is_news(self) -> None:
        news = Report(
            "", "Tarn Cells plc has until April 3 to make a firm offer under the Takeover Code, Velora said.\n"
        )
        assert readers.choose(news) is readers.RULES


class TestHongKong:
    @pytest.mark.parametrize(("heading", "text", "stage"), [
        ("VOLUNTARY ANNOUNCEMENT\nMEMORANDUM OF UNDERSTANDING", "The Board is pleased to announce that on 6 March 2025, the "
         "Company entered into a non-binding memorandum of understanding with Tarn Cells Limited in relation to the proposed "
         "establishment of a joint venture.", Stage.MOU),
        ("DISCLOSEABLE TRANSACTION\nACQUISITION OF TARN CELLS LIMITED", "The Board announces that on 6 March 2025, the Company "
         "entered into the Sale and Purchase Agreement, pursuant to which the Company agreed to acquire 60% of the issued "
         "share capital of Tarn Cells Limited.", Stage.AGREED),
        ("DISCLOSEABLE TRANSACTION\nFORMATION OF A JOINT VENTURE", "The Board announces that on 6 March 2025, Norrland Power "
         "Limited (the “Investor”), an indirect wholly-owned subsidiary of the Company, entered into the JV Agreement with "
         "Tarn Cells Limited, under which the Investor will hold half.", Stage.AGREED),
    ], ids=["mou", "transaction", "by a subsidiary"])  # fmt: skip
    def test_what_the_heading_says(self, heading: str, text: str, stage: Stage) -> None:
        found = read(HONG_KONG.format(heading=heading, text=text))
        claim = main(found)
        assert companies(claim) == {"Velora Motors", "Tarn Cells"}
        assert (claim.status, claim.stage) == (Status.CONFIRMED, stage)
        assert found.report.publisher == "HKEX"
        assert found.report.published is not None
        assert found.report.published.day == date(2025, 3, 6)


SERVED = [
    ("CHANGE OF AUDITOR", "The Board has resolved to appoint Ernst & Young as the new auditor of the Company. The Company "
     "and Ernst & Young have agreed on the fee and look forward to their cooperation."),
    ("CHANGE OF SHARE REGISTRAR", "Its Hong Kong branch share registrar will be changed to Tricor Investor Services Limited. "
     "The Company thanks Computershare Hong Kong Investor Services Limited for its cooperation with the Company."),
    ("CONTINUING TRANSACTIONS", "The Company entered into a service agreement with Kelvian Software Limited, under which it "
     "provides computing services to the Company."),
    ("VOLUNTARY ANNOUNCEMENT", "The Company entered into a cooperation agreement with Kelvian Software Limited, a vendor of "
     "payroll software, which will provide payroll services to the Company."),
    ("INTERIM RESULTS", "The Company maintained long-term cooperation with Kelvian Software Limited as its cloud service "
     "provider."),
]  # fmt: skip


class TestServices:
    @pytest.mark.parametrize(("heading", "text"), SERVED)
    def test_who_serves_for_a_fee_is_no_partner(self, heading: str, text: str) -> None:
        report = Report(heading, HONG_KONG.format(heading=heading, text=text))
        assert understand(report, gazetteer.packaged()).claims == ()

    def test_a_partner_is_one(self) -> None:
        text = "The Company entered into a strategic cooperation agreement with Kelvian Battery Limited."
        report = Report("COOPERATION", HONG_KONG.format(heading="VOLUNTARY ANNOUNCEMENT", text=text))
        assert [claim.kind for claim in understand(report, gazetteer.packaged()).claims] == [Kind.COOPERATION]

    def test_what_buyer_and_seller_owe_each_other_is_no_tie_up_beside_their_deal(self) -> None:
        text = (
            "The Company and Kelvian Battery Limited (the “Vendor”) entered into the Sale and Purchase Agreement, pursuant to\n"
            "which the Company agreed to acquire the entire issued share capital of Mirrin Cells Limited from the Vendor. The\n"
            "Vendor will cooperate with the Company until completion."
        )
        report = Report("", HONG_KONG.format(heading="DISCLOSEABLE TRANSACTION", text=text))
        assert [claim.kind for claim in understand(report, gazetteer.packaged()).claims] == [Kind.ACQUISITION]


def test_tokyo() -> None:
    found = read(TOKYO)
    claim = main(found)
    assert companies(claim) == {"Velora Motors", "Tarn Cells"}
    assert (claim.status, claim.stage) == (Status.CONFIRMED, Stage.AGREED)
    assert found.report.publisher == "TDnet"
    assert found.report.published is not None
    assert found.report.published.day == date(2025, 3, 6)


@pytest.mark.parametrize(
    "text",
    [
        RNS * 300,
        "firm offer " * 900,
        "announcement made " * 900,
        "a\n" * 2000,
        RNS + "(" * 4000,
        RNS + "A.A.A.A" * 3000,
    ],
)
def test_hostile_texts_are_read_in_time(text: str) -> None:
    understand(Report("", text), gazetteer.packaged())


def test_what_was_read_so_is_read_so_again() -> None:
    assert readers.present(["announcements-en/2"], "en") is readers.ANNOUNCEMENTS
