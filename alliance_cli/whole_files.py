"""Files that appear when they are whole: written beside their place, then moved there."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PART = re.compile(r"\.(\d{1,10})\.part(?:-journal)?")
_LONG = 200
"""Longer names (in bytes) leave no room for what is added to them."""


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """The name of a file to write, which takes the place of `target` at the end; if anything fails `target` stays.

    What killed processes left of earlier tries is cleared away. Raises OSError.
    """
    stem = _stem(target)
    _clear(target.parent, stem)
    part = target.with_name(f"{stem}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        settle(part)
        part.replace(target)
        settle(target.parent)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Wait until what was written to a file, or the names in a folder, would outlast a power cut. Raises OSError."""
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _stem(target: Path) -> str:
    raw = os.fsencode(target.name)
    if len(raw) < _LONG:
        return f".{target.name}"
    import hashlib  # costs 5 ms, and hardly any name is so long

    return f".{hashlib.sha256(raw).hexdigest()[:32]}"


def _clear(folder: Path, stem: str) -> None:
    """Remove parts whose writers are gone."""
    for left in folder.iterdir():
        found = _PART.fullmatch(left.name[len(stem) :]) if left.name.startswith(stem) else None
        if found and not _lives(int(found[1])):
            left.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is another user's
    return True
