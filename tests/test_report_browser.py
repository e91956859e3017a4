"""The page to share in a real browser: it opens, filters, runs no other script, asks nobody, and is accessible.

Needs Debian's chromium and chromium-driver; skipped where they are not installed. The check of accessibility needs
axe-core as well (`npm pack axe-core`; `AXE_CORE` names its axe.min.js) and is skipped without it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_cli.ledger.status import RULES
from alliance_cli.overviews import NetworkView, NodeView, TieView
from alliance_cli.render import drawing, html
from alliance_cli.services.looking import page as files
from alliance_cli.services.looking.network import of_talks
from alliance_cli.views import TimelineView
from tests import browser, views_builder

pytestmark = pytest.mark.skipif(not browser.is_there(), reason="no chromium with its driver")

TALKS = (*views_builder.talks(), views_builder.talk("tevil001", views_builder.HOSTILE, "Honda Motor", events=(
    views_builder.event("2024-05-05", title=views_builder.HOSTILE, quote=views_builder.HOSTILE, claim_id="cevil",
                        url="javascript:alert(1)"),
)))  # fmt: skip
NAMES = {TALKS[0].party_ids[0]: ["Datsun", "Société Nissan"]}
EVENTS = sum(len(talk.events) for talk in TALKS)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    view = TimelineView((), None, tuple(_apart(TALKS)))
    parts = html.Parts(files.style("page.css"), files.script(), RULES)
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(html.page(view, of_talks(view), views_builder.dashboard().today, parts, NAMES), encoding="utf-8")
    return path.as_uri()


def _apart(talks: tuple) -> Iterator:
    """Each event with an id of its own, as in a ledger."""
    for i, talk in enumerate(talks):
        events = tuple(e._replace(claim_id=f"c{i}x{j}") for j, e in enumerate(talk.events))
        yield talk._replace(events=events)


@pytest.fixture(scope="module")
def wide(address: str) -> Iterator[browser.Browser]:
    with browser.Browser(1400, 1000) as window:
        window.open(address)
        yield window


def _shown(window: browser.Browser, what: str = "tr") -> int:
    script = f"return [...document.querySelectorAll('{what}')].filter(e => e.dataset.talk || e.dataset.card).filter(e => e.checkVisibility()).length"
    return int(window.run(script))


def _set(window: browser.Browser, script: str) -> None:
    window.run(f"{script}; document.getElementById('filter').dispatchEvent(new Event('input', {{bubbles: true}}))")


def test_it_opens_without_an_error_and_asks_nobody(address: str) -> None:
    with browser.Browser(1400, 1000) as window:
        window.open(address)
        window.run("document.getElementById('open').click()")
        assert window.log("browser") == []
        assert window.requests() == [address]
        assert window.run("return document.querySelectorAll('script:not([type])').length") == 1
        assert window.run("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.long
def test_the_policy_stops_what_is_not_of_the_page(address: str) -> None:
    with browser.Browser(800, 800) as window:
        window.open(address)
        window.run(
            "const s = document.createElement('script'); s.textContent = 'window.acted = true';"
            "document.body.append(s);"
            "const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i);"
        )
        assert window.run("return window.acted === undefined")
        assert [entry for entry in window.log("browser") if "Content Security Policy" in entry["message"]]


@pytest.mark.long
def test_it_filters(wide: browser.Browser) -> None:
    assert _shown(wide) == len(TALKS)
    _set(wide, "document.querySelector('[name=words]').value = 'MITSUBISHI software'")
    assert (_shown(wide), _shown(wide, "article")) == (1, 1)
    assert wide.run("return document.getElementById('shown').textContent") == f"1 of {len(TALKS)} talks found shown"
    _set(wide, "document.querySelector('[name=words]').value = 'nobody'")
    assert _shown(wide) == 0
    _set(wide, "document.querySelector('[name=words]').value = ''")
    _set(wide, "document.querySelector('[value=confirmed]').checked = false")
    assert _shown(wide) == sum(talk.status != "confirmed" for talk in TALKS)
    _set(wide, "document.querySelector('[name=kind]').value = 'supply'")
    assert _shown(wide) == 1
    wide.run("document.querySelector('[type=reset]').click()")
    wide.run_later("setTimeout(arguments[0], 50)")
    assert _shown(wide) == len(TALKS)


@pytest.mark.long
def test_a_company_is_found_by_its_other_names_with_or_without_accents(wide: browser.Browser) -> None:
    for words in ("datsun", "SOCIETE nissan", "société"):
        _set(wide, f"document.querySelector('[name=words]').value = '{words}'")
        assert _shown(wide) == sum(TALKS[0].party_ids[0] in talk.party_ids for talk in TALKS), words
    _set(wide, "document.querySelector('[name=words]').value = 'nobody'")
    assert "No talk fits" in wide.run("return document.getElementById('shown').textContent")
    assert not wide.run("return document.querySelector('table').checkVisibility()")
    wide.run("document.querySelector('[type=reset]').click()")
    wide.run_later("setTimeout(arguments[0], 50)")
    assert _shown(wide) == len(TALKS)


@pytest.mark.long
def test_show_all_puts_back_the_usual_order(wide: browser.Browser) -> None:
    before = _column(wide, _head(wide, "Latest turn"))
    _click(wide, "Reports")
    wide.run("document.querySelector('[type=reset]').click()")
    wide.run_later("setTimeout(arguments[0], 50)")
    assert sorted(before, reverse=True) == _column(wide, _head(wide, "Latest turn"))
    assert wide.run("return document.querySelector('th[aria-sort]').textContent") == "Latest turn"


@pytest.mark.long
def test_every_line_opens_its_evidence(wide: browser.Browser) -> None:
    assert wide.run("return document.querySelectorAll('details').length") == EVENTS
    wide.run("document.getElementById('close').click(); document.querySelector('details summary').click()")
    assert wide.run("return document.querySelectorAll('details[open]').length") == 1
    assert wide.run("return document.querySelector('details[open] blockquote').checkVisibility()")
    wide.run("document.getElementById('open').click()")
    assert wide.run("return document.querySelectorAll('details[open]').length") == EVENTS


@pytest.mark.long
def test_a_mark_on_a_timeline_leads_to_its_line(wide: browser.Browser) -> None:
    wide.run("document.getElementById('close').click()")
    wide.run("document.querySelector('article svg a').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    wide.run_later("setTimeout(arguments[0], 100)")
    opened = wide.run("return [...document.querySelectorAll('details[open]')].map(e => '#' + e.id)")
    assert opened == [wide.run("return location.hash")]


@pytest.mark.long
def test_without_script_everything_is_there(address: str) -> None:
    with browser.Browser(1000, 800, script=False) as window:
        window.open(address)
        tree = window.cdp("DOMSnapshot.captureSnapshot", computedStyles=["display"])
        assert "Nissan Motor – Honda Motor, merger" in json.dumps(tree, ensure_ascii=False)


@pytest.mark.parametrize("width", [400, 800, 1400])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.long
def test_it_fits_the_window(address: str, tmp_path: Path, width: int, dark: bool) -> None:
    with browser.Browser(width, 1000, dark=dark) as window:
        window.open(address)
        assert window.run("return document.documentElement.scrollWidth") <= width
        ground = window.run("return getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") is not dark
        window.screenshot(tmp_path / "page.png")
        assert (tmp_path / "page.png").stat().st_size > 20_000


@pytest.mark.long
def test_it_prints_with_the_evidence_open(wide: browser.Browser) -> None:
    wide.run("document.getElementById('close').click()")
    wide.cdp("Page.printToPDF")
    assert wide.run("return document.querySelectorAll('details[open]').length") == EVENTS
    wide.cdp("Emulation.setEmulatedMedia", media="print")
    assert not wide.run("return document.getElementById('filter').checkVisibility()")
    assert wide.run("return getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert wide.run("return getComputedStyle(document.querySelector('article')).contentVisibility") == "visible"
    wide.cdp("Emulation.setEmulatedMedia", media="")


@pytest.mark.skipif(not browser.AXE.is_file(), reason="no axe-core: npm pack axe-core, then AXE_CORE=.../axe.min.js")
@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.long
def test_axe_finds_no_serious_problem(address: str, width: int, dark: bool) -> None:
    with browser.Browser(width, 1000, dark=dark) as window:
        window.open(address)
        window.run("document.getElementById('open').click()")
        window.run(browser.AXE.read_text(encoding="utf-8"))
        found = window.run_later("axe.run().then(arguments[0])")
        assert found["passes"]
        serious = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
        assert not [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in serious]


@pytest.mark.long
def test_a_large_network_is_cut_to_the_most_active(tmp_path: Path) -> None:
    nodes = tuple(NodeView(f"n{i}", f"Company {i}", 0, 400 - i) for i in range(400))
    ties = tuple(TieView(f"n{i}", f"n{i + 1}", (views_builder.merger(),)) for i in range(399))
    drawn = drawing.alone(NetworkView((), 1, None, nodes, ties), "Network", files.style("drawing.css"))
    assert drawn.count("<rect") == drawing.LARGEST
    assert (
        drawing.inline(NetworkView((), 1, None, nodes, ties), "Network", {}, {}).count("<rect") == drawing.AT_A_GLANCE
    )
    path = tmp_path / "network.svg"
    path.write_text(drawn, encoding="utf-8")
    with browser.Browser(1200, 1000) as window:
        window.open(path.as_uri())
        assert window.log("browser") == []
        assert window.run("return document.documentElement.tagName") == "svg"


def _column(window: browser.Browser, place: int) -> list[str]:
    return list(
        window.run(
            f"return [...document.querySelectorAll('tbody tr')].map(r => r.cells[{place}])"
            ".map(c => c.dataset.value ?? c.textContent.trim().toLowerCase())"
        )
    )


def _head(window: browser.Browser, name: str) -> int:
    script = f"return [...document.querySelectorAll('th')].findIndex(h => h.textContent.startsWith('{name}'))"
    return int(window.run(script))


def _click(window: browser.Browser, name: str) -> None:
    window.run(f"document.querySelectorAll('th button')[{_head(window, name)}].click()")


@pytest.mark.long
def test_the_table_is_sorted_by_any_of_its_columns(wide: browser.Browser) -> None:
    place = _head(wide, "Reports")
    _click(wide, "Reports")
    first = [int(n) for n in _column(wide, place)]
    assert first == sorted(first, reverse=True)
    _click(wide, "Reports")
    assert [int(n) for n in _column(wide, place)] == sorted(first)
    assert wide.run(f"return document.querySelectorAll('th')[{place}].getAttribute('aria-sort')") == "ascending"
    _click(wide, "Region")
    regions = _column(wide, _head(wide, "Region"))
    given = [region for region in regions if region]
    assert regions == sorted(given) + [""] * (len(regions) - len(given))
    wide.run("const s = document.querySelector('[name=sort]'); s.value = '0'; s.dispatchEvent(new Event('change'))")
    assert _column(wide, 0) == sorted(_column(wide, 0))


@pytest.mark.parametrize("width", [400, 800, 1400])
@pytest.mark.long
def test_companies_are_never_squeezed_and_the_network_can_be_read(address: str, width: int) -> None:
    with browser.Browser(width, 1000) as window:
        window.open(address)
        narrowest = window.run(
            "return Math.min(...[...document.querySelectorAll('td.companies')].map(c => c.getBoundingClientRect().width))"
        )
        assert narrowest >= 220
        size = "return [...document.querySelectorAll('.network text')].map(t => t.getBoundingClientRect().height)"
        assert min(window.run(size)) >= 11
        assert window.run("return document.querySelectorAll('.network text.kind').length") > 0
        wide = "return document.querySelector('.network svg').getBoundingClientRect().width"
        before = window.run(wide)
        window.run("document.querySelector('[data-zoom=\"1.25\"]').click()")
        assert window.run(wide) == pytest.approx(before * 1.25)
        window.run("document.querySelector('[data-zoom=\"0\"]').click()")
        assert window.run(wide) <= window.run("return document.querySelector('.network').clientWidth") + 1


@pytest.mark.long
def test_all_lines_of_time_are_on_one_scale_with_its_ends_named(wide: browser.Browser) -> None:
    script = "return [...document.querySelectorAll('svg.chart use')].map(u => u.getAttribute('href'))"
    assert wide.run(script) == ["#axis"] * len(TALKS)
    ends = wide.run("return [...document.querySelectorAll('#axis text')].slice(0, 2).map(t => t.textContent)")
    assert [bool(re.fullmatch(r"\d{4}-\d\d", end)) for end in ends] == [True, True]
    seen = "const r = document.querySelector('svg.chart use').getBoundingClientRect(); return r.width > 500 && r.height > 20"
    assert wide.run(seen)


@pytest.mark.long
def test_a_site_is_walked_from_page_to_page(tmp_path: Path) -> None:
    from alliance_cli.render import site

    view = TimelineView((), None, tuple(_apart(TALKS)))
    parts = html.Parts(files.style("page.css"), files.script(), RULES)
    for name, text in site.pages(view, of_talks(view), views_builder.dashboard().today, parts, {}):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with browser.Browser(1000, 900) as window:
        window.open((tmp_path / "index.html").as_uri())
        _set(window, "document.querySelector('[name=words]').value = 'honda'")
        assert window.run(
            "return [...document.querySelectorAll('.companies-list li')].filter(e => e.checkVisibility())"
            ".every(e => e.dataset.words.includes('honda'))"
        )
        target = window.run("return document.querySelector('tbody tr:not([hidden]) a').href")
        window.open(target)
        assert window.run("return document.querySelector('article:target').checkVisibility()")
        window.open(window.run("return document.querySelector('article h3 a').href"))
        assert window.run("return document.querySelectorAll('article').length") > 0
        window.open(window.run("return document.querySelector('nav a').href"))
        assert window.run("return location.pathname").endswith("/index.html")
        assert window.log("browser") == []


MANY = 250


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of more talks than are shown at once; the first company is in all of them, the last talk has a claim."""
    made = [
        views_builder.talk(f"t{i}", "Hub Motor", f"Maker {i}", events=(
            views_builder.event(f"20{10 + i % 14:02}-05-05", claim_id=f"cof{i}"),)) for i in range(MANY)
    ]  # fmt: skip
    view = TimelineView((), None, tuple(made))
    parts = html.Parts(files.style("page.css"), files.script(), RULES)
    path = tmp_path_factory.mktemp("crowd") / "page.html"
    path.write_text(html.page(view, of_talks(view), views_builder.dashboard().today, parts, {}), encoding="utf-8")
    return path.as_uri()


