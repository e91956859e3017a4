"""A folder of files that goes with what this program wrote there before: nothing of anybody else's is touched."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.exchange import files_out
from alliance_cli.services.keeping.ledger_files import refuse

LIST = ".alliance-report.json"
"""What this program wrote into the folder: each file with what tells its bytes from all others."""
_SAFE = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9-]+\.html")


def write(
    folder: Path, files: Iterable[tuple[str, str]], *, ledger: Path, may_replace: Callable[[Path], bool]
) -> int:  # fmt: skip
    """Write files by their path below the folder, each whole; what this program wrote before and is no more goes.

    Nothing is written unless all may be: `may_replace` is asked before a file goes that this program did not write as
    it is now. Returns how many there are. Raises AllianceError as `files_out.write`.
    """
    made = dict(files)
    assert all(_SAFE.fullmatch(name) for name in made)
    before = _listed(folder)
    for name in made:
        refuse(folder / name, ledger)
        _ask(folder, folder / name, before.get(name, ""), may_replace)
    with files_out.told(folder):
        for parent in sorted({(folder / name).parent for name in made}):
            parent.mkdir(parents=True, exist_ok=True)
        # first the list, so that what a killed run leaves is known as its own
        now = {name: _digest(text.encode("utf-8", "replace")) for name, text in made.items()}
        files_out.write_whole(folder / LIST, [json.dumps({**before, **now}, indent=1)])
        for name, text in made.items():
            files_out.write_whole(folder / name, [text])
        for name in before.keys() - made.keys():
            _remove(folder / name, before[name])
        files_out.write_whole(folder / LIST, [json.dumps(now, indent=1)])
    return len(made)


def _listed(folder: Path) -> Mapping[str, str]:
    """What the folder's list says; nothing where there is none, or it is no such list."""
    try:
        held = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {name: str(digest) for name, digest in held.items() if _SAFE.fullmatch(name)}


def _ask(folder: Path, place: Path, digest: str, may_replace: Callable[[Path], bool]) -> None:
    if place.parent.exists() and os.path.realpath(place.parent) != os.path.join(  # noqa: PTH118 - as text, links kept
        os.path.realpath(folder), *place.parent.relative_to(folder).parts
    ):
        raise AllianceError(f"{place.parent} is a link to elsewhere; nothing is written there", ExitCode.CANNOT_CREATE)
    if place.parent.exists() and not place.parent.is_dir():
        raise AllianceError(f"{place.parent} is a file; a folder of pages needs its place", ExitCode.CANNOT_CREATE)
    if place.is_dir():
        raise AllianceError(f"{place} is a folder; a page needs its place", ExitCode.CANNOT_CREATE)
    if (place.exists() or place.is_symlink()) and not _is(place, digest) and not may_replace(place):
        why = "alliance did not write it, or not as it is now; nothing was written"
        raise AllianceError(f"{place} exists already, and {why}; --force replaces it", ExitCode.CANNOT_CREATE)


def _is(place: Path, digest: str) -> bool:
    """True for a plain file that holds these very bytes."""
    try:
        return bool(digest) and not place.is_symlink() and _digest(place.read_bytes()) == digest
    except OSError:
        return False


def _remove(place: Path, digest: str) -> None:
    if _is(place, digest):
        place.unlink(missing_ok=True)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
