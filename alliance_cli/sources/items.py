"""What reading yields: reports and faults, and the limits under which inputs are read."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, as a value: one bad record never ends a run.

    `locator` names the file and the line, the byte offset or the part; `reason` is one clause in plain words.
    `kind` groups faults: `missing`, `empty`, `permission`, `io`, `binary`, `too-large`, `json`, `record`, `date`,
    `archive`, `markup`, `mail`, `feed`, `wall`, `challenge`, `teaser`, `error-page`, `no-article`, `http`, ...
    `raw` is the input itself, or the record as JSON, where it is known and small enough to be kept: `read_again` reads
    it once more. `passing` is true for what may well succeed later without any change to the input.
    `trace` says where it was raised, if a bug did.
    """

    locator: str
    reason: str
    code: ExitCode
    kind: str
    raw: bytes | None = field(default=None, repr=False)
    passing: bool = False
    trace: str = field(default="", repr=False)

    def __str__(self) -> str:
        """One printable line: `reports.jsonl:17: not JSON: ...`."""
        return f"{one_line(self.locator)}: {one_line(self.reason)}"


Item = Report | Fault


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: which column is which field, which of two numbers is the day, and the size limits in bytes.

    `document` caps a file that is read whole, `record` one line or record of a file that is streamed, `unpacked` all
    that comes out of one compressed file. `fetch` gives the reports that a web address leads to (none is fetched
    without it); with `full` the stories that feeds and mails only announce are fetched too. Of lists of filings only
    those of the `forms` are taken, where any are named.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    document: int = 32 << 20
    record: int = 16 << 20
    unpacked: int = 64 << 30
    fetch: "Callable[[str], Iterable[Item]] | None" = None
    full: bool = False
    forms: frozenset[str] = frozenset()


def one_line(text: str, limit: int = 300) -> str:
    """`text` on one line without control characters or marks that turn the writing direction, cut at `limit`."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def bad_data(locator: str, reason: str, kind: str, raw: bytes | None = None) -> Fault:
    """A fault in the data itself (exit code 65)."""
    return Fault(locator, reason, ExitCode.BAD_DATA, kind, raw)


def from_os_error(locator: str, error: OSError) -> Fault:
    """The fault that an error of the operating system stands for."""
    if isinstance(error, FileNotFoundError):
        return Fault(locator, "no such file or folder", ExitCode.NO_INPUT, "missing")
    if isinstance(error, PermissionError):
        return Fault(locator, "not allowed to read it", ExitCode.NO_PERMISSION, "permission")
    return Fault(locator, f"cannot be read: {error.strerror or error}", ExitCode.IO_ERROR, "io", passing=True)