@pytest.mark.long
def test_of_many_talks_a_hundred_are_shown_and_all_are_found(crowd: str) -> None:
    with browser.Browser(1000, 900) as window:
        window.open(crowd)
        assert (_shown(window), _count(window, "article")) == (100, 100)
        assert window.run("return document.getElementById('shown').textContent") == f"{MANY} talks, the first 100 shown"
        for more in (200, MANY):
            window.run("document.getElementById('further').click()")
            assert (_shown(window), _count(window, "article")) == (more, more)
        assert not window.run("return document.getElementById('further').checkVisibility()")
        _set(window, f"document.querySelector('[name=words]').value = 'maker {MANY - 1}'")
        assert (_shown(window), _count(window, "article")) == (1, 1)
        assert window.log("browser") == []
    with browser.Browser(1000, 900) as window:
        window.open(f"{crowd}#cof0")
        assert window.run("return document.querySelector('details[open]').id") == "cof0"


def _count(window: browser.Browser, what: str) -> int:
    return int(window.run(f"return document.querySelectorAll('{what}').length"))


@pytest.mark.long
def test_of_many_talks_all_are_there_without_script(crowd: str) -> None:
    with browser.Browser(1000, 800, script=False) as window:
        window.open(crowd)
        tree = json.dumps(window.cdp("DOMSnapshot.captureSnapshot", computedStyles=["display"]))
        assert all(f"cof{i}" in tree and f"#t{i}" in tree for i in range(MANY))


