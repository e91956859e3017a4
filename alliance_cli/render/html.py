"""A page to share: one HTML file with everything in it, that runs nothing and loads nothing but itself."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_cli.overviews import NetworkView
from alliance_cli.render import drawing, marks
from alliance_cli.render.chart import chart
from alliance_cli.render.graphs import escaped
from alliance_cli.render.shapes import mark
from alliance_cli.render.text import Link, link, safe
from alliance_cli.render.told import asides
from alliance_cli.views import EventView, TalkView, TimelineView
from alliance_cli.vocabulary import Kind, Stage, Status, counted


@dataclass(frozen=True)
class Parts:
    """What goes into a page beside the talks: its style sheet and script, and what the rules say in words."""

    style: str
    script: str
    rules: Mapping[str, str]


def page(view: TimelineView, network: NetworkView, until: date, parts: Parts) -> str:
    """The page for these talks, their network, and the day up to which open talks are drawn."""
    latest = sorted(view.talks, key=lambda t: (-t.last_turn.toordinal(), t.id))
    title = _title(view)
    body = [
        *_head(view, title, until),
        "<main>",
        *_filter(latest),
        *_table(latest),
        *_network(network),
        *_talks(latest, until, parts.rules),
        "</main>",
        f'<footer class="soft"><p>Made by alliance {_as_of(view, until)}. Every line opens the words it rests on.',
        "</p></footer>",
    ]
    return "\n".join([*_document(title, parts), *body, f"<script>{parts.script}</script>", "</body></html>", ""])


def _title(view: TimelineView) -> str:
    return " – ".join(safe(name) for name in view.companies) or "Corporate alliances"


def _as_of(view: TimelineView, until: date) -> str:
    return f"from what had been published by {view.as_of}" if view.as_of else f"on {until}"


def _document(title: str, parts: Parts) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    policy = (
        f"default-src 'none'; style-src '{_hash(parts.style)}'; script-src '{_hash(parts.script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escaped(title)}: talks and their evidence</title>"
    yield f"<style>{parts.style}</style></head><body>"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _head(view: TimelineView, title: str, until: date) -> Iterator[str]:
    events = sum(len(talk.events) for talk in view.talks)
    yield '<a class="skip" href="#talks">To the talks</a><header>'
    yield f"<h1>{escaped(title)}</h1>"
    facts = f"{counted(len(view.talks), 'talk')}, {counted(events, 'event')}, {_as_of(view, until)}"
    yield f'<p class="soft">{escaped(facts)}. {_legend()}</p></header>'


def _legend() -> str:
    words = [*(str(status) for status in Status), "denied"]
    return " ".join(f'<span class="number">{_icon(word)} {word}</span>' for word in words)


def _icon(word: str) -> str:
    drawn = mark(word, 7, 7, size=4.5)
    return f'<svg class="{word}" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">{drawn}</svg>'


def _filter(talks: Sequence[TalkView]) -> Iterator[str]:
    """The form that the script brings to life; without script it stays hidden."""
    yield '<h2 id="talks">Talks</h2><form id="filter" hidden aria-label="Filter the talks">'
    yield '<label><span class="label">Company, market or subject</span><input type="search" name="words"></label>'
    yield "<fieldset><legend>Status</legend>"
    for status in Status:
        yield f'<label><input type="checkbox" name="status" value="{status}" checked> {status}</label>'
    yield '</fieldset><label><span class="label">Kind</span><select name="kind"><option value="">every kind</option>'
    used = {talk.kind for talk in talks}
    yield from (f'<option value="{kind}">{kind.label}</option>' for kind in Kind if kind in used)
    yield '</select></label><button type="reset">Show all</button> <span id="shown" role="status"></span></form>'


def _data(talk: TalkView) -> str:
    """What the filter looks at."""
    words = " ".join(
        [
            *talk.parties,
            *talk.regions,
            *talk.subjects,
            talk.kind.label,
            talk.id,
            talk.slug,
            *(note.value for note in talk.notes),
            *(["doubtful"] if talk.doubtful else []),
        ]
    ).lower()
    return f'data-talk data-status="{talk.status}" data-kind="{talk.kind}" data-words="{escaped(words)}"'


_COLUMNS = ("Companies", "Kind", "Status", "Stage", "Latest turn", "Origins", "Reports")
_CLASSES = {"Status": "whole", "Origins": "count", "Reports": "count"}


def _table(talks: Sequence[TalkView]) -> Iterator[str]:
    yield '<div class="scroll cards" role="region" aria-label="Table of talks" tabindex="0"><table><thead><tr>'
    yield "".join(f'<th scope="col"{_class(name)}>{name}</th>' for name in _COLUMNS) + "</tr></thead><tbody>"
    for talk in talks:
        cells = [
            f'<a href="#{escaped(talk.id)}">{escaped(marks.parties_label(talk))}</a>',
            talk.kind.label,
            _status(talk),
            "" if talk.stage is Stage.ENDED else marks.stage_label(talk),
            f'<span class="number">{talk.last_turn}</span>',
            str(talk.origins),
            str(talk.reports),
        ]
        row = "".join(_cell(name, cell) for name, cell in zip(_COLUMNS, cells, strict=True))
        yield f"<tr {_data(talk)}>{row}</tr>"
    yield "</tbody></table></div>"


def _cell(name: str, cell: str) -> str:
    label = f' data-label="{name}"' if name != "Companies" and cell else ""
    return f"<td{label}{_class(name)}>{cell}</td>"


def _class(column: str) -> str:
    return f' class="{_CLASSES[column]}"' if column in _CLASSES else ""


def _status(talk: TalkView) -> str:
    return f'<span class="{marks.status_style(talk)}">{_icon(talk.status)} {marks.status_label(talk)}</span>'


def _network(network: NetworkView) -> Iterator[str]:
    if not network.ties:
        return
    addresses = {talk.id: f"#{talk.id}" for tie in network.ties for talk in tie.talks}
    drawn = drawing.inline(network, "Who is tied to whom", addresses)
    left_out = len(network.nodes) - len(drawing.shown(network))
    note = f"; {left_out} companies with fewer talks are left out" if left_out else ""
    yield '<h2 id="network">Network</h2><p class="soft">A line for each tie, in the manner of its strongest talk: '
    yield f"whole for confirmed, dashed for rumoured, dotted for abandoned or stale{note}.</p>"
    yield f'<div class="scroll" role="region" aria-label="Network" tabindex="0">{drawn}</div>'


def _talks(talks: Sequence[TalkView], until: date, rules: Mapping[str, str]) -> Iterator[str]:
    yield '<h2 id="timelines">Timelines</h2><p><button type="button" id="open">Open all evidence</button> '
    yield '<button type="button" id="close">Close all</button></p>'
    for talk in talks:
        yield from _talk(talk, until, rules)


def _talk(talk: TalkView, until: date, rules: Mapping[str, str]) -> Iterator[str]:
    name = f"{marks.parties_label(talk)}, {talk.kind.label}"
    yield f'<article id="{escaped(talk.id)}" aria-label="{escaped(name)}" {_data(talk)}><h3>{escaped(name)}</h3>'
    yield "".join(f'<a id="{escaped(name)}"></a>' for name in (talk.slug, *talk.former))
    facts = [counted(talk.origins, "origin"), counted(talk.reports, "report"), *(f"for {r}" for r in talk.regions)]
    facts += [f"on {subject}" for subject in talk.subjects] + [talk.id]
    yield f'<p>{_status(talk)} <span class="soft">· {escaped(" · ".join(facts))}</span></p>'
    yield from _notes(talk)
    addresses = {event.claim_id: f"#{event.claim_id}" for event in talk.events}
    drawn = chart([talk], until, f"Timeline of {name}", addresses)
    label = escaped(f"Timeline of {name}")
    yield f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">{drawn}</div><ol>'
    for event in talk.events:
        yield from _event(event, rules)
    yield "</ol></article>"


def _notes(talk: TalkView) -> Iterator[str]:
    """The user's own notes, told apart from what reports say."""
    if talk.notes:
        yield '<dl class="notes" aria-label="Notes">'
        for note in talk.notes:
            address = link("x", note.value) if note.sort == "link" else None
            said = escaped(note.label or note.value) if note.sort == "link" else escaped(note.value)
            if isinstance(address, Link):
                said = f'<a href="{escaped(address.url)}" rel="noreferrer noopener">{said}</a>'
            more = f" ({escaped(note.label)})" if note.label and note.sort != "link" else ""
            yield f'<dt>{note.sort}</dt><dd>{said}{more} <span class="soft number">{note.made}</span></dd>'
        yield "</dl>"


