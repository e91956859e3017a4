"""Talks along a horizontal axis of time, as SVG for a page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from alliance_cli.render import marks
from alliance_cli.render.graphs import escaped
from alliance_cli.render.lanes import day_of
from alliance_cli.render.shapes import mark
from alliance_cli.views import EventView, TalkView
from alliance_cli.vocabulary import Status

_WIDE = 960
_LEFT, _RIGHT, _TOP, _ROW = 16, 24, 26, 28


def chart(talks: Sequence[TalkView], until: date, title: str, addresses: Mapping[str, str]) -> str:
    """These talks on one axis from their first event to `until`; a mark leads to the address of its claim, by id."""
    days = [day_of(event) for talk in talks for event in talk.events]
    if not days:
        return ""
    open_ones = any(talk.status is not Status.ABANDONED for talk in talks)
    first, last = min(days), max(*days, until if open_ones else max(days) + (max(days) - min(days)) / 8)
    scale = _Scale(first, last)
    high = _TOP + _ROW * len(talks) + 4
    body = [*_years(scale, high)]
    for row, talk in enumerate(talks):
        body += _talk(talk, _TOP + _ROW * row + 14, scale, until, addresses)
    return f'<svg viewBox="0 0 {_WIDE} {high}" role="group" aria-label="{escaped(title)}">{"".join(body)}</svg>'


class _Scale:
    """Days to x."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def x(self, day: date) -> float:
        """The place of a day."""
        return round(_LEFT + (_WIDE - _LEFT - _RIGHT) * (day - self.first).days / self.days, 1)


def _years(scale: _Scale, high: int) -> Iterator[str]:
    """A line and a label for each year, every second or fifth where they would touch."""
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = next((s for s in (1, 2, 5, 10, 50) if len(years) / s <= 20), 100)
    shown = [year for year in years if year % step == 0]
    if not shown or scale.x(date(shown[0], 1, 1)) > _LEFT + 60:
        yield f'<text class="soft" x="{_LEFT}" y="14">{scale.first.isoformat()[:7]}</text>'
    for year in shown:
        x = scale.x(date(year, 1, 1))
        yield f'<path class="axis" d="M{x} 18V{high}"/><text class="soft" x="{x}" y="14">{year}</text>'


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
