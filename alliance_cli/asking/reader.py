"""A model as a reader: the rules' first look decides what it is asked, its answers are kept and set against theirs."""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from alliance_cli import comparison
from alliance_cli.asking import answers, questions
from alliance_cli.asking.cache import Answers
from alliance_cli.asking.model import Asked
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, Report
from alliance_cli.reader import NotReadError, Reader, ReaderId, Reading, check

PREFIX = "llm:"
VERSION = 2
"""Raised whenever what is made of an answer changes; kept answers stay good."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What reading reports would cost: `calls` to the model, about so many `tokens`; `kept` have an answer already,
    `passed` tell of no tie-up at a first look."""

    calls: int
    tokens: int
    kept: int
    passed: int


class LlmReader:
    """Reads with a model; `rules` look first, and what they read otherwise is told beside each claim."""

    languages: frozenset[str] = frozenset()

    def __init__(
        self, model: str, ask: Callable[[], Asked], rules: Reader, tells: Callable[[Report], bool], *,
        budget: int | None = None, kept: Answers | None = None,
    ) -> None:  # fmt: skip
        self.id = ReaderId("llm-" + re.sub(r"[^A-Za-z0-9]+", "-", model).strip("-"), VERSION)
        self.model = model
        self._load = ask
        self._asked: Asked | None = None
        self._rules = rules
        self._tells = tells
        self._budget = budget
        self._spent = 0
        self._kept = kept or Answers(model)
        self._turn = threading.Lock()

    @property
    def spent(self) -> int:
        """About how many tokens were asked and answered."""
        return self._spent

    def plan(self, reports: Iterable[Report]) -> Plan:
        """What reading these reports would cost. Nothing is asked."""
        calls = tokens = kept = passed = 0
        for report in reports:
            if not self._tells(report):
                passed += 1
            elif self._kept.get(report) is not None:
                kept += 1
            else:
                calls, tokens = calls + 1, tokens + questions.tokens(report)
        return Plan(calls, tokens, kept, passed)

    def fetch(self, reports: Sequence[Report], jobs: int) -> None:
        """Have the answers that are not kept yet, so many at once. Raises AllianceError as `read`, once all under way
        are in."""
        from concurrent.futures import ThreadPoolExecutor

        wanted = [report for report in reports if self._tells(report) and self._kept.get(report) is None]
        with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
            waiting = [pool.submit(self._answer, report) for report in wanted]
            try:
                for future in waiting:
                    future.result()
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What the model claims of a report.

        Raises AllianceError: 69 or 75 where the model gives no answer, 75 where the budget is spent; NotReadError where
        its answer, asked for twice, is none.
        """
        by_rules = self._rules.read(report, gazetteer)
        reading = replace(by_rules, reader=self.id, claims=(), unread="", trace=None)
        if not self._tells(report):
            return reading
        found = self._read(report, gazetteer)
        ruled = check(by_rules, report).reading.claims
        return replace(reading, claims=tuple(_compared(claim, ruled) for claim in found))

    def _read(self, report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
        said = self._answer(report)
        found = answers.read(said, report, gazetteer, str(self.id))
        if not found.problems:
            return found.claims
        said = self._ask(questions.repair(report, said, found.problems), questions.tokens(report))
        found = answers.read(said, report, gazetteer, str(self.id), partly=True)
        if found.problems:
            raise NotReadError(f"the model {self.model} gave no answer of the form asked for: {found.problems[0]}")
        self._kept.put(report, said)
        return found.claims

    def _answer(self, report: Report) -> str:
        """The answer to a report, kept or asked for."""
        said = self._kept.get(report)
        if said is None:
            said = self._ask(questions.question(report), questions.tokens(report))
            self._kept.put(report, said)
        return said

    def _ask(self, question: str, tokens: int) -> str:
        with self._turn:
            if self._budget is not None and self._spent + tokens > self._budget:
                raise AllianceError(
                    f"the budget of {self._budget} tokens is spent (about {self._spent}); answers are kept, the next "
                    "run goes on from there", ExitCode.TRY_AGAIN,
                )  # fmt: skip
            self._spent += tokens
            self._asked = self._asked or self._load()
            asked = self._asked
        return asked(question)


def _compared(claim: Claim, ruled: Sequence[Claim]) -> Claim:
    """A claim with what the rules read otherwise of the same companies, in words with their quote."""
    read = comparison.outline(claim)
    other = comparison.nearest(read, ((one, comparison.outline(one)) for one in ruled))
    if other is None:
        return replace(claim, doubts=(*claim.doubts, "the rules read no such talk"))
    differing = comparison.told(comparison.unlike(read, comparison.outline(other)))
    quote = " ".join(other.evidence[0].quote.split())[:200] if other.evidence else ""
    return replace(claim, doubts=(*claim.doubts, f"the rules read {differing}: “{quote}”")) if differing else claim
