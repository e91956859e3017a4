#!/usr/bin/env bash
# trafilatura 2.3.1: with fast=True a page whose article stands in an <aside> is answered with its menu, as an ordinary text.
# "fast" is said to skip backup extraction; one expects less where the first way fails, or nothing, not another part of the page. Nothing in the
# answer tells the two apart. Without fast the same page gives the article. In a <div> or <main> both ways find it.
# Way out: where the quick answer is short, or holds little of the page's paragraphs, ask again without fast and compare.
#
# Seen:
#   main, fast: 380 characters, the article
#   main, not fast: 380 characters, the article
#   aside, fast: 221 characters, the menu
#   aside, not fast: 380 characters, the article
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 lxml_html_clean==0.4.6

cat > "$folder/run.py" <<'PY'
from trafilatura import bare_extraction

NAMES = "news politics world business culture sports opinion health energy technology obituaries photos games podcasts"
MENU = "".join(f"<li><a href='/{name}'>Section {name}</a></li>" for name in NAMES.split())
STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "Two makers of vans are in talks over a joint plant in eastern Europe, people briefed on the plans said on Tuesday.",
        "Each would hold half of the venture, the people said, adding that a site had not been chosen and talks could fail.",
        "Analysts said such a plant would let both share the cost of batteries and software at a time when sales have slowed.",
        "A spokesman did not comment.",
    )
)
for element in ("main", "aside"):
    story = f"<{element}><article><h1>Vans</h1>{STORY}</article></{element}>"
    page = f"<html><head><title>Vans</title></head><body><div class='header'><ul>{MENU}</ul></div>{story}</body></html>"
    for fast in (True, False):
        text = bare_extraction(page, fast=fast).text
        what = "the article" if "joint plant" in text else "the menu"
        print(f"{element}, {'fast' if fast else 'not fast'}: {len(text)} characters, {what}")
PY
"$folder/venv/bin/python" -W ignore "$folder/run.py" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
