"""One run at a time: a lock beside the logs that the system lets go of when its holder ends, however it ends."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode


def state_home() -> Path:
    """`alliance` in the XDG state home."""
    home = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(home).expanduser() / "alliance"


def lock_path(ledger: Path) -> Path:
    """The lock file of a ledger: one for each ledger file, by whatever path it is named."""
    name = hashlib.sha256(os.fsencode(ledger.expanduser().resolve())).hexdigest()[:16]
    return state_home() / f"run-{name}.lock"


@contextmanager
def only_run(ledger: Path, command: str, now: datetime) -> Iterator[None]:
    """Hold the run lock of a ledger. Readers and single additions do not ask for it.

    Raises AllianceError: 75 at once if another run holds it, 73 if there is no place for the lock.
    """
    path = lock_path(ledger)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise AllianceError(f"cannot make the lock {path}: {error.strerror}", ExitCode.CANNOT_CREATE) from error
    try:
        if not _taken(descriptor):
            raise AllianceError(f"another run is under way ({_holder(descriptor)}); try again", ExitCode.TRY_AGAIN)
        _sign(descriptor, command, now)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Take the lock, if nobody has it."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(descriptor: int, command: str, now: datetime) -> None:
    note = {"pid": os.getpid(), "since": now.isoformat(timespec="seconds"), "command": command}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(note).encode(), 0)


def _holder(descriptor: int) -> str:
    """Who holds the lock, in words."""
    try:
        note = json.loads(os.pread(descriptor, 100_000, 0))
        return f"process {int(note['pid'])}, since {note['since']}: {str(note['command'])[:200]}"
    except (ValueError, KeyError, TypeError):
        return "its holder has only just started"
