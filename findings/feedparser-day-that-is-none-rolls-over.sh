#!/usr/bin/env bash
# feedparser 6.0.14: a day or a time that there is not, written as in ISO 8601, is parsed into another one, without a word.
# "2025-02-30" is the 2nd of March, month 13 is January of the next year, hour 25 one o'clock on the next day; day 0 (as programs fill what
# they do not know, "2025-06-00") is the last of the month before, and month 0 ("2025-00-10") December of the year before. `bozo` stays
# False. The same day as RFC 822 has it ("Sun, 30 Feb 2025 09:00:00 GMT") has no `published_parsed`, as one would expect of both.
# A reader that trusts `published_parsed` dates a report wrongly, by up to a year.
# Way out: take the string (`published`) and parse it with something that checks the calendar, such as datetime.fromisoformat.
#
# Seen:
#   2025-02-28: 2025-02-28 00:00 bozo=False
#   2025-02-30: 2025-03-02 00:00 bozo=False
#   2025-06-00: 2025-05-31 00:00 bozo=False
#   2025-00-10: 2024-12-10 00:00 bozo=False
#   2025-13-01: 2026-01-01 00:00 bozo=False
#   2025-03-03T25:00:00Z: 2025-03-04 01:00 bozo=False
#   Sun, 30 Feb 2025 09:00:00 GMT: None bozo=False
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14

cat > "$folder/run.py" <<'PY'
import feedparser

WRITTEN = (
    "2025-02-28", "2025-02-30", "2025-06-00", "2025-00-10", "2025-13-01", "2025-03-03T25:00:00Z",
    "Sun, 30 Feb 2025 09:00:00 GMT",
)
for written in WRITTEN:
    feed = feedparser.parse(
        f'<rss version="2.0"><channel><title>Feed</title><item><title>A</title><pubDate>{written}</pubDate></item></channel></rss>'
    )
    parsed = feed.entries[0].get("published_parsed")
    day = "{}-{:02}-{:02} {:02}:{:02}".format(*parsed[:5]) if parsed else None
    print(f"  {written}: {day} bozo={bool(feed.bozo)}")
PY

"$folder/venv/bin/python" -c 'import feedparser; print("feedparser", feedparser.__version__)'
"$folder/venv/bin/python" "$folder/run.py" | tee "$folder/seen"
sed -n 's/^#   /  /p' "$0" | diff - "$folder/seen"
