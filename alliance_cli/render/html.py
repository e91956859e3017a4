"""A page to share: one HTML file with everything in it, that runs nothing and loads nothing but itself."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_cli import own_words
from alliance_cli.overviews import NetworkView
from alliance_cli.render import drawing, tied
from alliance_cli.render.graphs import escaped
from alliance_cli.render.page_cards import cards
from alliance_cli.render.page_links import Links, icon, icons
from alliance_cli.render.page_table import table
from alliance_cli.render.text import safe
from alliance_cli.views import TalkView, TimelineView
from alliance_cli.vocabulary import Kind, Status, counted

_MARKED = (*(str(status) for status in Status), "denied")


@dataclass(frozen=True)
class Parts:
    """What goes into a page beside the talks: its style sheet and script, and what the rules say in words."""

    style: str
    script: str
    rules: Mapping[str, str]


def page(
    view: TimelineView, network: NetworkView, until: date, parts: Parts, names: Mapping[str, Sequence[str]]
) -> str:  # fmt: skip
    """The page for these talks, their network, and the day up to which open talks are drawn; `names` are all that each
    company goes by, by its id: the filter finds it by any.
    """
    latest = latest_first(view.talks)
    links = Links(names=lambda company: names.get(company, ()))
    title = title_of(view)
    body = [
        *head(title, facts(view.talks, view.as_of, until)),
        "<main>",
        *filter_form(latest),
        *table(latest, links),
        *network_part(network, links),
        *cards(latest, until, parts.rules, links),
        "</main>",
    ]
    return whole(title, parts, body, made(view.as_of, until))


def latest_first(talks: Iterable[TalkView]) -> list[TalkView]:
    """The talks, the latest turn first."""
    return sorted(talks, key=lambda t: (-t.last_turn.toordinal(), t.id))


def whole(title: str, parts: Parts, body: Iterable[str], foot: str) -> str:
    """A page that holds its own style and script, and allows no other."""
    footer = f'<footer class="soft"><p>{escaped(foot)}</p></footer>'
    end = f"{footer}\n<script>{parts.script}</script>\n</body></html>\n"
    return "\n".join([*_document(title, parts), *body, end])


def title_of(view: TimelineView) -> str:
    """What the page is of."""
    return " – ".join(safe(name) for name in view.companies) or "Corporate alliances"


def made(as_of: date | None, until: date) -> str:
    """The line at the foot."""
    return f"Made by alliance {_as_of(as_of, until)}. Every line opens the words it rests on."


def facts(talks: Sequence[TalkView], as_of: date | None, until: date) -> str:
    """How much is on the page, and from when."""
    events = sum(len(talk.events) for talk in talks)
    return f"{counted(len(talks), 'talk')}, {counted(events, 'event')}, {_as_of(as_of, until)}"


def _as_of(as_of: date | None, until: date) -> str:
    return f"from what had been published by {as_of}" if as_of else f"on {until}"


def _document(title: str, parts: Parts) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    policy = (
        f"default-src 'none'; style-src '{_hash(parts.style)}'; script-src '{_hash(parts.script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield own_words.GENERATOR
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escaped(title)}: talks and their evidence</title>"
    yield f"<style>{parts.style}</style></head><body>"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def head(title: str, said: str, above: str = "") -> Iterator[str]:
    """The head of the page: what it is of, what the marks mean; `above` stands before it."""
    yield f'<a class="skip" href="#talks">To the talks</a><header>{above}'
    yield f"<h1>{escaped(title)}</h1>"
    yield f'{icons(*_MARKED)}<p class="soft">{escaped(said)}. {_legend()}</p></header>'


def _legend() -> str:
    return " ".join(f'<span class="number">{icon(word)} {word}</span>' for word in _MARKED)


def filter_form(talks: Sequence[TalkView]) -> Iterator[str]:
    """The form that the script brings to life; without script it stays hidden."""
    yield '<h2 id="talks">Talks</h2><form id="filter" hidden aria-label="Filter the talks">'
    yield '<label class="words"><span class="label">Company, market or subject</span>'
    yield '<input type="search" name="words" autocomplete="off"></label>'
    yield "<fieldset><legend>Status</legend>"
    for status in Status:
        yield f'<label><input type="checkbox" name="status" value="{status}" checked> {status}</label>'
    yield '</fieldset><label><span class="label">Kind</span><select name="kind"><option value="">every kind</option>'
    used = {talk.kind for talk in talks}
    yield from (f'<option value="{kind}">{kind.label}</option>' for kind in Kind if kind in used)
    yield '</select></label><label><span class="label">Sorted by</span><select name="sort"></select></label>'
    yield '<div class="done"><button type="reset">Show all</button></div></form>'
    yield '<p id="shown" role="status" hidden></p>'


def network_part(network: NetworkView, links: Links) -> Iterator[str]:
    """Who is tied to whom: the most active companies drawn, and all ties for the script to draw any company's."""
    if not network.ties:
        return
    addresses = {talk.id: links.talk(talk) for tie in network.ties for talk in tie.talks}
    pages = {node.id: links.company(node.id) for node in network.nodes}
    drawn = drawing.inline(network, "Who is tied to whom", addresses, pages)
    left_out = len(network.nodes) - len(drawing.shown(network, drawing.AT_A_GLANCE))
    note = f" The {drawing.AT_A_GLANCE} with most talks, of {len(network.nodes)} companies." if left_out else ""
    yield '<section class="wide"><h2 id="network">Network</h2>'
    yield '<p class="soft before">A line for each tie, in the manner of its strongest talk: '
    yield "whole for confirmed, dashed for rumoured, dotted for abandoned or stale, an arrow from who acts."
    yield f'<span id="drawn">{note}</span></p>'
    yield from network_frame(drawn, "Whole")
    yield f"{tied.data(network, links)}</section>"


def network_frame(drawn: str, whole: str) -> Iterator[str]:
    """The frame that a network is moved about and zoomed in, with what the script brings to life."""
    buttons = (("1.25", "Larger"), ("0.8", "Smaller"), ("0", whole))
    zoom = " ".join(f'<button type="button" data-zoom="{by}">{name}</button>' for by, name in buttons)
    yield '<div class="zoom" hidden><label><span class="label">Around one company</span>'
    yield '<input id="around" list="around-names" autocomplete="off"></label><datalist id="around-names"></datalist>'
    yield f'<span>{zoom}</span></div><div class="scroll network" role="region" aria-label="Network" tabindex="0">'
    yield f"{drawn}</div>"
