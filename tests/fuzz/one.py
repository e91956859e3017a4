"""One target under atheris: python -m tests.fuzz.one TARGET SECONDS FOLDER; libFuzzer ends the process."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

SECONDS, MEGABYTES, LONGEST = 5, 500, 4096
HANGS = 120
"""So many seconds by the clock: on a busy machine an input may wait for long, and takes no more work for that."""


def timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target; that it takes too much time of the processor is a find."""

    def tried(data: bytes) -> None:
        began = time.process_time()
        target(data)
        took = time.process_time() - began
        assert took < SECONDS, f"took {took:.1f} s of processor time"

    return tried


def main(target: str, seconds: str, finds: str) -> None:
    """Fuzz it."""
    with atheris.instrument_imports(include=["alliance_cli"]):
        from tests.fuzz import targets
    corpus = Path(__file__).parent / "corpus" / target
    targets.TARGETS[target](b"Nissan")  # what is loaded once
    megabytes = MEGABYTES + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    argv = [
        "fuzz", tempfile.mkdtemp(prefix="alliance-corpus-"), *([str(corpus)] if corpus.is_dir() else []),
        f"-max_total_time={seconds}", f"-timeout={HANGS}", f"-rss_limit_mb={megabytes}", f"-max_len={LONGEST}",
        f"-artifact_prefix={finds}/{target}-", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup(argv, timed(targets.TARGETS[target]))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
