"""The dates that a report tells, and what speaks for each as the day of a talk, in words: for the judge of dates."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from alliance_cli.dates import prose
from alliance_cli.extract.aggregation.voices import whose_voice, whose_word
from alliance_cli.extract.document import Dated, Document, SentenceFacts, SentenceView, TalkCandidate, Verdict
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.slots.clause_dates import in_next_clause, words_of
from alliance_cli.extract.en.slots.days_of_telling import is_of_hearsay, saying_on, word_beside
from alliance_cli.extract.en.slots.event_date import dates_in, told_on
from alliance_cli.extract.en.slots.made_before import goes_on, is_of_making
from alliance_cli.models import PartialDate, Status

_OPENING: Final = 3
"""The last sentence that may date a talk of which it does not speak, and no party of which it names."""
_LATE: Final = 4
"""From this sentence on it makes no difference which one it is."""
_AGES: Final = ((0, "this very day"), (7, "some days ago"), (35, "within a month"), (370, "within a year"))
_GAPS: Final = (3, 6, 10, 16, 30)
_AROUND: Final = 10
"""So many words on either side of a date may say of what it is."""
_MOODS: Final = ("factual", "hedged", "settled", "open", "hypothetical", "negated", "denied", "ended", "attributed")


class _Place(NamedTuple):
    """A date where it stands: from the word `first` up to `last`; `at` is the word it goes with, -1 for none."""

    view: SentenceView
    found: prose.Found
    first: int
    last: int
    at: int


def dates_told(document: Document, talk: TalkCandidate, verdict: Verdict, by_rules: PartialDate | None) -> list[Dated]:
    """The dates of the opening and of all that speaks of a talk or names a party; `by_rules` is what the rules say."""
    counted = told_on(document)
    if counted is None:
        return []
    day = counted.day
    facts = {fact.view: fact for fact in verdict.facts}
    general = frozenset(_of_verdict(document, talk, verdict))
    told: list[Dated] = []
    for view in document.views:
        if view.sentence.headline or not (view.sentence.index <= _OPENING or view in facts or _names_party(view, talk)):
            continue
        made_before = _of_making(facts.get(view), over=verdict.status is Status.ABANDONED)
        found = [one for one in dates_in(document, view) if not made_before(one)]
        several = "one of several dates of its sentence" if len(found) > 1 else "the only date of its sentence"
        for place in (_placed(view, one) for one in found):
            if _says_nothing(document, place, verdict):
                continue
            of_date = _of_date(place.found, day, verdict, by_rules)
            of_sentence = _of_sentence(place, facts.get(view), talk, verdict)
            of_saying = _of_saying(document, place, facts.get(view), talk, verdict)
            named = general.union(of_date, of_sentence, of_saying, _of_words(place), {several})
            told.append(Dated(place.found.date, named))
    return told


def _names_party(view: SentenceView, talk: TalkCandidate) -> bool:
    return any(mention.entity in talk.parts for mention in view.sentence.named)


def _says_nothing(document: Document, place: _Place, verdict: Verdict) -> bool:
    """True for the day of hearsay, and for "an analyst on Monday called the deal cheap": no turns of a deal."""
    if place.at >= 0 and place.view.words[place.at] in LEX.analysts:
        return True
    return is_of_hearsay(document, place.view, place.found, rumour=verdict.status is Status.RUMOURED)


def _of_making(fact: SentenceFacts | None, *, over: bool) -> Callable[[prose.Found], bool]:
    """What tells the dates on which that was made of which a sentence tells what became of it."""
    at = -1 if fact is None else fact.ended_at if fact.ended_at >= 0 else fact.at
    if fact is None or at < 0 or not (over or goes_on(fact, at)):
        return lambda found: False
    return lambda found: is_of_making(fact.view, at, found)


def _placed(view: SentenceView, found: prose.Found) -> _Place:
    first, last = words_of(view, found)
    return _Place(view, found, first, last, word_beside(view, first))


def _of_verdict(document: Document, talk: TalkCandidate, verdict: Verdict) -> Iterator[str]:
    yield f"stage {verdict.stage}"
    yield f"status {verdict.status}"
    yield f"by the word of {whose_word(verdict.origin)}"
    yield "main" if talk.main else "background"
    yield "its report is about nothing else" if document.is_one_main(talk) else "its report tells of others"
    if any(fact.headline and fact.asserted for fact in verdict.facts):
        yield "the headline tells of it"


def _of_date(found: prose.Found, day: date, verdict: Verdict, by_rules: PartialDate | None) -> Iterator[str]:
    age = _age(found, day)
    rules = "none" if by_rules is None else "this one" if found.date == by_rules else "another"
    yield f"by the rules {rules}"
    yield f"{age}, by the rules {rules}"
    yield f"read as {found.rule}"
    yield f"a {found.date.precision}"
    yield age
    yield f"{age}, {verdict.stage}"
    yield f"{age}, by the word of {whose_word(verdict.origin)}"


def _age(found: prose.Found, day: date) -> str:
    days = (day - found.last).days
    return next((words for most, words in _AGES if days <= most), "long ago")


def _of_sentence(place: _Place, fact: SentenceFacts | None, talk: TalkCandidate, verdict: Verdict) -> Iterator[str]:
    sentence, relation = place.view.sentence, _relation(fact)
    number = f"sentence {min(sentence.index, _LATE) + 1}"
    yield relation
    yield number
    yield f"{relation}, {number}"
    yield f"{relation}, {verdict.status}"
    yield f"{len({mention.entity for mention in sentence.named} & talk.entities)} parties named beside it"
    if fact is not None and fact.at >= 0:
        yield from _of_cue(place, fact, relation)


def _relation(fact: SentenceFacts | None) -> str:
    """What a sentence has to do with a talk."""
    if fact is None:
        return "tells of something else"
    return "tells of it" if fact.asserted else "names it" if fact.direct else "points back to it"


def _of_cue(place: _Place, fact: SentenceFacts, relation: str) -> Iterator[str]:
    gap = place.first - fact.at
    side = "after" if gap > 0 else "before"
    within = next((f"within {most} words" for most in _GAPS if abs(gap) <= most), "far")
    yield f"{side} its cue"
    yield f"{side} its cue, {within}"
    yield f"{relation}, {side} its cue, {within}"
    if place.view.depth[place.first] > place.view.depth[fact.at]:
        yield "in an aside"
    if in_next_clause(place.view, fact.at, place.found):
        yield "of the next clause"
    if fact.ended_at >= 0:
        yield "near the end told" if abs(place.first - fact.ended_at) < _GAPS[2] else "far from the end told"
    yield from (f"of what is {mood}" for mood in _MOODS if getattr(fact, mood))
    yield f"the sentence says {fact.stage}"


def _of_words(place: _Place) -> Iterator[str]:
    view = place.view
    yield f"goes with: the word {_word(view, place.at)}"
    yield f"goes with: the word -{_word(view, place.at)[-2:]}"
    yield f"goes on with: the word {_word(view, place.last)}"
    leads = view.words[place.first - 1] if place.first and place.at < place.first - 1 else "nothing"
    yield f"led to by: the word {leads}"
    for i in range(max(0, place.first - _AROUND), min(len(view), place.first + _AROUND + 1)):
        if view.mention_at[i] is None and view.words[i][:1].isalpha():
            yield f"near: the word {view.words[i]}"


def _word(view: SentenceView, i: int) -> str:
    """A word of the sentence; of a name only that it is one."""
    if not 0 <= i < len(view):
        return "the start" if i < 0 else "the end"
    return view.words[i] if view.mention_at[i] is None else "a name"


def _of_saying(
    document: Document, place: _Place, fact: SentenceFacts | None, talk: TalkCandidate, verdict: Verdict
) -> Iterator[str]:
    voices = document.said[place.view]
    yield from (f"beside {whose_voice(talk, voice)}" for voice in voices)
    saying = saying_on(document, place.view, place.found)
    whose = "when something was done" if saying is None else f"when {whose_voice(talk, saying)} spoke"
    yield whose
    yield f"{whose}, {verdict.stage}"
    yield f"{whose}, {verdict.status}"
    yield f"{whose}, {_relation(fact)}"
    if saying is not None and fact is not None and fact.at >= 0:
        yield f"{whose} of it" if saying.covers(fact.at) else f"{whose} of something else"
