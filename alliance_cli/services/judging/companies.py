"""Companies for the screens, and what a user adds to them."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from alliance_cli import names, places
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.field_types import FLAG
from alliance_cli.models import Alias, Company, Parent
from alliance_cli.resolve.merging import apart
from alliance_cli.services.intake.refusing import refuse_name
from alliance_cli.services.looking.noted import noted
from alliance_cli.services.looking.selection import Moment, look, resolve_company
from alliance_cli.store import companies, known, lookup, operations
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship, verdicts
from alliance_cli.views import CompanyView

_FORMS = {
    "lei": (r"[A-Z0-9]{18}[0-9]{2}", "18 letters and digits and two digits"),
    "cik": (r"[0-9]{1,10}", "a number of up to ten digits"),
    "wikidata": (r"Q[0-9]+", "a Q and a number"),
}
"""Identifiers that one company alone has, and how they are written. A ticker may be another company's elsewhere."""


def listed(conn: sqlite3.Connection, *, everyone: bool, containing: str = "") -> list[CompanyView]:
    """The companies with talks (or `everyone` known), most talks first; `containing` filters by name or alias."""
    rows = known.with_counts(conn, everyone=everyone or bool(containing))
    wanted = known.named_like(conn, names.fold(containing)) if containing else None
    merged = lookup.merged_into(conn)
    others = known.all_aliases(conn)
    return [
        CompanyView(row[0], row[1], row[2], row[3], row[4], row[5], tuple(others.get(row[0], ())))
        for row in rows
        if (wanted is None or row[0] in wanted) and row[0] not in merged
    ]


def shown(conn: sqlite3.Connection, text: str, moment: Moment) -> CompanyView:
    """One company with all its names at a moment. Raises AllianceError: 1 if unknown, 2 if ambiguous."""
    past = look(conn, moment)
    company_id = resolve_company(conn, text)
    kin = Kinship(conn)
    company = known.load(conn, company_id)
    if company is None:
        raise AllianceError(f"the ledger knew no company “{text}” at that time", ExitCode.NOT_FOUND)
    merged = [other for other in (known.load(conn, m) for m in kin.members(company_id)[1:]) if other is not None]
    talks, source = known.standing(conn, company_id)
    notes = noted(conn, moment.as_of if past else None).of("company", company.id)
    if past:
        from alliance_cli.services.looking import finding

        talks = len(finding.talks_with(conn, [company_id], moment))
    tickers = tuple(dict.fromkeys(t for c in (company, *merged) for t in c.tickers))
    return CompanyView(
        company.id, company.name, company.country, company.sector, talks, source, _all_names(company, merged), tickers,
        tuple(_dated(p.company, p.since, p.until) for p in kin.owners(company_id)),
        tuple(f"{scheme}:{value}" for c in (company, *merged) for scheme, value in companies.identifiers_of(c)),
        tuple(c.id for c in merged),
        tuple(sorted(other for pair in apart(verdicts(conn)) if company_id in pair for other in pair - {company_id})),
        notes,
    )  # fmt: skip


def _all_names(company: Company, merged: list[Company]) -> tuple[str, ...]:
    own = [_dated(a.name, a.since, a.until) for a in company.aliases]
    theirs = [n for c in merged for n in (c.name, *(_dated(a.name, a.since, a.until) for a in c.aliases))]
    return tuple(dict.fromkeys(n for n in (*own, *theirs) if n != company.name))


def _dated(name: str, since: date | None, until: date | None) -> str:
    return f"{name}{f' since {since}' if since else ''}{f' until {until}' if until else ''}"


def add(conn: sqlite3.Connection, company: Company, *, command: str, now: datetime) -> Company:
    """Store a company a user knows; its id is made from its name.

    Raises AllianceError (2) if it is there already, or a name is none.
    """
    for name in (company.name, *(alias.name for alias in company.aliases)):
        _check_name(name)
    new = replace(company, id=names.company_id(company.name))
    if known.load(conn, new.id) is not None:
        raise AllianceError(f"there is a company {new.id} already; `alliance companies alias` names it", ExitCode.USAGE)
    with writing(conn):
        companies.save(conn, new, "user", operations.start(conn, command, now))
        companies.project(conn, [new.id])
    return new


def add_alias(conn: sqlite3.Connection, text: str, alias: Alias, *, command: str, now: datetime) -> Company:
    """Give a company another name. Raises AllianceError: 1 or 2 for the company, 2 for dates or a name that is none."""
    _check_span(alias.since, alias.until)
    _check_name(alias.name)
    return _add_fact(
        conn, text, command, now,
        lambda company, operation: companies.save_alias(conn, company, alias, "user", operation),
    )  # fmt: skip


def rename(conn: sqlite3.Connection, text: str, name: str, *, command: str, now: datetime) -> tuple[str, Company]:
    """Give a company another usual name; the one it had stays a name of it, and its id stays.

    Returns the name it had, and the company. Raises AllianceError: 1 or 2 for the company, 2 for a name that is none
    or that it has.
    """
    company = known.load(conn, resolve_company(conn, text))
    assert company is not None
    _check_name(name)
    if name == company.name:
        raise AllianceError(f"{company.id} is called {name} already", ExitCode.USAGE)
    _check_free(conn, company, name)
    return company.name, _described(conn, replace(company, name=name), company.name, command=command, now=now)


def _check_free(conn: sqlite3.Connection, company: Company, name: str) -> None:
    """Raises AllianceError (2) where another company is called so: on every screen they would look the same."""
    others = [other for other, called in lookup.by_name(conn, name) if called == name and other != company.id]
    if others:
        raise AllianceError(
            f"{others[0]} is called {name}; are they one company? `alliance companies merge` makes them one",
            ExitCode.USAGE,
        )


