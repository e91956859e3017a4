"""The sorts of values that a claim's fields hold: how each is kept in columns, sent as JSON, and typed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from alliance_cli import money
from alliance_cli.dates.partial import parse_partial
from alliance_cli.json_lists import dumped, listed
from alliance_cli.partial_dates import PartialDate, Precision

Column = str | float | None
"""What one column holds; flags are 0 and 1."""
Json = str | float | list[str] | None
"""What one member of a JSON object holds."""
Schema = dict[str, Any]
Value = TypeVar("Value")


class FieldType(NamedTuple, Generic[Value]):
    """A sort of value.

    `to_columns` and `from_columns` are each other's inverse, over as many columns as there are `checks`; a check raises
    ValueError for what its column (or an item of a `listed` one) cannot hold. `typed` reads what a person types, and
    raises ValueError with the reason; `hint` says in a word or two how to type it.
    """

    to_columns: Callable[[Value], Sequence[Column]]
    from_columns: Callable[..., Value]
    to_json: Callable[[Value], Json]
    schema: Schema
    typed: Callable[[str], Value]
    checks: Sequence[Callable[[str], object]]
    listed: bool = False
    hint: str = ""


def word(vocabulary: Iterable[StrEnum]) -> Schema:
    """The JSON Schema of one of the words of a vocabulary."""
    return {"enum": [str(value) for value in vocabulary]}


def many(item: Schema) -> Schema:
    """The JSON Schema of a list."""
    return {"type": "array", "items": item}


def maybe(schema: Schema) -> Schema:
    """The JSON Schema of a value that may be missing."""
    return {"anyOf": [schema, {"type": "null"}]}


def _alone(value: Column) -> Sequence[Column]:
    return (value,)


def _same(value: Value) -> Value:
    return value


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.split(",")) if part)


def _flag(text: str) -> bool:
    try:
        return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]
    except KeyError:
        raise ValueError(f"“{text}” is neither yes nor no") from None


TEXT: FieldType[str] = FieldType(_alone, str, str, {"type": "string"}, str, [str])
FLAG: FieldType[bool] = FieldType(_alone, bool, _same, {"type": "boolean"}, _flag, [bool], hint="yes or no")
SHARE: FieldType[float] = FieldType(
    _alone, float, _same, {"type": "number", "minimum": 0, "maximum": 1}, float, [float]
)
TEXTS: FieldType[tuple[str, ...]] = FieldType(
    lambda values: (dumped(values),), listed, list, many(TEXT.schema), _split, [str], listed=True,
    hint="split by commas",
)  # fmt: skip

Word = TypeVar("Word", bound=StrEnum)


def word_of(vocabulary: type[Word]) -> FieldType[Word]:
    """One of the words of a vocabulary."""
    known = {str(value): value for value in vocabulary}

    def typed(text: str) -> Word:
        if text.lower() not in known:
            raise ValueError(f"“{text}” is none of: {', '.join(known)}")
        return known[text.lower()]

    return FieldType(_alone, vocabulary, _same, word(vocabulary), typed, [vocabulary])


def maybe_word_of(vocabulary: type[Word]) -> FieldType[Word | None]:
    """One of the words of a vocabulary, or none."""
    one = word_of(vocabulary)
    return FieldType(
        _alone, lambda text: vocabulary(text) if text else None, _same, maybe(one.schema),
        lambda text: one.typed(text.replace(" ", "-")) if text else None, one.checks, hint="empty: none",
    )  # fmt: skip


def words_of(vocabulary: type[Word]) -> FieldType[tuple[Word, ...]]:
    """Several words of a vocabulary."""
    one = word_of(vocabulary)
    return FieldType(
        TEXTS.to_columns, lambda text: tuple(map(vocabulary, listed(text))), TEXTS.to_json, many(one.schema),
        lambda text: tuple(map(one.typed, _split(text))), one.checks, listed=True, hint=TEXTS.hint,
    )  # fmt: skip


def _from_parts(start: str | None, precision: str) -> PartialDate | None:
    return PartialDate(date.fromisoformat(start), Precision(precision)) if start else None


PARTIAL_DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?$"}
"""The JSON Schema of a `PartialDate`."""

PARTIAL: FieldType[PartialDate | None] = FieldType(
    lambda value: (value.start.isoformat(), value.precision) if value else (None, None),
    _from_parts,
    lambda value: str(value) if value else None,
    maybe(PARTIAL_DATE),
    lambda text: parse_partial(text) if text else None,
    [date.fromisoformat, Precision],
    hint="empty: none",
)
"""A date, its first day and its precision in a column each."""


def _amount(text: str) -> int | None:
    return money.parse(text).amount if text else None


def _percent(text: str) -> float | None:
    if not text:
        return None
    try:
        found = float(text.strip().removesuffix("%").removesuffix("percent"))
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no share; write it as 41% or 41.5") from None
    if not 0 < found <= 100:
        raise ValueError(f"a share is more than 0 and at most 100 percent, not {text[:40]}")
    return found


def _is_amount(value: object) -> None:
    if not isinstance(value, int) or not 0 < value <= money.MOST:
        raise ValueError(f"{value} is no amount")


def _is_percent(value: object) -> None:
    if not isinstance(value, int | float) or not 0 < value <= 100:
        raise ValueError(f"{value} is no share")


def _is_code(text: str) -> None:
    if text and text not in money.codes():
        raise ValueError(f"{text} is no currency")


AMOUNT: FieldType[int | None] = FieldType(
    _alone, _same, _same, maybe({"type": "integer", "minimum": 1}), _amount, [_is_amount],
    hint="such as 6.5bn; empty: none",
)  # fmt: skip
"""Whole units of a currency."""

CURRENCY: FieldType[str] = FieldType(
    _alone, str, str, {"type": "string", "pattern": "^([A-Z]{3})?$"}, lambda text: money.currency(text) if text else "",
    [_is_code], hint="an ISO code; empty: none",
)  # fmt: skip

PERCENT: FieldType[float | None] = FieldType(
    _alone, _same, _same, maybe({"type": "number", "exclusiveMinimum": 0, "maximum": 100}), _percent, [_is_percent],
    hint="in percent; empty: none",
)  # fmt: skip
