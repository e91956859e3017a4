"""What pages and pictures need beside what they show: style sheets, the script, the names that companies go by."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from alliance_cli.store import lookup
from alliance_cli.views import TimelineView


@cache
def packaged(name: str) -> str:
    """The text of a file of the folder `data/report`."""
    return files("alliance_cli").joinpath("data/report").joinpath(name).read_text(encoding="utf-8")


def style(name: str) -> str:
    """The colours, light and dark, and a style sheet that uses them."""
    return packaged("colours.css") + packaged(name)


def script() -> str:
    """All that a page runs: its table and cards, then its network."""
    return packaged("page.js") + packaged("network.js")


def names_of(conn: sqlite3.Connection, view: TimelineView) -> Mapping[str, Sequence[str]]:
    """Every name that a company of these talks goes by, by its id."""
    return lookup.written_names(conn, {company for talk in view.talks for company in talk.party_ids})
