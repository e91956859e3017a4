"""Records of GDELT's Global Knowledge Graph 2: a line each, 27 columns parted by tabs, without a header."""

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from alliance_cli.sources.decoding import decode
from alliance_cli.sources.guard import one
from alliance_cli.sources.items import Item, Options, bad_data
from alliance_cli.sources.records import as_raw, to_report
from alliance_cli.sources.streams import lines
from alliance_cli.vocabulary import counted

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\d{14}-T?\d{1,9}\t\d{14}\t\d\t[^\t\n]{0,300}\t[^\t\n]{0,9000}\t")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_OUTLET, _ADDRESS, _SEEN, _EXTRAS = 3, 4, 1, 26


def is_gkg(head: bytes) -> bool:
    """True for the first bytes of such a file."""
    return bool(_BEGINNING.match(head))


def read_gkg(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """The records as reports: title, address, outlet, and the moment of publication, else that when GDELT saw it.

    They have no text. Those without a title, which GDELT gives to no page in some years, are one fault.
    """
    untitled = 0
    for number, line in enumerate(lines(stream, options.record), start=1):
        if not line.strip():
            continue
        where, record = f"{locator}:{number}", _record(decode(line))
        if record is None or len(line) > options.record:
            yield bad_data(where, "no record of GDELT's: it has other columns", "record", line[: options.record])
        elif record["title"]:
            yield _read(record, where, options)
        else:
            untitled += 1
    if untitled:
        yield bad_data(locator, f"{counted(untitled, 'record')} without a title", "empty")


def _read(record: dict[str, str], where: str, options: Options) -> Item:
    return one(lambda: to_report(record, where, options, as_raw(record)), where, lambda: as_raw(record))


def _record(line: str) -> dict[str, str] | None:
    """The fields of a line by the names that any record has; None where it is none."""
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) not in {_EXTRAS, _EXTRAS + 1}:
        return None
    extras = cells[_EXTRAS] if len(cells) > _EXTRAS else ""
    published = _extra(extras, "PAGE_PRECISEPUBTIMESTAMP") or cells[_SEEN]
    return {
        "id": cells[0], "title": unescape(_extra(extras, "PAGE_TITLE")), "published": _iso(published),
        "domain": cells[_OUTLET], "url": cells[_ADDRESS],
    }  # fmt: skip


def _extra(extras: str, name: str) -> str:
    _, begun, rest = extras.partition(f"<{name}>")
    return rest.partition(f"</{name}>")[0].strip() if begun else ""


def _iso(moment: str) -> str:
    found = _MOMENT.fullmatch(moment.strip())
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else moment
