"""PDF and Word files: their text in paragraphs, their title and day, and what every sort of bad file says."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.files import read_stream
from alliance_cli.sources.paper import paragraphs, read_docx, read_pdf
from tests.sizes import examples

TEXT = (
    "TOKYO, Nov 13, 2025 - Nissan Motor and Honda Motor are in talks to develop cars together, people who know of the "
    "plans said on Thursday.",
    "The two have met in the United States, the people said. None of them wished to be named because the talks are not "
    "public.",
    "A spokesperson for Nissan declined to comment.",
)


def pdf(*pages: tuple[str, ...], columns: int = 1, title: str = "", head: str = "") -> bytes:
    out = io.BytesIO()

    def running(canvas: Any, made: Any) -> None:
        if head:
            canvas.drawString(60, A4[1] - 40, f"{head} {made.page}")
            canvas.drawString(300, 30, str(made.page))

    made = BaseDocTemplate(out, pagesize=A4, title=title)
    wide = (A4[0] - 100 - columns * 20) / columns
    frames = [Frame(60 + i * (wide + 20), 60, wide, A4[1] - 120) for i in range(columns)]
    made.addPageTemplates(PageTemplate(frames=frames, onPage=running))
    style = getSampleStyleSheet()["BodyText"]
    story: list[Any] = []
    for texts in pages:
        story += [*(Paragraph(text, style) for text in texts), PageBreak()]
    made.build(story[:-1])
    return out.getvalue()


def word(*texts: str, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.created = __import__("datetime").datetime(2024, 5, 1)
    for text in texts:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def one(found: list[Item]) -> Any:
    (item,) = found
    return item


@pytest.mark.parametrize("columns", [1, 2])
def test_the_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(TEXT, columns=columns, title="Nissan and Honda in talks"))
    report = one(list(read_inputs([str(path)])))
    assert isinstance(report, Report)
    assert report.title == "Nissan and Honda in talks"
    assert report.text.split("\n\n") == list(TEXT)
    assert report.published is not None
    assert (report.published.day, report.published.flags) == (date(2025, 11, 13), ("guessed",))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [(f"Page {word} says that Nissan and Honda are in talks.",) for word in ("one", "two", "three", "four")]
    report = one(list(read_pdf(pdf(*pages, head="Annual report"), "x.pdf", Options())))
    assert report.text.split("\n\n") == [text for (text,) in pages]


def test_a_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(word(*TEXT[:1])))
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Nissan", "34 %"
    document.add_paragraph("The end.")
    path = tmp_path / "report.docx"
    document.save(str(path))
    report = one(list(read_inputs([str(path)])))
    assert report.text.split("\n\n") == [TEXT[0], "Nissan | 34 %", "The end."]


def test_what_kind_of_file_it_is_is_seen_without_its_name() -> None:
    for raw in (pdf(TEXT), word(*TEXT)):
        report = one(list(read_stream(io.BytesIO(raw), "stdin", Options())))
        assert TEXT[0] in report.text


def test_a_title_that_is_none_is_not_taken() -> None:
    for title in ("Microsoft Word - final2.docx", "untitled", "report.indd"):
        report = one(list(read_pdf(pdf(("Nissan and Honda to talk", *TEXT), title=title), "x.pdf", Options())))
        assert report.title == "Nissan and Honda to talk"


def test_bad_files_are_faults() -> None:
    blank = pdf((" ",))
    for raw, kind in ((blank, "no-text"), (b"%PDF-1.7 nothing", "markup")):
        fault = one(list(read_pdf(raw, "x.pdf", Options())))
        assert (fault.kind, fault.raw) == (kind, raw)
    assert one(list(read_docx(word(), "x.docx", Options()))).kind == "empty"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (257 << 20))
    assert one(list(read_docx(bomb.getvalue(), "x.docx", Options()))).kind == "too-large"


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_damage_is_a_report_or_a_fault(data: st.DataObject) -> None:
    raw, read = data.draw(st.sampled_from([(pdf(TEXT), read_pdf), (word(*TEXT), read_docx)]))
    at = data.draw(st.integers(0, len(raw) - 1))
    damaged = raw[:at] + data.draw(st.binary(max_size=9)) + raw[data.draw(st.integers(at, len(raw))) :]
    assert all(isinstance(item, Report | Fault) for item in read(damaged, "x", Options()))


@given(st.lists(st.text("ab .\n", max_size=12)))
def test_joining_lines_loses_no_word(lines: list[str]) -> None:
    assert paragraphs(lines).split() == " ".join(lines).split()
