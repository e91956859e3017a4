"""Lists of feeds, in and out."""

from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.sources import Fault
from alliance_cli.sources.letters import plain_letters
from alliance_cli.sources.opml import Outline, read_opml, write_opml

OPML = b"""<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Autos &amp; more">
  <outline text="Japan"><outline type="rss" text="A &gt; B > C" xmlUrl="https://e.com/a?x=1&amp;y=2" htmlUrl="https://e.com/"/>
  </outline>
  <outline title="Second" text="x" xmlURL='https://e.com/b'></outline>
</outline>
<outline text="Again" xmlUrl="https://e.com/a?x=1&amp;y=2"/>
<outline text="Odd" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_read() -> None:
    found = list(read_opml(OPML, "f.opml"))
    assert found[:2] == [
        Outline("https://e.com/a?x=1&y=2", "A > B > C", "https://e.com/", "Autos & more/Japan"),
        Outline("https://e.com/b", "Second", "", "Autos & more"),
    ]
    assert isinstance(found[2], Fault)
    assert len(found) == 3


def test_what_is_no_list() -> None:
    for raw in (b"", b"<html></html>", b"<opml/>", b"\0\1\2", b"<opml>" + b"<outline" * 50_000):
        assert all(isinstance(item, Fault) for item in read_opml(raw, "f.opml"))


def test_entities_are_not_expanded() -> None:
    raw = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><opml><outline text="&e;" xmlUrl="https://e.com/"/></opml>'
    assert list(read_opml(raw, "f.opml")) == [Outline("https://e.com/", "&e;")]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="/&"), min_size=1).map(
    plain_letters
)
"""Letters as reading leaves them: an accent that stands for an apostrophe is one."""


@given(st.lists(st.builds(Outline, st.integers().map(lambda n: f"https://e.com/{n}"), NAMES, st.just(""), NAMES)))
def test_what_is_written_is_read(outlines: list[Outline]) -> None:
    unique = {outline.url: outline for outline in reversed(outlines)}
    raw = write_opml(unique.values())
    found = [item for item in read_opml(raw, "f.opml") if isinstance(item, Outline)]
    assert sorted(found, key=str) == sorted(unique.values(), key=str)


def test_addresses_as_links_and_without_a_scheme() -> None:
    raw = b"""<opml><outline text="A" type="rss" url="https://e.com/a"/><outline text="B" type="link" url="https://e.com/b"/>
    <outline text="C" xmlUrl="//e.com/c"/></opml>"""
    assert list(read_opml(raw, "f.opml")) == [Outline("https://e.com/a", "A"), Outline("https://e.com/c", "C")]
