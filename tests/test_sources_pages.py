"""Web pages: what is taken from an article, and what stands in its place."""

import base64
import json
import re
import time
from pathlib import Path

import pytest

from alliance_cli import package_data
from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.headlines import place_of
from alliance_cli.sources.page_titles import without_site
from alliance_cli.sources.pages import read_page
from alliance_cli.sources.urls import host_name
from alliance_cli.sources.worker import Worker, from_json, to_json

URL = "https://www.example.com/autos/ford-vw?utm_source=mail"
PARAGRAPHS = [
    "Ford Motor and Volkswagen are exploring a wide tie-up that would start with vans and could later reach electric "
    "cars, two people who know of the talks said on Tuesday, asking not to be named because nothing is settled yet.",
    "The two would share the cost of a platform for medium pickups, one of them said. A memorandum could be signed "
    "before the summer, though the talks may still end without any agreement at all, both people said.",
    "A spokesman for Volkswagen declined to comment. Ford said that it speaks with many companies about many things "
    "and does not comment on what it calls speculation about its plans in Europe or in South America.",
    "Shares of both rose on the news. Analysts have long held that smaller makers will have to pool their spending "
    "on batteries and software as sales in the largest markets level off and rules on emissions become stricter.",
]


def page(
    paragraphs: list[str] | None = None,
    head: str = "",
    title: str = "Ford, VW explore tie-up in vans | Example News",
    after: str = "",
) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in (PARAGRAPHS if paragraphs is None else paragraphs))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/autos'>Autos</a></nav>"
        f"<main><article><h1>{title.partition(' | ')[0]}</h1>{body}</article>{after}</main>"
        "<footer>© Example News. <a href='/privacy'>Privacy policy</a></footer></body></html>"
    ).encode()


