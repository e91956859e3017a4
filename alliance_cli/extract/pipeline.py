"""The stages in their order: a report in, a document with all its layers out."""

from typing import Final

from alliance_cli.extract.aggregation.clusters import gather
from alliance_cli.extract.aggregation.grounds import grounds
from alliance_cli.extract.aggregation.revising import (
    reattribute,
    redate,
    revise_stage,
    revise_status,
    sureness,
    weigh_place,
)
from alliance_cli.extract.aggregation.salience import is_history, select
from alliance_cli.extract.aggregation.status import by_nobody, decide, unfounded
from alliance_cli.extract.document import Document, Sureness, TalkCandidate
from alliance_cli.extract.pack import LanguagePack
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Report
from alliance_cli.partial_dates import PartialDate

_PROBABLY_ONE: Final = 0.45
"""A main talk less probable than this is dropped; what is under even counts for nothing until it is reviewed."""
_IN_PASSING: Final = 0.65
"""What is told in passing makes no news: one less probable than this is worth less than the trust that it costs."""
_BY_NOBODY: Final = 0.75
"""What is told in passing as no more than likely, and by nobody, has to be as probable as this."""

_MOST_CANDIDATES: Final = 200
"""No report tells of more tie-ups (in an archive of agencies none of over 20); of one that does the first are read, and
its claims say so.
"""


def analyse(report: Report, gazetteer: Gazetteer, pack: LanguagePack, *, judged: bool = True) -> Document:
    """Read a report step by step; the later layers stay empty where an earlier one gives them nothing to go by.

    Without `judged` all is left as the rules have it, and each talk is sure: what the judges learn from.
    """
    document = pack.document(report)
    if not document.body and not document.title:
        return document
    pack.name(document, gazetteer)
    # a tie-up has two sides
    if sum([entity.may_be_party for entity in document.entities]) > 1:
        pack.relate(document, gazetteer)
    if not document.candidates:
        return document
    if len(document.candidates) > _MOST_CANDIDATES:
        document.partly = f"the first {_MOST_CANDIDATES} of {len(document.candidates)} tie-ups that it names"
        del document.candidates[_MOST_CANDIDATES:]
    document.talks = gather(document.candidates, pack.scorer)
    kept = select(document.talks, document.headline, pack.scorer)
    if kept:
        pack.attribute(document)
        pack.gauge(document)
        _judge(document, pack, gazetteer, kept, judged=judged)
    return document


def _judge(
    document: Document, pack: LanguagePack, gazetteer: Gazetteer, selected: list[TalkCandidate], *, judged: bool
) -> None:
    """What is said of each talk that was selected; one that nobody claims is dropped after all."""
    document.kept = list(selected)
    for talk in selected:
        facts = pack.judge(document, talk)
        talk.dropped = unfounded(talk, facts)
        if not talk.dropped:
            document.verdicts[talk] = decide(document, talk, facts)
            document.sureness[talk] = Sureness(1.0)
            if judged:
                _reconsider(document, pack, gazetteer, talk, nobody=by_nobody(talk, facts))
        if talk.dropped:
            document.kept.remove(talk)
    days = {talk: _day(document, pack, talk, judged=judged) for talk in document.kept}
    for talk, day in days.items():
        talk.main = talk.main and not is_history(document, talk, day)
    # only now is it known which talks there are, and which of them the report is about
    for talk, day in days.items():
        document.slots[talk] = pack.fill(document, talk, document.verdicts[talk], day)


def _day(document: Document, pack: LanguagePack, talk: TalkCandidate, *, judged: bool) -> PartialDate | None:
    """When a talk took its turn, by the rules or by the judge of dates."""
    by_rules = pack.when(document, talk, document.verdicts[talk])
    if not judged:
        return by_rules
    return redate(pack.judges.when, pack.dates(document, talk, document.verdicts[talk], by_rules), by_rules)


def _reconsider(
    document: Document, pack: LanguagePack, gazetteer: Gazetteer, talk: TalkCandidate, *, nobody: bool
) -> None:
    """Ask the judges how probable a talk is, and whether the rules are right on its status, its stage and its place.

    What `nobody` is quoted for has to be more probable than the rest.
    """
    verdict = document.verdicts[talk]
    # before its place is weighed: the judges learn from what the rules alone say
    asked = grounds(document, talk, verdict, pack.scorer, gazetteer)
    verdict = weigh_place(talk, verdict, pack.judges.main, asked.main)
    sure = document.sureness[talk] = sureness(pack.judges.real, asked.real)
    if sure.confidence < (_BY_NOBODY if nobody else _PROBABLY_ONE if talk.main else _IN_PASSING):
        against = "; ".join(sure.against) or "told in passing"
        talk.dropped = f"probably none ({sure.confidence:.2f}): {against}"
        return
    verdict = revise_status(document, talk, verdict, pack.judges.status, asked.status)
    verdict = revise_stage(verdict, pack.judges.stage, asked.stage)
    document.verdicts[talk] = reattribute(talk, verdict, pack.judges.origin, asked.origin)
