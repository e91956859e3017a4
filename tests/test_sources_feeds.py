"""Feeds: RSS, Atom and JSON Feed to reports."""

import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, feed_parts, read_inputs
from alliance_cli.sources.feeds import about_feed, feed_links, read_feed
from alliance_cli.sources.following import is_teaser
from alliance_cli.sources.worker import Worker
from tests.sizes import examples

URL = "https://e.com/feed.xml"


def rss(*items: str, title: str = "Example &amp; Co", head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    link = "<link>https://e.com/</link>"
    return f'{head}<rss version="2.0" {space}><channel><title>{title}</title>{link}{body}</channel></rss>'


def read(raw: str | bytes, **about: str) -> list[Item]:
    content = raw.encode() if isinstance(raw, str) else raw
    return list(read_feed(content, URL, Options(), **({"url": URL} | about)))


def reports(raw: str | bytes, **about: str) -> list[Report]:
    return [item for item in read(raw, **about) if isinstance(item, Report)]


class TestFormats:
    def test_rss(self) -> None:
        entry = (
            "<title>Ford &amp;amp; VW</title><link>/a?utm_source=rss</link><guid isPermaLink='false'>tag:1</guid>"
            "<pubDate>Tue, 19 Jun 2018 22:30:00 -0400</pubDate><description>Short.</description>"
            "<content:encoded><![CDATA[<p>Ford &amp; VW <b>talk</b>.</p><p>More.</p>"
            "<script>x()</script>]]></content:encoded>"
        )
        (found,) = reports(rss(entry))
        assert (found.title, found.text) == ("Ford & VW", "Ford & VW talk.\n\nMore.")
        assert (found.url, found.record_id, found.publisher) == ("https://e.com/a", "tag:1", "Example & Co")
        assert found.published is not None
        assert (found.published.at.isoformat(), found.published.source) == ("2018-06-19T22:30:00-04:00", "feed")
        assert found.locator == f"{URL}#1"

    def test_atom(self) -> None:
        raw = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry>
            <id>urn:1</id><title type="html">Ford &amp;lt;VW&amp;gt; &lt;b&gt;talk&lt;/b&gt;</title>
            <link rel="self" href="https://e.com/self"/><link href="https://e.com/b#top"/>
            <published>2018-06-19T08:00:00+09:00</published><updated>2018-06-20T08:00:00Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>
            </entry></feed>"""
        (found,) = reports(raw)
        assert found.title == "Ford <VW> talk"
        assert found.text == "One.\n\nTwo."
        assert found.url == "https://e.com/b"
        assert found.published is not None
        assert found.published.at.isoformat() == "2018-06-19T08:00:00+09:00"

    def test_rdf_and_rss_091(self) -> None:
        rdf = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">
            <title>Example</title></channel><item rdf:about="https://e.com/1"><title>T</title><link>https://e.com/1</link>
            <dc:date>2018-06-19T08:00:00Z</dc:date></item></rdf:RDF>"""
        (found,) = reports(rdf)
        assert found.published is not None
        old = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
            "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>E</title>
            <item><title>Old</title><link>https://e.com/2</link></item></channel></rss>"""
        assert [item.title for item in reports(old)] == ["Old"]

    def test_json_feed(self, tmp_path: Path) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Example",
            "items": [
                {"id": 7, "url": "/x", "content_html": "<p>A &amp; B</p>", "date_published": "2018-06-19T08:00:00Z"},
                {"id": "8", "title": "T", "date_published": "01/02/2025"},
                "odd",
            ],
        }
        items = read(json.dumps(feed))
        assert [type(item) for item in items] == [Report, Fault, Fault]
        assert isinstance(items[0], Report)
        assert (items[0].text, items[0].url, items[0].record_id) == ("A & B", "https://e.com/x", "7")
        path = tmp_path / "feed.json"
        path.write_text(json.dumps(feed))
        assert len(list(read_inputs([str(path)]))) == 3

    def test_saved_feeds_among_the_inputs(self, tmp_path: Path) -> None:
        for name in ("a.xml", "b.rss"):
            (tmp_path / name).write_text(rss("<title>A</title>"))
        assert [type(item) for item in read_inputs([str(tmp_path)])] == [Report, Report]


