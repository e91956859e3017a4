"""From the text of a report to the claims it makes: pure functions, the same words giving the same claims.

`RulesReader` reads by rules; `explain` shows on the same way each name, cue and candidate and why it was kept or
dropped.
"""

from dataclasses import asdict
from typing import cast

from alliance_cli import reader
from alliance_cli.extract.claims import claims
from alliance_cli.extract.explain import Explanation, explain_analysis
from alliance_cli.extract.reading import analyse
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Report
from alliance_cli.reader import LANGUAGE, ReaderId, Reading

__all__ = ["Explanation", "RulesReader", "explain", "read"]


class RulesReader:
    """Reads English by rules. Its version is raised with every change of rules or words that changes what is read."""

    id = ReaderId("rules-en", 1)
    languages = frozenset({"en"})

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """The claims of a report, none where it is in another language."""
        analysis = analyse(report, gazetteer)
        found = claims(analysis, gazetteer)
        known = analysis.report
        unread = "" if analysis.language in self.languages else LANGUAGE
        return Reading(
            self.id, found, analysis.language, known.publisher, known.published, unread,
            lambda: cast(reader.Explanation, asdict(explain_analysis(analysis, found))),
        )  # fmt: skip


def read(report: Report, gazetteer: Gazetteer) -> Reading:
    """The claims of a report."""
    return RulesReader().read(report, gazetteer)


def explain(report: Report, gazetteer: Gazetteer) -> Explanation:
    """How the claims of a report came about."""
    analysis = analyse(report, gazetteer)
    return explain_analysis(analysis, claims(analysis, gazetteer))
