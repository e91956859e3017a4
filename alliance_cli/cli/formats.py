"""The formats in which data is written."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode


class Colour(StrEnum):
    """When there is colour: where a person looks at it, in a pipe and a file too, or nowhere."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(StrEnum):
    """How data is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    PLAIN = "plain"
    XLSX = "xlsx"


ENDINGS = {".json": Format.JSON, ".csv": Format.CSV, ".tsv": Format.PLAIN, ".xlsx": Format.XLSX, ".txt": Format.TEXT}
"""The ending of a file -> the format it says."""

_OTHERS = {
    ".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".xml", ".md", ".svg", ".png", ".jpg", ".jpeg", ".gif",
    ".webp", ".xls", ".ods", ".pptx", ".parquet", ".jsonl", ".ndjson", ".yaml", ".yml", ".toml", ".graphml", ".dot",
    ".ics", ".db", ".sqlite", ".zip", ".gz",
}  # fmt: skip
"""Endings that promise a format which is none of these."""

_ELSEWHERE = {
    ".html": "`alliance report` writes a page", ".htm": "`alliance report` writes a page",
    ".svg": "`alliance timeline` and `alliance network` draw one", ".md": "`alliance export` writes it",
    ".parquet": "`alliance export` writes it", ".jsonl": "`alliance export` writes the ledger so",
    ".ics": "`alliance export` writes it", ".graphml": "`alliance export` and `alliance network` write it",
    ".dot": "`alliance network` writes it",
}  # fmt: skip
"""Where there is such a file."""


def chosen(*, json: bool = False, csv: bool = False, plain: bool = False) -> Format | None:
    """The one format that was asked for, None for none. Raises AllianceError (2) for more than one."""
    asked = [f for f, wanted in ((Format.JSON, json), (Format.CSV, csv), (Format.PLAIN, plain)) if wanted]
    if len(asked) > 1:
        raise AllianceError("give only one of --json, --csv and --plain", ExitCode.USAGE)
    return asked[0] if asked else None


def settled(asked: Format | None, output: Path | None) -> Format:
    """The format asked for, else the one that the ending of the file says, else text.

    Raises AllianceError (2) where the two contradict, or the ending promises what is not written.
    """
    ending = output.suffix.lower() if output is not None else ""
    told = ENDINGS.get(ending)
    if asked and told not in {None, asked}:
        raise AllianceError(f"--{asked} does not go with {output}: {ending} is {told}", ExitCode.USAGE)
    if asked is None and ending in _OTHERS:
        raise unknown_ending(ending, ENDINGS)
    return asked or told or Format.TEXT


def unknown_ending(ending: str, known: Iterable[str]) -> AllianceError:
    """The refusal (2) of a file whose ending promises a format that is not written here."""
    hint = f"; {_ELSEWHERE[ending]}" if ending in _ELSEWHERE else ""
    return AllianceError(f"-o: no {ending} is written here, but: {', '.join(known)}{hint}", ExitCode.USAGE)


def only_ending(output: Path | None, *known: str) -> None:
    """Raise AllianceError (2) for a file whose ending is none of these; one without any is taken."""
    ending = output.suffix.lower() if output is not None else ""
    if ending and ending not in known:
        raise unknown_ending(ending, known)
