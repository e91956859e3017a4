"""The stages in their order: a report in, a document with all its layers out."""

from alliance_cli.extract.aggregation.clusters import gather
from alliance_cli.extract.aggregation.salience import select
from alliance_cli.extract.aggregation.status import decide, unfounded
from alliance_cli.extract.document import Document, TalkCandidate
from alliance_cli.extract.pack import LanguagePack
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Report


def analyse(report: Report, gazetteer: Gazetteer, pack: LanguagePack) -> Document:
    """Read a report step by step; the later layers stay empty where an earlier one gives them nothing to go by."""
    document = pack.document(report)
    if not document.body and not document.title:
        return document
    pack.name(document, gazetteer)
    # a tie-up has two sides
    if sum([entity.may_be_party for entity in document.entities]) > 1:
        pack.relate(document, gazetteer)
    if not document.candidates:
        return document
    document.talks = gather(document.candidates, pack.scorer)
    kept = select(document.talks, document.headline, pack.scorer)
    if kept:
        pack.attribute(document)
        _judge(document, pack, kept)
    return document


def _judge(document: Document, pack: LanguagePack, selected: list[TalkCandidate]) -> None:
    """What is said of each talk that was selected; one that nobody claims is dropped after all."""
    document.kept = list(selected)
    for talk in selected:
        facts = pack.judge(document, talk)
        talk.dropped = unfounded(talk, facts)
        if talk.dropped:
            document.kept.remove(talk)
            continue
        verdict = document.verdicts[talk] = decide(document, talk, facts)
        document.slots[talk] = pack.fill(document, talk, verdict)
