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
from alliance_cli.extract.en.syntax.groups import view_of
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
    document = Document(report, language(report.title, report.text))
    if document.language != "en":
        return document
    document.title, document.body = sentences.sentences(report)
    if not _mark_cues(document):
        return document
    _name(document, gazetteer)
    if sum([entity.may_be_party for entity in document.entities]) > 1:
        _assert(document, gazetteer)
    if not document.candidates:
        return document
    document.talks = clusters.gather(document.candidates)
    document.kept = clusters.select(document.talks, _headline(document))
    if document.kept:
        _stand(document)
    return document


def _headline(document: Document) -> frozenset[Entity]:
    """The companies a headline names beside a word for a tie-up."""
    nouns = LEX.nouns
    found: set[Entity] = set()
    for view in document.views:
        if view.sentence.headline and any(
            word in nouns and nouns[word][0].frame.name != "member" for word in view.words
        ):
            found.update(entity for group in view.groups() for entity in group.members)
    return frozenset(found)


def _mark_cues(document: Document) -> bool:
    """Mark the sentences that are to be read; False if none has a cue."""
    found = False
    for sentence in (*document.title, *document.body):
        words = [token.word for token in sentence.tokens]
        cued = prefilter.has_cue(words, sentence.has_possessive)
        found = found or cued
        sentence.cued = cued or prefilter.names_first(words)
    return found


def _name(document: Document, gazetteer: Gazetteer) -> None:
    """Find the names, in all of the opening and in what follows where there is a cue."""
    finder = Finder(gazetteer)
    named = [sentence for sentence in document.body if sentence.cued or sentence.index < _NAMED]
    document.mentions, document.entities = typing.build(document.title, named, finder, gazetteer, document.day)


def _assert(document: Document, gazetteer: Gazetteer) -> None:
    """Read every sentence that has a cue and a name; the first pair found is what "the two companies" means."""
    pair: tuple[Entity, ...] = ()
    topic: NameGroup | None = None
    describer = Describer(gazetteer)
    before: tuple[int, frozenset[Entity]] = (0, frozenset())
    partners: dict[Entity, Entity] = {}
    for sentence in (*document.title, *document.body):
        if sentence.index > _LEAD and not sentence.cued:
            continue
        view = view_of(sentence, sentence.named, pair)
        document.views.append(view)
        view.topic = topic
        view.partners = partners
        view.recent = before[1] if sentence.index - before[0] <= 1 else frozenset()
        describer.describe(view, pair)
        describer.remember(sentence.named)
        if not pair:
            pair = _pair_in(view)
        topic = _topic_in(view) or topic
        before = (sentence.index, _companies_in(view) or view.recent)
        if not view.group_from:
            continue
        for cue, i in triggers.find(view):
            document.cues.append(Trigger(view, cue, i, i + len(cue.words)))
            found = triggers.read(view, cue, i)
            document.candidates.extend(found)
            _note_partners(found, partners)
            if not pair and found and len(found[0].entities) == 2 and not found[0].dropped:
                pair = found[0].entities
    _drop_consortia(document.candidates)


def _note_partners(found: list[Candidate], partners: dict[Entity, Entity]) -> None:
    """Remember the two sides of a tie-up, so that "the merger with X" is read as theirs."""
    for candidate in found:
        if len(candidate.entities) == 2 and candidate.cue.frame.shared and not candidate.dropped:
            one, other = candidate.entities
            partners[one], partners[other] = other, one


def _pair_in(view: SentenceView) -> tuple[Entity, ...]:
    """The companies that a sentence names together."""
    for group in view.groups():
        if (
            len(group) == 2
            and (view.sentence.headline or subject_like(view, group))
            and all(entity.is_company for entity in group.members)
        ):
            return group.members
    return ()


def _companies_in(view: SentenceView) -> frozenset[Entity]:
    """The companies that a sentence names or points at."""
    return frozenset(e for group in view.groups() for e in group.members if e.is_company)


def _topic_in(view: SentenceView) -> NameGroup | None:
    """The company a sentence is about: its first name, where that stands as subject."""
    groups = view.groups()
    if groups and len(groups[0]) == 1 and not groups[0].anaphor and groups[0].members[0].is_company:
        return groups[0] if subject_like(view, groups[0]) and view.depth[groups[0].first] == 0 else None
    return None


def _drop_consortia(candidates: list[Candidate]) -> None:
    """ "A and B team up to bid for C" is a bid, no alliance besides."""
    for candidate in candidates:
        if not candidate.cue.frame.teaming or candidate.dropped:
            continue
        mine = set(candidate.entities)
        for other in candidates:
            wider = other.view is candidate.view and mine < set(other.entities)
            if wider and other.cue.frame.buying and not other.dropped and candidate.kind not in {Kind.MERGER}:
                candidate.dropped = "joint bidders"
                break


