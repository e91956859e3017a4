"""Web archives: pages in them, damage, and that they are streamed."""

import bz2
import gzip
import io
import random
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, read_inputs
from alliance_cli.sources.http_headers import dechunked, unpacked_body
from alliance_cli.sources.warc_records import Record, read_records

TEXT = (
    "Ford Motor and Volkswagen are exploring a wide tie-up that would start with vans and could later reach electric "
    "cars, two people who know of the talks said on Tuesday, asking not to be named because nothing is settled yet. "
)
HEAD = "<html><head><title>Ford, VW</title></head>"
PAGE = f"{HEAD}<body><article><h1>Ford, VW</h1><p>{TEXT * 2}</p></article></body></html>"


def record(body: bytes, kind: str = "response", url: str = "https://e.com/a", media: str = "") -> bytes:
    media = media or ("application/http; msgtype=response" if kind == "response" else "text/plain")
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def response(body: bytes, status: str = "200 OK", media: str = "text/html", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def read(path: Path) -> list[Item]:
    return list(read_inputs([str(path)]))


PAGES = [record(response(PAGE.encode()), url=f"https://e.com/{n}?utm_source=x") for n in range(3)]


@pytest.mark.parametrize("packed", [lambda raw: raw, gzip.compress], ids=["plain", "gz"])
def test_pages_are_named_by_their_byte(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    records = [packed(raw) for raw in PAGES]
    path = tmp_path / ("a.warc.gz" if records[0][:2] == b"\x1f\x8b" else "a.warc")
    path.write_bytes(b"".join(records))
    found = [item for item in read(path) if isinstance(item, Report)]
    assert [item.url for item in found] == ["https://e.com/0", "https://e.com/1", "https://e.com/2"]
    assert [int(item.locator.rpartition("@")[2]) for item in found] == [0, len(records[0]), 2 * len(records[0])]
    assert found[0].title == "Ford, VW"


def test_one_gzip_member_and_other_packings(tmp_path: Path) -> None:
    for name, raw in (("a.warc.gz", gzip.compress(b"".join(PAGES))), ("b.warc.bz2", bz2.compress(b"".join(PAGES)))):
        (tmp_path / name).write_bytes(raw)
        assert len([item for item in read(tmp_path / name) if isinstance(item, Report)]) == 3


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(
        record(response(b"gone", "404 Not Found"))
        + record(response(b"\x89PNG", media="image/png"))
        + record(b"x", kind="metadata")
        + record(TEXT.encode(), kind="conversion")
        + record(b"log", kind="resource", url="metadata://tool/log")
    )
    (item,) = read(path)
    assert isinstance(item, Report)
    assert (item.text, item.publisher) == (TEXT.strip(), "e.com")


def test_bodies_as_they_were_sent(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, packed[:20], len(packed) - 20, packed[20:])
    more = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    path = tmp_path / "a.warc"
    path.write_bytes(record(response(chunked, more=more)) + record(response(PAGE.encode(), more=more)))
    assert [type(item) for item in read(path)] == [Report, Report]


@pytest.mark.parametrize("name", ["gzip", "br", "deflate", "zstd", "x-gzip", "gzip, br", "compress", "utf-8"])
def test_bodies_that_are_not_what_their_header_says(name: str, tmp_path: Path) -> None:
    import brotli
    import zstandard

    said = f"Content-Encoding: {name}\r\n"
    packed = {"br": brotli.compress, "zstd": zstandard.compress, "deflate": zlib.compress}.get(name, gzip.compress)
    path = tmp_path / "a.warc"
    path.write_bytes(
        record(response(PAGE.encode(), more=said))
        + record(response(gzip.compress(PAGE.encode())))
        + record(response(packed(PAGE.encode()), more=said if name != "gzip, br" else ""))
    )
    assert [type(item) for item in read(path)] == [Report] * 3


def test_pages_whose_kind_is_not_said(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    kinds = ("application/octet-stream", "text/plain", "unk", "text/html;;charset=utf-8", "TEXT/HTML")
    path.write_bytes(b"".join(record(response(PAGE.encode(), media=kind)) for kind in kinds))
    assert [type(item) for item in read(path)] == [Report] * len(kinds)
    path.write_bytes(record(response(TEXT.encode(), media="text/plain")) + PAGES[0])
    assert len(read(path)) == 1


def arc(body: bytes, url: str = "https://e.com/a", kind: str = "text/html") -> bytes:
    return f"{url} 192.0.2.1 20180619223000 {kind} {len(body)}\n".encode() + body + b"\n"


def test_arc_files(tmp_path: Path) -> None:
    about = b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n\n"
    records = [arc(about, "filedesc://a.arc", "text/plain"), arc(response(PAGE.encode())), arc(b"192.0.2.1\n", "dns:e.com", "text/dns"),
               arc(response(b"gone", "404 Not Found")), arc(response(PAGE.encode()), "https://e.com/b")]  # fmt: skip
    plain, packed = b"".join(records), b"".join(gzip.compress(raw) for raw in records)
    for name, raw in (("a.arc", plain), ("a.arc.gz", packed), ("b.warc", plain), ("b.arc.bz2", bz2.compress(plain))):
        (tmp_path / name).write_bytes(raw)
        found = [item for item in read(tmp_path / name) if isinstance(item, Report)]
        assert [item.url for item in found] == ["https://e.com/a", "https://e.com/b"]
    assert len(list(read_inputs(["-"], stdin=io.BytesIO(packed)))) == 2
    (tmp_path / "a.arc").write_bytes(records[0] + b"rubbish\n" * 9 + records[1] + records[4][:-200])
    assert [type(item) for item in read(tmp_path / "a.arc")] == [Fault, Report, Fault]


def test_damage_costs_one_record(tmp_path: Path) -> None:
    bad = bytearray(gzip.compress(PAGES[1]))
    bad[40:60] = b"\xff" * 20
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(PAGES[0]) + bytes(bad) + gzip.compress(PAGES[2]))
    items = read(path)
    assert [item.url for item in items if isinstance(item, Report)] == ["https://e.com/0", "https://e.com/2"]
    assert len([item for item in items if isinstance(item, Fault) and item.kind == "archive"]) == 1
    plain = tmp_path / "b.warc"
    plain.write_bytes(PAGES[0] + b"rubbish\n" * 9 + PAGES[2])
    items = read(plain)
    assert [item.url for item in items if isinstance(item, Report)] == ["https://e.com/0", "https://e.com/2"]


def test_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(PAGES[0] + PAGES[1][:-200])
    items = read(path)
    assert [type(item) for item in items] == [Report, Fault]
    assert "cut short" in str(items[1])


def test_no_archive(tmp_path: Path) -> None:
    for raw in (b"", b"rubbish", gzip.compress(b"rubbish"), record(b"x", kind="warcinfo")):
        path = tmp_path / "a.warc"
        path.write_bytes(raw)
        assert [type(item) for item in read(path)] == [Fault]


def test_standard_input() -> None:
    found = list(read_inputs(["-"], stdin=io.BytesIO(b"".join(gzip.compress(raw) for raw in PAGES))))
    assert [type(item) for item in found] == [Report] * 3


def test_bodies_with_wrong_claims() -> None:
    assert dechunked(b"not chunked") == b"not chunked"
    assert dechunked(b"3\r\nabc\r\nzz") == b"abc"
    assert unpacked_body(b"plain", "gzip, identity", 100) == b"plain"
    assert len(unpacked_body(gzip.compress(b"x" * 10_000_000), "gzip", 1000)) == 1001
    with pytest.raises(ValueError, match="damaged"):
        unpacked_body(b"\x1f\x8b\x08" + b"\xff" * 40, "gzip", 100)


def test_memory_does_not_grow_with_a_record(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(b"x" * 60_000_000, kind="metadata")) + gzip.compress(PAGES[0]))
    tracemalloc.start()
    items = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(item) for item in items] == [Report]
    assert peak < 40_000_000


@pytest.mark.parametrize("seed", range(20))
def test_any_damage_is_a_value(seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray(b"".join(gzip.compress(page) if seed % 2 else page for page in PAGES * 3))
    for _ in range(1 + seed % 5):
        place = chance.randrange(len(raw))
        raw[place : place + chance.randrange(60)] = chance.randbytes(chance.randrange(60))
    records = list(read_records(io.BytesIO(bytes(raw)), 1 << 20))
    assert sum(isinstance(item, Record) for item in records) >= 4
    assert len(records) < 20