def linked(**values: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ford, VW explore tie-up in vans"}
    return f'<script type="application/ld+json">{json.dumps(node | values)}</script>'


def read(raw: bytes, url: str = URL, **options: object) -> Item:
    return read_page(raw, url, Options(**options), url=url)  # type: ignore[arg-type]


def report(raw: bytes, url: str = URL, **options: object) -> Report:
    item = read(raw, url, **options)
    assert isinstance(item, Report), item
    return item


class TestArticle:
    def test_text_title_and_address(self) -> None:
        found = report(page())
        assert found.title == "Ford, VW explore tie-up in vans"
        assert found.text.split("\n")[-4:] == PARAGRAPHS
        assert "Privacy policy" not in found.text
        assert found.url == "https://www.example.com/autos/ford-vw"
        assert found.publisher == "example.com"

    def test_json_ld_comes_first(self) -> None:
        head = linked(datePublished="2018-06-19T23:30:00-04:00", publisher={"name": "Example News"})
        head += '<meta property="article:published_time" content="2018-06-21T00:00:00Z">'
        found = report(page(head=head))
        assert found.publisher == "Example News"
        assert found.published is not None
        assert found.published.at.isoformat() == "2018-06-19T23:30:00-04:00"
        assert found.published.source == "metadata"

    def test_json_ld_in_a_graph_with_references(self) -> None:
        graph = {
            "@graph": [
                {"@type": "Organization", "@id": "#o", "name": "Example &amp; Sons"},
                {"@type": ["Thing", "NewsArticle"], "headline": "A &quot;B&quot;", "publisher": {"@id": "#o"}},
            ]
        }
        found = report(page(title="x", head=f'<script type="application/ld+json">{json.dumps(graph)};</script>'))
        assert (found.title, found.publisher) == ('A "B"', "Example & Sons")

    def test_broken_json_ld_is_passed_over(self) -> None:
        head = '<script type="application/ld+json">{"@type": "NewsArticle", oops</script>'
        head += '<meta property="article:published_time" content="2018-06-21T08:00:00Z">'
        found = report(page(head=head))
        assert found.published is not None
        assert found.published.day.isoformat() == "2018-06-21"

    def test_a_date_seen_on_the_page(self) -> None:
        found = report(page().replace(b"</h1>", b"</h1><time datetime='2018-06-19'>19 June</time>"))
        assert found.published is not None
        assert (found.published.day.isoformat(), found.published.source) == ("2018-06-19", "page")

    def test_a_guessed_date_is_flagged(self) -> None:
        found = report(page([*PARAGRAPHS, "Published June 19, 2018"]))
        assert found.published is not None
        assert "guessed" in found.published.flags

    def test_no_date_is_none(self) -> None:
        assert report(page()).published is None

    def test_a_date_with_two_readings_needs_the_hint(self) -> None:
        raw = page(head=linked(datePublished="01/02/2025"))
        fault = read(raw)
        assert isinstance(fault, Fault)
        assert (fault.kind, fault.raw) == ("date", raw)
        found = report(raw, day_first=True)
        assert found.published is not None
        assert found.published.day.isoformat() == "2025-02-01"

    @pytest.mark.parametrize(
        ("link", "address"),
        [
            ("https://www.example.com/autos/2018/ford-vw", "https://www.example.com/autos/2018/ford-vw"),
            ("/autos/2018/ford-vw", "https://www.example.com/autos/2018/ford-vw"),
            ("https://evil.test/autos", "https://www.example.com/autos/ford-vw"),
            ("https://www.example.com/", "https://www.example.com/autos/ford-vw"),
            ("javascript:alert(1)", "https://www.example.com/autos/ford-vw"),
        ],
    )
    def test_canonical_links_of_the_same_site(self, link: str, address: str) -> None:
        assert report(page(head=f'<link rel="canonical" href="{link}">')).url == address

    def test_links_are_relative_to_the_base_of_the_page(self) -> None:
        head = '<base href="/autos/2018/"><link rel="canonical" href="ford-vw">'
        assert report(page(head=head)).url == "https://www.example.com/autos/2018/ford-vw"

    def test_encodings(self) -> None:
        text = [paragraph.replace("Volkswagen", "Škoda – “VW”") for paragraph in PARAGRAPHS]
        for name in ("windows-1250", "utf-16"):
            raw = page(text).decode().replace("charset='utf-8'", f"charset='{name}'").encode(name)
            assert "Škoda – “VW”" in report(raw).text
        lying = page(text).replace(b"charset='utf-8'", b"charset='iso-8859-1'")
        assert "Škoda – “VW”" in report(lying).text

    def test_an_article_about_cookies_is_an_article(self) -> None:
        about = [
            "Regulators fined the company for asking readers to accept all cookies without a choice. "
            "The banner said 'we value your privacy', which the regulator called misleading to most of them.",
            "Cookie settings were hidden behind three screens, according to the ruling, and a captcha asked "
            "readers to verify you are human before they could refuse.",
        ]
        assert report(page(PARAGRAPHS + about, title="Fine for consent banners")).text

    def test_a_menu_is_not_taken_for_the_article(self) -> None:
        sections = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(14))
        body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        raw = (
            f"<html><head><title>Vans</title></head><body><div class='header'><ul>{sections}</ul></div><div id='main'>"
            f"<aside id='secondary'><section><article><h1>Vans</h1>{body}</article></section></aside></div></body></html>"
        )
        assert report(raw.encode()).text.split("\n") == PARAGRAPHS

    def test_links_to_other_stories_are_no_text(self) -> None:
        links = [
            "Read more: <a href='/2'>Toyota to buy Suzuki for eight billion</a>",
            "<strong><a href='/3'>GM AND HYUNDAI SIGN A PACT ON VANS</a></strong>",
        ]
        inline = "The <a href='/4'>agreement between Renault and Nissan</a> is older, an analyst said."
        text = report(page([PARAGRAPHS[0], links[0], *PARAGRAPHS[1:], links[1], inline])).text
        assert text.split("\n") == [*PARAGRAPHS, "The agreement between Renault and Nissan is older, an analyst said."]

    def test_the_headline_is_no_part_of_the_text(self) -> None:
        assert report(page()).text.split("\n") == PARAGRAPHS

    def test_lines_broken_by_hand_are_an_article(self) -> None:
        lines = [" ".join(words) for text in PARAGRAPHS for words in _in_tens(text)]
        raw = f"<html><head><title>Vans</title></head><body><pre>{chr(10).join(lines)}</pre></body></html>".encode()
        assert "Ford Motor and Volkswagen" in report(raw).text

    def test_title_without_the_site(self) -> None:
        assert without_site("Ford, VW in talks - Example News", ["Example News"]) == "Ford, VW in talks"
        assert without_site("Ford - VW - what next", ["example.com"]) == "Ford - VW - what next"


