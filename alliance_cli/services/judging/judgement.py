"""The user's judgement of a talk: stored beside the claims it rests on, so that it survives whatever is derived."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alliance_cli.dates.partial import as_published
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger.cores import Core
from alliance_cli.models import (
    Basis,
    Claim,
    Evidence,
    Judgement,
    Kind,
    PartialDate,
    Party,
    Precision,
    Report,
    Stage,
    Status,
    Talk,
    Verdict,
)
from alliance_cli.services.intake.recording import UNKNOWN_LANGUAGE, Recorder, one_transaction
from alliance_cli.services.keeping.folding import Refolded, refold
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.numbering import claims_meant
from alliance_cli.store import judgements, lookup, pairs, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.vocabulary import BY_HAND


@dataclass(frozen=True, slots=True)
class Request:
    """What the user typed: one of the first five is given, or `split` with `join`: these claims are of that talk.

    `when` is the day or the period from which a status holds.
    """

    status: Status | None = None
    kind: Kind | None = None
    split: Sequence[str] = ()
    join: str = ""
    not_a_talk: bool = False
    reason: str = ""
    stage: Stage | None = None
    when: PartialDate | None = None


def judge(
    conn: sqlite3.Connection, text: str, request: Request, *, command: str, now: datetime, today: date,
    keep: bool = True,
) -> Refolded:  # fmt: skip
    """Pass a judgement on a talk. Returns what changed.

    Raises AllianceError: 1 for an unknown talk, 2 for an ambiguous one or where the request makes no sense of it.
    """
    verdict = _verdict(request)
    talk = finding.stored_talks(conn, [finding.talk_id(conn, text)])[0]
    when = _when(talk, request.when, today)
    recorder = Recorder(conn, command)
    with one_transaction(conn, recorder, keep=keep):
        passed = _judgements(conn, talk, request, verdict, now)
        if verdict is Verdict.STATUS:
            passed = [_with_own_claim(conn, recorder, talk, request, made, when=when) for made in passed]
        for made in passed:
            judgements.add(conn, made, recorder.operation_id(now))
        touched = frozenset[str]().union(*(made.claims | ({made.claim} - {""}) for made in passed))
        kin = Kinship(conn)
        pairs.derive(conn, touched, kin)
        return refold(conn, touched, kin)


def _verdict(request: Request) -> Verdict:
    asked = [
        verdict
        for verdict, value in (
            (Verdict.STATUS, request.status), (Verdict.KIND, request.kind), (Verdict.SPLIT, request.split),
            (Verdict.JOIN, request.join), (Verdict.NOT_A_TALK, request.not_a_talk),
        )
        if value
    ]  # fmt: skip
    if len(asked) != 1 and asked != [Verdict.SPLIT, Verdict.JOIN]:
        raise AllianceError(
            "give one of --status, --kind, --split, --join and --not-a-talk, or --split with --join", ExitCode.USAGE
        )
    if request.status is None and (request.stage or request.when):
        raise AllianceError("--stage and --date go with --status", ExitCode.USAGE)
    if request.stage and (request.stage is Stage.ENDED) != (request.status is Status.ABANDONED):
        raise AllianceError(f"a talk that is {request.status} cannot be at stage {request.stage}", ExitCode.USAGE)
    return asked[-1]


def _when(talk: Talk, asked: PartialDate | None, today: date) -> tuple[PartialDate, date]:
    """From when a status holds: today, or the day of the latest claim where that is dated later still; and the latest
    day from which it could.
    """
    first, last = talk.steps[0].entry.day, max(today, talk.steps[-1].entry.day)
    if asked and (asked.end < first or asked.start > last):
        raise AllianceError(
            f"--date: a status holds from {first}, the day of the first claim, at the earliest, and from {last} at the "
            f"latest; not from {asked}", ExitCode.USAGE,
        )  # fmt: skip
    return asked or PartialDate(last), last


def _judgements(
    conn: sqlite3.Connection, talk: Talk, request: Request, verdict: Verdict, now: datetime
) -> list[Judgement]:
    ids = [step.entry.id for step in talk.steps]
    named = frozenset(claims_meant(request.split, ids))
    if verdict is Verdict.JOIN:
        other = finding.talk_id(conn, request.join)
        return moving(conn, talk, named or frozenset(ids), other, now=now, reason=request.reason)
    if named == frozenset(ids):
        raise AllianceError("a split leaves at least one claim behind; name fewer claims", ExitCode.USAGE)
    value = request.status or request.kind or ""
    others = _others(conn, [talk]) if named else frozenset[str]()
    return [
        Judgement(0, verdict, frozenset(ids), request.reason, now, str(value), named, talk=talk.slug, others=others)
    ]


def moving(
    conn: sqlite3.Connection, talk: Talk, moved: frozenset[str], to: str, *, now: datetime, reason: str = ""
) -> list[Judgement]:
    """What is to be judged, in this order, so that these claims of a talk belong to another one, `to` by id.

    Raises AllianceError (2) for the same talk.
    """
    if to == talk.id:
        raise AllianceError("a talk cannot be joined to itself", ExitCode.USAGE)
    ids = frozenset(step.entry.id for step in talk.steps)
    named = finding.stored_talks(conn, [to])[0]
    theirs = frozenset(step.entry.id for step in named.steps)
    others = _others(conn, [talk, named])
    joined = Judgement(0, Verdict.JOIN, moved | theirs, reason, now, talk=talk.slug, others=others)
    if moved == ids:
        return [joined]
    apart = Judgement(0, Verdict.SPLIT, ids, reason, now, apart=moved, talk=talk.slug, others=others | theirs)
    return [apart, replace(joined, others=others | (ids - moved))]


def joining(conn: sqlite3.Connection, claim: str, talk: Talk, *, now: datetime) -> Judgement:
    """The judgement that a claim is of a talk, whatever the rules make of it."""
    theirs = frozenset(step.entry.id for step in talk.steps)
    return Judgement(0, Verdict.JOIN, theirs | {claim}, "", now, talk=talk.slug, others=_others(conn, [talk]) - {claim})


def parting(conn: sqlite3.Connection, claim: str, talk: Talk, *, now: datetime) -> Judgement:
    """The judgement that a claim is a talk of its own, not of this one, in which the rules put it."""
    ids = frozenset(step.entry.id for step in talk.steps) | {claim}
    others = _others(conn, [talk]) - {claim}
    return Judgement(0, Verdict.SPLIT, ids, "", now, apart=frozenset({claim}), talk=talk.slug, others=others)


def _others(conn: sqlite3.Connection, named: Collection[Talk]) -> frozenset[str]:
    """The claims of other talks of these companies, which the user could have named and did not."""
    known = {talk.id for talk in named}
    pairs_of = {pair for talk in named for step in talk.steps for pair in Core.of(step.entry).pairs()}
    return frozenset(talks.claims_of(conn, set(talks.sharing(conn, pairs_of)) - known))


def _with_own_claim(
    conn: sqlite3.Connection, recorder: Recorder, talk: Talk, request: Request, made: Judgement, *,
    when: tuple[PartialDate, date],

) -> Judgement:  # fmt: skip
    """Store the user's word as a report of its own, so that it stands among the claims with its reason as quote."""
    assert request.status is not None
    text = request.reason or f"judged {request.status}"
    report = Report("", text, published=as_published(*when))
    labels = lookup.display_names(conn, talk.parties)
    claim = Claim(
        parties=tuple(Party(labels[p], p) for p in talk.parties), kind=talk.kind, status=request.status,
        stage=request.stage or _stage(talk, request.status), basis=Basis.JUDGEMENT,
        event_date=None if when[0].precision is Precision.DAY else when[0],
        evidence=(Evidence(text, 0, len(text), BY_HAND),),
    )  # fmt: skip
    key = f"judgement:{made.made_at.isoformat()}:{talk.id}"
    _, (own,) = recorder.store(report, [claim], UNKNOWN_LANGUAGE, made.made_at, key)
    return Judgement(0, made.verdict, made.claims, made.reason, made.made_at, made.value, claim=own, talk=made.talk)


def _stage(talk: Talk, status: Status) -> Stage:
    """How far a talk is that the user gives this status: as far as it got before it ended."""
    if status is Status.ABANDONED:
        return Stage.ENDED
    return next((step.stage for step in reversed(talk.steps) if step.stage is not Stage.ENDED), Stage.TALKS)
