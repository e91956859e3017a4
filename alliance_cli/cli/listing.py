"""Lists of records, the same in every format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from alliance_cli.cli.options import Table, Writing
from alliance_cli.cli.output import PIPE_COLUMNS, UNBOUNDED, emit, header, only, picked
from alliance_cli.cli.settings import Settings
from alliance_cli.documents import title
from alliance_cli.render.text import Line, Span

if TYPE_CHECKING:
    from alliance_cli.render.tables import Column

Record = dict[str, Any]
Below = Callable[[Record, int], Iterable[Span]]


_CONFIGURED = {"transitions": "changes", "watches": "watch"}
"""Documents whose list goes by another name where its columns are configured."""


def listed(
    settings: Settings,
    to: Table,
    name: str,
    records: Sequence[Record],
    columns: "Sequence[Column[Any]]",
    *,
    total: str = "",
    below: Below | None = None,
    flat: Sequence[str] = (),
    **more: Any,
) -> None:
    """Write records as a table, or as data: the document NAME holds them under NAME, beside `more`.

    Under the table stands the `total`; what stands `below` each row goes with the usual columns alone.
    `flat` names the fields that records have in addition where they are no document.
    """
    shown = picked(to, lambda: columns, _CONFIGURED.get(name, name))
    emit(
        settings, to, document=lambda: {"schema": title(name), **more, name: list(records)}, cuts=True,
        records=lambda: only(list(records), to, shown), header=lambda: header(to, shown, name, flat),
        lines=lambda width: _lines(shown, records, width, total, None if to.columns else below),
    )  # fmt: skip


def _lines(
    columns: "Sequence[Column[Any]]", records: Sequence[Record], width: int, total: str, below: Below | None
) -> Iterator[Line]:
    from alliance_cli.render import tables

    if below is None:
        return tables.with_total(columns, records, width, total)
    # what has lines below it is read, as in a mail, not cut up by programs: its rows wrap, its addresses stay whole
    return tables.with_total(
        columns,
        records,
        PIPE_COLUMNS if width == UNBOUNDED else width,
        total,
        lambda row, _: below(row, width - tables.INDENT),
    )


def details(settings: Settings, to: Writing, name: str, record: Record) -> None:
    """Write one record: its fields a line each, or as data: in JSON the document NAME."""
    emit(
        settings, to, document=lambda: {"schema": title(name), name: record}, records=lambda: [record],
        lines=lambda width: _fields(record, width),
    )  # fmt: skip


def _fields(record: Record, width: int) -> Iterator[Line]:
    from alliance_cli.render import records

    return records.fields(record, width)
