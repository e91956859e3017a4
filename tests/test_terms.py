"""Deal terms and direction from end to end: read, typed, shown, summed, followed, exported."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import PartialDate, Published, Report
from tests.conftest import Run
from tests.test_history import talks

DEALS = """buyer,target,seller,status,date,source,value,currency,stake,closes,consideration
Nissan,Zuiko Motors,Ford,rumoured,2026-06-03,Reuters,6500000000,USD,51%,2027-H1,cash
Vermilion Partners,Ochre Textiles,,confirmed,2026-06-03,Reuters,150bn,JPY,,,
"""


@pytest.fixture
def deals(run: Run, tmp_path: Path) -> Run:
    """A ledger with two deals out of a table."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    assert run("import", str(tmp_path / "deals.csv")).code == 0
    return run


def test_a_table_brings_terms_and_roles_and_the_screens_say_them(deals: Run) -> None:
    talk = next(t for t in talks(deals) if "Nissan Motor" in t["parties"])
    assert talk["roles"] == ["buyer", "target", "seller"]
    assert (talk["value"], talk["currency"], talk["stake"]) == (6_500_000_000, "USD", 51)
    assert talk["waits_for"] == ["closing 2027-H1"]
    for command in (("show", talk["id"]), ("why", talk["id"]), ("timeline", "Nissan")):
        shown = deals(*command).out
        assert "Nissan Motor would buy Zuiko Motors from Ford Motor" in shown
        assert "USD 6.5bn · stake 51% · in cash · closes 2027-H1" in shown
    markdown = deals("export", "--format", "markdown").out
    assert "Vermilion Partners buys Ochre Textiles" in markdown


