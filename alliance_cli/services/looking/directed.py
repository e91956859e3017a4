"""Talks by who does what in them: those that a company buys, sells or invests in."""

import sqlite3
from collections.abc import Mapping, Sequence

from alliance_cli.services.looking.selection import resolve_company
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Role

_ALSO: Mapping[Role, frozenset[Role]] = {
    Role.BUYER: frozenset({Role.INVESTOR}), Role.TARGET: frozenset({Role.UNIT}),
}  # fmt: skip
"""Roles that count as another where that is asked for."""

Asked = Sequence[tuple[Role, str]]


def meant(conn: sqlite3.Connection, roles: Asked) -> list[tuple[Role, str]]:
    """The same with the ids of the companies. Raises AllianceError: 1 for an unknown name, 2 for an ambiguous one."""
    return [(role, resolve_company(conn, name)) for role, name in roles]


def as_asked(view: TalkView, asked: Asked) -> bool:
    """True if each of these companies is that in the talk."""
    return not asked or fits(dict(zip(view.party_ids, view.roles, strict=False)), view.kind, asked)


def fits(roles: Mapping[str, Role], kind: Kind, asked: Asked) -> bool:
    """True if each of these companies has its role among those of a talk. Who buys a stake invests."""
    return all(company in roles and _is(roles[company], kind, role) for role, company in asked)


def _is(held: Role, kind: Kind, wanted: Role) -> bool:
    if held is wanted or held in _ALSO.get(wanted, ()):
        return True
    return wanted is Role.INVESTOR and held is Role.BUYER and kind is Kind.STAKE
