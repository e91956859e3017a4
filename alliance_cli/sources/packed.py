"""Compressed files (gz, bz2, xz, zst) as plain streams, with caps on what may come out of them."""

import io
from collections.abc import Callable, Mapping
from typing import BinaryIO, cast

_MEMORY = 256 << 20

RATIO = 200
"""News unpacks to some 5 to 50 times its size; what unpacks to more than this was made to keep a reader busy."""

FREE = 8 << 20
"""So many bytes may come out of however little."""


_STEEP = 2_000
_FREE_IF_STEEP = 1 << 20
"""Where hundreds of bytes become a megabyte nobody needs to see the rest."""


class PackedError(OSError):
    """Compressed data that is damaged, cut short, or larger than allowed once unpacked."""


def _gz(stream: BinaryIO) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def _bz2(stream: BinaryIO) -> BinaryIO:
    import bz2

    return cast(BinaryIO, bz2.BZ2File(stream))


def _xz(stream: BinaryIO) -> BinaryIO:
    import lzma

    return cast(BinaryIO, lzma.LZMAFile(stream))


def _zst(stream: BinaryIO) -> BinaryIO:
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=_MEMORY)
    return cast(BinaryIO, unpacker.stream_reader(stream, read_across_frames=True, closefd=False))


OPENERS: Mapping[str, Callable[[BinaryIO], BinaryIO]] = {".gz": _gz, ".bz2": _bz2, ".xz": _xz, ".zst": _zst}
_MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\0": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}


def packing(head: bytes) -> str:
    """The ending (".gz" ...) of the compression that data beginning with `head` is in, or an empty string."""
    return next((ending for magic, ending in _MAGIC.items() if head.startswith(magic)), "")


def unpacked(stream: BinaryIO, ending: str, limit: int) -> BinaryIO:
    """`stream` unpacked. Reading raises `PackedError` for damaged data, past `limit` bytes of output, and past what
    `is_bomb` allows for what was read.
    """
    counted = _Counted(stream)
    source = OPENERS[ending](cast(BinaryIO, counted))
    return cast(BinaryIO, io.BufferedReader(_Capped(source, counted, limit), 1 << 16))


def is_bomb(packed: int, out: int, free: int = FREE) -> bool:
    """True if so many bytes, more than `free`, never come out of so few but where somebody meant it."""
    return out > free + RATIO * packed or out > _FREE_IF_STEEP + _STEEP * packed


class _Counted(io.RawIOBase):
    """Reads `source` and counts."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        chunk = self._source.read(len(buffer))
        self.count += len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Capped(io.RawIOBase):
    """Reads on from `source` until `limit` bytes came out."""

    def __init__(self, source: BinaryIO, packed: _Counted, limit: int) -> None:
        self._source = source
        self._packed = packed
        self._left = limit
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        chunk = self._read(len(buffer))
        self._left -= len(chunk)
        self._out += len(chunk)
        if self._left < 0:
            raise PackedError("larger than allowed once unpacked")
        if is_bomb(self._packed.count, self._out):
            raise PackedError(f"unpacks to more than {RATIO} times its size: nothing but a bomb does")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except EOFError as error:
            raise PackedError("compressed data cut short") from error
        except MemoryError as error:
            raise PackedError("compressed data that needs too much memory") from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise PackedError(f"damaged compressed data: {error}") from error
