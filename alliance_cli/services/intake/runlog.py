"""The log of runs: one JSON object a line, each written whole."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.keeping.ledger_files import refuse
from alliance_cli.sources.urls import without_secrets
from alliance_cli.unseen import escaped


class RunLog:
    """Appends events to a file, the passwords of addresses left out. Raises AllianceError (73 or 77) if it cannot be
    opened, 2 for a ledger.

    A full disk ends no run.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime], ledger: Path) -> None:
        self._clock = clock
        refuse(path, ledger)
        try:
            self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError:
            raise AllianceError(f"no permission to write the log {path}", ExitCode.NO_PERMISSION) from None
        except OSError as error:
            raise AllianceError(f"cannot write the log {path}: {error.strerror}", ExitCode.CANNOT_CREATE) from None

    def __call__(self, event: str, **values: Any) -> None:
        """Append an event: the time, the process, its name and its values."""
        head = {"at": self._clock().isoformat(timespec="milliseconds"), "pid": os.getpid(), "event": event}
        line = escaped(json.dumps(head | values, ensure_ascii=False, default=str))
        try:
            os.write(self._descriptor, (without_secrets(line) + "\n").encode("utf-8", "backslashreplace"))
        except OSError:
            return


def silent(event: str, **values: Any) -> None:
    """The log that is none."""
