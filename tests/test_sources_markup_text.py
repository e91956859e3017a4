"""Fields that hold markup: what feeds, records and mails escape, wrap and decorate, as text."""

import csv
import io
import json
import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.models import Report
from alliance_cli.sources import Options, read_inputs
from alliance_cli.sources.feeds import read_feed
from alliance_cli.sources.markup_text import as_text, plain

SENTENCE = "Volvo & Saab are in merger talks, two people said."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("H&amp;M and Marks &amp; Spencer", "H&M and Marks & Spencer"),
        ("H&amp;amp;M", "H&M"),
        ("Nestl&eacute;&nbsp;and Danone&#8217;s", "Nestlé and Danone’s"),
        ("Nestl&#xe9;", "Nestlé"),
        ("<p>Volvo and <a href='https://e.com/s' rel=nofollow>Saab</a></p><p>merge.</p>", "Volvo and Saab\n\nmerge."),
        ("Volvo met <em>Saab</em>.\n\nIt was\nearly.", "Volvo met Saab.\n\nIt was\nearly."),
        ("Volvo<br>Saab<br/>Scania", "Volvo\nSaab\nScania"),
        ("&lt;p&gt;Volvo &amp;amp; Saab&lt;/p&gt;", "Volvo & Saab"),
        ("<![CDATA[<p>Volvo</p>]]>", "Volvo"),
        ("&lt;![CDATA[Volvo]]&gt;", "Volvo"),
        ("<![CDATA[Volvo, cut", "Volvo, cut"),
        ("CDATA[Volvo]]", "Volvo"),
        ("<!-- wp:paragraph --><p>Volvo</p><!-- /wp:paragraph -->", "Volvo"),
        ("First.\n\nSecond <strong>one</strong>.\n\n<ul><li>third</li></ul>", "First.\n\nSecond one.\n\nthird"),
    ],
)
def test_markup_is_taken_off_however_often_it_is_escaped(written: str, read: str) -> None:
    assert as_text(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "AT&T, H&M; R&D and Q&A;",
        "Volvo <VOLVb.ST> met Saab <https://e.com/saab>.",
        "a < b, c > d and x<y",
        "Volvo <desk@e.com>",
        "lines\nof\n\ntext",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert as_text(text) == text


@given(st.text(alphabet=st.sampled_from("aB é’&;<>/\n\"'"), max_size=40), st.integers(0, 2))
def test_what_was_escaped_up_to_twice_comes_back(text: str, times: int) -> None:
    written = as_text(text)
    for _ in range(times):
        written = escape(written)
    assert as_text(written) == as_text(text)


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img src=x alt='Volvo merged'><figcaption>Volvo and Saab merged in May.</figcaption></figure>",
        "<p class='wp-caption-text'>Volvo and Saab merged in May.</p>",
        '<div class="article-image__caption"><i>Volvo and Saab merged in May.</i></div>',
        '[caption id="1" align="left"]<img src=x> Volvo and Saab merged in May.[/caption]',
        "<span class=photo-credit>Volvo and Saab merged in May.</span>",
    ],
)
def test_captions_are_no_text(caption: str) -> None:
    assert plain(f"{caption}<p>Volvo and Saab called it off.</p>") == "Volvo and Saab called it off."


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<![CDATA[", "<p class=caption>", "&amp;", "<figcaption>"])
def test_hostile_markup_costs_little(piece: str) -> None:
    start = time.perf_counter()
    as_text(piece * 30_000)
    assert time.perf_counter() - start < 5


HTML = {
    "title": "Volvo &amp; Saab",
    "date": "2025-03-06",
    "source": "Barron&#39;s",
    "url": "https://e.com/a?b=1&amp;c=2",
    "content": "<p>Volvo &amp; Saab are in <b>merger</b> talks,&nbsp;two people said.</p>",
}


def as_json(record: dict[str, str]) -> str:
    return json.dumps([record])


def as_csv(record: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(record))
    writer.writeheader()
    writer.writerow(record)
    return out.getvalue()


def as_json_feed(record: dict[str, str]) -> str:
    item = {"title": record["title"], "date_published": record["date"], "content_text": record["content"]}
    item["url"] = "https://e.com/a?b=1&c=2"
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": record["source"], "items": [item]})


def as_markdown(record: dict[str, str]) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in record.items() if key != "content")
    return f"---\n{head}---\n<u>Volvo</u> &amp; Saab are in <mark>merger</mark> talks, two people said.\n"


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.json", as_json), ("a.jsonl", json.dumps), ("a.csv", as_csv), ("f.json", as_json_feed), ("a.md", as_markdown)],
)
def test_records_hold_html_in_every_format(tmp_path: Path, name: str, write: object) -> None:
    assert callable(write)
    (tmp_path / name).write_text(write(HTML))
    (found,) = read_inputs([str(tmp_path / name)])
    assert isinstance(found, Report)
    assert (found.title, found.publisher, found.text) == ("Volvo & Saab", "Barron's", SENTENCE)
    assert found.url == "https://e.com/a?b=1&c=2"


def feed(item: str) -> Report:
    raw = f'<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>F</title>{item}</channel></rss>'
    (found,) = read_feed(raw.encode(), "f.xml", Options())
    assert isinstance(found, Report)
    return found


@pytest.mark.parametrize(
    "title",
    [
        "<![CDATA[Volvo &amp; Saab]]>",
        "&lt;![CDATA[Volvo &amp;amp; Saab]]&gt;",
        "Volvo &amp;amp; &lt;b&gt;Saab&lt;/b&gt;",
        "Volvo &amp;amp;amp; Saab",
        "<![CDATA[<![CDATA[Volvo & Saab]]]]><![CDATA[>]]>",
    ],
)
def test_titles_of_feeds_that_are_wrapped_or_escaped_twice(title: str) -> None:
    assert feed(f"<item><title>{title}</title></item>").title == "Volvo & Saab"


def test_a_text_that_is_escaped_twice_has_no_tags() -> None:
    text = escape(escape("<p>Volvo &amp; Saab are in <b>merger</b> talks, two people said.</p>"))
    assert feed(f"<item><title>T</title><description>{text}</description></item>").text == SENTENCE


LONG = "Volvo and Saab said in December that they had agreed on a merger, at a conference in Lund."


@pytest.mark.parametrize(
    "media",
    [
        f"<media:content url='a.jpg'/><media:description>{LONG}</media:description>",
        f"<media:content url='a.jpg'><media:description type='html'>{LONG}</media:description></media:content>",
        f"<media:group><media:text>{LONG}</media:text><media:description>{LONG}</media:description></media:group>",
        f"<image><url>a.jpg</url><title>{LONG}</title><description>{LONG}</description></image>",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_describes_a_picture_is_not_the_story(media: str, *, first: bool) -> None:
    told = "<description>Volvo and Saab called it off.</description>"
    found = feed(f"<item><title>T</title>{media + told if first else told + media}</item>")
    assert (found.title, found.text) == ("T", "Volvo and Saab called it off.")


def test_a_film_without_any_other_text_is_described_by_its_own() -> None:
    found = feed(
        f"<item><title>T</title><media:group><media:description>{LONG}</media:description></media:group></item>"
    )
    assert found.text == LONG
