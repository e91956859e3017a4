"""Files, folders, globs and standard input to reports and faults."""

import glob
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from alliance_cli import own_words
from alliance_cli.errors import ExitCode
from alliance_cli.sources.csv_records import read_csv
from alliance_cli.sources.decoding import is_binary
from alliance_cli.sources.edgar_lists import read_index
from alliance_cli.sources.guard import given_up, guarded
from alliance_cli.sources.items import Fault, Item, Options, bad_data, from_os_error, one_line
from alliance_cli.sources.json_records import read_json, read_json_lines
from alliance_cli.sources.mail import read_mail, read_mbox, read_mhtml
from alliance_cli.sources.packed import OPENERS, PackedError, packing, unpacked
from alliance_cli.sources.parquet_records import read_parquet
from alliance_cli.sources.paths import shown
from alliance_cli.sources.prose import read_markdown, read_text
from alliance_cli.sources.sniffing import HEAD, sniff, what_binary
from alliance_cli.sources.streams import live, rejoined
from alliance_cli.sources.urls import is_url
from alliance_cli.sources.warc import read_warc
from alliance_cli.sources.worker import read_docx, read_filing, read_html, read_pdf, read_xml, shared

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://")

Whole = Callable[[bytes, str, Options], Iterator[Item]]
Streamed = Callable[[BinaryIO, str, Options], Iterator[Item]]
Fetch = Callable[[str], Iterable[Item]]

WHOLE: Mapping[str, Whole] = {
    ".txt": read_text,
    ".nc": read_filing,
    ".md": read_markdown,
    ".json": read_json,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".xml": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".rdf": read_xml,
    ".eml": read_mail,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
STREAMED: Mapping[str, Streamed] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".mbox": read_mbox,
    ".warc": read_warc,
    ".arc": read_warc,
    ".idx": read_index,
    ".parquet": read_parquet,
}
_SUBMISSION = ".nc"
_MAY_BE_FILED = {".txt", ".htm", ".html"}
"""The endings under which full submissions to the SEC are kept too."""
_TEXTUAL = {".txt", ".md", ".json", ".jsonl", ".ndjson", ".csv", ".tsv"}


def read_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    fetch: Fetch | None = None,
    full: bool = False,
    before: Callable[[], None] = lambda: None,
    forms: frozenset[str] = frozenset(),
    own: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Item]:
    """The reports in files, folders (with all below them, sorted), globs, web addresses and `-` (standard input), in
    the order given.

    Whatever cannot be read comes out as a `Fault` in its place; nothing is raised for an input. `mapping` names the
    column a field is taken from (`{"title": "headline"}`); `day_first` settles dates such as 01/02/2025. `fetch` gives
    the reports behind a web address (see `documents.fetch_reports`); with `full` it is also used for the stories that
    feeds and mails only announce. `before` is called before each file is opened,
    and before each wait for what comes through a pipe. Of lists of filings those of these
    `forms` are taken, of none named all. `own` says which files this program wrote itself: they are no source.
    """
    fetch = _guarding(fetch) if fetch else None
    options = Options(mapping=dict(mapping or {}), day_first=day_first, fetch=fetch, full=full and fetch is not None,
                      forms=forms)  # fmt: skip
    for name in inputs:
        if is_url(name):
            yield from fetch(name) if fetch else [_not_fetched(name)]
        elif name == "-":
            yield from _read_stdin(stdin, options, before)
        else:
            yield from guarded(_read_named(name, options, before, own), shown(name))


def _guarding(fetch: Fetch) -> Fetch:
    return lambda url: guarded(fetch(url), url)


def _read_stdin(stdin: BinaryIO | None, options: Options, before: Callable[[], None]) -> Iterator[Item]:
    if stdin is None and sys.__stdin__ is None:
        yield Fault("stdin", "standard input is closed", ExitCode.NO_INPUT, "missing")
    else:
        items = read_stream(live(stdin or sys.stdin.buffer, before), "stdin", options)
        yield from guarded(given_up(items, "stdin"), "stdin")


def _not_fetched(url: str) -> Fault:
    return Fault(url, "a web address, and nothing is fetched here", ExitCode.USAGE, "address")


def _read_named(name: str, options: Options, before: Callable[[], None], own: Callable[[Path], bool]) -> Iterator[Item]:
    for path in find(name):
        before()
        if isinstance(path, Fault):
            yield path
        elif own(path):
            yield bad_data(shown(path), own_words.REASON, "own")
        else:
            yield from guarded(given_up(read_path(path, options, before), shown(path)), shown(path))