EDITABLE = ("name", "country", "sector", "common_word")
"""What can be edited of a company; names, identifiers and owners are added by commands of their own."""


def edit(
    conn: sqlite3.Connection, text: str, values: Mapping[str, str], *, command: str, now: datetime
) -> tuple[Company, Company]:  # fmt: skip
    """Give a company other values by field. Returns it as it was and as it is.

    Raises AllianceError: 1 or 2 for the company, 2 for an unknown field or a value that is none.
    """
    company = known.load(conn, resolve_company(conn, text))
    assert company is not None
    new = replace(company, **{name: _value(name, value) for name, value in values.items()})
    if new == company:
        return company, company
    if new.name != company.name:
        _check_free(conn, company, new.name)
    return company, _described(conn, new, company.name, command=command, now=now)


def _value(name: str, value: str) -> Any:
    if name not in EDITABLE:
        raise AllianceError(
            f"“{name}” is none of: {', '.join(EDITABLE)}; for other names, tickers and ids there are `alliance "
            "companies alias` and `id`, for owners `parent`", ExitCode.USAGE,
        )  # fmt: skip
    if not value:
        raise AllianceError(f"{name}: there is nothing in it; `alliance undo` takes a value back", ExitCode.USAGE)
    if name == "country":
        return country_code(value)
    if name == "common_word":
        try:
            return FLAG.typed(value)
        except ValueError as error:
            raise AllianceError(f"{name}: {error}", ExitCode.USAGE) from None
    if name == "name":
        _check_name(value)
    return value


def country_code(text: str) -> str:
    """An ISO 3166 code. Raises AllianceError (2) for what is none."""
    code = places.country_code(text)
    if not code:
        near = " or ".join(places.near(text))
        hint = f"did you mean {near}?" if near else "give a code or a name, such as JP or Japan"
        raise AllianceError(f"country: “{text}” is none; {hint}", ExitCode.USAGE)
    return code


def _described(conn: sqlite3.Connection, company: Company, was: str, *, command: str, now: datetime) -> Company:
    """Store what the user says a company is; the name it had is kept."""
    said = replace(company, aliases=(Alias(was, common_word=company.common_word),), parents=(), tickers=(), lei="",
                   cik="", wikidata="", further=())  # fmt: skip
    with writing(conn):
        companies.save(conn, said, "user", operations.start(conn, command, now))
        companies.project(conn, [company.id])
    return company


def identify(conn: sqlite3.Connection, text: str, scheme: str, value: str, *, command: str, now: datetime) -> Company:
    """Give a company an identifier. Raises AllianceError: 1 or 2 for the company, 2 for what is none or another's."""
    pattern, what = _FORMS.get(scheme, (r"\S+", "one word"))
    value = value.lstrip("0") if scheme == "cik" else value
    if not re.fullmatch(pattern, value, re.ASCII):
        raise AllianceError(f"“{value}” is no {scheme}: it is {what}", ExitCode.USAGE)
    company = resolve_company(conn, text)
    others = companies.with_identifier(conn, scheme, value) - set(Kinship(conn).members(company))
    if scheme in _FORMS and others:
        raise AllianceError(
            f"{scheme} {value} is that of {', '.join(sorted(others))}; where both are one company, "
            "`alliance companies merge` says so", ExitCode.USAGE,
        )  # fmt: skip
    return _add_fact(
        conn, text, command, now,
        lambda company, operation: companies.save_identifier(conn, company, scheme, value, "user", operation),
    )  # fmt: skip


def _add_fact(
    conn: sqlite3.Connection, text: str, command: str, now: datetime, save: Callable[[str, int], bool]
) -> Company:
    """Store one fact on the company that `text` names; what is known already makes no operation."""
    company = known.load(conn, resolve_company(conn, text))
    assert company is not None
    with writing(conn):
        conn.execute("SAVEPOINT fact")
        if not save(company.id, operations.start(conn, command, now)):
            conn.execute("ROLLBACK TO fact")
        conn.execute("RELEASE fact")
    return company


def others_called(conn: sqlite3.Connection, company_id: str, name: str) -> list[str]:
    """The ids of the companies from which this name does not tell a company any more; of none that bore it in turn."""
    spans = lookup.bearers(conn, name)
    others = spans.keys() - set(Kinship(conn).members(company_id))
    return [] if lookup.taken_in_turn(spans) else sorted(others)


def _check_name(name: str) -> None:
    if not names.key(name):
        raise AllianceError(f"“{name}” has no letter or digit", ExitCode.USAGE)
    refuse_name(name)


def _check_span(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise AllianceError("--from lies after --to", ExitCode.USAGE)


def check_parent(conn: sqlite3.Connection, text: str, owner: str, since: date | None, until: date | None
                 ) -> tuple[str, Parent]:  # fmt: skip
    """The company and the owner that are meant. Raises AllianceError: 1 or 2."""
    _check_span(since, until)
    company, parent = resolve_company(conn, text), resolve_company(conn, owner)
    if company == parent:
        raise AllianceError(f"{company} cannot own itself", ExitCode.USAGE)
    if Kinship(conn).is_below(parent, company, since or date.min, until or date.max):
        raise AllianceError(
            f"{parent} belongs to {company} itself in that time; --from and --to say when it was the other way round",
            ExitCode.USAGE,
        )
    return company, Parent(parent, since, until)
