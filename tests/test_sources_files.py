"""Files, folders, globs and standard input: what is read, and what every sort of bad input says."""

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_again, read_inputs
from alliance_cli.sources.files import read_path, read_stream


def read(*paths: Path | str, **options: object) -> list[Item]:
    return list(read_inputs([str(path) for path in paths], **options))  # type: ignore[arg-type]


def one(path: Path | str, **options: object) -> Item:
    (item,) = read(path, **options)
    return item


def report(path: Path | str, **options: object) -> Report:
    item = one(path, **options)
    assert isinstance(item, Report), item
    return item


def fault(path: Path | str, **options: object) -> Fault:
    item = one(path, **options)
    assert isinstance(item, Fault), item
    return item


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


RECORD = {
    "id": "r1",
    "title": "Ford and VW in talks",
    "published": "2018-06-19",
    "publisher": "Reuters",
    "url": "https://e.com/1",
    "text": "Ford is in talks with VW.",
}


class TestProse:
    def test_a_first_sentence_is_no_title(self, tmp_path: Path) -> None:
        found = report(written(tmp_path / "a.txt", "Ford is in talks with VW, a person said.\nMore follows.\n"))
        assert (found.title, found.text) == ("", "Ford is in talks with VW, a person said.\nMore follows.")
        assert found.published is None

    def test_a_short_line_that_stands_apart_is_the_title(self, tmp_path: Path) -> None:
        found = report(written(tmp_path / "a.txt", "Ford, VW in talks\n\nFord is in talks.\n"))
        assert (found.title, found.text) == ("Ford, VW in talks", "Ford is in talks.")

    def test_words_that_were_broken_at_the_end_of_a_line(self, tmp_path: Path) -> None:
        raw = "Volvo plans a joint ven-\nture with Scania, a long-\nterm partner, and a merg-\ner with Saab-\nScania.\n"
        text = "Volvo plans a joint venture with Scania, a long-term partner, and a merger with Saab-Scania."
        assert report(written(tmp_path / "a.txt", raw)).text == text

    def test_front_matter(self, tmp_path: Path) -> None:
        head = '---\ntitle: "Ford: VW"\ndate: 2018-06-19\npublisher: Reuters\nurl: https://e.com/1\ntags:\n  - x\n---\n'
        found = report(written(tmp_path / "a.md", head + "\nFord is in talks.\n"))
        assert (found.title, found.publisher, found.url) == ("Ford: VW", "Reuters", "https://e.com/1")
        assert found.published is not None
        assert found.published.day.isoformat() == "2018-06-19"
        assert found.published.day_only
        assert found.text == "Ford is in talks."

    def test_a_rule_at_the_top_is_no_front_matter(self, tmp_path: Path) -> None:
        text = "---\n\nA line of text that goes on and on.\n"
        assert report(written(tmp_path / "a.md", text)).text == text.strip()

    def test_markdown_marks_are_dropped(self, tmp_path: Path) -> None:
        raw = "# Ford & *VW*\n\n## Deal\n\n"
        raw += "> **Ford** met [VW](https://vw.example) on _Monday_; snake_case_name and 2*3*4 stay.\n"
        found = report(written(tmp_path / "a.md", raw))
        assert found.title == "Ford & VW"
        assert found.text == "Deal\n\nFord met VW on Monday; snake_case_name and 2*3*4 stay."

    def test_a_date_with_two_readings_is_named(self, tmp_path: Path) -> None:
        found = fault(written(tmp_path / "a.md", "---\ndate: 01/02/2025\n---\nText.\n"))
        assert (found.code, found.kind) == (ExitCode.BAD_DATA, "date")
        assert "01/02/2025" in str(found)
        assert "--day-first" in str(found)

    def test_a_date_that_cannot_be_read_costs_the_date(self, tmp_path: Path) -> None:
        for written_as in ("someday", "Thu, 01 Jan 1970 00:00:00 +0000", "0001-01-01"):
            found = report(written(tmp_path / "a.md", f"---\ndate: {written_as}\n---\nText.\n"))
            assert (found.published, found.undated, found.text) == (None, written_as, "Text.")

    def test_a_month_is_a_date_of_that_precision(self, tmp_path: Path) -> None:
        found = report(written(tmp_path / "a.md", "---\ndate: 2025-03\n---\nText.\n"))
        assert found.published is not None
        assert (str(found.published.when), found.published.flags) == ("2025-03", ("month-only",))

    @pytest.mark.parametrize(
        "raw",
        [
            "Škoda – VW “deal”".encode(),
            b"\xef\xbb\xbf" + "Škoda – VW “deal”".encode(),
            "Škoda – VW “deal”".encode("utf-16"),
            "Škoda – VW “deal”".encode("utf-32"),
        ],
    )
    def test_encodings(self, tmp_path: Path, raw: bytes) -> None:
        assert report(written(tmp_path / "a.txt", raw)).text == "Škoda – VW “deal”"

    def test_a_sentence_that_goes_on_below_is_no_title(self, tmp_path: Path) -> None:
        text = "Volvo and Scania are in talks about a joint\n\nventure to build trucks, in the\n\nUnited States, they said."
        found = report(written(tmp_path / "a.txt", text.encode()))
        assert (found.title, found.text) == ("", text)

    @pytest.mark.parametrize("end", [b"\n", b"\r\n"])
    def test_text_as_a_mail_carries_it(self, end: bytes, tmp_path: Path) -> None:
        raw = b"Volvo and Scania are in talks about a joint ven=" + end + b"ture=20" + end + b"with Citro=C3=ABn."
        assert (
            report(written(tmp_path / "a.txt", raw)).text
            == "Volvo and Scania are in talks about a joint venture \nwith Citroën."
        )
        plain = b"Margin=20%=" + end + b"Share=3"
        assert "=20" in report(written(tmp_path / "a.txt", plain)).text

    def test_lines_and_pages_end_as_word_processors_and_printers_end_them(self, tmp_path: Path) -> None:
        assert report(written(tmp_path / "a.txt", b"Volvo and\x0bScania\x0ctalk.")).text == "Volvo and\nScania\ntalk."

    def test_windows_text(self, tmp_path: Path) -> None:
        text = "Renault’s chief said a tie-up – “if any” – with Citroën would follow in the coming months of this year."
        assert report(written(tmp_path / "a.txt", text.encode("cp1252"))).text == text

    def test_japanese_text(self, tmp_path: Path) -> None:
        text = (
            "日産自動車とホンダは経営統合に向けた協議を始めると発表した。両社は共同で持ち株会社を設立する方向で検討している。"
            * 4
        )
        assert report(written(tmp_path / "a.txt", text.encode("shift_jis"))).text == text

    @pytest.mark.parametrize(
        ("typed", "plain"),
        [
            ("Citroe\u0308n and Nestle\u0301", "Citroën and Nestlé"),
            ("mer\u00adger talks", "merger talks"),
            ("mer\u200bger\u2060 talks", "merger talks"),
            ("L\u00b4Oreal, McDonald\u00b4s, Macy`s, O\u2032Reilly", "L'Oreal, McDonald's, Macy's, O'Reilly"),
            ("the airlines\u00b4 talks", "the airlines' talks"),
            ("a 6\u2032 wall and `code` stay", "a 6\u2032 wall and `code` stay"),
            ("\ufb01rst o\ufb00er of Ra\ufb03a", "first offer of Raffia"),
            ("\uff2e\uff34\uff34 \uff06 \uff2b\uff24\uff24\uff29", "NTT & KDDI"),
            ("\U0001d5d9\U0001d5fc\U0001d5ff\U0001d5f1 in talks", "Ford in talks"),
            ("a tie\u2011up, a joint\u2010venture", "a tie-up, a joint-venture"),
            ("\u1112\u1161\u11ab", "\ud55c"),
            ("日産、ホンダ（東京）！", "日産、ホンダ（東京）！"),
        ],
    )
    def test_letters_have_one_spelling_in_every_kind_of_input(self, tmp_path: Path, typed: str, plain: str) -> None:
        text = f"{typed} are on."
        mail = f"From: a@e.com\nSubject: A\nDate: Tue, 19 Jun 2018 22:30:00 -0400\n\n{text}\n"
        page = f"<html><title>A</title><body><article><p>{text} {RECORD['text'] * 12}</p></article></body></html>"
        for name, raw in {
            "a.txt": text, "a.md": text, "a.json": json.dumps({"text": text}), "a.csv": f'title,text\nA,"{text}"\n',
            "a.eml": mail, "a.xml": f"<rss><channel><item><description>{text}</description></item></channel></rss>",
            "a.html": page,
        }.items():  # fmt: skip
            found = report(written(tmp_path / name, raw)).text
            assert found.startswith(f"{plain} are on."), (name, found)

    def test_entities_for_such_letters_too(self, tmp_path: Path) -> None:
        raw = json.dumps({"text": "L&acute;Oreal and Citroe&#776;n in mer&shy;ger talks"})
        assert report(written(tmp_path / "a.json", raw)).text == "L'Oreal and Citroën in merger talks"

    def test_control_characters_never_get_through(self, tmp_path: Path) -> None:
        found = report(written(tmp_path / "a.txt", "Ford\x1b[31m and\r\nVW talk on\x07 and on.\r\n"))
        assert found.text == "Ford[31m and\nVW talk on and on."


