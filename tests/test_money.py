"""Sums of money as news and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli import money
from alliance_cli.money import Sum

BN = 1_000_000_000


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$6.5 billion", 6.5 * BN, "USD"), ("US$6.5bn", 6.5 * BN, "USD"), ("€400m", 0.4 * BN, "EUR"),
        ("£1.2 bn", 1.2 * BN, "GBP"), ("1.5 trillion yen", 1500 * BN, "JPY"), ("¥150bn", 150 * BN, "JPY"),
        ("Rs 1,200 crore", 12 * BN, "INR"), ("50 lakh rupees", 5_000_000, "INR"), ("30 billion won", 30 * BN, "KRW"),
        ("C$1.2 billion", 1.2 * BN, "CAD"), ("A$300 million", 0.3 * BN, "AUD"), ("HK$2bn", 2 * BN, "HKD"),
        ("USD 6.5 billion", 6.5 * BN, "USD"), ("EUR400m", 0.4 * BN, "EUR"), ("300億円", 30 * BN, "JPY"),
        ("1.5兆円", 1500 * BN, "JPY"), ("2조원", 2000 * BN, "KRW"), ("Rs 1 lakh crore", 1000 * BN, "INR"),
        ("500 million Hong Kong dollars", 0.5 * BN, "HKD"), ("6.5 billion-euro", 6.5 * BN, "EUR"),
        ("$6.5-billion", 6.5 * BN, "USD"), ("1,234,567 dollars", 1_234_567, "USD"), ("R$3 billion", 3 * BN, "BRL"),
        ("1.3 billion pound", 1.3 * BN, "GBP"), ("Rs.500 crores", 5 * BN, "INR"), ("RM1.2bil", 1.2 * BN, "MYR"),
    ],
)  # fmt: skip
def test_a_sum_is_read_whole_alone_and_in_a_sentence(text: str, amount: float, currency: str) -> None:
    assert money.parse(text) == Sum(int(amount), currency)
    sentence = f"It would pay {text} for the unit."
    (found,) = money.find(sentence)
    assert (found.sum, sentence[found.start : found.end]) == (Sum(int(amount), currency), text)


@pytest.mark.parametrize("text", ["They sold cars 500 times", "30 billion", "It won in 2019", "a 41% stake", "GWh 30"])
def test_what_names_no_currency_is_no_sum(text: str) -> None:
    assert list(money.find(text)) == []


@pytest.mark.parametrize("text", ["$5-6 billion", "$5 billion to $6 billion", "$5 to $6 billion"])
def test_a_range_has_both_ends(text: str) -> None:
    assert [(found.low, found.sum.amount) for found in money.find(text)] == [(5 * BN, 6 * BN)]


@pytest.mark.parametrize(
    ("whole", "currency"),
    [("Sweden's Meda pays", "SEK"), ("Denmark's Carlsberg pays", "DKK"), ("The Czech CEZ, and Norway's Statkraft,", "CZK")],
)  # fmt: skip
def test_whose_crowns_are_meant_is_said_by_the_first_country_of_the_text(whole: str, currency: str) -> None:
    (found,) = money.find("for 6.2 billion crowns", whole)
    assert found.sum == Sum(int(6.2 * BN), currency)
    assert money.find("for 6.2 billion crowns", "Meda pays") == ()


@pytest.mark.parametrize(
    ("whole", "currency"),
    [("at 12 Egyptian pounds a share", "EGP"), ("at 12 Egyptian pounds (£0.20) a share", "GBP"), ("at 12 pounds", "GBP")],
)  # fmt: skip
def test_whose_pounds_are_meant_is_said_where_the_text_names_them_in_full(whole: str, currency: str) -> None:
    (found,) = money.find("for 6.2 billion pounds", whole)
    assert found.sum == Sum(int(6.2 * BN), currency)


@given(st.text(alphabet="0123456789.,-$€ Rsbnmillioncroreyen億兆円to", max_size=60))
def test_whatever_the_text_each_sum_is_a_part_of_it_that_reads_the_same(text: str) -> None:
    for found in money.find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.sum.amount <= money.MOST
        assert found.sum.currency in money.codes()
