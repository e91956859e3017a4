"""Reports read in several processes at once, their results in the order of the input.

    with Crew(jobs, ledger) as crew:
        for item, promise in crew.in_order(items):
            ...  # promise.result(): an `Understood`, a `Fault`, or None where it is to be read here

Reading ahead is bounded, so that memory is. A process that ends or takes too long costs the report that it had at
hand, which comes back as a fault; the others of its part are read by the next process.
"""

import math
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from alliance_cli import gazetteer, own
from alliance_cli.models import Report
from alliance_cli.services.intake.messages import EndedError, receive, send
from alliance_cli.services.intake.reading import Understood, attempt
from alliance_cli.sources import Fault, Item
from alliance_cli.sources.items import bad_data

ALONE = 150
"""So many reports are read before others are asked to help: what they need to start is no less."""

_PART = 60_000
"""So many characters of reports make a part, which one process reads at a time, ..."""
_MOST = 40
"""... or so many reports."""
_AHEAD = 3
"""So many parts for each process are read ahead."""
_SECONDS = 60.0
"""The longest that one report may take."""
_LOOK = 0.2
"""So often it is looked whether one takes longer."""

Outcome = Understood | Fault | None
Promise = Future[Outcome]


@dataclass(slots=True, eq=False)
class Task:
    """A report that is to be read, and what will come of it."""

    report: Report
    promise: Promise
    again: bool = False


