"""What a language must supply for its reports to be read."""

from typing import Protocol

from alliance_cli.extract.document import Dated, Document, SentenceFacts, Slots, TalkCandidate, Verdict
from alliance_cli.extract.scoring.judges import Judges
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import PartialDate, Report
from alliance_cli.reader import ReaderId


class LanguagePack(Protocol):
    """The stages of one language in the order in which they are asked for; each writes its own layer."""

    @property
    def code(self) -> str:
        """The ISO 639 code of the language."""
        ...

    @property
    def reader(self) -> ReaderId:
        """Under which name and version its claims are stored; the version is raised with whatever is read otherwise."""
        ...

    @property
    def scorer(self) -> Scorer:
        """What weighs the candidates that the rules of the language make."""
        ...

    @property
    def judges(self) -> Judges:
        """What weighs the verdicts that the rules come to."""
        ...

    def byline(self, report: Report) -> Report:
        """The report with publisher and date as its text gives them, where nothing else does."""
        ...

    def document(self, report: Report) -> Document:
        """The report with what its text says of itself, as sentences; none, if nothing in it tells of a tie-up."""
        ...

    def name(self, document: Document, gazetteer: Gazetteer) -> None:
        """Find the names and who they are: `mentions`, `entities`."""
        ...

    def relate(self, document: Document, gazetteer: Gazetteer) -> None:
        """Find who is tied to whom: `views`, `triggers`, `candidates`, `headline`."""
        ...

    def attribute(self, document: Document) -> None:
        """Find who says it: `said`, `outlets`, `first_reporter`, `lead_origin`."""
        ...

    def gauge(self, document: Document) -> None:
        """Find the words that say how far something got: `steps`, none where the rules alone decide."""
        ...

    def judge(self, document: Document, talk: TalkCandidate) -> list[SentenceFacts]:
        """What each sentence that speaks of a talk, or points back to it, says of it, in their order."""
        ...

    def when(self, document: Document, talk: TalkCandidate, verdict: Verdict) -> PartialDate | None:
        """The day on which a talk took its turn by the rules, None where that is not said."""
        ...

    def dates(
        self, document: Document, talk: TalkCandidate, verdict: Verdict, by_rules: PartialDate | None
    ) -> list[Dated]:
        """The dates among which the judge of dates chooses, none where the rules alone decide."""
        ...

    def fill(self, document: Document, talk: TalkCandidate, verdict: Verdict, day: PartialDate | None) -> Slots:
        """The other fields of a claim, of which the day is known."""
        ...
