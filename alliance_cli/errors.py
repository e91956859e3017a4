"""Expected failures: one exception with an exit code, caught once at the command line."""

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller (values of BSD sysexits.h where one fits)."""

    DONE = 0
    NOT_FOUND = 1
    USAGE = 2
    BAD_DATA = 65
    NO_INPUT = 66
    UNAVAILABLE = 69
    BUG = 70
    CANNOT_CREATE = 73
    IO_ERROR = 74
    TRY_AGAIN = 75
    NO_PERMISSION = 77
    CONFIGURATION = 78
    INTERRUPTED = 130


class AllianceError(Exception):
    """A failure the user can act on.

    `message` is one line that says what happened and what to do; `code` is the exit code. `candidates` are what could
    be meant, a line each.
    """

    def __init__(self, message: str, code: ExitCode, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.candidates = candidates

    @property
    def in_a_line(self) -> str:
        """The message with the candidates."""
        return f"{self.message}: {', '.join(self.candidates)}" if self.candidates else self.message
