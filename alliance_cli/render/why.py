"""Why a talk stands where it stands: each claim, the rule it met, its words."""

from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.ledger.confidence import Trust, trust_of
from alliance_cli.ledger.waiting import waits
from alliance_cli.models import Claim
from alliance_cli.render import deal, marks, notes
from alliance_cli.render.lanes import lanes
from alliance_cli.render.structured import place
from alliance_cli.render.text import Line, link, safe, width, wrap
from alliance_cli.render.timeline import heading
from alliance_cli.render.told import asides
from alliance_cli.views import EventView, StepView, WhyView
from alliance_cli.vocabulary import BY_HAND, READ_IN_PART, SURE_FROM, UNREVIEWED, Basis, Role, Stage, Status, counted


def why(view: WhyView, columns: int) -> Iterator[Line]:
    """The claims of a talk in the order in which they count."""
    yield from heading(view.talk, columns)
    for part in wrap(safe(view.talk.slug), columns - 2):
        yield [("  " + part, "dim")]
    yield from _verdict(view, columns)
    if view.first > 1:
        yield []
        yield [(f"  {counted(view.first - 1, 'earlier claim')}", "dim")]
    for step in view.shown:
        yield []
        yield from _step(step, columns)
    yield from _judgements(view, columns)
    yield from notes.beside(view.talk.notes, columns)


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
    roles = dict(zip(talk.party_ids, talk.roles, strict=False))
    told = ((name, company, roles.get(company, Role.PARTNER))
            for name, company in zip(talk.parties, talk.party_ids, strict=True))  # fmt: skip
    parties = ", ".join(
        f"{safe(name)} ({safe(company)})" + (f", {role}" if role is not Role.PARTNER else "")
        for name, company, role in told
    )
    first, last = str(talk.first_reported), str(talk.last_reported)
    facts = [("slug", safe(talk.slug)), ("first reported", first), ("last reported", last), ("parties", parties)]
    waiting = [str(wait) for wait in waits(talk.status, talk.stage, talk.terms)]
    facts += [("waits for", ", ".join(map(safe, waiting)))] if waiting else []
    facts += [("formerly", ", ".join(map(safe, talk.former)))] if talk.former else []
    for label, value in facts:
        for i, part in enumerate(wrap(value, columns - 16)):
            yield [(f"{label if i == 0 else '':16}", "dim"), (part, "")]
    yield from notes.beside(talk.notes, columns)
    yield []
    yield [("reports", "heading")]
    if view.first > 1:
        yield [(f"  those of {counted(view.first - 1, 'earlier claim')} are left out: `alliance why` has all", "dim")]
    by_report: dict[str, list[StepView]] = {}
    for step in view.shown:
        by_report.setdefault(step.event.report_id, []).append(step)
    for steps in by_report.values():
        yield from _report(steps, columns)


def _report(steps: Sequence[StepView], columns: int) -> Iterator[Line]:
    """A report with the numbers of its claims."""
    event = steps[0].event
    numbers = f"{','.join(str(step.number) for step in steps):>3}"
    label = safe(event.title) or f"“{safe(event.quote)}”"
    day = f"{event.published or event.date!s:10}"
    for i, part in enumerate(
        wrap(f"{safe(event.publisher) or 'no publisher'}: {label}", columns - width(numbers) - 14)
    ):
        lead: Line = [(numbers + ". ", "dim"), (f"{day}  ", "number")]
        yield [*(lead if i == 0 else [(" " * (width(numbers) + 14), "")]), (part, "")]
    for part in wrap(safe(event.url), columns - 17):
        yield [(" " * 17, ""), (link(part, event.url), "dim")]
    doubts = (doubt for step in steps for doubt in step.event.claim.doubts if doubt.startswith(READ_IN_PART))
    for doubt in dict.fromkeys(doubts):
        yield from ([(" " * 17, ""), (part, "dim")] for part in wrap(safe(doubt), columns - 17))