class TestEntries:
    def test_the_outlet_that_an_aggregator_names(self) -> None:
        (found,) = reports(rss("<title>A - B - Reuters</title><source url='https://r.com'>Reuters</source>"))
        assert (found.title, found.publisher) == ("A - B", "Reuters")
        (found,) = reports(rss("<title>A</title><source url='https://r.com'>Reuters</source>"), publisher="Mine")
        assert found.publisher == "Mine"

    @pytest.mark.parametrize(("named", "outlet"), [("Harbour Post", "Harbour Post"), ("desk@e.com", "Example & Co")])
    def test_the_publisher_of_an_entry_is_its_outlet(self, named: str, outlet: str) -> None:
        (found,) = reports(rss(f"<title>Ford and VW</title><dc:publisher>{named}</dc:publisher>"))
        assert found.publisher == outlet

    def test_links_out_of_redirectors(self) -> None:
        link = "https://www.google.com/url?rct=j&amp;url=https://e.com/story%3Fid%3D1&amp;ct=ga"
        (found,) = reports(rss(f"<title>A</title><link>{link}</link>"))
        assert found.url == "https://e.com/story?id=1"

    def test_an_empty_entry_leaves_the_rest(self) -> None:
        items = read(rss("<title></title><link>https://e.com/1</link>", "<title>B</title>"))
        assert [type(item) for item in items] == [Fault, Report]
        assert isinstance(items[0], Fault)
        assert b"https://e.com/1" in (items[0].raw or b"")

    def test_no_entries_is_no_fault(self) -> None:
        assert read(rss()) == []

    def test_teasers(self) -> None:
        (short, long) = reports(
            rss(
                "<title>A</title><link>https://e.com/1</link>",
                f"<title>B</title><description>{'x y ' * 300}.</description>",
            )
        )
        assert is_teaser(short)
        assert not is_teaser(long)


class TestDates:
    @pytest.mark.parametrize(
        ("raw", "at"),
        [
            ("Wed, 29 Jun 2016 10:00:00 JST", "2016-06-29T10:00:00+09:00"),
            ("2016/6/29", "2016-06-29T00:00:00+00:00"),
            ("1734508800", "2024-12-18T08:00:00+00:00"),
            ("Wed, 29 Jun 2016 10:00:00 EDT", "2016-06-29T10:00:00-04:00"),
        ],
    )
    def test_traps(self, raw: str, at: str) -> None:
        (found,) = reports(rss(f"<title>A</title><pubDate>{raw}</pubDate>"))
        assert found.published is not None
        assert found.published.at.isoformat() == at

    @pytest.mark.parametrize("raw", ["Tue,", "soon", "Mon, 01 Jan 0001 00:00:00 +0000"])
    def test_an_entry_outlives_its_date(self, raw: str) -> None:
        (found,) = reports(rss(f"<title>A</title><pubDate>{raw}</pubDate>"))
        assert (found.published, found.undated) == (None, raw)

    def test_another_date_of_the_entry_goes_before_none(self) -> None:
        dates = "<pubDate>Tue,</pubDate><dc:date>2018-06-19T08:00:00Z</dc:date>"
        (found,) = reports(rss(f"<title>A</title>{dates}"))
        assert (found.published is not None, found.undated) == (True, "")

    def test_an_unknown_zone_is_kept(self) -> None:
        (found,) = reports(rss("<title>A</title><pubDate>Wed, 29 Jun 2016 10:00:00 QQT</pubDate>"))
        assert found.published is not None
        assert found.published.flags
        assert "QQT" in found.published.raw

    def test_two_readings_are_refused(self) -> None:
        (item,) = read(rss("<title>A</title><pubDate>01/02/2025</pubDate>"))
        assert isinstance(item, Fault)
        assert item.kind == "date"

    def test_a_second_date_helps(self) -> None:
        (found,) = reports(rss("<title>A</title><pubDate>soon</pubDate><dc:date>2018-06-19</dc:date>"))
        assert found.published is not None

    def test_none_is_none(self) -> None:
        assert reports(rss("<title>A</title>"))[0].published is None


