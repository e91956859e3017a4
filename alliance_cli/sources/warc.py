"""Web archives (WARC): the pages in them to Reports, streamed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from alliance_cli.models import Report
from alliance_cli.sources.arc_records import is_arc, read_arc
from alliance_cli.sources.guard import guarded
from alliance_cli.sources.http_headers import charset_of, dechunked, media_type, unpacked_body
from alliance_cli.sources.items import Item, Options, bad_data
from alliance_cli.sources.prose import read_text
from alliance_cli.sources.streams import rejoined
from alliance_cli.sources.urls import canonical, host_name, is_url
from alliance_cli.sources.warc_records import Damage, Record, read_records
from alliance_cli.sources.worker import shared

_PAGE = 8 << 20
BLOCK = _PAGE + 65_536
"""So many bytes of a record are kept: a page, and the headers it came with."""

_MAGIC = 1 << 12
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_UNSURE = frozenset({"text/plain", "application/octet-stream", "application/xml", "text/xml", "unk", "unknown/unknown"})
"""What servers call pages whose kind they do not know; they are read where they begin as pages do."""
_PAGE_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)[\s>]",
    re.I | re.S,
)
_DELIVERED = frozenset({200, 203})
_STATUS = re.compile(rb"HTTP/[0-9.]{1,4}\s+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class _Content:
    """What a record holds of a page: headers by their name in lower case, and the body as stored."""

    headers: Mapping[str, str]
    body: bytes
    status: int = 200


def read_warc(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """The pages that an archive (WARC, or ARC before it) holds: responses and resources in HTML, and plain text
    extracted from such.

    Each is named by the byte in the file at which its record starts. What a server sent instead of a page (redirects,
    errors, images) is passed over. A stretch that is damaged is one fault, and reading goes on behind it.
    """
    found = False
    head = stream.read(_MAGIC)
    whole = rejoined(head, stream)
    records = read_arc(whole, BLOCK) if is_arc(head) else read_records(whole, BLOCK)
    for record in records:
        for item in of_record(record, f"{locator}@{record.offset}", options):
            found = True
            yield item
    if not found:
        yield bad_data(locator, "no pages in this archive", "empty")


def of_record(record: Record | Damage, where: str, options: Options) -> Iterator[Item]:
    """The page in a record, if it holds one."""
    if isinstance(record, Damage):
        yield bad_data(where, f"a damaged archive: {record.reason}", "archive")
    else:
        yield from guarded(_items(record, where, options), where, record.block)


def _items(record: Record, where: str, options: Options) -> Iterator[Item]:
    url = record.headers.get("warc-target-uri", "").strip("<> ")
    content = _content(record)
    kind = media_type(content.headers.get("content-type", ""))
    role = record.headers.get("warc-type", "").lower()
    if not _is_page(role, kind, url, content.status):
        return
    try:
        body = _body(content)
    except ValueError as error:
        yield bad_data(where, f"{error}: {url}", "archive", content.body)
        return
    if not body.strip():
        yield bad_data(where, f"an empty page: {url}", "empty")
    elif role == "response" and kind in _UNSURE and not _PAGE_HEAD.match(body[:4096]):
        return
    elif kind == "text/plain" and role != "response":
        yield from (_named(item, url) for item in read_text(body, where, options))
    else:
        charset = charset_of(content.headers.get("content-type", ""))
        yield from shared().read("page", body, where, options, url=url, charset=charset)


def _is_page(role: str, kind: str, url: str, status: int) -> bool:
    """True for a page that was delivered, and for text or HTML stored as such under a web address."""
    if role == "response":
        return status in _DELIVERED and kind in {*_HTML, *_UNSURE, ""}
    return role in {"resource", "conversion"} and kind in {*_HTML, "text/plain"} and is_url(url)


def _content(record: Record) -> _Content:
    """The HTTP answer in a response, the block itself in other records."""
    status = _STATUS.match(record.block) if record.headers.get("warc-type", "").lower() == "response" else None
    if not status:
        return _Content(record.headers, record.block)
    end = _HEAD_END.search(record.block)
    head = record.block[: end.start() if end else len(record.block)]
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return _Content(headers, record.block[end.end() :] if end else b"", int(status[1]))


def _body(content: _Content) -> bytes:
    """The body unpacked, cut one byte past the size limit. Raises ValueError for one that is damaged."""
    body = content.body
    if "chunked" in content.headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    return unpacked_body(body, content.headers.get("content-encoding", ""), _PAGE)


def _named(item: Item, url: str) -> Item:
    """A report on plain text with the address and host of its record, where it has none of its own."""
    if not isinstance(item, Report) or item.url:
        return item
    return replace(item, url=canonical(url), publisher=item.publisher or host_name(url))
