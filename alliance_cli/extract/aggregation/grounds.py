"""What each judge of a talk goes by: its named values by question, the same where it is asked and where it learns."""

from typing import NamedTuple

from alliance_cli.extract.aggregation.circumstances import circumstances, of_parties
from alliance_cli.extract.aggregation.hearing import hearing
from alliance_cli.extract.aggregation.progress import progress_told
from alliance_cli.extract.aggregation.wording import wording
from alliance_cli.extract.document import Document, TalkCandidate, Verdict
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.gazetteer import Gazetteer


class Grounds(NamedTuple):
    """The named values that each question is answered by; dates have their own."""

    status: frozenset[str]
    stage: frozenset[str]
    real: frozenset[str]
    main: frozenset[str]
    origin: frozenset[str]


def grounds(document: Document, talk: TalkCandidate, verdict: Verdict, scorer: Scorer, gazetteer: Gazetteer) -> Grounds:
    """The grounds for each question on a talk, by what the rules made of it."""
    found = circumstances(document, talk, verdict, scorer)
    whole = found | of_parties(document, talk, scorer, gazetteer)
    words, heard, told = wording(talk, verdict), hearing(document, talk, verdict), progress_told(document, talk)
    return Grounds(
        status=whole | words | heard | told,
        stage=whole | words | told,
        real=whole | words,
        main=whole,
        origin=whole | heard,
    )
