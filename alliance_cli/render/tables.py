"""Tables of talks and companies that fit the width: what matters least goes first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from alliance_cli.render import marks
from alliance_cli.render.text import Line, Span, cut, pad, safe, width, wrap
from alliance_cli.views import CompanyView, TalkView

_GAP = 2
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, the cell of a row, the width below which it is of no use, and its rank.

    Rank 0 is always shown; of the others the highest rank goes first where the table is too wide.
    """

    title: str
    cell: Callable[[Row], Span]
    least: int
    rank: int = 0


TALKS: Sequence[Column[TalkView]] = (
    Column("", marks.talk_mark, 1),
    Column("talk", lambda t: (t.id, "dim"), 8),
    Column("companies", lambda t: (marks.parties_label(t), ""), 16),
    Column("kind", lambda t: (t.kind, ""), 6, rank=1),
    Column("status", lambda t: (marks.status_label(t), "stale" if t.stale else t.status), 9),
    Column("stage", lambda t: (t.stage, ""), 6, rank=3),
    Column("last turn", lambda t: (t.last_turn.isoformat(), "number"), 10, rank=1),
    Column("origins", lambda t: (str(t.origins), ""), 7, rank=4),
    Column("reports", lambda t: (str(t.reports), ""), 7, rank=5),
    Column("region", lambda t: (safe(", ".join(t.regions)), ""), 6, rank=6),
)

COMPANIES: Sequence[Column[CompanyView]] = (
    Column("id", lambda c: (c.id, "dim"), 12),
    Column("name", lambda c: (safe(c.name), ""), 16),
    Column("country", lambda c: (safe(c.country), ""), 7, rank=2),
    Column("sector", lambda c: (safe(c.sector), ""), 6, rank=3),
    Column("talks", lambda c: (str(c.talks), "number"), 5),
    Column("known as", lambda c: (safe(", ".join(c.aliases)), "dim"), 10, rank=4),
)


def talks(views: Sequence[TalkView], columns: int) -> Iterator[Line]:
    """A table of talks and a line of totals."""
    yield from table(TALKS, views, columns)
    by_status = {status: sum(view.status == status for view in views) for status in marks.MARKS}
    yield []
    yield [(f"{len(views)} talks: " + ", ".join(f"{n} {status}" for status, n in by_status.items() if n), "dim")]


def companies(views: Sequence[CompanyView], columns: int) -> Iterator[Line]:
    """A table of companies and a line of totals."""
    yield from table(COMPANIES, views, columns)
    yield []
    yield [(f"{len(views)} companies", "dim")]


def company(view: CompanyView, columns: int) -> Iterator[Line]:
    """One company with all its names."""
    yield [(safe(view.name), "heading"), (f"  {view.id}", "dim")]
    facts = [
        ("country", view.country), ("sector", view.sector), ("known as", ", ".join(view.aliases)),
        ("tickers", ", ".join(view.tickers)), ("owned by", ", ".join(view.parents)), ("talks", str(view.talks)),
        ("known from", view.source),
    ]  # fmt: skip
    for label, value in facts:
        for i, part in enumerate(wrap(safe(value), columns - 12)):
            yield [(f"{label if i == 0 else '':12}", "dim"), (part, "")]


def table(columns: Sequence[Column[Row]], rows: Sequence[Row], available: int) -> Iterator[Line]:
    """The rows under a heading, in as many of the columns as fit."""
    cells = [[column.cell(row) for column in columns] for row in rows]
    full = [max([width(c.title), *(width(row[i][0]) for row in cells)]) for i, c in enumerate(columns)]
    shown = _fitting(columns, full, available)
    widths = _widths(columns, full, shown, available)
    yield [(pad(cut(columns[i].title, widths[i]), widths[i]) + " " * _GAP, "heading") for i in shown]
    for row in cells:
        yield [span for i in shown for span in _cell(row[i], widths[i])]


def _fitting(columns: Sequence[Column[Row]], full: Sequence[int], available: int) -> list[int]:
    """The places of the columns to show: those that fit at their least width, by rank."""
    shown = list(range(len(columns)))
    while _needed(columns, full, shown) > available:
        optional = [i for i in shown if columns[i].rank]
        if not optional:
            break
        shown.remove(max(optional, key=lambda i: columns[i].rank))
    return shown


def _needed(columns: Sequence[Column[Row]], full: Sequence[int], shown: Sequence[int]) -> int:
    return sum(min(max(columns[i].least, 1), full[i]) for i in shown) + _GAP * (len(shown) - 1)


def _widths(
    columns: Sequence[Column[Row]], full: Sequence[int], shown: Sequence[int], available: int
) -> dict[int, int]:
    """Full widths, the widest columns narrowed until all fit."""
    widths = {i: full[i] for i in shown}
    while sum(widths.values()) + _GAP * (len(shown) - 1) > available:
        widest = max(shown, key=lambda i: widths[i] - columns[i].least)
        if widths[widest] <= columns[widest].least:
            break
        widths[widest] -= 1
    return widths


def _cell(span: Span, columns: int) -> list[Span]:
    text = cut(span[0], columns)
    return [(text, span[1]), (" " * (columns - width(text) + _GAP), "")]
