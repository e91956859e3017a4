"""The tables of a folder of talks, and talks to rows."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from alliance_cli import gazetteer
from alliance_cli.claim_fields import TERM_FIELDS
from alliance_cli.models import Step, Talk
from alliance_cli.services.cluster.tables import as_kept, sorts
from alliance_cli.store.talks import last_turn

Row = dict[str, Any]

TALKS, STEPS = "talks", "steps"

_TERMS = dict(column for field in TERM_FIELDS for column in sorts(field))
_TALK = {
    "id": "string", "slug": "string", "parties": "texts", "names": "texts", "roles": "texts", "kind": "string",
    "status": "string", "stage": "string", "end_reported": "flag", "confirmation_reported": "flag", "on_hold": "flag",
    "doubtful": "flag", "confidence": "share", "origins": "whole", "reports": "whole", "first_reported": "day",
    "last_reported": "day", "last_turn": "day", "regions": "texts", "subjects": "texts", **_TERMS,
}  # fmt: skip
_STEP = {
    "talk": "string", "position": "whole", "claim": "string", "report": "string", "row": "string", "place": "whole",
    "day": "day", "published": "day", "publisher": "string", "title": "string", "url": "string", "kind": "string",
    "claimed": "string", "denied": "flag", "rule": "string", "status": "string", "stage": "string", "changed": "flag",
    "origin": "string", "new_origin": "flag", "choices": "whole", "counts": "flag",
}  # fmt: skip
COLUMNS: Mapping[str, Mapping[str, str]] = {TALKS: _TALK, STEPS: _STEP}
"""Table -> column -> what it holds, as `tables.types` has it."""


def talk_row(talk: Talk) -> Row:
    """A talk as a row, with the names by which its companies are known, or its reports call them."""
    terms = {
        column: as_kept(_TERMS[column], value)
        for field in TERM_FIELDS
        for column, value in zip(field.columns, field.type.to_columns(getattr(talk.terms, field.name)), strict=True)
    }
    return {
        "id": talk.id, "slug": talk.slug, "parties": list(talk.parties), "names": list(_names(talk)),
        "roles": list(map(str, talk.roles)), "kind": str(talk.kind), "status": str(talk.status),
        "stage": str(talk.stage), "end_reported": talk.end_reported,
        "confirmation_reported": talk.confirmation_reported, "on_hold": talk.on_hold, "doubtful": talk.doubtful,
        "confidence": talk.confidence, "origins": talk.origins, "reports": talk.reports,
        "first_reported": talk.first_reported, "last_reported": talk.last_reported, "last_turn": last_turn(talk),
        "regions": list(talk.regions), "subjects": list(talk.subjects), **terms,
    }  # fmt: skip


def _names(talk: Talk) -> Iterator[str]:
    """The name of each party: that of the package, else the longest that a report of the talk uses."""
    used: dict[str, set[str]] = {}
    for step in talk.steps:
        for party in step.entry.claim.parties:
            used.setdefault(party.company, set()).add(party.name)
    for company in talk.parties:
        known = gazetteer.packaged().company(company)
        yield known.name if known else max(used.get(company, {company}), key=lambda name: (len(name), name))


def step_rows(talk: Talk, rows: Mapping[str, str]) -> Iterator[Row]:
    """The steps of a talk as rows; `rows` says in which row of the folder of claims the report of a claim stands."""
    for position, step in enumerate(talk.steps):
        yield _step_row(talk.id, position, step, rows[step.entry.id])


def _step_row(talk: str, position: int, step: Step, row: str) -> Row:
    entry = step.entry
    return {
        "talk": talk, "position": position, "claim": entry.id, "report": entry.report, "row": row,
        "place": entry.place, "day": entry.day, "published": _day(step), "publisher": entry.publisher,
        "title": entry.title, "url": entry.url, "kind": str(entry.claim.kind), "claimed": str(entry.claim.status),
        "denied": entry.claim.denied, "rule": step.rule, "status": str(step.status), "stage": str(step.stage),
        "changed": step.changed, "origin": step.origin, "new_origin": step.new_origin, "choices": step.choices,
        "counts": step.counts,
    }  # fmt: skip


def _day(step: Step) -> date | None:
    return step.entry.published.day if step.entry.published else None
