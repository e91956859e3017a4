"""Records as other programs write them: their fields are found by one table of names."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.fields import table
from alliance_cli.sources.records import FIELDS, to_report

TITLE = "Vexford and Marrow in talks over a merger"
TEXT = "Vexford Plc and Marrow AG are in talks over a merger, two people with knowledge of the matter said on Thursday."
MORE = "A decision could come by the end of May, the people said, asking not to be named as the talks are private."
BOTH = f"{TEXT}\n\n{MORE}"
HTML = f"<p>{TEXT}</p><p>{MORE}</p>"
URL = "https://www.harbour-post.example/vexford-marrow"
SITE = "harbour-post.example"
NAME = "Harbour Post"
MILLIS = 1741255200000  # 2025-03-06T10:00:00Z
ISO = "2025-03-06T10:00:00Z"

# who writes it: what they write, the text and the outlet it holds; title, address and day are the same in all
SHAPES: dict[str, tuple[Any, str, str]] = {
    "Karakeep": (
        {"bookmarks": [{"createdAt": "2025-03-09T00:00:00Z", "title": None, "content": {
            "type": "link", "url": URL, "title": TITLE, "htmlContent": HTML, "publisher": NAME, "datePublished": ISO}}]},
        BOTH, NAME,
    ),
    "Substack": (
        [{"id": 7, "title": TITLE, "subtitle": "", "post_date": ISO, "canonical_url": URL, "body_html": HTML}], BOTH, SITE,
    ),
    "DynamoDB": (
        {"Items": [{"title": {"S": TITLE}, "text": {"S": BOTH}, "date": {"S": ISO}, "url": {"S": URL}, "source": {"S": NAME}}]},
        BOTH, NAME,
    ),
    "MongoDB": (
        [{"_id": {"$oid": "65e8"}, "title": TITLE, "text": BOTH, "site_name": NAME, "url": URL,
          "published": {"$date": {"$numberLong": "1741255200000"}}}],
        BOTH, NAME,
    ),
    "Financial Times": (
        {"query": {}, "results": [{"indexCount": 1, "results": [{
            "id": "z", "apiUrl": "https://api.example/z", "title": {"title": TITLE}, "location": {"uri": URL},
            "lifecycle": {"initialPublishDateTime": ISO, "lastPublishDateTime": "2025-03-09T00:00:00Z"},
            "summary": {"excerpt": TEXT}}]}]},
        TEXT, SITE,
    ),
    "YouTube": (
        {"items": [{"id": "z", "url": URL, "snippet": {"title": TITLE, "description": TEXT, "publishedAt": ISO,
                                                       "channelTitle": NAME}}]},
        TEXT, NAME,
    ),
    "news-please": (
        {"authors": ["J. Roe"], "date_download": "2025-03-09 10:00:00", "date_publish": "2025-03-06 10:00:00",
         "date_modify": "None", "description": TEXT, "filename": "x.json", "language": "en", "source_domain": SITE,
         "maintext": f"{TEXT}\n{MORE}", "text": None, "title": TITLE, "title_page": None, "url": URL},
        f"{TEXT}\n{MORE}", SITE,
    ),
    "CC-News": (
        {"date": "2025-03-06 10:00:00", "description": TEXT, "domain": f"www.{SITE}", "image_url": "https://i.example/1",
         "text": BOTH, "title": TITLE, "url": URL},
        BOTH, SITE,
    ),
    "CC-News, as published by Meta": (
        {"title": TITLE, "plain_text": BOTH, "published_date": "2025-03-06T10:00:00+00:00", "sitename": NAME,
         "language": "en", "requested_url": f"{URL}?ref=cc", "responded_url": URL, "publisher": SITE, "tags": []},
        BOTH, NAME,
    ),
    "newspaper4k": (
        {"url": URL, "read_more_link": "", "language": "en", "title": TITLE, "top_image": "", "authors": ["J. Roe"],
         "publish_date": "2025-03-06T10:00:00", "summary": "", "meta_description": TEXT, "meta_site_name": NAME,
         "canonical_link": URL, "text": BOTH, "source_url": "https://www.harbour-post.example"},
        BOTH, NAME,
    ),
    "fundus": (
        {"title": TITLE, "authors": ["J. Roe"], "publishing_date": "2025-03-06 10:00:00+00:00", "topics": [],
         "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}, {"headline": ["What next"],
                  "paragraphs": [MORE]}]},
         "html": {"requested_url": URL, "responded_url": URL, "source_info": {"publisher": NAME}}},
        f"{TEXT}\n\nWhat next\n\n{MORE}", NAME,
    ),
    "trafilatura": (
        {"title": TITLE, "author": None, "hostname": SITE, "date": "2025-03-06", "fingerprint": "6155393cf8698181",
         "id": None, "comments": "", "raw_text": f"{TEXT} {MORE}", "text": f"{TEXT}\n{MORE}", "language": None,
         "pagetype": None, "filedate": "2025-03-09", "source": URL, "source-hostname": NAME, "excerpt": TEXT},
        f"{TEXT}\n{MORE}", NAME,
    ),
    "Feedly": (
        {"id": "user/1/category/x", "title": "My deals", "updated": MILLIS, "items": [
            {"id": "ab+c=_1:2:3", "originId": "p=1", "title": TITLE, "published": MILLIS, "crawled": MILLIS + 9,
             "summary": {"content": f"<p>{TEXT}</p>", "direction": "ltr"}, "content": {"content": HTML},
             "alternate": [{"href": URL, "type": "text/html"}], "unread": True,
             "origin": {"streamId": "feed/https://x", "title": NAME, "htmlUrl": "https://www.harbour-post.example/"}}]},
        BOTH, NAME,
    ),
    "NewsAPI": (
        {"status": "ok", "totalResults": 1, "articles": [
            {"source": {"id": None, "name": NAME}, "author": "J. Roe", "title": f"{TITLE} - {NAME}", "description": TEXT,
             "url": URL, "urlToImage": None, "publishedAt": ISO, "content": f"{TEXT[:60]}… [+2345 chars]"}]},
        TEXT, NAME,
    ),
    "GDELT": (
        {"articles": [{"url": URL, "url_mobile": "", "title": TITLE, "seendate": "20250306T100000Z", "domain": SITE,
                       "socialimage": "https://i.example/1", "language": "English", "sourcecountry": "Norway"}]},
        "", SITE,
    ),
    "WordPress": (
        [{"id": 7, "date": "2025-03-06T11:00:00", "date_gmt": "2025-03-06T10:00:00", "guid": {"rendered": f"{URL}?p=7"},
          "modified": "2025-03-09T10:00:00", "slug": "x", "status": "publish", "type": "post", "link": URL,
          "title": {"rendered": TITLE}, "content": {"rendered": HTML, "protected": False},
          "excerpt": {"rendered": f"<p>{TEXT[:40]} [&hellip;]</p>", "protected": False}, "author": 3}],
        BOTH, SITE,
    ),
    "Mercury": (
        {"title": TITLE, "content": f"<div>{HTML}</div>", "author": None, "date_published": ISO, "lead_image_url": None,
         "dek": None, "next_page_url": None, "url": URL, "domain": f"www.{SITE}", "excerpt": TEXT, "word_count": 40,
         "direction": "ltr", "total_pages": 1, "rendered_pages": 1},
        BOTH, SITE,
    ),
    "Readwise Reader": (
        {"count": 1, "nextPageCursor": None, "results": [
            {"id": "01gk", "url": "https://read.readwise.io/read/01gk", "source_url": URL, "title": TITLE,
             "author": "J. Roe", "source": "Reader RSS", "category": "article", "location": "feed", "site_name": NAME,
             "created_at": "2025-03-08T10:00:00Z", "published_date": MILLIS, "summary": TEXT, "html_content": HTML}]},
        BOTH, NAME,
    ),
    "Pocket": (
        {"status": 1, "list": {"229279689": {
            "item_id": "229279689", "resolved_id": "229279689", "given_url": URL, "given_title": "", "favorite": "0",
            "time_added": "1741255200", "resolved_title": TITLE, "resolved_url": URL, "excerpt": TEXT}}},
        TEXT, SITE,
    ),
    "Common Crawl news, by field of schema.org": (
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": ISO,
         "articleBody": BOTH, "publisher": {"@type": "Organization", "name": NAME, "logo": {"url": "https://i.example"}},
         "mainEntityOfPage": {"@type": "WebPage", "@id": URL}, "url": URL},
        BOTH, NAME,
    ),
    "Bing News API": (
        {"_type": "News", "value": [{"name": TITLE, "url": URL, "description": TEXT, "datePublished": ISO,
                                     "provider": [{"_type": "Organization", "name": NAME}], "category": "Business"}]},
        TEXT, NAME,
    ),
    "Guardian": (
        {"response": {"status": "ok", "results": [
            {"id": "business/x", "type": "article", "webPublicationDate": ISO, "webTitle": TITLE, "webUrl": URL,
             "fields": {"trailText": TEXT, "bodyText": BOTH, "publication": NAME}}]}},
        BOTH, NAME,
    ),
    "New York Times": (
        {"response": {"docs": [
            {"web_url": URL, "snippet": TEXT, "lead_paragraph": TEXT, "abstract": TEXT, "source": NAME,
             "headline": {"main": TITLE, "kicker": None}, "pub_date": "2025-03-06T10:00:00+0000", "_id": "nyt://1"}]}},
        TEXT, NAME,
    ),
    "Elasticsearch": (
        {"took": 3, "hits": {"total": {"value": 1}, "hits": [
            {"_index": "news", "_id": "1", "_score": 1.0,
             "_source": {"title": TITLE, "body": BOTH, "source": {"name": NAME}, "url": URL, "date": ISO}}]}},
        BOTH, NAME,
    ),
    "Event Registry": (
        {"articles": {"page": 1, "results": [
            {"uri": "81", "lang": "eng", "isDuplicate": False, "date": "2025-03-06", "time": "10:00:00", "dateTime": ISO,
             "url": URL, "title": TITLE, "body": BOTH, "source": {"uri": SITE, "dataType": "news", "title": NAME}}]}},
        BOTH, NAME,
    ),
    "Webz.io": (
        {"posts": [{"uuid": "9", "url": URL, "title": TITLE, "text": BOTH, "published": "2025-03-06T12:00:00.000+02:00",
                    "crawled": "2025-03-07T12:00:00.000+02:00", "thread": {"site_full": f"www.{SITE}", "site": SITE}}]},
        BOTH, SITE,
    ),
    "Hacker News search": (
        {"hits": [{"title": TITLE, "url": URL, "author": "jr", "points": 5, "story_text": None, "created_at": ISO,
                   "objectID": "1", "_highlightResult": {"title": {"value": TITLE}}}]},
        "", SITE,
    ),
    "Miniflux": (
        {"total": 1, "entries": [{"id": 888, "title": TITLE, "url": URL, "content": HTML, "published_at": ISO,
                                  "feed": {"title": NAME, "site_url": "https://www.harbour-post.example"}}]},
        BOTH, NAME,
    ),
    "Yahoo Finance": (
        [{"id": "1", "content": {"title": TITLE, "summary": TEXT, "pubDate": ISO, "provider": {"displayName": NAME},
                                 "canonicalUrl": {"url": URL, "site": "finance"}}}],
        TEXT, NAME,
    ),
    "Alpha Vantage": (
        {"items": "1", "feed": [{"title": TITLE, "url": URL, "time_published": "20250306T100000", "summary": TEXT,
                                 "source": NAME, "source_domain": f"www.{SITE}"}]},
        TEXT, NAME,
    ),
    "Brave Search": (
        {"type": "news", "results": [{"type": "news_result", "title": TITLE, "url": URL, "description": TEXT, "age": "2 days ago",
                                      "page_age": "2025-03-06T10:00:00", "meta_url": {"scheme": "https", "hostname": f"www.{SITE}"}}]},
        TEXT, SITE,
    ),
    "spreadsheets in German": (
        {"Titel": TITLE, "Volltext": BOTH, "Erscheinungsdatum": "2025-03-06", "Quelle": NAME, "URL": URL}, BOTH, NAME,
    ),
    "spreadsheets in Japanese": (
        {"見出し": TITLE, "本文": BOTH, "掲載日": "2025年3月6日", "媒体名": NAME, "URL": URL}, BOTH, NAME,
    ),
    "Tiny Tiny RSS": (
        {"seq": 0, "status": 0, "content": [{"id": 1, "title": TITLE, "content": HTML, "link": URL, "updated": 1741255200,
                                             "feed_title": NAME}]},
        BOTH, NAME,
    ),
    "Diffbot": (
        {"request": {"pageUrl": URL}, "objects": [
            {"type": "article", "title": TITLE, "text": BOTH, "date": "Thu, 06 Mar 2025 10:00:00 GMT", "siteName": NAME,
             "pageUrl": URL, "html": HTML}]},
        BOTH, NAME,
    ),
    "feeds as JSON": (
        {"rss": {"channel": {"title": "Feed", "item": [
            {"title": {"_text": TITLE}, "link": {"_text": URL}, "pubDate": {"_text": "Thu, 06 Mar 2025 10:00:00 GMT"},
             "description": {"_cdata": f"<p>{TEXT}</p>"}, "source": {"_text": NAME}}]}}},
        TEXT, NAME,
    ),
    "CSL of reference managers": (
        [{"type": "article-newspaper", "container-title": NAME, "title": TITLE, "URL": URL, "abstract": TEXT,
          "issued": {"date-parts": [[2025, 3, 6]]}}],
        TEXT, NAME,
    ),
    "Readability": (
        {"title": TITLE, "byline": "jr", "content": HTML, "textContent": BOTH, "siteName": NAME, "publishedTime": ISO,
         "url": URL},
        BOTH, NAME,
    ),
    "goose": (
        {"title": TITLE, "cleaned_text": BOTH, "publish_date": "2025-03-06", "domain": SITE, "final_url": URL},
        BOTH, SITE,
    ),
    "NewsArticle with the page as an object": (
        {"@type": "NewsArticle", "headline": TITLE, "articleBody": BOTH, "datePublished": ISO,
         "publisher": {"@type": "Organization", "name": NAME}, "mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
        BOTH, NAME,
    ),
    "Firecrawl": (
        {"success": True, "data": {"markdown": BOTH, "metadata": {"title": TITLE, "sourceURL": URL,
                                                                  "publishedTime": ISO}}},
        BOTH, SITE,
    ),
    "documents of LangChain": (
        [{"page_content": BOTH, "metadata": {"title": TITLE, "source": URL, "date": "2025-03-06"}}],
        BOTH, SITE,
    ),
    "press clippings": (
        [{"Date": "06-Mar-2025 10:00AM", "Headline": TITLE, "URL": URL, "Opening Text": TEXT, "Source": NAME}],
        TEXT, NAME,
    ),
    "databases of newspapers": (
        [{"Title": TITLE, "Abstract": TEXT, "pubdate": "Mar 6, 2025", "pubtitle": NAME, "DocumentURL": URL}],
        TEXT, NAME,
    ),
}  # fmt: skip


def read(tmp_path: Path, content: Any, name: str = "a.json") -> list[Item]:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(read_inputs([str(path)]))


def only(tmp_path: Path, content: Any, name: str = "a.json") -> Report:
    (item,) = read(tmp_path, content, name)
    assert isinstance(item, Report), item
    return item


@pytest.mark.parametrize("tool", SHAPES)
def test_records_of(tool: str, tmp_path: Path) -> None:
    content, text, publisher = SHAPES[tool]
    found = only(tmp_path, content)
    assert (found.title, found.text, found.publisher, found.url) == (TITLE, text, publisher, URL)
    if tool not in {"Pocket", "Tiny Tiny RSS"}:  # which say only when it was saved or changed
        assert found.published is not None
        assert found.published.day.isoformat() == "2025-03-06"


@pytest.mark.parametrize("tool", ["news-please", "fundus", "NewsAPI"])
def test_the_same_in_lines(tool: str, tmp_path: Path) -> None:
    content, text, publisher = SHAPES[tool]
    found = read(tmp_path, f"{json.dumps(content)}\n{json.dumps(content)}\n", "a.jsonl")
    assert [(item.text, item.publisher) for item in found if isinstance(item, Report)] == [(text, publisher)] * 2


_HALVES = (TEXT[:30], TEXT[30:])
POSTS: dict[str, tuple[Any, str, str]] = {
    "Bluesky": (
        {"feed": [{"post": {"uri": "at://did:plc:zz9/app.bsky.feed.post/3kz", "author": {"handle": SITE, "displayName": NAME},
                            "record": {"text": TEXT, "createdAt": ISO, "langs": ["en"]}, "indexedAt": "2025-03-07T00:00:00Z"}}]},
        SITE, "https://bsky.app/profile/did:plc:zz9/post/3kz",
    ),
    "Mastodon": (
        [{"id": "7", "created_at": ISO, "url": "https://social.example/@harbour/7", "content": f"<p>{TEXT}</p>",
          "account": {"acct": "harbour", "display_name": NAME}, "card": {"url": URL, "title": TITLE}}],
        NAME, "https://social.example/@harbour/7",
    ),
    "ActivityPub": (
        {"orderedItems": [{"type": "Create", "object": {"type": "Note", "content": f"<p>{TEXT}</p>", "published": ISO,
                           "url": "https://social.example/@harbour/7"}}]},
        "social.example", "https://social.example/@harbour/7",
    ),
    "archive of X": (
        [{"tweet": {"id_str": "7", "created_at": "Thu Mar 06 10:00:00 +0000 2025", "full_text": TEXT}}], "", "",
    ),
    "Telegram": (
        {"name": "Deals", "type": "public_channel", "messages": [
            {"id": 7, "type": "message", "date": "2025-03-06T10:00:00", "date_unixtime": "1741255200", "from": NAME,
             "text": [_HALVES[0], {"type": "bold", "text": _HALVES[1]}]}]},
        NAME, "",
    ),
    "Slack": (
        [{"type": "message", "user": "U7", "text": TEXT, "ts": "1741255200.000100", "user_profile": {"real_name": NAME}}],
        NAME, "",
    ),
    "Facebook": (
        {"data": [{"message": TEXT, "created_time": "2025-03-06T10:00:00+0000", "permalink_url": "https://social.example/7",
                   "from": {"name": NAME, "id": "7"}}]},
        NAME, "https://social.example/7",
    ),
    "Discourse": (
        {"post_stream": {"posts": [{"cooked": f"<p>{TEXT}</p>", "created_at": ISO}]}, "title": TITLE}, "", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", POSTS)
def test_posts_of(program: str, tmp_path: Path) -> None:
    content, publisher, url = POSTS[program]
    found = only(tmp_path, content)
    assert (found.title, found.text, found.publisher, found.url) == ("", TEXT, publisher, url)
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


BODIES: dict[str, Any] = {
    "Portable Text": [{"_type": "block", "children": [{"_type": "span", "text": half} for half in _HALVES]}],
    "ProseMirror": {"type": "doc", "content": [{"type": "paragraph", "content": [
        {"type": "text", "text": _HALVES[0]}, {"type": "text", "text": _HALVES[1], "marks": [{"type": "bold"}]}]}]},
    "Contentful": {"nodeType": "document", "content": [
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": half} for half in _HALVES]}]},
    "Lexical": {"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": h} for h in _HALVES]}]}},
    "Quill": {"ops": [{"insert": _HALVES[0]}, {"attributes": {"bold": True}, "insert": _HALVES[1]}, {"insert": "\n"}]},
    "Editor.js": {"time": 7, "blocks": [{"type": "paragraph", "data": {"text": TEXT}}]},
    "Notion": {"rich_text": [{"plain_text": half, "annotations": {"bold": False}} for half in _HALVES]},
}  # fmt: skip


@pytest.mark.parametrize("editor", BODIES)
def test_texts_as_editors_keep_them(editor: str, tmp_path: Path) -> None:
    assert only(tmp_path, {"title": TITLE, "date": ISO, "body": BODIES[editor]}).text == TEXT


def test_a_page_of_a_data_base_of_notes(tmp_path: Path) -> None:
    record = {"properties": {"Name": {"title": [{"plain_text": TITLE}]}, "Date": {"date": {"start": "2025-03-06"}},
                             "URL": {"url": URL}, "Text": BODIES["Notion"]}}  # fmt: skip
    found = only(tmp_path, {"results": [record]})
    assert (found.title, found.text, found.url) == (TITLE, TEXT, URL)


def test_the_day_a_row_was_made_is_not_that_of_its_story(tmp_path: Path) -> None:
    row = {"createdTime": "2025-03-09T00:00:00Z", "fields": {"Headline": TITLE, "Body": TEXT, "Date": "2025-03-06"}}
    found = only(tmp_path, {"records": [row]})
    assert found.published is not None
    assert found.published.day.isoformat() == "2025-03-06"


def test_what_an_interface_says_instead_of_a_text_is_none(tmp_path: Path) -> None:
    record = {"title": TITLE, "description": TEXT, "content": "ONLY AVAILABLE IN PROFESSIONAL PLANS"}
    assert only(tmp_path, record).text == TEXT


class TestNothingIsDropped:
    def test_a_text_under_a_name_that_nobody_knows_is_the_text(self, tmp_path: Path) -> None:
        record = {"title": TITLE, "url": URL, "artikeltext": BOTH, "author_bio": BOTH * 3}
        assert only(tmp_path, record).text == BOTH
        assert only(tmp_path, record | {"description": "Short."}).text == BOTH

    def test_short_values_under_such_names_are_none(self, tmp_path: Path) -> None:
        assert only(tmp_path, {"title": TITLE, "mood": "Good. Very good."}).text == ""

    def test_an_empty_field_gives_way_to_the_next_name(self, tmp_path: Path) -> None:
        record = {"title": TITLE, "text": "  ", "content": None, "body": TEXT, "date": "None", "pubDate": ISO}
        found = only(tmp_path, record)
        assert (found.text, found.published is not None, found.undated) == (TEXT, True, "")

    def test_a_summary_stands_before_a_text_that_is_cut(self, tmp_path: Path) -> None:
        record = {
            "title": TITLE,
            "summary": TEXT,
            "content": "The Harbour Post learnt on Thursday that ... [+99 chars]",
        }
        assert only(tmp_path, record).text == f"{TEXT}\n\nThe Harbour Post learnt on Thursday that ..."

    @pytest.mark.parametrize("odd", [True, [], {}, {"x": {"y": []}}, [[[]]]])
    @pytest.mark.parametrize("field", ["publisher", "url", "id", "published"])
    def test_an_odd_field_costs_that_field(self, field: str, odd: object, tmp_path: Path) -> None:
        found = only(tmp_path, {"title": TITLE, "text": TEXT, field: odd})
        assert (found.title, found.text) == (TITLE, TEXT)

    def test_not_a_number_is_nothing(self, tmp_path: Path) -> None:
        raw = '{"title": "T", "text": "Text.", "publisher": NaN, "url": NaN, "date": NaN, "id": Infinity}'
        found = only(tmp_path, raw)
        assert (found.publisher, found.url, found.published, found.undated, found.record_id) == ("", "", None, "", "")


class TestAddressesAndOutlets:
    def test_a_name_goes_before_a_host(self, tmp_path: Path) -> None:
        assert only(tmp_path, {"title": "T", "domain": SITE, "source": URL, "outlet": NAME}).publisher == NAME
        assert only(tmp_path, {"title": "T", "source": URL}).publisher == SITE

    def test_a_source_that_is_an_address_is_the_address(self, tmp_path: Path) -> None:
        assert only(tmp_path, {"title": "T", "source": URL}).url == URL
        assert only(tmp_path, {"title": "T", "guid": URL}).url == URL
        assert only(tmp_path, {"title": "T", "guid": "tag:x,1"}).url == ""

    def test_links_of_markdown_are_addresses_and_names(self, tmp_path: Path) -> None:
        found = only(tmp_path, {"title": "T", "source": f"[{NAME}]({URL})", "date": "[[2025-03-06]]"})
        assert (found.publisher, found.url, found.published is not None) == (NAME, URL, True)
        assert only(tmp_path, {"title": "T", "url": f"<{URL}>", "date": "<2025-03-06 Thu>"}).url == URL
        found = only(tmp_path, {"title": "T", "source": "Harbour Post"})
        assert (found.publisher, found.url) == ("Harbour Post", "")

    def test_with_full_stops_the_day_stands_first(self, tmp_path: Path) -> None:
        found = only(tmp_path, {"title": "T", "date": "06.03.2025 10:00"})
        assert found.published is not None
        assert found.published.day.isoformat() == "2025-03-06"
        (item,) = read(tmp_path, json.dumps({"title": "T", "date": "06/03/2025 10:00"}))
        assert isinstance(item, Fault)

    def test_redirectors_lead_to_the_story(self, tmp_path: Path) -> None:
        found = only(tmp_path, {"title": "T", "url": f"https://www.google.com/url?rct=j&url={URL}"})
        assert (found.url, found.publisher) == (URL, SITE)


class TestLists:
    def test_an_article_with_a_list_of_its_own_is_one_report(self, tmp_path: Path) -> None:
        record = {"title": TITLE, "text": TEXT, "items": [{"title": "Other", "url": "https://o.example/1"}]}
        assert only(tmp_path, record).title == TITLE

    def test_json_lines_in_a_json_file(self, tmp_path: Path) -> None:
        one = json.dumps({"title": TITLE, "text": TEXT}, indent=1)
        assert len(read(tmp_path, f"{one}\n{one}\n")) == 2
        (item,) = read(tmp_path, f"{one}\n{{oops")
        assert isinstance(item, Fault)

    def test_records_around_which_much_stands(self, tmp_path: Path) -> None:
        nested: Any = [{"title": TITLE, "text": TEXT}]
        for name in ("items", "data", "result"):
            nested = {name: nested, "page": 1}
        assert only(tmp_path, nested).text == TEXT


def test_every_name_of_the_table_is_found(tmp_path: Path) -> None:
    for field in ("title", "text", "url", "publisher"):
        for name in table()[field]:
            value: Any = URL if field == "url" else "Harbour says so."
            for step in reversed(name.split(".")):
                value = {step: value}
            found = to_report({"headline" if field != "title" else "content": "Other"} | value, "x", Options())
            assert isinstance(found, Report)
            assert getattr(found, field) == (URL if field == "url" else "Harbour says so."), name


_LEAF = st.sampled_from(
    [None, True, 7, 1e300, float("nan"), "", "x" * 300, "<p>A &amp; B", "2025-03", "01/02/2025", URL]
)
_ANY = st.recursive(
    _LEAF,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["title", "x"]), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*FIELDS, "source", "content", "data", "x"]), _ANY))
def test_any_object_is_a_report_or_a_fault(record: dict[str, Any]) -> None:
    assert isinstance(to_report(record, "x", Options()), Report | Fault)


def test_what_is_too_long_for_a_title_is_the_text_if_there_is_none(tmp_path: Path) -> None:
    story = "Ford is in talks with Skoda. " * 1000
    found = only(tmp_path, {"title": story.strip(), "published": "2025-01-06"})
    assert (len(found.title), found.text) == (10_000, story.strip())
    assert (
        only(tmp_path, {"title": story, "text": "Ford is in talks.", "published": "2025-01-06"}).text
        == "Ford is in talks."
    )


def test_what_elasticsearch_is_told_in_bulk(tmp_path: Path) -> None:
    orders = ({"index": {"_index": "news", "_id": "1"}}, {"create": {}}, {"update": {"_id": "2"}})
    lines = [json.dumps(line) for order in orders for line in (order, {"title": TITLE, "text": TEXT, "url": URL})]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, '{"index": {"title": 5}}']))
    *found, odd = read_inputs([str(tmp_path / "a.jsonl")])
    assert [item.title for item in found if isinstance(item, Report)] == [TITLE] * 3
    assert isinstance(odd, Fault)


class TestGdelt:
    """Records of the Global Knowledge Graph: 27 columns parted by tabs, without a header."""

    @staticmethod
    def line(number: int, extras: str, *, cells: int = 27) -> str:
        url = f"https://www.times.example/deal-{number}"
        known = [f"20250306101500-T{number}", "20250306101500", "1", "times.example", url]
        return "\t".join([*known, *[f'col"{n};x' for n in range(5, cells - 1)], extras])

    @pytest.mark.parametrize("name", ["20250306101500.gkg.csv", "gkg.CSV", "gkg.tsv", "gkg"])
    def test_records_of_the_knowledge_graph(self, name: str, tmp_path: Path) -> None:
        exact = "<PAGE_PRECISEPUBTIMESTAMP>20250305230102</PAGE_PRECISEPUBTIMESTAMP>"
        rows = [
            self.line(1, f"<PAGE_LINKS>https://x.example/</PAGE_LINKS>{exact}<PAGE_TITLE>Nissan &amp; \"Honda\" in talks</PAGE_TITLE>"),
            self.line(2, "<PAGE_TITLE>Ford, Renault in talks</PAGE_TITLE>"), self.line(3, ""), self.line(4, "", cells=20),
        ]  # fmt: skip
        (tmp_path / name).write_text("\n".join(rows) + "\n")
        first, second, odd, untitled = read_inputs([str(tmp_path / name)])
        assert isinstance(first, Report)
        assert isinstance(second, Report)
        assert isinstance(odd, Fault)
        assert isinstance(untitled, Fault)
        assert (first.title, first.publisher) == ('Nissan & "Honda" in talks', "times.example")
        assert (first.url, first.record_id) == ("https://www.times.example/deal-1", "20250306101500-T1")
        days = [report.published.at.isoformat() for report in (first, second) if report.published]
        assert days == ["2025-03-05T23:01:02+00:00", "2025-03-06T10:15:00+00:00"]
        assert (odd.reason, odd.locator.endswith(":4")) == ("no record of GDELT's: it has other columns", True)
        assert untitled.reason == "1 record without a title"