def _stand(document: Document) -> None:
    """Find out who says what of each talk."""
    last_outlet = ""
    last_said: SpeechEvent | None = None
    outlets: list[str] = []
    own = document.report.publisher.casefold()
    for view in document.views:
        said = speech_events.attributions(view, last_outlet)
        said, last_said = without_pronouns(said, last_said)
        if view.sentence.headline:
            said = said + origin.headline_voices(view)
        document.said[view] = said
        for mention in view.mention_at:
            entity = mention.entity if mention else None
            if (
                entity is not None
                and entity.sort is Sort.OUTLET
                and entity.outlet.casefold() != own
                and entity.outlet != "Reuters"
            ):
                last_outlet = entity.outlet
        outlets += [v.name for v in said if v.voice is Voice.OUTLET and v.name and v.name.casefold() != own]
    for talk in list(document.kept):
        facts = list(_words(document, talk))
        talk.dropped = status.unfounded(talk, facts)
        if talk.dropped:
            document.kept.remove(talk)
            continue
        standing = status.settle(talk, facts)
        first = _first_to_report(document) if talk.main else ""
        standing.origin = first or origin.origin_of(talk, facts, standing.status, document.report.publisher, outlets)
        if standing.origin == "unknown" and talk.main and standing.status is Status.RUMOURED:
            standing.origin = _origin_in_lead(document)
        status.settle_basis(standing)
        standing.speaker = status.speaker_of(talk, facts)
        standing.relayed_by = origin.relayed_by(facts, standing.origin, document.report.publisher)
        document.standings[talk] = (standing, facts)


def _origin_in_lead(document: Document) -> str:
    """Whose word the first sentence of the text gives, where it does not name the deal again."""
    for view in document.views:
        if not view.sentence.headline and view.sentence.index == 0:
            return origin.lead_voice(view, document.said[view], document.report.publisher)
    return "unknown"


def _first_to_report(document: Document) -> str:
    """The outlet that a report says had the news first, "" if it names none."""
    own = document.report.publisher.casefold()
    for sentence in document.body:
        words = [token.word for token in sentence.tokens]
        if "first" not in words or not {"reported", "report", "broke", "broken"} & set(words):
            continue
        at = words.index("first")
        if not {"reported", "report", "broke", "broken", "to"} & set(words[max(0, at - 2) : at + 4]):
            continue
        for mention in sentence.named:
            entity = mention.entity
            if entity.outlet and entity.outlet.casefold() != own:
                return entity.outlet
    return ""


def _words(document: Document, talk: TalkCandidate) -> Iterator[SentenceFacts]:
    """The sentences that speak of a talk: those it was read from, and those that only point back to it."""
    own: dict[SentenceView, list[Candidate]] = {}
    for candidate in talk.candidates:
        own.setdefault(candidate.view, []).append(candidate)
    others: dict[SentenceView, list[Candidate]] = {}
    for other in document.talks:
        if other is not talk:
            for candidate in other.candidates:
                others.setdefault(candidate.view, []).append(candidate)
    taken = {a.view for other in document.kept if other is not talk for a in other.candidates}
    for view in document.views:
        mine = own.get(view)
        if mine:
            weight = clusters.place_weight(mine[0])
            rest = others.get(view, [])
            yield read_word(view, document.said[view], mine, weight, direct=True, others=rest)
        elif talk.main and _denies(view, talk):
            yield read_word(view, document.said[view], [], 0.5, direct=False)
        elif talk.main and view not in taken and _points_back(view, talk):
            weight = 3.0 if view.sentence.headline else (1.0 if view.sentence.index < 3 else 0.5)
            fact = read_word(view, document.said[view], [], weight, direct=view.sentence.headline)
            fact.ended = fact.ended and not _by_a_stranger(view, fact.ended_at, talk)
            yield fact


def _by_a_stranger(view: SentenceView, i: int, talk: TalkCandidate) -> bool:
    """True where the subject of an ending is no party: "N drops bid, clearing way for D-E"."""
    subject = view.group_to.get(i)
    return subject is not None and endings.strangers(subject, talk.entities)


_EARLY = 4


def _denies(view: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence that names a party, and nobody else, speaks of a denial."""
    named = {entity for group in view.groups() for entity in group.members}
    if any(view.words[i : i + 2] == ["no", "such"] for i in range(len(view))):
        return view.sentence.index < _EARLY and (not named or bool(named & talk.entities))
    return bool(named & talk.entities) and bool(LEX.denials.intersection(view.words))


def _points_back(view: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence speaks of the deal without naming anyone outside it."""
    named = {entity for group in view.groups() for entity in group.members}
    if view.sentence.headline:
        return bool(named & talk.entities)
    if view.sentence.index > 5 or (named and not named & talk.entities):
        return False
    return not LEX.deal_words.isdisjoint(view.words)
