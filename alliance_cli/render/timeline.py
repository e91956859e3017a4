"""A timeline: each talk a rail with marks, side by side where the screen is wide, one after the other where not."""

from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.render import deal, marks, notes
from alliance_cli.render.lanes import AXIS, day_of, lanes
from alliance_cli.render.text import Line, cut, pad, safe, trimmed, width, wrap
from alliance_cli.views import EventView, TalkView, TimelineView
from alliance_cli.vocabulary import Role, counted

LANES_FROM = 120
"""From this width on the talks of one pair stand side by side."""

_LANE = 36
"""The least columns for a lane."""


def timeline(view: TimelineView, columns: int) -> Iterator[Line]:
    """The lines of a timeline that fit into this many columns."""
    yield from _title(view, columns)
    for group in _groups(view):
        yield []
        yield from _side_by_side(group, columns, with_parties=group[0].parties != view.companies)
    yield []
    yield from _foot(view, columns)


_WITH_STAGE = 60
"""How wide a line has to be for the stage to stand in it beside the source."""

_BEFORE_LABEL = 41
"""The columns that date, mark, number, status, stage and the gaps between them take."""


def compact(view: TimelineView, columns: int) -> Iterator[Line]:
    """One line an event, all talks in one order of time; cut where the width ends."""
    yield from _title(view, columns)
    events = sorted(((day_of(e), t, e) for t in view.talks for e in t.events), key=lambda item: item[0])
    several = len(view.talks) > 1
    labels = {t.id: _compact_label(t, view) for t in view.talks} if several else {}
    room = max(map(width, labels.values()), default=0)
    room = min(room, max(columns - _BEFORE_LABEL - (28 if columns >= LANES_FROM else 20), 12))
    for _, talk, event in events:
        yield _compact_line(event, pad(cut(labels[talk.id], room), room) + "  " if several else "", columns)
    yield []
    yield from _foot(view, columns)


def _compact_label(talk: TalkView, view: TimelineView) -> str:
    """The kind of a talk, what the company asked for is in it, and the others; where there are none, who acts."""
    others = [safe(name) for name in talk.parties if name not in view.companies]
    kind = f"{marks.DOUBTFUL} {talk.kind.label}" if talk.doubtful else talk.kind.label
    if not others:
        return f"{kind}, {marks.parties_label(talk)}" if deal.direction(talk) else kind
    held = [role for name, role in zip(talk.parties, talk.roles, strict=False) if name in view.companies]
    role = f" ({held[0]})" if len(held) == 1 and held[0] is not Role.PARTNER else ""
    return f"{kind}{role}, {' – '.join(others)}"


def _compact_line(event: EventView, label: str, columns: int) -> Line:
    what, style = marks.event_label(event)
    stage = f" {pad(event.claim.stage, 9)} " if columns >= _WITH_STAGE else " "
    number = pad(str(event.number or ""), 2)
    head: Line = [(pad(str(event.date), 10), "number"), (" ", ""), marks.event_mark(event), (" ", ""),
                  (number + " ", "dim"), (pad(what, 12), style), (stage, ""), (label, "")]  # fmt: skip
    used = sum(width(text) for text, _ in head)
    more = f" +{event.more_reports}" if event.more_reports else ""
    return trimmed([*head, (cut(marks.source_label(event) + more, max(columns - used, 1)), "")])


def _title(view: TimelineView, columns: int) -> Iterator[Line]:
    *above, title = wrap(" – ".join(safe(name) for name in view.companies), columns - 18) or [""]
    yield from ([(part, "heading")] for part in above)
    yield [(title, "heading"), (f"  as of {view.as_of}" if view.as_of else "", "dim")]


