"""The table of talks on a page: sorted by any of its columns, a card a talk where there is no room for it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from alliance_cli import sides
from alliance_cli.render import deal, marks, page_terms
from alliance_cli.render.graphs import escaped
from alliance_cli.render.page_links import Links, data, linked, status
from alliance_cli.render.text import safe
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Stage


class Column(NamedTuple):
    """A column: what a cell holds as HTML, and by what it is sorted (numbers as such; "" stands last)."""

    name: str
    cell: Callable[[TalkView], str]
    key: Callable[[TalkView], str | int | float]
    style: str = ""

    @property
    def sort(self) -> str:
        """How it is compared."""
        return "number" if self.style.startswith("count") else "text"


def _stage(talk: TalkView) -> str:
    return "" if talk.stage is Stage.ENDED else marks.stage_label(talk)


def _regions(talk: TalkView) -> str:
    return ", ".join(safe(region) for region in talk.regions)


COLUMNS = (
    Column("Kind", lambda t: t.kind.label, lambda t: t.kind.label),
    Column("Status", status, marks.status_label, "roomy"),
    Column("Stage", _stage, _stage),
    Column("Value", lambda t: escaped(deal.value(t.terms)), page_terms.value_key, "roomy"),
    Column("Stake", lambda t: escaped(deal.stake(t.terms)), page_terms.stake_key, "count share"),
    Column("Direction", lambda t: escaped(sides.roles_told(t.roles)), lambda t: sides.roles_told(t.roles), "roomy"),
    Column("Region", lambda t: escaped(_regions(t)), _regions),
    Column("Latest turn", lambda t: f'<span class="number">{t.last_turn}</span>', lambda t: t.last_turn.isoformat()),
    Column("Origins", lambda t: str(t.origins), lambda t: t.origins, "count"),
    Column("Reports", lambda t: str(t.reports), lambda t: t.reports, "count"),
)
"""Those beside the companies."""
FIRST = "Companies"
USUAL = "Latest turn"
"""By what the table is sorted at first, the latest on top."""


AT_ONCE = 100
"""So many talks are shown at first; thousands would keep a browser busy for seconds."""


def table(talks: Sequence[TalkView], links: Links) -> Iterator[str]:
    """The table; a column that would be empty is left out. Rows after the first `AT_ONCE` stand in a second table that
    a browser without script shows as well, and of which the script shows what is asked for.
    """
    shown = [column for column in COLUMNS if any(column.key(talk) != "" for talk in talks)]
    yield '<div class="scroll cards" role="region" aria-label="Table of talks" tabindex="0">'
    yield from _rows(talks[:AT_ONCE], shown, links)
    if talks[AT_ONCE:]:
        yield '<noscript id="more">'
        yield from _rows(talks[AT_ONCE:], shown, links)
        yield "</noscript>"
    yield '</div><p class="more" hidden><button type="button" id="further"></button></p>'


def _rows(talks: Sequence[TalkView], columns: Sequence[Column], links: Links) -> Iterator[str]:
    yield f'<table><thead><tr><th scope="col" class="companies" data-sort="text">{FIRST}</th>'
    for column in columns:
        turned = ' aria-sort="descending"' if column.name == USUAL else ""
        yield f'<th scope="col"{_class(column)} data-sort="{column.sort}"{turned}>{column.name}</th>'
    yield "</tr></thead><tbody>"
    for talk in talks:
        name = linked(marks.parties_label(talk), links.talk(talk))
        cells = "".join(_cell(column, talk) for column in columns)
        yield f'<tr {data(talk, links)}><td class="companies">{name}</td>{cells}</tr>'
    yield "</tbody></table>"


def _cell(column: Column, talk: TalkView) -> str:
    """A cell; by what it is sorted stands beside it where that is not what it says."""
    shown, key = column.cell(talk), str(column.key(talk))
    if not shown:
        return "<td></td>"
    told = "" if escaped(key) in (shown, _plain(shown)) else f' data-value="{escaped(key.casefold())}"'
    return f'<td data-label="{column.name}"{_class(column)}{told}>{shown}</td>'


def _plain(shown: str) -> str:
    return re.sub(r"<[^>]*>|&nbsp;", "", shown)


def _class(column: Column) -> str:
    return f' class="{column.style}"' if column.style else ""
