"""An answer to claims, or to what is wrong with it. Pure; whether a claim stands up is for `reader.check` to say."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from alliance_cli import names
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import (
    Basis,
    Claim,
    Evidence,
    Kind,
    PartialDate,
    Party,
    Precision,
    Report,
    Role,
    Stage,
    Status,
)

_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CONFIDENCE = 0.8
"""What a claim is taken for that a model made and the text bears out: probable, and not measured."""
_MOST = 40
_LONG = 200


class Answer(NamedTuple):
    """The claims of an answer, or what is wrong with it, a line each."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[str, ...] = ()


def read(answer: str, report: Report, gazetteer: Gazetteer, rule: str) -> Answer:
    """The claims that an answer makes of a report, under the name of a `rule`."""
    fenced = _FENCE.match(answer)
    try:
        told = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError) as error:
        return Answer(problems=(f"the answer is not JSON: {error}",))
    talks = told.get("talks") if isinstance(told, Mapping) else None
    if not isinstance(talks, list) or len(talks) > _MOST:
        return Answer(problems=(f'the answer has to be an object with a list "talks" of at most {_MOST}',))
    problems = [f"talk {number}: {why}" for number, talk in enumerate(talks, 1) for why in _wrong(talk)]
    if problems:
        return Answer(problems=tuple(problems))
    return Answer(tuple(_claim(talk, report, gazetteer, rule) for talk in talks))


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
        parties=tuple(_party(party, gazetteer) for party in talk["parties"]),
        kind=Kind(talk["kind"]),
        status=Status(talk["status"]),
        stage=Stage(talk["stage"]),
        basis=Basis(talk["basis"]),
        origin=_text(talk, "origin") or "unknown",
        denied=talk.get("denied") is True,
        main=talk.get("main") is not False,
        region=_text(talk, "region"),
        event_date=_date(_text(talk, "event_date")),
        confidence=_CONFIDENCE,
        evidence=(_evidence(talk["quote"], report, rule),),
    )


def _text(talk: Mapping[str, Any], name: str) -> str:
    value = talk.get(name)
    return " ".join(value.split())[:_LONG] if isinstance(value, str) else ""


def _party(party: Mapping[str, Any], gazetteer: Gazetteer) -> Party:
    name = " ".join(party["name"].split())[:_LONG]
    matches = gazetteer.find(names.fold(name)) or gazetteer.find(names.key(name))
    known = tuple(dict.fromkeys(match.company for match in matches))
    role = Role(party["role"]) if _is(party.get("role"), Role) else Role.PARTNER
    return Party(name, known[0] if known else names.company_id(name), (name,), role, known if len(known) > 1 else ())


def _date(written: str) -> PartialDate | None:
    found = _DATE.fullmatch(written)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        start = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(start, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)


def _evidence(quote: str, report: Report, rule: str) -> Evidence:
    """A quote where it stands, blanks and quotation marks aside; where it stands nowhere, with places that show it."""
    words = re.findall(r"[^\s“”\"'’‘]+", quote)[:120]
    pattern = re.compile(r"[\s“”\"'’‘]{1,9}".join(map(re.escape, words)) or r"(?!)")
    for field, text in (("text", report.text), ("title", report.title)):
        found = pattern.search(text)
        if found:
            return Evidence(found[0], found.start(), found.end(), rule, field)
    return Evidence(quote, 0, 0, rule)
