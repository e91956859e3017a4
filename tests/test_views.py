"""Every view at 60, 80 and 120 columns, in colour, without, and in ASCII, against golden files; laws for all widths."""

from collections.abc import Callable, Iterable

import pytest
from syrupy.assertion import SnapshotAssertion

from alliance_cli.cli import feeds, log, quarantine, review, sources, watch
from alliance_cli.render import changes, network, records, search, stats, tables, terminal, timeline, why
from alliance_cli.render.text import Line, in_ascii, plain, width
from tests import views_builder as views

View = Callable[[int], Iterable[Line]]

WRAPPED: dict[str, View] = {
    "timeline-pair": lambda columns: timeline.timeline(views.timeline(), columns),
    "timeline-company": lambda columns: timeline.timeline(views.one_company(), columns),
    "compact": lambda columns: timeline.compact(views.one_company(), columns),
    "talks": lambda columns: tables.talks(views.talks(), columns),
    "companies": lambda columns: tables.companies(views.companies(), columns),
    "why": lambda columns: why.why(views.why(), columns),
    "show": lambda columns: why.show(views.why(), columns),
    "company": lambda columns: tables.company(views.companies()[0], columns),
    "network": lambda columns: network.tree(views.network(), columns),
    "matrix": lambda columns: network.matrix(views.matrix(), columns),
    "stats": lambda columns: stats.stats(views.stats(), columns),
    "dashboard": lambda columns: stats.dashboard(views.dashboard(), columns),
    "dashboard-empty": lambda columns: stats.dashboard(views.empty_dashboard(), columns),
    "changes": lambda columns: tables.with_total(
        changes.COLUMNS,
        views.transitions(),
        columns,
        changes.total(t["what"] for t in views.transitions()),
        changes.evidence,
    ),
    "stale": lambda columns: tables.talks([views.supply()], columns, tables.STALE),
    "sources": lambda columns: tables.with_total(sources.ORIGINS, views.records(), columns, "2 origins"),
    "relays": lambda columns: tables.with_total(sources.OUTLETS, views.publishers(), columns, "2 publishers"),
    "rumours": lambda columns: tables.with_total(sources.RUMOURS, views.rumours(), columns, "4 rumours"),
    "log": lambda columns: tables.with_total(log.COLUMNS, views.operations(), columns, "2 commands"),
    "review": lambda columns: tables.with_total(review.COLUMNS, views.doubtful(), columns, "1 claim to review"),
    "watches": lambda columns: tables.with_total(watch.COLUMNS, views.watches(), columns, "2 filters"),
    "feeds": lambda columns: tables.with_total(feeds.COLUMNS, views.feeds(), columns, "3 feeds"),
    "feed": lambda columns: records.fields(views.feeds()[1], columns),
    "checks": lambda columns: tables.with_total(feeds.CHECKS, views.checked(), columns, "2 feeds"),
    "quarantine": lambda columns: tables.with_total(quarantine.COLUMNS, views.held(), columns, "2 kept"),
    "search": lambda columns: search.hits(views.hits(), columns),
}
each_view = pytest.mark.parametrize("name", WRAPPED)


@each_view
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_without_colour(name: str, columns: int, snapshot: SnapshotAssertion) -> None:
    assert plain(WRAPPED[name](columns)) == snapshot


@each_view
def test_with_colour(name: str, snapshot: SnapshotAssertion) -> None:
    assert terminal.ansi(WRAPPED[name](80), terminal.MANY, links=True) == snapshot


@each_view
def test_in_ascii(name: str, snapshot: SnapshotAssertion) -> None:
    text = plain(in_ascii(WRAPPED[name](80)))
    assert text.isascii()
    assert text == snapshot


@each_view
def test_no_line_is_wider_than_asked_for(name: str) -> None:
    for columns in (*range(60, 90), 99, 100, 119, 120, 121, 160, 200):
        for line in WRAPPED[name](columns):
            text = "".join(part for part, _ in line)
            assert width(text) <= columns, (columns, text)


@each_view
def test_colour_adds_only_colour(name: str) -> None:
    import re

    coloured = terminal.ansi(WRAPPED[name](80), terminal.MANY)
    bare = "".join(f"{line.rstrip()}\n" for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines())
    assert bare == plain(WRAPPED[name](80))


@each_view
def test_every_style_has_a_colour(name: str) -> None:
    used = {style for line in WRAPPED[name](80) for _, style in line} - {""}
    assert used <= set(terminal.MANY)
    assert used <= set(terminal.SIXTEEN)


def test_the_important_columns_never_vanish() -> None:
    for columns in range(60, 200):
        text = plain(tables.talks(views.talks(), columns))
        for word in ("merger", "development", "supply", "abandoned", "rumoured", "2025-02-13", "Nissan Motor", "Honda"):
            assert word in text, (columns, word)


def test_talks_of_a_pair_stand_side_by_side_from_120_columns_on() -> None:
    def marks_in_a_row(columns: int) -> int:
        lines = plain(timeline.timeline(views.timeline(), columns)).splitlines()
        return max(sum(line.count(mark) for mark in "○●✕") for line in lines[1:-2])

    assert marks_in_a_row(119) == 1
    assert marks_in_a_row(120) == 3


def test_gaps_are_to_scale_and_long_silences_folded() -> None:
    near = views.talk("tnear001", "A", "B", events=(views.event("2024-01-01"), views.event("2024-04-05")))
    far = views.talk("tfar0001", "A", "B", events=(views.event("2020-01-01"), views.event("2024-04-05")))
    rows = {
        talk.id: plain(timeline.timeline(views.TimelineView(("A", "B"), None, (talk,)), 80)).splitlines()
        for talk in (near, far)
    }
    assert sum(line.strip() == "╎" for line in rows["tnear001"]) == 3
    assert sum(line.strip() == "╎" for line in rows["tfar0001"]) == 0
    assert any("4 years ⋮" in line for line in rows["tfar0001"])


def test_marks_differ_by_shape_alone() -> None:
    from alliance_cli.render import marks

    signs = [*marks.MARKS.values(), marks.DENIED]
    assert len(set(signs)) == 4
    assert len({plain(in_ascii([[(sign, "")]])) for sign in signs}) == 4


def test_colours_can_be_read_on_light_and_dark() -> None:
    for style, sgr in terminal.MANY.items():
        if sgr.startswith("38;5;"):
            light = _luminance(int(sgr.removeprefix("38;5;")))
            assert 1.05 / (light + 0.05) >= 3.9, style
            assert (light + 0.05) / 0.05 >= 3.9, style


def _luminance(number: int) -> float:
    if number >= 232:
        channels = [8 + 10 * (number - 232)] * 3
    else:
        steps = (0, 95, 135, 175, 215, 255)
        channels = [steps[(number - 16) // 36], steps[(number - 16) // 6 % 6], steps[(number - 16) % 6]]
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