def _foot(view: TimelineView, columns: int) -> Iterator[Line]:
    """How much there is, and what the marks mean."""
    events = sum(len(talk.events) for talk in view.talks)
    doubtful = sum(talk.doubtful for talk in view.talks)
    left_out = sum(talk.left_out for talk in view.talks)
    told = f"{events:,} of {counted(events + left_out, 'event')} (--all)" if left_out else counted(events, "event")
    total = f"{counted(len(view.talks), 'talk')}, {told}"
    total += f", {doubtful} doubtful" if doubtful else ""
    legend = marks.legend()
    gap = columns - len(total) - sum(width(text) for text, _ in legend)
    if gap >= 2:
        yield [(total, "dim"), (" " * min(gap, 4), ""), *legend]
    else:
        yield [(total, "dim")]
        yield legend


def _groups(view: TimelineView) -> list[list[TalkView]]:
    """The talks of one pair together; those of one company by who else takes part."""
    if len(view.companies) > 1:
        return [list(view.talks)] if view.talks else []
    groups: dict[frozenset[str], list[TalkView]] = {}
    for talk in view.talks:
        groups.setdefault(frozenset(talk.party_ids), []).append(talk)
    return list(groups.values())


def _side_by_side(group: Sequence[TalkView], columns: int, *, with_parties: bool) -> Iterator[Line]:
    """A group of talks in as many lanes as fit, the rest below."""
    fit = max((columns - AXIS) // _LANE, 1) if columns >= LANES_FROM else 1
    rows = -(-len(group) // fit)
    per_row = -(-len(group) // rows)
    for start in range(0, len(group), per_row):
        part = group[start : start + per_row]
        if start:
            yield []
        yield from (_headings(part, columns, with_parties) if len(part) > 1 else heading(part[0], columns))
        yield from lanes(part, columns)


def _headings(part: Sequence[TalkView], columns: int, with_parties: bool) -> Iterator[Line]:
    """The headings of several lanes, side by side."""
    each = (columns - AXIS) // len(part)
    blocks = [list(heading(talk, each - 1, short=not with_parties and not _differ(part))) for talk in part]
    for i in range(max(map(len, blocks))):
        line: Line = [(" " * AXIS, "")]
        for block in blocks:
            cell = block[i] if i < len(block) else []
            line += [*cell, (" " * (each - sum(width(text) for text, _ in cell)), "")]
        yield trimmed(line)


def _differ(part: Iterable[TalkView]) -> bool:
    return len({talk.party_ids for talk in part}) > 1


def heading(talk: TalkView, columns: int, *, short: bool = False) -> Iterator[Line]:
    """What a talk is, where it stands, and how much is known of it; `short` leaves the parties out."""
    who = talk.kind.label if short else f"{marks.parties_label(talk)}, {talk.kind.label}"
    parts = wrap(who, columns - 2)
    for i, part in enumerate(parts):
        yield [marks.talk_mark(talk) if i == 0 else (" ", ""), (" ", ""), (part, "heading")]
    yield [("  ", ""), (marks.status_label(talk), marks.status_style(talk)), *_stage(talk, columns)]
    for part in wrap(deal.direction(talk), columns - 2):
        yield [("  " + part, "")]
    for part in wrap(" · ".join(deal.facts(talk.terms)), columns - 2):
        yield [("  " + part, "number")]
    for part in wrap(_facts(talk), columns - 2):
        yield [("  " + part, "dim")]
    for part in wrap(notes.inline(talk.notes), columns - 2):
        yield [("  " + part, "quote")]


def _stage(talk: TalkView, columns: int) -> Line:
    stage = marks.stage_label(talk)
    known = talk.stage != "ended" and 2 + len(marks.status_label(talk)) + 9 + len(stage) <= columns
    return [(f", stage {stage}", "")] if known else []


def _facts(talk: TalkView) -> str:
    facts = [counted(talk.origins, "origin"), counted(talk.reports, "report")]
    if talk.regions:
        facts.append("for " + ", ".join(safe(region) for region in talk.regions))
    if talk.subjects:
        facts.append("on " + ", ".join(safe(subject) for subject in talk.subjects))
    return " · ".join([*facts, talk.id])
