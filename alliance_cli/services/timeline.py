"""Talks out of the ledger, as the screens show them: now or as of a date."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from alliance_cli import ledger
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger.status import RULES
from alliance_cli.models import Basis, Entry, Evidence, PartialDate, Stage, Step, Talk
from alliance_cli.services.selection import Filters, Moment, passes, resolve_company
from alliance_cli.store import claims, companies, lookup, talks
from alliance_cli.views import EventView, StepView, TalkView, TimelineView, WhyView


def timeline(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> TimelineView:
    """The talks of a company, or of several with each other, with their events."""
    ids = list(dict.fromkeys(resolve_company(conn, name) for name in wanted))
    labels = lookup.display_names(conn, ids)
    found = _talks_with(conn, ids, moment)
    views = [_talk_view(conn, talk, moment, events=True) for talk in found]
    kept = [view for view in map(_windowed(filters), views) if view is not None and passes(view, filters)]
    return TimelineView(tuple(labels[i] for i in ids), moment.as_of, tuple(sorted(kept, key=_by_start)))


def why(conn: sqlite3.Connection, text: str, moment: Moment) -> WhyView:
    """A talk with every claim and rule. Raises AllianceError: 1 if there is no such talk, 2 if several are meant."""
    talk = _load_one(conn, talk_id(conn, text), moment)
    quotes = claims.load_evidence(conn, [step.entry.id for step in talk.steps])
    steps = [_step_view(i, step, quotes.get(step.entry.id, [])) for i, step in enumerate(talk.steps, 1)]
    return WhyView(_talk_view(conn, talk, moment, events=True), tuple(steps))


def talk_id(conn: sqlite3.Connection, text: str) -> str:
    """The id of the talk with this id or slug, or the beginning of one."""
    found = talks.find(conn, text)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise AllianceError(f"no talk “{text}”; `alliance talks` lists them", ExitCode.NOT_FOUND)
    listed = ", ".join(f"{i} ({slug})" for i, slug in found[:8])
    raise AllianceError(f"“{text}” could be: {listed}; give the id", ExitCode.USAGE)


def views_as_of(conn: sqlite3.Connection, ids: Sequence[str], moment: Moment) -> list[TalkView]:
    """The talks with all these companies as they stood on the day asked for, without events."""
    return [_talk_view(conn, talk, moment, events=False) for talk in _talks_with(conn, ids, moment)]


def _talks_with(conn: sqlite3.Connection, ids: Sequence[str], moment: Moment) -> list[Talk]:
    """The talks that have all these companies as parties."""
    if moment.as_of is None:
        return stored_talks(conn, talks.with_companies(conn, ids) if ids else None)
    claim_ids = claims.related(conn, claims.of_companies(conn, ids) if ids else claims.all_ids(conn))
    entries = claims.entries(conn, claim_ids, companies.all_owners(conn))
    folded = ledger.fold(e for e in entries if published_by(e, moment.as_of))
    return [talk for talk in folded if set(ids) <= set(talk.parties)]


def published_by(entry: Entry, day: date) -> bool:
    """True if the report was out by the end of this day."""
    return (entry.published.day if entry.published else entry.read_at.date()) <= day


def stored_talks(conn: sqlite3.Connection, wanted: Sequence[str] | None = None) -> list[Talk]:
    """Talks as they are stored, with their steps; all or those with these ids."""
    rows = talks.rows(conn, wanted)
    steps = talks.steps(conn, [row.id for row in rows])
    claim_ids = [stored.claim for part in steps.values() for stored in part]
    entries = {e.id: e for e in claims.entries(conn, claim_ids, companies.all_owners(conn))}
    return [talks.assemble(row, steps[row.id], entries) for row in rows]


def _load_one(conn: sqlite3.Connection, wanted: str, moment: Moment) -> Talk:
    """A talk as it stands, or as it stood on the day asked for."""
    if moment.as_of is None:
        return stored_talks(conn, [wanted])[0]
    entries = claims.entries(conn, claims.related(conn, talks.claims_of(conn, [wanted])), companies.all_owners(conn))
    for talk in ledger.fold(e for e in entries if published_by(e, moment.as_of)):
        if talk.id == wanted:
            return talk
    raise AllianceError(f"nothing was published on {wanted} by {moment.as_of}", ExitCode.NOT_FOUND)


def _talk_view(conn: sqlite3.Connection, talk: Talk, moment: Moment, *, events: bool) -> TalkView:
    labels = lookup.display_names(conn, set(talk.parties))
    return TalkView(
        id=talk.id,
        slug=talk.slug,
        parties=tuple(labels[p] for p in talk.parties),
        party_ids=talk.parties,
        kind=talk.kind,
        status=talk.status,
        stage=talk.stage,
        stale=talk.is_stale(moment.day, moment.stale_days),
        end_reported=talk.end_reported,
        origins=talk.origins,
        reports=talk.reports,
        first_reported=talk.first_reported,
        last_reported=talk.last_reported,
        last_turn=talks.last_turn(talk),
        regions=talk.regions,
        subjects=talk.subjects,
        events=_events(conn, talk) if events else (),
    )


def _events(conn: sqlite3.Connection, talk: Talk) -> tuple[EventView, ...]:
    """Turns, new origins, new stages and denials; what repeats them is counted on the line before."""
    groups: list[list[Step]] = []
    stage: Stage | None = None
    for step in talk.steps:
        if not groups or step.changed or step.new_origin or step.stage is not stage or step.entry.claim.denied:
            groups.append([])
        groups[-1].append(step)
        stage = step.stage
    quotes = claims.load_evidence(conn, [group[0].entry.id for group in groups])
    return tuple(_event(group[0], quotes.get(group[0].entry.id, []), _extra(group)) for group in groups)


def _extra(group: Sequence[Step]) -> int:
    return len({step.entry.report for step in group} - {group[0].entry.report})


def _event(step: Step, evidence: Sequence[Evidence], more: int) -> EventView:
    entry, claim = step.entry, step.entry.claim
    return EventView(
        date=claim.event_date or PartialDate(entry.day),
        published=entry.published.day if entry.published else None,
        status=step.status,
        claimed=claim.status,
        stage=claim.stage,
        kind=claim.kind,
        basis=claim.basis,
        denied=claim.denied,
        origin=_origin_label(entry),
        publisher=entry.publisher,
        title=entry.title,
        url=entry.url,
        quote=evidence[0].quote if evidence else "",
        report_id=entry.report,
        claim_id=entry.id,
        rule=step.rule,
        changed=step.changed,
        speaker=claim.speaker,
        relayed_by=claim.relayed_by,
        more_reports=more,
    )


def _origin_label(entry: Entry) -> str:
    """The origin as shown; the user's own word has none but the one they gave."""
    if entry.claim.basis is Basis.JUDGEMENT and entry.claim.origin == "unknown":
        return "your judgement"
    return entry.claim.origin


def _step_view(number: int, step: Step, evidence: Sequence[Evidence]) -> StepView:
    claim = step.entry.claim
    return StepView(
        number, _event(step, evidence, 0), RULES[step.rule], tuple(evidence), claim.main, claim.confidence, claim.doubts
    )


def _windowed(filters: Filters) -> Callable[[TalkView], TalkView | None]:
    """Keep the events between two days; a talk without any is left out."""

    def window(view: TalkView) -> TalkView | None:
        if filters.since is None and filters.until is None:
            return view
        kept = tuple(_between(view.events, filters.since, filters.until))
        return view._replace(events=kept) if kept else None

    return window


def _between(events: Iterable[EventView], since: date | None, until: date | None) -> Iterable[EventView]:
    return (e for e in events if (since is None or e.date.end >= since) and (until is None or e.date.start <= until))


def _by_start(view: TalkView) -> tuple[date, str]:
    first = view.events[0].date.start if view.events else view.first_reported
    return first, view.id
