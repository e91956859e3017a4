"""What the commands that read and fetch share: their options, and the network they make of them."""

import os
import re
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli.declared import Option
from alliance_cli.errors import AllianceError, ExitCode

_FORM = re.compile(r"[A-Z0-9][A-Z0-9 /-]{0,19}")

if TYPE_CHECKING:
    from alliance_cli.services.intake.fetching import Network

Mapping = Annotated[
    list[str] | None, Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field, in CSV.")
]
DayFirst = Annotated[bool | None, Option("--day-first/--month-first", help="How to read dates such as 01/02/2025.")]
Forms = Annotated[
    list[str] | None,
    Option("--form", metavar="FORM", help="Of lists of filings (EDGAR) only these forms: 8-K, or 8-K,425."),
]
AllowPrivate = Annotated[
    bool, Option("--allow-private", help="Also fetch from addresses of this machine and private networks.")
]

Jobs = Annotated[
    int | None,
    Option(
        "--jobs", metavar="N", min=1, max=256,
        help="Read in N processes at once; as many as there are cores where all inputs are files.",
    ),
]  # fmt: skip


def jobs(asked: int | None, *, at_hand: bool) -> int:
    """In how many processes reports are read: as asked, else in all cores for what waits for nobody."""
    return asked or (_cores() if at_hand else 1)


def at_hand(inputs: Sequence[str]) -> bool:
    """True for files and folders: nothing to wait for, as there is with a pipe, an address or a feed."""
    return bool(inputs) and all(map(_is_at_hand, inputs))


def _is_at_hand(name: str) -> bool:
    from alliance_cli.sources.urls import is_url

    if is_url(name):
        return False
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode if name == "-" else Path(name).stat().st_mode
    except (OSError, ValueError, AttributeError):
        return name != "-"  # a pattern, or nothing that is there
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_day_first(asked: bool | None) -> bool | None:
    """How numeric dates are read: as asked, else as configured, else not at all."""
    from alliance_cli.cli import configuration

    configured: bool | None = configuration.current().get("reading.day-first")
    return configured if asked is None else asked


def mapping(pairs: list[str] | None) -> dict[str, str]:
    """The fields and columns of `--map`. Raises AllianceError (2)."""
    found = dict(pair.partition("=")[::2] for pair in pairs or [])
    if not all(found.values()):
        raise AllianceError("--map takes FIELD=COLUMN, such as --map title=headline", ExitCode.USAGE)
    return found


def forms(asked: list[str] | None) -> frozenset[str]:
    """The forms of filings that were asked for: "8-k, 425" is two. Raises AllianceError (2) for what is none."""
    found = frozenset(form.strip().upper() for text in asked or [] for form in text.split(","))
    wrong = next((form for form in sorted(found) if not _FORM.fullmatch(form)), None)
    if wrong is not None:
        raise AllianceError(f"--form: “{wrong}” is no form of a filing, such as 8-K, 425 or SC 13D", ExitCode.USAGE)
    return found


def network(
    *,
    allow_private: bool,
    day_first: bool | None = None,
    full: bool = False,
    mapping: dict[str, str] | None = None,
    forms: frozenset[str] = frozenset(),
) -> "Network":
    """What a run fetches with."""
    from alliance_cli.services.intake.fetching import Network
    from alliance_cli.sources import Options
    from alliance_cli.sources.http import Fetcher

    return Network(
        Fetcher(allow_private=allow_private),
        Options(mapping=mapping or {}, day_first=is_day_first(day_first), forms=forms), full,
    )  # fmt: skip
