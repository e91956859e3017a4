"""Text as it arrives: broken into lines, decorated with codes, links and notes; read as the same words without them."""

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.text.clean import mask
from alliance_cli.extract.en.text.lines import unwrapped
from alliance_cli.models import Published, Report
from alliance_cli.reader import check

COMPANIES = gazetteer.packaged()
DAY = Published(datetime(2025, 3, 6, tzinfo=UTC), day_only=True)


def told(text: str) -> list[tuple[object, ...]]:
    """What a text is read to say, each quote held to its place."""
    report = Report("", text, publisher="Wire", published=DAY)
    reading = readers.RULES.read(report, COMPANIES)
    assert not check(reading, report).dropped
    claims = reading.claims
    return [
        (sorted(p.company for p in c.parties), c.kind, c.status, c.stage, c.origin, c.region, c.main) for c in claims
    ]


RUMOUR = (
    "Volvo Group and Scania are in talks about a joint venture to build electric trucks in the United States, two "
    "people familiar with the matter said. Volkswagen Group, which owns Scania, declined to comment."
)
ENDED = "Ford Motor said it had ended merger talks with Renault. Nissan Motor Co. Ltd. was told of it on Monday."


NAMED = (
    "HSBC is in talks to sell its business in the United States to the Royal Bank of Canada, sources said on Monday."
)


@pytest.mark.parametrize("text", [RUMOUR, ENDED, NAMED])
@pytest.mark.parametrize("width", [45, 60, 66, 72, 76, 80, 100, 120])
@pytest.mark.parametrize("mark", ["", "> ", ">> ", "    "])
def test_where_lines_are_broken_says_nothing(text: str, width: int, mark: str) -> None:
    wrapped = "\n".join(mark + line for line in textwrap.wrap(text, width))
    assert told(text)
    assert told(wrapped) == told(text)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_paragraphs_stay_apart_in_wrapped_text(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in (RUMOUR, ENDED))
    assert unwrapped(wrapped).split() == wrapped.split()
    assert told(wrapped) == told(f"{RUMOUR}\n\n{ENDED}")


def test_lines_that_were_broken_twice() -> None:
    once = textwrap.wrap(RUMOUR, 76)
    twice = "\n".join(part for line in once for part in textwrap.wrap(line, 66))
    assert told(twice) == told(RUMOUR)


