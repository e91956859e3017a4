"""Which files this program wrote, and as what: such a file may be replaced without a question."""

import hashlib
import os
from pathlib import Path

from alliance_cli.services.intake.locking import state_home

_MOST = 2000
"""Of so many files it is remembered; of the longest untouched it is forgotten first."""


def remember(place: Path, digest: str) -> None:
    """Keep what was written there. Where there is no place to keep it, the next writer asks."""
    note = _note(place)
    try:
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note.write_text(digest)
        _forget(note.parent)
    except OSError:
        return


def is_own(place: Path) -> bool:
    """True if the file holds what this program last wrote there, byte for byte."""
    try:
        kept = _note(Path(os.path.realpath(place))).read_text()
        with place.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == kept
    except (OSError, UnicodeDecodeError):
        return False


def _note(place: Path) -> Path:
    return state_home() / "written" / hashlib.sha256(os.fsencode(place)).hexdigest()[:32]


def _forget(folder: Path) -> None:
    notes = list(folder.iterdir())
    if len(notes) > _MOST:
        for note in sorted(notes, key=lambda note: note.stat().st_mtime)[: len(notes) - _MOST]:
            note.unlink(missing_ok=True)