class TestBadFeeds:
    @pytest.mark.parametrize("raw", ["", "  ", "plain text", "<html><p>Blocked</p></html>", "{}", "[1]", "<a/>"])
    def test_no_feed(self, raw: str) -> None:
        (item,) = read(raw)
        assert isinstance(item, Fault)
        assert (item.kind, item.code) == ("feed", ExitCode.BAD_DATA)

    def test_cut_short(self) -> None:
        raw = rss("<title>A</title>", "<title>B</title><description>One two three</description>")
        items = read(raw[: raw.index("three")])
        assert [item.title for item in items if isinstance(item, Report)] == ["A"]
        assert isinstance(items[-1], Fault)
        assert items[-1].passing
        assert items[-1].code is ExitCode.TRY_AGAIN

    def test_undefined_entities_and_bare_ampersands(self) -> None:
        assert [item.title for item in reports(rss("<title>AT&T &nbsp;&zzz; Ford &mdash; VW</title>"))] == [
            "AT&T &zzz; Ford — VW"
        ]

    @pytest.mark.parametrize(
        "damage",
        ["&#x110000;", "&#99999999999;", "&#0;", "<width/>", "<gml:pos>1 2</gml:pos>", "<georss:point/>", "<itunes:x"],
    )
    def test_what_a_parser_stumbles_over(self, damage: str) -> None:
        raw = rss("<title>A</title>", f"<title>B {damage}</title>{damage}", "<title>C</title>").replace(
            "</rss>", "</x></rss>"
        )
        titles = [item.title for item in reports(raw)]
        assert titles[0] == "A"
        assert len(titles) >= 2

    @pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252"])
    def test_encodings(self, name: str) -> None:
        raw = rss("<title>Citroën</title>", head=f'<?xml version="1.0" encoding="{name}"?>').encode(name)
        assert [item.title for item in reports(raw)] == ["Citroën"]

    def test_a_server_that_lies_about_the_encoding(self) -> None:
        raw = rss("<title>Citroën</title>", head='<?xml version="1.0" encoding="iso-8859-1"?>').encode()
        assert [item.title for item in reports(raw, charset="shift_jis")] == ["Citroën"]


class TestHostile:
    def laughs(self) -> str:
        lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>'

    @pytest.mark.parametrize("name", ["utf-8", "utf-16", "utf-16-le"])
    def test_billion_laughs(self, name: str) -> None:
        start = time.perf_counter()
        (found,) = reports(rss("<title>A &l9;</title>", head=self.laughs()).encode(name))
        assert found.title == "A &l9;"
        assert time.perf_counter() - start < 30

    def test_one_large_entity(self) -> None:
        head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY big "{"x" * 100_000}">]>'
        (found,) = reports(rss(f"<title>A</title><description>{'&big;' * 5000}</description>", head=head))
        assert len(found.text) < 100_000

    def test_external_entities(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("TOP SECRET")
        head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        (found,) = reports(rss("<title>A &f;</title>", head=head))
        assert "SECRET" not in found.title + found.text

    def test_an_entity_that_hides_the_document_type(self) -> None:
        head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "<b/>"><!ENTITY c "&a;&a;"><!ENTITY d "BOOM">]>'
        assert not any("BOOM" in item.title for item in reports(rss("<title>A &d;</title>", head=head)))

    def test_a_body_that_is_the_name_of_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "f.xml"
        path.write_text(rss("<title>A</title>"))
        assert not reports(str(path))
        assert not reports(path.as_uri())

    def test_deep_nesting_costs_one_fault(self) -> None:
        with Worker() as worker:
            items = worker.read("feed", rss("<a>" * 200_000).encode(), URL, Options(), url=URL)
            assert all(isinstance(item, Fault) for item in items)
            assert isinstance(worker.read("feed", rss("<title>A</title>").encode(), URL, Options())[0], Report)


