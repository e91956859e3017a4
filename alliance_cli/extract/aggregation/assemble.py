"""The claims of a document: each kept talk with its verdict, its slots and its quotes."""

from typing import Final

from alliance_cli import names
from alliance_cli.extract import language
from alliance_cli.extract.aggregation.directions import roles_of, with_flow
from alliance_cli.extract.aggregation.evidence import evidence
from alliance_cli.extract.aggregation.kind import kind_of, with_sides
from alliance_cli.extract.document import Document, TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Claim, Party, Role
from alliance_cli.terms import NAMES
from alliance_cli.vocabulary import READ_IN_PART

_DOUBT: Final = 0.05
"""What a doubt about a whole report takes off the confidence in its claims."""


def claims(document: Document, scorer: Scorer) -> tuple[Claim, ...]:
    """The claims of a report, those it is about first."""
    kept = sorted(document.kept, key=lambda talk: (not talk.main, -talk.score))
    general = (*_mixed(document), *_partly(document)) if kept else ()
    return tuple(_claim(document, talk, scorer, general) for talk in kept)


def _mixed(document: Document) -> tuple[str, ...]:
    """The doubt that falls on all claims of a report that is partly in another language, of which nothing is read."""
    code = language.other_part(document.report.text)
    if code in {"", document.language}:
        return ()
    return (f"language mixed: partly {language.name_of(code)}, which is not read",)


def _partly(document: Document) -> tuple[str, ...]:
    """The doubt that falls on all claims of a report of which not all was read."""
    return (f"{READ_IN_PART}: {document.partly}",) if document.partly else ()


def _claim(document: Document, talk: TalkCandidate, scorer: Scorer, general: tuple[str, ...]) -> Claim:
    """The claim that a talk makes; `general` are the doubts that fall on all claims of its report."""
    verdict, slots = document.verdicts[talk], document.slots[talk]
    kind, also = with_sides(*kind_of(talk, scorer), slots.sides)
    sure = document.sureness[talk]
    against = (f"confidence {sure.confidence:.2f}: {'; '.join(sure.against)}",) if sure.against else ()
    doubts = _doubts(talk) + against + general
    roles = with_flow(roles_of(talk, scorer, slots.sides, kind), slots.flow, kind)
    return Claim(
        parties=tuple(_party(entity, role) for entity, role in roles.items()),
        kind=kind,
        also_kinds=also,
        status=verdict.status,
        stage=verdict.stage,
        basis=verdict.basis,
        origin=verdict.origin,
        denied=verdict.denied,
        main=talk.main,
        renewed=verdict.renewed,
        on_hold=verdict.on_hold,
        region=slots.region,
        subject=slots.subject,
        event_date=slots.event_date,
        speaker=verdict.speaker,
        relayed_by=verdict.relayed_by,
        confidence=_confidence(sure.confidence, general),
        doubts=doubts,
        evidence=evidence(document, talk) + slots.terms.evidence,
        **{name: getattr(slots.terms.terms, name) for name in NAMES},
    )


def _confidence(real: float, general: tuple[str, ...]) -> float:
    """How probable a claim is, two digits: that of its talk, less for what is doubtful about the whole report."""
    return round(max(0.0, real - _DOUBT * len(general)), 2)


def _party(entity: Entity, role: Role) -> Party:
    """A party by the longest of the names that the report has for it."""
    name = max(entity.surfaces, key=lambda surface: (len(surface.split()), len(surface)))
    company = entity.company or names.company_id(name)
    return Party(name, company, entity.surfaces, role, entity.candidates)


def _doubts(talk: TalkCandidate) -> tuple[str, ...]:
    """What is doubtful about the companies of a talk, in words."""
    found = [f"{entity.name}: known only from context" for entity in talk.parts if entity.sort is Sort.UNKNOWN]
    found += [f"{entity.name}: could be {', '.join(entity.candidates)}" for entity in talk.parts if entity.candidates]
    return tuple(found)
