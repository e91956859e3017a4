"""What is fuzzed: functions of bytes that may refuse them in the program's own words, and raise nothing else."""

import contextlib
import io
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from alliance_cli import gazetteer, readers
from alliance_cli.cli import app, completing
from alliance_cli.dates import prose, published
from alliance_cli.dates.typed import parse_typed
from alliance_cli.errors import AllianceError
from alliance_cli.models import Published, Report
from alliance_cli.services.exchange import dump, row_columns
from alliance_cli.services.intake import demo
from alliance_cli.services.keeping import opening
from alliance_cli.sources import Fault, Item, Options, read_inputs, tables
from alliance_cli.store.connection import open_ledger, opened

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
ENDINGS = (
    "txt",
    "md",
    "json",
    "jsonl",
    "csv",
    "tsv",
    "eml",
    "mbox",
    "html",
    "rss",
    "opml",
    "warc",
    "xml",
    "gz",
    "zip",
    "pdf",
    "docx",
    "",
)
"""Of files: what the first byte chooses from. Markup goes through a process of its own, and is read here in this one."""


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="alliance-fuzz-"))


@cache
def ledger() -> Path:
    """The demo ledger."""
    file = _folder() / "ledger.db"
    demo.build(file, lambda: NOW)[0].close()
    return file


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def files(data: bytes) -> None:
    """Every reader of files: the first byte says which."""
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else ""
    path = _folder() / (f"x.{ending}" if ending else "x")
    path.write_bytes(data[1:])
    _no_bug(read_inputs([str(path)]))


def _no_bug(items: Iterable[Item]) -> None:
    """A run goes on after a bug; here it is a find."""
    for item in items:
        assert not (isinstance(item, Fault) and item.kind == "bug"), item


def pages(data: bytes) -> None:
    """Markup, in this process: what kills a worker there is a crash here."""
    from alliance_cli.sources.feeds import read_feed
    from alliance_cli.sources.pages import read_page

    where = "https://example.com/x"
    _no_bug(read_feed(data[1:], where, Options()) if data[:1] == b"\x01" else [read_page(data[1:], where, Options())])


def dates(data: bytes) -> None:
    """Dates of metadata, as typed, and in prose."""
    text = _text(data)
    prose.find(text, TODAY)
    with contextlib.suppress(ValueError):
        published.parse(text)
    with contextlib.suppress(ValueError):
        published.parse(text, partial=True, day_first=True)
    with contextlib.suppress(AllianceError, ValueError):
        parse_typed(text, TODAY)


def extractor(data: bytes) -> None:
    """English prose to claims: every quote is the text at its place."""
    text = _text(data)
    report = Report("", text, publisher="Reuters", published=Published(NOW))
    for claim in readers.RULES.read(report, _companies()).claims:
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


@cache
def _companies() -> object:
    return gazetteer.packaged()


@cache
def _new_ledger() -> bytes:
    """A ledger with the shipped companies and nothing else: an import makes one, which takes most of its time."""
    file = _folder() / "new.db"
    opening.for_writing(file).close()
    return file.read_bytes()


def _copied(path: Path) -> sqlite3.Connection:
    path.write_bytes(_new_ledger())
    return open_ledger(path)


def importing(data: bytes) -> None:
    """Exports of other ledgers, and tables of deals."""
    dump.for_writing = _copied  # type: ignore[attr-defined]
    conn = _copied(_folder() / "import.db")
    with contextlib.suppress(AllianceError), contextlib.closing(conn):
        if data[:1] == b"t":
            tables.read(data[1:], "x.csv", row_columns.is_header)
        else:
            dump.merge(conn, _text(data[1:]).splitlines(), "x", command="alliance import", now=NOW, keep=False)


def completion(data: bytes) -> None:
    """What is on a command line when the key is pressed."""
    with _alone():
        completing.main(_text(data).split("\n"))


def answers(data: bytes) -> None:
    """What somebody answers in a review."""
    words = [word for word in _text(data).split(";") if "\x00" not in word][:4]
    argv = ["review", _claim(), "--dry-run", "--debug", *(f"--set={word}" for word in words)]
    with _alone(), contextlib.suppress(AllianceError):
        assert app.run(argv) != 70


@cache
def _claim() -> str:
    with contextlib.closing(open_ledger(ledger())) as conn:
        return str(conn.execute("SELECT id FROM claims ORDER BY id").fetchone()[0])


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    before, held = os.environ.get("ALLIANCE_DB"), opened()
    os.environ["ALLIANCE_DB"] = str(ledger())
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        for conn in opened() - held:
            conn.close()  # as where a command ends with its process: thousands of them took all memory
        if before is None:
            del os.environ["ALLIANCE_DB"]
        else:
            os.environ["ALLIANCE_DB"] = before


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "files": files, "pages": pages, "dates": dates, "extractor": extractor, "importing": importing,
    "completion": completion, "answers": answers,
}  # fmt: skip
