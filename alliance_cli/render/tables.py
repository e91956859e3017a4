"""Tables that fit the width: what matters least goes first, what matters most is wrapped and never vanishes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from alliance_cli.render import deal, marks, notes
from alliance_cli.render.text import Line, Span, cut, safe, trimmed, width, wrap
from alliance_cli.views import CompanyView, TalkView
from alliance_cli.vocabulary import counted

_GAP = 2
INDENT = 3
"""How far what stands below a row is moved in."""
Row = TypeVar("Row")


ON_REQUEST = 99
"""The rank of a column that is shown only where it is asked for by name."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, the cell of a row, the width below which it is of no use, and its rank.

    Rank 0 is always shown; of the others the highest rank goes first where the table is too wide. `comfort` is the
    width that columns of a rank leave to this one; a column that `wraps` goes on in the next line instead of being
    cut. `field` names the same fact in CSV and plain output. Figures stand at the `right`.
    """

    title: str
    cell: Callable[[Row], Span]
    least: int
    rank: int = 0
    comfort: int = 0
    wraps: bool = False
    field: str = ""
    right: bool = False

    @property
    def name(self) -> str:
        """What the column is called in `--columns`."""
        return self.title.replace(" ", "-") or "mark"


def _term(name: str) -> Column[TalkView]:
    """A column of a term that is told as it is."""
    return Column(
        name, lambda t: (_told(getattr(t.terms, name, None)), ""), 10, rank=ON_REQUEST, field=name, wraps=True
    )


def _told(value: object) -> str:
    return safe(", ".join(value) if isinstance(value, tuple) else str(value or ""))


def _waits(talk: TalkView) -> str:
    if talk.terms is None:
        return ""
    from alliance_cli.ledger.waiting import waits

    return safe(", ".join(map(str, waits(talk.status, talk.stage, talk.terms))))


TALKS: Sequence[Column[TalkView]] = (
    Column("", marks.talk_mark, 1, field="status"),
    Column("talk", lambda t: (t.id, "dim"), 8, rank=2, field="id"),
    Column("companies", lambda t: (marks.parties_label(t), ""), 14, comfort=26, wraps=True, field="parties"),
    Column("kind", lambda t: (t.kind, ""), 13, field="kind"),
    Column("status", lambda t: (marks.status_label(t), marks.status_style(t)), 10, comfort=12, wraps=True,
           field="status"),
    Column("stage", lambda t: (marks.stage_label(t), ""), 6, rank=3, comfort=9, wraps=True, field="stage"),
    Column("last turn", lambda t: (t.last_turn.isoformat(), "number"), 10, field="last_turn"),
    Column("origins", lambda t: (str(t.origins), ""), 7, rank=4, field="origins", right=True),
    Column("reports", lambda t: (str(t.reports), ""), 7, rank=5, field="reports", right=True),
    Column("region", lambda t: (safe(", ".join(t.regions)), ""), 6, rank=6, comfort=14, field="regions"),
    Column("subject", lambda t: (safe(", ".join(t.subjects)), ""), 7, rank=ON_REQUEST, field="subjects"),
    Column("first reported", lambda t: (t.first_reported.isoformat(), "number"), 14, rank=ON_REQUEST,
           field="first_reported"),
    Column("last reported", lambda t: (t.last_reported.isoformat(), "number"), 13, rank=ON_REQUEST,
           field="last_reported"),
    Column("confidence", lambda t: (f"{t.confidence:.2f}", "number"), 10, rank=ON_REQUEST, field="confidence",
           right=True),
    Column("value", lambda t: (deal.value(t.terms), "number"), 10, rank=ON_REQUEST, comfort=14, field="value",
           right=True),
    Column("currency", lambda t: (t.terms.currency if t.terms else "", ""), 8, rank=ON_REQUEST, field="currency"),
    Column("stake", lambda t: (deal.stake(t.terms), "number"), 9, rank=ON_REQUEST, field="stake", right=True,
           wraps=True),
    *(_term(name) for name in ("consideration", "signs", "signed", "closes", "closed", "advisers", "regulators",
                               "conditions")),
    Column("break fee", lambda t: (deal.money(t.terms.break_fee, t.terms.break_fee_currency) if t.terms else "",
                                   "number"), 9, rank=ON_REQUEST, field="break_fee", right=True),
    Column("direction", lambda t: (deal.direction(t), ""), 16, rank=ON_REQUEST, field="roles", wraps=True),
    Column("waits for", lambda t: (_waits(t), ""), 12, rank=ON_REQUEST, field="waits_for", wraps=True),
    Column("slug", lambda t: (safe(t.slug), "dim"), 12, rank=ON_REQUEST, field="slug"),
    Column("tags", lambda t: (_noted(t, "tag"), ""), 8, rank=ON_REQUEST, field="tags", wraps=True),
    Column("owner", lambda t: (_noted(t, "owner"), ""), 8, rank=ON_REQUEST, field="owner"),
    Column("due", lambda t: (_noted(t, "due"), "number"), 10, rank=ON_REQUEST, field="due"),
)  # fmt: skip


def _noted(talk: TalkView, sort: str) -> str:
    """The user's notes of a sort."""
    return safe(", ".join(note.value for note in talk.notes if note.sort == sort))