def _event(event: EventView, rules: Mapping[str, str]) -> Iterator[str]:
    """One line that opens: its quote, its report with the link, and the rule it met."""
    label, style = marks.event_label(event)
    claim = event.claim
    stage = "" if claim.stage is Stage.ENDED or claim.denied else f", {claim.stage}"
    stage += ", on hold" if claim.on_hold else ""
    more = f" +{counted(event.more_reports, 'more report')}" if event.more_reports else ""
    yield f'<li><details id="{escaped(event.claim_id)}"><summary><span class="number">{event.date}</span> '
    yield f'<span class="{style}">{_icon(style)} {label}</span>{stage}, {escaped(marks.source_label(event))}'
    yield f'<span class="soft">{more}</span></summary>'
    if event.quote:
        yield f"<blockquote>{escaped(event.quote)}</blockquote>"
    yield f'<p class="evidence">{_report(event)}<br><span class="soft">{escaped(_ruled(event, rules))}</span></p>'
    yield "</details></li>"


def _report(event: EventView) -> str:
    """The report an event rests on, with its address where it has one of the web."""
    title = escaped(event.title) or "(no title)"
    address = link("x", event.url)
    if isinstance(address, Link):
        title = f'<a href="{escaped(address.url)}" rel="noreferrer noopener">{title}</a>'
    published = f", {event.published}" if event.published else ""
    return f"{escaped(event.publisher) or 'no publisher'}{published}: {title}"


def _ruled(event: EventView, rules: Mapping[str, str]) -> str:
    return "; ".join([f"{rules.get(event.rule, event.rule)} ({event.rule})", *asides(event.claim)])