def _in_tens(text: str) -> list[list[str]]:
    words = text.split()
    return [words[at : at + 10] for at in range(0, len(words), 10)]


def dated(raw: bytes, url: str = URL, **options: object) -> tuple[str, tuple[str, ...]]:
    """The day of publication and the flags of a page."""
    published = report(raw, url, **options).published
    return (published.day.isoformat(), published.flags) if published else ("", ())


def below_headline(html: str, raw: bytes = b"") -> bytes:
    return (raw or page()).replace(b"</h1>", b"</h1>" + html.encode())


class TestDates:
    """Which of the dates on a page is that of its publication."""

    @pytest.mark.parametrize(
        "line",
        [
            "By Jane Roe — March 6, 2025",
            "Published March 6, 2025 at 10:00 a.m. ET | Updated March 9, 2025",
            "Updated: 9 March 2025. Published: 6 March 2025",
            "Veröffentlicht am 06.03.2025",
            "2025年3月6日",
            "掲載 2025/03/06",
            "<time datetime='2025-03-06T09:00:00+09:00'>Thursday</time>",
            "<time class='updated' datetime='2025-03-09'></time><time itemprop='datePublished' datetime='2025-03-06'></time>",
        ],
    )
    def test_near_the_headline(self, line: str) -> None:
        assert dated(below_headline(f"<p>{line}</p>"))[0] == "2025-03-06"

    @pytest.mark.parametrize(
        "beside",
        [
            "<aside><ul><li><time datetime='2025-11-20T10:00:00Z'>20 Nov</time> <a href='/a'>Other</a></li></ul></aside>",
            "<section class='comments'><p>First! <time pubdate datetime='2025-11-20T10:00:00Z'>20 Nov</time></p></section>",
            "<blockquote class='instagram-media'><time datetime='2018-03-12T19:30:12Z'>12 Mar</time></blockquote>",
            "<div class='sidebar'><p>Published 20 November 2025</p></div>",
            "<article><h2>Other story</h2><time datetime='2025-11-20'>20 Nov</time></article>",
        ],
        ids=["aside", "comment", "embed", "sidebar", "other-article"],
    )
    def test_not_of_something_else(self, beside: str) -> None:
        raw = page(after=beside)
        assert dated(below_headline("<p>Published 6 March 2025</p>", raw))[0] == "2025-03-06"
        assert dated(raw)[0] in {"", "2025-03-06"} or "guessed" in dated(raw)[1]

    def test_a_dateline(self) -> None:
        first = "TOKYO, Nov. 13, 2025 (EXAMPLE WIRE) -- " + PARAGRAPHS[0]
        assert dated(page([first, *PARAGRAPHS[1:]])) == ("2025-11-13", ())

    def test_none_rather_than_a_wrong_one(self) -> None:
        assert dated(page(after="<footer>Copyright 2026 Example News</footer>"))[0] == ""
        history = "The two had formed a venture for batteries on March 5, 2019, which they ended two years later. "
        assert dated(page([*PARAGRAPHS, history + PARAGRAPHS[1]]))[0] == ""
        assert dated(page(head=linked(datePublished="1970-01-01T00:00:00Z")))[0] == ""

    def test_a_day_with_two_readings(self) -> None:
        raw = below_headline("<p>Published 11/12/2025</p>").replace(b"<html>", b"<html lang='en'>")
        fault = read(raw)
        assert isinstance(fault, Fault)
        assert "--month-first" in fault.reason
        assert dated(raw, day_first=True)[0] == "2025-12-11"
        assert dated(raw, day_first=False)[0] == "2025-11-12"

    def test_two_readings_settled_by_the_language_or_by_another_date(self) -> None:
        raw = below_headline("<p>Published 11/12/2025</p>")
        assert dated(raw.replace(b"<html>", b"<html lang='en-US'>"))[0] == "2025-11-12"
        assert dated(raw.replace(b"<html>", b"<html lang='it'>"))[0] == "2025-12-11"
        assert dated(raw, "https://example.com/2025/11/12/ford-vw")[0] == "2025-11-12"
        assert dated(below_headline("<p>11.12.2025</p>"))[0] == "2025-12-11"

    def test_the_day_where_the_outlet_is(self) -> None:
        stated = '<meta property="article:published_time" content="2023-11-09T03:28:35Z">'
        local = '<meta name="sailthru.date" content="2023-11-08 22:28:35">'
        published = report(page(head=stated + local)).published
        assert published is not None
        assert published.at.isoformat() == "2023-11-08T22:28:35-05:00"
        assert dated(page(head=stated), "https://example.com/2023/11/08/ford-vw")[0] == "2023-11-08"
        assert dated(page(head=stated))[0] == "2023-11-09"
        assert dated(page(head=stated), "https://example.com/2023/11/06/ford-vw")[0] == "2023-11-09"

    def test_what_readers_see_goes_before_data_that_say_another_day(self) -> None:
        raw = below_headline("<p>By Jane Roe, 6 March 2025</p>", page(head=linked(datePublished="2025-02-20")))
        assert dated(raw) == ("2025-03-06", ("disputed",))
        raw = below_headline("<p>By Jane Roe, 6 March 2025</p>", page(head=linked(datePublished="2019-02-20")))
        assert dated(raw) == ("2019-02-20", ("disputed",))

    def test_a_change_long_after_is_said(self) -> None:
        raw = below_headline("<p>Updated 9 March 2025</p>", page(head=linked(datePublished="2025-02-20")))
        assert dated(raw) == ("2025-02-20", ("changed:2025-03-09",))

    def test_a_change_in_the_data_counts_where_no_date_is_shown(self) -> None:
        raw = page(head=linked(datePublished="2025-02-20", dateModified="2025-03-09"))
        assert dated(raw) == ("2025-02-20", ("changed:2025-03-09",))
        assert dated(below_headline("<p>20 February 2025</p>", raw)) == ("2025-02-20", ())

    @pytest.mark.parametrize(
        "sentence", ["The two formed an alliance on 5 March 2019.", "The venture would begin on 1 January 2027."]
    )
    def test_a_day_in_a_short_sentence_is_no_date_of_the_page(self, sentence: str) -> None:
        assert report(page(f"<p>{sentence}</p>{PARAGRAPHS}")).published is None

    def test_odd_stamps(self) -> None:
        assert dated(page(head=linked(datePublished="20200414T00:38:07Z")))[0] == "2020-04-14"
        assert dated(page(head=linked(datePublished="2020-09-26T12:07:40+02:00CET")))[0] == "2020-09-26"


