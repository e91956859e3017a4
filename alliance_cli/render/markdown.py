"""Talks as Markdown: a heading a talk, a line an event."""

import re
from collections.abc import Iterable, Iterator

from alliance_cli.render import deal, marks
from alliance_cli.render.text import safe
from alliance_cli.views import EventView, TalkView
from alliance_cli.vocabulary import counted

_MEANS = re.compile(r"([\\`*_{}\[\]()<>#+!|~-])")


def document(talks: Iterable[TalkView]) -> str:
    """One document with every talk."""
    return "".join(f"{line}\n" for talk in talks for line in _talk(talk))


def _talk(talk: TalkView) -> Iterator[str]:
    who = _text(marks.parties_label(talk))
    facts = [f"**{marks.status_label(talk)}**", f"stage {marks.stage_label(talk)}"]
    facts += [counted(talk.reports, "report"), counted(talk.origins, "origin"), f"`{talk.slug}`"]
    yield f"## {who}: {talk.kind.label}"
    yield ""
    yield ", ".join(facts)
    yield ""
    for line in filter(None, (deal.direction(talk), " · ".join(deal.facts(talk.terms)))):
        yield _text(line)
        yield ""
    for note in talk.notes:
        label = f"{_text(note.label)}: " if note.label else ""
        yield f"- {note.made} {note.sort}: {label}{_text(note.value)}"
    yield from [""] if talk.notes else []
    for event in talk.events:
        yield _event(event)
    yield ""


def _event(event: EventView) -> str:
    quote = f": “{_text(event.quote)}”" if event.quote else ""
    link = f" [report](<{_link(event.url)}>)" if event.url.startswith(("http://", "https://")) else ""
    return f"- {event.date} {marks.event_label(event)[0]} ({_text(marks.source_label(event))}){quote}{link}"


def _text(value: str) -> str:
    """A text in which nothing is mark-up."""
    return _MEANS.sub(r"\\\1", safe(value))


def _link(url: str) -> str:
    return safe(url).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
