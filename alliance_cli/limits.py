"""What the machine has no more of, where a command meets it: memory, handles of files, depth."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EMFILE, ENFILE, ENOMEM

from alliance_cli.errors import AllianceError, ExitCode

_NO_MEMORY = ("cannot allocate memory", "failed to map segment", "can't start new thread")
_NO_HANDLES = "too many open files"
"""What the loader of libraries says, and Python of a thread that found no room."""


def met(error: BaseException) -> AllianceError | None:
    """The limit that an error stands for, with what to do; None for another error."""
    if isinstance(error, RecursionError):
        return AllianceError("something is nested too deeply to be read", ExitCode.IO_ERROR)
    number, said = getattr(error, "errno", None), str(error).lower()
    loading = isinstance(error, ImportError | RuntimeError)
    spent = isinstance(error, MemoryError) or number == ENOMEM or (isinstance(error, SystemError) and _is_short())
    if spent or (loading and any(word in said for word in _NO_MEMORY)):
        return AllianceError(
            "there is not enough memory; end what else runs, or do less at once (fewer files, --jobs 1), and try again",
            ExitCode.TRY_AGAIN,
        )
    return NO_HANDLES if number in {EMFILE, ENFILE} or (loading and _NO_HANDLES in said) else None


NO_HANDLES = AllianceError(
    "too many files are open; end what else runs, or raise the limit (ulimit -n), and try again", ExitCode.TRY_AGAIN
)


SMALL, LARGE = 96, 256
"""So many megabytes are enough for any library to be loaded, and for those that come with much code of their own."""

_THREADS = "OPENBLAS_NUM_THREADS"


def make_sure_of(room: int) -> None:
    """Raises MemoryError where there are not so many bytes. Asked before what would end the process without them."""
    from mmap import mmap

    try:
        # reserved and not touched: whatever Python allocates of that size is zeroed once it was given back before
        mmap(-1, room).close()
    except OSError as error:
        raise MemoryError from error


def _is_short() -> bool:
    """True where there is hardly any memory: a library in C that finds none may tell of it as a bug of Python's."""
    try:
        make_sure_of(SMALL << 20)
    except MemoryError:
        return True
    return False


@contextmanager
def loading(megabytes: int = SMALL) -> Iterator[None]:
    """Around the import of a library that loads numpy, as it does where that is installed: without memory for what
    numpy computes with the process would end, with no word of ours and exit code 1.

    Raises MemoryError.
    """
    make_sure_of(megabytes << 20)
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = before or "1"  # it takes 32 MB for each, and nothing is computed with it here
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]


_OF_A_LEDGER = 4
"""SQLite opens a ledger, what lies beside it, and a file of its own; what it could open it has closed when it tells."""


def out_of_handles() -> bool:
    """True if no more files can be opened than a ledger needs: SQLite says of that only that it cannot open one."""
    held: list[int] = []
    try:
        held.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(_OF_A_LEDGER))
    except OSError as error:
        return error.errno in {EMFILE, ENFILE}
    finally:
        for handle in held:
            os.close(handle)
    return False
