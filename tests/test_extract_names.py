"""Names that are written like something else: with an ending of owners, or like a rater's."""

from datetime import UTC, datetime

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Claim, Published, Report

COMPANIES = gazetteer.packaged()
DAY = Published(datetime(2025, 3, 6, tzinfo=UTC), day_only=True)


def only(text: str) -> Claim:
    claims = readers.RULES.read(Report("", text, publisher="Wire", published=DAY), COMPANIES).claims
    assert len(claims) == 1, claims
    return claims[0]


def named(text: str) -> set[str]:
    return {party.name for party in only(text).parties}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Lowe's and Dillard's are in merger talks, sources said.", {"Lowe's", "Dillard's"}),
        ("Lowe’s and Dillard’s are in merger talks, sources said.", {"Lowe’s", "Dillard’s"}),
        ("Lowe's, Denny's and Ford have agreed a joint venture.", {"Lowe's", "Denny's", "Ford"}),
        ("Sotheby's rejected a bid from Christie's.", {"Sotheby's", "Christie's"}),
        ("Sainsbury's agreed a merger with Lowe's.", {"Sainsbury's", "Lowe's"}),
        ("Arby's, a chain of restaurants, will merge with Wendy's.", {"Arby's", "Wendy's"}),
        ("Lowe's Cos and Dillard's Inc are in merger talks, sources said.", {"Lowe's Cos", "Dillard's Inc"}),
        (
            "Domino's Pizza and Casey's General Stores are in merger talks, sources said.",
            {"Domino's Pizza", "Casey's General Stores"},
        ),
        ("Burt's Bees agreed to buy Lands' End.", {"Burt's Bees", "Lands' End"}),
        ("Dillard's bid for Lowe's was rejected.", {"Dillard's", "Lowe's"}),
        ("Lowe's plans to buy Dillard's, sources said.", {"Lowe's", "Dillard's"}),
        ("Tonino's has agreed to buy Burger King.", {"Tonino's", "Burger King"}),
        ("Tonino's and Ford are in merger talks, sources said.", {"Tonino's", "Ford"}),
        ("Lowe's rejected Dillard's bid.", {"Lowe's", "Dillard's"}),
        ("Moody's agreed to buy Rona.", {"Moody's", "Rona"}),
        ("Honda's in talks to buy Renault, sources said.", {"Honda", "Renault"}),
        ("Moody's and Honda are in talks about a joint venture, sources said.", {"Moody's", "Honda"}),
    ],
)
def test_a_name_that_ends_in_s_owns_nothing_before_a_verb_or_and(text: str, parties: set[str]) -> None:
    assert named(text) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Nissan's merger with Honda was agreed.", {"Nissan", "Honda"}),
        ("Nissan's planned merger with Honda was agreed by both.", {"Nissan", "Honda"}),
        ("Moody's cut the rating of Ford, which agreed to buy Honda.", {"Ford", "Honda"}),
    ],
)
def test_owners_and_raters_stay_what_they_are(text: str, parties: set[str]) -> None:
    assert named(text) == parties


def test_what_a_name_in_s_owns_is_no_party() -> None:
    claim = only("Ford agreed to buy Lowe's tool unit, the companies said.")
    assert {party.company for party in claim.parties} == {"ford-motor", "lowe"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ford and Renault entered into a Joint Venture Agreement.", "joint-venture"),
        ("Ford entered into an Amended and Restated Joint Venture Agreement with Renault.", "joint-venture"),
        ("Ford and Renault signed a JOINT VENTURE AGREEMENT.", "joint-venture"),
        ("FORD AND RENAULT ENTERED INTO A JOINT VENTURE AGREEMENT.", "joint-venture"),
        ("Ford and Renault signed a Memorandum of Understanding on a merger.", "merger"),
        ("Ford entered into an Agreement and Plan of Merger with Renault.", "merger"),
        ("Ford entered into an Exclusive License Agreement with Renault.", "licensing"),
        ("Ford entered into a Supply Agreement with Renault.", "supply"),
        ("Ford and Renault have signed a Joint Development Agreement.", "development"),
    ],
)
def test_what_is_signed_may_be_written_with_capitals(text: str, kind: str) -> None:
    claim = only(text)
    assert {party.company for party in claim.parties} == {"ford-motor", "renault"}
    assert (claim.kind, claim.status) == (kind, "confirmed")


