#!/usr/bin/env bash
# python-calamine 0.9.1 (workbooks written by XlsxWriter 3.3.1): `to_python()` begins at the first cell that holds something, not at A1. Rows and
# columns that are empty above and to the left are left out without a word, so that the index of a row is not its number on the sheet, and two sheets
# of one form differ in where their columns lie. A program that tells its user "row 2 is wrong" names another row than the spreadsheet shows.
# Way out: `to_python(skip_empty_area=False)` begins at A1.
#
# Seen:
#   written at C4 and D5
#   to_python() [['name', ''], ['', 'Ford']]
#   skip_empty_area=False 5 rows, row 5 is ['', '', '', 'Ford']
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1 xlsxwriter==3.3.1

cat > "$folder/run.py" <<'PY'
import sys

import xlsxwriter
from python_calamine import CalamineWorkbook

path = sys.argv[1]
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet()
    sheet.write_string("C4", "name")
    sheet.write_string("D5", "Ford")
print("written at C4 and D5")
sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
print("to_python()", sheet.to_python())
rows = sheet.to_python(skip_empty_area=False)
print("skip_empty_area=False", len(rows), "rows, row 5 is", rows[4])
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder/book.xlsx" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
