"""What the headers of an HTTP answer mean, and bodies as they say they were packed. Pure."""

import re
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LONGEST_WAIT = 7 * 86_400


def charset_of(content_type: str) -> str:
    """The encoding that a Content-Type names, or an empty string."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def media_type(content_type: str) -> str:
    """The media type that a Content-Type names, in lower case ("text/html")."""
    return content_type.partition(";")[0].strip().lower()


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds to wait that a Retry-After names, as a number or a date, at most a week; None where it is neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), _LONGEST_WAIT))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    seconds = ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(0.0, seconds), float(_LONGEST_WAIT))


def max_age(cache_control: str) -> int | None:
    """The seconds of `max-age` in a Cache-Control, None where it has none."""
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", cache_control, re.IGNORECASE)
    return int(found[1]) if found else None


def dechunked(body: bytes) -> bytes:
    """A stored body out of its chunks; as it is where it is not chunked, up to the damage where it is damaged."""
    pieces: list[bytes] = []
    position = 0
    while True:
        line_end = body.find(b"\r\n", position, position + 100)
        size = _chunk_size(body[position:line_end]) if line_end >= 0 else -1
        if size < 0:
            return b"".join(pieces) if pieces else body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[line_end + 2 : line_end + 2 + size])
        position = line_end + 2 + size + 2


def _chunk_size(line: bytes) -> int:
    digits = line.partition(b";")[0].strip()
    return int(digits, 16) if re.fullmatch(rb"[0-9A-Fa-f]{1,8}", digits) else -1


def unpacked_body(body: bytes, encoding: str, limit: int) -> bytes:
    """A stored body out of its Content-Encoding, at most `limit` + 1 bytes; as it is where it is not packed so.

    Archives keep bodies that were unpacked before and headers that still say how they were packed, and the other way
    round. Raises ValueError for damaged data.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        try:
            body = _unpacked(body, name, limit)
        except ValueError:
            if not _is_text(body):
                raise
    return _unpacked(body, "gzip", limit)


def _unpacked(body: bytes, name: str, limit: int) -> bytes:
    if name in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        return _inflated(body, name, limit)
    if name == "deflate":
        return _inflated(body, name, limit)
    if name == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _zstd(body, limit)
    return _brotli(body, limit) if name == "br" else body


def _is_text(body: bytes) -> bool:
    """True for what is plainly not packed: markup or other text from its first byte on."""
    head = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<", b"{", b"[")) or (bool(head) and not any(byte < 9 or 13 < byte < 27 for byte in head))


def _inflated(body: bytes, name: str, limit: int) -> bytes:
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS) if name == "deflate" else (zlib.MAX_WBITS | 16,):
        try:
            return zlib.decompressobj(bits).decompress(body, limit + 1)
        except zlib.error as error:
            reason = str(error)
    raise ValueError(f"damaged {name} data: {reason}")


def _zstd(body: bytes, limit: int) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=256 << 20).stream_reader(body) as reader:
            return bytes(reader.read(limit + 1))
    except (zstandard.ZstdError, MemoryError) as error:
        raise ValueError(f"damaged zstd data: {error}") from error


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        return bytes(unpacker.process(body, output_buffer_limit=limit + 1))
    except brotli.error as error:
        raise ValueError(f"damaged brotli data: {error}") from error
