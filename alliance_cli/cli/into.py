"""Where a command writes to, if not to standard output."""

from pathlib import Path
from typing import NamedTuple

from alliance_cli.cli.questions import confirmed
from alliance_cli.cli.settings import Settings
from alliance_cli.render.text import safe


class Into(NamedTuple):
    """A file to write, as the user named it; with `force` whatever stands there now."""

    path: Path
    settings: Settings
    force: bool = False

    @classmethod
    def named(cls, path: Path | None, settings: Settings, *, force: bool) -> "Into | None":
        """The file; None for standard output."""
        return None if path is None or str(path) == "-" else cls(path, settings, force)

    def may_replace(self, path: Path) -> bool:
        """True if a file may go that this program did not write: a person at a terminal is asked."""
        if self.force or not self.settings.can_ask:
            return self.force
        return confirmed(f"{safe(str(path))} was not written by alliance as it is. Replace it?")
