"""Every file that is written for other programs: never over a ledger, whole or not at all, nobody else's unasked."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from alliance_cli import whole_files
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.exchange import written
from alliance_cli.services.keeping.ledger_files import refuse

Parts = Iterable[str | bytes]


def write(target: Path, parts: Parts, *, ledger: Path, may_replace: Callable[[Path], bool]) -> None:
    """Write to a file, which appears when it is whole; to a device or a pipe as the parts come.

    `may_replace` is asked before a file goes that this program did not write as it is now. Raises AllianceError: 2 for
    a ledger or what belongs to one (`ledger`, the open one, even if it is not there yet), 73 where it may not replace
    or cannot create the file, 74 for a full disk, 77 without permission.
    """
    refuse(target, ledger)
    with told(target):
        if _is_stream(target):
            with target.open("wb") as stream:
                stream.writelines(_bytes(part) for part in parts)
            return
        place = Path(os.path.realpath(target))
        _ask(place, target, may_replace)
        written.remember(place, write_whole(place, parts))


def _is_stream(target: Path) -> bool:
    """True for a device or a pipe, and for what is open already (`/dev/stdout`, `/dev/fd/3`)."""
    if not target.exists():
        return False
    named = os.path.abspath(target).startswith(("/dev/", "/proc/"))  # noqa: PTH100 - without following links
    return named or not (stat.S_ISREG(target.stat().st_mode) or target.is_dir())


def _ask(place: Path, target: Path, may_replace: Callable[[Path], bool]) -> None:
    if place.is_dir():
        raise AllianceError(f"{target} is a folder; give the name of a file in it", ExitCode.CANNOT_CREATE)
    if place.is_symlink():
        raise AllianceError(f"cannot write {target}: a link that leads to itself", ExitCode.CANNOT_CREATE)
    if not place.parent.is_dir():
        raise AllianceError(f"cannot write {target}: no folder {place.parent}", ExitCode.CANNOT_CREATE)
    if place.exists() and place.stat().st_size and not written.is_own(place) and not may_replace(target):
        why = "alliance did not write it, or not as it is now"
        raise AllianceError(f"{target} exists already, and {why}; --force replaces it", ExitCode.CANNOT_CREATE)


def write_whole(place: Path, parts: Parts) -> str:
    """Write a file, which appears when it is whole; returns what tells its bytes from all others. Raises OSError."""
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
    if mode is not None and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with whole_files.whole(place) as part, part.open("xb") as stream:
        digest = _copied(parts, stream)
        if mode is not None:
            os.fchmod(stream.fileno(), mode)
        os.fsync(stream.fileno())
    return digest


def _copied(parts: Parts, stream: BinaryIO) -> str:
    """Write the parts; returns what tells their bytes from all others."""
    digest = hashlib.sha256()
    for part in parts:
        raw = _bytes(part)
        digest.update(raw)
        stream.write(raw)
    stream.flush()
    return digest.hexdigest()


def _bytes(part: str | bytes) -> bytes:
    return part.encode("utf-8", "replace") if isinstance(part, str) else part


@contextmanager
def told(target: Path) -> Iterator[None]:
    """What the file system says, in a line and with an exit code."""
    try:
        yield
    except BrokenPipeError:
        raise
    except PermissionError as error:
        raise AllianceError(f"no permission to write {target}", ExitCode.NO_PERMISSION) from error
    except OSError as error:
        lasting = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}
        code = ExitCode.IO_ERROR if lasting else ExitCode.CANNOT_CREATE
        kept = "; what was there is as it was" if lasting and target.is_file() else ""
        raise AllianceError(f"cannot write {target}: {error.strerror}{kept}", code) from error
    except ValueError as error:
        raise AllianceError(f"cannot write {target}: {error}", ExitCode.CANNOT_CREATE) from error
