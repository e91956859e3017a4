"""A safe copy of the ledger, while others may read and write it."""

import os
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.keeping import ledger_files, opening
from alliance_cli.store.connection import copy_to
from alliance_cli.store.failures import translated


def write(ledger: Path, file: Path, *, force: bool) -> int:
    """Copy the ledger to a file; returns the size of the copy. With `force` a file that is there is replaced; a link
    stays one, and leads to the copy.

    Raises AllianceError: 2 for the ledger itself, one in use, or a name that one needs, 73 if there is
    such a file or no such folder, else as `opening.for_reading`.
    """
    if ledger_files.belongs_to_one(file):
        raise AllianceError(f"{file} is a name that a ledger needs for itself", ExitCode.USAGE)
    opening.for_reading(ledger).close()
    place = Path(os.path.realpath(file))
    if place.is_symlink():
        raise AllianceError(f"cannot write {file}: a link that leads to itself", ExitCode.CANNOT_CREATE)
    there = place if place.exists() else file  # what is open already (/dev/fd/3) is where it leads by its name alone
    if there.is_dir():
        raise AllianceError(f"{file} is a folder; give the name of a file in it", ExitCode.CANNOT_CREATE)
    if there.exists() and (not force or not there.is_file()):
        raise AllianceError(f"{file} exists already; --force replaces a file", ExitCode.CANNOT_CREATE)
    if there.exists() and there.samefile(ledger):
        raise AllianceError(f"{file} is the ledger itself", ExitCode.USAGE)
    if place.with_name(f"{place.name}-wal").exists():
        raise AllianceError(f"{file} is a ledger in use; give another file", ExitCode.USAGE)
    if not place.parent.is_dir():
        raise AllianceError(f"no folder {place.parent}", ExitCode.CANNOT_CREATE)
    with translated(file):
        copy_to(ledger, place)
    return place.stat().st_size