def find(name: str) -> Iterator[Path | Fault]:
    """The files that `name` (a file, a folder or a glob) stands for; an empty name for none."""
    if not name:
        yield Fault("“”", "an empty name; the folder one is in is called .", ExitCode.NO_INPUT, "missing")
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _walk(path)
            return
        path.stat()
    except FileNotFoundError as error:
        if _ADDRESS.match(name):
            yield Fault(shown(name), "no address that is fetched: those begin with http:// or https://, and a file is "
                        "named by its path", ExitCode.NO_INPUT, "missing")  # fmt: skip
            return
        yield from _expand(name) if glob.has_magic(name) else [from_os_error(shown(name), error)]
    except OSError as error:
        yield from_os_error(shown(name), error)
    except ValueError:
        yield Fault(one_line(shown(name)), "not the name of a file", ExitCode.NO_INPUT, "missing")
    else:
        yield path


def _expand(pattern: str) -> Iterator[Path | Fault]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    if not found:
        yield Fault(shown(pattern), "nothing matches", ExitCode.NO_INPUT, "missing")
    for name in found:
        if not Path(name).is_dir():
            yield Path(name)
        elif not pattern.rstrip(os.sep).endswith("**"):
            yield from _walk(Path(name))


def _walk(folder: Path) -> Iterator[Path | Fault]:
    """The files below `folder` with a known ending, sorted by path; hidden ones are left out."""
    faults: list[Fault] = []
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: faults.append(_walk_fault(error))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if not name.startswith(".") and is_known(name)]
    yield from faults
    yield from sorted(path for path in found if path.is_file())
    if not found and not faults:
        yield Fault(shown(folder), f"no reports in this folder (they end in {endings()})", ExitCode.NO_INPUT, "empty")


def _walk_fault(error: OSError) -> Fault:
    return from_os_error(shown(str(error.filename)), error)


def is_known(name: str) -> bool:
    """True if the ending of a file name is one that holds reports."""
    return bool(ending_of(name))


def ending_of(name: str) -> str:
    """The known ending of a file name without that of its compression, or an empty string."""
    path = Path(name.lower())
    ending = Path(path.stem).suffix if path.suffix in OPENERS else path.suffix
    return ending if ending in WHOLE or ending in STREAMED else ""


def endings() -> str:
    """The endings of files with reports, for messages."""
    return ", ".join(sorted([*WHOLE, *STREAMED]))


def read_path(path: Path, options: Options, before: Callable[[], None] = lambda: None) -> Iterator[Item]:
    """The reports in one file; `before` is called before each wait for what comes through a pipe."""
    try:
        with path.open("rb") as stream:
            yield from read_stream(live(stream, before), shown(path), options, ending_of(path.name))
    except OSError as error:
        yield from_os_error(shown(path), error)


def read_stream(stream: BinaryIO, locator: str, options: Options, ending: str = "") -> Iterator[Item]:
    """The reports in a stream, compressed or not, of the kind that `ending` names or else its first bytes show."""
    try:
        head = stream.read(HEAD)
        whole = rejoined(head, stream)
        packed = packing(head)
        if packed and not (ending in {".warc", ".arc"} and packed == ".gz"):  # its members are unpacked one by one
            whole = unpacked(whole, packed, options.unpacked)
            head = whole.read(HEAD)
            whole = rejoined(head, whole)
        if own_words.is_own(head):
            yield bad_data(locator, own_words.REASON, "own")
            return
        ending = _SUBMISSION if ending in _MAY_BE_FILED and sniff(head) == _SUBMISSION else ending or sniff(head)
        if ending in _TEXTUAL and is_binary(head):
            yield bad_data(locator, what_binary(head), "binary")
        else:
            yield from _read_as(ending, whole, locator, options)
    except PackedError as error:
        yield bad_data(locator, str(error), "packed")
    except OSError as error:
        yield from_os_error(locator, error)


def read_again(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """What the `raw` of a fault holds, read once more (with a hint for its dates, say, or by a later version)."""
    if sniff(raw[:HEAD]) == ".html":
        yield from shared().read("page", raw, locator, options, url=locator if is_url(locator) else "")
    else:
        yield from read_stream(BytesIO(raw), locator, options)


def _read_as(ending: str, stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    if ending in STREAMED:
        yield from STREAMED[ending](stream, locator, options)
        return
    raw = stream.read(options.document + 1)
    read = WHOLE.get(ending, read_text)
    if not raw.strip():
        yield bad_data(locator, "an empty file", "empty")
    elif len(raw) > options.document:
        yield bad_data(locator, f"larger than {options.document >> 20} MiB", "too-large")
    else:
        yield from guarded(read(raw, locator, options), locator, raw)
