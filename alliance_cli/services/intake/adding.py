"""One claim by hand, or one article, into the ledger."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alliance_cli import names, resolve
from alliance_cli.dates.partial import as_published
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger import origins
from alliance_cli.models import Basis, Claim, Company, Party, Report, Status
from alliance_cli.services.intake import placing, refusing
from alliance_cli.services.intake.placing import HandClaim
from alliance_cli.services.intake.reading import Understood, understand
from alliance_cli.services.intake.recording import Recorded, Recorder, one_transaction
from alliance_cli.services.intake.touching import ANYWHERE, Place
from alliance_cli.sources import urls
from alliance_cli.store import companies, lookup
from alliance_cli.store.known import LedgerGazetteer


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: the outcome, the claim as it is stored, the companies that are new to the ledger, and the names
    each of them is somewhat like.
    """

    recorded: Recorded
    claim: Claim
    new_companies: tuple[str, ...]
    near: dict[str, list[str]]


def checked(hand: HandClaim) -> HandClaim:
    """What was typed with what follows from it: outlets by their usual names, on whose word it is.

    Raises AllianceError (2) for what cannot be meant.
    """
    refusing.refuse_names(hand.companies)
    refusing.refuse_date(hand.when, hand.today)
    refusing.refuse_address(hand.url)
    refusing.refuse_place(str(hand.more.get("region", "")))
    origin = origins.usual(hand.origin)
    said = bool(origin or hand.publisher.strip() or hand.url)
    refusing.refuse_contradiction(hand.status, hand.stage, hand.basis, origin, said=said)
    basis = hand.basis or (_basis(hand.status, origin) if said else Basis.JUDGEMENT)
    publisher = hand.publisher.strip() or urls.host_name(hand.url)
    return replace(hand, origin=origin, publisher=resolve.outlet(publisher), basis=basis)


def _basis(status: Status, origin: str) -> Basis:
    """On whose word it is what somebody reported: the company's that speaks, or that confirmed it."""
    if origin == origins.COMPANY or (status is Status.CONFIRMED and origin != "sources"):
        return Basis.ON_RECORD
    return Basis.ANONYMOUS


def add_by_hand(
    conn: sqlite3.Connection, hand: HandClaim, place: Place = ANYWHERE, *, command: str, now: datetime,
    keep: bool = True,
) -> Added:  # fmt: skip
    """Store a claim typed by the user as a report of its own; without `keep` only tell what it would change.

    A company nobody listed is added. Raises AllianceError: 1 for a talk that is not there, 2 for an ambiguous name, two
    names of one company, a name that is nearly another's, or what cannot be meant; UnsettledError where the claim could
    be of several talks and `place` does not say of which.
    """
    hand = checked(hand)
    parties, new = _parties(conn, hand.companies, as_published(hand.when, hand.today).day)
    refusing.refuse_twice(parties)
    if not hand.new_companies:
        refusing.refuse_slips(conn, [name for name in new if name not in hand.insisted])
    parties = _with_roles(hand, parties)
    hand = _spoken(hand, parties)
    near = refusing.hint(conn, new)
    recorder = Recorder(conn, command)
    with one_transaction(conn, recorder, keep=keep):
        for party in parties:
            if party.name in new and not _save_new(conn, party, recorder.operation_id(now)):
                companies.project(conn, [party.company])
        claim, recorded = placing.put(conn, recorder, hand, parties, place, now)
    return Added(recorded, claim, tuple(new), near)


def _with_roles(hand: HandClaim, parties: Sequence[Party]) -> list[Party]:
    """The parties as what they are, in the order they were typed in. Raises AllianceError (2) for another name."""
    for name in hand.roles:
        if name not in hand.companies:
            raise AllianceError(f"--role: “{name}” is none of the companies as you typed them", ExitCode.USAGE)
    return [
        replace(party, role=hand.roles.get(name, party.role))
        for name, party in zip(hand.companies, parties, strict=True)
    ]


def _spoken(hand: HandClaim, parties: Sequence[Party]) -> HandClaim:
    """A party that is the origin speaks for itself."""
    if hand.origin == origins.COMPANY or origins.usual(hand.origin, parties) != origins.COMPANY:
        return hand
    basis = Basis.ON_RECORD if hand.basis is Basis.ANONYMOUS else hand.basis
    return replace(hand, origin=origins.COMPANY, basis=basis)


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
