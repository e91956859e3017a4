"""One target under atheris: python -m tests.fuzz.one TARGET SECONDS FOLDER, by the processor's time."""

import itertools
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import atheris

SECONDS, MEGABYTES, LONGEST = 5, 500, 4096
HANGS = 120
"""So many seconds by the clock: on a busy machine an input may wait for long, and takes no more work for that."""


def timed(target: Callable[[bytes], None], seconds: float) -> Callable[[bytes], None]:
    """The target; that it takes too much time of the processor is a find. After so many seconds of that the process
    ends: by the clock a busy machine may leave nothing of them.
    """
    inputs, end = itertools.count(1), time.process_time() + seconds

    def tried(data: bytes) -> None:
        began = time.process_time()
        if began > end:
            print(f"inputs: {next(inputs) - 1}", file=sys.stderr, flush=True)
            os._exit(0)
        next(inputs)
        target(data)
        took = time.process_time() - began
        assert took < SECONDS, f"took {took:.1f} s of processor time"

    return tried


def main(target: str, seconds: str, finds: str) -> None:
    """Fuzz it."""
    with atheris.instrument_imports(include=["alliance_cli"]):
        from tests.fuzz import targets
    corpus, grown = Path(__file__).parent / "corpus" / target, Path(finds) / "grown" / target
    grown.mkdir(parents=True, exist_ok=True)
    targets.TARGETS[target](b"Nissan")  # what is loaded once
    megabytes = MEGABYTES + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    argv = [
        "fuzz", str(grown), *([str(corpus)] if corpus.is_dir() else []),
        f"-timeout={HANGS}", f"-rss_limit_mb={megabytes}", f"-max_len={LONGEST}",
        f"-artifact_prefix={finds}/{target}-", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup(argv, timed(targets.TARGETS[target], float(seconds)))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
