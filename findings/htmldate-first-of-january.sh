#!/usr/bin/env bash
# htmldate 1.11.0: find_date(..., extensive_search=True) makes a first of January of a bare year, even of a page that shows its day in full.
# "November 13, 2025" is found; of "Nov. 13, 2025" and of 2025年11月13日 only the year is taken, and the answer is 2025-01-01, an ordinary date that
# nothing tells from a real one. So is the year of a copyright notice, which even goes before the day written above it, and any year in a sentence.
# Way out: take a first of January for no date unless the page writes that very day, and look for written days first.
#
# Seen:
#   November 13, 2025 -> 2025-11-13
#   Nov. 13, 2025 -> 2025-01-01
#   2025年11月13日 -> 2025-01-01
#   2025年11月13日 above Copyright 2026 -> 2026-01-01
#   partners since 2019 -> 2019-01-01
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check htmldate==1.11.0

cat > "$folder/run.py" <<'PY'
from htmldate import find_date

HEAD = "<html><head><title>Two sign</title></head><body><article><h1>Two sign</h1>"
PAGES = {
    "November 13, 2025": "<p>TOKYO, November 13, 2025 (Wire) -- Two carmakers signed a memorandum.</p>",
    "Nov. 13, 2025": "<p>TOKYO, Nov. 13, 2025 (Wire) -- Two carmakers signed a memorandum.</p>",
    "2025年11月13日": "<p>2025年11月13日</p>",
    "2025年11月13日 above Copyright 2026": "<p>2025年11月13日</p><footer>Copyright 2026 Example</footer>",
    "partners since 2019": "<p>The two have been partners since 2019, they said.</p>",
}
for name, body in PAGES.items():
    page = f"{HEAD}{body}</article></body></html>"
    print(name, "->", find_date(page, original_date=True, extensive_search=True))
PY
PYTHONIOENCODING=utf-8 "$folder/venv/bin/python" -W ignore "$folder/run.py" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
