"""Tasks on a cluster: each is tried again where it fails, and what became of it is told as it comes."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple, Protocol

from alliance_cli import limits
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.cluster.places import needs_cluster
from alliance_cli.sources.items import one_line

TRIES = 3
"""So often a task is tried, unless said otherwise."""

_AHEAD = 4
"""So many tasks for each worker wait at the scheduler."""
_FEWEST = 32
_CONNECT = "20s"
_PATIENCE = 120
"""So many seconds are waited for a first worker."""

Task = Callable[..., Any]
"""A function of this program with `careful` among its arguments: True where it ended a worker before."""


class Outcome(NamedTuple):
    """What became of a task: its value, or why it failed; `final` where another try would not help."""

    name: str
    value: Any = None
    fault: str = ""
    code: ExitCode = ExitCode.DONE
    final: bool = False


class Engine(Protocol):
    """Whatever runs tasks."""

    def run(self, task: Task, arguments: Mapping[str, tuple[Any, ...]], tries: int = TRIES) -> Iterator[Outcome]:
        """Call `task` with the arguments of each name; outcomes as they come, each name once.

        Raises AllianceError (75) where the cluster is lost.
        """


@contextmanager
def engine(scheduler: str, jobs: int) -> Iterator[Engine]:
    """The cluster of a scheduler at this address; without one a cluster of so many processes on this machine, for one
    job none but this process.

    Raises AllianceError: 69 where no scheduler answers, 75 where it has no workers, 78 where dask is missing.
    """
    try:
        with limits.loading(limits.LARGE):
            import dask
            import distributed
    except ModuleNotFoundError as error:
        raise needs_cluster(str(error.name)) from None
    if not scheduler and jobs == 1:
        yield Here()
        return
    told = {
        "logging.distributed": "critical", "distributed.comm.timeouts.connect": _CONNECT,
        "distributed.scheduler.allowed-failures": 1,  # what ends its worker is tried again otherwise
    }  # fmt: skip
    with ExitStack() as stack, dask.config.set(told):
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        address = scheduler or stack.enter_context(
            distributed.LocalCluster(
                n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None,
                silence_logs=logging.CRITICAL, memory_limit=0,
            )
        )  # fmt: skip
        try:
            client = stack.enter_context(distributed.Client(address, set_as_default=False))
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise AllianceError(f"the scheduler at {scheduler} has no workers", ExitCode.TRY_AGAIN) from None
        except (OSError, ValueError) as error:
            message = f"no scheduler answers at {one_line(scheduler)}: {one_line(str(error))}"
            raise AllianceError(message, ExitCode.UNAVAILABLE) from None
        yield Cluster(client)


class Here:
    """Runs tasks in this process, by dask's synchronous scheduler."""

    def run(self, task: Task, arguments: Mapping[str, tuple[Any, ...]], tries: int = TRIES) -> Iterator[Outcome]:
        """As `Engine.run`."""
        from dask import delayed

        for name, given in arguments.items():
            for _ in range(tries):
                call = delayed(guarded, pure=False, traverse=False)(task, name, given, careful=False)
                outcome: Outcome = call.compute(scheduler="synchronous")
                if not outcome.fault or outcome.final:
                    break
            yield outcome


class Cluster:
    """Runs tasks on the workers of a cluster."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, task: Task, arguments: Mapping[str, tuple[Any, ...]], tries: int = TRIES) -> Iterator[Outcome]:
        """As `Engine.run`."""
        from distributed import as_completed

        waiting = iter(arguments.items())
        tried: dict[str, int] = dict.fromkeys(arguments, 0)
        running = as_completed(loop=self._client.loop)
        names: dict[str, str] = {}

        def submit(name: str, *, careful: bool = False) -> None:
            tried[name] += 1
            future = self._client.submit(guarded, task, name, arguments[name], careful=careful, pure=False)
            names[future.key] = name
            running.add(future)

        for name, _ in zip(arguments, range(self._room()), strict=False):
            next(waiting)
            submit(name)
        for future in running:
            outcome = self._outcome(future, names.pop(future.key))
            if outcome.fault and not outcome.final and tried[outcome.name] < tries:
                submit(outcome.name, careful=outcome.value is _LOST)
                continue
            if (more := next(waiting, None)) is not None:
                submit(more[0])
            yield outcome

    def _room(self) -> int:
        threads = sum(self._client.nthreads().values())
        return max(_FEWEST, _AHEAD * int(threads))

    def _outcome(self, future: Any, name: str) -> Outcome:
        if future.status == "finished":
            outcome: Outcome = future.result()
            return outcome
        if self._client.status != "running" or future.status != "error":
            raise AllianceError("the cluster is lost; the same command goes on where it stopped", ExitCode.TRY_AGAIN)
        error = future.exception()
        if type(error).__name__ == "KilledWorker":
            return Outcome(name, _LOST, "it ended the workers that read it", ExitCode.TRY_AGAIN)
        return Outcome(name, None, one_line(f"{type(error).__name__}: {error}"), ExitCode.TRY_AGAIN)


_LOST = "lost"


def guarded(task: Task, name: str, arguments: tuple[Any, ...], *, careful: bool) -> Outcome:
    """Call a task; what it raises comes back as a value, as not every exception can be sent."""
    try:
        return Outcome(name, task(*arguments, careful=careful))
    except AllianceError as error:
        return Outcome(name, None, error.message, error.code, final=error.code is ExitCode.CONFIGURATION)
    except Exception as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
        return Outcome(name, None, one_line(reason), ExitCode.TRY_AGAIN)