@pytest.mark.parametrize(
    "text",
    [
        "Volvo, Scania in merger talks\nVolvo and Scania said on Monday that they would not comment on what was written.",
        "Volvo and Scania in talks on a merger of equals\nFord and Renault to build vans in a plant in Turkey",
        "- Volvo and Scania are in merger talks\n- Ford and Renault ended theirs\n- Nissan waits",
        "1. Volvo and Scania are in merger talks\n2. Ford and Renault ended theirs",
        "## Volvo and Scania are in\nVolvo is a maker of trucks.",
        "> Volvo and Scania are in talks on the\nFord is not.",
        "About Volvo\nVolvo Group is a maker of trucks in the United States and in Sweden, where it was founded.",
        "Parties:\nVolvo\nScania\nFord",
    ],
)
def test_headings_points_and_lists_stay_lines(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet=st.sampled_from("aThe .,>-\n\t 1"), max_size=60))
def test_joining_lines_moves_nothing(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(a == b or (a in "\n\t>" and b == " ") for a, b in zip(text, joined, strict=True))


def test_a_name_with_a_note_before_its_legal_form_is_whole() -> None:
    for note in ("(UK)", "(India) Private", "(Holdings)"):
        (claim,) = told(f"Zettaron {note} Limited agreed to buy Renault, the companies said.")
        assert claim[0] == ["renault", "zettaron"]


MERGER = "Volvo and Scania are in merger talks, sources said."
BID = "Chevron is in talks to buy Hess, two people familiar with the matter said."


@pytest.mark.parametrize(
    "text",
    [
        "Volvo<https://e.com/v> and Scania<https://e.com/s> are in merger talks, sources said.",
        "Volvo <https://e.com/v\nx> and Scania <mailto:a@e.com> are in merger talks, sources said.",
        "Volvo (https://e.com/v) and Scania [https://e.com/s] are in merger talks, sources said.",
        "Volvo ( https://e.com/v_(x) ) and Scania https://e.com/s. are in merger talks, sources said.",
        '[Volvo](https://e.com/v_(x) "Volvo") and [Scania](<https://e.com/s>) are in merger talks, sources said.',
        "[Volvo][1] and [Scania][] are in merger talks, sources said.\n\n[1]: https://e.com/v 'Volvo'",
        "[[Volvo Group|Volvo]] and [[Scania]] are in merger talks, sources said.",
        "<https://e.com/v|Volvo> and [https://e.com/s Scania] are in merger talks, sources said.",
        "[url=https://e.com/v]Volvo[/url] and [b]Scania[/b] are in merger talks, sources said.",
        "[[https://e.com/v][Volvo]] and [Scania|https://e.com/s] are in merger talks, sources said.",
        '"Volvo":https://e.com/v and Scania are in merger talks, sources said.',
        "Volvo[1][2] and Scania [3] are in merger talks,[a] sources said.[citation needed]",
        "Volvo[^1] and Scania¹ are in merger talks†, sources said.",
        "_Volvo_ and **Scania** are in ==merger talks==, sources said.",
        "'''Volvo''' and ''Scania'' are in merger talks, sources said.",
        "<u>Volvo</u> and <a href='https://e.com/s'>Scania</a> are in merger talks, sources said.",
        "Volvo [link] and Scania [cid:image001.png@01DB8E.A7] are in merger talks, sources said.",
        "> Volvo and Scania are in merger talks, sources said.",
        "`Volvo <https://e.com/v>`_ and `Scania <https://e.com/s>`__ are in merger talks, sources said.",
        "https://e.com/v[Volvo] and link:https://e.com/s[Scania] are in merger talks, sources said.",
        "Volvo<ref>{{cite web|url=https://e.com/v}}</ref> and Scania<ref name='a' /> are in merger talks, sources said.",
        "{{w|Volvo}} and {{w|Scania AB|Scania}} are in merger talks, sources said.{{cn}}",
        "[Volvo]{.company} and [Scania]{#s} are in merger talks, sources said.",
        "Volvo{1} and Scania^2^ are in merger talks~3~, sources said.",
        "|Volvo| and [[Scania|]] are in merger talks, sources said.",
        "<Link href='/v'>Volvo</Link> and <Company>Scania</Company> are in merger talks, sources said.",
        "Volvo ↗ and Scania 🔗 are in merger talks, sources said. 🚚",
        "| Volvo and Scania are in merger\n| talks, sources said.",
        "KL> Volvo and Scania are in merger\nKL> talks, sources said.",
    ],
)
def test_links_and_notes_say_nothing(text: str) -> None:
    assert told(MERGER)
    assert told(text) == told(MERGER)


@pytest.mark.parametrize(
    ("chevron", "hess"),
    [
        ("Chevron (CVX.N), opens new tab", "Hess (HES.N) , opens new tab"),
        ("Chevron Corp <CVX.N>", "Hess Corp <HES.N>"),
        ("Chevron <CVX>", "Hess <NYSE:HES>"),
        ("Chevron <CVX US>", "Hess {HES US <Equity>}"),
        ("Chevron [CVX.N]", "Hess [NYSE: HES]"),
        ("Chevron CVX.N", "Hess HES.N"),
        (
            "Chevron CVX 1.02%increase; green up pointing triangle",
            "Hess HES -0.50%decrease; red down pointing triangle",
        ),
        ("Chevron Corp. CVX, +1.02%", "Hess Corp. HES, -0.5%"),
        ("Chevron CVX ▲ 1.02%", "Hess HES ▼ 0.50%"),
        ("Chevron (CVX 1.02%)", "Hess (HES -0.50%)"),
        ("Chevron CVX $150.20 +1.02%", "Hess HES $140.00 -0.5%"),
        ("Chevron CVX-N +2.50%increase", "Hess HES-N -1.0%decrease"),
        ("Chevron $CVX", "Hess $HES"),
        ("Chevron (CVX) - Get Free Report", "Hess (HES) - Get Hess Corp Report"),
        ("Chevron (opens in a new tab)", "Hess (this link opens in a new window)"),
        ("Chevron, external", "Hess (external)"),
        ("Chevron CVX", "Hess HES"),
        ("Chevron CVX-N", "Hess HES-N"),
        ("Chevron Corp CVX", "Hess Corp HES"),
        ("Chevron - CVX -", "Hess | HES |"),
        ("Chevron Corp. — CVX.N —", "Hess Corp. (HES)"),
        ("Chevron CVX-US", "Hess HES-US"),
        ("Chevron CVX:NYQ", "Hess HES:US"),
        ("Chevron CHVX_p.DE", "Hess HES.N"),
        ("Chevron, ticker symbol CVX,", "Hess (ticker: HES)"),
        ("Chevron, which trades as CVX on the New York Stock Exchange,", "Hess, listed under the symbol “HES”"),
        ("Chevron {{NYSE|CVX}}", "Hess (NYSE:HES.)"),
        ("Chevron / CVX", "Hess | HES"),
        ("Chevron · CVX", "Hess Corp / HES"),
        ("Chevron (NYSE symbol CVX)", "Hess (NYSE symbol HES)"),
        ("Chevron Corp (CVX.N) [ISIN US1667641005]", "Hess [WKN 923750]"),
    ],
)
def test_codes_and_prices_of_shares_say_nothing(chevron: str, hess: str) -> None:
    assert told(BID)
    assert told(f"{chevron} is in talks to buy {hess}, two people familiar with the matter said.") == told(BID)


@pytest.mark.parametrize(
    "text",
    [
        "Honda agreed to buy 5.02% of BMW, and Renault SA 43.40% of Nissan.",
        "The pact opens a new window of opportunity for GM, which owns 4.5%.",
        "Profit at BP rose 3.25% and costs of GM and BMW -2.5% in all.",
        "Boeing and the UK-US pact - GM - were named, as were Ford - BMW - Audi and the Airbus A-10.",
        "“[GM] is not in talks,” he said, and [the] board of [Ford Motor] agreed.",
    ],
)
def test_shares_that_are_held_and_words_put_in_are_text(text: str) -> None:
    assert mask(text).replace(" ", "") == text.replace("[", "").replace("]", "").replace(" ", "")


@given(st.text(alphabet=st.sampled_from("aB [](){}<>|:/.%$+-1_'\"\nhttps"), max_size=60))
def test_nothing_moves_where_marks_are_taken_out(text: str) -> None:
    assert len(mask(text)) == len(text)


@given(st.text(alphabet="ab.,-> \t\n\r\x0b\x0c\x1c\x85\xa0\u2003\u3000", max_size=60))
def test_no_text_of_blanks_and_lines_is_too_odd_to_be_unwrapped(text: str) -> None:
    assert len(unwrapped(text)) == len(text)


@pytest.mark.parametrize("title", ["Volvo Group and Scania in talks", "Volvo Group and Scania in talks - Harbour Post"])
@pytest.mark.parametrize(
    "again", ["Volvo Group and Scania in talks", "VOLVO GROUP AND SCANIA IN TALKS", "# Volvo Group and Scania in talks"]
)
def test_a_title_that_the_text_begins_with_says_nothing_more(title: str, again: str) -> None:
    alone, twice = (Report(title, text, publisher="Wire", published=DAY) for text in (RUMOUR, f"{again}\n{RUMOUR}"))
    once, more = (
        [(c.kind, c.status, c.origin) for c in readers.RULES.read(r, COMPANIES).claims] for r in (alone, twice)
    )
    assert once == more


@pytest.mark.parametrize(
    "mark",
    [
        "(NYSE: {0}; TSX: {0})", "(FRA:{0}; OTC:{0}F)", "({0}) +1.3%", "({0}.N) -0.45%", "NYSE:{0}", ", NYSE: {0},",
        "▲1.2%", "↓ 0.8%", "(B3: {0}3)", "(NSE: {0}, BSE: 502501)",
    ],
)  # fmt: skip
def test_lists_of_exchanges_and_moves_say_nothing(mark: str) -> None:
    between = "" if mark.startswith(",") else " "
    chevron, hess = (f"{name}{between}{mark.format(code)}" for name, code in (("Chevron", "CVX"), ("Hess", "HES")))
    said = "{} and {} are in merger talks, two people familiar with the matter said."
    assert told(said.format(chevron, hess)) == told(said.format("Chevron", "Hess"))


@pytest.mark.parametrize("title", ["Kohl's to buy Macy's", "Macy's, Kohl's to talk", "Moody’s to buy Kohl’s"])
def test_a_headline_of_names_in_s_is_english(title: str) -> None:
    assert readers.choose(Report(title, "")) is readers.choose(Report("The two are in talks.", ""))


@pytest.mark.parametrize("owner", ["Chevron's CVX", "Chevron Corp.'s CVX", "Chevron Corp.’s", "Chevron Corp.'s (CVX)"])
def test_a_board_is_its_companys_with_a_code_between_or_a_full_stop(owner: str) -> None:
    (claim,) = told(f"{owner} board has approved a deal to buy Hess, the companies said.")
    assert claim[0] == ["chevron", "hess"]


def test_a_company_behind_a_slash_is_no_code() -> None:
    assert told("Volvo/BMW: the two are in talks.") == []


SPREAD = (
    "Volvo and Scania are in talks about a joint\n\nventure to build trucks in the\n\nUnited States, two people said."
)


def test_a_text_with_an_empty_line_behind_each_is_read_as_one_without() -> None:
    assert told(SPREAD) == told(SPREAD.replace("\n\n", " ")) != []
    (claim,) = told("Volvo and Scania are in merger talks\n\nscania.example has more.\n\nOther news, sources said.")
    assert claim[0] == ["scania", "volvo"]


def test_a_block_that_is_set_in_is_read_though_its_first_line_is_not() -> None:
    text = "Volvo and\n    Scania are in\n    merger talks,\n    sources\n    said."
    assert told(text) == told(MERGER)


@pytest.mark.parametrize(
    "title",
    [
        "{}, {} agree to merge: sources", "{} and {} agree to merge - sources", "{} agrees to merge with {}: sources",
        "{} votes to merge with {}, sources say", "{}, {} decide to end merger talks: sources",
    ],
)  # fmt: skip
def test_names_in_s_resolve_to_do_something(title: str) -> None:
    def read(*named: str) -> list[tuple[object, ...]]:
        claims = readers.RULES.read(Report(title.format(*named), "", publisher="Wire", published=DAY), COMPANIES).claims
        return [(c.kind, c.status, c.origin) for c in claims]

    assert read("Macy's", "Kohl's") == read("Nissan", "Honda") != []


@pytest.mark.parametrize(
    ("toyota", "tencent"),
    [
        ("Toyota Motor 7203", "Tencent 0700"), ("Toyota [7203]", "Tencent [0700]"), ("Toyota 7203 JP", "Tencent 700 HK"),
        ("Toyota (code 7203)", "Tencent 00700"), ("Toyota (7203)", "Tencent Holdings (700)"),
    ],
)  # fmt: skip
def test_codes_that_are_numbers_say_nothing(toyota: str, tencent: str) -> None:
    said = "{} is in talks to buy {}, people familiar with the matter said."
    assert told(said.format(toyota, tencent)) == told(said.format("Toyota", "Tencent")) != []


def test_a_number_that_is_no_code_of_the_company_stays() -> None:
    assert told("Toyota is in talks to buy Suzuki 7203, people familiar with the matter said.") == []


@pytest.mark.parametrize("form", ["N.V./S.A.", "SA/NV", "S.A./N.V.", "NV/SA", "PLC/N.V.", "Ltd/Plc"])
def test_two_forms_of_one_company_are_one_name(form: str) -> None:
    said = f"Zettaron {form} and Honda agreed to merge, the companies said."
    claims = readers.RULES.read(Report("", said, published=DAY), COMPANIES).claims
    assert [[party.name for party in claim.parties] for claim in claims] == [[f"Zettaron {form}", "Honda"]]


@pytest.mark.parametrize(
    ("sort", "kind"),
    [
        ("share purchase", "acquisition"), ("Stock Purchase", "acquisition"), ("sale and purchase", "acquisition"),
        ("asset purchase", "acquisition"), ("securities purchase", "stake"), ("power purchase", "supply"),
    ],
)  # fmt: skip
def test_what_is_purchased_says_of_which_kind_an_agreement_is(sort: str, kind: str) -> None:
    noun = "Agreement" if sort.istitle() else "agreement"
    (claim,) = told(f"Honda and Nissan signed a {sort} {noun}, the companies said.")
    assert claim[1] == kind
