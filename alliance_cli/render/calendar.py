"""Dated events as iCalendar (RFC 5545): one all-day entry an event."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import quote

from alliance_cli.ledger.waiting import waits
from alliance_cli.partial_dates import PartialDate
from alliance_cli.render import deal, marks
from alliance_cli.render.text import safe
from alliance_cli.views import EventView, TalkView

_OCTETS = 75
_URI = "%:/?#[]@!$&'()*+,;=~"
"""What an address may hold beside letters and digits; all else is escaped."""


def calendar(talks: Iterable[TalkView]) -> str:
    """The events of these talks, and what they still wait for with a day; each entry as long as its date: a month, a
    quarter, a year.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//alliance//alliance export//EN", "CALSCALE:GREGORIAN"]
    for talk in talks:
        for event in talk.events:
            lines += _event(talk, event)
        lines += [line for wait in _dated(talk) for line in _ahead(talk, *wait)]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(talk: TalkView, event: EventView) -> Iterator[str]:
    stamp = (event.published or event.date.end).strftime("%Y%m%dT000000Z")
    who = marks.parties_label(talk)
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


def _dated(talk: TalkView) -> Iterator[tuple[str, PartialDate]]:
    """What a talk still waits for that has a day."""
    return ((wait.what, wait.when) for wait in waits(talk.status, talk.stage, talk.terms) if wait.when)


def _ahead(talk: TalkView, what: str, when: PartialDate) -> Iterator[str]:
    """An entry for what is expected, as long as the time that it is expected in."""
    yield "BEGIN:VEVENT"
    yield f"UID:{talk.id}-{what}@alliance"
    yield f"DTSTAMP:{talk.last_reported:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{when.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{when.end + timedelta(days=1):%Y%m%d}"
    who = marks.parties_label(talk)
    yield f"SUMMARY:{_text(f'{who}, {talk.kind.label}: {what} expected')}"
    yield f"DESCRIPTION:{_text('; '.join(filter(None, (deal.direction(talk), *deal.facts(talk.terms)))))}"
    yield f"CATEGORIES:{_text(talk.kind)},expected"
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