def test_a_text_in_capitals_is_read_as_one_without() -> None:
    text = "Ford Motor and Renault are in merger talks, two people familiar with the matter said. Nissan ended talks with Fiat."
    read = [readers.RULES.read(Report("", t, published=DAY), COMPANIES).claims for t in (text, text.upper())]
    said = [[({p.company for p in c.parties}, c.kind, c.status, c.stage, c.origin) for c in claims] for claims in read]
    assert said[0] == said[1]
    assert len(said[0]) == 2


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Zorvan Pharma rejected a bid from Honda. Honda offered to buy Zorvan Pharmaceuticals.", {"Honda", "Zorvan Pharmaceuticals"}),
        ("Honda agreed to buy Zorvan Technologies. Honda said it would buy Zorvan Tech for cash.", {"Honda", "Zorvan Technologies"}),
        ("Honda agreed to buy Zorvan International. Honda is to buy Zorvan Intl this year.", {"Honda", "Zorvan International"}),
        ("J.C. Zorvan is in talks to buy Honda. Zorvan agreed to buy Honda for $25 billion.", {"J.C. Zorvan", "Honda"}),
        ("Rio may buy Honda. Rio Tinto agreed to buy Honda, it said. Rio (RIO.L) fell.", {"Rio Tinto", "Honda"}),
        ("Flowers agreed to buy Honda. J.C. Flowers & Co will buy Honda for $25 billion.", {"J.C. Flowers & Co", "Honda"}),
    ],
)  # fmt: skip
def test_a_word_in_short_and_initials_left_out_make_no_other_company(text: str, parties: set[str]) -> None:
    assert named(text) == parties


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Volvo's and Scania's merger talks have ended, sources said.", "merger"),
        ("Volvo's and Scania's joint venture in China has ended, sources said.", "joint-venture"),
    ],
)
def test_what_two_own_is_that_of_both(said: str, kind: str) -> None:
    claim = only(said)
    assert {party.name for party in claim.parties} == {"Volvo", "Scania"}
    assert claim.kind == kind


@pytest.mark.parametrize(
    "ended", ["broke off its own talks", "scrapped its own merger talks", "ended its own discussions"]
)
def test_talks_of_its_own_end_as_any_do(ended: str) -> None:
    assert only(f"Renault {ended} with Nissan, sources said.").status == "abandoned"


@pytest.mark.parametrize("form", [", LLLP", " Cía. Ltda.", " S.R.L. de C.V.", " FZ-LLC", " S. de R.L. de C.V."])
def test_legal_forms_of_several_words_are_no_name(form: str) -> None:
    claim = only(f"Zettaron{form} agreed to buy Honda, the companies said.")
    assert {party.company for party in claim.parties} == {"zettaron", "honda-motor"}


@pytest.mark.parametrize(
    ("where", "region"),
    [
        ("the Latin American business of Renault", "Latin American"),
        ("Renault's Middle Eastern operations", "Middle Eastern"),
        ("Renault's Southeast Asian business", "Southeast Asian"),
        ("Renault's Western Australian mines", "Western Australian"),
        ("the eastern German business of Renault", "German"),
    ],
)
def test_an_adjective_of_two_words_names_one_place(where: str, region: str) -> None:
    claim = only(f"Honda agreed to buy {where} for $2 billion, the companies said.")
    assert claim.region == region
    assert {party.name for party in claim.parties} == {"Honda", "Renault"}


@pytest.mark.parametrize("place", ["New Zealand", "South Africa", "Eastern Europe", "Hong Kong", "Saudi Arabia"])
def test_a_place_whose_first_word_leads_up_to_others_is_read_whole(place: str) -> None:
    assert only(f"Honda agreed to build plants with Renault in {place}, the companies said.").region == place


@pytest.mark.parametrize(
    "offer", ["a job", "a post on its staff", "a bridging loan", "help", "employment", "a credit line", "support"]
)
def test_an_offer_of_what_is_not_paid_for_a_company_is_no_bid(offer: str) -> None:
    text = f"Honda made an offer of {offer} to the chief of Renault, the company said on Monday."
    assert not readers.RULES.read(Report("", text, "Wire", published=DAY), COMPANIES).claims


