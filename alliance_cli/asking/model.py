"""A model behind the library `llm`, asked one question at a time, with patience where it is busy."""

import re
import time
from collections.abc import Callable
from typing import Any, Protocol

from alliance_cli.asking.questions import instructions, schema
from alliance_cli.errors import AllianceError, ExitCode

_LONGEST = 60_000
"""An answer of more characters is cut there: it is no answer to what was asked."""
_TRIES = 4
_PATIENCE = 120.0
"""A model that wants to be left alone for longer than so many seconds is not waited for."""
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_SECRET = re.compile(r"(?i)\b(?:bearer\s+\S+|(?:sk|pk|key|api)[-_][\w*.-]{6,}|[A-Za-z0-9_-]{32,})")


class Asked(Protocol):
    """Anything that answers a question."""

    def __call__(self, question: str) -> str:
        """The answer. Raises AllianceError: 69 where none is to be had, 75 where it may be had later."""


def load(name: str, sleep: Callable[[float], None] = time.sleep) -> Asked:
    """The model of this name, as `llm` knows it; its key is that library's affair.

    Raises AllianceError (78) where the library or the model is not there.
    """
    try:
        import llm
    except ImportError:
        raise AllianceError(
            "a language model is asked through the library llm: `pip install 'alliance-cli[llm]'`",
            ExitCode.CONFIGURATION,
        ) from None
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError:
        raise AllianceError(
            f"no model “{name}”; `llm models` lists them, `llm install` adds more", ExitCode.CONFIGURATION
        ) from None
    return _Model(name, model, sleep)


class _Model:
    def __init__(self, name: str, model: Any, sleep: Callable[[float], None]) -> None:
        self._name = name
        self._model = model
        self._sleep = sleep

    def __call__(self, question: str) -> str:
        for attempt in range(_TRIES):
            try:
                return self._answer(question)
            except Exception as error:  # a plug-in may raise anything
                wait = _wait(error, attempt)
                if wait is None or attempt == _TRIES - 1 or wait > _PATIENCE:
                    raise self._fault(error, later=wait is not None) from None
                self._sleep(wait)
        raise AssertionError

    def _answer(self, question: str) -> str:
        given = {"schema": dict(schema())} if getattr(self._model, "supports_schema", False) else {}
        pieces: list[str] = []
        length = 0
        for piece in self._model.prompt(question, system=instructions(), stream=self._model.can_stream, **given):
            pieces.append(piece)
            length += len(piece)
            if length > _LONGEST:
                break
        return "".join(pieces)[:_LONGEST]

    def _fault(self, error: Exception, *, later: bool) -> AllianceError:
        said = " ".join(_SECRET.sub("...", str(error)).split())[:300]
        return AllianceError(
            f"the model {self._name} gave no answer: {type(error).__name__}: {said}",
            ExitCode.TRY_AGAIN if later else ExitCode.UNAVAILABLE,
        )


def _wait(error: Exception, attempt: int) -> float | None:
    """For how long to wait before asking again: as the server says, else longer each time; None for never."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    if status is None:
        named = type(error).__name__.lower()
        return 2.0**attempt if "timeout" in named or "connection" in named else None
    if status not in _BUSY:
        return None
    told = str(getattr(response, "headers", {}).get("retry-after", ""))
    try:
        return max(0.0, float(told))
    except ValueError:
        return 2.0**attempt
