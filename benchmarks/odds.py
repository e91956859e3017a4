"""Whether the odds of rumours hold: learnt on what was known by a day, checked on the rumours after it.

    python -m benchmarks.odds LEDGER [--cut 2011-01-01] [--by origin,stage,kind]

Prints how many rumours came true, the Brier score beside that of the plain share, and the reliability table: of rumours
given such odds, how many were confirmed within a year.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from alliance_cli.ledger.odds import USUAL, WINDOW, Case, odds
from alliance_cli.services.keeping import opening
from alliance_cli.services.looking import track_record
from alliance_cli.services.looking.odds import known, sort_of
from alliance_cli.services.looking.selection import Moment
from alliance_cli.services.looking.track_record import Outcome, Rumour
from benchmarks.labels import reliability

AGES = (0, 30, 90)
"""How old a rumour is, in days, when its odds are asked for."""

Judged = tuple[float, bool]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.odds")
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--cut", type=date.fromisoformat, default=date(2011, 1, 1))
    parser.add_argument("--by", default=",".join(USUAL), help="what rumours share that are like each other")
    args = parser.parse_args()
    conn = opening.for_reading(args.ledger)
    (last,) = conn.execute("SELECT max(last_reported) FROM talks").fetchone()
    end = date.fromisoformat(last)
    rumours = track_record.rumours(conn, Moment(end))
    print("\n".join(report(rumours, args.cut, end, args.by.split(","))))
    return 0


def report(rumours: Sequence[Rumour], cut: date, end: date, by: Sequence[str] = USUAL) -> Iterator[str]:
    """The figures, a line each."""
    before = known([r for r in rumours if r.first < cut], cut)
    later = [r for r in rumours if cut <= r.first and r.first + timedelta(days=WINDOW) < end]
    yield f"{len(rumours)} rumours; learnt on {_share(before)} before {cut}"
    cases = known(later, end)
    yield f"checked on {_share(cases)} from {cut} whose year ended by {end}"
    for age in AGES:
        yield from _at(age, before, later, by)


def _share(cases: Sequence[Case]) -> str:
    hits = sum(case.came_true for case in cases)
    return f"{len(cases)} ({hits} came true, {hits / max(1, len(cases)):.1%})"


def _at(age: int, before: Sequence[Case], later: Sequence[Rumour], by: Sequence[str]) -> Iterator[str]:
    asked = [r for r in later if r.days is None or r.days > age]
    told = [(odds(before, sort_of(r), age, by), r.outcome is Outcome.CONFIRMED) for r in asked]
    judged: list[Judged] = [(given.rate, true) for given, true in told if given.rate is not None]
    alive = [case.came_true for case in before if case.lived > age]
    plain = sum(alive) / max(1, len(alive))
    yield f"\nat {age} days: {len(judged)} of {len(asked)} rumours are given odds"
    yield f"  Brier score {_brier(judged):.4f}; {_brier([(plain, true) for _, true in judged]):.4f} by the plain share"
    groups = Counter(" ".join(given.by) or "all" for given, _ in told if given.rate is not None)
    yield "  from " + ", ".join(f"{by}: {count}" for by, count in groups.most_common())
    yield f"  mean distance of odds and outcome {reliability.calibration_error(judged):.3f}; given, came true:"
    yield from (f"    {mean:.2f}  {right:.2f}  of {size}" for mean, right, size in reliability.bins(judged))


def _brier(judged: Sequence[Judged]) -> float:
    return sum((given - true) ** 2 for given, true in judged) / max(1, len(judged))


if __name__ == "__main__":
    sys.exit(main())
