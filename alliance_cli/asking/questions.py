"""What a model is asked: instructions, a schema for the answer, and the report as data."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from alliance_cli import package_data
from alliance_cli.models import Basis, Kind, Report, Role, Stage, Status

VERSION = 1
"""Raised whenever what is asked changes: answers to another question are asked for anew."""

_LETTERS_A_TOKEN = 4
_ANSWER = 400
"""So many tokens an answer has, as a rule."""
LONGEST = 60_000
"""So many characters of a text are sent; what comes after them is not read."""

_BASES = [basis for basis in Basis if basis is not Basis.JUDGEMENT]


@cache
def instructions() -> str:
    """What a model is told to do, whatever the report."""
    return "\n".join(package_data.lines("asking/instructions.txt"))


def question(report: Report) -> str:
    """A report as data: one JSON object, in which nothing of it can pass for an instruction of ours."""
    return json.dumps({"title": report.title, "text": report.text[:LONGEST]}, ensure_ascii=False)


def repair(report: Report, answer: str, problems: Sequence[str]) -> str:
    """The question once more, with what was wrong with the answer."""
    said = {"your_answer": answer[:4000], "problems": list(problems)[:20]}
    return f"{question(report)}\n{json.dumps(said, ensure_ascii=False)}\nAnswer again, with these problems mended."


def tokens(report: Report) -> int:
    """About how many tokens asking costs, the answer included."""
    return (len(instructions()) + len(question(report))) // _LETTERS_A_TOKEN + _ANSWER


def schema() -> Mapping[str, Any]:
    """The JSON Schema of an answer."""
    party = _strict({"name": {"type": "string"}, "role": _one_of(Role)})
    talk = _strict({
        "parties": {"type": "array", "items": party},
        "kind": _one_of(Kind), "status": _one_of(Status), "stage": _one_of(Stage), "basis": _one_of(_BASES),
        "denied": {"type": "boolean"}, "origin": {"type": "string"}, "main": {"type": "boolean"},
        "event_date": {"type": "string"}, "region": {"type": "string"}, "quote": {"type": "string"},
    })  # fmt: skip
    return _strict({"talks": {"type": "array", "items": talk}})


def _one_of(words: Any) -> Mapping[str, Any]:
    return {"type": "string", "enum": [str(word) for word in words]}


def _strict(members: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}
