"""The stages of English, as the pipeline asks for them."""

from collections.abc import Collection

from alliance_cli.extract.document import Dated, Document, SentenceFacts, Slots, TalkCandidate, Verdict
from alliance_cli.extract.en import relations
from alliance_cli.extract.en.attribution.speech_events import attribute
from alliance_cli.extract.en.coreference.discourse import Discourse
from alliance_cli.extract.en.factuality.sentence_facts import facts_of
from alliance_cli.extract.en.factuality.stage import steps
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.finder import Finder
from alliance_cli.extract.en.names.hints import HINTS
from alliance_cli.extract.en.names.typing import settle
from alliance_cli.extract.en.slots.dates_told import dates_told
from alliance_cli.extract.en.slots.direction import direction
from alliance_cli.extract.en.slots.event_date import event_date
from alliance_cli.extract.en.slots.owners import owners
from alliance_cli.extract.en.slots.region import region
from alliance_cli.extract.en.slots.sides import sides
from alliance_cli.extract.en.slots.subject import subject
from alliance_cli.extract.en.slots.terms import terms
from alliance_cli.extract.en.tables import TableError, read
from alliance_cli.extract.en.text import byline, prefilter
from alliance_cli.extract.en.text.sentences import sentences
from alliance_cli.extract.entities.linking import Linker
from alliance_cli.extract.scoring.judges import Judges
from alliance_cli.extract.scoring.scorer import WeightScorer
from alliance_cli.extract.spans import Entity
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import PartialDate, Report
from alliance_cli.reader import ReaderId

_LEAD = 2
"""The sentences up to this one are read without a cue too: they say whom the later ones speak of."""
_NAMED = 5
"""In so many sentences names are looked for whether or not they have a cue."""


class English:
    """Reports in English."""

    code = "en"
    reader = ReaderId("rules-en", 16)

    def __init__(self) -> None:
        self.scorer = WeightScorer(read("weights.tsv", 3))
        self.judges = Judges(read("judges.tsv", 3))
        _check_rules(self.scorer.rules)

    def byline(self, report: Report) -> Report:
        """Publisher and date of a report, where only its text gives them."""
        return byline.with_metadata(report)

    def document(self, report: Report) -> Document:
        """Text: publisher and date completed, sentences, and which of them are to be read."""
        document = Document(byline.with_metadata(report), self.code)
        title, body = sentences(document.report)
        if prefilter.mark((*title, *body)):
            document.title, document.body = title, body
        return document

    def name(self, document: Document, gazetteer: Gazetteer) -> None:
        """Names in all of the opening, and in what follows where there is a cue."""
        wanted = [sentence for sentence in document.body if sentence.cued or sentence.index < _NAMED]
        document.mentions = Finder(gazetteer).find(document.title, wanted)
        linker = Linker(gazetteer, HINTS, document.day)
        document.entities = linker.link(document.mentions)
        settle(document.entities, linker.find)

    def relate(self, document: Document, gazetteer: Gazetteer) -> None:
        """Every sentence of the lead, and each later one that has a cue, in the light of those before it."""
        discourse = Discourse(gazetteer)
        for sentence in (*document.title, *document.body):
            if sentence.index > _LEAD and not sentence.cued:
                continue
            view = discourse.view(sentence)
            document.views.append(view)
            before = len(document.candidates)
            # without a name there is no party
            triggers = list(relations.triggers.find(view)) if view.group_from else []
            discourse.fund(view, relations.rounds.raiser_in(triggers))
            for trigger in triggers:
                document.triggers.append(trigger)
                found = relations.triggers.read(trigger)
                if found is not None:
                    document.candidates.append(found)
                    discourse.note(found)  # at once: the next cue of the sentence may lean on it
            for found in relations.contenders.named_apart(view):
                document.candidates.append(found)
                discourse.note(found)
            discourse.seek(*relations.for_sale.sought_in(view, document.candidates[before:]))
        if document.candidates:
            _sift(document, gazetteer)

    def attribute(self, document: Document) -> None:
        """Who says what in each sentence that was read."""
        attribute(document)

    def gauge(self, document: Document) -> None:
        """How far something got, by the words of each sentence that was read."""
        document.steps = {view: tuple(steps(view)) for view in document.views}

    def judge(self, document: Document, talk: TalkCandidate) -> list[SentenceFacts]:
        """What each sentence says of a talk."""
        return list(facts_of(document, talk, self.scorer))

    def when(self, document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
        """When it happened, by the rules."""
        return event_date(document, talk, verdict)

    def dates(
        self, document: Document, talk: TalkCandidate, verdict: Verdict, by_rules: PartialDate | None
    ) -> list[Dated]:
        """The dates that may be the day on which it happened."""
        return dates_told(document, talk, verdict, by_rules)

    def fill(self, document: Document, talk: TalkCandidate, verdict: Verdict, day: PartialDate | None) -> Slots:
        """Where, about what, and on which terms."""
        direct = [fact for fact in verdict.facts if fact.direct]
        said = terms(document, talk, verdict)
        who = {**sides(document, talk), **owners(document, talk)}
        return Slots(region(talk, verdict.facts), subject(direct), day, said, direction(document, talk), who)


def _sift(document: Document, gazetteer: Gazetteer) -> None:
    """Drop what is no tie-up after all, and settle who stands for whom and who is alone with whom."""
    relations.filters.stand_for_owners(document.views, document.candidates)
    relations.filters.drop_consortia(document.candidates)
    relations.filters.drop_talks_of_buyers(document.candidates)
    relations.filters.drop_holdings_of_people(document.candidates)
    relations.filters.part_alternatives(document.candidates)
    relations.suitors.part_suitors(document.views, document.candidates)
    relations.rounds.join_rounds(document.views, document.candidates)
    relations.own_units.settle_own_units(document.views, document.candidates, gazetteer, document.day)
    relations.filters.drop_labour_talks(document.title, document.candidates)
    relations.filters.mark_endings(document.candidates)
    relations.belonging.note_owners(document.views, document.candidates, gazetteer, document.day)
    document.headline = _named_in_headline(document)


def _named_in_headline(document: Document) -> frozenset[Entity]:
    """The companies a headline names: a tie-up of two of them is what the report is about."""
    found: set[Entity] = set()
    for view in document.views:
        if view.sentence.headline:
            found.update(entity for group in view.groups() for entity in group.members)
    return frozenset(found)


def _check_rules(weights: Collection[str]) -> None:
    """Hold the rules to the tables: a frame without a rule, a rule without a weight, a weight without a rule.

    Raises TableError for any of them.
    """
    registered = (*relations.registry.RULES, *relations.registry.NOUN_RULES)
    named = {name for rule in registered for name in rule.examples}
    weighed = {name.partition(" ")[0] for name in weights}
    odd = {rule.frame for rule in registered} ^ LEX.frames.keys()
    odd |= (named ^ weighed) | (named - set(weights))
    if odd:
        raise TableError(f"rules, frames.tsv and weights.tsv: only some of them have {', '.join(sorted(odd))}")
