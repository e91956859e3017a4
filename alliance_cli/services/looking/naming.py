"""What companies are called where talks are told of."""

import sqlite3

from alliance_cli.models import Talk
from alliance_cli.store import lookup


def party_names(conn: sqlite3.Connection, talk: Talk) -> list[str]:
    """The names of the companies of a talk, in its order."""
    labels = lookup.display_names(conn, talk.parties)
    return [labels.get(party, party) for party in talk.parties]
