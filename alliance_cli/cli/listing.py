"""Lists of records, the same in every format."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alliance_cli.cli.output import Format, emit
from alliance_cli.cli.settings import Settings

if TYPE_CHECKING:
    from alliance_cli.render.records import Field


def listed(
    settings: Settings,
    form: Format,
    name: str,
    records: Sequence[dict[str, Any]],
    fields: "Sequence[Field]",
    *,
    output: Path | None = None,
    total: str = "",
    **more: Any,
) -> None:
    """Write records as a table, or as data: the document `alliance.NAME/1` holds them under NAME, beside `more`."""
    from alliance_cli.render import records as render

    emit(
        settings, form, output=output, document=lambda: {"schema": f"alliance.{name}/1", **more, name: list(records)},
        records=lambda: records, lines=lambda columns: render.table(fields, records, columns, total), cuts=True,
    )  # fmt: skip