class TestJson:
    def test_an_object(self, tmp_path: Path) -> None:
        found = report(written(tmp_path / "a.json", json.dumps(RECORD)))
        assert (found.record_id, found.title, found.publisher, found.url) == (
            "r1",
            RECORD["title"],
            "Reuters",
            "https://e.com/1",
        )

    def test_lists_are_counted(self, tmp_path: Path) -> None:
        items = read(written(tmp_path / "a.json", json.dumps([RECORD, {"text": {}, "title": []}, 7, RECORD])))
        assert [type(item) for item in items] == [Report, Fault, Fault, Report]
        assert [item.locator.rpartition("#")[2] for item in items] == ["1", "2", "3", "4"]

    def test_a_list_inside_an_object(self, tmp_path: Path) -> None:
        assert len(read(written(tmp_path / "a.json", json.dumps({"n": 1, "articles": [RECORD, RECORD]})))) == 2

    def test_lines_with_their_numbers(self, tmp_path: Path) -> None:
        lines = [
            json.dumps(RECORD),
            "",
            "{oops",
            '{"text": "\\ud800 x"}',
            "[1]",
            json.dumps(RECORD | {"published": "01/02/2025"}),  # two readings
        ]
        items = read(written(tmp_path / "a.jsonl", "\n".join(lines)))
        places = [str(item).removeprefix(f"{tmp_path}/") for item in items if isinstance(item, Fault)]
        assert [place.split(": ")[:2] for place in places] == [
            ["a.jsonl:3", "not JSON"],
            ["a.jsonl:5", "a list where an object with a title and a text belongs"],
            ["a.jsonl:6", "not a publication date"],
        ]
        assert [item.text for item in items if isinstance(item, Report)] == [RECORD["text"], " x".strip()]

    @pytest.mark.parametrize("bad", ["[" * 100_000, "9" * 5000, "{", '{"a": }', "nul", '"text"'])
    def test_bad_json(self, tmp_path: Path, bad: str) -> None:
        assert fault(written(tmp_path / "a.json", bad)).code is ExitCode.BAD_DATA

    def test_utf16_lines(self, tmp_path: Path) -> None:
        raw = "\n".join(json.dumps(RECORD) for _ in range(3)).encode("utf-16")
        assert all(isinstance(item, Report) for item in read(written(tmp_path / "a.jsonl", raw)))

    def test_a_line_too_long_is_passed_over(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.jsonl", json.dumps(RECORD) + "\n" + "x" * 5000 + "\n" + json.dumps(RECORD))
        items = list(read_path(path, Options(record=1000)))
        assert [type(item) for item in items] == [Report, Fault, Report]
        assert items[2].locator.endswith(":3")

    def test_memory_does_not_grow_with_the_file(self, tmp_path: Path) -> None:
        line = json.dumps(RECORD | {"text": "Ford and VW. " * 400}) + "\n"
        path = written(tmp_path / "a.jsonl", line * 1000)
        tracemalloc.start()
        count = sum(1 for _ in read_inputs([str(path)]))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == 1000
        assert path.stat().st_size > 5_000_000
        assert peak < 2_000_000

    def test_mapping(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.jsonl", json.dumps({"kopf": "Ford, VW", "leib": "Talks."}))
        found = report(path, mapping={"title": "kopf", "text": "leib"})
        assert (found.title, found.text) == ("Ford, VW", "Talks.")
        assert "kopff" in str(fault(path, mapping={"title": "kopff"}))
        assert "headline" in str(fault(path, mapping={"headline": "kopf"}))


class TestCsv:
    def test_columns_by_name(self, tmp_path: Path) -> None:
        raw = 'Headline,Date,Body\n"Ford, VW",2018-06-19,"Two\nlines"\n\nGM,2018-06-20,Other\n'
        items = read(written(tmp_path / "a.csv", raw))
        assert [(item.title, item.text) for item in items if isinstance(item, Report)] == [
            ("Ford, VW", "Two\nlines"),
            ("GM", "Other"),
        ]
        assert [item.locator.rpartition(":")[2] for item in items] == ["2", "5"]

    @pytest.mark.parametrize("mark", [";", "\t", "|"])
    def test_other_delimiters(self, tmp_path: Path, mark: str) -> None:
        assert report(written(tmp_path / "a.csv", f"title{mark}text\nA{mark}B, C\n")).text == "B, C"

    @pytest.mark.parametrize(
        "raw",
        [
            "sep=;\ntitle;text\nA;B, C\n",
            "\ufeffsep=;\r\n\r\ntitle;text\r\nA;B, C\r\n",
            'title,text\rA,"B, C"\r',
            "Results of a search\nWhat: Ford, VW\n\ntitle;text\nA;B, C\n",
            ';Title;Text\n0;A;"B, C"\n',
            'title,text,text\nA,"B, C",\n',
            'title,text,text\nA,,"B, C"\n',
            "Publication Date\tHead Line\tFull Text\nNaN\tA\tB, C\n",
        ],
    )
    def test_shapes_of_other_programs(self, tmp_path: Path, raw: str) -> None:
        found = report(written(tmp_path / "a.csv", raw))
        assert (found.title, found.text, found.published, found.undated) == ("A", "B, C", None, "")

    def test_lines_are_counted_from_the_first_of_the_file(self, tmp_path: Path) -> None:
        items = read(written(tmp_path / "a.csv", "Exported\n\ntitle,text\nA,B\nC,D,E\n"))
        assert [item.locator.rpartition(":")[2] for item in items] == ["4", "5"]

    def test_a_line_too_long_leaves_those_before_it(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.csv", f"title,text\nA,B\nC,{'x' * 5000}\n")
        assert [type(item) for item in read_path(path, Options(record=1000))] == [Report, Fault]

    def test_a_second_text_is_not_dropped(self, tmp_path: Path) -> None:
        long = "Ford is in talks with VW about vans, two people with knowledge of the matter said on Thursday. " * 2
        assert report(written(tmp_path / "a.csv", f'title,text,text\nA,Short.,"{long}"\n')).text == long.strip()

    def test_mapping(self, tmp_path: Path) -> None:
        assert (
            report(written(tmp_path / "a.csv", "kopf,leib\nA,B\n"), mapping={"title": "kopf", "text": "leib"}).text
            == "B"
        )

    def test_a_wrong_mapping_is_said_once(self, tmp_path: Path) -> None:
        found = fault(written(tmp_path / "a.csv", "title,text\nA,B\nC,D\n"), mapping={"publisher": "paper"})
        assert '"paper"' in str(found)

    def test_a_bad_row_leaves_the_rest(self, tmp_path: Path) -> None:
        items = read(written(tmp_path / "a.csv", "title,text\nA,B\nA,B,C\n,\nC,D\n"))
        assert [type(item) for item in items] == [Report, Fault, Report]
        assert items[1].locator.endswith(":3")

    def test_no_useful_column(self, tmp_path: Path) -> None:
        assert "--map" in str(fault(written(tmp_path / "a.csv", "x,y\n1,2\n")))

    def test_an_open_quote_is_reported(self, tmp_path: Path) -> None:
        assert fault(written(tmp_path / "a.csv", 'title,text\nA,"B\nC,D\n')).code is ExitCode.BAD_DATA


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"PK\x03\x04\0\0notes.txt", "a ZIP archive; unpack it first"),
        (b"PK\x03\x04\0\0xl/workbook.xml", "alliance import"),
        (b"SQLite format 3\0", "alliance export"),
        (b"\x7fELF\x02\0\0\0", "a binary file"),
    ],
)
def test_of_what_is_no_text_it_is_said_what_it_is(head: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "x.dat").write_bytes(head + bytes(100))
    (fault,) = read_inputs([str(tmp_path / "x.dat")])
    assert isinstance(fault, Fault)
    assert told in fault.reason


