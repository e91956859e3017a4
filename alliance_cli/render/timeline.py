"""A timeline: each talk a thread, each event a dated line with its source and its quote."""

from collections.abc import Iterator

from alliance_cli.render import marks
from alliance_cli.render.text import Line, pad, safe, width, wrap
from alliance_cli.views import EventView, TalkView, TimelineView
from alliance_cli.vocabulary import Stage

_DATE = 10
_STATUS = len("confirmed")
_STAGE = max(len(stage) for stage in Stage)


def timeline(view: TimelineView, columns: int) -> Iterator[Line]:
    """The lines of a timeline that fit into this many columns."""
    title = " – ".join(safe(name) for name in view.companies)
    yield [(title, "heading"), (f"  as of {view.as_of}" if view.as_of else "", "dim")]
    for talk in view.talks:
        yield []
        yield from thread(talk, columns, with_parties=talk.parties != view.companies)
    yield []
    yield [(_total(view), "dim")]


def thread(talk: TalkView, columns: int, *, with_parties: bool = True) -> Iterator[Line]:
    """One talk: a heading and its events."""
    who = f"{marks.parties_label(talk)}, " if with_parties else ""
    yield [marks.talk_mark(talk), (" ", ""), (f"{who}{talk.kind.label}", "heading"), (": ", ""), _status(talk)]
    for part in wrap(_facts(talk), columns - 2):
        yield [("  " + part, "dim")]
    for event in talk.events:
        yield from _event(event, columns)


def _status(talk: TalkView) -> tuple[str, str]:
    return marks.status_label(talk), "stale" if talk.stale else talk.status


def _facts(talk: TalkView) -> str:
    facts = [f"stage {talk.stage}", _counted(talk.origins, "origin"), _counted(talk.reports, "report")]
    if talk.regions:
        facts.append("for " + ", ".join(safe(region) for region in talk.regions))
    if talk.subjects:
        facts.append("on " + ", ".join(safe(subject) for subject in talk.subjects))
    return " · ".join([*facts, talk.id])


def _event(event: EventView, columns: int) -> Iterator[Line]:
    head: Line = [
        ("  ", ""), (pad(str(event.date), _DATE), "number"), (" ", ""), marks.event_mark(event), (" ", ""),
        (pad("denied" if event.denied else event.status, _STATUS), "denied" if event.denied else event.status),
        (" ", ""), (pad(event.stage, _STAGE), ""), (" ", ""),
    ]  # fmt: skip
    indent = sum(width(text) for text, _ in head)
    source = marks.source_label(event) + (
        f"  +{_counted(event.more_reports, 'more report')}" if event.more_reports else ""
    )
    for i, part in enumerate(wrap(source, max(columns - indent, 12))):
        yield [*head, (part, "")] if i == 0 else [(" " * indent, ""), (part, "")]
    quote = safe(event.quote)
    for part in wrap(f"“{quote}”", max(columns - 15, 20)) if quote else []:
        yield [(" " * 15, ""), (part, "quote")]


def _total(view: TimelineView) -> str:
    events = sum(len(talk.events) for talk in view.talks)
    return f"{_counted(len(view.talks), 'talk')}, {_counted(events, 'event')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
