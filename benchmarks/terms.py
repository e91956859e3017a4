"""How well the terms of deals are read, and who buys or supplies in them, against labels.

    python -m benchmarks.terms TEXTS.jsonl [--part learn|kept|held] [--errors]

TEXTS is what `python -m benchmarks.labels.texts` brings. `data/labels/terms.jsonl` says of a main talk of each report
what its text says of these terms; a term that is not in a label was not judged. Of names (advisers, regulators,
conditions) each one counts. `--errors` lists what is wrong, invented and missed; never look at those of `kept` and
`held`, which are for figures alone.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alliance_cli import gazetteer
from alliance_cli.models import Claim, Role
from alliance_cli.services.intake.reading import understand
from benchmarks.labels.labels import labels, of_terms, reports, terms
from benchmarks.labels.scoring import fits

PARTS = ("learn", "kept", "held")
_UNIT = {"value": "currency", "break_fee": "break_fee_currency"}
_LISTS = ("advisers", "regulators", "conditions")
_BUYING = frozenset({Role.BUYER, Role.INVESTOR})
_SELLING = frozenset({Role.SELLER})
_GIVING = frozenset({Role.LICENSOR, Role.SUPPLIER})
_TAKING = frozenset({Role.LICENSEE, Role.CUSTOMER})
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
    wanted: dict[str, list[Label]] = {}
    for label in terms():
        if label["part"] == part:
            wanted.setdefault(label["id"], []).append(label)
    known = gazetteer.packaged()
    for labelled, report in reports(texts, (*labels(), *of_terms())):
        for label in wanted.get(labelled.id, ()):
            talk = next(t for t in labelled.talks if t["parties"] == label["parties"] and t["salience"] == "main")
            claim = next((c for c in understand(report, known).claims if fits(c, talk)), None)
            yield "(talk)", "right" if claim else "missed", labelled.id
            if claim:
                yield from (
                    (name, outcome, f"{labelled.id}: {what}") for name, outcome, what in _of_claim(claim, label)
                )


def _of_claim(claim: Claim, label: Label) -> Iterator[tuple[str, str, str]]:
    """(term, outcome, what was read) of every term of a claim that is labelled."""
    for name, right in label["terms"].items():
        judge = _names if name in _LISTS else _figure
        yield from ((name, outcome, what) for outcome, what in judge(claim, name, right))
    sides = (("buyer", _BUYING, label["buyer"]), ("seller", _SELLING, label.get("seller") if "set" in label else None),
             ("giver", _GIVING, label.get("gives")), ("taker", _TAKING, label.get("takes")))  # fmt: skip
    for name, roles, names in sides:
        if names:
            yield name, _direction(claim, names, roles), str([f"{party.role} {party.name}" for party in claim.parties])


def _figure(claim: Claim, name: str, right: list[Any]) -> Iterator[tuple[str, str]]:
    """The one outcome of a term of one value."""
    read = _read(claim, name)
    yield _outcome(read, right), f"{read}, not {right}"


def _names(claim: Claim, name: str, right: list[str]) -> Iterator[tuple[str, str]]:
    """An outcome for each name that was read or is right."""
    read = list(getattr(claim, name))
    for one in read:
        fits = any(_alike(one, other) for other in right)
        yield ("right" if fits else "invented"), f"{one}, not {right}"
    yield from (("missed", f"{one}, of {read}") for one in right if not any(_alike(one, other) for other in read))
    if not read and not right:
        yield "none", ""


def _alike(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


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
    return "right" if any(_same(read, one) for one in right) else "wrong"


def _same(read: Any, right: Any) -> bool:
    return bool(abs(read - right) < _CLOSE if isinstance(read, float) else read == right)


_CLOSE = 0.01
"""Shares that differ by less, in percent, are the same."""


def _direction(claim: Claim, names: Iterable[str], roles: frozenset[Role]) -> str:
    """Whether a party of these names is read in one of the roles, and none that is another."""
    said = [party for party in claim.parties if party.role in roles]
    if not said:
        return "missed"
    fitting = [any(_alike(m, name) for name in names for m in (p.name, *p.mentions)) for p in said]
    return "right" if all(fitting) else "wrong"


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
