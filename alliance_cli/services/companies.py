"""Companies for the screens, and what a user adds to them."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Alias, Company
from alliance_cli.services.selection import resolve_company
from alliance_cli.store import companies, known, operations
from alliance_cli.store.connection import writing
from alliance_cli.views import CompanyView


def listed(conn: sqlite3.Connection, *, everyone: bool, containing: str = "") -> list[CompanyView]:
    """The companies with talks (or `everyone` known), most talks first; `containing` filters by name or alias."""
    rows = known.with_counts(conn, everyone=everyone or bool(containing))
    wanted = known.named_like(conn, names.fold(containing)) if containing else None
    others = known.all_aliases(conn)
    return [
        CompanyView(row[0], row[1], row[2], row[3], row[4], row[5], tuple(others.get(row[0], ())))
        for row in rows
        if wanted is None or row[0] in wanted
    ]


def shown(conn: sqlite3.Connection, text: str) -> CompanyView:
    """One company with all its names. Raises AllianceError: 1 if unknown, 2 if ambiguous."""
    company_id = resolve_company(conn, text)
    company = known.load(conn, company_id)
    assert company is not None
    talks, source = known.standing(conn, company_id)
    return CompanyView(
        company.id, company.name, company.country, company.sector, talks, source,
        tuple(_dated(alias) for alias in company.aliases), company.tickers,
        tuple(_dated(Alias(parent.company, parent.since, parent.until)) for parent in company.parents),
    )  # fmt: skip


def _dated(alias: Alias) -> str:
    since = f" since {alias.since}" if alias.since else ""
    until = f" until {alias.until}" if alias.until else ""
    return f"{alias.name}{since}{until}"


def add(conn: sqlite3.Connection, company: Company, *, command: str, now: datetime) -> Company:
    """Store a company a user knows; its id is made from its name. Raises AllianceError (2) if it is there already."""
    new = replace(company, id=names.company_id(company.name))
    if known.load(conn, new.id) is not None:
        raise AllianceError(f"there is a company {new.id} already; `alliance companies alias` names it", ExitCode.USAGE)
    with writing(conn):
        companies.save(conn, new, "user", operations.start(conn, command, now))
    return new


def add_alias(conn: sqlite3.Connection, text: str, alias: Alias, *, command: str, now: datetime) -> Company:
    """Give a company another name. Raises AllianceError: 1 or 2 for the company, 2 if the dates are the wrong way."""
    if alias.since and alias.until and alias.since > alias.until:
        raise AllianceError("--from lies after --to", ExitCode.USAGE)
    if not names.key(alias.name):
        raise AllianceError(f"“{alias.name}” has no letter or digit", ExitCode.USAGE)
    company = known.load(conn, resolve_company(conn, text))
    assert company is not None
    with writing(conn):
        companies.save_alias(conn, company.id, alias, "user", operations.start(conn, command, now))
    return company
