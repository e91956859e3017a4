"""Talks side by side on one axis of time: a rail for each, years and gaps to scale, marks where something happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from alliance_cli.render import marks
from alliance_cli.render.text import Line, Span, link, pad, safe, trimmed, width, wrap
from alliance_cli.views import EventView, TalkView
from alliance_cli.vocabulary import Stage, counted

AXIS = 10
"""Columns for years, days and the length of silences, with the blank that follows."""

FOLD_AFTER = 6
"""Months of silence that are drawn as so many blank rows of rail; a longer silence is folded into one."""

_MONTH_DAYS = 30.44
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEAD = 25
"""Columns for what an event was, where the source stands beside it."""
_READABLE = 100
"""No quote is set wider than this, however wide the screen."""


def day_of(event: EventView) -> date:
    """The day that places an event: the last that its date can mean, never after publication."""
    return min(event.date.end, event.published) if event.published else event.date.end


class _Lane:
    """One talk: the rows of text beside its rail, and the sign of the rail from each row on."""

    def __init__(self, talk: TalkView, columns: int) -> None:
        self.talk = talk
        self.columns = columns
        self.rows: dict[int, Line] = {}
        self.marks: dict[int, Span] = {}
        self.rail: Span = (" ", "")
        self.free = 0
        self.rails: dict[int, Span] = {}

    def place(self, event: EventView, row: int) -> None:
        """Set an event with its mark at this row."""
        self.marks[row] = marks.event_mark(event)
        for i, line in enumerate(event_lines(event, self.columns - 3)):
            self.rows[row + i] = line
            self.free = row + i + 1
        if self.talk.left_out and event is self.talk.events[0]:
            self.rows[self.free] = [(f"… {counted(self.talk.left_out, 'event')} left out …", "dim")]
            self.free += 1
        self.rails[row] = marks.RAILS[event.status], event.status

    def cell(self, row: int, *, folded: bool) -> tuple[Span, Line]:
        """The sign on the rail and the text beside it."""
        self.rail = self.rails.get(row, self.rail)
        sign = self.marks.get(row, self.rail)
        if folded and row not in self.marks and sign[0].strip():
            sign = (marks.FOLD, "dim")
        return sign, self.rows.get(row, [])


def lanes(talks: Sequence[TalkView], columns: int) -> Iterator[Line]:
    """The events of these talks, each talk in a lane of its own."""
    each = (columns - AXIS) // len(talks)
    drawn = [_Lane(talk, each if i < len(talks) - 1 else columns - AXIS - each * i) for i, talk in enumerate(talks)]
    axis, folds = _placed(drawn)
    for row in range(max([lane.free for lane in drawn], default=0)):
        line: Line = [axis.get(row, (" " * (AXIS - 1), "")), (" ", "")]
        for lane in drawn:
            sign, text = lane.cell(row, folded=row in folds)
            used = sum(width(part) for part, _ in text)
            line += [sign, (" ", ""), *text, (" " * (lane.columns - 2 - used), "")]
        yield trimmed(line)


def _placed(drawn: Sequence[_Lane]) -> tuple[dict[int, Span], set[int]]:
    """Give every event its row; return what the axis says at which row, and the rows that stand for a long silence."""
    axis: dict[int, Span] = {}
    folds: set[int] = set()
    last: date | None = None
    row = -1
    for day, lane, event in _in_order(drawn):
        if day == last and lane.free <= row:
            lane.place(event, row)
            continue
        clear = max(other.free for other in drawn) if last and _turns(last, day) else lane.free
        row = _silence(axis, folds, max(row + 1, clear), last, day)
        axis[row] = (pad(_label(event, day).rjust(AXIS - 1), AXIS - 1), "number")
        lane.place(event, row)
        last = day
    return axis, folds


def _turns(last: date, day: date) -> bool:
    """True if a year or a long silence has to be shown between two days, for which no lane may be in mid-sentence."""
    return day.year != last.year or _is_long(last, day)


def _is_long(last: date, day: date) -> bool:
    return (day - last).days > FOLD_AFTER * _MONTH_DAYS


def _in_order(drawn: Sequence[_Lane]) -> list[tuple[date, _Lane, EventView]]:
    """All events by day; those of one talk keep the order in which they count."""
    placed = []
    for number, lane in enumerate(drawn):
        day = date.min
        for i, event in enumerate(lane.talk.events):
            day = max(day, day_of(event))
            placed.append((day, number, i, lane, event))
    return [(day, lane, event) for day, _, _, lane, event in sorted(placed, key=lambda p: p[:3])]


def _silence(axis: dict[int, Span], folds: set[int], row: int, last: date | None, day: date) -> int:
    """Leave room for the time since the last event and for the year where it turns; return the row that follows."""
    if last is None:
        axis[row] = _year(day)
        return row + 1
    if _is_long(last, day):
        axis[row] = (_silent_for((day - last).days).rjust(AXIS - 1), "dim")
        folds.add(row)
        row += 1
    elif day.year == last.year:
        row += _months(last, day)
    else:
        row += _months(last, date(day.year, 1, 1))
    if day.year != last.year:
        axis[row] = _year(day)
        row += 1
        if not _is_long(last, day):
            row += _months(date(day.year, 1, 1), day)
    return row


def _months(since: date, until: date) -> int:
    return int((until - since).days / _MONTH_DAYS)


def _year(day: date) -> Span:
    return f"{day.year:04} ".ljust(AXIS - 1, marks.RULE), "heading"


def _silent_for(days: int) -> str:
    months = round(days / _MONTH_DAYS)
    return f"{months} months" if months < 24 else f"{round(days / 365.25)} years"


def _label(event: EventView, day: date) -> str:
    """The date on the axis, without its year; a year that the axis does not show is told beside the event."""
    start = event.date.start
    if start.year != day.year or start > day:
        return f"{_MONTHS[day.month - 1]} {day.day}"
    text = str(event.date)
    match len(text):
        case 10:
            return f"{_MONTHS[start.month - 1]} {start.day}"
        case 7 if text[5] not in "QH":
            return _MONTHS[start.month - 1]
        case 7:
            return text[5:]
    return text


def event_lines(event: EventView, columns: int) -> Iterator[Line]:
    """What an event says: what it was, who had it, in which words."""
    label, style = marks.event_label(event)
    about = [] if event.claim.denied or event.claim.stage is Stage.ENDED else [str(event.claim.stage)]
    about += ["on hold"] if event.claim.on_hold else []
    about += [f"for {event.date}"] if event.date.start > day_of(event) else []
    head: Line = [*marks.event_number(event), (label, style)] + ([(", " + ", ".join(about), "")] if about else [])
    used = sum(width(text) for text, _ in head)
    source = marks.source_label(event)
    more = f" +{counted(event.more_reports, 'more report')}" if event.more_reports else ""
    beside = max(_HEAD if columns >= 60 else 0, used + 2)
    if columns >= 60 or beside + width(source + more) <= columns:
        yield from _beside([*head, (" " * (beside - used), "")], source, more, max(columns - beside, 12), event.url)
    else:
        yield head
        yield from ([(link(part, event.url), "")] for part in wrap(source + more, columns))
    quote = safe(event.quote)
    for part in wrap(f"“{quote}”", min(columns - 2, _READABLE)) if quote else []:
        yield [("  ", ""), (part, "quote")]


def _beside(head: Line, source: str, more: str, room: int, url: str) -> Iterator[Line]:
    """The source beside the head, going on below itself."""
    if width(source + more) <= room:
        yield [*head, (link(source, url), ""), (more, "dim")]
        return
    indent = sum(width(text) for text, _ in head)
    for i, part in enumerate(wrap(source + more, room)):
        yield [*head, (link(part, url), "")] if i == 0 else [(" " * indent, ""), (link(part, url), "")]
