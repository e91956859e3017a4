"""Which way the words around a date lean: was it, or is it to come?"""

import re
from collections.abc import Sequence
from enum import IntEnum

from alliance_cli.dates.words import (
    EVENT_VERBS,
    FUTURE,
    FUTURE_IF_NEXT,
    NEAR_FUTURE,
    NO_FUTURE_BEFORE_TO,
    NO_VERB,
    PAST,
)

_WINDOW = 90
_STOP = re.compile(r"[!?;\n]|\.[\"”’')]*\s+(?=[A-Z\"“])")
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’]*")
_BE = frozenset({"be", "been", "being"})
_BETWEEN = frozenset({"the", "end", "of", "late", "early", "mid", "as", "on", "in"})


class Lean(IntEnum):
    """PAST before the speaker, FUTURE after, NONE where nothing tells."""

    PAST = -1
    NONE = 0
    FUTURE = 1


def lean(text: str, start: int, end: int) -> Lean:
    """The lean of the date at `start` to `end`: by the nearest cue before it in its sentence, else after it."""
    before = _tokens(_STOP.split(text[max(0, start - _WINDOW) : start])[-1])
    if _is_near_future(before):
        return Lean.FUTURE
    for at in range(len(before) - 1, -1, -1):
        if found := _cue(before, at):
            return found
    after = _tokens(_STOP.split(text[end : end + _WINDOW], maxsplit=1)[0])
    return next((found for at in range(len(after)) if (found := _cue(after, at))), Lean.NONE)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("’", "'"))


def _is_near_future(before: Sequence[str]) -> bool:
    """By, until, next directly before the date, "the end of" and the like allowed between."""
    for token in reversed(before):
        if token.lower() in NEAR_FUTURE:
            return True
        if token.lower() not in _BETWEEN:
            return False
    return False


def _cue(tokens: Sequence[str], at: int) -> Lean:
    """What one word says. Capitalised words say nothing but at the sentence's start: they are names."""
    token = tokens[at]
    if at and token[0].isupper():
        return Lean.NONE
    token = token.lower()
    if token in FUTURE or token.endswith("'ll") or _is_future_pair(tokens, at):
        return Lean.FUTURE
    if token == "to":
        return _infinitive(tokens, at)
    if at and tokens[at - 1] in _BE:
        return Lean.NONE
    past = token in PAST or (token.endswith("ed") and len(token) > 3 and token not in NO_VERB)
    return Lean.PAST if past else Lean.NONE


def _is_future_pair(tokens: Sequence[str], at: int) -> bool:
    """Set to, going to, due (but not due to)."""
    wanted, followers = FUTURE_IF_NEXT.get(tokens[at], (True, frozenset()))
    return (at + 1 < len(tokens) and tokens[at + 1] in followers) is wanted if followers else False


def _infinitive(tokens: Sequence[str], at: int) -> Lean:
    if at + 1 < len(tokens) and tokens[at + 1] in EVENT_VERBS:
        return Lean.NONE if at and tokens[at - 1] in NO_FUTURE_BEFORE_TO else Lean.FUTURE
    return Lean.NONE