class _Part:
    """Tasks that one process takes at a time; whoever claims it first."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.size = 0
        self._free = threading.Lock()

    def add(self, task: Task) -> bool:
        """Take a task in; True if no more go in."""
        self.tasks.append(task)
        self.size += len(task.report.text)
        return self.size >= _PART or len(self.tasks) >= _MOST

    def claim(self) -> bool:
        """True for the first who asks."""
        return self._free.acquire(blocking=False)

    def leave(self) -> None:
        """Let each be read where its result is wanted."""
        for task in self.tasks:
            task.promise.set_result(None)


class Crew:
    """Processes that read for one run. With one job, or while there are few reports, everything is read by the caller.

    `ledger` holds the companies known, None for those of the package; `seconds` is the longest that a report may take,
    `alone` how many reports the caller reads first, `command` starts a process.
    """

    def __init__(
        self, jobs: int, ledger: Path | None = None, *, seconds: float = _SECONDS, alone: int = ALONE,
        command: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self._jobs = jobs
        self._ledger = ledger
        self._seconds = seconds
        self._alone = alone
        self._command = command or (sys.executable, "-m", "alliance_cli.services.intake.hire")
        self._parts: SimpleQueue[_Part | None] = SimpleQueue()
        self._open = _Part()
        self._hands: list[_Hand] = []
        self._over = threading.Event()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for _hand in self._hands:
            self._parts.put(None)
        for hand in self._hands:
            hand.stop()
        for hand in self._hands:
            hand.join()

    def in_order(
        self, items: Iterable[Item], wanted: Callable[[Report], bool] = lambda report: True
    ) -> Iterator[tuple[Item, Promise]]:
        """Each item with the promise of what is read in it; of what is not `wanted`, and of faults, nothing is."""
        pending: deque[tuple[Item, Promise, _Part | None]] = deque()
        for number, item in enumerate(items):
            if self._jobs < 2 or number < self._alone:
                yield item, _nothing()
                continue
            pending.append(self._entered(item, wanted))
            if self._is_full(pending):
                yield self._first(pending)
        while pending:
            yield self._first(pending)

    def _entered(self, item: Item, wanted: Callable[[Report], bool]) -> tuple[Item, Promise, _Part | None]:
        if isinstance(item, Fault) or not wanted(item):
            return item, _nothing(), None
        part, task = self._open, Task(item, Future())
        if part.add(task):
            self._hand_out()
        return item, task.promise, part

    def _is_full(self, pending: "deque[tuple[Item, Promise, _Part | None]]") -> bool:
        """True where the first is at hand, or enough is read ahead; what nobody has to read counts too."""
        parts = self._jobs * _AHEAD
        return pending[0][1].done() or self._waiting() >= parts or len(pending) >= parts * _MOST

    def _waiting(self) -> int:
        return self._parts.qsize() + sum(hand.busy for hand in self._hands)

    def _first(self, pending: "deque[tuple[Item, Promise, _Part | None]]") -> tuple[Item, Promise]:
        """The next in order. One whose part nobody has taken yet is read by the caller, who would only wait for it."""
        item, promise, part = pending.popleft()
        if part is self._open:
            self._hand_out()
        if part is not None and not promise.done() and part.claim():
            part.leave()
        return item, promise

    def _hand_out(self) -> None:
        part, self._open = self._open, _Part()
        self._parts.put(part)
        if not self._hands:
            self._hands = [_Hand(self._parts, self._start, self._seconds) for _ in range(self._jobs)]
            for hand in self._hands:
                hand.start()
            threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        """End the processes that take too long."""
        while not self._over.wait(_LOOK):
            for hand in self._hands:
                hand.end_if_late(time.monotonic())

    def _start(self) -> "subprocess.Popen[bytes]":
        where = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        return subprocess.Popen(
            [*self._command, str(self._ledger or ""), str(self._seconds)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | where,
            start_new_session=True,  # Ctrl-C is for the program, which then ends this one
        )  # fmt: skip


class _Hand(threading.Thread):
    """One process with the thread that feeds it."""

    def __init__(
        self, parts: "SimpleQueue[_Part | None]", start: "Callable[[], subprocess.Popen[bytes]]", seconds: float
    ) -> None:
        super().__init__(daemon=True)
        self._parts = parts
        self._new = start
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._ready = False
        self._late = False
        self._deadline = math.inf
        self._stopped = False
        self.busy = False

    def run(self) -> None:
        """Take parts and have them read until there are no more."""
        try:
            while not self._stopped and (part := self._parts.get()) is not None:
                if part.claim():
                    self.busy = True
                    self._read(list(part.tasks))
                    self.busy = False
        finally:
            self._end()

    def stop(self) -> None:
        """End the process now; what it had at hand is never answered."""
        with self._turn:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _read(self, rest: list[Task]) -> None:
        while rest and not self._stopped:
            try:
                self._exchange(rest)
            except (EndedError, OSError):
                self._end()
                self._give_up(rest)

    def _exchange(self, rest: list[Task]) -> None:
        """Have all read; those answered are taken out. Raises EndedError."""
        self._late = False
        process = self._running()
        if not self._ready:
            send(process.stdin, own.plain())
            receive(process.stdout)
            self._ready = True
        send(process.stdin, [task.report for task in rest])
        try:
            while rest:
                self._deadline = time.monotonic() + self._seconds
                answer = receive(process.stdout)
                task = rest.pop(0)
                task.promise.set_result(_outcome(answer, task.report))
        finally:
            self._deadline = math.inf

    def _give_up(self, rest: list[Task]) -> None:
        """After a process ended: the report that it had at hand is tried once more, then it is a fault."""
        if self._stopped:
            return
        first = rest[0]
        if first.again or self._late:
            rest.pop(0)
            first.promise.set_result(self._fault(first.report))
        elif self._ready:
            first.again = True
        else:  # none ever began: each is read where its result is wanted
            for task in rest:
                task.promise.set_result(None)
            rest.clear()

    def _fault(self, report: Report) -> Fault:
        late = f"reading it took more than {self._seconds:g} seconds"
        return bad_data(report.locator or report.url, late if self._late else "reading it ended the process", "hostile")

    def end_if_late(self, now: float) -> None:
        """End the process if the report that it has at hand takes too long."""
        with self._turn:
            if now > self._deadline and self._process is not None:
                self._late, self._deadline = True, math.inf
                self._process.kill()

    def _running(self) -> "subprocess.Popen[bytes]":
        with self._turn:
            if self._stopped:
                raise EndedError
            if self._process is None:
                self._ready = False
                self._process = self._new()
            return self._process

    def _end(self) -> None:
        with self._turn:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _nothing() -> Promise:
    promise: Promise = Future()
    promise.set_result(None)
    return promise


def read_all(items: Iterable[Item], jobs: int) -> Iterator[Understood | Fault]:
    """What is read in each item, with the companies of the package. Raises AllianceError as `understand` does."""
    with Crew(jobs) as crew:
        for item, promise in crew.in_order(items):
            if isinstance(item, Fault):
                yield item
            else:
                yield promise.result() or attempt(item, gazetteer.packaged())


Answer = Fault | tuple[Any, ...] | None


def answer_of(found: Outcome) -> Answer:
    """What goes from one process to another of what was read: nothing that the other has."""
    if not isinstance(found, Understood):
        return found
    known = found.report
    return (
        known.publisher, known.published, found.claims, found.language, found.reader, found.unread, found.dropped,
    )  # fmt: skip


def _outcome(answer: Answer, report: Report) -> Outcome:
    if answer is None or isinstance(answer, Fault):
        return answer
    publisher, published, *rest = answer
    return Understood(replace(report, publisher=publisher, published=published), *rest)
