"""Talks as Markdown: a heading a talk, a line an event."""

import re
from collections.abc import Iterable, Iterator

from alliance_cli.render.text import safe
from alliance_cli.views import EventView, TalkView

_MEANS = re.compile(r"([\\`*_{}\[\]()<>#+!|~-])")


def document(talks: Iterable[TalkView]) -> str:
    """One document with every talk."""
    return "".join(f"{line}\n" for talk in talks for line in _talk(talk))


def _talk(talk: TalkView) -> Iterator[str]:
    who = " – ".join(_text(party) for party in talk.parties)
    facts = [
        f"**{talk.status}**" + (" (stale)" if talk.stale else "") + (" (end reported)" if talk.end_reported else "")
    ]
    facts += [f"stage {talk.stage}", f"{talk.reports} reports", f"{talk.origins} origins", f"`{talk.slug}`"]
    yield f"## {who}: {talk.kind.label}"
    yield ""
    yield ", ".join(facts)
    yield ""
    for event in talk.events:
        yield _event(event)
    yield ""


def _event(event: EventView) -> str:
    says = f"denied: {event.claimed}" if event.denied else str(event.claimed)
    source = _text(event.origin) + (f", in {_text(event.publisher)}" if event.publisher else "")
    quote = f": “{_text(event.quote)}”" if event.quote else ""
    link = f" [report](<{_link(event.url)}>)" if event.url.startswith(("http://", "https://")) else ""
    return f"- {event.date} {says} ({source}){quote}{link}"


def _text(value: str) -> str:
    """A text in which nothing is mark-up."""
    return _MEANS.sub(r"\\\1", safe(value))


def _link(url: str) -> str:
    return safe(url).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
