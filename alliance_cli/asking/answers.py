"""An answer to claims, or to what is wrong with it. Pure; whether a claim stands up is for `reader.check` to say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from alliance_cli import names
from alliance_cli.asking import forms, places
from alliance_cli.dates.typed import parse_typed
from alliance_cli.gazetteer import Gazetteer, by_ticker
from alliance_cli.models import (
    Basis,
    Claim,
    Kind,
    PartialDate,
    Party,
    Report,
    Role,
    Stage,
    Status,
)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\A(?:19|20)\d{6}\Z", re.ASCII)
_TIME = re.compile(r"\A(\d{4}-\d\d-\d\d)[T ]\d\d:.*", re.ASCII)
_CONFIDENCE = 0.8
"""What a claim is taken for that a model made and the text bears out: probable, and not measured."""
_MOST = 40
_LONG = 200


class Answer(NamedTuple):
    """The claims of an answer, or what is wrong with it, a line each."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[str, ...] = ()


def read(answer: str, report: Report, gazetteer: Gazetteer, rule: str, *, partly: bool = False) -> Answer:
    """The claims that an answer makes of a report, under the name of a `rule`; each tie-up once.

    With `partly` talks of another form are left out where others are well formed, which then tell of it as a doubt.
    """
    try:
        talks = forms.talks_in(answer, partly=partly)
    except (ValueError, RecursionError) as error:
        return Answer(problems=(f"the answer is not JSON: {error}",))
    if talks is None or len(talks) > _MOST:
        return Answer(problems=(f'the answer has to be an object with a list "talks" of at most {_MOST}',))
    wrong = {number: _wrong(talk) for number, talk in enumerate(talks, 1)}
    problems = tuple(f"talk {number}: {why}" for number, found in wrong.items() for why in found)
    sound = [talk for talk, found in zip(talks, wrong.values(), strict=True) if not found]
    if problems and not (partly and sound):
        return Answer(problems=problems)
    claims = _each_once([_claim(talk, report, gazetteer, rule) for talk in sound])
    if problems:
        doubt = f"of its answer was left out: {problems[0]}"
        claims = tuple(replace(claim, doubts=(*claim.doubts, doubt)) for claim in claims)
    return Answer(claims)


def _each_once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, of several on one tie-up of the same companies the first, with the quotes of all that stand."""
    kept: dict[tuple[frozenset[str], Kind], Claim] = {}
    adrift: list[Claim] = []
    for claim in claims:
        if any(quote.end == 0 for quote in claim.evidence):
            adrift.append(claim)
            continue
        held = kept.setdefault((frozenset(party.company for party in claim.parties), claim.kind), claim)
        quotes = tuple(dict.fromkeys((*held.evidence, *claim.evidence)))
        kept[frozenset(party.company for party in claim.parties), claim.kind] = replace(held, evidence=quotes)
    return (*kept.values(), *adrift)


_BASES = [basis for basis in Basis if basis is not Basis.JUDGEMENT]
_WORDS: Mapping[str, Iterable[str]] = {"kind": Kind, "status": Status, "stage": Stage, "basis": _BASES}


def _wrong(talk: Any) -> list[str]:
    """What is wrong with the form of a talk."""
    if not isinstance(talk, Mapping):
        return ["not an object"]
    found = [
        f'"{name}" has to be one of {", ".join(words)}'
        for name, words in _WORDS.items()
        if not _is(talk.get(name), words)
    ]
    parties = talk.get("parties")
    if not isinstance(parties, list) or len(parties) < 2 or not all(map(_is_party, parties)):
        found.append('"parties" has to be a list of two or more objects with "name" and "role"')
    if not isinstance(talk.get("quote"), str) or not talk["quote"].strip():
        found.append('"quote" has to be words of the report')
    return found


def _is(value: Any, words: Any) -> bool:
    return isinstance(value, str) and value in set(words)


def _is_party(party: Any) -> bool:
    return isinstance(party, Mapping) and isinstance(party.get("name"), str) and bool(party["name"].strip())


def _claim(talk: Mapping[str, Any], report: Report, gazetteer: Gazetteer, rule: str) -> Claim:
    return Claim(
        parties=_parties(talk["parties"], report, gazetteer),
        kind=Kind(talk["kind"]),
        status=Status(talk["status"]),
        stage=Stage(talk["stage"]),
        basis=Basis(talk["basis"]),
        origin=_text(talk, "origin") or "unknown",
        denied=talk.get("denied") is True,
        main=talk.get("main") is not False,
        region=_text(talk, "region"),
        event_date=_date(_text(talk, "event_date"), report),
        confidence=_CONFIDENCE,
        evidence=(places.evidence(talk["quote"], report, rule),),
    )


def _text(talk: Mapping[str, Any], name: str) -> str:
    value = talk.get(name)
    return " ".join(value.split())[:_LONG] if isinstance(value, str) else ""


def _parties(parties: Sequence[Mapping[str, Any]], report: Report, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """The parties, one that is named twice once."""
    made: dict[str, Party] = {}
    for party in (_party(party, report, gazetteer) for party in parties):
        held = made.get(party.company, party)
        made[party.company] = replace(held, mentions=tuple(dict.fromkeys((*held.mentions, *party.mentions))))
    return tuple(made.values())


def _party(party: Mapping[str, Any], report: Report, gazetteer: Gazetteer) -> Party:
    called = " ".join(party["name"].split())[:_LONG]
    known = _known(called, gazetteer)
    if not known and (before := places.before_ticker(called, report)):
        called, known = before, _known(before, gazetteer)
    name = places.written(called, known[0] if len(known) == 1 else "", report, gazetteer)
    role = Role(party["role"]) if _is(party.get("role"), Role) else Role.PARTNER
    company = known[0] if known else names.company_id(name)
    return Party(name, company, (name,), role, known if len(known) > 1 else ())


def _known(name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The ids of the companies that a name or a ticker can mean."""
    matches = gazetteer.find(names.fold(name)) or gazetteer.find(names.key(name))
    found = dict.fromkeys(match.company for match in matches)
    return tuple(found) or tuple(filter(None, (by_ticker().get(name.upper()),)))


def _date(written: str, report: Report) -> PartialDate | None:
    """A date in one of the forms that users type, with its year; what is counted back from another day is none."""
    written = _TIME.sub(r"\1", written)
    if not _YEAR.search(written):
        return None
    try:
        return parse_typed(written, report.published.day if report.published else date.max).date
    except ValueError:
        return None