class TestPacked:
    @pytest.mark.parametrize(
        ("ending", "pack"),
        [
            (".gz", gzip.compress),
            (".bz2", bz2.compress),
            (".xz", lzma.compress),
            (".zst", zstandard.ZstdCompressor().compress),
        ],
    )
    def test_all_four(self, tmp_path: Path, ending: str, pack: object) -> None:
        raw = "".join(json.dumps(RECORD) + "\n" for _ in range(50)).encode()
        packed = pack(raw) + pack(raw)  # type: ignore[operator]
        assert len(read(written(tmp_path / f"a.jsonl{ending}", packed))) == 100
        assert len(list(read_inputs(["-"], stdin=io.BytesIO(packed)))) == 100
        cut = read(written(tmp_path / f"cut.jsonl{ending}", packed[: len(packed) - 12]))
        assert isinstance(cut[-1], Fault) or len(cut) < 100
        bent = read(written(tmp_path / f"bent.jsonl{ending}", packed[:40] + b"\xff\0\xff\0" * 8 + packed[72:]))
        assert isinstance(bent[-1], Fault)

    def test_a_bomb_is_refused(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.txt.gz", gzip.compress(b"x" * 50_000_000))
        assert fault(path).kind == "packed"
        streamed = written(tmp_path / "a.jsonl.xz", lzma.compress(b"\n" * 50_000_000))
        (found,) = read_path(streamed, Options(unpacked=1_000_000))
        assert isinstance(found, Fault)
        assert found.kind == "packed"


class TestBadInputs:
    def test_missing(self, tmp_path: Path) -> None:
        assert fault(tmp_path / "no.txt").code is ExitCode.NO_INPUT
        assert fault(f"{tmp_path}/*.txt").code is ExitCode.NO_INPUT
        assert fault("a\0b").code is ExitCode.NO_INPUT
        assert fault("x" * 5000).code is not ExitCode.DONE

    def test_empty(self, tmp_path: Path) -> None:
        assert fault(written(tmp_path / "a.txt", b"")).code is ExitCode.BAD_DATA
        assert fault(written(tmp_path / "a.jsonl", b" \n")).code is ExitCode.BAD_DATA
        assert fault(written(tmp_path / "a.json", b"[]")).code is ExitCode.BAD_DATA

    def test_empty_folder(self, tmp_path: Path) -> None:
        found = fault(tmp_path)
        assert found.code is ExitCode.NO_INPUT
        assert ".jsonl" in found.reason

    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a"])
    def test_binary(self, tmp_path: Path, name: str) -> None:
        found = fault(written(tmp_path / name, b"\x89PNG\r\0\x1a\0" + bytes(range(256))))
        assert (found.code, found.kind) == (ExitCode.BAD_DATA, "binary")

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
    def test_unreadable(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.txt", b"x")
        path.chmod(0)
        assert fault(path).code is ExitCode.NO_PERMISSION

    def test_a_reason_is_one_printable_line(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a\n\x1b[31m.jsonl", '{"title": ["\x1b[2J\\n\u202e", 1')
        line = str(fault(path))
        assert line.isprintable()


class TestFolders:
    def test_recursive_sorted_and_without_the_hidden(self, tmp_path: Path) -> None:
        for name in ("b/2.txt", "a/1.md", ".git/x.txt", "c.png", "a/.h.txt", "z.jsonl.gz"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            content = gzip.compress(json.dumps(RECORD).encode()) if name.endswith("gz") else b"Some text."
            written(tmp_path / name, content)
        names = [Path(item.locator.rpartition(":")[0] or item.locator).name for item in read(tmp_path)]
        assert names == ["1.md", "2.txt", "z.jsonl.gz"]

    def test_globs(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.txt", "c[1].txt"):
            written(tmp_path / name, name)
        assert [item.text for item in read(f"{tmp_path}/[ab].txt") if isinstance(item, Report)] == ["a.txt", "b.txt"]
        assert report(f"{tmp_path}/c[1].txt").text == "c[1].txt"


class TestStdin:
    @pytest.mark.parametrize(
        ("raw", "count"),
        [
            (json.dumps(RECORD), 1),
            (json.dumps(RECORD, indent=2), 1),
            (json.dumps([RECORD, RECORD]), 2),
            (f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n", 2),
            ("Ford is in talks with VW.", 1),
        ],
    )
    def test_kinds(self, raw: str, count: int) -> None:
        items = list(read_inputs(["-"], stdin=io.BytesIO(raw.encode())))
        assert len(items) == count
        assert all(isinstance(item, Report) and item.locator.startswith("stdin") for item in items)

    def test_nothing(self) -> None:
        (item,) = read_inputs(["-"], stdin=io.BytesIO())
        assert isinstance(item, Fault)

    def test_a_long_stream(self) -> None:
        lines = (json.dumps(RECORD) + "\n") * 2000
        assert len(list(read_stream(io.BytesIO(lines.encode()), "stdin", Options()))) == 2000


RSS = (
    "<rss version='2.0'><channel><title>E</title><item><title>T</title><guid>g</guid>"
    "<pubDate>01/02/2025</pubDate><description>Text.</description></item></channel></rss>"
)
FEED = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "g", "content_text": "Text."}]}


class TestReadAgain:
    """What could not be read is kept so that a hint, or a later version, can still read it."""

    @pytest.mark.parametrize(
        ("name", "raw"),
        [
            ("a.jsonl", '{"title": "T", "text": "Text.", "published": "01/02/2025"}'),
            ("a.json", '[{"title": "T", "text": "Text.", "published": "01/02/2025"}]'),
            ("a.csv", "title,text,published\nT,Text.,01/02/2025\n"),
            ("a.md", "---\ntitle: T\ndate: 01/02/2025\n---\nText.\n"),
            ("a.eml", "From: a@e.com\nSubject: T\nDate: 01/02/2025\nTo: b@e.com\n\nText.\n"),
            ("a.xml", RSS),
            ("b.json", json.dumps(FEED).replace('"g"', '"g", "title": "T", "date_published": "01/02/2025"')),
        ],
    )
    def test_with_a_hint(self, tmp_path: Path, name: str, raw: str) -> None:
        found = fault(written(tmp_path / name, raw))
        assert found.kind == "date"
        assert found.raw
        (again,) = read_again(found.raw, found.locator, Options(day_first=True))
        assert isinstance(again, Report)
        assert (again.title, again.text) == ("T", "Text.")
        assert again.published is not None
        assert again.published.day.isoformat() == "2025-02-01"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = ["lxml", "urllib3", "feedparser", "trafilatura", "charset_normalizer", "zstandard", "rensa", "dateutil"]
    code = f"import sys, alliance_cli.sources.http; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