class TestTitle:
    def test_the_name_of_the_outlet_above_the_page_is_no_title(self) -> None:
        raw = page(title="Ford, VW explore tie-up in vans - Harbour Post").replace(b"<h1>", b"<h2>")
        raw = raw.replace(b"</h1>", b"</h2>").replace(
            b"<nav>", b"<header><h1><a href='/'>Harbour Post</a></h1></header><nav>"
        )
        assert report(raw).title == "Ford, VW explore tie-up in vans"

    @pytest.mark.parametrize(
        ("window", "above", "head"),
        [
            ("Harbour Post - {}", "<h1>Harbour Post</h1>", ""),
            ("Harbour Post » {}", "", ""),
            ("Harbour Post | Business | {}", "<h1>Harbour Post</h1><h2>Business</h2>", ""),
            ("Harbour Post: {}", "<h1>Harbour Post</h1>", ""),
            ("{} – Harbour Post", "", ""),
            ("{}ㅣHarbour Post", "<h1>Harbour Post</h1>", ""),
            ("{} :: Some Blog", "<h1>Some Blog</h1><h2>Notes from the coast</h2>", ""),
            ("Harbour Post", "", ""),
            ("", "<h1>Harbour Post</h1>", ""),
            ("{}", "", "<meta property='og:title' content='Harbour Post'><meta property='og:site_name' content='Harbour Post'>"),
            ("{}", "", "<meta property='og:title' content='Vans - {}'>"),
            ("{} | Harbour Post", "<h1>We value your privacy</h1>", ""),
        ],
    )  # fmt: skip
    def test_what_names_the_site_or_a_part_of_it_is_no_title(self, window: str, above: str, head: str) -> None:
        story = "Ford, VW explore tie-up in vans"
        raw = page(title=window.format(story), head=head.replace("{}", story)).decode()
        raw = re.sub(r"<h1>.*?</h1>", f"<h2>{story}</h2>", raw)
        assert report(raw.replace("<nav>", f"{above}<nav>").encode(), "https://harbour.example/vans/1").title == story

    def test_a_picture_that_leads_home_names_the_site(self) -> None:
        raw = page(title="Harbour Post - Ford, VW explore tie-up in vans")
        raw = re.sub(rb"<h1>.*?</h1>", b"<h1><a href='/'><img alt='Harbour Post logo'></a></h1>"
                     b"<h2>Ford, VW explore tie-up in vans</h2>", raw)  # fmt: skip
        assert report(raw).title == "Ford, VW explore tie-up in vans"

    def test_a_heading_that_says_another_thing_than_the_window(self) -> None:
        raw = page(title="Ford, VW explore tie-up in vans - Harbour Post")
        raw = raw.replace(b"<h1>Ford, VW explore tie-up in vans - Harbour Post<", b"<h1>Information and Resources<")
        assert report(raw).title.startswith("Ford, VW explore tie-up in vans")

    def test_what_is_made_for_search_engines_gives_way(self) -> None:
        window = "Ford VW vans: what the tie-up means for buyers"
        shared = '<meta property="og:title" content="Ford and VW think about vans together">'
        assert (
            report(page(title=window, head=shared + linked(headline=window))).title
            == "Ford and VW think about vans together"
        )
        shared = f'<meta property="og:title" content="{window}">'
        assert report(page(title=window, head=shared + linked())).title == "Ford, VW explore tie-up in vans"

    def test_a_name_of_the_outlet_behind_the_headline(self) -> None:
        shared = '<meta property="og:title" content="Ford, VW explore tie-up in vans ｜ The Harbour | by A. Writer">'
        assert report(page(head=shared)).title == "Ford, VW explore tie-up in vans"

    @pytest.mark.parametrize(
        ("url", "title"),
        [
            ("https://www.cnbc.com/2025/03/06/vans.html", "Ford and VW said to think about vans together"),
            ("https://amp.cnbc.com/vans", "Ford and VW said to think about vans together"),
            ("https://www.spiegel.de/auto/vans-a-1", "Vans of Ford and VW: what is known"),
            ("https://www.bbc.co.uk/news/business-1", "Two carmakers, one van"),
            ("https://www.golem.de/news/vans-1.html", "Ford, VW: Vans für alle"),
            ("https://notspiegel.de/auto/vans-a-1", "Ford and VW said to think about vans together"),
        ],
    )
    def test_an_outlet_whose_headlines_stand_in_a_known_place(self, url: str, title: str) -> None:
        statements = (
            linked(headline="Ford and VW said to think about vans together"),
            '<meta property="og:title" content="Vans of Ford and VW: what is known">',
            '<meta name="title" content="Ford, VW: Vans für alle - Golem.de">',
        )
        raw = page(head="".join(statements)).replace(
            b"<h1>Ford, VW explore tie-up in vans<", b"<h1>Two carmakers, one van<"
        )
        assert report(raw, url).title == title

    @pytest.mark.parametrize("said", ["", "DER SPIEGEL", "Ford, VW explore tie-up in vans | DER SPIEGEL"])
    def test_where_that_place_says_no_more_than_the_site_the_others_count(self, said: str) -> None:
        head = f'<meta property="og:title" content="{said}"><meta property="og:site_name" content="DER SPIEGEL">'
        assert (
            report(page(head=head), "https://www.spiegel.de/auto/vans-a-1").title == "Ford, VW explore tie-up in vans"
        )

    def test_of_several_headings_none_is_the_place(self) -> None:
        raw = page(title="Two carmakers, one van - BBC").replace(
            b"<nav>", b"<h1>Live reporting from the plant</h1><nav>"
        )
        assert report(raw, "https://www.bbc.co.uk/news/business-1").title.startswith("Two carmakers, one van")

    def test_the_list_of_outlets_names_hosts_and_places_that_are_looked_at(self) -> None:
        rows = package_data.rows("sources/headlines.tsv")
        assert len(rows) > 150
        assert len({host for host, _ in rows}) == len(rows)
        assert all(place_of(host) == place and host == host_name(f"https://{host}/") for host, place in rows)
        assert all(place in {"linked", "shared", "window", "heading"} or place.startswith("meta:") for _, place in rows)

    def test_a_line_above_the_headline(self) -> None:
        raw = page(head='<meta property="og:title" content="Ford, VW explore tie-up in vans">')
        raw = raw.replace(b"<h1>", b"<h1>Carmakers - ")
        assert report(raw).title == "Ford, VW explore tie-up in vans"


