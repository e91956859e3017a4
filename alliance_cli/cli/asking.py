"""A language model as the reader of a run, by choice: its options, what it would cost, and who reads after it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli.declared import Option
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.asking.reader import LlmReader
    from alliance_cli.cli.configuration import Configuration
    from alliance_cli.models import Report

ReaderName = Annotated[
    str,
    Option(
        "--reader", metavar="llm:MODEL", help="Read with a language model that the library llm knows (extra `llm`)."
    ),
]
Budget = Annotated[
    int | None, Option("--budget", metavar="TOKENS", min=1, help="With --reader: ask for so many at most, about.")
]

_AT_ONCE = 4
"""So many questions are under way at once where nobody says."""


class Asking:
    """The model that reads a run; it is asked for all answers before the first is stored."""

    def __init__(self, settings: Settings, reader: "LlmReader", jobs: int | None, *, dry_run: bool) -> None:
        self._settings = settings
        self._reader = reader
        self._jobs = jobs or _AT_ONCE
        self._dry_run = dry_run

    def prepare(self, reports: "Sequence[Report]") -> bool:
        """Say what it costs, then have the answers; False where it is only to be said. Raises AllianceError 69, 75."""
        plan = self._reader.plan(reports)
        say(
            self._settings,
            f"{self._reader.model}: {counted(plan.calls, 'call')}, about {plan.tokens:,} tokens; {plan.kept} answered "
            f"before, {plan.passed} without a word of a tie-up"
            + (" (nothing asked: dry run)" if self._dry_run else ""),
        )
        if self._dry_run:
            return False
        self._reader.fetch(reports, self._jobs)
        return True

    def tell_spent(self) -> None:
        """Say what a run over feeds has cost, of which nobody knew before how much would be read."""
        say(self._settings, f"{self._reader.model}: about {self._reader.spent:,} tokens spent")


def of_run(
    held: "Configuration", name: str, budget: int | None, *, feeds: bool, inputs: bool, dry_run: bool
) -> tuple[str, int | None]:
    """Who reads a run, "" for the rules, and its budget; the configuration says it for feeds alone.

    In a dry run over feeds nobody is asked. Raises AllianceError (2) for a model over feeds without a budget: what they
    bring, and what it costs, is known only once they are read.
    """
    if feeds and not inputs and not name:
        name, budget = held.get("feeds.reader", ""), budget or held.get("feeds.budget")
    elif feeds and name:
        budget = budget or held.get("feeds.budget")
    if not (name and feeds):
        return name, budget
    if budget is None:
        raise AllianceError("a model that reads feeds needs --budget, or feeds.budget in the configuration",
                            ExitCode.USAGE)  # fmt: skip
    return ("", None) if dry_run else (name, budget)


@contextmanager
def chosen(
    settings: Settings, name: str, budget: int | None, jobs: int | None, *, dry_run: bool
) -> Iterator[Asking | None]:
    """The model that is to read what is read within, None where none is named. Raises AllianceError (2)."""
    from alliance_cli import readers

    if not name:
        if budget is not None:
            raise AllianceError("--budget goes with --reader", ExitCode.USAGE)
        yield None
        return
    reader = readers.asking(name, budget=budget)
    readers.use(reader)
    try:
        yield Asking(settings, reader, jobs, dry_run=dry_run)
    finally:
        readers.use(None)
