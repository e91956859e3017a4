"""Views as data: the documented JSON, CSV, and one record a line split by tabs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alliance_cli.documents import title
from alliance_cli.render.text import safe
from alliance_cli.unseen import dropped, escaped

if TYPE_CHECKING:
    from alliance_cli.models import Claim, Evidence
    from alliance_cli.terms import Terms
    from alliance_cli.views import (
        CompanyView,
        EventView,
        JudgementView,
        NoteView,
        StepView,
        TalkView,
        TimelineView,
        WhyView,
    )

Record = dict[str, Any]

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What spreadsheets take for the beginning of a formula; the wide ones where Japanese is written."""


def to_json(value: Mapping[str, Any]) -> str:
    """One JSON document, a member a line and a list's items a line each, ended by a line feed.

    Laid out by hand because `indent` makes the encoder of the standard library several times slower.
    """
    members = (f"  {json.dumps(name)}: {_member(item)}" for name, item in value.items())
    return escaped("{\n" + ",\n".join(members) + "\n}\n")


def _member(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in value) + "\n  ]"


def to_json_line(value: Mapping[str, Any]) -> str:
    """One JSON document on one line."""
    return escaped(json.dumps(value, ensure_ascii=False)) + "\n"


def to_csv(records: Sequence[Record], header: Iterable[str] = ()) -> str:
    """CSV with a header: the fields of the first record, for want of one `header`.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    fields = list(records[0] if records else header)
    if fields:
        writer.writerow(fields)
    for record in records:
        writer.writerow([_harmless(_cell(value)) for value in record.values()])
    return out.getvalue()


def _harmless(cell: str) -> str:
    cell = dropped(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_plain(records: Iterable[Record]) -> str:
    """One record a line, its fields split by tabs."""
    return "".join("\t".join(safe(_cell(value)) for value in record.values()) + "\n" for record in records)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(_cell(item) for item in value)
    return str(value)


def timeline(view: TimelineView) -> Record:
    """The document `timeline`."""
    return {
        "schema": title("timeline"),
        "companies": list(view.companies),
        "as_of": view.as_of.isoformat() if view.as_of else None,
        "talks": [{**talk(t), "events": [event(e) for e in t.events]} for t in view.talks],
    }


def talks(views: Iterable[TalkView]) -> Record:
    """The document `talks`."""
    return {"schema": title("talks"), "talks": [talk(view) for view in views]}


def talk(view: TalkView) -> Record:
    """A talk without its events."""
    return {
        "id": view.id, "slug": view.slug, "parties": list(view.parties), "party_ids": list(view.party_ids),
        "roles": list(view.roles), "kind": view.kind, "status": view.status, "stage": view.stage, "stale": view.stale,
        "confirmation_reported": view.confirmation_reported, "end_reported": view.end_reported,
        "on_hold": view.on_hold, "doubtful": view.doubtful, "confidence": view.confidence,
        "origins": view.origins, "reports": view.reports,
        "first_reported": view.first_reported.isoformat(), "last_reported": view.last_reported.isoformat(),
        "last_turn": view.last_turn.isoformat(), "regions": list(view.regions), "subjects": list(view.subjects),
        **terms(view.terms), "waits_for": waits_for(view), "former": list(view.former), **marked(view.notes),
    }  # fmt: skip


def waits_for(view: TalkView) -> list[str]:
    """What a talk still waits for, each with its day where one is known."""
    if view.terms is None:
        return []
    from alliance_cli.ledger.waiting import waits

    return [str(wait) for wait in waits(view.status, view.stage, view.terms)]


NO_TERMS: Mapping[str, Any] = {
    "value": None, "currency": "", "exactness": None, "valuation": None, "stake": None, "stake_exactness": None,
    "stake_from": None, "control": False, "consideration": None, "signs": None, "signed": None, "closes": None,
    "closed": None, "break_fee": None, "break_fee_currency": "", "advisers": [], "regulators": [], "conditions": [],
}  # fmt: skip
"""`terms` where nothing is said of any; written out, so that a list of such talks does without the list of fields."""


def terms(held: Terms | None) -> Record:
    """The terms that hold for a talk."""
    if held is None:
        return dict(NO_TERMS)
    from alliance_cli.claim_fields import TERM_FIELDS, as_json

    return as_json(TERM_FIELDS, held)


def event(view: EventView) -> Record:
    """One event of a talk."""
    from alliance_cli.claim_fields import EVENT_FIELDS, as_json  # lists of talks do without

    return {
        "number": view.number, "date": str(view.date), "precision": view.date.precision,
        "published": view.published.isoformat() if view.published else None,
        "status": view.status, "claimed": view.claim.status, "stage": view.claim.stage, "kind": view.claim.kind,
        **as_json(EVENT_FIELDS, view.claim), "publisher": view.publisher, "title": view.title, "url": view.url,
        "quote": view.quote, "report_id": view.report_id, "claim_id": view.claim_id, "rule": view.rule,
        "more_reports": view.more_reports,
    }  # fmt: skip


def marked(notes: Sequence[NoteView]) -> Record:
    """What a list has of the user's notes: tags, who follows it, when to look again (the earliest day)."""
    owner = next((note.value for note in notes if note.sort == "owner"), "")
    return {
        "tags": [note.value for note in notes if note.sort == "tag"], "owner": owner,
        "due": min((note.value for note in notes if note.sort == "due"), default=None),
    }  # fmt: skip


