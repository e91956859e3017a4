"""Text from outside acts nowhere: not on a terminal, in a page, a picture, a spreadsheet or a graph."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from alliance_cli.claim_fields import CLAIM_FIELDS
from alliance_cli.cli import feeds, log, quarantine, review, sources, watch
from alliance_cli.field_types import TEXT, TEXTS
from alliance_cli.models import Claim, Evidence, Party, Report
from alliance_cli.overviews import (
    Count,
    DashboardView,
    MatrixView,
    NetworkView,
    NodeView,
    Outcomes,
    SourceTrouble,
    StatsView,
    TieView,
)
from alliance_cli.render import (
    changes,
    chart,
    drawing,
    extract,
    figures,
    graphs,
    html,
    picture,
    records,
    search,
    structured,
    tables,
    terminal,
    timeline,
)
from alliance_cli.render import network as network_view
from alliance_cli.render import stats as stats_view
from alliance_cli.render import why as why_view
from alliance_cli.render.text import Line, in_ascii, inert, plain, safe, width
from alliance_cli.services.looking import page
from alliance_cli.views import CompanyView, StepView, TimelineView, WhyView
from alliance_cli.vocabulary import Basis, Kind, Stage, Status
from tests import views_builder as views
from tests.conftest import Run

BAD = views.HOSTILE
ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\u00ad\u180e\u200b\u2060\ufeff\U000e0041]"
)
WORDS = {f.name: BAD if f.type is TEXT else (BAD,) for f in CLAIM_FIELDS if f.type in (TEXT, TEXTS)}
"""Every field of a claim that holds words of others."""
EVENT = views.event(
    "2024-12-17", publisher=BAD, title=BAD, quote=BAD, url="https://x.example/\x1b]8;;evil\x07<script>", rule="opens",
    report_id=BAD, **WORDS,
)  # fmt: skip
TALK = views.talk("tevil001", BAD, "Honda Motor", events=(EVENT,), slug=BAD, regions=(BAD,), subjects=(BAD,))
STEP = StepView(1, EVENT, BAD, (Evidence(BAD, 0, 5, BAD),), (BAD,))
COMPANY = CompanyView(BAD, BAD, BAD, BAD, 1, "user", (BAD,), (BAD,), (BAD,))
NODES = (NodeView(BAD, BAD, 0, 1), NodeView("honda-motor", "Honda Motor", 1, 1))
TIE = TieView(BAD, "honda-motor", (TALK,))
TIMELINE = TimelineView((BAD, "Honda Motor"), None, (TALK, views.merger()))
NETWORK = NetworkView((BAD,), 1, None, NODES, (TIE,))
MATRIX = MatrixView(None, NODES, (TIE,))
STATS = StatsView(None, 1, 1, 1, (Count("rumoured", 1),), (), (), (Count(BAD, 1),), Outcomes(1, 0, 0, 1, 0))
BOARD = DashboardView(
    BAD, 1, 1, 1, 2, date(2024, 1, 1), date(2024, 1, 2), (Count("rumoured", 1),), (TALK,), (TALK,),
    (SourceTrouble(BAD, BAD, BAD),), date(2025, 1, 1),
)  # fmt: skip
CLAIM = Claim(
    parties=(Party(BAD, BAD), Party("Honda", "honda")), kind=Kind.MERGER, status=Status.RUMOURED, stage=Stage.TALKS,
    basis=Basis.ANONYMOUS, evidence=(Evidence(BAD, 0, len(BAD), "x"),), **WORDS,
)  # fmt: skip


TABLES: dict[str, tuple[Sequence[tables.Column[Any]], list[dict[str, Any]]]] = {
    "changes": (changes.COLUMNS, views.transitions()), "sources": (sources.ORIGINS, views.records()),
    "relays": (sources.OUTLETS, views.publishers()), "rumours": (sources.RUMOURS, views.rumours()),
    "log": (log.COLUMNS, views.operations()), "review": (review.COLUMNS, views.doubtful()),
    "watches": (watch.COLUMNS, views.watches()), "feeds": (feeds.COLUMNS, views.feeds()),
    "checks": (feeds.CHECKS, views.checked()), "quarantine": (quarantine.COLUMNS, views.held()),
}  # fmt: skip


def _hostile(row: dict[str, Any]) -> dict[str, Any]:
    """The row with each of its texts a hostile one."""
    return {name: [BAD] if isinstance(value, list) else BAD if isinstance(value, str) else value
            for name, value in row.items()}  # fmt: skip


def screens(columns: int) -> Iterable[tuple[str, Iterable[Line]]]:
    yield "timeline", timeline.timeline(TIMELINE, columns)
    yield "compact", timeline.compact(TIMELINE, columns)
    yield "why", why_view.why(WhyView(TALK, (STEP,)), columns)
    yield "show", why_view.show(WhyView(TALK, (STEP,)), columns)
    yield "talks", tables.talks([TALK], columns)
    yield "all columns", tables.talks([TALK], columns, tables.named(tables.TALKS, [c.name for c in tables.TALKS]))
    yield "companies", tables.companies([COMPANY], columns)
    yield "company", tables.company(COMPANY, columns)
    yield "network", network_view.tree(NETWORK, columns)
    yield "matrix", network_view.matrix(MATRIX, columns)
    yield "stats", stats_view.stats(STATS, columns)
    yield "dashboard", stats_view.dashboard(BOARD, columns)
    for name, (shown, rows) in TABLES.items():
        yield name, tables.with_total(shown, [_hostile(row) for row in rows], columns, BAD)
        everything = tables.named(shown, [column.name for column in shown])
        yield f"all columns of {name}", tables.table(everything, [_hostile(row) for row in rows], columns)
    changed = [_hostile(row) | {"status": "rumoured"} for row in views.transitions()]
    yield "quotes of changes", tables.table(changes.COLUMNS, changed, columns, changes.evidence)
    yield "search", search.hits([hit._replace(title=BAD, snippet=BAD, publisher=BAD, url=BAD) for hit in views.hits()],
                                columns)  # fmt: skip
    yield "feed", records.fields(_hostile(views.feeds()[0]), columns)
    yield "extract", extract.understood(Report(BAD, BAD, BAD), [CLAIM], "en", columns)


@pytest.mark.parametrize("columns", [60, 80, 120, 160])
def test_no_screen_acts(columns: int) -> None:
    for name, lines in screens(columns):
        laid_out = list(lines)
        for text in (plain(laid_out), plain(in_ascii(laid_out))):
            assert not ACTS.search(text), name
        assert plain(in_ascii(laid_out)).isascii(), name


@pytest.mark.parametrize("links", [True, False])
def test_colour_writes_its_own_sequences_and_no_other(links: bool) -> None:
    own = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;(?:https?://[!-~]*)?\x1b\\")
    for name, lines in screens(80):
        coloured = terminal.ansi(lines, terminal.MANY, links=links)
        assert not ACTS.search(own.sub("", coloured)), name
        assert "\x1b]8;;http://evil.example" not in coloured, name


def test_markup_and_emoji_codes_are_shown_as_they_are() -> None:
    for name, lines in screens(160):
        if name in {"timeline", "compact", "why", "show", "talks", "companies", "company", "extract", "feed"}:
            assert "[red]x[/red]" in plain(lines), name


def test_no_line_of_a_hostile_text_is_too_wide() -> None:
    for columns in (60, 80, 120):
        for name, lines in screens(columns):
            if name.startswith("all columns") or name in {"extract", "search"}:
                continue
            for line in lines:
                text = "".join(part for part, _ in line).rstrip()
                assert width(text) <= columns, (name, columns, text)


def test_data_for_scripts_is_one_record_a_line_and_no_formula() -> None:
    record = structured.talk(TALK._replace(parties=("=1+1", BAD)))
    assert structured.to_plain([record]).count("\n") == 1
    assert not ACTS.search(structured.to_plain([record]).replace("\t", ""))
    for formula in ("=1+1", "+1", "-1", "@x", "\t=1"):
        (row,) = list(csv.reader(io.StringIO(structured.to_csv([{"name": formula}]))))[1:]
        assert row[0].startswith("'")
    assert structured.to_json(figures.network(NETWORK)).isprintable() is False  # it has line feeds...
    assert not re.search("[\x00-\x09\x0b-\x1f]", structured.to_json(figures.network(NETWORK)))  # ...and no more


def test_graphs_hold_together() -> None:
    ET.fromstring(graphs.graphml(NETWORK))
    text = graphs.dot(NETWORK)
    assert not ACTS.search(text)
    for line in text.splitlines():
        assert len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) % 2 == 0, line


DAYS = (date(2020, 1, 1), date(2025, 1, 1))


def test_pictures_hold_together_and_run_nothing() -> None:
    drawn = [
        picture.picture(timeline.timeline(TIMELINE, 80), 80, BAD, page.style("picture.css")),
        drawing.alone(NETWORK, BAD, page.style("drawing.css")),
        f'<svg xmlns="x">{chart.chart(TALK, date(2025, 1, 1), BAD, {"c20241217": "#x"}, DAYS)}</svg>',
    ]
    for text in drawn:
        assert not ACTS.search(text)
        for element in ET.fromstring(text).iter():
            assert not element.tag.endswith("script")
            assert not [name for name in element.attrib if name.startswith("on")]
            assert element.attrib.get("href", "#").startswith(("#", "https://"))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_page_holds_nothing_but_its_own_elements() -> None:
    parts = html.Parts(page.style("page.css"), page.script(), {"opens": BAD})
    text = html.page(TIMELINE, NETWORK, date(2025, 1, 1), parts, {TIMELINE.talks[0].party_ids[0]: [BAD]})
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    reader = _Elements()
    reader.feed(text)
    assert [a.get("type") for tag, a in reader.found if tag == "script"] == ["application/json", None]
    for tag, attributes in reader.found:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
        assert tag not in {"iframe", "object", "embed", "link", "img", "base"}
        assert (attributes.get("href") or "#").startswith(("#", "https://", "http://"))


def test_commands_print_hostile_notes_harmlessly(run: Run) -> None:
    note = BAD.replace("\x00", "")
    line = ["add", "Nissan", "Honda", "--note", note, "--origin", note, "--publisher", note, "--region", f"Japan; {note}",
            "--subject", note, "--date", "2024-12-17", "--url"]  # fmt: skip
    assert run(*line, "https://x.example/\x1b[31m").code == 2
    assert run(*line, "https://x.example/a").code == 0
    for argv in (["link", "Nissan", "https://x.example/\u202e"], ["feeds", "add", "https://x.example/\u200brss"]):
        assert run(*argv).code == 2
    for argv in (
        ["timeline", "Nissan"], ["timeline", "Nissan", "--compact"], ["timeline", "Nissan", "--plain"], ["talks"],
        ["talks", "--columns", "region,subject,slug"], ["show", "nissan"], ["why", "nissan"], ["network", "Nissan"],
        ["network", "--format", "dot"], ["network", "--format", "svg"], ["matrix"], ["stats"], ["dashboard"],
        ["companies", "list"], ["companies", "show", "Nissan"], ["timeline", "Nissan", "--svg", "-"], ["log"],
        ["changes", "--since", "2020-01-01"], ["changes", "--since", "2020-01-01", "--plain"], ["stale"], ["sources"],
        ["sources", "--relays"], ["search", "Nissan"], ["search", "Nissan", "--plain"], ["review", "--list"],
    ):  # fmt: skip
        result = run(*argv)
        assert result.code == 0, (argv, result.err)
        assert not ACTS.search(result.out.replace("\t", "")), argv


@pytest.mark.parametrize("text", [BAD, "a\tb", "\u200eabc", "e\u0301", "日本", ""])
def test_safe_is_on_one_line_and_idempotent(text: str) -> None:
    assert not ACTS.search(safe(text))
    assert "\n" not in safe(text)
    assert safe(safe(text)) == safe(text)
    assert not ACTS.search(inert(text))
