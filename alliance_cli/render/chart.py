"""Talks along a horizontal axis of time, as SVG for a page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from alliance_cli.render import marks
from alliance_cli.render.graphs import escaped
from alliance_cli.render.lanes import day_of
from alliance_cli.render.shapes import mark
from alliance_cli.views import EventView, TalkView
from alliance_cli.vocabulary import Status

_WIDE = 720
_LEFT, _RIGHT, _TOP, _ROW = 10, 14, 30, 28
_YEARS, _END, _YEAR = 7, 140, 56
"""So many years have labels at most; an end and a year need so much room, in the largest letters that there are."""

_FEW = 50
"""One event in so many may lie before the scale begins."""
AXIS = "axis"

Days = tuple[date, date]


def span_of(talks: Sequence[TalkView], until: date) -> Days:
    """The days from the first event of these talks to the last, or to `until` where one is open.

    Where few events lie so far before all others that they would take the room of these, it begins after the few: they
    stand at its edge.
    """
    days = sorted(day_of(event) for talk in talks for event in talk.events) or [until]
    open_ones = any(talk.status is not Status.ABANDONED for talk in talks)
    end = max(days[-1], until if open_ones else days[-1] + (days[-1] - days[0]) / 8)
    usual = days[len(days) // _FEW]
    return (usual if (usual - days[0]) * 3 > end - days[0] else days[0]), end


def axis(talks: Sequence[TalkView], until: date) -> str:
    """The scale of all these talks, once a page; each chart shows it."""
    scale = _Scale(*span_of(talks, until))
    cut = any(day_of(event) < scale.first for talk in talks for event in talk.events)
    drawn = "".join(_years(scale, _TOP + _ROW + 4, "≤ " if cut else ""))
    return f'<svg class="kept" aria-hidden="true"><defs><g id="{AXIS}" class="chart">{drawn}</g></defs></svg>'


def chart(talk: TalkView, until: date, title: str, addresses: Mapping[str, str], span: Days) -> str:
    """A talk along `span`, on the scale that `axis` drew; a mark leads to the address of its claim, by id."""
    if not talk.events:
        return ""
    body = "".join(_talk(talk, _TOP + 14, _Scale(*span), until, addresses))
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDE} {_TOP + _ROW + 4}" role="group" aria-label="{escaped(title)}">'
        f'<use href="#{AXIS}"/>{body}</svg>'
    )


class _Scale:
    """Days to x."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def x(self, day: date) -> float:
        """The place of a day; what lies before the first stands at the edge."""
        return round(_LEFT + (_WIDE - _LEFT - _RIGHT) * max((day - self.first).days, 0) / self.days, 1)


def _years(scale: _Scale, high: int, before: str) -> Iterator[str]:
    """The months at both ends, and a line for each year, every second or fifth where their labels would touch."""
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = next((s for s in (1, 2, 5, 10, 50) if len(years) / s <= _YEARS), 100)
    ends = scale.x(scale.first), scale.x(scale.last)
    told = (f"{before}{scale.first.isoformat()[:7]}", scale.last.isoformat()[:7])
    for x, label, anchor in zip(ends, told, ("start", "end"), strict=True):
        yield f'<path class="axis end" d="M{x} 24V{high}"/>'
        yield f'<text class="soft" x="{x}" y="18" text-anchor="{anchor}">{label}</text>'
    taken = ends[0] + _END - _YEAR + (16 if before else 0)
    for year in (year for year in years if year % step == 0):
        x = scale.x(date(year, 1, 1))
        yield f'<path class="axis" d="M{x} 24V{high}"/>'
        if taken + _YEAR <= x <= ends[1] - _END:
            taken = x
            yield f'<text class="soft" x="{x}" y="18" text-anchor="middle">{year}</text>'


def _talk(talk: TalkView, y: int, scale: _Scale, until: date, addresses: Mapping[str, str]) -> Iterator[str]:
    yield from _rails(talk, y, scale, until)
    taken = -99.0
    for event in talk.events:
        x = max(scale.x(day_of(event)), taken + 9)
        taken = x
        yield _event(event, x, y, addresses)


def _rails(talk: TalkView, y: int, scale: _Scale, until: date) -> Iterator[str]:
    """A line from event to event in the manner of the status between them, and on to the end while the talk is open."""
    points = [(max(day_of(e) for e in talk.events[: i + 1]), e.status) for i, e in enumerate(talk.events)]
    ends = [*(day for day, _ in points[1:]), max(until, points[-1][0])]
    for (day, status), end in zip(points, ends, strict=True):
        if status is not Status.ABANDONED and end > day:
            stale = talk.stale and end == ends[-1]
            yield f'<path class="rail {"stale" if stale else status}" d="M{scale.x(day)} {y}H{scale.x(end)}"/>'


def _event(event: EventView, x: float, y: int, addresses: Mapping[str, str]) -> str:
    label, style = marks.event_label(event)
    told = f"{event.date}: {label}, {marks.source_label(event)}"
    drawn = mark(style, x, y, told)
    address = addresses.get(event.claim_id)
    return (
        f'<a class="{style}" href="{escaped(address)}" aria-label="{escaped(told)}">{drawn}</a>' if address else drawn
    )
