"""The stages of Japanese, as the pipeline asks for them."""

from typing import Final

from alliance_cli import names
from alliance_cli.extract.document import Dated, Document, SentenceFacts, Slots, TalkCandidate, Verdict
from alliance_cli.extract.ja import CODE, READER
from alliance_cli.extract.ja.factuality.facts import facts_of
from alliance_cli.extract.ja.factuality.voices import attribute
from alliance_cli.extract.ja.lexicon import LEX, shape, table
from alliance_cli.extract.ja.names.finder import name
from alliance_cli.extract.ja.relations.groups import plain_of
from alliance_cli.extract.ja.relations.reading import Reading
from alliance_cli.extract.ja.slots.fields import event_date, region
from alliance_cli.extract.ja.slots.terms import terms
from alliance_cli.extract.ja.text.byline import with_metadata
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.extract.ja.text.sentences import sentences
from alliance_cli.extract.scoring.judges import Judges
from alliance_cli.extract.scoring.scorer import WeightScorer
from alliance_cli.extract.spans import Entity
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import PartialDate, Report

_LEAD: Final = 3
"""So many sentences are read without a cue too: they say whom the later ones speak of."""


class Japanese:
    """Reports in Japanese."""

    code = CODE
    reader = READER

    def __init__(self) -> None:
        self.scorer = WeightScorer(table("weights.tsv"))
        self.judges = Judges(table("judges.tsv"))

    def byline(self, report: Report) -> Report:
        """Publisher and date of a report, where only its text gives them."""
        return with_metadata(report)

    def document(self, report: Report) -> Document:
        """Text: publisher and date completed, sentences; none where no word tells of a tie-up."""
        document = Document(with_metadata(report), self.code)
        title, body = sentences(document.report)
        if any(LEX.cue.search(line.plain) for line in (*title, *body)):
            document.title, document.body = [*title], [*body]
        return document

    def name(self, document: Document, gazetteer: Gazetteer) -> None:
        """Names, and the sentences cut into words at them."""
        name(document, _lines(document), gazetteer)

    def relate(self, document: Document, gazetteer: Gazetteer) -> None:
        """Every sentence, in the light of those before it."""
        reading = Reading(_issuer(document))
        for line in _lines(document):
            reading.read(document, line)
        document.headline = _named_in_headline(document)

    def attribute(self, document: Document) -> None:
        """Who says what in each sentence."""
        attribute(document)

    def gauge(self, document: Document) -> None:
        """None: the rules alone decide."""

    def judge(self, document: Document, talk: TalkCandidate) -> list[SentenceFacts]:
        """What each sentence says of a talk."""
        return list(facts_of(document, talk, self.scorer))

    def when(self, document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
        """When it happened."""
        return event_date(document, talk, verdict)

    def dates(
        self, document: Document, talk: TalkCandidate, verdict: Verdict, by_rules: PartialDate | None
    ) -> list[Dated]:
        """None: the rules alone decide."""
        return []

    def fill(self, document: Document, talk: TalkCandidate, verdict: Verdict, day: PartialDate | None) -> Slots:
        """Where, and on which terms."""
        return Slots(region(verdict), "", day, terms(document, talk, verdict))


def _lines(document: Document) -> list[Line]:
    return [sentence for sentence in (*document.title, *document.body) if isinstance(sentence, Line)]


def _issuer(document: Document) -> Entity | None:
    """Whose report it is that speaks of itself: the publisher, or who stands last in the headline of a notice."""
    publisher = names.key(document.report.publisher)
    for mention in document.mentions:
        if publisher and names.key(mention.surface) == publisher:
            return mention.entity
    headline = [mention for mention in document.mentions if mention.sentence.headline]
    return headline[-1].entity if headline and shape("notice").search(document.report.title) else None


def _named_in_headline(document: Document) -> frozenset[Entity]:
    """The companies a headline names beside a word for a tie-up."""
    heads = [view for view in document.views if view.sentence.headline and LEX.cue.search(plain_of(view))]
    return frozenset(entity for view in heads for group in view.groups() for entity in group.members)