class TestAbout:
    def test_the_feed_itself(self) -> None:
        found = about_feed(rss("<title>A</title>").encode(), URL, url=URL)
        assert isinstance(found, Report)
        assert (found.title, found.url) == ("Example & Co", "https://e.com/")
        raw = b'{"version": "https://jsonfeed.org/version/1", "title": "T", "home_page_url": "/", "items": []}'
        with Worker() as worker:
            (found,) = worker.read("about-feed", raw, URL, Options(), url=URL)
        assert isinstance(found, Report)
        assert (found.title, found.url) == ("T", "https://e.com/")
        assert isinstance(about_feed(b"<html></html>", URL), Fault)

    def test_feeds_that_a_page_names(self) -> None:
        page = (
            b"<link rel=alternate type='application/rss+xml' href='/f.xml?a=1&amp;b=2' title='News &amp; more'>"
            b"<link rel='alternate' type='application/atom+xml' href='https://e.com/a'/><link rel='icon' href='/i'>"
            b"<link rel='alternate' type='application/rss+xml' href='javascript:x'>" + b"<link " * 1000
        )
        assert feed_links(page, URL) == [("https://e.com/f.xml?a=1&b=2", "News & more"), ("https://e.com/a", "")]

    def test_feeds_relative_to_the_base_of_the_page(self) -> None:
        page = b"<BASE target=_top><base href='/root/'><link rel=alternate type='application/rss+xml' href='feed.xml'>"
        assert feed_links(page, "https://e.com/news/index.html") == [("https://e.com/root/feed.xml", "")]


def atom(*entries: str, head: str = "<title>Harbour Wire</title>") -> str:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{body}</feed>'


