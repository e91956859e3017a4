"""How texts lie in a ledger: packed, with a list of words and phrases that news is full of.

Texts are too short to pack well alone: what most of them share is in `data/packing`, and a text refers to it. Of each
packed text the first byte says how it was packed. A list that texts were packed with is never changed; better words
are another list, under the next number.
"""

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor

_PLAIN, _LIST = b"\0", 1
"""Not packed at all; the list that is packed with now. An earlier list is unpacked with for good."""

_LEVEL = 4
"""Half the time of level 6, and a hundredth of the texts larger."""
_SHORT = 48
"""What is shorter, in bytes, is not worth it."""

_LONGEST = 1 << 28
"""So many bytes no text has: a packed one that says so is damaged."""


def packed(text: str) -> bytes:
    """The text as it is stored."""
    raw = text.encode("utf-8")
    short = bytes([_LIST]) + _packer().compress(raw) if len(raw) >= _SHORT else b""
    return short if short and len(short) <= len(raw) else _PLAIN + raw


def unpacked(kept: bytes) -> str:
    """The text again. Raises sqlite3.DatabaseError if it is damaged."""
    if kept[:1] == _PLAIN:
        return _decoded(kept[1:])
    from zstandard import ZstdError, frame_content_size

    try:
        if not 0 <= frame_content_size(kept[1:]) <= _LONGEST:
            raise ZstdError
        return _decoded(_unpacker(kept[0]).decompress(kept[1:]))
    except (ZstdError, IndexError, FileNotFoundError) as error:
        raise _damaged() from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged() from error


def _damaged() -> sqlite3.DatabaseError:
    return sqlite3.DatabaseError("a packed text is malformed")


@cache
def _packer() -> "ZstdCompressor":
    from zstandard import ZstdCompressor

    words = _words(_LIST)
    words.precompute_compress(level=_LEVEL)
    return ZstdCompressor(dict_data=words, write_dict_id=False)


@cache
def _unpacker(number: int) -> "ZstdDecompressor":
    from zstandard import ZstdDecompressor

    return ZstdDecompressor(dict_data=_words(number))


def _words(number: int) -> "ZstdCompressionDict":
    from importlib.resources import files

    from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict

    held = files("alliance_cli").joinpath("data", "packing", f"{number}.txt").read_bytes()
    return ZstdCompressionDict(held, dict_type=DICT_TYPE_RAWCONTENT)
