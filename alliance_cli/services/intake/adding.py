"""One claim by hand, or one article, into the ledger."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alliance_cli import names, resolve
from alliance_cli.dates.partial import as_published
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import (
    Basis,
    Claim,
    Company,
    Evidence,
    Kind,
    PartialDate,
    Party,
    Precision,
    Report,
    Stage,
    Status,
)
from alliance_cli.services.intake.reading import Understood, understand
from alliance_cli.services.intake.recording import UNKNOWN_LANGUAGE, Recorded, Recorder, one_transaction
from alliance_cli.store import companies, lookup
from alliance_cli.store.known import LedgerGazetteer
from alliance_cli.vocabulary import BY_HAND

_USUAL_STAGE = {Status.RUMOURED: Stage.EXPLORING, Status.CONFIRMED: Stage.TALKS, Status.ABANDONED: Stage.ENDED}


@dataclass(frozen=True, slots=True)
class HandClaim:
    """What the user typed. `stage` None takes the usual one of the status; `more` holds other fields of a claim.

    `when` is the day or the period it was published in, `today` the day it is typed on.
    """

    companies: Sequence[str]
    status: Status
    kind: Kind
    stage: Stage | None
    basis: Basis
    origin: str
    publisher: str
    when: PartialDate
    today: date
    url: str
    note: str
    denied: bool
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: the outcome and the companies that are new to the ledger."""

    recorded: Recorded
    new_companies: tuple[str, ...]
    near: dict[str, list[str]]


def add_by_hand(conn: sqlite3.Connection, hand: HandClaim, *, command: str, now: datetime, keep: bool = True) -> Added:
    """Store a claim typed by the user as a report of its own; without `keep` only tell what it would change.

    A company nobody listed is added. Raises AllianceError (2) for an ambiguous name or less than two companies.
    """
    parties, new = _parties(conn, hand.companies, as_published(hand.when, hand.today).day)
    if len({party.company for party in parties}) < 2:
        raise AllianceError("a talk needs two different companies", ExitCode.USAGE)
    near = {name: resolve.nearest(name, lookup.all_keys(conn)) for name in new}
    recorder = Recorder(conn, command)
    report, claim = hand_report(hand, parties)
    with one_transaction(conn, recorder, keep=keep):
        for party in parties:
            if party.name in new and not _save_new(conn, party, recorder.operation_id(now)):
                companies.project(conn, [party.company])
        recorded = recorder.record(report, [claim], UNKNOWN_LANGUAGE, now, key=f"hand:{report.record_id}")
    return Added(recorded, tuple(new), near)


def understood(conn: sqlite3.Connection, report: Report) -> Understood:
    """What an article claims, of the companies that the ledger knows; nothing is stored."""
    return understand(report, LedgerGazetteer(conn))


def add_report(
    conn: sqlite3.Connection, understood: Understood, *, command: str, now: datetime, keep: bool = True
) -> Recorded:
    """Store an article that the user has looked at; without `keep` only tell what it would change."""
    recorder = Recorder(conn, command)
    with one_transaction(conn, recorder, keep=keep):
        return recorder.record(understood.report, understood.claims, understood.language, now, reader=understood.reader)


def hand_report(hand: HandClaim, parties: Sequence[Party]) -> tuple[Report, Claim]:
    """The report and the claim that a typed line stands for; its quote is the user's note, or the line in words."""
    who = " – ".join(party.name for party in parties)
    text = hand.note or f"{who}: {hand.kind.label}, {hand.status}"
    published = as_published(hand.when, hand.today)
    region = hand.more.get("region", "")
    key = "|".join((who, hand.kind, hand.status, hand.basis, hand.origin, str(hand.when), region, text))
    report = Report(
        title="", text=text, publisher=hand.publisher, url=hand.url, published=published,
        record_id=key,
    )  # fmt: skip
    claim = Claim(
        parties=tuple(parties), kind=hand.kind, status=hand.status, stage=hand.stage or _USUAL_STAGE[hand.status],
        basis=hand.basis, origin=hand.origin or "unknown", denied=hand.denied,
        event_date=None if hand.when.precision is Precision.DAY else hand.when,
        evidence=(Evidence(text, 0, len(text), BY_HAND),), **hand.more,
    )  # fmt: skip
    return report, claim


def _parties(conn: sqlite3.Connection, wanted: Sequence[str], day: date) -> tuple[list[Party], list[str]]:
    """The companies that bore these names on the day, and which of the names are new."""
    parties, new = [], []
    for name in wanted:
        found = lookup.by_name(conn, name, day)
        if found:
            company = resolve.choose(name, found)
            label = lookup.display_names(conn, [company])[company]
            parties.append(Party(label, company, (name,)))
        else:
            parties.append(Party(name, names.company_id(name), (name,)))
            new.append(name)
    return parties, new


def _save_new(conn: sqlite3.Connection, party: Party, operation: int) -> bool:
    """Store a company that nobody listed; False if a report had named it before."""
    return companies.save(conn, Company(party.company, party.name), "user", operation)
