"""Talks out of the ledger, as the screens show them: now or as of a date."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from alliance_cli.models import (
    Basis,
    Claim,
    Entry,
    Evidence,
    PartialDate,
    Precision,
    Stage,
    Step,
    Talk,
    Verdict,
)
from alliance_cli.services.looking import digest, finding
from alliance_cli.services.looking.noted import with_asides
from alliance_cli.services.looking.selection import Filters, Moment, heed_region, look, passes, resolve_together
from alliance_cli.store import claims, judgements, lookup, rereadings, reviews, talks
from alliance_cli.terms import UNSAID
from alliance_cli.views import EventView, JudgementView, StepView, TalkView, TimelineView, WhyView
from alliance_cli.vocabulary import is_stale


def timeline(
    conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters, most: int = 0
) -> TimelineView:
    """The talks of a company, or of several with each other, with their events.

    Of each talk at `most` so many events: the first, and the latest (0, or where a span is asked for: all of them).
    """
    most = 0 if filters.since or filters.until else most
    heed_region(conn, filters.region)
    look(conn, moment)
    ways = resolve_together(conn, wanted)
    ids = list(dict.fromkeys(company for way in ways for company in way))
    labels = lookup.display_names(conn, ids)
    views = _views(conn, ways, moment, most, roll_up=filters.roll_up)
    kept = [view for view in map(_windowed(filters), views) if view is not None and passes(view, filters)]
    return TimelineView(tuple(labels[i] for i in ids), moment.as_of, tuple(sorted(kept, key=_by_start)))


def _views(
    conn: sqlite3.Connection, ways: Sequence[Sequence[str]], moment: Moment, most: int, *, roll_up: bool
) -> list[TalkView]:
    """The talks with their events; of those of very many claims only what says something is read.

    What stands beside them is looked up once for all: for each alone a ledger of thousands takes minutes.
    """
    large: dict[str, digest.Digest] = {}
    if not moment.is_past and not roll_up:
        shared = dict.fromkeys(talk for way in ways for talk in talks.with_companies(conn, way))
        found = ((talk, digest.of(conn, talk, moment, most=most)) for talk in shared)
        large = {talk: short for talk, short in found if short is not None}
    whole = finding.talks_in_any(conn, ways, moment, roll_up=roll_up, without=large.keys())
    views = [_shortened(view, most) for view in _evented(conn, whole, moment)]
    return with_asides(conn, [*views, *(_digested(conn, short, moment) for short in large.values())], moment)


def _shortened(view: TalkView, most: int) -> TalkView:
    """With at most so many of its events."""
    events = tuple(digest.shortened(view.events, most))
    return view._replace(events=events, left_out=len(view.events) - len(events))


def why(conn: sqlite3.Connection, text: str, moment: Moment, last: int = 0, most: int = 0) -> WhyView:
    """A talk with every claim and rule; with `last`, only with so many of the latest and those a verdict rests on.

    At `most` so many of its events are told: the first, and the latest (0: all of them).

    Raises AllianceError: 1 if there is no such talk, 2 if several are meant.
    """
    short = None
    if last and not moment.is_past:
        short = digest.of(conn, finding.talk_id(conn, text), moment, last=last, most=most)
    if short is not None:
        (view,) = with_asides(conn, [_digested(conn, short, moment)], moment)
        numbered, count = short.steps, short.size
        ids = talks.claims_of(conn, [view.id])
    else:
        talk = finding.load_one(conn, text, moment)
        (view,) = (_shortened(whole, most) for whole in with_events(conn, [talk], moment))
        numbered = tuple(enumerate(talk.steps, 1))
        count, ids = len(talk.steps), [step.entry.id for step in talk.steps]
    return WhyView(
        view,
        tuple(_step_views(conn, numbered)),
        tuple(_judged(conn, set(ids))),
        max(1, count - last + 1 if last else 1),
    )


def _step_views(conn: sqlite3.Connection, numbered: Sequence[tuple[int, Step]]) -> Iterator[StepView]:
    ids = [step.entry.id for _, step in numbered]
    quotes, read_by = claims.load_evidence(conn, ids), rereadings.readers(conn, ids)
    said = reviews.corrections(conn)
    for number, step in numbered:
        claim = step.entry.id
        yield _step_view(number, step, quotes.get(claim, []), said.get(claim), read_by.get(claim, ""))


def _digested(conn: sqlite3.Connection, short: digest.Digest, moment: Moment) -> TalkView:
    """A talk of very many claims with its events, its figures as they are stored."""
    steps = dict(short.steps)
    quotes = claims.load_evidence(conn, [steps[number].entry.id for number in short.told])
    events = tuple(
        _event(steps[number], quotes.get(steps[number].entry.id, []), more, number)
        for number, more in short.told.items()
    )
    row = short.row
    view = _view(short.talk, lookup.display_names(conn, set(row.parties)), moment, events)
    return view._replace(
        stale=is_stale(row.status, row.last_reported, moment.day, moment.stale_days), reports=row.reports,
        first_reported=row.first_reported, last_reported=row.last_reported, last_turn=row.last_turn,
        left_out=short.left_out,
    )  # fmt: skip


def _judged(conn: sqlite3.Connection, ids: set[str]) -> Iterator[JudgementView]:
    """What the user decided of a talk of these claims, other than its status, which is a claim of its own."""
    for judgement in judgements.bearing_on(judgements.load(conn), ids):
        if judgement.verdict is not Verdict.STATUS:
            made = judgement.made_at.date()
            yield JudgementView(judgement.verdict, judgement.value, judgement.reason, made, judgement.talk)


def views_at(
    conn: sqlite3.Connection, ways: Sequence[Sequence[str]], moment: Moment, filters: Filters
) -> list[TalkView]:
    """The talks with all companies of one of these lists as they stood at that moment, without events."""
    found = finding.talks_in_any(conn, ways, moment, roll_up=filters.roll_up)
    return talk_views(conn, found, moment)


def with_events(conn: sqlite3.Connection, found: Sequence[Talk], moment: Moment) -> list[TalkView]:
    """Talks with the names of their parties and their events."""
    return with_asides(conn, _evented(conn, found, moment), moment)


def _evented(conn: sqlite3.Connection, found: Sequence[Talk], moment: Moment) -> list[TalkView]:
    labels = lookup.display_names(conn, {party for talk in found for party in talk.parties})
    return [_view(talk, labels, moment, _events(conn, talk)) for talk in found]


def talk_views(conn: sqlite3.Connection, found: Sequence[Talk], moment: Moment) -> list[TalkView]:
    """Talks with the names of their parties, without events."""
    labels = lookup.display_names(conn, {party for talk in found for party in talk.parties})
    return with_asides(conn, [_view(talk, labels, moment, ()) for talk in found], moment)


def _view(
    talk: Talk, labels: Mapping[str, str], moment: Moment, events: tuple[EventView, ...]
) -> TalkView:  # fmt: skip
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
        events=events,
        confirmation_reported=talk.confirmation_reported,
        confidence=talk.confidence,
        doubtful=talk.doubtful,
        on_hold=talk.on_hold,
        roles=talk.roles,
        terms=talk.terms if talk.terms != UNSAID else None,
    )


def _events(conn: sqlite3.Connection, talk: Talk) -> tuple[EventView, ...]:
    """Turns, new origins, new stages, pauses and denials; what repeats them is counted on the line before.

    Claims that do not count are told where no other is there.
    """
    groups: list[list[Step]] = []
    numbers: list[int] = []
    stage: Stage | None = None
    for number, step in _told(talk):
        said = step.entry.claim.denied or step.entry.claim.on_hold
        if not groups or step.changed or step.new_origin or step.stage is not stage or said:
            groups.append([])
            numbers.append(number)
        groups[-1].append(step)
        stage = step.stage
    quotes = claims.load_evidence(conn, [group[0].entry.id for group in groups])
    return tuple(
        _event(group[0], quotes.get(group[0].entry.id, []), _extra(group), number)
        for number, group in zip(numbers, groups, strict=True)
    )


def _told(talk: Talk) -> list[tuple[int, Step]]:
    """The steps that bear on a talk, each with its number among all of them."""
    numbered = list(enumerate(talk.steps, 1))
    return [(number, step) for number, step in numbered if step.counts] or numbered


def _extra(group: Sequence[Step]) -> int:
    return len({step.entry.report for step in group} - {group[0].entry.report})


def _event(step: Step, evidence: Sequence[Evidence], more: int, number: int) -> EventView:
    entry, claim = step.entry, step.entry.claim
    return EventView(
        date=claim.event_date or (entry.published.when if entry.published else PartialDate(entry.day)),
        published=_published(entry),
        status=step.status,
        claim=_as_shown(claim),
        publisher=entry.publisher,
        title=entry.title,
        url=entry.url,
        quote=evidence[0].quote if evidence else "",
        report_id=entry.report,
        claim_id=entry.id,
        rule=step.rule,
        changed=step.changed,
        more_reports=more,
        number=number,
    )


def _published(entry: Entry) -> date | None:
    """The day of publication; none where only a month or a year is known."""
    known = entry.published and entry.published.when.precision is Precision.DAY
    return entry.published.day if entry.published and known else None


def _as_shown(claim: Claim) -> Claim:
    """With its origin in words: the user's own word has none but the one they gave."""
    own = claim.basis is Basis.JUDGEMENT and claim.origin == "unknown"
    return replace(claim, origin="your judgement") if own else claim