def test_an_offer_of_shares_is_a_bid_though_a_loan_pays_for_it() -> None:
    assert only("Honda made an offer of shares and a loan for Renault, the companies said.").kind == "acquisition"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Silver Lake and Honda bid $10 billion for Renault, sources said.", {"Silver Lake", "Honda", "Renault"}),
        ("Renault has agreed to be bought by Silver Lake, the companies said.", {"Silver Lake", "Renault"}),
        ("Honda agreed to buy a stake in Silver Lake, the companies said.", {"Honda", "Silver Lake"}),
        ("Honda agreed to buy Renault, a partner at Silver Lake said.", {"Honda", "Renault"}),
        ("State Street and Honda agreed to merge, the companies said.", {"State Street", "Honda"}),
    ],
)
def test_a_known_company_named_like_a_place_is_one_where_it_does_what_companies_do(
    text: str, parties: set[str]
) -> None:
    assert named(text) == parties


@pytest.mark.parametrize(
    "where", ["in Silver Lake", "near Silver Lake", "in Silver Lake, Ohio", "in Silver Lake, Texas"]
)
def test_a_known_company_named_like_a_place_is_one_where_something_stands_in_it(where: str) -> None:
    assert named(f"Honda agreed to build a plant with Renault {where}, the companies said.") == {"Honda", "Renault"}


@pytest.mark.parametrize(
    "earlier",
    [
        "the 2006 purchase of Lucent by Goldman Sachs, Allianz and American Express",
        "Lucent's acquisition by an investor group comprising Goldman Sachs, Allianz and American Express",
    ],
)
def test_a_contest_for_one_company_parts_no_buyers_of_another(earlier: str) -> None:
    text = f"KKR and Honda are rival bidders for Nokia, sources said. Five are in the auction. It is the largest since {earlier}."
    claims = readers.RULES.read(Report("", text, "Wire", published=DAY), COMPANIES).claims
    past = [claim for claim in claims if "Lucent" in {party.name for party in claim.parties}]
    assert all(len(claim.parties) == 4 for claim in past)
    assert len(past) <= 1
    assert len(claims) - len(past) == 2


def test_rio_is_rio_tinto_where_the_report_names_it_and_a_city_elsewhere() -> None:
    text = "Honda offered to buy Rio for $25 billion, the company said. Rio Tinto said it had rejected the offer."
    assert {party.company for party in only(text).parties} == {"honda-motor", "rio-tinto"}
    built = (
        "Honda agreed to form a joint venture with Renault in Rio de Janeiro, the companies said. The Rio plant is big."
    )
    assert named(built) == {"Honda", "Renault"}
    assert named("Honda agreed to form a joint venture with Renault in Rio, the companies said.") == {
        "Honda",
        "Renault",
    }


@pytest.mark.parametrize(
    "said",
    [
        "Honda does not need to buy Renault",
        "Honda has no need for a merger with Renault",
        "Honda sees little need for a merger with Renault",
        "Honda has no wish to acquire Renault",
        "Honda lacks any appetite for a merger with Renault",
        "A merger of Honda and Renault is not needed",
        "Honda said a merger with Renault was unnecessary",
        "Honda can do without a merger with Renault",
    ],
)
def test_a_deal_that_a_company_says_it_does_not_need_is_a_rumour_denied(said: str) -> None:
    claim = only(f"{said}, its chief executive said.")
    assert (claim.status, claim.denied) == ("rumoured", True)


@pytest.mark.parametrize(
    "said",
    [
        "Honda does not need shareholder approval to buy Renault",
        "Honda, which is buying Renault for $2 billion, does not need to sell plants for the merger with Renault",
        "Approval by shareholders is not needed for the merger of Honda and Renault",
    ],
)
def test_what_is_not_needed_for_a_deal_denies_none(said: str) -> None:
    claim = only(f"{said}, the companies said.")
    assert (claim.status, claim.denied) == ("confirmed", False)


def test_what_outsiders_make_of_a_deal_that_is_denied_confirms_none() -> None:
    text = (
        "Honda has a strong position in Japan and does not need to buy Renault, its chief executive told reporters. "
        "An acquisition of Renault by Honda would face hurdles, analysts said."
    )
    claim = only(text)
    assert (claim.status, claim.denied) == ("rumoured", True)
