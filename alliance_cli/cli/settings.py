"""What holds for every command: where the ledger is, how much is said, whether there is colour."""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from alliance_cli.cli.formats import Colour


class Settings(NamedTuple):
    """The common options of one run. `command` is what the user typed."""

    db: Path
    quiet: bool = False
    debug: bool = False
    colour: Colour = Colour.AUTO
    interactive: bool = True
    command: str = ""
    ascii: bool = False
    pager: bool = True

    @property
    def stdout_is_terminal(self) -> bool:
        """True if a person looks at the output."""
        return sys.stdout.isatty()

    @property
    def can_ask(self) -> bool:
        """True if there is somebody to answer a question."""
        return self.interactive and sys.stdin.isatty() and sys.stdout.isatty()


def default_ledger() -> Path:
    """`ALLIANCE_DB`, else the one that the configuration names, else `alliance/ledger.db` in the XDG data home."""
    from alliance_cli.cli import configuration

    named = os.environ.get("ALLIANCE_DB") or configuration.lenient().get("ledger")
    if named:
        return Path(named).expanduser()
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser() / "alliance" / "ledger.db"


def colour_of(environment: Mapping[str, str], configured: str = "") -> Colour | None:
    """What `NO_COLOR`, `FORCE_COLOR`, the configuration or a dumb terminal says, in this order; None for none."""
    if environment.get("NO_COLOR"):
        return Colour.NEVER
    forced = environment.get("FORCE_COLOR")
    if forced:
        return Colour.NEVER if forced.lower() in {"0", "false"} else Colour.ALWAYS
    if configured and configured != Colour.AUTO:
        return Colour(configured)
    return Colour.NEVER if environment.get("TERM") == "dumb" else None


def needs_ascii(encoding: str | None) -> bool:
    """True if the locale cannot show the program's signs: `encoding` is what Python chose for standard output.

    Python writes UTF-8 under the C locale too; that somebody asked for that locale is seen in the environment alone.
    """
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "")
    try:
        "○●✕│–…".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return locale in {"C", "POSIX"}


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date where the user is."""
    return datetime.now().astimezone().date()