def test_what_rows_of_a_table_would_become_says_from_whom_to_whom(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    rows = ("import", str(tmp_path / "deals.csv"), "--dry-run")
    assert "Nissan Motor → Zuiko Motors, from Ford Motor" in run(*rows).out
    told = json.loads(run(*rows, "--json").out)["rows"]
    assert [row["roles"] for row in told] == [["buyer", "target", "seller"], ["buyer", "target"]]
    assert run(*rows, "--csv").out.splitlines()[1].endswith("buyer; target; seller")


def test_values_are_sorted_and_summed_in_one_currency_alone(deals: Run, tmp_path: Path) -> None:
    refused = deals("talks", "--sort", "value")
    assert (refused.code, "--rates FILE" in refused.err) == (2, True)
    for name, text in (("r.csv", "currency,rate\nUSD,1\nJPY,0.0066\n"),
                       ("r.toml", 'base = "USD"\n[rates]\nJPY = 0.0066\n')):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
        told = deals("talks", "--sort", "value", "--rates", str(tmp_path / name), "--columns", "companies,value")
        assert "worth USD 7.49bn in 2 talks" in told.out
        assert told.out.index("Nissan") < told.out.index("Vermilion")
    assert "JPY 150bn in 1 talk, USD 6.5bn in 1 talk" in deals("talks", "--columns", "companies,value").out


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [("USD,1\nJPY,much\n", 65, "is no rate"), ("JPY,0.1\n", 65, "no currency has the rate 1"),
     ("EUR,1\n", 65, "the rates have no"), (None, 66, "No such file")],
)  # fmt: skip
def test_rates_that_cannot_be_used_are_told_in_a_line(
    deals: Run, tmp_path: Path, text: str | None, code: int, said: str
) -> None:
    if text is not None:
        (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    refused = deals("talks", "--sort", "value", "--rates", str(tmp_path / "r.csv"))
    assert (refused.code, said in refused.err, refused.err.count("\n")) == (code, True, 1)


def test_talks_are_found_by_who_does_what(deals: Run) -> None:
    def found(*argv: str) -> int:
        return len(json.loads(deals("talks", *argv, "--json").out)["talks"])

    assert [found("--buyer", "Nissan"), found("--target", "Nissan"), found("--seller", "Ford")] == [1, 0, 1]
    assert [found("--target", "Zuiko Motors"), found("--buyer", "Ford"), found("--investor", "Nissan")] == [1, 0, 0]
    assert deals("talks", "--buyer", "Nobody Known").code == 1
    assert deals("search", "Ochre", "--buyer", "Vermilion Partners").code == 0
    assert deals("search", "Ochre", "--seller", "Vermilion Partners").code == 1


def test_the_network_leads_from_who_buys_and_no_seller_is_a_buyer(deals: Run) -> None:
    tree = deals("network", "Zuiko Motors").out
    assert "← acquisition (buyer)" in tree
    assert "(seller)" in tree
    dot = deals("network", "--format", "dot").out
    assert '"nissan-motor" -- "zuiko-motors"' in dot
    assert '"ford-motor" -- "nissan-motor"' not in dot
    assert "dir=forward" in dot
    graph = deals("network", "--format", "graphml").out
    assert 'source="nissan-motor" target="zuiko-motors" directed="true"' in graph


def test_a_raised_price_and_a_moved_closing_are_turns_of_their_own(deals: Run) -> None:
    deals("changes")
    talk = next(t for t in talks(deals) if "Nissan Motor" in t["parties"])
    deals("add", "Nissan", "Zuiko Motors", "--talk", talk["id"], "--kind", "acquisition", "--origin", "company",
          "--publisher", "Reuters", "--status", "rumoured", "--date", "2026-07-01", "--value", "$7bn", "--closes",
          "2027-Q4", "--stake", "40%", "--basis", "on-record")  # fmt: skip
    told = json.loads(deals("changes", "--json").out)["transitions"]
    turns = {t["what"]: (t["was"], t["now"]) for t in told if t["now"]}
    assert turns == {
        "value raised": ("USD 6,500,000,000", "USD 7,000,000,000"), "stake lowered": ("51%", "40%"),
        "closing moved": ("2027-H1", "2027-Q4"),
    }  # fmt: skip


def test_what_was_expected_and_never_came_is_overdue(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "stake", "--date", "2020-01-01", "--closes", "2020-Q2")
    (due,) = json.loads(run("due", talks(run)[0]["id"], "--json").out)["notes"]
    assert (due["value"], due["label"]) == ("2020-06-30", "closing 2020-Q2 (overdue), Nissan Motor – Honda Motor")
    everything = run("due", "--json")
    assert json.loads(everything.out)["notes"] == []
    assert "1 day that passed long ago without news of it left out" in everything.err


def test_what_is_expected_is_due_and_in_the_calendar(deals: Run) -> None:
    (due,) = json.loads(deals("due", "--json").out)["notes"]
    assert (due["sort"], due["value"]) == ("expected", "2027-06-30")
    assert due["label"].startswith("closing 2027-H1")
    calendar = deals("export", "--format", "ics").out.replace("\n ", "").replace("\r", "")
    assert "closing expected" in calendar
    assert "DTSTART;VALUE=DATE:20270101" in calendar
    assert "DTEND;VALUE=DATE:20270701" in calendar


READ = """Nissan Motor said on Monday it agreed to buy Zuiko Motors for about $6.5 billion in cash, including debt.
Zuiko had sales of $80 billion last year. The deal is expected to close in the second half of 2007, subject to
regulatory and shareholder approval. Goldman Sachs is advising Nissan. Zuiko would owe a break-up fee of $200 million.
"""


def test_terms_are_read_with_the_words_they_rest_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(READ, encoding="utf-8")
    assert (
        run("add", "--text", str(tmp_path / "a.txt"), "--publisher", "Reuters", "--date", "2007-03-05", "--yes").code
        == 0
    )
    (talk,) = talks(run)
    (claim,) = json.loads(run("why", str(talk["id"]), "--json").out)["claims"]
    assert (claim["value"], claim["currency"], claim["exactness"]) == (6_500_000_000, "USD", "about")
    assert (claim["valuation"], claim["consideration"], claim["closes"]) == ("enterprise", "cash", "2007-H2")
    assert (claim["break_fee"], claim["advisers"]) == (200_000_000, ["Goldman Sachs"])
    assert set(claim["conditions"]) == {"regulatory approval", "shareholder vote"}
    quotes = {e["rule"]: e["quote"] for e in claim["evidence"]}
    assert quotes["terms-value"] == "$6.5 billion"
    assert all(READ[e["start"] : e["end"]] == e["quote"] for e in claim["evidence"] if e["field"] == "text")


def test_who_buys_is_typed_by_hand(run: Run) -> None:
    typed = ("add", "Nissan", "Zuiko Motors", "--kind", "acquisition", "--date", "2026-06-03")
    assert run(*typed, "--new-company", "--role", "Nissan=buyer", "--role", "Zuiko Motors=target").code == 0
    assert talks(run)[0]["roles"] == ["buyer", "target"]
    for wrong, said in (("Nissan", "COMPANY=ROLE"), ("Nissan=owner", "owner"), ("Ford=buyer", "none of the companies")):
        refused = run(*typed, "--role", wrong)
        assert (refused.code, said in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("1234567890", "EUR 1.23bn"), ("852600000", "EUR 852.6m"), ("6475000000", "EUR 6.475bn"), ("999960000", "EUR 1bn"),
     ("12345678901234", "EUR 12.3tn"), ("123456", "EUR 123,456"), ("41840000000", "EUR 41.84bn")],
)  # fmt: skip
def test_a_value_is_shown_with_no_more_digits_than_people_say(run: Run, typed: str, shown: str) -> None:
    typing = ("add", "Nissan", "Zuiko Motors", "--kind", "acquisition", "--date", "2026-06-03", "--new-company")
    assert run(*typing, "--value", typed, "--currency", "EUR").code == 0
    assert f"{shown}\n" in run("show", talks(run)[0]["id"]).out.replace(" ·", "\n")
    assert talks(run)[0]["value"] == int(typed)


