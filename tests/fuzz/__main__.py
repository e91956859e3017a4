"""Coverage-guided fuzzing of what reads things from outside.

    python -m tests.fuzz --minutes 10                # each target for its share of the time
    python -m tests.fuzz --minutes 10 dates pages    # these alone

Minutes are of the processor's time. A crash, five seconds of that or 500 MB more than at the start is a find: told, its
input left in dist/fuzz. Once it is mended the input, made small, goes to tests/fuzz/corpus, and tests/test_fuzz.py tries
it ever after. What reaches new code is kept in dist/fuzz/grown, where the next run goes on from.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TARGETS = ("files", "pages", "dates", "extractor", "importing", "completion", "answers")


def fuzzed(target: str, seconds: int, finds: Path) -> bool:
    """Fuzz a target in a process of its own, and say how it went; True if nothing was found."""
    command = [sys.executable, "-m", "tests.fuzz.one", target, str(seconds), str(finds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    runs = re.search(r"^inputs: (\d+)", done.stderr, re.MULTILINE)
    said = f"{int(runs[1]):,} inputs" if runs else "stopped early"
    print(f"{target:<12} {seconds:>5} s  {said}, {'nothing found' if done.returncode == 0 else 'A FIND'}", flush=True)
    if done.returncode:
        print(done.stderr[-4000:])
    return done.returncode == 0


def main() -> int:
    """Fuzz the targets one after another; 1 if there is a find."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=5)
    given = parser.parse_args()
    finds = ROOT / "dist" / "fuzz"
    finds.mkdir(parents=True, exist_ok=True)
    targets = given.targets or TARGETS
    seconds = max(5, int(given.minutes * 60 / len(targets)))
    clean = [fuzzed(target, seconds, finds) for target in targets]
    return int(not all(clean))


if __name__ == "__main__":
    sys.exit(main())