class TestOutlets:
    """Feeds that list what others published: the story's own outlet and address."""

    @pytest.mark.parametrize(
        ("home", "title"),
        [
            ("https://www.google.com/alerts/feeds/1/2", "Google Alert - vexford"),
            ("https://alerts.talkwalker.com/alerts/feed/1", "Talkwalker Alert: vexford"),
            ("https://news.ycombinator.com/", "Hacker News"),
            ("https://hnrss.org/newest?q=vexford", "Hacker News: vexford"),
            ("https://lobste.rs/rss", "Lobsters"),
        ],
    )
    def test_an_alert_names_no_outlet_of_its_own(self, home: str, title: str) -> None:
        entry = (
            "<title>Vexford in talks</title><link href='https://www.google.com/url?url=https://www.post.example/1'/>"
        )
        for head in (f"<link rel='self' href='{home}'/>", f"<link href='{home}'/>"):
            (found,) = reports(atom(entry, head=f"<title>{title}</title>{head}"), url="")
            assert (found.publisher, found.url) == ("post.example", "https://www.post.example/1")
        (found,) = reports(atom(entry, head=f"<title>{title}</title>"), url=home)
        assert found.publisher == "post.example"

    def test_bing_names_the_outlet(self) -> None:
        space = 'xmlns:News="https://www.bing.com/news/search?q=x"'
        link = "http://www.bing.com/news/apiclick.aspx?aid=1&amp;url=https%3a%2f%2fwww.post.example%2f1&amp;mkt=en"
        source = f"<News:Source {space}>The Harbour Post</News:Source>"
        (found,) = reports(rss(f"<title>A</title><link>{link}</link>{source}", title="a - BingNews"))
        assert (found.publisher, found.url) == ("The Harbour Post", "https://www.post.example/1")

    def test_a_link_to_comments_is_no_text(self) -> None:
        (found,) = reports(rss("<title>A</title><description>&lt;a href='https://x'>Comments&lt;/a></description>"))
        assert found.text == ""

    def test_reddit_leads_to_the_story(self) -> None:
        html = (
            "submitted by &lt;a href='https://www.reddit.com/user/x'> /u/x &lt;/a> &lt;span>&lt;a "
            "href='https://www.post.example/1'>[link]&lt;/a>&lt;/span> &lt;span>&lt;a "
            "href='https://www.reddit.com/r/a/1/'>[comments]&lt;/a>&lt;/span>"
        )
        entry = f"<title>A</title><link href='https://www.reddit.com/r/a/1/'/><content type='html'>{html}</content>"
        (found,) = reports(atom(entry), url="https://www.reddit.com/r/a/.rss")
        assert (found.publisher, found.url) == ("post.example", "https://www.post.example/1")

    def test_headlines_of_other_outlets_are_no_text(self) -> None:
        items = "".join(
            f"&lt;li>&lt;a href='https://news.google.com/rss/articles/x{n}'>Story {n}&lt;/a>&amp;nbsp;&amp;nbsp;"
            f"&lt;font color='#6f6f6f'>Outlet {n}&lt;/font>&lt;/li>"
            for n in range(3)
        )
        link = "https://news.google.com/rss/articles/CBMiHmh0dHBzOi8vd3d3LnBvc3QuZXhhbXBsZS9zdG9yeTHSAQA?oc=5"
        entry = f"<title>Story 0 - Outlet 0</title><link>{link}</link><source url='https://o.example'>Outlet 0</source>"
        for text in (f"&lt;ol>{items}&lt;/ol>", items.replace("&lt;li>", "", 1)):
            (found,) = reports(rss(f"{entry}<description>{text}</description>"))
            assert (found.title, found.text, found.publisher) == ("Story 0", "", "Outlet 0")
            assert found.url == "https://www.post.example/story1"

    def test_an_address_that_google_does_not_spell_out_stays(self) -> None:
        link = "https://news.google.com/rss/articles/CBMiqwFBVV95cUxNa0xLRkFfS2xYSQ"
        (found,) = reports(rss(f"<title>A</title><link>{link}</link>"))
        assert found.url == link

    @pytest.mark.parametrize(
        ("title", "steady"),
        [
            ("Latest Filings - Thu, 13 Nov 2025 07:05:00 EST", "Latest Filings"),
            ("Harbour Wire (updated 2025-11-13T07:05:00Z)", "Harbour Wire"),
            ("Harbour Wire | November 13, 2025 7:05 AM", "Harbour Wire"),
            ("Deals as of 07:05 GMT", "Deals"),
            ("Deals (12 new)", "Deals"),
            ("[3] Deals", "Deals"),
            ("Thu, 13 Nov 2025", "e.com"),
            ("24/7 Wall St.", "24/7 Wall St."),
            ("@wire.example - The Wire", "The Wire"),
            ("60 Minutes", "60 Minutes"),
            ("Channel 4 News", "Channel 4 News"),
            ("Deals of 2025", "Deals of 2025"),
        ],
    )
    def test_what_changes_with_every_poll_is_no_name(self, title: str, steady: str) -> None:
        (found,) = reports(rss("<title>A</title>", title=title))
        assert found.publisher == steady