@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.long
def test_any_company_is_put_in_the_middle_of_the_network(crowd: str, width: int) -> None:
    with browser.Browser(width, 900) as window:
        window.open(crowd)
        assert _count(window, ".network rect") == drawing.AT_A_GLANCE
        _around(window, f"maker {MANY - 1}")
        names = "return [...document.querySelectorAll('.network a[href] title')].map(t => t.textContent)"
        assert "Hub Motor" in window.run(names)
        assert _count(window, ".network rect") == 2
        _around(window, "hub")
        assert f"the 40 strongest of {MANY} ties" in window.run("return document.getElementById('drawn').textContent")
        boxes = "return [...document.querySelectorAll('.network rect')].map(r => r.getBoundingClientRect().toJSON())"
        found = window.run(boxes)
        apart = [(a, b) for a in found for b in found if a is not b]
        assert all(a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
                   for a, b in apart)  # fmt: skip
        assert window.run("return document.documentElement.scrollWidth") <= width
        window.run("document.querySelector('[data-zoom=\"0\"]').click()")
        assert _count(window, ".network rect") == drawing.AT_A_GLANCE
        _around(window, "nobody at all")
        assert "No company" in window.run("return document.getElementById('drawn').textContent")
        assert window.log("browser") == []


def _around(window: browser.Browser, name: str) -> None:
    window.run(f"const a = document.getElementById('around'); a.value = '{name}'; a.dispatchEvent(new Event('change'))")