def fault_kind(raw: bytes) -> str:
    item = read(raw)
    assert isinstance(item, Fault), item
    assert item.raw == raw
    return item.kind


class TestWalls:
    def test_challenge(self) -> None:
        raw = page(["Checking if the site connection is secure. Enable JavaScript and cookies to continue."])
        assert (
            fault_kind(raw.replace(b"Ford, VW explore tie-up in vans | Example News", b"Just a moment..."))
            == "challenge"
        )
        raw = page(
            ["We have seen unusual activity. Please confirm you are human by clicking the box."], title="Example"
        )
        assert fault_kind(raw) == "challenge"

    def test_consent(self) -> None:
        said = (
            "We value your privacy. We and our partners store and/or access information on a device, such as cookies, "
            "and process personal data for personalised ads and content, ad and content measurement. You may withdraw "
            "your consent at any time in our privacy policy. Some partners rely on legitimate interest. "
        )
        assert (
            fault_kind(page([said, "Accept all or manage your choices below."], title="Your privacy choices")) == "wall"
        )
        assert fault_kind(page([said * 4], title="Example News")) == "wall"

    def test_teaser(self) -> None:
        first = PARAGRAPHS[:1]
        assert fault_kind(page([*first, "Subscribe to continue reading this story."])) == "teaser"
        assert (
            fault_kind(page(first, after="<div class='gate'>This article is for subscribers only.</div>")) == "teaser"
        )
        assert fault_kind(page(first, head=linked(isAccessibleForFree="False"))) == "teaser"
        assert fault_kind(page(first, head=linked(wordCount=900))) == "teaser"
        assert (
            fault_kind(page(["日産とホンダが協議を始めた。" * 8, "この記事は有料会員限定です。残り800文字"]))
            == "teaser"
        )

    def test_teasers_that_are_cut_off_or_offer_plans(self) -> None:
        offers = "<div>Keep reading for $1. Get unlimited access. Already a subscriber? Sign in.</div>"
        assert fault_kind(page(PARAGRAPHS[:1], after=offers)) == "teaser"
        login = "<div>Already a subscriber? Log in</div>"
        assert fault_kind(page([PARAGRAPHS[0] + " The talks began..."], after=login)) == "teaser"
        assert report(page(PARAGRAPHS[:2], after=login)).text

    def test_a_brief_is_an_article(self) -> None:
        assert report(
            page(["Ford says it is not in talks with VW about a merger.", "It spoke in a statement on Monday."])
        )

    @pytest.mark.parametrize(
        "beside",
        [
            "<aside><ul><li><a href='/x'>For subscribers only: inside the boardroom</a></li></ul></aside>",
            "<section class='comments'><p>Our comments are exclusively for subscribers.</p></section>",
            "<form>Please verify you are human <input name='captcha'> solve this captcha</form>",
            "<p>Want more stories like this? Subscribe today, cancel anytime. Become a member.</p>",
        ],
        ids=["link", "comments", "captcha", "offer"],
    )
    def test_a_brief_beside_other_things_is_an_article(self, beside: str) -> None:
        brief = [
            "Ford says it is not in talks with VW about a merger.",
            "It spoke in a statement on Monday.",
            "A spokesman for VW declined to comment.",
        ]
        assert "declined to comment" in report(page(brief, after=beside)).text

    def test_a_paid_part_that_was_delivered_is_an_article(self) -> None:
        part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
        head = linked(isAccessibleForFree=False, hasPart=part)
        whole = page(PARAGRAPHS[:1], head=head)
        assert fault_kind(whole) == "teaser"
        paid = f"<div class='paid'>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS[1:3])}</div></article>".encode()
        assert PARAGRAPHS[2] in report(whole.replace(b"</article>", paid)).text

    def test_a_gate_in_an_aside_is_seen(self) -> None:
        gate = "<aside class='paywall'>To continue reading, log in.</aside>"
        assert fault_kind(page(PARAGRAPHS[:1], after=gate)) == "teaser"

    def test_a_page_kept_from_some_countries(self) -> None:
        said = (
            "It is not available in your region. Access cannot be granted at this time to the European Economic Area."
        )
        assert fault_kind(page([said], title="451: Unavailable due to legal reasons")) == "error-page"

    def test_a_paid_article_in_full_is_an_article(self) -> None:
        assert report(page(PARAGRAPHS * 3, head=linked(isAccessibleForFree=False))).text

    def test_error_page(self) -> None:
        raw = page(["Sorry, the page you are looking for could not be found."], title="Page not found | Example News")
        assert fault_kind(raw) == "error-page"
        raw = page(["The service is temporarily unavailable. Please try again later."], title="503 Service Unavailable")
        assert fault_kind(raw) == "error-page"

    def test_an_article_about_errors_is_an_article(self) -> None:
        assert report(page(title="Error in Ford plant halts vans")).text

    def test_no_article(self) -> None:
        headlines = "".join(f"<li><a href='/{n}'>Carmaker number {n} in talks with another</a></li>" for n in range(60))
        raw = f"<html><head><title>Autos</title></head><body><ul>{headlines}</ul></body></html>".encode()
        assert fault_kind(raw) == "no-article"
        assert fault_kind(b"<html><body><div id='root'></div><script>app()</script></body></html>") == "no-article"

    @pytest.mark.parametrize("raw", [b"", b" \n", b"%PDF-1.7\n\0\xff" * 50, bytes(range(256)), b"just text", b"<"])
    def test_no_page_at_all(self, raw: bytes) -> None:
        assert isinstance(read(raw), Fault)


