"""Which column of somebody's own table holds which field of a deal."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from alliance_cli import package_data
from alliance_cli.errors import AllianceError, ExitCode

SEVERAL = frozenset({
    "companies", "company", "buyer", "target", "seller", "unit", "investor", "licensor", "licensee", "supplier",
    "customer",
})  # fmt: skip
"""Fields that several columns may hold: the companies, each with its role."""

_NUMBERED = re.compile(r"_?(?:[0-9]{1,2}|(?<=_)[a-e])$")


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Each field of a row and the names it goes by, the best first."""
    pairs = (line.split(":", 1) for line in package_data.lines("sources/deal_columns.txt"))
    return {field.strip(): tuple(others.split()) for field, others in pairs}


def folded(column: str) -> str:
    """A heading in the spelling of the list: "Party #2" -> "party"."""
    plain = re.sub(r"[^a-z0-9]+", "_", column.casefold()).strip("_")
    return _NUMBERED.sub("", plain) or plain


def is_header(cells: Sequence[str], wanted: Mapping[str, Sequence[str]] = {}) -> bool:
    """True if two of the cells are names of columns, or one that was asked for is among them."""
    known = {name for others in names().values() for name in others}
    asked = {column for columns in wanted.values() for column in columns}
    return sum(folded(cell) in known for cell in cells if cell) >= 2 or bool(asked & set(cells))


def mapped(pairs: Iterable[str]) -> dict[str, list[str]]:
    """The fields and columns of `--map FIELD=COLUMN`. Raises AllianceError (2)."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (equals and column):
            raise AllianceError("--map takes FIELD=COLUMN, such as --map publisher=Quelle", ExitCode.USAGE)
        if field not in names():
            raise AllianceError(
                f"--map: “{field}” is no field of a row; they are: {', '.join(names())}", ExitCode.USAGE
            )
        found.setdefault(field, []).append(column)
    return found


def fields(columns: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Field -> its columns: those that were asked for, else those whose names say so, the best name first.

    Raises AllianceError (2) for a column that is not there.
    """
    missing = [column for asked in wanted.values() for column in asked if column not in columns]
    if missing:
        raise AllianceError(f"no column “{missing[0]}”; there are: {', '.join(columns)}", ExitCode.USAGE)
    taken = {column for asked in wanted.values() for column in asked}
    free = [column for column in columns if column not in taken]
    found = {field: list(asked) for field, asked in wanted.items()}
    called = {column: folded(column) for column in free}
    for field, others in names().items():
        if field in found:
            continue
        ranked = [column for name in others for column in free if called[column] == name]
        chosen = ranked if field in SEVERAL else ranked[:1]
        if chosen:
            found[field] = chosen
            free = [column for column in free if column not in chosen]
    return found


def left_out(columns: Sequence[str], taken: Mapping[str, Sequence[str]]) -> list[str]:
    """The columns that hold no field."""
    used = {column for several in taken.values() for column in several}
    return [column for column in columns if column not in used]
