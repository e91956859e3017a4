"""Data to standard output or a file, messages to standard error."""

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import Line, plain, safe

Record = dict[str, Any]
PIPE_COLUMNS = 100
"""How wide text is laid out where nobody says how wide the output is."""

UNBOUNDED = 1_000_000
"""A width at which nothing is cut."""


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


def columns(settings: Settings) -> int:
    """The width to lay text out for: the terminal's, else `COLUMNS`, else 100."""
    return shutil.get_terminal_size((80 if settings.stdout_is_terminal else PIPE_COLUMNS, 24)).columns


def emit(
    settings: Settings,
    form: Format,
    *,
    document: Callable[[], Record],
    records: Callable[[], Sequence[Record]],
    lines: Callable[[int], Iterable[Line]],
    output: Path | None = None,
    cuts: bool = False,
) -> None:
    """Write data in the format asked for. `cuts` says that the lines shorten what does not fit: only on a terminal."""
    if form is Format.TEXT:
        show(settings, lines, output, cuts=cuts)
        return
    from alliance_cli.render import structured

    if form is Format.JSON:
        write(structured.to_json(document()), output)
    elif form is Format.CSV:
        write(structured.to_csv(records()), output)
    else:
        write(structured.to_plain(records()), output)


def show(
    settings: Settings, lines: Callable[[int], Iterable[Line]], output: Path | None = None, *, cuts: bool = False
) -> None:
    """Write styled lines: with colour on a terminal, else as plain text."""
    on_terminal = output is None and settings.stdout_is_terminal
    laid_out = lines(UNBOUNDED if cuts and not on_terminal else columns(settings))
    if on_terminal and settings.colour:
        from alliance_cli.render import terminal

        terminal.show(laid_out, sys.stdout, columns(settings))
    else:
        write(plain(laid_out), output)


def write(text: str, output: Path | None = None) -> None:
    """Write data to standard output, or to a file. Raises AllianceError 73 or 77 if the file cannot be written."""
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except PermissionError as error:
        raise AllianceError(f"no permission to write {output}", ExitCode.NO_PERMISSION) from error
    except OSError as error:
        raise AllianceError(f"cannot write {output}: {error.strerror}", ExitCode.CANNOT_CREATE) from error


def say(settings: Settings, message: str) -> None:
    """A message to the user, on standard error; none with --quiet."""
    if not settings.quiet:
        complain(message)


def complain(message: str) -> None:
    """A problem, on standard error, on one line and without anything that acts on a terminal."""
    print(safe(message), file=sys.stderr)
