"""A talk on a page: its line of time, and its events, each opening the words it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from alliance_cli.render import deal, marks
from alliance_cli.render.chart import axis, chart, span_of
from alliance_cli.render.graphs import escaped
from alliance_cli.render.page_links import Links, icon, linked_parties, status
from alliance_cli.render.page_table import AT_ONCE
from alliance_cli.render.text import Link, link
from alliance_cli.render.told import asides
from alliance_cli.views import EventView, TalkView
from alliance_cli.vocabulary import Stage, counted


def cards(
    talks: Sequence[TalkView], until: date, rules: Mapping[str, str], links: Links
) -> Iterator[str]:  # fmt: skip
    """A card a talk, their lines of time on one scale; those after the first `AT_ONCE` as rows of the table are."""
    yield '<h2 id="timelines">Timelines</h2><p class="evidence-buttons">'
    yield '<button type="button" id="open">Open all evidence</button> '
    yield '<button type="button" id="close">Close all</button></p>'
    yield axis(talks, until)
    yield '<div id="cards">'
    span = span_of(talks, until)
    for place, talk in enumerate(talks):
        card = "".join(_talk(talk, until, span, rules, links))
        yield card if place < AT_ONCE else f'<noscript data-card="{escaped(talk.id)}">{card}</noscript>'
    yield "</div>"


def _talk(
    talk: TalkView, until: date, span: tuple[date, date], rules: Mapping[str, str], links: Links
) -> Iterator[str]:  # fmt: skip
    name = f"{marks.parties_label(talk)}, {talk.kind.label}"
    yield f'<article id="{escaped(talk.id)}" aria-label="{escaped(name)}" data-card="{escaped(talk.id)}">'
    yield f"<h3>{linked_parties(talk, links)}, {talk.kind.label}</h3>"
    yield "".join(f'<a id="{escaped(name)}"></a>' for name in (talk.slug, *talk.former))
    facts = [counted(talk.origins, "origin"), counted(talk.reports, "report"), *(f"for {r}" for r in talk.regions)]
    facts += [f"on {subject}" for subject in talk.subjects]
    facts += [*deal.facts(talk.terms), talk.id]
    yield f'<p>{status(talk)} <span class="soft">· {escaped(" · ".join(facts))}</span></p>'
    yield from _notes(talk)
    addresses = {event.claim_id: f"#{event.claim_id}" for event in talk.events}
    yield f"{chart(talk, until, f'Timeline of {name}', addresses, span)}<ol>"
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
    yield f'<span class="{style}">{icon(style)} {label}</span>{stage}, {escaped(marks.source_label(event))}'
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