class TestAddresses:
    @pytest.mark.parametrize("guid", ["<guid isPermaLink='false'>ep12</guid>", "<guid>12</guid>",
                                      "<guid isPermaLink='false'>https://e.com/no</guid>"])  # fmt: skip
    def test_an_id_is_no_address(self, guid: str) -> None:
        (found,) = reports(rss(f"<title>A</title>{guid}"))
        assert found.url == ""

    def test_an_id_that_is_one(self) -> None:
        (found,) = reports(rss("<title>A</title><guid>https://e.com/1</guid>"))
        assert found.url == "https://e.com/1"
        (found,) = reports(
            json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "2", "title": "A"}]})
        )
        assert found.url == ""

    def test_the_link_of_rss_goes_before_another(self) -> None:
        other = "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='alternate' href='https://e.com/amp/1'/>"
        (found,) = reports(rss(f"<title>A</title><link>https://e.com/1</link>{other}"))
        assert found.url == "https://e.com/1"

    def test_links_are_seen_from_where_the_feed_says_it_is(self) -> None:
        head = "<title>W</title><link href='/news/'/><link rel='self' href='https://e.com/news/feed.xml'/>"
        (found,) = reports(atom("<title>A</title><link href='/news/1'/>", head=head), url="")
        assert found.url == "https://e.com/news/1"


class TestDocuments:
    def test_a_single_entry(self, tmp_path: Path) -> None:
        raw = '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><title>A</title><summary>B.</summary></entry>'
        (tmp_path / "a.xml").write_text(raw)
        (found,) = read_inputs([str(tmp_path / "a.xml")])
        assert isinstance(found, Report)
        assert [type(item) for item in read(raw[:-8])] == [Fault]

    def test_a_comment_that_speaks_of_the_document_type(self) -> None:
        (found,) = reports("<!-- the <!DOCTYPE line is gone -->\n" + rss("<title>A</title>", head=""))
        assert found.title == "A"


class TestSiteMaps:
    NEWS = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://www.post.example/1?utm_source=x</loc>'
        "<news:news><news:publication><news:name>Harbour Post</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2025-03-06T10:00:00+01:00</news:publication_date>"
        "<news:title>Vexford &amp; Marrow in talks</news:title></news:news></url>{}</urlset>"
    )

    def test_news(self, tmp_path: Path) -> None:
        (tmp_path / "a.xml").write_text(self.NEWS.format("<url><loc>https://www.post.example/about</loc></url>"))
        (found,) = read_inputs([str(tmp_path / "a.xml")])
        assert isinstance(found, Report)
        assert (found.title, found.publisher) == ("Vexford & Marrow in talks", "Harbour Post")
        assert found.url == "https://www.post.example/1"
        assert found.published is not None
        assert found.published.at.isoformat() == "2025-03-06T10:00:00+01:00"

    def test_what_cannot_be_read_says_what_to_do(self) -> None:
        (found,) = read("<urlset><url><loc>https://e.com/1</loc></url></urlset>")
        assert "names no titles" in str(found)
        (found,) = read("<sitemapindex><sitemap><loc>https://e.com/news.xml</loc></sitemap></sitemapindex>")
        assert "https://e.com/news.xml" in str(found)
        assert read("<urlset></urlset>") == []


PIECES = (
    "<title>Ford</title><link>/1</link>", "<title><![CDATA[Ford </item><item> VW]]></title><guid>https://e.com/2</guid>",
    "<!-- <item><title>x</title></item> --><title>A &amp;amp; B</title>", "<title>&nbsp;L&rsquo;Oréal</title><dc:date>2025-03-03</dc:date>",
    "<source url='https://o.example/rss'>Other</source><title>By another</title><link>https://o.example/3</link>",
    "<media:group><media:description>Film.</media:description></media:group><title>Film</title><itunes:image href='x'/>",
    "<title>Long</title><content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded><description>Short.</description>",
    "<title a='>'>Odd</title><pubDate>01/02/2025</pubDate>", "<link>/4</link><description>No title here.</description>", "",
)  # fmt: skip
BETWEEN = (
    "",
    "\n",
    "<!-- </channel> -->",
    "<pubDate>Tue, 19 Jun 2018 22:30:00 GMT</pubDate>",
    "<skipHours><hour>1</hour></skipHours>",
)


