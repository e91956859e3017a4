"""When a talk took its turn, where the words around its cue say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from alliance_cli.dates import prose
from alliance_cli.extract.aggregation.voices import speaks_for_party
from alliance_cli.extract.document import Document, SentenceFacts, SentenceView, TalkCandidate, Verdict, Voice
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.slots.clause_dates import in_next_clause, within_name
from alliance_cli.extract.en.slots.days_of_telling import is_of_hearsay
from alliance_cli.extract.en.slots.made_before import goes_on, is_of_making
from alliance_cli.extract.en.text.byline import released_on
from alliance_cli.models import PartialDate, Precision, Published, Stage, Status

_UNKNOWN_DAY: Final = date(2099, 12, 31)
"""The day of a report without one: later than any that it may name."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LINE_END = re.compile(r"\n[ \t>]*")
"""Within a sentence it says nothing, and neither do the marks of quotation after it."""
_FAR: Final = 90
"""How many characters may lie between a cue and the date of its event."""
_EARLY: Final = 3
"""The last sentence that may say on which day a party told of its talk."""
_OPENING: Final = 1
"""The last sentence of the opening."""
_PHRASE: Final = 3
"""So many words after "the deal" says what was made of it: "the deal, announced on Monday"."""
_SOON: Final = 16
"""Within how many words a sentence says that "the statement came"."""
_EAST_AWAKE: Final = 12
"""The hour of UTC from which the next day has begun where it is written furthest east."""
_EAST_AT_WORK: Final = 20
"""The hour of UTC from which news of that next day comes from there."""
_WEEK: Final = 7
_HOURS: Final = 24
_LONG = frozenset({Precision.YEAR, Precision.HALF, Precision.QUARTER})
"""Spans that go on so long that "this year" says nothing of when."""


