"""How the processes of a cluster read: as the one that asked would, by the same versions, or not at all."""

import hashlib
import os
from dataclasses import dataclass, field

from alliance_cli import __version__, own, readers
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.keeping import rules_version
from alliance_cli.sources.items import Options

_used: list[own.Own] = []
"""The user's own tables by which this process has read; what was made of them is kept, so they cannot be changed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What each task is told: who reads (`readers`, with versions), the user's own tables, how inputs are read, where
    results go; `only_claims` leaves reports out that claim nothing.
    """

    readers: str
    folder: str
    options: Options = field(default_factory=Options)
    only_claims: bool = False
    tables: own.Own = field(default_factory=own.Own)
    preferred: str = ""


def here(folder: str, options: Options, *, only_claims: bool = False) -> Setting:
    """The setting of this process. Raises AllianceError (78) if the reader that goes first is not there."""
    return Setting(reading_by(), folder, options, only_claims, own.plain(), os.environ.get(readers.PREFERRED, ""))


def reading_by() -> str:
    """What decides what is read: each reader with its version, the companies known, the user's own tables."""
    by_language = [found.reader for found in readers.installed() if found.reader is not None]
    found = [*(str(reader.id) for reader in readers.BY_FORM), *(str(reader.id) for reader in by_language)]
    first = os.environ.get(readers.PREFERRED, "")
    tables = hashlib.sha256(repr([sorted(table.items()) for table in own.plain()]).encode())
    return " ".join((*found, f"companies-{rules_version.companies()}", f"own-{tables.hexdigest()[:8]}", first)).strip()


def adopt(setting: Setting) -> None:
    """Read by this setting from now on. Raises AllianceError (78) where this process would read otherwise."""
    if own.plain() != setting.tables:
        if _used:
            raise AllianceError("a worker has read by other tables of its user before: restart the workers", _WRONG)
        own.use(setting.tables)
    _used[:] = [setting.tables]
    if setting.preferred:
        os.environ[readers.PREFERRED] = setting.preferred
    if reading_by() != setting.readers:
        raise AllianceError(
            f"a worker reads otherwise than this program: it has alliance {__version__}, {reading_by()}; here it is"
            f" {setting.readers}", _WRONG,
        )  # fmt: skip


_WRONG = ExitCode.CONFIGURATION
