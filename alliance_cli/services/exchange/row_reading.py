"""What a row of somebody's own table says: companies by the names in it, and a claim of them. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from alliance_cli import package_data, resolve
from alliance_cli.claim_fields import CLAIM_FIELDS, ClaimField, with_currency
from alliance_cli.dates import published as publishing
from alliance_cli.dates.partial import as_published
from alliance_cli.dates.typed import parse_typed
from alliance_cli.ledger import origins
from alliance_cli.models import Basis, Kind, PartialDate, Precision, Published, Role, Stage, Status
from alliance_cli.services.intake import refusing
from alliance_cli.sources.tables import Cell, Row
from alliance_cli.vocabulary import USUAL_STAGE

_ROLES = {"companies": Role.PARTNER, "company": Role.PARTNER, "buyer": Role.BUYER, "target": Role.TARGET,
          "seller": Role.SELLER, "unit": Role.UNIT, "investor": Role.INVESTOR, "licensor": Role.LICENSOR,
          "licensee": Role.LICENSEE, "supplier": Role.SUPPLIER, "customer": Role.CUSTOMER}  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:[;|\n]|\s[–—/+-]\s)\s*")
_TYPED = {field.name: field for field in CLAIM_FIELDS if field.correctable and field.name != "event_date"}
"""Fields of a claim that a row may hold as they are."""

_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_SERIALS_FROM = date(1899, 12, 30)
_ANOTHER_DAY = timedelta(days=400)
"""A cell that says something else so much earlier depends on the day it is read: "yesterday", "Nov 13"."""
_STATUS_OF_STAGE: Mapping[Stage | None, Status] = {
    Stage.MOU: Status.CONFIRMED, Stage.AGREED: Status.CONFIRMED, Stage.OPERATING: Status.CONFIRMED,
    Stage.ENDED: Status.ABANDONED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deal:
    """What a row says. `names` are companies as they are written; `values` the fields of its claim, by name.

    `own_id` is what the table calls the row, "" for nothing.
    """

    names: tuple[tuple[str, Role], ...]
    values: Mapping[str, Any]
    publisher: str = ""
    url: str = ""
    title: str = ""
    note: str = ""
    published: Published | None = None
    own_id: str = ""

    @property
    def line(self) -> str:
        """All that it claims, in one line: what is another line is another claim."""
        who = " – ".join(name for name, _ in self.names)
        told = [str(value) for name, value in self.values.items() if value not in ("", None, False, "unknown")]
        return f"{who}: {', '.join(told)}"


def read(row: Row, columns: Mapping[str, Sequence[str]], today: date, *, day_first: bool | None = None) -> Deal:
    """The deal in a row; `columns` says which column holds which field.

    Raises ValueError, or AllianceError (2) for what `alliance add` refuses, too, with what is wrong.
    """
    held = {field: [row.cells.get(name) for name in names] for field, names in columns.items()}
    texts = {field: _shown(cells[0]) for field, cells in held.items() if cells and cells[0] is not None}
    when = _date(_first(held, "published"), "published", today, day_first=day_first)
    happened = _date(_first(held, "happened"), "happened", today, day_first=day_first)
    url = texts.get("url", "")
    refusing.refuse_address(url, "url")
    refusing.refuse_place(texts.get("region", ""), "region")
    names = tuple(dict.fromkeys(_companies(held)))
    if len({name.casefold() for name, _ in names}) < 2:
        raise ValueError("names no two companies; several in one cell are split by ;")
    refusing.refuse_names([name for name, _ in names])
    values = dict(_claimed(texts, [role for _, role in names], has_source=bool(url or texts.get("publisher"))))
    inexact = when if when is not None and when.precision is not Precision.DAY else None
    values["event_date"] = happened or inexact
    return Deal(
        names, values, publisher=resolve.outlet(texts.get("publisher", "")), url=url, title=texts.get("title", ""),
        note=texts.get("note", ""), published=_published(when or happened, today), own_id=texts.get("id", ""),
    )  # fmt: skip


def _first(held: Mapping[str, Sequence[Cell]], field: str) -> Cell:
    return next(iter(held.get(field, ())), None)


def _shown(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else " ".join(str(cell).split())


def _companies(held: Mapping[str, Sequence[Cell]]) -> Iterator[tuple[str, Role]]:
    for field, role in _ROLES.items():
        for cell in held.get(field, ()):
            for name in _BETWEEN.split(str(cell)) if cell is not None else ():
                if name.strip():
                    yield " ".join(name.split()), role


def _claimed(texts: Mapping[str, str], roles: Sequence[Role], *, has_source: bool) -> Iterator[tuple[str, Any]]:
    """The fields of the claim, what is not said filled by what follows from the rest."""
    said: dict[str, Any] = {}
    texts = with_currency(texts)
    for name, field in _TYPED.items():
        for said_name, value in _typed(field, texts.get(name, "")):
            said.setdefault(said_name, value)
    stage: Stage | None = said.get("stage")
    status = said.pop("status", None) or _STATUS_OF_STAGE.get(stage, Status.RUMOURED)
    if stage is Stage.ENDED and status is not Status.ABANDONED:
        raise ValueError(f"status {status} does not go with stage {stage}")
    if status is Status.ABANDONED:
        said["stage"] = Stage.ENDED  # a table tells how far it got, too
    origin = origins.usual(said.pop("origin", ""))
    basis = said.pop("basis", None)
    refusing.refuse_contradiction(status, None, basis, origin, said=has_source or bool(origin))
    yield "kind", said.pop("kind", None) or _kind(roles)
    yield "status", status
    yield "stage", said.pop("stage", None) or USUAL_STAGE[status]
    yield "basis", basis or _basis(status, origin, has_source=has_source or bool(origin))
    yield "origin", origin or "unknown"
    yield from said.items()


def _typed(field: ClaimField, text: str) -> Iterator[tuple[str, Any]]:
    """What a cell says of a field, and of others: "completed" is a status and a stage."""
    if not text:
        return
    plain = " ".join(text.casefold().replace("_", " ").split())
    meant = _meanings().get((field.name, plain))
    if meant is None and "enum" in field.type.schema:
        meant = {field.name: plain.replace(" ", "-")}
    for name, value in (meant or {field.name: text}).items():
        try:
            yield name, _TYPED[name].type.typed(value)
        except ValueError:
            allowed = field.type.schema.get("enum")
            hint = f"; it is one of: {', '.join(allowed)}" if allowed else ""
            raise ValueError(f"no {field.name} “{text}”{hint}") from None


@cache
def _meanings() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """(field, what people write) -> the values meant."""
    rows = package_data.rows("sources/deal_words.tsv")
    return {(field, word): dict(pair.split("=") for pair in values.split()) for field, word, values in rows}


def _kind(roles: Sequence[Role]) -> Kind:
    if Role.UNIT in roles:
        return Kind.JOINT_VENTURE
    return next((kind for kind, of in _KINDS if of & set(roles)), Kind.COOPERATION)


_KINDS = (
    (Kind.ACQUISITION, {Role.BUYER}), (Kind.STAKE, {Role.INVESTOR}), (Kind.ACQUISITION, {Role.TARGET}),
    (Kind.LICENSING, {Role.LICENSOR, Role.LICENSEE}), (Kind.SUPPLY, {Role.SUPPLIER, Role.CUSTOMER}),
)  # fmt: skip
"""The kind that a role speaks for, the first that is there."""


def _basis(status: Status, origin: str, *, has_source: bool) -> Basis:
    """On whose word: without any source the user's own; else what the status takes, unless somebody else had it."""
    if not has_source:
        return Basis.JUDGEMENT
    return Basis.ANONYMOUS if status is Status.RUMOURED or origin not in {"", "company"} else Basis.ON_RECORD