def _explained(step: Step) -> str:
    """What the rule says, with the confidence of a claim that does not count."""
    from alliance_cli.ledger.status import RULES  # only the reasons of a status tell of rules

    return RULES[step.rule] if step.counts else f"counts for nothing until reviewed: {step.entry.claim.confidence:.2f}"


def _step_view(
    number: int, step: Step, evidence: Sequence[Evidence], said: reviews.Correction | None, reader: str
) -> StepView:
    return StepView(
        number, _event(step, evidence, 0, number), _explained(step), tuple(evidence),
        tuple(_date_doubts(step.entry)), said.values if said else None, reader,
    )  # fmt: skip


_FLAGS = {
    "zone-missing": "published at a time without a zone",
    "weekday-mismatch": "published on a day that is not that weekday",
    "epoch": "published, it says, in the first second of 1970",
    "future": "published, it says, after it was read",
    "guessed": "the date was guessed from the page",
    "zone-sign-missing": "published at a time whose zone lacks its sign",
    "month-only": "published in a month of which no day is named",
    "quarter-only": "published in a quarter of which no day is named",
    "half-only": "published in half a year of which no day is named",
    "year-only": "published in a year of which no day is named",
    "disputed": "the page names another day too",
}


def _date_doubts(entry: Entry) -> Iterator[str]:
    """What is doubtful about a date, with the date as it was written."""
    published = entry.published
    if entry.undated:
        yield f"its date cannot be read (“{entry.undated}”)"
    for flag in published.flags if published else ():
        name, _, zone = flag.partition(":")
        if name == "changed":
            what = f"the page was changed later, on {zone}"
        elif zone:
            wrong = "has several meanings" if name == "zone-ambiguous" else "is unknown"
            what = f"published in the zone {zone}, which {wrong}"
        else:
            what = _FLAGS.get(name, name)
        yield f"{what} (“{published.raw}”)" if published and published.raw else what


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