PRICES = [
    ("Hitachi agreed a deal to buy Siemens for an eye-popping $2.4 billion.", ("value", 2_400_000_000)),
    ("Toshiba is in talks to sell its unit to KKR, a sale which would raise about 200 million euros.", ("value", 200_000_000)),
    ("The purchase of Alico by Nomura would likely cost the bank between 500 billion yen and 1 trillion yen.", ("value", 1_000_000_000_000)),
    ("Nissan plans a buyback worth up to $2 billion after Honda scrapped its $39 billion takeover bid for Nissan.", ("value", 39_000_000_000)),
    ("Temasek is in talks to invest in Tokopedia, joining a funding round of between $500 million and $1 billion.", ("value", 1_000_000_000)),
    ("BlackRock increased stake in Bank of Ireland to over 6%.", ("stake", 6.0)),
    ("Honda extended its takeover offer for Nissan after securing an 87.7% stake in Nissan.", ("stake", 87.7)),
    ("Honda said its offer for Nissan lapses unless it gets more than a 90% stake in Nissan.", ("stake", None)),
    ("Sony is buying Sharp in a 1.3 billion pound ($2.6 billion) takeover.", ("value", 1_300_000_000)),
    ("Sweden's Ericsson agreed to buy Marconi for 6.2 billion crowns.", ("currency", "SEK")),
    ("Nissan completed its $2.7 billion Honda acquisition. Nissan shares rose.", ("value", 2_700_000_000)),
    ("Honda agreed to buy Nissan for $5 billion. Nissan would keep a $1 billion investment in the market.", ("value", 5_000_000_000)),
    ("Sequoia led a round in Stripe, which has raised $20 million in funding led by Sequoia.", ("value", 20_000_000)),
    ("Honda paid $2.05 billion cash to buy the 20 percent of Nissan it did not already own.", ("value", 2_050_000_000)),
    ("Honda paid $2.05 billion cash to buy the 20 percent of Nissan it did not already own.", ("stake", 20.0)),
    ("Honda paid $2.05 billion cash to buy the 20 percent of Nissan it did not already own.", ("consideration", "cash")),
    ("Honda agreed to buy Nissan. Nissan in 2006 bought an 80 percent stake in Honda for $4 billion.", ("stake", None)),
    ("Honda is in talks to buy Nissan, which makes cars for a market currently valued at $1.4 billion.", ("value", None)),
    ("Honda took a 20% stake in Nissan. Nissan shares were unchanged at 5 yen, valuing the carmaker at $1.4 billion.", ("value", None)),
    ("Honda hired HSBC to weigh a bid for Nissan, the target of a $38 billion hostile bid from Toyota.", ("value", None)),
    ("Honda has increased its stake in Nissan to 51% from 33%.", ("stake_from", 33.0)),
    ("Honda announced the purchase of an 80 per cent stake in Nissan.", ("stake", 80.0)),
    ("Honda agreed to buy a one-third stake in Nissan.", ("stake", 33.33)),
    ("Honda and Nissan formed a 50-50 joint venture to make cells.", ("stake", 50.0)),
    ("Honda agreed to sell its 8.4 percent stake in Nissan to Toyota.", ("stake", 8.4)),
    ("Honda agreed to buy Nissan. The deal is expected to close in the fiscal fourth quarter of 2027.", ("closes", None)),
    ("Honda agreed to buy Nissan for $25 plus 0.6531 of its common stock for each share.", ("consideration", "mixed")),
    ("Honda agreed to buy Nissan for 0.45 shares of Honda common stock per Nissan share.", ("consideration", "shares")),
    ("Honda agreed to buy Nissan for $5 in cash and $2 billion in equity.", ("consideration", "mixed")),
    ("Honda agreed to buy Nissan for 12 new shares and 40 Swedish crowns ($4) in cash a share.", ("consideration", "mixed")),
    ("Honda will pay for its purchase of Nissan with a mix of cash and new debt.", ("consideration", "cash")),
    ("Honda, with a cash pile of $9 billion, agreed to buy Nissan for $5 billion.", ("consideration", None)),
    ("Honda agreed to buy Nissan for $5 billion and will return cash to its shareholders.", ("consideration", None)),
    ("Honda agreed to buy Nissan for $9 a share in cash for each share.", ("consideration", "cash")),
    ("Honda agreed to buy Nissan, a stock exchange filing showed. It bought it on the Tokyo Stock Exchange.", ("consideration", None)),
    ("Honda will buy Nissan. The aggregate consideration payable to its owners is $27 million.", ("value", 27_000_000)),
    ("Honda raised its bid for Nissan 10 percent to 19 billion Norwegian crowns ($3.41 billion).", ("value", 19_000_000_000)),
    ("Honda upped its bid for Nissan to 1,139 pence a share, or 11.1 billion pounds.", ("value", 11_100_000_000)),
    ("Honda bids for Nissan, offering nearly $2.1 billion as it looks for size.", ("value", 2_100_000_000)),
    ("Nissan will raise 1.95 billion euros ($2.67 billion) in fresh capital through the sale of a stake to Honda.", ("value", 1_950_000_000)),
    ("Honda bid for Nissan. The proposal confirmed a Nissan valuation of 700 million euros.", ("value", 700_000_000)),
    ("Honda agreed to buy Nissan. The FTSE All Share index closed down as the deal was told.", ("consideration", None)),
    ("Honda agreed to buy Nissan. An all-cash purchase would have exhausted its reserves.", ("consideration", None)),
    ("Honda agreed to buy Nissan. The transactions are to be completed by mid-2027.", ("closes", "2027")),
    ("Honda would buy Nissan, trumping a $3 billion deal.", ("value", None)),
    ("Honda walked away from Nissan, which it had offered to buy, and opted for a $1.8 billion rival bid.", ("value", None)),
    ("Honda agreed to buy Nissan at an enterprise value of Rs 4,184 crore.", ("value", 41_840_000_000)),
    ("Honda agreed to sell its unit Acura to Nissan. Honda will receive A$409 million from the sale of the unit.", ("value", 409_000_000)),
    ("Honda will buy Nissan. Nissan is valued at $2.3 billion including debt.", ("value", 2_300_000_000)),
    ("Honda boosted its stake in Nissan, bringing its holding in the carmaker to 7.3 percent.", ("stake", 7.3)),
    ("Honda agreed to buy Nissan. Honda would own 52 percent of the company if the deal goes through.", ("stake", 52.0)),
    ("Honda is to buy Nissan, owners of a 20 percent stake in it said.", ("stake", None)),
    ("Honda and Nissan agreed a joint venture. Honda will own 51 percent of the venture.", ("stake", 51.0)),
    ("Honda has agreed to buy Nissan. Closing is anticipated in the second quarter.", ("closes", "2026-Q2")),
    ("Honda agreed to buy Nissan. The deal is expected to close in the third calendar quarter.", ("closes", "2026-Q3")),
    ("Honda agreed to buy Nissan. The deal is expected to close by year's end.", ("closes", "2026-Q4")),
    ("Honda will pay a premium to the closing price on April 10 when it buys Nissan.", ("closes", None)),
    ("Honda on Monday completed its purchase of Nissan.", ("closed", "2026-01-19")),
    ("Honda completed the sale of its 45 percent stake in Nissan to Toyota.", ("stake", 45.0)),
    ("Honda will invest $885 million in Nissan in exchange for 18.4 percent of Nissan's outstanding shares.", ("stake", 18.4)),
    ("Honda stands by its stake in Nissan. Honda's purchase of nearly 10 percent of Nissan was the chairman's idea.", ("stake", 10.0)),
    ("Honda stands by its stake in Nissan. Ford, which bought 80 percent of Nissan, said so.", ("stake", None)),
    ("Honda is buying Nissan. Nissan will receive a 9.9 percent stake in Honda as part of the deal.", ("stake", None)),
    ("Honda bought a stake in Nissan, acquiring 160,000 shares, or 10% of its stock.", ("stake", 10.0)),
    ("Honda bought a stake in Nissan. The move would double its stake in the carmaker to 18 percent.", ("stake", 18.0)),
    ("Honda cut its stake in Nissan from 15% to 14%.", ("stake", 14.0)),
    ("Honda, which already owns 47 percent of Nissan, is looking to buy another 26.5 percent of Nissan.", ("stake_from", 47.0)),
    ("Honda, which already owns 47 percent of Nissan, is looking to buy another 26.5 percent of Nissan.", ("stake", 26.5)),
    ("Honda agreed to accept payment from Toyota for half of its stake in Nissan.", ("stake", None)),
    ("Honda and Nissan formed a joint venture. The venture is 51 percent owned by Honda.", ("stake", 51.0)),
    ("Honda and Nissan will set up a joint venture, to be owned 64 percent by Honda.", ("stake", 64.0)),
    ("Honda and Nissan agreed a 49:51 joint venture in China.", ("stake", 49.0)),
    ("Honda and Nissan agreed a joint venture in which each will hold an equal share.", ("stake", 50.0)),
    ("Honda and Nissan formed a joint venture, with Honda holding 60 percent.", ("stake", 60.0)),
    ("Honda plans to sell its stake in Nissan. Its direct stake in Nissan is 15 percent.", ("stake", 15.0)),
    ("Honda's unit Acura will take a 51 percent stake in Nissan. Honda is to buy a stake in Nissan.", ("stake", 51.0)),
    ("Honda would spend $280 million buying the shares of Nissan it lacks, it said of its bid for Nissan.", ("value", 280_000_000)),
    ("Honda agreed to buy Nissan. Its holders approved the company's $23.9 billion plan to buy Nissan.", ("value", 23_900_000_000)),
    ("Honda will invest in Nissan. Nissan is getting a $2.5 billion cash infusion from Honda.", ("value", 2_500_000_000)),
    ("A takeover of Nissan by Honda could cost more than $100 billion.", ("value", 100_000_000_000)),
    ("Honda sold a stake in Nissan to Toyota. Honda's shares in Nissan are worth about $7.5 billion. The move could raise $1 billion.",
     ("value", 1_000_000_000)),
    ("Honda is to buy Nissan. Honda also said it would clear the way for Toyota to take over a dealer for $2 billion.", ("value", None)),
    ("Honda proposed to take Nissan private for more than $24 billion in its bid for Nissan.", ("value", 24_000_000_000)),
    ("Honda will buy Nissan for $180 million in Honda stock.", ("consideration", "shares")),
    ("Honda will buy Nissan and will pay $23 cash for each share.", ("consideration", "cash")),
    ("Honda will buy Nissan for $25 billion in cash and the rest in equity.", ("consideration", "mixed")),
    ("Honda agreed to buy Nissan. It will pay with a combination of cash on hand and Honda shares.",
     ("consideration", "mixed")),
    ("Honda agreed to buy Nissan. The deal will be finalized, likely in the first quarter of 2027.", ("closes", "2027-Q1")),
    ("Honda agreed to buy Nissan. Honda's rights issue is expected to be completed in June.", ("closes", None)),
    ("Honda said its purchase of Nissan closed. The transaction closed on January 12, 2026.", ("closed", "2026-01-12")),
    ("Honda is in talks to buy out Toyota's 50 percent stake in Nissan, Honda's bid for Nissan showed.", ("stake", 50.0)),
    ("Honda and Nissan teamed up. Honda holds 91% of the joint venture.", ("stake", 91.0)),
    ("Honda agreed to buy a unit from Nissan. Honda said so of the collapsed $7.06 billion asset sale.", ("value", 7_060_000_000)),
    ("Honda cut its stake in Nissan to 6% after selling about $300 million in shares.", ("value", 300_000_000)),
    ("Honda cut its stake in Nissan to 6% after selling about $300 million in shares.", ("consideration", None)),
    ("Honda agreed to buy all shares in Nissan.", ("consideration", None)),
    ("Honda agreed to buy Nissan for $150 million. It has an option to buy more of Nissan for $18 million.", ("value", 150_000_000)),
    ("Nissan agreed to be acquired by Honda in a deal with a total enterprise value of $1.65 billion.", ("value", 1_650_000_000)),
    ("Honda took a stake in Nissan. Honda has built up a $2.5 billion position in Nissan.", ("value", 2_500_000_000)),
    ("Honda may sell its stake in Nissan. Nissan signed a deal in 2005 to sell a stake to Honda for $3 billion.", ("value", None)),
    ("Honda agreed to buy Nissan. Nissan shares closed a full dollar below the bid on January 12, 2026.", ("closed", None)),
    ("Honda agreed to buy Nissan. On January 12, 2026, Honda completed the privatization of the carmaker.", ("closed", "2026-01-12")),
    ("Honda agreed to buy Nissan. The deal included a break up fee for Nissan of at least $80 million.", ("break_fee", 80_000_000)),
    ("Honda is to buy Nissan, and others topped Honda's $2.45 billion opening bid.", ("value", 2_450_000_000)),
    ("Honda agreed to buy Nissan for a total price of U.S. $4.8 million.", ("value", 4_800_000)),
    ("Toyota, holder of a 13.6 percent stake in Nissan, criticised it.", ("stake", 13.6)),
    ("Honda bought a stake in Nissan, bringing its total ownership to 7.24% of the company’s outstanding shares.", ("stake", 7.24)),
    ("Honda has increased its voting power in Nissan Group Ltd from 7.94% to 9.17%, its stake in Nissan.", ("stake", 9.17)),
    ("In the largest sale of its kind since the league's inception in 2008, Honda is to buy a 66 percent stake in Nissan.",
     ("stake", 66.0)),
    ("Honda placed 7.5 percent of Nissan with Toyota, which bought the stake in Nissan.", ("stake", 7.5)),
    ("Honda agreed the divestment of Acura to Nissan for $1.8 billion.", ("value", 1_800_000_000)),
    ("Honda is to buy a stake in Nissan. Honda expects the transaction to cost $3.9 billion.", ("value", 3_900_000_000)),
    ("Honda is to buy a stake in Nissan, which manages four mutual funds worth about 2.2 billion yuan.", ("value", None)),
    ("Honda agreed to buy a unit of Nissan. Sales rose after Nissan's $52 billion purchase of Acura last year.", ("value", None)),
    ("Honda agreed to buy Nissan. The $8.5 billion price that Nissan commands is high.", ("value", 8_500_000_000)),
    ("BHP is planning to offer 3.8 of its shares for every Rio Tinto share in a takeover bid for Rio Tinto.", ("consideration", "shares")),
    ("Nissan may accept a $25.5 billion rival bid by Honda.", ("value", 25_500_000_000)),
    ("Honda is in talks to buy Nissan. Nissan expects an offer from Toyota, whose $3 billion bid is better.", ("value", None)),
    ("Honda offered to buy Nissan. Honda raised its offer last week to $65.50 per share, about $5.5 billion.", ("value", 5_500_000_000)),
    ("Honda's deal to buy Nissan for shares worth $18.4 billion will create a giant.", ("value", 18_400_000_000)),
    ("Honda's deal to buy Nissan for shares worth $18.4 billion will create a giant.", ("consideration", "shares")),
    ("Honda is to buy Nissan. Honda said the net cost of the purchase would be $12.9 billion.", ("value", 12_900_000_000)),
    ("Honda is to buy Nissan. The purchase price might top $600 million.", ("value", 600_000_000)),
    ("Honda wants to buy Nissan, in a deal that could fetch up to over $2 billion.", ("value", 2_000_000_000)),
    ("Honda waited before its bid for Nissan to avoid paying nearly $26 billion to buy Nissan.", ("value", None)),
    ("JPMorgan Chase said it completed its $1.4 billion Bear Stearns Cos takeover.", ("value", 1_400_000_000)),
    ("Honda agreed to buy Nissan. Nissan holders will receive 1.025 shares in addition to $10 a share in cash.",
     ("consideration", "mixed")),
    ("Honda raised its bid for Nissan. The new bid included 24.8 billion euros in cash, up from its previous all-stock offer.",
     ("consideration", "mixed")),
    ("Honda agreed to buy Nissan. It plans to pay cash for the shares.", ("consideration", "cash")),
    ("Honda may raise its stake in Nissan to two-thirds from 18.64 percent.", ("stake", 66.67)),
    ("Honda is to be the highest bidder for a stake of up to 51 percent in Nissan.", ("stake", 51.0)),
    ("Honda, which holds an option on a further 3.7 percent of Nissan, will boost its stake in Nissan to 31 percent.", ("stake", 31.0)),
    ("Honda made a takeover bid for Nissan. Honda, which already owns about 25 percent of Nissan, offered 610 pence a share for Nissan.", ("stake_from", 25.0)),
    ("Toyota is to sell its stake of around 10 percent in Nissan to Honda. Nissan is currently 82 percent owned by Honda.",
     ("stake_from", 82.0)),
    ("Honda agreed to buy Nissan. Last year, Honda paid $1.07 billion for a half interest in fields of Nissan.", ("stake", None)),
    ("Honda wants its bid for Nissan to go through, the companies said on Monday.", ("closes", None)),
    ("Honda agreed to buy Nissan, in a deal set to close by year end.", ("closes", "2026-Q4")),
    ("Honda agreed to buy Nissan, in a deal expected to close in the fourth-quarter.", ("closes", "2026-Q4")),
    ("Honda agreed to buy Nissan. The higher price gives Nissan an enterprise value of more than $14 billion.", ("value", 14_000_000_000)),
    ("Honda cut its stake in Nissan by selling shares worth 289 million euros.", ("value", 289_000_000)),
    ("Honda raised its bid for Nissan. Honda said the cash price will be increased.", ("consideration", "cash")),
    ("Honda and Mazda raised the cash component of the bid for Nissan.", ("consideration", "mixed")),
    ("Honda and Nissan formed an alliance to develop cars. Honda will take a 7 percent stake in Nissan.", ("stake", 7.0)),
    ("Honda, which owns a 43 percent stake in Mazda, will develop engines with Nissan.", ("stake", None)),
    ("Honda is to buy a stake in Nissan. Nissan seeks investors as it did for its $2 billion purchase of the Dodgers in May.",
     ("value", None)),
    ("Honda is to buy Nissan. That puts pressure on Honda to raise its $14 billion bid for the Japanese carmaker.", ("value", 14_000_000_000)),
    ("Honda pledged to complete the acquisition of Nissan in the third quarter.", ("closes", "2026-Q3")),
    ("Sequoia led an investment in Stripe. Stripe has raised $15 million in a large seed round to hire people.", ("value", 15_000_000)),
    ("Stripe emerges with $50 million in funding from a round led by Sequoia.", ("value", 50_000_000)),
    ("Sequoia led an investment in Stripe. Three years ago, Stripe announced an $8 million Series A.", ("value", None)),
    ("Honda sold $1.9 billion worth of shares in Nissan.", ("value", 1_900_000_000)),
    ("Honda disclosed a stake of about 3.8 billion pounds in Nissan.", ("value", 3_800_000_000)),
    ("Honda bought 763,017 Nissan shares valued at ~$35.7 million, raising its stake in Nissan.", ("value", 35_700_000)),
    ("Honda will sell its stake in Nissan. Nissan priced a $13.1 billion secondary offering by Honda.", ("value", 13_100_000_000)),
    ("Honda said it would buy back shares worth up to $1 billion once it has sold a unit to Nissan.", ("value", None)),
    ("Honda is to buy Nissan. Honda says the offer values the company at  A$131 million.", ("value", 131_000_000)),
    ("Honda is acquiring Nissan ([NSN](https://example.org/symbol/NSN \"Nissan\")) for [$2.6 billion](https://example.org/a).",
     ("value", 2_600_000_000)),
    ("Honda made a bid for Nissan. Honda could lower its offer of $42 billion if Nissan waits.", ("value", 42_000_000_000)),
    ("Honda and Nissan are to merge. Nissan's owners will vote on the $3.6 billion plan to create a group.", ("value", 3_600_000_000)),
    ("Honda agreed to pay a group of long-time shareholders 58 million francs for a 20 percent stake in Nissan.", ("value", 58_000_000)),
    ("Honda is to buy Nissan. Honda raised $870 million after the Nissan buyout.", ("value", None)),
    ("Honda is to invest in Nissan instead of acquiring it for $14 billion.", ("value", None)),
    ("Honda is to buy a $9 billion residential mortgage loan from HSBC.", ("value", None)),
    ("Honda has made a bid for Nissan. Honda sold some parts to Mazda Corp for around $36 million.", ("value", None)),
    ("Fresh from offering $3.5 billion for a stake in Mazda, Honda is to buy Nissan.", ("value", None)),
    ("Honda made a bid for Nissan. Toyota's offer values Nissan at $6 billion, and Honda's offer values it at $5 billion.",
     ("value", 5_000_000_000)),
    ("Honda is to buy Nissan. FEBRUARY, 1990 Nissan agrees to sell a stake to Honda for $2.1 billion.", ("value", None)),
    ("Honda is to buy Nissan. It comes seven years after Honda bought Acura for $700 million.", ("value", None)),
    ("A deal for $11 billion Nissan would not be attractive for Honda, which is to buy Nissan.", ("value", None)),
    ("Honda is to buy Nissan. Terms of the deal are not final, but Honda could pay $1.5 billion.", ("value", 1_500_000_000)),
    ("Honda said it had raised its stake in speech recognition software maker Nissan Communications Inc ( NSN.O ) to 16.9 percent.",
     ("stake", 16.9)),
    ("Honda took a 12-percent, $14-billion stake in Nissan.", ("stake", 12.0)),
    ("Honda bought shares in Nissan. Honda now holds a 5.02% voting rights position in Nissan.", ("stake", 5.02)),
    ("Honda raised money from Nissan's stakeholders to buy Nissan, with a subscription from 6.5% stakeholder Mazda.", ("stake", None)),
    ("Honda agreed to buy Nissan. Honda now offers 300 million euros in cash for a 50.1 percent stake in Nissan.", ("stake", 50.1)),
    ("Honda is to buy Nissan. Honda currently holds 9.4% of Nissan's outstanding shares.", ("stake", None)),
    ("Honda, which plans to buy Nissan, has built up a 28% stake in Nissan.", ("stake", None)),
    ("Honda is to buy Nissan. The government sold shares in Nissan, reducing its holding to 7.3 percent.", ("stake", None)),
    ("Honda sold shares in Nissan. It has now cut its holding in the carmaker to 7.3 percent.", ("stake", 7.3)),
    ("Honda is buying Nissan. Honda will issue new shares to Nissan's owner, giving the firm a 5 percent stake in Honda.",
     ("stake", None)),
    ("Honda and Nissan agreed to merge. The two would hold about 17 percent of U.S. market share.", ("stake", None)),
    ("Honda plans to acquire about half of Nissan's assets in its takeover of Nissan.", ("stake", None)),
    ("Honda is to buy Nissan. Analysts said Honda might be required to sell 25 percent of Nissan.", ("stake", None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term"), PRICES)
def test_what_a_deal_is_worth_and_whose_share_passes_is_read(text: str, term: tuple[str, object]) -> None:
    report = Report("", text, published=Published(datetime(2026, 1, 20, tzinfo=UTC), day_only=True))
    claim = readers.choose(report).read(report, gazetteer.packaged()).claims[0]
    read = getattr(claim, term[0])
    assert (str(read) if isinstance(read, PartialDate) else read) == term[1]


@pytest.mark.parametrize(
    ("title", "text", "term"),
    [("Honda buys $36 million of Nissan shares", "Honda raised its stake in Nissan. It bought Nissan shares worth $35.7 million.", ("value", 35_700_000)),
     ("Honda to buy Nissan for $2 billion", "Honda agreed to buy Nissan. Acura was sold to Mazda for $1.1 billion.", ("value", 2_000_000_000)),
     ("Honda boosts stake in Nissan to over 10%", "Honda has increased its stake in Nissan from 9.24% to 10.28%.", ("stake", 10.28))],
)  # fmt: skip
def test_a_round_number_of_a_headline_is_the_exact_one_of_the_text(
    title: str, text: str, term: tuple[str, object]
) -> None:
    report = Report(title, text, published=Published(datetime(2026, 1, 20, tzinfo=UTC), day_only=True))
    assert getattr(readers.choose(report).read(report, gazetteer.packaged()).claims[0], term[0]) == term[1]


def test_a_raised_bid_is_of_who_raised_it() -> None:
    text = "Honda raised its bid for Nissan by 9 percent to $6.7 billion to thwart Nissan's agreement to acquire Mazda."
    read = readers.choose(Report("", text)).read(Report("", text), gazetteer.packaged()).claims
    assert {(claim.parties[0].name, claim.value) for claim in read} == {("Honda", 6_700_000_000), ("Nissan", None)}


NAMED = [
    ("Honda agreed to buy Nissan. Honda was advised by Bank of America Merrill Lynch.", ("advisers", ("Bank of America Merrill Lynch",))),
    ("Honda agreed to buy Nissan. Honda appointed bankers at Rothschild to advise on the bid.", ("advisers", ("Rothschild",))),
    ("Honda agreed to buy Nissan. Moelis & Company and the law firm Latham & Watkins LLP advised Nissan.",
     ("advisers", ("Moelis & Company", "Latham & Watkins LLP"))),
    ("Honda agreed to buy Nissan. Honda hired Toyota's former chief to advise it on the deal.", ("advisers", ())),
    ("Honda agreed to buy Nissan. The Federal Energy Regulatory Commission should reject the deal, a group said.",
     ("regulators", ("US Federal Energy Regulatory Commission",))),
    ("Honda agreed to buy Nissan. UBS is acting as sole financial adviser to Honda.", ("advisers", ("UBS",))),
    ("Honda agreed to buy Nissan. Lazard is serving as lead financial advisor to Honda.", ("advisers", ("Lazard",))),
    ("Honda agreed to buy Nissan. Legal advice was provided by Linklaters.", ("advisers", ("Linklaters",))),
    ("Honda agreed to buy Nissan. Marsh and Partners, Lazard and UBS are advising Honda.",
     ("advisers", ("Marsh and Partners", "Lazard", "UBS"))),
    ("Honda agreed to buy Nissan. Marsh + Partners is serving as financial advisor to Honda.", ("advisers", ("Marsh + Partners",))),
    ("Honda agreed to buy Nissan. Lazard is serving its clients well, advisers said.", ("advisers", ())),
    ("Honda agreed to buy Nissan. The offer is conditional on acceptances of at least 90% of the shares.",
     ("conditions", ("minimum acceptance",))),
    ("Honda agreed to buy Nissan. The scheme is subject to court sanction.", ("conditions", ("court approval",))),
    ("Honda agreed to buy Nissan. The offer needs no acceptances of its managers.", ("conditions", ())),
    ("Honda agreed to buy Nissan. Honda hired consulting firm Protiviti to advise on the deal.", ("advisers", ("Protiviti",))),
    ("Honda agreed to buy Nissan. Deutsche Bank ( DBKGn.DE ) and HSBC ( HSBA.L ) advised Nissan.",
     ("advisers", ("Deutsche Bank", "HSBC"))),
    ("Honda agreed to buy Nissan. Munger, Tolles & Olson advised Honda.", ("advisers", ("Munger, Tolles & Olson",))),
    ("Honda agreed to buy Nissan. An analyst at Man Financial advised clients to sell.", ("advisers", ())),
    ("Honda agreed to buy Nissan. The deal is still subject to a vote by shareholders.", ("conditions", ("shareholder vote",))),
    ("Honda agreed to buy Nissan. A spokesman for Morgan Stanley, the financial adviser on the deal, declined to comment.",
     ("advisers", ("Morgan Stanley",))),
    ("Honda agreed to buy Nissan. HSBC was hired earlier this year to advise on the sale.", ("advisers", ("HSBC",))),
    ("Honda agreed to buy Nissan. The offering of notes is subject to customary closing conditions.", ("conditions", ())),
    ("Honda agreed to buy Nissan. The deal is to close upon regulatory approval.", ("conditions", ("regulatory approval",))),
    ("Honda agreed to buy Nissan. If the deal receives anti-trust clearance, Honda will grow.",
     ("conditions", ("antitrust clearance",))),
    ("Honda agreed to buy Nissan. Nissan shareholders are due to vote on the deal.", ("conditions", ("shareholder vote",))),
    ("Honda agreed to buy Nissan. Regulators still have to approve the deal.", ("conditions", ("regulatory approval",))),
    ("Honda agreed to buy Nissan, subject to customary board and committee approvals.",
     ("conditions", ("board approval", "customary conditions"))),
    ("Honda agreed to buy Nissan. Deloitte served as Honda's transaction advisor.", ("advisers", ("Deloitte",))),
    ("Honda agreed to buy Nissan. Honda's advisers on the deal also include Lazard.", ("advisers", ("Lazard",))),
    ("Honda agreed to buy Nissan. Jones Day provided legal advisory services.", ("advisers", ("Jones Day",))),
    ("Honda signed a definitive agreement to buy Nissan, subject to regulatory approval.", ("conditions", ("regulatory approval",))),
    ("Honda agreed to buy Nissan. The deal does not need shareholder approval.", ("conditions", ())),
    ("Honda agreed to buy Nissan. The deal will close after regulatory approval.", ("conditions", ("regulatory approval",))),
    ("Honda agreed to buy Nissan. The deal must be approved by regulators and Nissan shareholders.",
     ("conditions", ("shareholder vote", "regulatory approval"))),
    ("Honda agreed to buy Nissan. Honda was advised by Evercore Corp. Lazard advised Nissan.", ("advisers", ("Lazard", "Evercore Corp"))),
    ("Honda will be a giant if shareholders and regulators approve its deal to buy Nissan.",
     ("conditions", ("shareholder vote", "regulatory approval"))),
    ("Honda agreed to buy Nissan. European antitrust regulators are blocking the deal.", ("regulators", ("European Commission",))),
    ("Honda agreed to buy Nissan. Honda filed its paperwork with the Committee on Foreign Investment in the United States.",
     ("regulators", ("US Committee on Foreign Investment",))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term"), NAMED)
def test_who_advises_and_what_a_deal_hangs_on_is_read(text: str, term: tuple[str, object]) -> None:
    test_what_a_deal_is_worth_and_whose_share_passes_is_read(text, term)


def test_one_report_of_a_small_part_of_the_value_does_not_change_it_until_another_tells_it_too(
    run: Run, tmp_path: Path
) -> None:
    def told(value: str, day: int) -> float:
        text = f"Nissan Motor Co said it had agreed to buy Honda Motor Co for ${value} billion."
        report = {"text": text, "title": f"Day {day}", "url": f"https://news.example/{day}", "publisher": "Reuters",
                  "published": f"2025-03-{day:02}"}  # fmt: skip
        (tmp_path / "day.jsonl").write_text(json.dumps(report))
        assert run("ingest", str(tmp_path / "day.jsonl")).code == 0
        (talk,) = talks(run)
        return float(talk["value"]) / 1e9

    assert told("24.4", 1) == 24.4
    assert told("7", 2) == 7  # two reports say two things, the latest counts
    assert told("24.4", 3) == 24.4
    assert told("2", 4) == 24.4  # a loan, or a share of it
    assert told("23", 5) == 23
    assert told("2.1", 6) == 2.1
    assert told("30", 7) == told("30", 8) == 30
    typed = ["add", "Nissan", "Honda", "--kind", "acquisition", "--status", "confirmed", "--basis", "on-record"]
    assert run(*typed, "--value", "3bn", "--currency", "USD", "--date", "2025-03-09").code == 0
    assert [talk["value"] for talk in talks(run)] == [3_000_000_000]


@pytest.mark.parametrize(
    ("text", "value", "stake"),
    [
        ("Microsoft may buy Yahoo. Microsoft said the deal values the company at $40 billion.", 40_000_000_000, None),
        ("Bain agreed to buy 3Com for $2.2 billion. It would give Huawei a 16.5 percent stake.", 2_200_000_000, None),
        (
            "Bain bought a stake in 3Com. Bain holds 7 million shares, representing 5.07 percent of its capital.",
            None,
            5.07,
        ),
    ],
)
def test_what_a_deal_is_said_to_be_worth_and_whose_a_share_is(
    text: str, value: int | None, stake: float | None
) -> None:
    report = Report("", text)
    (claim,) = readers.choose(report).read(report, gazetteer.packaged()).claims
    assert (claim.value, claim.stake) == (value, stake)
