"""Dated events as iCalendar (RFC 5545): one all-day entry an event."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import quote

from alliance_cli.render import marks
from alliance_cli.render.text import safe
from alliance_cli.views import EventView, TalkView

_OCTETS = 75
_URI = "%:/?#[]@!$&'()*+,;=~"
"""What an address may hold beside letters and digits; all else is escaped."""


def calendar(talks: Iterable[TalkView]) -> str:
    """The events of these talks; a month, quarter or year is an entry as long as that."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//alliance//alliance export//EN", "CALSCALE:GREGORIAN"]
    for talk in talks:
        for event in talk.events:
            lines += _event(talk, event)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(talk: TalkView, event: EventView) -> Iterator[str]:
    stamp = (event.published or event.date.end).strftime("%Y%m%dT000000Z")
    who = " – ".join(talk.parties)
    words = [marks.source_label(event), event.quote]
    yield "BEGIN:VEVENT"
    yield f"UID:{event.claim_id}@alliance"  # the same in every export, so that a calendar knows the entry again
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.date.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.date.end + timedelta(days=1):%Y%m%d}"
    doubt = ", doubtful" if talk.doubtful else ""
    yield f"SUMMARY:{_text(f'{who}, {talk.kind.label}: {marks.event_label(event)[0]}{doubt}')}"
    yield f"DESCRIPTION:{_text('; '.join(word for word in words if word))}"
    yield f"CATEGORIES:{_text(talk.kind)},{_text(event.status)}"
    if event.url:
        yield f"URL:{quote(safe(event.url), _URI)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A text with what means something in iCalendar escaped."""
    return safe(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each but the first led by a blank; characters stay whole."""
    part, used = "", 0
    for char in line:
        size = len(char.encode())
        if used + size > _OCTETS:
            yield part
            part, used = " ", 1
        part += char
        used += size
    yield part
