"""Why a talk stands where it stands: each claim, the rule it met, its words."""

from collections.abc import Iterator

from alliance_cli.render import marks
from alliance_cli.render.text import Line, safe, wrap
from alliance_cli.render.timeline import thread
from alliance_cli.views import StepView, WhyView


def why(view: WhyView, columns: int) -> Iterator[Line]:
    """The claims of a talk in the order in which they count."""
    heading = list(thread(view.talk, columns))[: -max(len(view.talk.events), 1) or None]
    yield heading[0]
    yield [("  " + f"{view.talk.slug} · {view.talk.id}", "dim")]
    for step in view.steps:
        yield []
        yield from _step(step, columns)


def show(view: WhyView, columns: int) -> Iterator[Line]:
    """Everything about one talk: its parties, its events, its reports."""
    talk = view.talk
    yield from thread(talk, columns)
    yield []
    facts = [("slug", talk.slug), ("first reported", str(talk.first_reported)), ("last reported", str(talk.last_reported)),
             ("parties", ", ".join(f"{safe(n)} ({i})" for n, i in zip(talk.parties, talk.party_ids, strict=True)))]  # fmt: skip
    for label, value in facts:
        for i, part in enumerate(wrap(value, columns - 16)):
            yield [(f"{label if i == 0 else '':16}", "dim"), (part, "")]
    yield []
    yield [("reports", "heading")]
    seen: set[str] = set()
    for step in view.steps:
        if step.event.report_id not in seen:
            seen.add(step.event.report_id)
            yield from _report(step, columns)


def _report(step: StepView, columns: int) -> Iterator[Line]:
    event = step.event
    label = safe(event.title) or f"“{safe(event.quote)}”"
    day = str(event.published) if event.published else "no date   "
    for i, part in enumerate(wrap(f"{safe(event.publisher) or 'no publisher'}: {label}", columns - 14)):
        yield [("  " + (day if i == 0 else " " * 10) + "  ", "number"), (part, "")]
    if event.url:
        yield [(" " * 14 + safe(event.url), "dim")]


def _step(step: StepView, columns: int) -> Iterator[Line]:
    event = step.event
    yield [
        (f"{step.number:>3}. ", "dim"), (str(event.date), "number"), ("  ", ""),
        (marks.source_label(event), ""), (" says ", "dim"), (_says(step), event.claimed),
    ]  # fmt: skip
    for item in step.evidence:
        for part in wrap(f"“{safe(item.quote)}”", columns - 5):
            yield [("     " + part, "quote")]
        place = f"{item.field} {item.start}–{item.end} of {event.report_id}, read by {safe(item.rule)}"
        yield [("     " + place, "dim")]
    for part in wrap(f"→ {event.status}: {step.explanation} ({event.rule})", columns - 5):
        yield [("     " + part, event.status if event.changed else "")]
    for doubt in step.doubts:
        yield [("     in doubt: " + safe(doubt), "dim")]


def _says(step: StepView) -> str:
    event = step.event
    words = [str(event.claimed), str(event.stage), event.kind.label, f"basis {event.basis}"]
    if event.denied:
        words.append("denied")
    if not step.main:
        words.append("as background")
    return ", ".join(words)
