"""The records of an ARC file, the format of archives before WARC (https://archive.org/web/researcher/ArcFileFormat.php).

Each record is a line (address, IP address, time, kind, length) and so many bytes: what the server sent. The first is
about the file itself.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from alliance_cli.sources.warc_records import Damage, DamagedError, Parser, Record, read_with

_HEAD = re.compile(
    rb"([a-z][a-z0-9+.-]{1,20}:\S{1,8192}) \S+ \d{8,14} (\S+) (?:\S+ ){0,6}(\d{1,12})\s*$", re.IGNORECASE
)
_OWN = b"filedesc://"


def is_arc(head: bytes) -> bool:
    """True where a file that begins with these bytes is an ARC file, packed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(_OWN))
        except zlib.error:
            return False
    return head.startswith(_OWN)


def read_arc(stream: BinaryIO, limit: int) -> Iterator[Record | Damage]:
    """The responses in an ARC file as records of a WARC file; one `Damage` for each stretch that cannot be read."""
    yield from read_with(_ArcParser(stream), limit)


class _ArcParser(Parser):
    def record(self, limit: int) -> Record | None:
        """The next response, None at the end. Raises DamagedError; the call after that looks for the next one."""
        while line := self.start():
            head = _HEAD.match(line)
            if not head:
                raise DamagedError("no record where one should begin")
            block = self.block(int(head[3]), limit)
            if not line.startswith(_OWN):
                url, kind = (part.decode("utf-8", "replace") for part in head.group(1, 2))
                about = {"warc-type": "response", "warc-target-uri": url, "content-type": kind}
                return Record(self.offset, about, block)
        return None