class TestLargeFeeds:
    """A large feed is parsed some hundred entries at a time, and gives what it gives as a whole."""

    @staticmethod
    def both(raw: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Item], list[Item], int]:
        """What a feed gives whole and cut, and in how many parts it was parsed."""
        whole = read(raw)
        cut = feed_parts.parts

        def small(text: str) -> tuple[str, Iterator[str]] | None:
            seen.append(cut(text, large=0, most=2))
            return (seen[-1][0], iter(list(seen[-1][1]))) if seen[-1] else None

        seen: list[tuple[str, Iterator[str]] | None] = []
        with monkeypatch.context() as context:
            context.setattr(feed_parts, "parts", small)
            found = read(raw)
        return whole, found, sum(part is not None for part in seen)

    @settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), min_size=1, max_size=7),
        st.sampled_from(BETWEEN),
    )
    def test_rss_in_parts(self, monkeypatch: pytest.MonkeyPatch, entries: list[tuple[str, str]], end: str) -> None:
        spaces = "media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
        body = "".join(f"<item>{entry}</item>{between}" for entry, between in entries)
        raw = (
            rss().replace("<rss ", f"<rss xmlns:{spaces} ").replace("</channel>", f"{body}{end}<ttl>9</ttl></channel>")
        )
        whole, found, parts = self.both(raw, monkeypatch)
        assert found == whole
        assert parts == 1

    @pytest.mark.parametrize("raw", [
        atom(*(f"<id>urn:{n}</id><title>Ford {n}</title><link href='n/{n}'/><source><title>S{n}</title></source>" for n in range(5))),
        atom("<title>A</title>", "<title>B</title>").replace("<feed ", "<feed xml:base='https://b.example/x/' xml:lang='en' "),
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>R</title><link>https://r.example/</link></channel>"
        + "".join(f"<item rdf:about='https://r.example/{n}'><title>Ford {n}</title></item>" for n in range(4))
        + "<textinput><title>Search</title><link>https://r.example/s</link></textinput></rdf:RDF>",
    ])  # fmt: skip
    def test_other_feeds_in_parts(self, raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
        whole, found, parts = self.both(raw, monkeypatch)
        assert (found, parts) == (whole, 1)
        assert any(isinstance(item, Report) for item in whole)

    @pytest.mark.parametrize("raw", [
        rss("<title>A</title>", "<title>B</title>")[:-30], rss("<title>A</title>").replace("<item>", "<item><b>"),
        rss("<title>A</title>").replace("</item>", "</item><item/>"), rss("<x:title>A</x:title>"), rss(), "<a/>", "x",
        rss("<title>A</title>").replace("</item>", "</item><other><item><title>B</title></item></other>"),
        rss("<title>A</title>").replace("</channel>", f"<description>{'x' * 70_000}</description></channel>"),
    ])  # fmt: skip
    def test_what_is_damaged_or_of_another_shape_is_read_whole(self, raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
        whole, found, parts = self.both(raw, monkeypatch)
        assert (found, parts) == (whole, 0)

    def test_filings_are_read_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        entry = (
            "<title>8-K - Ford Motor Co (0000037996) (Filer)</title><updated>2025-03-06T16:15:30-05:00</updated>"
            "<link href='https://www.sec.gov/Archives/edgar/data/37996/000003799625000001/0000037996-25-000001-index.htm'/>"
            "<category scheme='https://www.sec.gov/' label='form type' term='8-K'/>"
            "<id>urn:tag:sec.gov,2008:accession-number=0000037996-25-000001</id>"
        )
        whole, found, _ = self.both(atom(entry, entry, entry), monkeypatch)
        assert found == whole
        assert len(found) == 1

    @pytest.mark.long
    def test_so_many_entries_are_read_in_little_memory(self) -> None:
        items = "".join(f"<item><title>Ford {n}</title><link>https://e.com/{n}</link></item>" for n in range(60_000))
        raw = rss().replace("</channel>", f"{items}</channel>").encode()
        tracemalloc.start()
        with_numbers = sum(1 for _ in read_feed(raw, URL, Options(), url=URL))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert with_numbers == 60_000
        assert most < 10 * len(raw)
