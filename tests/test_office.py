"""The workbook in a real spreadsheet program: LibreOffice, where it is installed."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

DEALS = """buyer,target,seller,status,date,source,value,currency,stake,closes,consideration
Nissan,Zuiko Motors,Ford,rumoured,2026-06-03,Reuters,6500000000,USD,51%,2027-H1,cash
"=1+1 Partners",Ochre Textiles,,confirmed,2026-06-03,Reuters,150bn,JPY,,,
"""
EACH_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_with_its_figures_and_no_formula_of_a_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    assert run("import", str(tmp_path / "deals.csv"), "--new-company").code == 0
    assert run("export", "--format", "xlsx", "-o", str(tmp_path / "book.xlsx")).code == 0
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", EACH_SHEET, "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "book.xlsx")], check=True, capture_output=True, timeout=120)
    with (tmp_path / "out" / "book-Talks.csv").open(encoding="utf-8", newline="") as file:
        talks = {row["parties"]: row for row in csv.DictReader(file)}
    nissan = next(row for parties, row in talks.items() if "Nissan" in parties)
    assert (nissan["value"], nissan["currency"], nissan["stake"]) == ("6500000000", "USD", "51")
    assert (nissan["last turn"], nissan["closes"]) == ("2026-06-03", "2027-H1")
    assert any("=1+1 Partners" in parties for parties in talks)