_BY_NAME = {column.name: column for column in TALKS}
_STALE = {"mark": 0, "talk": 2, "companies": 0, "kind": 0, "stage": 1, "last-reported": 0, "origins": 3, "reports": 4,
          "region": 5}  # fmt: skip
"""Where a rumour has no news its status says nothing and its last report does: name of a column -> rank."""

STALE: Sequence[Column[TalkView]] = (
    *(replace(_BY_NAME[name], rank=rank) for name, rank in _STALE.items()),
    *(replace(column, rank=ON_REQUEST) for column in TALKS if column.name not in _STALE),
)

COMPANIES: Sequence[Column[CompanyView]] = (
    Column("id", lambda c: (safe(c.id), "dim"), 10, rank=1, comfort=16, field="id"),
    Column("name", lambda c: (safe(c.name), ""), 14, comfort=24, wraps=True, field="name"),
    Column("country", lambda c: (safe(c.country), ""), 7, rank=3, field="country"),
    Column("sector", lambda c: (safe(c.sector), ""), 6, rank=4, comfort=10, field="sector"),
    Column("talks", lambda c: (str(c.talks), "number"), 5, field="talks", right=True),
    Column("known as", lambda c: (safe(", ".join(c.aliases)), "dim"), 10, rank=5, comfort=16, field="aliases"),
    Column("tickers", lambda c: (safe(", ".join(c.tickers)), ""), 7, rank=ON_REQUEST, field="tickers"),
    Column("source", lambda c: (c.source, "dim"), 6, rank=ON_REQUEST, field="source"),
)


def talks(
    views: Sequence[TalkView], columns: int, chosen: Sequence[Column[TalkView]] = TALKS, *, worth: str = ""
) -> Iterator[Line]:
    """A table of talks and a line of totals, with what they are `worth` together where that is asked for."""
    by_status = [(status, sum(view.status == status for view in views)) for status in marks.MARKS]
    notes = [("stale", sum(view.stale for view in views)), ("doubtful", sum(view.doubtful for view in views))]
    facts = [f"{n} {word}" for word, n in (*by_status, *notes) if n]
    total = counted(len(views), "talk") + (": " + ", ".join(facts) if facts else "")
    return with_total(chosen, views, columns, f"{total}; {worth}" if worth else total)


def companies(
    views: Sequence[CompanyView], columns: int, chosen: Sequence[Column[CompanyView]] = COMPANIES
) -> Iterator[Line]:
    """A table of companies and a line of totals."""
    return with_total(chosen, views, columns, counted(len(views), "company", "companies"))


def company(view: CompanyView, columns: int) -> Iterator[Line]:
    """One company with all its names."""
    *above, name = wrap(safe(view.name), columns) or [""]
    yield from ([(part, "heading")] for part in above)
    fits = width(name) + 2 + width(safe(view.id)) <= columns
    yield [(name, "heading"), (f"  {safe(view.id)}" if fits else "", "dim")]
    facts = [
        ("country", view.country), ("sector", view.sector), ("known as", ", ".join(view.aliases)),
        ("tickers", ", ".join(view.tickers)), ("identifiers", ", ".join(_not_tickers(view))),
        ("merged", ", ".join(view.merged)), ("not", ", ".join(view.not_same)), ("owned by", ", ".join(view.parents)),
        ("talks", str(view.talks)),
        ("known from", view.source),
    ]  # fmt: skip
    for label, value in facts:
        for i, part in enumerate(wrap(safe(value), columns - 13)):
            yield [(f"{label if i == 0 else '':13}", "dim"), (part, "")]
    yield from notes.beside(view.notes, columns)


def _not_tickers(view: CompanyView) -> Iterator[str]:
    return (identifier for identifier in view.identifiers if not identifier.startswith("ticker:"))


def named(columns: Sequence[Column[Row]], names: Sequence[str]) -> list[Column[Row]]:
    """The columns with these names, in this order, each to be shown. Raises KeyError with the first unknown name."""
    known = {column.name: column for column in columns}
    return [replace(known[name], rank=0) for name in names]


