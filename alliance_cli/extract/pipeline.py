"""From a report to its claims: one pass, all steps kept so that they can be explained."""

from collections.abc import Iterator

from alliance_cli.extract.aggregation import clusters, origin, status
from alliance_cli.extract.document import (
    Candidate,
    Document,
    Entity,
    NameGroup,
    SentenceFacts,
    SentenceView,
    Sort,
    SpeechEvent,
    TalkCandidate,
    Trigger,
    Voice,
)
from alliance_cli.extract.en.attribution import speech_events
from alliance_cli.extract.en.attribution.scope import without_pronouns
from alliance_cli.extract.en.coreference.descriptions import Describer
from alliance_cli.extract.en.factuality import endings
from alliance_cli.extract.en.factuality.sentence_facts import read_word
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names import typing
from alliance_cli.extract.en.names.finder import Finder
from alliance_cli.extract.en.relations import triggers
from alliance_cli.extract.en.syntax.groups import clause
from alliance_cli.extract.en.syntax.roles import subject_like
from alliance_cli.extract.en.text import byline, prefilter, sentences
from alliance_cli.extract.language import language
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Kind, Report, Status

_LEAD = 2
_NAMED = 5


def analyse(report: Report, gazetteer: Gazetteer) -> Document:
    """Read a report step by step."""
    report = byline.with_metadata(report)
    analysis = Document(report, language(report.title, report.text))
    if analysis.language != "en":
        return analysis
    analysis.title, analysis.body = sentences.sentences(report)
    if not _mark_cues(analysis):
        return analysis
    _name(analysis, gazetteer)
    if sum([entity.may_be_party for entity in analysis.entities]) > 1:
        _assert(analysis, gazetteer)
    if not analysis.assertions:
        return analysis
    analysis.candidates = clusters.gather(analysis.assertions)
    analysis.kept = clusters.select(analysis.candidates, _headline(analysis))
    if analysis.kept:
        _stand(analysis)
    return analysis


def _headline(analysis: Document) -> frozenset[Entity]:
    """The companies a headline names beside a word for a tie-up."""
    nouns = LEX.nouns
    found: set[Entity] = set()
    for made in analysis.clauses:
        if made.sentence.headline and any(low in nouns and nouns[low][0].frame.name != "member" for low in made.lows):
            found.update(entity for group in made.groups() for entity in group.members)
    return frozenset(found)


def _mark_cues(analysis: Document) -> bool:
    """Mark the sentences that are to be read; False if none has a cue."""
    found = False
    for sentence in (*analysis.title, *analysis.body):
        lows = [token.low for token in sentence.tokens]
        cued = prefilter.has_cue(lows, sentence.has_possessive)
        found = found or cued
        sentence.cued = cued or prefilter.names_first(lows)
    return found


def _name(analysis: Document, gazetteer: Gazetteer) -> None:
    """Find the names, in all of the opening and in what follows where there is a cue."""
    finder = Finder(gazetteer)
    named = [sentence for sentence in analysis.body if sentence.cued or sentence.index < _NAMED]
    analysis.mentions, analysis.entities = typing.build(analysis.title, named, finder, gazetteer, analysis.day)


def _assert(analysis: Document, gazetteer: Gazetteer) -> None:
    """Read every sentence that has a cue and a name; the first pair found is what "the two companies" means."""
    pair: tuple[Entity, ...] = ()
    topic: NameGroup | None = None
    describer = Describer(gazetteer)
    before: tuple[int, frozenset[Entity]] = (0, frozenset())
    partners: dict[Entity, Entity] = {}
    for sentence in (*analysis.title, *analysis.body):
        if sentence.index > _LEAD and not sentence.cued:
            continue
        made = clause(sentence, sentence.named, pair)
        analysis.clauses.append(made)
        made.topic = topic
        made.partners = partners
        made.recent = before[1] if sentence.index - before[0] <= 1 else frozenset()
        describer.describe(made, pair)
        describer.remember(sentence.named)
        if not pair:
            pair = _pair_in(made)
        topic = _topic_in(made) or topic
        before = (sentence.index, _companies_in(made) or made.recent)
        if not made.group_from:
            continue
        for cue, i in triggers.find(made):
            analysis.cues.append(Trigger(made, cue, i, i + len(cue.words)))
            found = triggers.read(made, cue, i)
            analysis.assertions.extend(found)
            _note_partners(found, partners)
            if not pair and found and len(found[0].entities) == 2 and not found[0].dropped:
                pair = found[0].entities
    _drop_consortia(analysis.assertions)


def _note_partners(found: list[Candidate], partners: dict[Entity, Entity]) -> None:
    """Remember the two sides of a tie-up, so that "the merger with X" is read as theirs."""
    for assertion in found:
        if len(assertion.entities) == 2 and assertion.cue.frame.shared and not assertion.dropped:
            one, other = assertion.entities
            partners[one], partners[other] = other, one


def _pair_in(made: SentenceView) -> tuple[Entity, ...]:
    """The companies that a sentence names together."""
    for group in made.groups():
        if (
            len(group) == 2
            and (made.sentence.headline or subject_like(made, group))
            and all(entity.is_company for entity in group.members)
        ):
            return group.members
    return ()


def _companies_in(made: SentenceView) -> frozenset[Entity]:
    """The companies that a sentence names or points at."""
    return frozenset(e for group in made.groups() for e in group.members if e.is_company)


def _topic_in(made: SentenceView) -> NameGroup | None:
    """The company a sentence is about: its first name, where that stands as subject."""
    groups = made.groups()
    if groups and len(groups[0]) == 1 and not groups[0].anaphor and groups[0].members[0].is_company:
        return groups[0] if subject_like(made, groups[0]) and made.depth[groups[0].first] == 0 else None
    return None


