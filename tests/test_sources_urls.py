"""Addresses: the many spellings of one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.sources.urls import absolute, canonical, host_name, is_url, url_key


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("https://Example.com:443/a?utm_source=x&id=3#top", "https://example.com/a?id=3"),
        ("http://example.com:80", "http://example.com/"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("https://example.com/%7Ejoe/a%2fb/../c", "https://example.com/~joe/c"),
        ("https://example.com/../../x", "https://example.com/x"),
        ("https://example.com/a?b=1&fbclid=z&c=%20d", "https://example.com/a?b=1&c=%20d"),
        ("https://example.com/#!/story/5", "https://example.com/#!/story/5"),
        ("https://www.google.com/url?rct=j&sa=t&url=https://ex.org/a%3Futm_medium%3Dq&ct=ga", "https://ex.org/a"),
        ("https://www-ex-org.cdn.ampproject.org/c/s/www.ex.org/cars/amp", "https://www.ex.org/cars/amp"),
        ("https://www.google.com/amp/s/ex.org/cars.amp.html", "https://ex.org/cars.amp.html"),
        ("https://日産.example/新聞", "https://xn--wgv425a.example/%E6%96%B0%E8%81%9E"),
        ("  mailto:a@b.c ", "mailto:a@b.c"),
        ("http://[::1", "http://[::1"),
        ("", ""),
    ],
)
def test_canonical(raw: str, plain: str) -> None:
    assert canonical(raw) == plain


@pytest.mark.parametrize(
    "variant",
    [
        "http://www.example.com/cars/deal-1/",
        "https://m.example.com/cars/deal-1",
        "https://amp.example.com/cars/deal-1",
        "https://www.example.com/amp/cars/deal-1",
        "https://example.com/cars/deal-1/amp",
        "https://example.com/cars/deal-1/amp/?outputType=amp",
        "https://example.com/cars/deal-1.amp",
        "https://example.com/cars/deal-1/index.html#comments",
        "HTTPS://EXAMPLE.COM/cars/deal-1?utm_campaign=a&gclid=b",
    ],
)
def test_variants_share_a_key(variant: str) -> None:
    assert url_key(variant) == "example.com/cars/deal-1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a?id=1", "https://example.com/a?id=2"),
        ("https://example.com/guitar-amp", "https://example.com/guitar"),
        ("https://example.com/a", "https://example.com:8443/a"),
        ("https://example.com/a", "https://news.example.com/a"),
        ("https://m.com/a", "https://com/a"),
    ],
)
def test_other_pages_have_other_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_order_of_parameters_does_not_matter() -> None:
    assert url_key("https://e.com/a?x=1&y=2") == url_key("https://e.com/a?y=2&x=1")


def test_redirectors_that_lead_to_themselves_end() -> None:
    loop = "https://www.google.com/url?url=" + "https%3A//www.google.com/url%3Furl%3D" * 3
    assert canonical(loop).startswith("https://www.google.com/url")


def test_host_names() -> None:
    assert host_name("https://www.reuters.com/x") == "reuters.com"
    assert host_name("https://en.m.example.org/x") == "en.example.org"
    assert host_name("nonsense") == ""


def test_links_from_a_page() -> None:
    assert absolute("https://e.com/a/b", "../c?d=1") == "https://e.com/c?d=1"
    assert absolute("https://e.com/a/b", "javascript:alert(1)") == ""
    assert absolute("https://e.com/a/b", "//[bad") == ""


@given(st.text(max_size=200) | st.from_regex(r"https?://[^\s]{0,80}", fullmatch=True))
def test_never_raises_and_is_stable(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once
    assert url_key(once) == url_key(url)
    assert is_url(once) == is_url(url)
