#!/usr/bin/env bash
# feedparser 6.0.14: what an entry says of its picture can become its summary, and which of two texts is "summary" hangs on their order.
# `media:description` (a caption, by the Media RSS specification) goes to the same place as `description`. Where it stands first, the caption
# is `summary` and the story's own description becomes `content`, of type text/plain although the same words are text/html as `summary`;
# where it stands second it is the other way round. The `description` of an `image` within an item does the same. A reader that takes
# `summary`, or the longest of `summary` and `content`, takes the caption for the story. `media:text` and `media:title` are kept apart.
# Way out: rename `media:description` before parsing (as `media:text` it comes out as `media_text`), and take `image` out of items.
#
# Seen:
#   caption first: summary='caption' content='story' (text/plain)
#   caption last: summary='story' content='caption' (text/plain)
#   caption inside media:content, first: summary='caption' content='story' (text/plain)
#   description of an image: summary='story' content='caption' (text/plain)
#   media:text: summary='story' content=None media_text='caption'
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14

cat > "$folder/run.py" <<'PY'
import feedparser

STORY = "<description>story</description>"
CAPTION = "<media:description>caption</media:description>"
ITEMS = {
    "caption first": CAPTION + STORY,
    "caption last": STORY + CAPTION,
    "caption inside media:content, first": f"<media:content url='a.jpg'>{CAPTION}</media:content>{STORY}",
    "description of an image": f"{STORY}<image><url>a.jpg</url><description>caption</description></image>",
    "media:text": f"<media:text>caption</media:text>{STORY}",
}
for name, item in ITEMS.items():
    feed = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Feed</title>'
        f"<item><title>Title</title>{item}</item></channel></rss>"
    )
    entry = feedparser.parse(feed).entries[0]
    content = entry.get("content", [{}])[0]
    kind = f" ({content['type']})" if content else ""
    text = f" media_text={entry['media_text']!r}" if "media_text" in entry else ""
    print(f"{name}: summary={entry.get('summary')!r} content={content.get('value')!r}{kind}{text}")
PY
"$folder/venv/bin/python" -W ignore "$folder/run.py" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