class TestHostile:
    @pytest.mark.parametrize(
        "raw",
        [
            b"<html><body>" + b"<div>" * 100_000,
            b"<html><body>" + b"<DIV x>" * 100_000 + b"text",
            b"<p " + b" ".join(b"a%d" % n for n in range(100_000)) + b">x</p>",
            b"<p>" + b"word " * 500_000,
            b"<html>" + b"x" * (9 << 20),
        ],
        ids=["nested", "nested-upper", "attributes", "one-paragraph", "large"],
    )
    def test_refused_at_once(self, raw: bytes) -> None:
        start = time.perf_counter()
        item = read(raw)
        assert isinstance(item, Fault)
        assert item.kind in {"markup", "too-large"}
        assert time.perf_counter() - start < 60

    @pytest.mark.parametrize(
        "raw",
        [
            b"<script>" * 50_000,
            b"<!--" * 50_000,
            b"<a '\"" * 50_000,
            b"<" * 200_000,
            b"<a href='" * 50_000,
            b"&" * 200_000,
        ],
    )
    def test_the_guard_is_linear(self, raw: bytes) -> None:
        start = time.perf_counter()
        read(raw)
        assert time.perf_counter() - start < 60

    def test_escape_sequences_do_not_get_through(self) -> None:
        found = report(page(head=linked(headline="Ford\u001b[31m VW \u0000x"), title="y"))
        assert found.title == "Ford[31m VW x"


