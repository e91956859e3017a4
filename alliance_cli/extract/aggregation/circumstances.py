"""What a verdict rests on, as named values in words: "lead: told as done", "rule noun-with in the headline"."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.aggregation.kind import kind_of
from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.aggregation.surroundings import surroundings
from alliance_cli.extract.aggregation.voices import whose_voice, whose_word
from alliance_cli.extract.document import Document, SentenceFacts, TalkCandidate, Verdict
from alliance_cli.extract.features import Place
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity
from alliance_cli.gazetteer import Gazetteer

_FLAGS: Final = {
    "direct": "tells of it",
    "asserted": "read by a rule",
    "factual": "told as done",
    "hedged": "hedged",
    "settled": "taken for granted",
    "open": "told as possible",
    "fancy": "imagined",
    "hypothetical": "hypothetical",
    "negated": "negated",
    "denied": "denied",
    "attributed": "told in somebody's words",
    "renewed": "renewed",
    "ended": "said to be over",
    "ending": "said to end",
}
"""What a sentence may say, by the name of the flag."""
_MANY: Final = 4
"""From so many sentences on it makes no difference how many speak of a talk."""

_SHORT: Final = 3
_PAIR: Final = 2
_LENGTHS: Final = (2, 3, 5, 10, 20)
_STEPS: Final = (0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def circumstances(document: Document, talk: TalkCandidate, verdict: Verdict, scorer: Scorer) -> frozenset[str]:
    """The named values of a verdict: the verdict of the rules itself, their readings, and what each sentence says."""
    return frozenset(
        (
            *_of_verdict(talk, verdict, scorer),
            *_of_readings(talk),
            *_of_report(document),
            *(name for fact in verdict.facts for name in _of_sentence(talk, fact)),
        )
    )


def _of_verdict(talk: TalkCandidate, verdict: Verdict, scorer: Scorer) -> Iterator[str]:
    kind, origin = kind_of(talk, scorer)[0], whose_word(verdict.origin)
    yield f"by the rules {verdict.status}"
    yield f"by the rules {verdict.stage}"
    yield f"by the rules {verdict.status}, {verdict.stage}"
    yield f"by the rules {verdict.status}, by the word of {origin}"
    yield f"{kind}, by the rules {verdict.stage}"
    yield f"basis {verdict.basis}"
    yield f"by the word of {origin}"
    yield f"kind {kind}"
    yield "denied" if verdict.denied else "not denied"
    yield "main" if talk.main else "background"
    for reason in verdict.why:
        yield reason.rstrip("0123456789 ")
    yield _some(len(verdict.facts), "sentence on it", "sentences on it")


def _some(number: int, one: str, several: str) -> str:
    """How many, as far as it makes a difference: "1 sentence on it", "3 sentences on it", "many sentences on it"."""
    return f"1 {one}" if number == 1 else f"{number if number < _MANY else 'many'} {several}"


def _of_readings(talk: TalkCandidate) -> Iterator[str]:
    for candidate in talk.candidates:
        sentence = candidate.view.sentence
        place = "headline" if sentence.headline else "lead" if candidate.features.place is not Place.BODY else "body"
        yield f"{place}: rule {candidate.rule}"
        yield f"frame {candidate.cue.frame.name}"
        yield f"form -{candidate.view.words[candidate.first][-3:]}"


def _of_report(document: Document) -> Iterator[str]:
    yield f"the lead is the word of {whose_word(document.lead_origin)}"
    yield "outlets are quoted" if document.outlets else "no outlet is quoted"
    if document.first_reporter:
        yield "an outlet had it first"


def _of_sentence(talk: TalkCandidate, fact: SentenceFacts) -> Iterator[str]:
    place = "headline" if fact.headline else "lead" if leads(fact) else "body"
    for flag, words in _FLAGS.items():
        if getattr(fact, flag):
            yield f"{place}: {words}"
    if fact.stage is not None:
        yield f"{place}: {fact.stage}" if fact.asserted else f"{place}: of the deal, {fact.stage}"
    if fact.planned:
        yield f"{place}: {fact.planned}"
    telling = [voice for voice in fact.voices if fact.at < 0 or voice.covers(fact.at)]
    yield from (f"{place}: beside {whose_voice(talk, voice)}" for voice in fact.voices)
    yield from (f"{place}: told by {whose_voice(talk, voice)}" for voice in telling)
    if any(voice.relays for voice in fact.voices):
        yield f"{place}: relayed"
    if not telling:
        yield f"{place}: told by nobody" if fact.voices else f"{place}: nobody speaks"


def of_parties(document: Document, talk: TalkCandidate, scorer: Scorer, gazetteer: Gazetteer) -> frozenset[str]:
    """What is known of the companies of a talk, and how much speaks for it: for the question whether it is one."""
    around = surroundings(document, talk, scorer, gazetteer)
    short = (f"a report of under {most} sentences" for most in _LENGTHS if len(document.body) < most)
    return frozenset((*_of_companies(document, talk), *_of_strength(talk), *around, *short))


def _of_companies(document: Document, talk: TalkCandidate) -> Iterator[str]:
    for entity in talk.parts:
        yield "a party: " + _known_as(entity)
        yield from (f"a party: sign {sign.kind.name.lower()}" for sign in entity.signs)
        if not entity.signs and not entity.company:
            yield "a party: no sign of a company"
        yield _some(len(entity.mentions), "mention of a party", "mentions of a party")
        if not any(mention.sentence.headline for mention in entity.mentions):
            yield "a party: not in the headline"
        if entity.titled or entity.outlet or entity.body or entity.reasons:
            yield "a party: something speaks against a company"
        if entity.parent is not None:
            yield "a party: a unit of another"
        if len(entity.name) <= _SHORT:
            yield "a party: a short name"
        if all(mention.possessive for mention in entity.mentions):
            yield "a party: only as an owner"
    knowns = sorted(_known_as(entity) for entity in talk.parts)
    yield "parties: " + ", ".join(knowns[:3])
    if len(talk.parts) > _PAIR:
        yield "more than two parties"
    roles = set(talk.parts.values())
    yield from (f"a role: {role}" for role in roles)
    rivals = [other for other in document.talks if other is not talk and not other.entities.isdisjoint(talk.entities)]
    yield _some(len(rivals), "other talk of a party", "other talks of a party")
    if any(other.score > talk.score for other in rivals):
        yield "a heavier talk of a party"
    if any(other.entities == talk.entities for other in rivals):
        yield "another talk of the same"


def _known_as(entity: Entity) -> str:
    if entity.company:
        return "known by a common word" if entity.common_word else "known"
    return entity.sort.value


def _of_strength(talk: TalkCandidate) -> Iterator[str]:
    yield from (f"weighs over {least}" for least in _STEPS if talk.score > least)
    sentences = {candidate.view for candidate in talk.candidates}
    yield _some(len(sentences), "sentence it is read from", "sentences it is read from")
    gaps = [candidate.features.distance for candidate in talk.candidates]
    yield from (f"a party over {gap} words from its cue" for gap in (1, 3, 6, 10) if min(gaps) > gap)
    if all(candidate.features.pointed for candidate in talk.candidates):
        yield "only where a party is pointed at"
    if any(candidate.features.aside for candidate in talk.candidates):
        yield "in an aside"
    if not any(candidate.features.kind_given for candidate in talk.candidates):
        yield "no cue of its own kind"
    if any(candidate.sure for candidate in talk.candidates):
        yield "a rule that names both sides"
