"""A report that never ends must not hold up its worker for good: the process is ended, and the part read with care.

Python cannot be interrupted inside an expression of a library in C, so it is a thread of the interpreter's own that
ends the process. What ends a worker is tried again, each report in a process of its own then: only that one is lost.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 120.0
"""So long a worker may be at one report, with what it takes to fetch it; twice as long as one may take by itself."""

_AGAIN = 1.0
"""So often, at most, the time begins anew: to begin it costs as much as to read a short report."""


@contextmanager
def limited(*, careful: bool) -> Iterator[Callable[[], None]]:
    """Call what this gives before each report; a worker that does not come to the next in time is ended.

    With `careful` nothing is, for reports are read in processes that are watched; nor outside a worker, where nobody
    would read the part again.
    """
    if careful or not _is_worker():
        yield lambda: None
        return
    import faulthandler

    begun = -_AGAIN

    def begin() -> None:
        nonlocal begun
        now = time.monotonic()
        if now - begun >= _AGAIN:
            faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
            begun = now

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            yield begin
        finally:
            faulthandler.cancel_dump_traceback_later()


def _is_worker() -> bool:
    try:
        from distributed import get_worker
    except ImportError:
        return False
    try:
        get_worker()
    except ValueError:
        return False
    return True
