#!/usr/bin/env bash
# feedparser 6.0.14: `entry.id` is not the GUID that stands in the feed, but the address it would be if it were a relative link, and so depends
# on where the feed was read. RSS takes a GUID without `isPermaLink` for a permalink; most that number their entries do not say otherwise.
# `resolve_relative_uris=False` does not change it. One feed read from a file and from its address, or from two mirrors, so gives each entry
# another id, and every entry seems new; and `entry.link` is an address that nobody published.
# Way out: add isPermaLink="false" to every <guid> that does not begin with http before parsing.
#
# Seen:
#   no address: id 12, link 12
#   https://e.example/feed.xml: id https://e.example/12, link https://e.example/12
#   https://m.example/a/feed.xml: id https://m.example/a/12, link https://m.example/a/12
#   https://e.example/feed.xml, isPermaLink="false": id 12, link None
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14

cat > "$folder/run.py" <<'PY'
import feedparser

FEED = '<rss version="2.0"><channel><title>T</title><item><title>A</title><guid{}>12</guid></item></channel></rss>'


def read(address, mark=""):
    headers = {"content-type": "application/xml"} | ({"content-location": address} if address else {})
    raw = FEED.format(mark).encode()
    entry = feedparser.parse(raw, response_headers=headers, resolve_relative_uris=False).entries[0]
    print(f"{address or 'no address'}{',' if mark else ''}{mark}: id {entry.get('id')}, link {entry.get('link')}")


read("")
read("https://e.example/feed.xml")
read("https://m.example/a/feed.xml")
read("https://e.example/feed.xml", ' isPermaLink="false"')
PY
"$folder/venv/bin/python" -W ignore "$folder/run.py" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
