"""A folder of pages to share: an index, and a page a company with links between them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from alliance_cli.overviews import NetworkView, TieView
from alliance_cli.render import html, tied
from alliance_cli.render.graphs import escaped
from alliance_cli.render.page_cards import cards
from alliance_cli.render.page_links import Links
from alliance_cli.render.page_table import table
from alliance_cli.render.text import safe
from alliance_cli.views import TalkView, TimelineView
from alliance_cli.vocabulary import counted

INDEX = "index.html"
FOLDER = "companies"
_LONGEST = 60
_MANY = 60
"""So many companies have a frame of their own to scroll in, so that the talks are within reach."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""What some systems take for a device, whatever its ending."""


class Firm(NamedTuple):
    """A company of the site, its other names, its talks with the latest turn first."""

    id: str
    name: str
    names: Sequence[str]
    talks: Sequence[TalkView]

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{file_name(self.id)}.html"


def file_name(company: str) -> str:
    """A name of a file that is safe on any system, the same for the same id and never the same for two."""
    plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    if slug and slug == company and not _RESERVED.fullmatch(slug):
        return slug
    return f"{slug or 'company'}-{hashlib.sha256(company.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def firms(view: TimelineView, names: Mapping[str, Sequence[str]]) -> list[Firm]:
    """The companies of these talks in the order of their names; `names` are all that each goes by, by its id."""
    labels: dict[str, str] = {}
    talks: dict[str, list[TalkView]] = {}
    for talk in html.latest_first(view.talks):
        for company, name in zip(talk.party_ids, talk.parties, strict=True):
            labels[company] = name
            talks.setdefault(company, []).append(talk)
    found = [Firm(i, name, names.get(i, ()), talks[i]) for i, name in labels.items()]
    return sorted(found, key=lambda firm: (firm.name.casefold(), firm.id))


def pages(
    view: TimelineView, network: NetworkView, until: date, parts: html.Parts, names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """(path below the folder, page) of each page, the index last."""
    found = firms(view, names)
    files = {firm.id: firm.file for firm in found}
    ties = _by_company(network)
    for firm in found:
        around = replace(network, roots=(firm.id,), ties=tuple(ties.get(firm.id, ())))
        yield f"{FOLDER}/{firm.file}", _company(firm, around, until, parts, files, names)
    yield INDEX, _index(view, network, until, parts, found, files)


def _index(
    view: TimelineView, network: NetworkView, until: date, parts: html.Parts, found: Sequence[Firm],
    files: Mapping[str, str],
) -> str:  # fmt: skip
    latest, title = html.latest_first(view.talks), html.title_of(view)
    names = {firm.id: firm.names for firm in found}
    links = Links(
        lambda talk: f"{FOLDER}/{files[talk.party_ids[0]]}#{talk.id}",
        lambda company: f"{FOLDER}/{files[company]}",
        names.__getitem__,
    )
    body = [
        *html.head(title, html.facts(view.talks, view.as_of, until)),
        "<main>",
        *html.filter_form(latest),
        *_companies(found),
        *table(latest, links),
        *html.network_part(network, links),
        "</main>",
    ]
    return html.whole(title, parts, body, html.made(view.as_of, until))


def _companies(found: Sequence[Firm]) -> Iterator[str]:
    """The companies with their other names, which the filter finds, too."""
    yield f'<section class="companies-part"><h2 id="companies">{counted(len(found), "company", "companies")}</h2>'
    yield '<div class="long" role="region" aria-label="Companies" tabindex="0">' if len(found) > _MANY else "<div>"
    yield '<ul class="companies-list">'
    for firm in found:
        words = escaped(" ".join([firm.name, firm.id, *firm.names]).lower())
        linked = f'<a href="{FOLDER}/{firm.file}">{escaped(firm.name)}</a>'
        yield f'<li data-words="{words}">{linked}&nbsp;<span class="soft number">{len(firm.talks)}</span></li>'
    yield "</ul></div></section>"


def _by_company(network: NetworkView) -> Mapping[str, Sequence[TieView]]:
    """The ties of each company, the strongest first."""
    found: dict[str, list[TieView]] = {}
    for tie in network.ties:
        found.setdefault(tie.a, []).append(tie)
        found.setdefault(tie.b, []).append(tie)
    return found


def _company(
    firm: Firm, around: NetworkView, until: date, parts: html.Parts, files: Mapping[str, str],
    names: Mapping[str, Sequence[str]],
) -> str:  # fmt: skip
    by_name = Links(names=lambda company: names.get(company, ()))
    links = by_name._replace(company=lambda company: "" if company == firm.id else files[company])
    above = f'<nav aria-label="Site"><a href="../{INDEX}">All companies</a></nav>'
    others = [name for name in dict.fromkeys(map(safe, firm.names)) if name != firm.name]
    said = html.facts(firm.talks, around.as_of, until) + (f". Also {', '.join(others)}" if others else "")
    body = [
        *html.head(firm.name, said, above),
        "<main>",
        *html.filter_form(firm.talks),
        *table(firm.talks, by_name),
        *_around(around, links),
        *cards(firm.talks, until, parts.rules, links),
        "</main>",
    ]
    return html.whole(safe(firm.name), parts, body, html.made(around.as_of, until))


def _around(network: NetworkView, links: Links) -> Iterator[str]:
    """Whom a company is tied to, for the script to draw; one partner alone needs no drawing."""
    if len(network.ties) < 2:
        return
    near = {company for tie in network.ties for company in (tie.a, tie.b)}
    nodes = tuple(node for node in network.nodes if node.id in near)
    yield '<section class="wide needs-script" hidden><h2 id="network">Network</h2>'
    yield from html.network_frame("", "Whole")
    yield tied.data(replace(network, nodes=nodes), links, network.roots[0])
    yield "</section>"
