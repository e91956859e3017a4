"""How well the terms of deals are read: value, stake, closing, payment, and who buys, against labels.

    python -m benchmarks.terms TEXTS.jsonl [--part learn|held|kept] [--errors]

TEXTS is what `python -m benchmarks.labels.texts` brings. `data/labels/terms.jsonl` says of a main talk of each report
what its text says of these terms; a term that is not in a label was not judged. `--errors` lists what is wrong,
invented and missed; never look at those of `kept`, which is for figures alone.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alliance_cli import gazetteer
from alliance_cli.models import Claim, Role
from alliance_cli.services.intake.reading import understand
from benchmarks.labels.labels import Talk, reports
from benchmarks.labels.scoring import fits

FILE = Path(__file__).parent.parent / "data" / "labels" / "terms.jsonl"

PARTS = ("learn", "held", "kept")
_UNIT = {"value": "currency", "break_fee": "break_fee_currency"}
_BUYING = frozenset({Role.BUYER, Role.INVESTOR})
_OUTCOMES = ("right", "wrong", "invented", "missed")
Label = dict[str, Any]


def main() -> int:
    """Measure and print; 1 if there are no texts to read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.terms")
    parser.add_argument("texts", nargs="?", help="JSON Lines that python -m benchmarks.labels.texts made")
    parser.add_argument("--part", choices=PARTS, help="only these")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, invented and missed")
    options = parser.parse_args()
    if options.texts is None or not Path(options.texts).exists():
        print("no texts: python -m benchmarks.labels.texts brings them")
        return 0
    for part in (options.part,) if options.part else PARTS:
        _print(part, list(_judged(options.texts, part)), errors=options.errors)
    return 0


def _judged(texts: str, part: str) -> Iterator[tuple[str, str, str]]:
    """(term, outcome, report with what was read) of every term that is labelled."""
    wanted = {label["id"]: label for line in FILE.read_text().splitlines() if (label := json.loads(line))}
    known = gazetteer.packaged()
    for labelled, report in reports(texts):
        label = wanted.get(labelled.id)
        if label is None or label["part"] != part:
            continue
        talk = next(t for t in labelled.talks if t["parties"] == label["parties"] and t["salience"] == "main")
        claim = next((c for c in understand(report, known).claims if fits(c, talk)), None)
        if claim is None:
            yield "(talk)", "missed", labelled.id
            continue
        yield "(talk)", "right", labelled.id
        for name, right in label["terms"].items():
            read = _read(claim, name)
            yield name, _outcome(read, right), f"{labelled.id}: {read}, not {right}"
        if talk["buyer"]:
            yield "buyer", _direction(claim, talk), labelled.id


def _read(claim: Claim, name: str) -> Any:
    held = getattr(claim, name)
    if name in _UNIT:
        return [held, getattr(claim, _UNIT[name])] if held else None
    return str(held) if held and not isinstance(held, float) else held


def _outcome(read: Any, right: list[Any]) -> str:
    if not right:
        return "invented" if read else "none"
    if not read:
        return "missed"
    return "right" if read in right else "wrong"


def _direction(claim: Claim, talk: Talk) -> str:
    """Whether a party that buys is read as buying, and none that does not."""
    buyers = {name.casefold() for name in talk["buyer"]}
    said = [party for party in claim.parties if party.role in _BUYING]
    if not said:
        return "missed"

    def one(name: str, mentions: tuple[str, ...]) -> bool:
        return any(m.casefold() in b or b in m.casefold() for b in buyers for m in (name, *mentions))

    return "right" if all(one(party.name, party.mentions) for party in said) else "wrong"


def _print(part: str, judged: list[tuple[str, str, str]], *, errors: bool) -> None:
    counts = Counter((term, outcome) for term, outcome, _ in judged)
    print(f"{part:18}" + "".join(f"{outcome:>10}" for outcome in (*_OUTCOMES, "none")) + f"{'given':>10}{'false':>10}")
    for term in dict.fromkeys(term for term, _, _ in judged):
        right, wrong, invented, missed = (counts[term, outcome] for outcome in _OUTCOMES)
        given, said = right + wrong + missed, right + wrong + invented
        shares = f"{right / given if given else 0:10.2f}{(wrong + invented) / said if said else 0:10.2f}"
        row = "".join(f"{n:>10}" for n in (right, wrong, invented, missed, counts[term, "none"]))
        print(f"{term:18}{row}{shares}")
    if errors:
        print("\n".join(f"{outcome:9} {term:14} {what}" for term, outcome, what in judged if outcome in _OUTCOMES[1:]))
    print()


if __name__ == "__main__":
    sys.exit(main())