def _step(step: StepView, columns: int) -> Iterator[Line]:
    event = step.event
    head: Line = [(f"{step.number:>3}. ", "dim"), (str(event.date), "number"), ("  ", "")]
    parts = [(f"{marks.source_label(event)}:", event.url, ""), (_says(step), "", event.claim.status)]
    yield from _hanging(head, parts, columns)
    for part in wrap(_circumstances(step), columns - 5):
        yield [("     " + part, "dim")]
    for item in step.evidence:
        for part in wrap(f"“{safe(item.quote)}”", columns - 5):
            yield [("     ", ""), (part, "quote")]
        of_reader = f" of {safe(step.reader)}" if step.reader else ""
        reader = "written by hand" if item.rule == BY_HAND else f"read by {safe(item.rule)}{of_reader}"
        place = f"{item.field} {item.start}–{item.end} of {safe(event.report_id)}, {reader}"
        yield from ([("     " + part, "dim")] for part in wrap(place, columns - 5))
    for doubt in step.date_doubts:
        yield from ([("     " + part, "dim")] for part in wrap(safe(doubt), columns - 5))
    for part in wrap(_reviewed(step), columns - 5):
        yield [("     " + part, "quote")]
    for part in wrap(f"→ {_outcome(event)}: {step.explanation} ({event.rule})", columns - 5):
        yield [("     ", ""), (part, event.status if event.changed else "")]
    for doubt in event.claim.doubts:
        yield from ([("     " + part, "dim")] for part in wrap("in doubt: " + safe(doubt), columns - 5))


def _reviewed(step: StepView) -> str:
    """What the user said of the claim in review."""
    if step.reviewed is None:
        return ""
    values = ", ".join(f"{safe(field)} {safe(value) or '(none)'}" for field, value in step.reviewed.items())
    return f"your review: corrected to {values}" if values else "your review: read right"


def _outcome(event: EventView) -> str:
    return str(event.status) if event.changed else f"still {event.status}"


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
    """What the claim says: "confirmed, acquisition, in talks"."""
    claim = step.event.claim
    if claim.denied:
        return f"a denial, or no comment ({claim.kind.label})"
    stage = "" if claim.status is Status.ABANDONED else f", {_STAGES[claim.stage]}"
    return f"{claim.status}, {claim.kind.label}{stage}" + (", on hold" if claim.on_hold else "")


def _circumstances(step: StepView) -> str:
    """On whose word, said by whom, when it was published if it happened on another day."""
    event = step.event
    words = [_BASES[event.claim.basis], *_sureness(event.claim), *asides(event.claim), *deal.facts(event.claim)]
    if event.published is not None and (event.date.start, event.date.end) != (event.published, event.published):
        words.append(f"published {event.published}")
    if event.claim.region:
        words.append(_market(event.claim.region))
    if not event.claim.main:
        words.append("told as background")
    return " · ".join(words)


def _market(region: str) -> str:
    """The market in the words of the report, and the place they stand for."""
    found = place(region)
    return f"for {safe(region)}" + (f" ({found})" if found and found != region else "")


def _sureness(claim: Claim) -> Iterator[str]:
    """How surely a claim was read, where it was not beyond doubt."""
    if trust_of(claim) is Trust.DOUBTFUL:
        yield f"doubtful: {claim.confidence:.2f}, less than {SURE_FROM}"
    elif claim.confidence < 1 and claim.basis is not Basis.JUDGEMENT:
        yield f"confidence {claim.confidence:.2f}"


_BASES = {
    Basis.ANONYMOUS: "nobody on the record", Basis.ON_RECORD: "on the record", Basis.FILING: "from a filing",
    Basis.JUDGEMENT: "your judgement",
}  # fmt: skip
_STAGES = {
    Stage.EXPLORING: "being explored", Stage.TALKS: "in talks", Stage.MOU: "memorandum signed",
    Stage.AGREED: "agreed", Stage.OPERATING: "done or operating", Stage.ENDED: "ended",
}  # fmt: skip


def _verdict(view: WhyView, columns: int) -> Iterator[Line]:
    """In a sentence or two: which claim decided the status, and what has been reported of the end since."""
    deciding = _deciding(view.steps)
    if deciding is None:
        return
    said = [f"doubtful: none of its claims was read with {SURE_FROM} or more"] if view.talk.doubtful else []
    said += [f"{view.talk.status} by claim {deciding.number} of {deciding.event.date}: {deciding.explanation}"]
    for word, rule in _FLAGS.items():
        flagged = [step for step in view.steps if step.event.rule == rule]
        if flagged and word in marks.status_label(view.talk):
            said.append(f"{word} by claim {flagged[-1].number} of {flagged[-1].event.date}: {flagged[-1].explanation}")
    for text in said:
        for part in wrap(text, columns - 2):
            yield [("  " + part, view.talk.status)]


_FLAGS = {"end reported": "end-reported", "confirmation reported": "confirmation-reported"}
"""What a status carries beside it, and the rule that puts it there."""


def _deciding(steps: Sequence[StepView]) -> StepView | None:
    """The claim since which the status is what it is."""
    found: StepView | None = None
    for step in [s for s in steps if s.event.rule != UNREVIEWED] or steps:
        if found is None or step.event.status is not found.event.status or step.event.rule == "judgement":
            found = step
    return found
