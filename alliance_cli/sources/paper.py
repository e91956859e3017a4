"""PDF and Word files to a Report: their paragraphs as text. Both are read in the worker, which can be killed."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from alliance_cli.errors import ExitCode
from alliance_cli.models import Precision, Published, Report
from alliance_cli.sources.decoding import clean
from alliance_cli.sources.items import Fault, Item, Options, bad_data

_MOST_PAGES = 3_000
_MOST_UNPACKED = 256 << 20
_HEAD = 400
_NO_TITLE = re.compile(r"untitled|document\d*|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|pptx?)", re.IGNORECASE)
_HYPHENS = re.compile(r"(?<=\w)(?:[\ufffe\x02\xad]|-(?=\n[a-z]))\n")
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"\d{4}")
_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"', "’", ")", "。")
_FULL = 0.8
"""A line this much shorter than the usual one, or shorter, ends its paragraph."""


def read_pdf(raw: bytes, locator: str, _: Options) -> Iterator[Item]:
    """The text of a PDF as one report: lines joined to paragraphs, running heads and page numbers left out."""
    try:
        import pypdfium2
    except ImportError:
        yield _missing(locator, raw, "PDF", "pypdfium2", "pdf")
        return
    try:
        document = pypdfium2.PdfDocument(raw)
        if len(document) > _MOST_PAGES:
            yield bad_data(locator, f"a PDF of more than {_MOST_PAGES} pages", "too-large", raw)
            return
        pages = [_lines(page.get_textpage().get_text_range()) for page in document]
        about = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "locked with a password" if locked else "a damaged PDF"
        yield bad_data(locator, why, "locked" if locked else "markup", raw)
        return
    text = _joined(filter(None, map(paragraphs, _without_running_heads(pages))))
    created = _CREATED.match(about.get("CreationDate") or "")
    if text:
        yield _report(about.get("Title") or "", text, locator, _day(created.groups()) if created else None)
    else:
        yield bad_data(locator, "a PDF of pictures, without text; it has to go through OCR first", "no-text", raw)


def read_docx(raw: bytes, locator: str, _: Options) -> Iterator[Item]:
    """The paragraphs of a Word file as one report, cells of tables among them."""
    try:
        import docx
    except ImportError:
        yield _missing(locator, raw, "Word files", "python-docx", "docx")
        return
    try:
        unpacked = sum(member.file_size for member in zipfile.ZipFile(BytesIO(raw)).infolist())
        if unpacked > _MOST_UNPACKED:
            yield bad_data(locator, f"unpacks to more than {_MOST_UNPACKED >> 20} MiB", "too-large", raw)
            return
        document = docx.Document(BytesIO(raw))
        text = "\n\n".join(line for line in _of_document(document) if line)
        title, created = document.core_properties.title, document.core_properties.created
    except Exception:  # the libraries under it raise what they please for a damaged file
        yield bad_data(locator, "a damaged Word file", "markup", raw)
        return
    if text:
        yield _report(title or "", text, locator, created.date() if created else None)
    else:
        yield bad_data(locator, "no text in it", "empty", raw)


def _missing(locator: str, raw: bytes, what: str, library: str, extra: str) -> Fault:
    reason = f"{what} needs {library}: pip install {library} (it comes with the extra “{extra}”)"
    return Fault(locator, reason, ExitCode.CONFIGURATION, "extra", raw)


def _of_document(container: Any) -> Iterator[str]:
    """The texts of paragraphs and of cells, in their order; a cell that spans several is taken once."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {id(cell._tc): cell for cell in row.cells}
                yield " | ".join(" ".join(cell.text.split()) for cell in cells.values())
        else:
            yield " ".join(clean(block.text).split())


def _report(title: str, text: str, locator: str, created: date | None) -> Report:
    """The report: its title as the file says, unless that is no title, else the first paragraph if it is none."""
    title = " ".join(clean(title).split())
    if not title or _NO_TITLE.fullmatch(title):
        first, _, rest = text.partition("\n\n")
        apart = rest and len(first) <= 160 and not first.endswith(".")
        title, text = (first, rest) if apart else ("", text)
    elif text.startswith(title):
        text = text[len(title) :].lstrip() or text
    return Report(title, text, published=_published(text, created), locator=locator)


def _published(text: str, created: date | None) -> Published | None:
    """The day at the head of the text, else that on which the file was made; a guess, and flagged as one."""
    from alliance_cli.dates import prose

    dates = prose.find(text[:_HEAD], created or date(1, 1, 1))
    whole = (f.date for f in dates if f.date.precision is Precision.DAY and _YEAR.search(text[f.start : f.end]))
    found = next(whole, None)
    day = found.start if found else created
    if day is None:
        return None
    source = "text" if found else "file"
    return Published(datetime.combine(day, time(), UTC), day_only=True, source=source, flags=("guessed",))


def _day(parts: Sequence[str]) -> date | None:
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def _lines(page: str) -> list[str]:
    """The lines of a page, words that were parted at the end of a line joined."""
    plain = _HYPHENS.sub("", page.replace("\r\n", "\n").replace("\r", "\n"))
    return [" ".join(line.split()) for line in clean(plain.replace("\ufffe", "-")).split("\n")]


def _without_running_heads(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """The pages without lines that stand at the edge of most of them, whatever the number in them."""
    edges = Counter(key for lines in pages for key in {_edge(line) for line in _at_edges(lines)})
    running = {key for key, count in edges.items() if len(pages) > 2 and count * 2 > len(pages)}
    for lines in pages:
        edge = {id(line) for line in _at_edges(lines)}
        yield [line for line in lines if not (id(line) in edge and (_edge(line) in running or line.isdecimal()))]


def _at_edges(lines: Sequence[str]) -> list[str]:
    filled = [line for line in lines if line]
    return [*filled[:2], *filled[-2:]]


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _joined(pages: Iterable[str]) -> str:
    """The pages as one text; a sentence that goes on over the end of a page goes on in its paragraph."""
    text = ""
    for page in pages:
        goes_on = text and not text.endswith(_SENTENCE_ENDS) and page[:1].islower()
        text += (" " if goes_on else "\n\n" if text else "") + page
    return text


def paragraphs(lines: Sequence[str]) -> str:
    """Lines joined to paragraphs: one ends with an empty line, or with a line that is short and ends a sentence.

    A short line that ends none is a heading where the next begins anew.
    """
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.75)] if lengths else 0
    made: list[str] = []
    current = ""
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else ""
        current = f"{current} {line}".strip()
        if current and (not line or not following or _ends(line, following, usual)):
            made.append(current)
            current = ""
    return "\n\n".join(filter(None, [*made, current]))


def _ends(line: str, following: str, usual: int) -> bool:
    if len(line) >= usual * _FULL:
        return False
    return line.endswith(_SENTENCE_ENDS) or (following[:1].isupper() and len(line) < usual * 0.6)
