"""What the machine has no more of, where a command meets it: memory, handles of files, depth."""

import os
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
    if isinstance(error, MemoryError) or number == ENOMEM or (loading and any(word in said for word in _NO_MEMORY)):
        return AllianceError(
            "there is not enough memory; end what else runs, or do less at once (fewer files, --jobs 1), and try again",
            ExitCode.TRY_AGAIN,
        )
    return NO_HANDLES if number in {EMFILE, ENFILE} or (loading and _NO_HANDLES in said) else None


NO_HANDLES = AllianceError(
    "too many files are open; end what else runs, or raise the limit (ulimit -n), and try again", ExitCode.TRY_AGAIN
)


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
