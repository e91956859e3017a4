"""Claims from an analysis: parties, fields and how sure."""

from alliance_cli import names
from alliance_cli.extract import language
from alliance_cli.extract.aggregation import clusters, evidence
from alliance_cli.extract.document import Document, Entity, SentenceFacts, Sort, TalkCandidate
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.slots import event_date
from alliance_cli.extract.en.slots.region import region
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, PartialDate, Party, Role, Status

_SOON = 16


def claims(document: Document, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims of a report, those it is about first."""
    kept = sorted(document.kept, key=lambda talk: (not talk.main, -talk.score))
    general = _mixed(document.report.text) if kept else ()
    return tuple(_claim(document, talk, gazetteer, general) for talk in kept)


def _mixed(text: str) -> tuple[str, ...]:
    """The doubt that falls on all claims of a report that is partly in another language, of which nothing is read."""
    code = language.other_part(text)
    return (f"language mixed: partly {language.name_of(code)}, which is not read",) if code else ()


def _claim(document: Document, talk: TalkCandidate, gazetteer: Gazetteer, general: tuple[str, ...]) -> Claim:
    standing, facts = document.standings[talk]
    kind, also = clusters.kind_of(talk)
    doubts = _doubts(talk) + general
    return Claim(
        parties=tuple(_party(entity, role, gazetteer) for entity, role in clusters.parts_of(talk)),
        kind=kind,
        also_kinds=also,
        status=standing.status,
        stage=standing.stage,
        basis=standing.basis,
        origin=standing.origin,
        denied=standing.denied,
        main=talk.main,
        renewed=standing.renewed,
        region=region(talk, facts),
        subject=event_date.subject([fact for fact in facts if fact.direct]),
        event_date=_event_date(document, talk, facts),
        speaker=standing.speaker,
        relayed_by=standing.relayed_by,
        confidence=_confidence(talk, doubts),
        doubts=doubts,
        evidence=evidence.evidence(document, talk, standing, facts),
    )


def _party(entity: Entity, role: Role, gazetteer: Gazetteer) -> Party:
    name = max(entity.surfaces, key=lambda surface: (len(surface.split()), len(surface)))
    company = entity.company or names.company_id(name)
    return Party(name, company, entity.surfaces, role, entity.candidates)


def _doubts(talk: TalkCandidate) -> tuple[str, ...]:
    found = [f"{entity.name}: known only from context" for entity in talk.parts if entity.sort is Sort.UNKNOWN]
    found += [f"{entity.name}: could be {', '.join(entity.candidates)}" for entity in talk.parts if entity.candidates]
    return tuple(found)


def _confidence(talk: TalkCandidate, doubts: tuple[str, ...]) -> float:
    return round(max(0.3, min(1.0, 0.5 + talk.score / 8) - 0.05 * len(doubts)), 2)


def _event_date(document: Document, talk: TalkCandidate, facts: list[SentenceFacts]) -> PartialDate | None:
    """When it happened by the first sentence that tells of it, else by the next one where that says when.

    Of what ended only the sentences that say so tell when: others date what went before.
    """
    report = document.report
    ended = document.standings[talk][0].status is Status.ABANDONED
    for fact in facts:
        if ended and not fact.ended:
            continue
        at = _told_at(talk, fact)
        if at is None:
            continue
        own = event_date.event_date(fact.view, report.text, report.published, at)
        return own or _date_of_statement(document, fact.view.sentence.index + 1)
    return None


def _told_at(talk: TalkCandidate, fact: SentenceFacts) -> int | None:
    """The word of a sentence that tells the event: its ending, else its cue; None where it does not tell it."""
    if fact.headline or not fact.direct:
        return None
    if fact.ended_at >= 0:
        return fact.ended_at
    return next((candidate.first for candidate in talk.candidates if candidate.view is fact.view), None)


def _date_of_statement(document: Document, index: int) -> PartialDate | None:
    """ "The statement came late on Wednesday": when a talk's news was told, by the sentence after."""
    for view in document.views:
        if view.sentence.index != index or view.sentence.headline:
            continue
        at = next((i for i, word in enumerate(view.words[:_SOON]) if word in {"came", "comes"}), -1)
        if at >= 0 and not LEX.tidings.isdisjoint(view.words[:at]):
            return event_date.event_date(view, document.report.text, document.report.published, at)
    return None