def note(view: NoteView) -> Record:
    """A note of the user's."""
    return {
        "number": view.number, "sort": view.sort, "subject": view.subject, "about": view.about, "called": view.called,
        "value": view.value, "label": view.label, "made": view.made.isoformat(),
    }  # fmt: skip


TALK_OF_EVENT = ("talk", "parties", "talk_kind", "talk_status", "talk_doubtful")
"""The fields that say of which talk an event is, in `timeline_records`; the `roles` of its parties stand last."""


def timeline_records(view: TimelineView) -> list[Record]:
    """One record an event, for CSV and plain output."""
    return [
        {"talk": t.id, "parties": list(t.parties), "talk_kind": t.kind, "talk_status": t.status,
         "talk_doubtful": t.doubtful, **event(e), "roles": list(t.roles)}
        for t in view.talks
        for e in t.events
    ]  # fmt: skip


def shown(view: WhyView) -> Record:
    """The document `talk`: a talk with its events and all its claims."""
    events = [event(e) for e in view.talk.events]
    return {
        "schema": title("talk"), **talk(view.talk), "events": events, "claims": [step(s) for s in view.shown],
        "judgements": [judgement(j) for j in view.judgements], "notes": [note(n) for n in view.talk.notes],
    }  # fmt: skip


def why(view: WhyView) -> Record:
    """The document `why`."""
    return {
        "schema": title("why"), "talk": talk(view.talk), "claims": [step(s) for s in view.shown],
        "judgements": [judgement(j) for j in view.judgements], "notes": [note(n) for n in view.talk.notes],
    }  # fmt: skip


def judgement(view: JudgementView) -> Record:
    """What the user decided of a talk."""
    return {
        "verdict": view.verdict, "value": view.value, "reason": view.reason, "made": view.made.isoformat(),
        "about": view.about,
    }  # fmt: skip


def step(view: StepView) -> Record:
    """One claim of a talk with the rule it met."""
    return {
        **event(view.event), "explanation": view.explanation,
        "main": view.event.claim.main, "confidence": view.event.claim.confidence,
        "doubts": [*view.event.claim.doubts, *view.date_doubts],
        "evidence": [evidence(e) for e in view.evidence],
        "region": view.event.claim.region, "place": place(view.event.claim.region),
        "reviewed": None if view.reviewed is None else dict(view.reviewed), "reader": view.reader,
    }  # fmt: skip


def place(region: str) -> str:
    """The place that the words of a claim stand for, with what it lies in; empty for words that no table has."""
    if not region:
        return ""
    from alliance_cli import places  # of what is listed few have a market

    return "; ".join(map(str, places.resolved(region)))


def step_records(view: WhyView) -> list[Record]:
    """One record a claim, for CSV and plain output; of the evidence the quotes alone."""
    return [{**step(s), "evidence": [e.quote for e in s.evidence]} for s in view.shown]


def evidence(item: Evidence) -> Record:
    """A quote with its place in the report."""
    return {"quote": item.quote, "start": item.start, "end": item.end, "field": item.field, "rule": item.rule}


def companies(views: Iterable[CompanyView]) -> Record:
    """The document `companies`."""
    return {"schema": title("companies"), "companies": [company(view) for view in views]}


def company_shown(view: CompanyView) -> Record:
    """The document `company`."""
    return {"schema": title("company"), **company(view), "notes": [note(n) for n in view.notes]}


def company(view: CompanyView) -> Record:
    """A company with its names."""
    return {
        "id": view.id, "name": view.name, "country": view.country, "sector": view.sector, "talks": view.talks,
        "source": view.source, "aliases": list(view.aliases), "tickers": list(view.tickers),
        "parents": list(view.parents), "identifiers": list(view.identifiers), "merged": list(view.merged),
        "not_same": list(view.not_same),
    }  # fmt: skip


def claims(record_id: str, publisher: str, published: str | None, found: Iterable[Claim], language: str) -> Record:
    """What a report claims: one line of `alliance extract`."""
    return {
        "id": record_id, "publisher": publisher, "published": published, "language": language,
        "talks": list(_claims(found)),
    }  # fmt: skip


def _claims(found: Iterable[Claim]) -> Iterator[Record]:
    from alliance_cli.claim_fields import CLAIM_FIELDS, as_json

    for claim in found:
        yield {
            "parties": [
                {"name": p.name, "mentions": list(p.mentions), "company": p.company, "role": p.role,
                 "candidates": list(p.candidates)}
                for p in claim.parties
            ],
            **as_json(CLAIM_FIELDS, claim),
            "evidence": [evidence(e) for e in claim.evidence],
        }  # fmt: skip
