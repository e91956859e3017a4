"""From the text of a report to the claims it makes: pure functions, the same words giving the same claims.

`read` gives the claims; `explain` shows on the same way each name, cue and candidate and why it was kept or dropped.
"""

from dataclasses import dataclass

from alliance_cli.extract.aggregation.assemble import claims
from alliance_cli.extract.document import Document
from alliance_cli.extract.en.english import English
from alliance_cli.extract.en.text import byline
from alliance_cli.extract.language import language
from alliance_cli.extract.pipeline import analyse
from alliance_cli.extract.trace import Explanation, explained
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, Published, Report

__all__ = ["Explanation", "Reading", "explain", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report says.

    `language` is "en" or what the text seems to be in ("und" if it cannot be told); only English is read for claims.
    `publisher` and `published` are the report's own, else what its text says of itself, else "" and None.
    """

    claims: tuple[Claim, ...]
    language: str
    publisher: str
    published: Published | None


_PACK = English()


def _document(report: Report, gazetteer: Gazetteer) -> Document:
    code = language(report.title, report.text)
    return analyse(report, gazetteer, _PACK) if code == "en" else Document(byline.with_metadata(report), code)


def read(report: Report, gazetteer: Gazetteer) -> Reading:
    """The claims of a report."""
    document = _document(report, gazetteer)
    return Reading(
        claims(document, _PACK.scorer),
        document.language,
        document.report.publisher,
        document.report.published,
    )


def explain(report: Report, gazetteer: Gazetteer) -> Explanation:
    """How the claims of a report came about."""
    document = _document(report, gazetteer)
    return explained(document, _PACK.scorer, claims(document, _PACK.scorer))
