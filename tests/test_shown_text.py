"""What nobody sees and what acts on a terminal: in names, in CSV and plain lines, in lists of feeds."""

import csv
import io
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alliance_cli import names
from alliance_cli.render import structured
from alliance_cli.sources.opml import Outline, write_opml
from tests.conftest import Run

ACTING = [*(chr(n) for n in range(32) if chr(n) not in "\t\n\r"), "\x7f", *(chr(n) for n in range(0x80, 0xA0))]


def test_names_are_one_however_their_letters_are_put_together() -> None:
    for written in ("L\u2019Oréal", "Škoda", "ガス", "Nägele"):
        assert names.key(unicodedata.normalize("NFC", written)) == names.key(unicodedata.normalize("NFD", written))
    for hidden in ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u3164", "\uffa0"):
        assert names.key(f"Nis{hidden}san{hidden}") == "nissan"


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\uffa0\u115f", "\u2061\U000e0041"])
def test_a_name_that_nobody_sees_is_none(name: str, run: Run) -> None:
    run("companies", "add", "Blue Harbor")
    for argv in (
        ["add", name, "Nissan"],
        ["companies", "add", name],
        *([word, "Nissan", name] for word in ("note", "tag", "owner")),
    ):
        result = run(*argv, *(["--kind", "merger"] if argv[0] == "add" else []))
        assert (result.code, result.err.count("\n")) == (2, 1), result
    assert run("timeline", name).code in {1, 2}


@pytest.mark.parametrize("char", ACTING)
def test_no_table_acts_on_a_terminal(char: str) -> None:
    records = [{"a": f"x{char}[31my", "b": [f"{char}z"]}]
    assert char not in structured.to_csv(records)
    assert char not in structured.to_plain(records)
    assert list(csv.reader(io.StringIO(structured.to_csv([{"a": "one\ntwo\tthree"}]))))[1] == ["one\ntwo\tthree"]


@pytest.mark.parametrize("char", ACTING)
def test_a_list_of_feeds_is_xml_and_acts_nowhere(char: str) -> None:
    raw = write_opml([Outline("https://a.example/rss", f"x{char}y", "https://a.example/", f"f{char}g/h")])
    assert char not in raw.decode()
    assert [e.get("text") for e in ElementTree.fromstring(raw).iter("outline")] == ["f g", "h", "x y"]


def test_what_lies_in_the_ledger_comes_out_harmless(run: Run, ledger: Path) -> None:
    run("feeds", "add", "https://a.example/rss", "--name", "Some Feed")
    run("add", "Nissan", "Honda", "--note", "plain", "--region", "Japan")
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("UPDATE feeds SET name = 'a' || char(27) || '[31mb' || char(155)")
        conn.execute("UPDATE claims SET region = 'J' || char(27) || ']0;x' || char(7)")
        conn.commit()
    for argv in (
        ["feeds", "export"],
        ["feeds", "--csv"],
        ["feeds", "--plain"],
        ["talks", "--csv"],
        ["export", "--format", "csv"],
    ):
        printed = run(*argv).out
        assert printed
        assert not set("\x1b\x9b\x07") & set(printed), argv
