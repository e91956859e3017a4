"""Run every benchmark but the suite, which has a command of its own: `python -m benchmarks`."""

import runpy
import sys
from pathlib import Path

_APART = {"made", "suite"}
"""What the suite is made of."""


def main() -> int:
    """Run the modules of this folder one after the other; 1 if one of them failed."""
    failed = 0
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        if path.stem in _APART:
            continue
        print(f"== {path.stem}", flush=True)
        try:
            runpy.run_module(f"benchmarks.{path.stem}", run_name="__main__")
        except SystemExit as end:
            failed |= bool(end.code)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
