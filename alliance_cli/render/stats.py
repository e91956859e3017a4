"""Figures of a ledger as bars, and the dashboard."""

import shlex
from collections.abc import Iterator, Sequence

from alliance_cli.overviews import Count, DashboardView, StatsView
from alliance_cli.render import marks
from alliance_cli.render.tables import Column, table
from alliance_cli.render.text import Line, cut, pad, safe, width, wrap
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Status, counted

_BAR = 40


def stats(view: StatsView, columns: int) -> Iterator[Line]:
    """Talks by status, kind and year as bars, the most active companies, what became of rumours."""
    as_of = f"  as of {view.as_of}" if view.as_of else ""
    yield [(counted(view.talks, "talk"), "heading"), (as_of, "dim")]
    for title, counts in (
        ("by status", view.statuses), ("by kind", view.kinds), ("by year of the first report", view.years),
        ("most active companies", view.companies),
    ):  # fmt: skip
        yield []
        yield [(title, "heading")]
        yield from bars(counts, columns)
    yield []
    yield from _outcomes(view, columns)


def bars(counts: Sequence[Count], columns: int) -> Iterator[Line]:
    """One bar a count, all on one scale."""
    room = min(max([width(safe(c.label)) for c in counts], default=0), max(columns // 3, 12))
    most = max([c.talks for c in counts], default=0)
    length = max(min(_BAR, columns - room - 12), 8)
    for count in counts:
        label = safe(count.label)
        mark = marks.MARKS[Status(label)] + " " if label in set(Status) else ""
        style = label if mark else "number"
        cells = round(count.talks * length / most) if most else 0
        bar = "█" * cells if cells or not count.talks else "▏"
        name = pad(cut(label, room), room)
        yield [("  " + mark, style), (name, ""), ("  ", ""), (bar, style), (f" {count.talks}", "")]


def _outcomes(view: StatsView, columns: int) -> Iterator[Line]:
    out = view.outcomes
    yield [("what became of rumours", "heading"), (f"  {counted(out.opened, 'talk')} began as one", "dim")]
    for label, number, style in (
        ("confirmed", out.confirmed, "confirmed"), ("abandoned", out.abandoned, "abandoned"),
        ("still open", out.open, "rumoured"), ("gone stale", out.stale, "stale"),
    ):  # fmt: skip
        share = f"{number * 100 / out.opened:3.0f} %" if out.opened else "    –"
        cells = round(number * min(_BAR, max(columns - 30, 8)) / out.opened) if out.opened else 0
        yield [(f"  {label:10}", style), (f"  {share} ", ""), ("█" * cells, style), (f" {number}", "")]


def _briefly(talk: TalkView) -> str:
    """The status in a word."""
    return "doubtful" if talk.doubtful else "stale" if talk.stale else talk.status


_LATEST: Sequence[Column[TalkView]] = (
    Column("", marks.talk_mark, 1),
    Column("turned", lambda t: (t.last_turn.isoformat(), "number"), 10),
    Column("companies", lambda t: (marks.parties_label(t), ""), 18),
    Column("kind", lambda t: (t.kind, ""), 13),
    Column("status", lambda t: (_briefly(t), marks.status_style(t)), 9),
    Column("talk", lambda t: (t.id, "dim"), 8, rank=1),
)


def dashboard(view: DashboardView, columns: int) -> Iterator[Line]:
    """The ledger in a screenful: size and span, latest turns, oldest rumours, trouble, what to do next."""
    yield [("alliance", "heading"), ("  " + cut(safe(view.ledger), columns - 10), "dim")]
    facts = [counted(view.reports, "report"), counted(view.claims, "claim"), counted(view.talks, "talk"),
             counted(view.companies, "company", "companies")]  # fmt: skip
    span = f", {view.first} to {view.last}" if view.first and view.last else ""
    yield from ([(part, "")] for part in wrap(", ".join(facts) + span, columns))
    if not view.talks:
        yield from _begin(view, columns)
        return
    statuses: Line = []
    for count in view.statuses:
        statuses += [("  " if statuses else "", ""), (marks.MARKS[Status(count.label)], count.label),
                     (f" {count.talks} {count.label}", "")]  # fmt: skip
    yield statuses
    yield []
    yield [("latest turns", "heading")]
    yield from list(table(_LATEST, view.latest, columns))[1:]
    if view.rumours:
        yield []
        yield [("open rumours, the longest without news first", "heading")]
        yield from list(table(_rumours(view), view.rumours, columns))[1:]
    yield from _due(view, columns)
    yield from _troubles(view, columns)
    yield []
    yield from next_commands(_next(view), columns)


def _rumours(view: DashboardView) -> Sequence[Column[TalkView]]:
    return (
        Column("", marks.talk_mark, 1),
        Column("no news for", lambda t: (_age((view.today - t.last_reported).days), marks.status_style(t)), 10),
        Column("companies", lambda t: (marks.parties_label(t), ""), 18),
        Column("kind", lambda t: (t.kind, ""), 13),
        Column("origins", lambda t: (counted(t.origins, "origin"), ""), 9, rank=2),
        Column("talk", lambda t: (t.id, "dim"), 8, rank=1),
    )


def _age(days: int) -> str:
    """How long there was no news."""
    if days < 60:
        return counted(max(days, 0), "day")
    return f"{round(days / 30.44)} months" if days < 730 else f"{round(days / 365.25)} years"


def _due(view: DashboardView, columns: int) -> Iterator[Line]:
    """What the user wanted to look at again by now."""
    if view.due:
        yield []
        yield [("to look at again", "heading")]
    for note in view.due:
        what = f": {safe(note.label)}" if note.label else ""
        yield [("  ", ""), (note.value, "number"), (cut(f"  {safe(note.called)}{what}", columns - 12), "")]


def _troubles(view: DashboardView, columns: int) -> Iterator[Line]:
    if not view.troubles:
        return
    yield []
    yield [("feeds that fail", "error")]
    for trouble in view.troubles:
        yield [
            (cut(f"  {safe(trouble.name)}: {safe(trouble.problem)} (last read: {safe(trouble.since)})", columns), "")
        ]


def _next(view: DashboardView) -> list[tuple[str, str]]:
    """The commands that make sense now, the most pressing first."""
    found = [("alliance feeds check", "what is wrong with them")] if view.troubles else []
    names = " ".join(shlex.quote(safe(name)) for name in view.latest[0].party_ids[:2])
    found.append((f"alliance timeline {names}", "the latest turn, event by event"))
    if view.rumours:
        found.append((f"alliance why {view.rumours[0].id}", "who started the oldest rumour"))
    return [*found, ("alliance ingest FILES", "read more reports")]


def _begin(view: DashboardView, columns: int) -> Iterator[Line]:
    """How to begin with an empty ledger."""
    yield []
    yield [("Nothing in the ledger yet. To begin:" if not view.reports else "No talk in these reports yet.", "")]
    yield from next_commands(beginning(), columns)


def beginning() -> list[tuple[str, str]]:
    """What somebody can do who has no ledger yet."""
    return [
        ("alliance demo", "try it on sample reports, in a throw-away ledger"),
        ("alliance ingest FILES", "read reports: text, pages, feeds, mail, CSV, JSON"),
        ("alliance add Nissan Honda", "or type one claim"),
        ("alliance help", "what the words mean"),
    ]


def next_commands(commands: Sequence[tuple[str, str]], columns: int) -> Iterator[Line]:
    """Commands to type, each with what it is good for where there is room; one that is too long is left out."""
    shown = [(command, purpose) for command, purpose in commands if width(command) + 2 <= columns]
    longest = max([len(purpose) for _, purpose in shown], default=0)
    room = max([width(command) for command, _ in shown if width(command) + longest + 4 <= columns], default=0)
    for command, purpose in shown:
        blanks = max(room - width(command), 0) + 2
        fits = 2 + width(command) + blanks + len(purpose) <= columns
        yield [("  ", ""), (command, "heading"), (" " * blanks + purpose if fits else "", "dim")]
