"""Whether whoever reads standard output took all of it: a mark of how far somebody has read may move only then."""

import io
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass

_PATIENCE = 5.0
"""So many seconds a reader may leave what was written in the pipe; it is slow then, not gone."""

_STEP = 0.002


@dataclass
class Handed:
    """What became of the output."""

    whole: bool = False
    """True once all of it was written and, as far as a pipe tells, taken."""


@contextmanager
def handed_over() -> Iterator[Handed]:
    """Standard output for a while; `whole` tells afterwards. Raises BrokenPipeError if the reader went on the way.

    A pipe takes more than its reader asks for: `head -1` is gone with all of it in the pipe. So the last line is held
    back until the rest was taken, and looked after.
    """
    handed = Handed()
    pipe = _pipe()
    if pipe is None:
        yield handed
        sys.stdout.flush()
        handed.whole = True
        return
    held = io.StringIO()
    with redirect_stdout(held):
        yield handed
    lines = held.getvalue().splitlines(keepends=True)
    handed.whole = all(_give(part, pipe) for part in ("".join(lines[:-1]), "".join(lines[-1:])))


def _give(text: str, pipe: int) -> bool:
    sys.stdout.write(text)
    sys.stdout.flush()
    return not text or _taken(pipe)


def _pipe() -> int | None:
    """The descriptor of standard output where that is a pipe."""
    try:
        number = sys.stdout.fileno()
        return number if stat.S_ISFIFO(os.fstat(number).st_mode) else None
    except (OSError, ValueError):
        return None


def _taken(pipe: int) -> bool:
    """Wait until the pipe is empty; False if its reader goes before it is."""
    try:
        import fcntl
        import select
        import termios
    except ImportError:  # a system without them has no way to tell
        return True
    ends = select.poll()
    ends.register(pipe, 0)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        left = int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)
        if not left:
            return True
        if ends.poll(0):
            return False
        time.sleep(_STEP)
    return True
