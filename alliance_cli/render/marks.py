"""Status marks and labels: told apart by shape as well as by colour."""

from alliance_cli import sides
from alliance_cli.render.text import Line, Span, safe
from alliance_cli.views import EventView, TalkView
from alliance_cli.vocabulary import UNREVIEWED, Basis, Status

MARKS = {Status.RUMOURED: "○", Status.CONFIRMED: "●", Status.ABANDONED: "✕"}
DENIED = "◌"
DOUBTFUL = "?"
RAILS = {Status.RUMOURED: "╎", Status.CONFIRMED: "│", Status.ABANDONED: " "}
FOLD = "⋮"
RULE = "─"

_ORIGINS = {"company": "the companies", "sources": "unnamed sources", "unknown": "no source named"}


def talk_mark(view: TalkView) -> Span:
    """The mark of a talk: a doubtful one has the sign of doubt in the colour of its status."""
    return (DOUBTFUL if view.doubtful else MARKS[view.status]), view.status


def word_mark(word: str) -> Span:
    """The mark of a status, or of what became of a rumour; what is open or stale is a rumour still."""
    status = Status(word) if word in MARKS else Status.RUMOURED
    return MARKS[status], "stale" if word == "stale" else status


def event_mark(event: EventView) -> Span:
    """The mark of an event: a denial has its own, and so has a claim that does not count."""
    if event.rule == UNREVIEWED:
        return DOUBTFUL, event.status
    return (DENIED, "denied") if event.claim.denied else (MARKS[event.status], event.status)


def event_number(event: EventView) -> Line:
    """The number of the claim in its talk, by which `edit` and `drop` take it."""
    return [(f"{event.number} ", "dim")] if event.number else []


def legend() -> Line:
    """What the marks mean, on one line."""
    spans: Line = []
    own = ((DENIED, "denied"), (DOUBTFUL, "doubtful"))
    for mark, word in (*((MARKS[status], str(status)) for status in Status), *own):
        spans += [("  " if spans else "", ""), (mark, word), (" " + word, "dim")]
    return spans


def status_label(view: TalkView) -> str:
    """The status in words, with what qualifies it."""
    notes = [str(view.status)]
    if view.stale:
        notes.append("stale")
    if view.confirmation_reported:
        notes.append("confirmation reported")
    if view.end_reported:
        notes.append("end reported")
    if view.doubtful:
        notes.append("doubtful")
    return ", ".join(notes)


def stage_label(view: TalkView) -> str:
    """The stage in words, with whether the talk is on hold."""
    return f"{view.stage}, on hold" if view.on_hold else str(view.stage)


def status_style(view: TalkView) -> str:
    """The style of a talk's status."""
    return "stale" if view.stale else view.status


_LABELS = {
    "end-reported": "end reported", "confirmation-reported": "confirmation reported", UNREVIEWED: "not reviewed",
}  # fmt: skip
"""What events are that turned nothing, by their rule."""


def event_label(event: EventView) -> Span:
    """What an event was, in a word or two."""
    if event.claim.denied:
        return "denied", "denied"
    return _LABELS.get(event.rule, event.status), event.status


def source_label(event: EventView) -> str:
    """Who had it, and who published it: "Nikkei, via Reuters"."""
    publisher = safe(event.publisher)
    claim = event.claim
    if claim.basis is Basis.JUDGEMENT and claim.origin == "your judgement":
        return f"your judgement, on {publisher}" if publisher else "your judgement"
    if claim.origin in _ORIGINS:
        label = _ORIGINS[claim.origin]
        return f"{label}, {publisher}" if publisher else label
    chain = [*map(safe, (claim.origin, *claim.relayed_by)), publisher]
    named = list(dict.fromkeys(name for name in chain if name))
    return f"{named[0]}, via {', '.join(named[1:])}" if len(named) > 1 else named[0]


def parties_label(view: TalkView) -> str:
    """The parties in one line: "Nissan Motor – Honda Motor", "Geely → Volvo Cars, from Ford Motor"."""
    return sides.parties(list(map(safe, view.parties)), view.roles)
