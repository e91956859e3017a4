"""Names of files that need not be UTF-8, as text that can be stored and shown."""

import os
import re
from pathlib import Path

_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")


def shown(path: str | Path) -> str:
    """The name as text: a byte that is no UTF-8 is written as `\\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def path_of(text: str) -> Path:
    """The file that a shown name stands for: the one of exactly that name, else the one with these bytes in it."""
    path = Path(text)
    if "\\x" not in text or os.path.lexists(path):
        return path
    return Path(os.fsdecode(_BYTE.sub(lambda byte: bytes.fromhex(byte[1].decode()), os.fsencode(text))))
