"""The configuration file: found, read, held to what there is to set. Nothing of it is loaded where there is no file."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from alliance_cli.errors import AllianceError, ExitCode


class Configuration(NamedTuple):
    """What the file says, by the full name of each setting; `path` is where it is, or would be."""

    path: Path
    values: Mapping[str, Any]
    there: bool = False

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a setting, else the default."""
        return self.values.get(name, default)

    def table(self, name: str) -> dict[str, Any]:
        """All settings of a section that the user names: without the name of the section."""
        begins = f"{name}."
        return {key.removeprefix(begins): value for key, value in self.values.items() if key.startswith(begins)}

    def wrong(self, name: str, reason: str) -> AllianceError:
        """What is said of a setting that is wrong."""
        return AllianceError(f"{self.path}: {name}: {reason}", ExitCode.CONFIGURATION)


def path() -> Path:
    """`ALLIANCE_CONFIG`, else `alliance/config.toml` in the XDG configuration home."""
    named = os.environ.get("ALLIANCE_CONFIG")
    if named:
        return Path(named).expanduser()
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "alliance" / "config.toml"


def current() -> Configuration:
    """What holds now. Raises AllianceError (78) with every fault of the file, a line each."""
    where = path()
    try:
        found = where.stat()
    except OSError:
        if os.environ.get("ALLIANCE_CONFIG"):
            raise AllianceError(f"no file {where}, which ALLIANCE_CONFIG names", ExitCode.CONFIGURATION) from None
        return Configuration(where, {})
    return _read(where, found.st_mtime_ns, found.st_size)


def lenient() -> Configuration:
    """What holds now; of a file that is wrong, nothing: whoever ran the command was told, or asked for help."""
    try:
        return current()
    except AllianceError:
        return Configuration(path(), {})


@lru_cache(maxsize=4)
def _read(where: Path, changed: int, size: int) -> Configuration:
    import tomllib

    from alliance_cli.cli import configurable

    try:
        document = tomllib.loads(where.read_text(encoding="utf-8"))
    except OSError as error:
        raise AllianceError(f"cannot read {where}: {error.strerror}", ExitCode.CONFIGURATION) from None
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, or a number of thousands of digits
        raise AllianceError(f"{where} is no proper TOML: {error}", ExitCode.CONFIGURATION) from None
    values, faults = configurable.checked(document)
    if faults:
        raise AllianceError(f"{where} is wrong (`alliance config --help` tells more):", ExitCode.CONFIGURATION, faults)
    return Configuration(where, values, there=True)