def with_total(
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    available: int,
    total: str,
    below: Callable[[Row, int], Iterable[Span]] | None = None,
) -> Iterator[Line]:
    """A table, what there is in all, and which columns there was no room for."""
    layout = _laid_out(columns, rows, available)
    yield from _lines(layout, columns, rows, available, below)
    left = [c.name for i, c in enumerate(columns) if c.rank != ON_REQUEST and i not in layout.shown] if rows else []
    hint = f"no room for: {', '.join(left)} (a wider terminal, or --columns)" if left else ""
    if rows and (total or hint):
        yield []
    yield from ([(part, "dim")] for text in (total, hint) for part in wrap(text, available))


def table(
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    available: int,
    below: Callable[[Row, int], Iterable[Span]] | None = None,
) -> Iterator[Line]:
    """The rows under a heading, in as many of the columns as fit; nothing for no rows.

    `below` gives what stands under a row, for a width, a line each.
    """
    return _lines(_laid_out(columns, rows, available), columns, rows, available, below)


class _Layout(NamedTuple):
    """The cells of each row, how wide each column is if nothing is narrowed, and the places of those shown."""

    cells: Sequence[Sequence[Span]]
    full: Sequence[int]
    shown: Sequence[int]


def _laid_out(columns: Sequence[Column[Row]], rows: Sequence[Row], available: int) -> _Layout:
    cells = [[column.cell(row) for column in columns] for row in rows]
    full = [max([width(c.title), *(width(row[i][0]) for row in cells)]) for i, c in enumerate(columns)]
    return _Layout(cells, full, _fitting(columns, full, available))


def _lines(
    layout: _Layout,
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    available: int,
    below: Callable[[Row, int], Iterable[Span]] | None,
) -> Iterator[Line]:
    if not rows:
        return
    fitted = _widths(columns, layout.full, layout.shown, available)
    frame = [(columns[i], fitted[i]) for i in layout.shown]
    yield from _row([[(cut(column.title, size), "heading")] for column, size in frame], frame)
    for row, texts in zip(rows, layout.cells, strict=True):
        yield from _row([_cell(texts[i], fitted[i], wraps=columns[i].wraps) for i in layout.shown], frame)
        yield from ([(" " * INDENT, ""), span] for span in (below(row, available - INDENT) if below else ()))


def _fitting(columns: Sequence[Column[Row]], full: Sequence[int], available: int) -> list[int]:
    """The places of the columns to show: those that fit, by rank, beside comfortable ones."""
    shown = [i for i, column in enumerate(columns) if column.rank != ON_REQUEST]
    while _needed(columns, full, shown) > available:
        optional = [i for i in shown if columns[i].rank]
        if not optional:
            break
        shown.remove(max(optional, key=lambda i: columns[i].rank))
    return shown


def _needed(columns: Sequence[Column[Row]], full: Sequence[int], shown: Sequence[int]) -> int:
    return sum(min(max(columns[i].least, columns[i].comfort), full[i]) for i in shown) + _GAP * (len(shown) - 1)


def _widths(
    columns: Sequence[Column[Row]], full: Sequence[int], shown: Sequence[int], available: int
) -> dict[int, int]:
    """Full widths, narrowed until all fit: first what is above its comfort, then above its least, then the rest."""
    widths = {i: full[i] for i in shown}
    over = sum(widths.values()) + _GAP * (len(shown) - 1) - available
    for floor in ({i: max(columns[i].least, columns[i].comfort) for i in shown}, {i: columns[i].least for i in shown}):
        over = _narrowed(widths, floor, over)
    _narrowed(widths, dict.fromkeys(shown, 1), over)
    return widths


def _narrowed(widths: dict[int, int], floor: Mapping[int, int], over: int) -> int:
    """Take columns from the widths farthest above their floor; return how many are still too many."""
    while over > 0:
        widest = max(widths, key=lambda i: (widths[i] - floor[i], widths[i]))
        second = max((widths[i] - floor[i] for i in widths if i != widest), default=0)
        spare = widths[widest] - floor[widest]
        if spare <= 0:
            break
        step = min(over, max(spare - max(second, 0), 1))
        widths[widest] -= step
        over -= step
    return over


def _cell(span: Span, columns: int, *, wraps: bool) -> list[Span]:
    """A cell as one line, or as several."""
    text, style = span
    parts = wrap(text, columns) if wraps and width(text) > columns else [cut(text, columns)]
    return [(part, style) for part in parts]


def _row(cells: Sequence[Sequence[Span]], frame: Sequence[tuple[Column[Row], int]]) -> Iterator[Line]:
    for i in range(max(map(len, cells))):
        line: Line = []
        for cell, (column, columns) in zip(cells, frame, strict=True):
            text, style = cell[i] if i < len(cell) else ("", "")
            blank = " " * (columns - width(text))
            line += [(blank, ""), (text, style)] if column.right else [(text, style), (blank, "")]
            line.append((" " * _GAP, ""))
        yield trimmed(line)