def event_date(document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
    """When it happened by the first sentence that tells of it, else by the next one where that says when.

    Of what ended only the sentences that say so tell when: others date what went before.
    """
    over, rumour = verdict.status is Status.ABANDONED, verdict.status is Status.RUMOURED
    for fact in verdict.facts:
        at = _told_at(talk, fact)
        if at is None or (over and not fact.ended):
            continue
        since = over or goes_on(fact, at)
        own = None if since else within_name(fact.view, at, document.day)
        own = own or date_beside(document, fact.view, at, since=since, rumour=rumour)
        found = own or (None if rumour else date_of_statement(document, fact.view.sentence.index + 1))
        if found is not None:
            return found
        break
    return None if rumour else _told_on(document, talk, verdict)


def _told_on(document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
    """The day on which a party or a filing told of a talk, by the first sentence that says when.

    "The deal, announced on Monday, ..." says so too.
    """
    for fact in verdict.facts:
        if fact.headline or fact.view.sentence.index > _EARLY:
            continue
        since = verdict.status is Status.ABANDONED or goes_on(fact, max(fact.at, 0))
        for at in _tellings(talk, fact, since=since):
            day = date_beside(document, fact.view, at, since=since)
            if day is not None and day.precision is Precision.DAY:
                return day
    opened = _opened_on(document, talk) if _is_news(document, talk, verdict) else None
    return opened or _released(document, talk, verdict)


def _released(document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
    """The day of the press release whose news a talk is."""
    released = _day_of_release(document) if talk.main and verdict.status is Status.CONFIRMED else None
    return PartialDate(released) if released else None


def _day_of_release(document: Document) -> date | None:
    """The day in the dateline of the press release that a report carries, up to a week before it appeared there."""
    day = document.day
    released = released_on(document.report.text, day) if day else None
    return released if day and released and 0 <= (day - released).days <= _WEEK else None


def told_on(document: Document) -> Published | None:
    """The day from which a report counts: "today" in a release is the day of its dateline, else of publication."""
    released = _day_of_release(document)
    if released is None:
        return document.report.published
    return Published(datetime(released.year, released.month, released.day, tzinfo=UTC), day_only=True)


def _is_news(document: Document, talk: TalkCandidate, verdict: Verdict) -> bool:
    """True for a deal that is the company's own news, told by the headline of a report on nothing else."""
    fresh = verdict.status is Status.CONFIRMED and verdict.origin == "company" and verdict.stage is Stage.AGREED
    return fresh and document.is_one_main(talk) and any(f.headline and f.asserted for f in verdict.facts)


def _opened_on(document: Document, talk: TalkCandidate) -> PartialDate | None:
    """The day on which a party, by the opening, told the news of a report on one talk, in words that are not of it.

    "Volkswagen and Ford are to build vans. ..., the two said in a statement on Tuesday."
    """
    for view in document.views:
        if view.sentence.headline or view.sentence.index > _OPENING:
            continue
        told = [v.at for v in document.said[view] if v.voice is Voice.FILING or speaks_for_party(talk, v)]
        if any(mention.entity in talk.parts for mention in view.sentence.named):
            told += [i for i, word in enumerate(view.words) if word in LEX.announcing and view.mention_at[i] is None]
        for at in told:
            day = date_beside(document, view, at)
            if day is not None and day.precision is Precision.DAY:
                return day
    return None


def _tellings(talk: TalkCandidate, fact: SentenceFacts, *, since: bool) -> Iterator[int]:
    """The words by which a sentence tells of news: a party's or a filing's verb of saying, "announced" of the deal.

    With `since` it tells what became of something, and "announced" may be said of that.
    """
    made_before = LEX.makings if since else frozenset[str]()
    told = (v for v in fact.voices if v.voice is Voice.FILING or speaks_for_party(talk, v))
    yield from (voice.at for voice in told if fact.view.words[voice.at] not in made_before)
    made = next((i for i in range(fact.at, len(fact.view)) if fact.view.words[i] in LEX.makings), -1)
    if not fact.asserted and 0 <= made - fact.at <= _PHRASE:
        yield made


def _told_at(talk: TalkCandidate, fact: SentenceFacts) -> int | None:
    """The word of a sentence that tells the event: its ending, else its cue; None where it does not tell it."""
    if fact.headline or not fact.direct:
        return None
    if fact.ended_at >= 0:
        return fact.ended_at
    return next((candidate.first for candidate in talk.candidates if candidate.view is fact.view), None)


def date_of_statement(document: Document, index: int) -> PartialDate | None:
    """ "The statement came late on Wednesday": when a talk's news was told, by the sentence after."""
    for view in document.views:
        if view.sentence.index != index or view.sentence.headline:
            continue
        at = next((i for i, word in enumerate(view.words[:_SOON]) if word in LEX.forms_of_come), -1)
        if at >= 0 and not LEX.tidings.isdisjoint(view.words[:at]):
            return date_beside(document, view, at)
    return None


def date_beside(
    document: Document, view: SentenceView, at: int, *, since: bool = False, rumour: bool = False
) -> PartialDate | None:
    """The date a sentence gives the event whose cue is its word `at`: the closest that is not after publication.

    With `since` the event is what became of something: the day on which that was made is another one. The day of
    hearsay is none, and of a `rumour` no day of saying.
    """
    sentence = view.sentence
    near = sentence.tokens[at].start
    best: tuple[int, PartialDate] | None = None
    for found in dates_in(document, view):
        if _elsewhere(view, at, found) or (since and is_of_making(view, at, found)) or in_next_clause(view, at, found):
            continue
        if is_of_hearsay(document, view, found, rumour=rumour):
            continue
        distance = abs(sentence.start + found.start - near)
        if distance < _FAR and (best is None or distance < best[0]):
            best = (distance, found.date)
    return best[1] if best else None


def dates_in(document: Document, view: SentenceView) -> Sequence[prose.Found]:
    """The dates of a sentence on which something may have happened: none after publication, none that still runs.

    A sentence is asked for each talk, and searched once.
    """
    known = document.dates.get(view)
    if known is None:
        known = document.dates[view] = tuple(_found_in(document.report.text, view, told_on(document)))
    return known


def _found_in(text: str, view: SentenceView, published: Published | None) -> Iterator[prose.Found]:
    start, end = view.sentence.start, view.sentence.end
    day = published.day if published else _UNKNOWN_DAY
    vague = published is None or published.when.precision is not Precision.DAY
    for found in prose.find(_LINE_END.sub(_blank, text[start:end]), day):
        if found.future or found.date.start > day or _still_runs(found, day):
            continue
        if published and _may_be_tomorrow(found.date, published):
            if _hour_of_east(published) >= _EAST_AT_WORK:
                yield _a_week_on(found)
            continue
        # without a day of publication "in May" is of no year
        if not vague or _YEAR.search(text, start + found.start, start + found.end):
            yield found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _still_runs(found: prose.Found, day: date) -> bool:
    """True for "this year": what is planned has no date yet, and what is told is dated better by the report.

    "Daikin and Lumbria plan to set up a joint venture this year, the two said on Wednesday."
    """
    return found.first <= day <= found.last and found.date.precision in _LONG


def _elsewhere(view: SentenceView, at: int, found: prose.Found) -> bool:
    """True for a date in an aside that the cue is outside of ("the tie-up, first mooted in 2020, was called off")."""
    tokens, start = view.sentence.tokens, view.sentence.start + found.start
    i = next((j for j, token in enumerate(tokens) if token.end > start), 0)
    return view.depth[i] > view.depth[at]


def _may_be_tomorrow(found: PartialDate, published: Published) -> bool:
    """True for a weekday six days back in a report from late in the day: where it was written, tomorrow had begun."""
    if published.day_only or found.precision is not Precision.DAY or (published.day - found.start).days != _WEEK - 1:
        return False
    return _hour_of_east(published) >= _EAST_AWAKE


def _hour_of_east(published: Published) -> int:
    """The hour of UTC, counted from the day of publication: over 23 where UTC has come to the day after."""
    at = published.at.astimezone(UTC)
    return at.hour + (_HOURS if at.date() > published.day else 0)


def _a_week_on(found: prose.Found) -> prose.Found:
    """The weekday of the week after: "on Tuesday" in a report that left New York on Monday evening, from Tokyo."""
    day = found.first + timedelta(days=_WEEK)
    return replace(found, date=PartialDate(day), first=day, last=day)
