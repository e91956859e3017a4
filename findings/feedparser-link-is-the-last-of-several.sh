#!/usr/bin/env bash
# feedparser 6.0.14: `link` of an entry, "the primary link", is the last alternate one that it has, whatever came before.
# An RSS item with its own `link` and then an `atom:link` to another form of the page (AMP, a mobile site), as plug-ins write it, is given the
# address of that form; the other way round it is given its own. Of two `link` elements, and of two alternate links of an Atom entry, which
# the specification allows if they differ in type or language, it is the last, too. Other relations (`self`) and types that are no page
# (`application/json`) do not count. `links` has all of them in their order.
# Way out: take the first of `links` with the relation `alternate` and no type or one of a page, and for RSS the element without a namespace.
#
# Seen:
#   RSS, link and atom:link: link='2' links=['1', '2']
#   RSS, atom:link and link: link='1' links=['2', '1']
#   RSS, link and atom:link rel=self: link='1' links=['1', '2']
#   RSS, two links: link='2' links=['1', '2']
#   Atom, two languages: link='2' links=['1', '2']
#   Atom, a page and JSON: link='1' links=['1', '2']
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14

cat > "$folder/run.py" <<'PY'
import feedparser

RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>F</title><item><title>T</title>{}</item></channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title>{}</entry></feed>'
ENTRIES = {
    "RSS, link and atom:link": (RSS, '<link>http://e.example/1</link><atom:link rel="alternate" type="text/html" href="http://e.example/2"/>'),
    "RSS, atom:link and link": (RSS, '<atom:link rel="alternate" type="text/html" href="http://e.example/2"/><link>http://e.example/1</link>'),
    "RSS, link and atom:link rel=self": (RSS, '<link>http://e.example/1</link><atom:link rel="self" href="http://e.example/2"/>'),
    "RSS, two links": (RSS, "<link>http://e.example/1</link><link>http://e.example/2</link>"),
    "Atom, two languages": (ATOM, '<link hreflang="en" href="http://e.example/1"/><link hreflang="ja" href="http://e.example/2"/>'),
    "Atom, a page and JSON": (ATOM, '<link href="http://e.example/1"/><link type="application/json" href="http://e.example/2"/>'),
}
print("feedparser", feedparser.__version__)
for name, (feed, links) in ENTRIES.items():
    entry = feedparser.parse(feed.format(links)).entries[0]
    print(f"{name}: link={entry.link[-1]!r} links={[link['href'][-1] for link in entry.links]}")
PY
"$folder/venv/bin/python" -W ignore "$folder/run.py" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - <(tail -n +2 "$folder/seen.txt")
echo "as stated"
