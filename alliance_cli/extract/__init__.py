"""From the text of a report to the claims it makes: pure functions, the same words giving the same claims.

`RulesReader` reads a language by the rules of its pack; its trace shows on the same way each name, cue and candidate
and why it was kept or dropped. Nothing here knows a word of any language.
"""

from functools import partial

from alliance_cli.extract.aggregation.assemble import claims
from alliance_cli.extract.language import language
from alliance_cli.extract.pack import LanguagePack
from alliance_cli.extract.pipeline import analyse
from alliance_cli.extract.trace import explained
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Report
from alliance_cli.reader import LANGUAGE, Explanation, ReaderId, Reading

__all__ = ["RulesReader"]


class RulesReader:
    """Reads one language by rules, under the id that its pack gives it."""

    def __init__(self, pack: LanguagePack) -> None:
        self._pack = pack
        self.id: ReaderId = pack.reader
        self.languages = frozenset({pack.code})

    def tells(self, report: Report) -> bool:
        """A first look, at the words alone: False for a report of its language that tells of no tie-up."""
        document = self._pack.document(report)
        return bool(document.body or document.title)

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """The claims of a report, none where it is in another language."""
        found = language(report.title, report.text)
        if found not in self.languages:
            known = self._pack.byline(report)
            return Reading(self.id, (), found, known.publisher, known.published, LANGUAGE, _nothing)
        document = analyse(report, gazetteer, self._pack)
        known, told = document.report, claims(document, self._pack.scorer)
        document.untie()
        # few ask how the claims came about: all that was found on the way is not held for that, but found again
        trace = partial(self._explained, report, gazetteer)
        return Reading(self.id, told, found, known.publisher, known.published, trace=trace)

    def _explained(self, report: Report, gazetteer: Gazetteer) -> Explanation:
        return explained(analyse(report, gazetteer, self._pack), self._pack.scorer)


def _nothing() -> Explanation:
    return {"mentions": (), "cues": (), "candidates": ()}