class TestWorker:
    def test_reads_like_the_function(self) -> None:
        raw = page(head=linked(datePublished="2018-06-19T23:30:00-04:00"))
        with Worker() as worker:
            assert worker.read("page", raw, URL, Options(), url=URL) == [read(raw)]
            assert worker.read("page", b"", "x", Options())[0] == read(b"", "x")

    def test_what_takes_too_long_is_ended_and_the_next_is_read(self) -> None:
        slow = page(["Ford and VW talk. " * 20] * 3000)
        with Worker(seconds=0.05) as hasty:
            (item,) = hasty.read("page", slow, "slow", Options())
        assert isinstance(item, Fault)
        assert (item.kind, item.raw, item.reason) == ("hostile", slow, "reading it took more than 0.05 seconds")
        with Worker() as worker:
            worker.read("page", page(), "x", Options())
            worker.close()
            assert isinstance(worker.read("page", page(), "x", Options())[0], Report)

    def test_items_survive_the_way(self) -> None:
        raw = page(head=linked(datePublished="01/02/2025"))
        for item in (read(raw), read(page()), read(page(head=linked(datePublished="2025-02-01")))):
            assert from_json(json.loads(json.dumps(to_json(item))), raw) == item


def test_saved_pages_among_the_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.htm").write_bytes(page(["Page not found"], title="404"))
    items = list(read_inputs([str(tmp_path)]))
    assert [type(item) for item in items] == [Report, Fault]