def _date(cell: Cell, field: str, today: date, *, day_first: bool | None) -> PartialDate | None:
    """A date as exact as it stands in its cell. Raises ValueError for what is none, or one to come."""
    if cell is None:
        return None
    found = _dated(cell, today, day_first=day_first)
    refusing.refuse_date(found, today, field)
    return found


def _dated(cell: Cell, today: date, *, day_first: bool | None) -> PartialDate:
    if isinstance(cell, date):
        return PartialDate(cell)
    if isinstance(cell, int) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:  # a date whose cell lost its format
        return PartialDate(_SERIALS_FROM + timedelta(days=cell))
    text = str(cell)
    try:
        found = parse_typed(text, today).date
    except ValueError as refused:
        return _as_a_file_has_it(text, refused, day_first=day_first)
    if found != parse_typed(text, today - _ANOTHER_DAY).date:
        raise ValueError(f"“{text}” is another date every day; write the date itself")
    return found


def _as_a_file_has_it(text: str, refused: ValueError, *, day_first: bool | None) -> PartialDate:
    """A date with a time, in another language, or in numbers either way round. Raises ValueError as nobody reads it."""
    try:
        return PartialDate(publishing.parse(text, source="user", day_first=day_first).day)
    except ValueError:
        hint = " (--day-first or --month-first says which)" if "could mean" in str(refused) else ""
        raise ValueError(f"{refused}{hint}") from None


def _published(when: PartialDate | None, today: date) -> Published | None:
    return None if when is None else as_published(when, today)
