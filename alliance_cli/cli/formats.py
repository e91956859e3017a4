"""The formats in which data is written."""

from enum import StrEnum

from alliance_cli.errors import AllianceError, ExitCode


class Format(StrEnum):
    """How data is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    PLAIN = "plain"


def chosen(*, json: bool = False, csv: bool = False, plain: bool = False) -> Format:
    """The one format that was asked for. Raises AllianceError (2) for more than one."""
    asked = [f for f, wanted in ((Format.JSON, json), (Format.CSV, csv), (Format.PLAIN, plain)) if wanted]
    if len(asked) > 1:
        raise AllianceError("give only one of --json, --csv and --plain", ExitCode.USAGE)
    return asked[0] if asked else Format.TEXT
