"""Why a talk stands where it stands: each claim, the rule it met, its words."""

from collections.abc import Iterable, Iterator

from alliance_cli.render import marks
from alliance_cli.render.lanes import lanes
from alliance_cli.render.text import Line, link, safe, width, wrap
from alliance_cli.render.timeline import heading
from alliance_cli.views import StepView, WhyView


def why(view: WhyView, columns: int) -> Iterator[Line]:
    """The claims of a talk in the order in which they count."""
    yield from heading(view.talk, columns)
    for part in wrap(safe(view.talk.slug), columns - 2):
        yield [("  " + part, "dim")]
    for step in view.steps:
        yield []
        yield from _step(step, columns)
    yield from _judgements(view, columns)


def _judgements(view: WhyView, columns: int) -> Iterator[Line]:
    """What the user decided of the talk, with the reason."""
    words = {"split": "split", "join": "joined", "kind": "kind judged", "not-a-talk": "judged to be no talk"}
    for judged in view.judgements:
        what = words[judged.verdict] + (f" {judged.value}" if judged.value else "")
        yield []
        line = f"your judgement of {judged.made}: {what}" + (
            f", because “{safe(judged.reason)}”" if judged.reason else ""
        )
        for part in wrap(f"{line} (passed on {safe(judged.about)})", columns - 5):
            yield [("     " + part, "quote")]


def show(view: WhyView, columns: int) -> Iterator[Line]:
    """Everything about one talk: its parties, its events, its reports."""
    talk = view.talk
    yield from heading(talk, columns)
    yield []
    yield from lanes([talk], columns)
    yield []
    parties = ", ".join(f"{safe(n)} ({safe(i)})" for n, i in zip(talk.parties, talk.party_ids, strict=True))
    first, last = str(talk.first_reported), str(talk.last_reported)
    facts = [("slug", safe(talk.slug)), ("first reported", first), ("last reported", last), ("parties", parties)]
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
    for part in wrap(safe(event.url), columns - 14):
        yield [(" " * 14, ""), (link(part, event.url), "dim")]


def _step(step: StepView, columns: int) -> Iterator[Line]:
    event = step.event
    source = marks.source_label(event)
    head: Line = [(f"{step.number:>3}. ", "dim"), (str(event.date), "number"), ("  ", "")]
    parts = [(source, event.url, ""), ("says", "", "dim"), (_says(step), "", event.claimed)]
    yield from _hanging(head, parts, columns)
    for item in step.evidence:
        for part in wrap(f"“{safe(item.quote)}”", columns - 5):
            yield [("     ", ""), (part, "quote")]
        place = f"{item.field} {item.start}–{item.end} of {safe(event.report_id)}, read by {safe(item.rule)}"
        yield from ([("     " + part, "dim")] for part in wrap(place, columns - 5))
    for doubt in step.date_doubts:
        yield from ([("     " + part, "dim")] for part in wrap(safe(doubt), columns - 5))
    for part in wrap(f"→ {event.status}: {step.explanation} ({event.rule})", columns - 5):
        yield [("     ", ""), (part, event.status if event.changed else "")]
    for doubt in step.doubts:
        yield from ([("     " + part, "dim")] for part in wrap("in doubt: " + safe(doubt), columns - 5))


def _hanging(head: Line, parts: Iterable[tuple[str, str, str]], columns: int) -> Iterator[Line]:
    """Texts (with an address or "" and a style) after a head, word by word, going on below the end of its number."""
    line, used = list(head), sum(width(text) for text, _ in head)
    fresh = True
    for text, url, style in parts:
        for word in wrap(text, columns - 5) if width(text) > columns - used else [text]:
            for bit in word.split(" "):
                if not fresh and used + 1 + width(bit) > columns:
                    yield line
                    line, used, fresh = [("     ", "")], 5, True
                lead = "" if fresh else " "
                line += [(lead, ""), (link(bit, url), style)]
                used += len(lead) + width(bit)
                fresh = False
    yield line


def _says(step: StepView) -> str:
    event = step.event
    words = [str(event.claimed), str(event.stage), event.kind.label, f"basis {event.basis}"]
    if event.denied:
        words.append("denied")
    if not step.main:
        words.append("as background")
    return ", ".join(words)
