"""The other end of a `Crew`: a process that reads the reports it is given and answers one after the other.

`hire` starts it with LEDGER and SECONDS; an empty name stands for the companies of the package.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from alliance_cli.errors import AllianceError
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Report
from alliance_cli.services.intake.crew import Answer, answer_of
from alliance_cli.services.intake.messages import receive, send
from alliance_cli.services.intake.reading import attempt


def serve(requests: BinaryIO, answers: BinaryIO, gazetteer: Gazetteer, seconds: float) -> None:
    """Say that all is ready, then answer until nobody asks any more."""
    send(answers, None)
    while True:
        reports: Sequence[Report] = receive(requests)
        for report in reports:
            _alarm(seconds)
            send(answers, _answer(report, gazetteer))
        _alarm(0)


def _answer(report: Report, gazetteer: Gazetteer) -> Answer:
    try:
        return answer_of(attempt(report, gazetteer))
    except AllianceError:
        return None  # it is met again where the result is wanted, and ends the run there


def _alarm(seconds: float) -> None:
    """End this process after that time even if the one that started it is gone; 0 calls it off."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds * 1.5)


def companies(ledger: str) -> Gazetteer:
    """The companies known: those of a ledger, or those of the package."""
    if not ledger:
        from alliance_cli import gazetteer

        return gazetteer.packaged()
    from alliance_cli.store.connection import open_ledger
    from alliance_cli.store.known import LedgerGazetteer

    return LedgerGazetteer(open_ledger(Path(ledger)))


def main(arguments: Sequence[str]) -> None:
    """Serve until the other end is closed. Raises EndedError or OSError then."""
    ledger, seconds = arguments
    gc.set_threshold(50_000)  # a report leaves little garbage, and there are many
    serve(sys.stdin.buffer, sys.stdout.buffer, companies(ledger), float(seconds))
