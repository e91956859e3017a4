"""A typed line in its place among the talks: where the rules put it, or where the user does."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from typing import Any, NamedTuple

from alliance_cli.dates.partial import as_published
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger import identity
from alliance_cli.models import (
    Basis,
    Claim,
    Evidence,
    Kind,
    PartialDate,
    Party,
    Precision,
    Report,
    Role,
    Stage,
    Status,
    Talk,
)
from alliance_cli.services.intake import refusing
from alliance_cli.services.intake.recording import UNKNOWN_LANGUAGE, Effect, Recorded, Recorder
from alliance_cli.services.intake.touching import Line, Place, UnsettledError, doubtful
from alliance_cli.services.judging import judgement
from alliance_cli.services.keeping.folding import refold
from alliance_cli.services.looking import finding
from alliance_cli.store import claims, judgements, pairs, reports, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.vocabulary import BY_HAND, USUAL_STAGE


@dataclass(frozen=True, slots=True)
class HandClaim:
    """What the user typed. `stage` None takes the usual one of the status, `kind` None that of the talk,
    `basis` None what follows from who said it; `more` holds other fields of a claim.

    `when` is the day or the period it was published in, `today` the day it is typed on. With `new_companies` a
    name that is nearly another's is a company of its own, else only those that are `insisted` on.
    `roles` say what companies are, by the name that was typed.
    """

    companies: Sequence[str]
    status: Status
    kind: Kind | None
    stage: Stage | None
    basis: Basis | None
    origin: str
    publisher: str
    when: PartialDate
    today: date
    url: str
    note: str
    denied: bool
    more: Mapping[str, Any] = field(default_factory=dict)
    new_companies: bool = False
    roles: Mapping[str, Role] = field(default_factory=dict)
    insisted: frozenset[str] = frozenset()


class _Landing(NamedTuple):
    """Where the rules put a line: the talk that was there (None: it opens one), and those of its companies."""

    talk: Talk | None
    related: list[Talk]


def put(
    conn: sqlite3.Connection, recorder: Recorder, hand: HandClaim, parties: Sequence[Party], place: Place, now: datetime
) -> tuple[Claim, Recorded]:
    """Store a line inside a transaction, in the talk it belongs to or is wanted in. Raises AllianceError 1 or 2 for the
    talk that is wanted, UnsettledError where none is and several could be meant.
    """
    wanted = finding.stored_talks(conn, [finding.talk_id(conn, place.talk)])[0] if place.talk else None
    if wanted and hand.kind and wanted.kind is not Kind.COOPERATION and hand.kind.family is not wanted.kind.family:
        raise AllianceError(
            f"talk {wanted.id} is of kind {wanted.kind}; leave out --kind {hand.kind}, or --talk", ExitCode.USAGE
        )
    if wanted:
        refusing.refuse_strangers([p.company for p in parties], wanted.id, wanted.parties, Kinship(conn))
    landing = _landing(conn, hand, parties, now)
    if not place.is_given and (doubt := doubtful(_line(hand, parties), landing.related, landing.talk)):
        raise UnsettledError(doubt)
    talk = wanted or (None if place.new else landing.talk)
    report, claim = hand_report(hand, parties, hand.kind or (talk.kind if talk else Kind.COOPERATION))
    lands = landing.talk.id if landing.talk else None
    if lands == (talk.id if talk else None):  # the rules put it where it is to be
        return claim, recorder.record(report, [claim], UNKNOWN_LANGUAGE, now, key=_key(report))
    return claim, _moved(conn, recorder, report, claim, wanted or landing.talk, now, apart=wanted is None)


def _moved(
    conn: sqlite3.Connection, recorder: Recorder, report: Report, claim: Claim, talk: Talk | None, now: datetime, *,
    apart: bool,
) -> Recorded:  # fmt: skip
    """Store a line, unless it is, and judge that it is of this talk, or apart from it."""
    assert talk is not None
    report_id = identity.report_id(_key(report))
    if reports.known_digest(conn, identity.digest(report), report_id):
        own = _own(conn, report_id)
    else:
        report_id, (own,) = recorder.store(report, [claim], UNKNOWN_LANGUAGE, now, _key(report))
    made = (judgement.parting if apart else judgement.joining)(conn, own, talk, now=now)
    judgements.add(conn, made, recorder.operation_id(now))
    kin = Kinship(conn)
    pairs.derive(conn, made.claims, kin)
    done = refold(conn, made.claims, kin)
    return Recorded(Effect.NEW, report_id, tuple(done.changes), tuple(done.gone))


def _key(report: Report) -> str:
    return f"hand:{report.record_id}"


def _line(hand: HandClaim, parties: Sequence[Party]) -> Line:
    looks_back = hand.denied or hand.status is Status.ABANDONED
    day = as_published(hand.when, hand.today).day
    return Line({p.company for p in parties}, hand.kind, looks_back, day, str(hand.more.get("region", "")))


def _landing(conn: sqlite3.Connection, hand: HandClaim, parties: Sequence[Party], now: datetime) -> _Landing:
    """Where the rules put a line. It is stored to be seen, and taken out again."""
    report, claim = hand_report(hand, parties, hand.kind or Kind.COOPERATION)
    with _for_a_look(conn):
        recorded = Recorder(conn, "").record(report, [claim], UNKNOWN_LANGUAGE, now, key=_key(report))
        own = _own(conn, recorded.report_id)
        ids = set(talks.claims_of(conn, list(talks.placed(conn, [own]).values()))) - {own}
    placed = talks.placed(conn, ids)
    near = talks.sharing(conn, combinations(sorted({p.company for p in parties}), 2))
    related = finding.stored_talks(conn, sorted({*near, *placed.values()}))
    known = {claim: talk for talk in related for claim in (step.entry.id for step in talk.steps)}
    return _Landing(identity.ancestor(sorted(ids & known.keys()), known), related)


@contextmanager
def _for_a_look(conn: sqlite3.Connection) -> Iterator[None]:
    conn.execute("SAVEPOINT look")
    try:
        yield
    finally:
        conn.execute("ROLLBACK TO look")
        conn.execute("RELEASE look")


def _own(conn: sqlite3.Connection, report_id: str) -> str:
    """The id of the claim of a typed line."""
    revision = reports.current_revision(conn, report_id)
    assert revision is not None
    return next(held.id for held in claims.all_read(conn, revision) if held.counts)


def hand_report(hand: HandClaim, parties: Sequence[Party], kind: Kind) -> tuple[Report, Claim]:
    """The report and the claim that a typed line stands for; its quote is the user's note, or the line in words.

    The line is the same again whatever kind its talk is of by now: `kind` is that of the claim.
    """
    typed = hand.kind or Kind.COOPERATION
    who = " – ".join(party.name for party in parties)
    text = hand.note or f"{who}: {typed.label}, {hand.status}"
    published = as_published(hand.when, hand.today)
    region = hand.more.get("region", "")
    key = "|".join((who, typed, hand.status, hand.basis or Basis.JUDGEMENT, hand.origin, str(hand.when), region, text))
    report = Report(
        title="", text=text, publisher=hand.publisher, url=hand.url, published=published,
        record_id=key,
    )  # fmt: skip
    claim = Claim(
        parties=tuple(parties), kind=kind, status=hand.status, stage=hand.stage or USUAL_STAGE[hand.status],
        basis=hand.basis or Basis.JUDGEMENT, origin=hand.origin or "unknown", denied=hand.denied,
        event_date=None if hand.when.precision is Precision.DAY else hand.when,
        evidence=(Evidence(text, 0, len(text), BY_HAND),), **hand.more,
    )  # fmt: skip
    return report, claim
