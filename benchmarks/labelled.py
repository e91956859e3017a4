"""How well news is read that was labelled by reading (`data/labels`), and what the confidence of a claim is worth.

    python -m benchmarks.labelled TEXTS.jsonl [--folds 0-7] [--errors]

TEXTS is what `python -m benchmarks.labels.texts` brings. "place" is how many of the right claims are main or background
as labelled. `--errors` lists each claim that is false and each talk that is missed, of folds 0 to 7 alone: the others
are for checking.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from alliance_cli import gazetteer
from alliance_cli.models import Claim
from alliance_cli.services.intake.reading import understand
from benchmarks.labels import reliability
from benchmarks.labels.labels import LEARNT, Labelled, reports
from benchmarks.labels.scoring import FIELDS, Score, score

_HEAD = f"{'':10} {'reports':>7} {'main':>5} {'prec.':>6} {'recall':>6} {'f1':>6} {'strict':>6}"


def main() -> int:
    """Measure and print; 1 if there are no texts to read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.labelled")
    parser.add_argument("texts", nargs="?", help="JSON Lines that python -m benchmarks.labels.texts made")
    parser.add_argument("--folds", default="0-13", metavar="A-B", help="only these folds, both included")
    parser.add_argument("--errors", action="store_true", help="list what is false and what is missed in folds 0 to 7")
    options = parser.parse_args()
    if options.texts is None or not Path(options.texts).exists():
        print("no texts: python -m benchmarks.labels.texts brings them")
        return 0
    first, _, last = options.folds.partition("-")
    folds = range(int(first), int(last or first) + 1)
    known = gazetteer.packaged()
    found = ((label, report) for label, report in reports(options.texts) if label.fold in folds)
    read = [(label, understand(report, known).claims) for label, report in found]
    if options.errors:
        shown = [(label, claims) for label, claims in read if label.fold in LEARNT]
        print("\n".join(score(shown).errors), end="\n\n")
    _print(read)
    return 0


def _print(read: list[tuple[Labelled, Sequence[Claim]]]) -> None:
    print(_HEAD + "".join(f"{name.removeprefix('event_'):>8}" for name in (*FIELDS, "place")))
    groups: dict[str, list[tuple[Labelled, Sequence[Claim]]]] = {"all": read}
    for label, claims in read:
        for name in (label.set, label.chosen):
            groups.setdefault(name, []).append((label, claims))
    for name, held in groups.items():
        print(_row(name, len(held), score(held)))
    total = score(read)
    print("\n" + "\n".join(reliability.table(total.sure)))


def _row(name: str, reports: int, of: Score) -> str:
    figures = (of.precision, of.recall, of.f1, of.strict)
    fields = (*(of.share(field, "found") for field in FIELDS), of.share("placed", "right"))
    return (
        f"{name:10} {reports:>7} {of.counts['main']:>5} "
        + " ".join(f"{figure:6.3f}" for figure in figures)
        + "".join(f"{figure:8.3f}" for figure in fields)
    )


if __name__ == "__main__":
    sys.exit(main())
