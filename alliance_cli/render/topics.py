"""Help topics: short texts whose facts come from the program itself."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from alliance_cli.errors import ExitCode
from alliance_cli.ledger.status import RULES
from alliance_cli.render import marks
from alliance_cli.render.lanes import FOLD_AFTER
from alliance_cli.render.text import Line, wrap
from alliance_cli.vocabulary import COUNTS_FROM, SURE_FROM, Basis, Family, Kind, Stage, Status

TOPICS: Mapping[str, str] = {
    "status": "where a talk stands, and the rules that decide it",
    "kinds": "what sort of tie-up is meant",
    "dates": "the three dates of news, and how to type one",
    "cron": "reading by itself",
    "sources": "what can be read, and who said it",
    "exit-codes": "what the process tells its caller",
}
"""Each topic and what it is about."""

CODES: Mapping[ExitCode, str] = {
    ExitCode.DONE: "done",
    ExitCode.NOT_FOUND: "not found, or nothing to show where something was asked for",
    ExitCode.USAGE: "wrong use, or a name that could mean several",
    ExitCode.BAD_DATA: "bad data; what was good is stored",
    ExitCode.NO_INPUT: "an input is not there",
    ExitCode.UNAVAILABLE: "a feed, an address or a scheduler could not be reached",
    ExitCode.BUG: "a bug; --debug shows where",
    ExitCode.CANNOT_CREATE: "a file or folder cannot be made",
    ExitCode.IO_ERROR: "reading or writing failed, or the disk is full",
    ExitCode.TRY_AGAIN: "locked, told to wait, or parts of a cluster's work failed; try again",
    ExitCode.NO_PERMISSION: "no permission",
    ExitCode.CONFIGURATION: "a setting is wrong, or the ledger is newer than the program",
    ExitCode.INTERRUPTED: "interrupted",
}
"""What each exit code means."""

DAYS = {
    "a day": (
        "2025-11-13",
        "20251113",
        '"Nov 13, 2025"',
        '"13 November 2025"',
        "13.11.2025",
        "today",
        "yesterday",
        "Monday",
        '"30 days ago"',
        "-30d",
        "-2w",
        "-6m",
        "-1y",
    ),
    "a month": ("2025-11", '"Nov 2025"', "11/2025", '"last month"'),
    "more": ("2025-Q4", '"Q4 2025"', "2025-H2", "2025", '"last quarter"', '"this year"'),
}
"""The forms in which a date can be typed, by how much they mean."""

_MEANINGS = {
    Status.RUMOURED: "somebody without a name says so",
    Status.CONFIRMED: "a party or a filing says so",
    Status.ABANDONED: "it has ended",
}


def topic(name: str, stale_days: int) -> str:
    """The text of a topic. Raises KeyError if there is none."""
    if name not in TOPICS:
        raise KeyError(name)
    return _template(name).format_map(_facts(stale_days))


@cache
def _template(name: str) -> str:
    return files("alliance_cli").joinpath("data/help").joinpath(f"{name}.txt").read_text(encoding="utf-8")


def _facts(stale_days: int) -> dict[str, object]:
    return {
        "marks": "\n  ".join(f"{marks.MARKS[status]} {status:10} {_MEANINGS[status]}" for status in Status),
        "rules": _listed((rule, text) for rule, text in RULES.items()),
        "stages": ", ".join(Stage),
        "bases": ", ".join(Basis),
        "stale_days": stale_days,
        "counts_from": COUNTS_FROM,
        "sure_from": SURE_FROM,
        "equity": ", ".join(kind for kind in Kind if kind.family is Family.EQUITY),
        "collaboration": "\n                 ".join(
            wrap(", ".join(kind for kind in Kind if kind.family is Family.COLLABORATION), 60)
        ),
        "forms": _listed((what, ", ".join(forms)) for what, forms in DAYS.items()),
        "fold": FOLD_AFTER,
        "codes": "\n".join(f"  {int(code):3}  {text}" for code, text in CODES.items()),
    }


def _listed(facts: Iterable[tuple[str, str]]) -> str:
    """Names with their texts beside them, wrapped."""
    listed = list(facts)
    room = max(len(name) for name, _ in listed) + 2
    lines: list[str] = []
    for name, text in listed:
        for i, part in enumerate(wrap(text, 78 - room)):
            lines.append(f"  {name if i == 0 else '':{room}}{part}")
    return "\n".join(lines)


def documents(columns: int) -> list[Line]:
    """The documents, each with what it is."""
    from alliance_cli.render.schemas import SCHEMAS

    lines: list[Line] = []
    for name, made in SCHEMAS.items():
        first, *rest = wrap(str(made()["description"]), max(columns - 13, 20))
        lines += [[(f"{name:12} ", "heading"), (first, "")], *([(" " * 13 + line, "")] for line in rest)]
    return lines