def _drop_consortia(assertions: list[Candidate]) -> None:
    """ "A and B team up to bid for C" is a bid, no alliance besides."""
    for assertion in assertions:
        if not assertion.cue.frame.teaming or assertion.dropped:
            continue
        mine = set(assertion.entities)
        for other in assertions:
            wider = other.clause is assertion.clause and mine < set(other.entities)
            if wider and other.cue.frame.buying and not other.dropped and assertion.kind not in {Kind.MERGER}:
                assertion.dropped = "joint bidders"
                break


def _stand(analysis: Document) -> None:
    """Find out who says what of each talk."""
    last_outlet = ""
    last_said: SpeechEvent | None = None
    outlets: list[str] = []
    own = analysis.report.publisher.casefold()
    for made in analysis.clauses:
        said = speech_events.attributions(made, last_outlet)
        said, last_said = without_pronouns(said, last_said)
        if made.sentence.headline:
            said = said + origin.headline_voices(made)
        analysis.said[made] = said
        for mention in made.mention_at:
            entity = mention.entity if mention else None
            if (
                entity is not None
                and entity.sort is Sort.OUTLET
                and entity.outlet.casefold() != own
                and entity.outlet != "Reuters"
            ):
                last_outlet = entity.outlet
        outlets += [v.name for v in said if v.voice is Voice.OUTLET and v.name and v.name.casefold() != own]
    for talk in list(analysis.kept):
        words = list(_words(analysis, talk))
        talk.dropped = status.unfounded(talk, words)
        if talk.dropped:
            analysis.kept.remove(talk)
            continue
        standing = status.settle(talk, words)
        first = _first_to_report(analysis) if talk.main else ""
        standing.origin = first or origin.origin_of(talk, words, standing.status, analysis.report.publisher, outlets)
        if standing.origin == "unknown" and talk.main and standing.status is Status.RUMOURED:
            standing.origin = _origin_in_lead(analysis)
        status.settle_basis(standing)
        standing.speaker = status.speaker_of(talk, words)
        standing.relayed_by = origin.relayed_by(words, standing.origin, analysis.report.publisher)
        analysis.standings[talk] = (standing, words)


def _origin_in_lead(analysis: Document) -> str:
    """Whose word the first sentence of the text gives, where it does not name the deal again."""
    for made in analysis.clauses:
        if not made.sentence.headline and made.sentence.index == 0:
            return origin.lead_voice(made, analysis.said[made], analysis.report.publisher)
    return "unknown"


def _first_to_report(analysis: Document) -> str:
    """The outlet that a report says had the news first, "" if it names none."""
    own = analysis.report.publisher.casefold()
    for sentence in analysis.body:
        lows = [token.low for token in sentence.tokens]
        if "first" not in lows or not {"reported", "report", "broke", "broken"} & set(lows):
            continue
        at = lows.index("first")
        if not {"reported", "report", "broke", "broken", "to"} & set(lows[max(0, at - 2) : at + 4]):
            continue
        for mention in sentence.named:
            entity = mention.entity
            if entity.outlet and entity.outlet.casefold() != own:
                return entity.outlet
    return ""


def _words(analysis: Document, talk: TalkCandidate) -> Iterator[SentenceFacts]:
    """The sentences that speak of a talk: those it was read from, and those that only point back to it."""
    own: dict[SentenceView, list[Candidate]] = {}
    for assertion in talk.assertions:
        own.setdefault(assertion.clause, []).append(assertion)
    others: dict[SentenceView, list[Candidate]] = {}
    for other in analysis.candidates:
        if other is not talk:
            for assertion in other.assertions:
                others.setdefault(assertion.clause, []).append(assertion)
    taken = {a.clause for other in analysis.kept if other is not talk for a in other.assertions}
    for made in analysis.clauses:
        mine = own.get(made)
        if mine:
            weight = clusters.place_weight(mine[0])
            rest = others.get(made, [])
            yield read_word(made, analysis.said[made], mine, weight, direct=True, others=rest)
        elif talk.main and _denies(made, talk):
            yield read_word(made, analysis.said[made], [], 0.5, direct=False)
        elif talk.main and made not in taken and _points_back(made, talk):
            weight = 3.0 if made.sentence.headline else (1.0 if made.sentence.index < 3 else 0.5)
            word = read_word(made, analysis.said[made], [], weight, direct=made.sentence.headline)
            word.ended = word.ended and not _by_a_stranger(made, word.ended_at, talk)
            yield word


def _by_a_stranger(made: SentenceView, i: int, talk: TalkCandidate) -> bool:
    """True where the subject of an ending is no party: "N drops bid, clearing way for D-E"."""
    subject = made.group_to.get(i)
    return subject is not None and endings.strangers(subject, talk.entities)


_EARLY = 4


def _denies(made: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence that names a party, and nobody else, speaks of a denial."""
    named = {entity for group in made.groups() for entity in group.members}
    if any(made.lows[i : i + 2] == ["no", "such"] for i in range(len(made))):
        return made.sentence.index < _EARLY and (not named or bool(named & talk.entities))
    return bool(named & talk.entities) and bool(LEX.denials.intersection(made.lows))


def _points_back(made: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence speaks of the deal without naming anyone outside it."""
    named = {entity for group in made.groups() for entity in group.members}
    if made.sentence.headline:
        return bool(named & talk.entities)
    if made.sentence.index > 5 or (named and not named & talk.entities):
        return False
    return not LEX.deal_words.isdisjoint(made.lows)