def test_pages_as_browsers_save_them(tmp_path: Path) -> None:
    comment = b"<!-- saved from url=(0035)https://www.example.com/autos/ford-vw -->\r\n"
    (tmp_path / "a.html").write_bytes(page().replace(b"<html>", comment + b"<html>"))
    archive = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://www.example.com/autos/ford-vw\r\n"
        b'Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://www.example.com/autos/ford-vw\r\n\r\n"
        + base64.encodebytes(page())
        + b"\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    (tmp_path / "b.mhtml").write_bytes(archive)
    (tmp_path / "c.mht").write_bytes(b"nothing")
    items = list(read_inputs([str(tmp_path)]))
    urls = [item.url if isinstance(item, Report) else item.kind for item in items]
    assert urls == ["https://www.example.com/autos/ford-vw"] * 2 + ["no-article"]


@pytest.mark.parametrize(
    "written",
    [
        "เผยแพร่ 6 มีนาคม 2568",
        "6 มี.ค. 2568 10:00 น.",
        "प्रकाशित: 6 मार्च 2025",
        "令和7年3月6日",
        "民國114年3月6日",
        "০৬ মার্চ ২০২৫",
    ],
)
def test_days_in_other_letters_and_years(written: str) -> None:
    raw = page().replace(b"</h1>", f"</h1><p class=date>{written}</p>".encode())
    found = report(raw).published
    assert found is not None
    assert found.day.isoformat() == "2025-03-06"


@pytest.mark.parametrize("tag", ["span", "div", "p", "b"])
def test_a_change_that_microdata_marks_is_no_publication(tag: str) -> None:
    marked = f"<meta itemprop='datePublished' content='2025-03-06T10:00:00Z'><{tag} itemprop='dateModified'>March 9, 2025</{tag}>"
    found = report(page().replace(b"</h1>", f"</h1>{marked}".encode()))
    assert found.published is not None
    assert (found.published.day.isoformat(), found.published.flags) == ("2025-03-06", ("changed:2025-03-09",))


@pytest.mark.parametrize("line", ["TOKYO (March 6, 2025) –", "TOKYO, March 6, 2025 –", "PARIS, 6 March 2025 /Wire/ --"])
def test_a_dateline_with_its_day_in_brackets(line: str) -> None:
    found = report(page([f"{line} {PARAGRAPHS[0]}", *PARAGRAPHS[1:]]))
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"
