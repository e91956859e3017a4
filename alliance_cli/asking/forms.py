"""The form of an answer: whatever a model wraps around its talks, or calls their members, the talks in ours. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_FENCE = re.compile(r"```[A-Za-z]{0,12}[^\S\n]*\n(.*?)\n\s*```", re.DOTALL)
_OPENING = re.compile(r"[\[{]")
_OURS = re.compile(r"\{\s*[\"']talks[\"']|\[\s*\{", re.IGNORECASE)
_OPENINGS = 60
"""So many brackets of an answer may begin its JSON."""
_WORDS = ("kind", "status", "stage", "basis")
_SPELT = {"rumored": "rumoured", "on-the-record": "on-record", "negotiating": "talks"}
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def talks_in(answer: str, *, partly: bool = False) -> list[Any] | None:
    """The talks of an answer, each in our form as far as it goes; None where it holds none, not even an empty list.

    Raises ValueError for an answer without JSON, or with an object of ours that is broken: with `partly` the talks that
    are whole in such a one are taken.
    """
    told = list(_values(answer, partly=partly))
    if not told:
        raise ValueError("no JSON in it")
    several = [talks for value in told if (talks := _talks(value)) is not None]
    if not several:
        return None
    alone = all(isinstance(value, Mapping) and "parties" in value for value in told)
    found = [talk for talks in several for talk in talks] if alone else several[0]
    return [_talk(talk) if isinstance(talk, Mapping) else talk for talk in found]


def _values(answer: str, *, partly: bool) -> Iterator[Any]:
    """The JSON values of an answer: all of it, what is fenced in it, what stands in its prose."""
    plain = answer.strip().lstrip("\ufeff")
    for text in (plain, *(found[1] for found in _FENCE.finditer(plain))):
        try:
            yield json.loads(text)
            return
        except (ValueError, RecursionError):
            continue
    yield from _in_prose(plain, partly=partly)


def _in_prose(text: str, *, partly: bool) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(), 0
    for _ in range(_OPENINGS):
        opening = _OPENING.search(text, at)
        if opening is None:
            return
        try:
            value, at = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError) as error:
            if _OURS.match(text, opening.start()) and not partly:
                raise ValueError(str(error)) from None
            at = opening.end()
            continue
        yield value


def _talks(value: Any) -> list[Any] | None:
    """The talks of a value: a list of them, one, or what holds them under "talks"."""
    if isinstance(value, list):
        return value if all(isinstance(talk, Mapping) and "parties" in talk for talk in value) else None
    if not isinstance(value, Mapping):
        return None
    if "parties" in value:
        return [value]
    for name, held in value.items():
        if str(name).strip().lower() == "talks":
            return held if isinstance(held, list) else [] if held is None else _talks(held)
    inner = [_talks(held) for held in value.values() if isinstance(held, Mapping)]
    return next((talks for talks in inner if talks is not None), None)


def _talk(talk: Mapping[str, Any]) -> dict[str, Any]:
    """A talk with its words, its flags, its parties and its quote in our form."""
    made = dict(talk)
    for name in _WORDS:
        if isinstance(made.get(name), str):
            made[name] = _word(made[name])
    for name in ("denied", "main"):
        made[name] = _flag(made.get(name))
    if isinstance(made.get("event_date"), int):
        made["event_date"] = str(made["event_date"])
    if isinstance(made.get("parties"), list):
        made["parties"] = [_party(party) for party in made["parties"]]
    quote = made.get("quote")
    if isinstance(quote, list):
        made["quote"] = next((one for one in quote if isinstance(one, str) and one.strip()), "")
    return made


def _word(text: str) -> str:
    """ "Joint Venture", "joint_venture" as "joint-venture"."""
    word = re.sub(r"[\s_]+", "-", text.strip().lower())
    return _SPELT.get(word, word)


def _flag(value: Any) -> bool | None:
    """A yes or a no in whatever form; None for what is neither."""
    said = str(value).strip().lower()
    return True if said in _YES else False if said in _NO else None


def _party(party: Any) -> Any:
    if isinstance(party, str):
        return {"name": party}
    if isinstance(party, Mapping) and isinstance(party.get("role"), str):
        return {**party, "role": _word(party["role"])}
    return party
