"""Many fetches at once, yet one at a time for each host."""

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from typing import Any, TypeVar

from alliance_cli.sources.urls import host_name

Job = TypeVar("Job")
Result = TypeVar("Result")


def by_host(
    jobs: Iterable[Job],
    address: Callable[[Job], str],
    work: Callable[[Job], Result],
    *,
    hosts: int = 8,
    pause: float = 0.0,
    hurry: threading.Event | None = None,
) -> Generator[tuple[Job, Result], None, None]:
    """Each job with what `work` made of it, as they are done; `address` gives a job's URL.

    At most `hosts` hosts are asked at a time, each by one thread that waits `pause` seconds between its jobs. What
    `work` raises is raised here. Closing the generator starts no more jobs and waits for those under
    way, unless `hurry` is set. Raises KeyboardInterrupt once `hurry` is set.
    """
    groups: dict[str, list[Job]] = {}
    for job in jobs:
        groups.setdefault(host_name(address(job)), []).append(job)
    waiting: queue.SimpleQueue[list[Job]] = queue.SimpleQueue()
    for group in sorted(groups.values(), key=len, reverse=True):
        waiting.put(group)
    done: queue.Queue[tuple[Job, Result] | BaseException] = queue.Queue(maxsize=2 * hosts)
    stop = threading.Event()
    threads = [
        threading.Thread(target=_serve, args=(waiting, work, done, stop, pause), daemon=True)
        for _ in range(min(hosts, len(groups)))
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(sum(map(len, groups.values()))):
            found = _next(done, hurry)
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        _finish(threads, done, stop, hurry)


def _next(done: "queue.Queue[Result]", hurry: threading.Event | None) -> Result:
    """What is done next. A signal's own exception can be lost where Python ignores what is raised, so look as well."""
    while not (hurry and hurry.is_set()):
        try:
            return done.get(timeout=0.5)
        except queue.Empty:
            continue
    raise KeyboardInterrupt


def _serve(
    waiting: "queue.SimpleQueue[list[Job]]",
    work: Callable[[Job], Result],
    done: "queue.Queue[tuple[Job, Result] | BaseException]",
    stop: threading.Event,
    pause: float,
) -> None:
    """Take host after host until none is left or it is time to stop."""
    while not stop.is_set():
        try:
            group = waiting.get_nowait()
        except queue.Empty:
            return
        for number, job in enumerate(group):
            if (number and pause and stop.wait(pause)) or stop.is_set():
                return
            try:
                done.put((job, work(job)))
            except BaseException as error:  # handed to the thread that asked
                done.put(error)
                return


def _finish(
    threads: list[threading.Thread], done: "queue.Queue[Any]", stop: threading.Event, hurry: threading.Event | None
) -> None:
    """Let the threads end; what they still have to hand over is thrown away."""
    stop.set()
    while any(thread.is_alive() for thread in threads) and not (hurry and hurry.is_set()):
        try:
            done.get(timeout=0.05)
        except queue.Empty:
            continue
