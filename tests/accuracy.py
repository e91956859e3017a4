"""How well the passages are read: `python -m tests.accuracy [--group G] [--errors] [--write-floors]`.

A claim matches a labelled talk when it names at least two of its parties and no company outside `parties` and
`optional`; of several that fit, the one of the right kind is taken first. Missing background is no error, a claim
that matches nothing is.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alliance_cli import gazetteer, names, readers
from alliance_cli.claim_fields import CLAIM_FIELDS
from alliance_cli.models import Claim, Party, Published, Report
from benchmarks.labels import reliability

FOLDER = Path(__file__).parent / "passages"
FLOORS = FOLDER / "floors.json"
_NO_MATTER_OF_RIGHT = {"also_kinds", "confidence", "doubts"}
FIELDS = tuple(
    {"main": "salience"}.get(field.name, field.name) for field in CLAIM_FIELDS if field.name not in _NO_MATTER_OF_RIGHT
)
"""What may be labelled of a talk."""
FIGURES = ("clean", "f1", "found", "precision", "background", *FIELDS)
MARGIN = 0.02
FEWEST = 5  # a share of fewer cases jumps too far to be a floor

Talk = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the talks it reports, as labelled."""

    id: str
    group: str
    report: Report
    talks: tuple[Talk, ...]


@dataclass(slots=True)
class Tally:
    """Counts over passages, and each wrong reading as a line of text; `sure` has the confidence of each claim, and
    whether it fits a labelled talk.
    """

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    sure: list[reliability.Judged] = field(default_factory=list)

    def share(self, right: str, of: str) -> float:
        """A rate from 0 to 1, or NaN where there was nothing to count."""
        return self.counts[right] / self.counts[of] if self.counts[of] else math.nan

    def figure(self, name: str) -> float:
        """One of `FIGURES`, from 0 to 1; NaN where the group has nothing to measure it on."""
        match name:
            case "clean":
                return self.share("clean", "passages")
            case "found":
                return self.share("hit main", "main")
            case "background":
                return self.share("hit background", "background")
            case "precision":
                return self.share("right claims", "claims")
            case "f1":
                return _f1(self.figure("precision"), self.figure("found"))
            case _:
                return self.share(f"right {name}", f"of {name}")

    def add(self, other: "Tally") -> None:
        self.counts.update(other.counts)
        self.errors.extend(other.errors)
        self.sure.extend(other.sure)


def _f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where talks were missed and nothing else was claimed."""
    if math.isnan(recall):
        return math.nan
    precision = 0.0 if math.isnan(precision) else precision
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def groups() -> list[str]:
    """The names of the groups, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def passages(group: str) -> Iterator[Passage]:
    """The passages of a group in the order of the file."""
    for line in (FOLDER / f"{group}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Passage(record["id"], group, report_of(record), tuple(record["talks"]))


def report_of(record: dict[str, Any]) -> Report:
    """The report that a passage's record stands for."""
    stamp = record.get("published")
    published = None
    if stamp:
        at = datetime.fromisoformat(stamp)
        published = Published(at if at.tzinfo else at.replace(tzinfo=UTC), day_only=len(stamp) == 10)
    return Report(
        title=record.get("title", ""),
        text=record["text"],
        publisher=record.get("publisher", ""),
        published=published,
        record_id=record["id"],
    )


def measure(group: str) -> Tally:
    """Read every passage of a group and compare."""
    companies = gazetteer.packaged()
    tally = Tally()
    for passage in passages(group):
        tally.add(compare(passage, readers.choose(passage.report).read(passage.report, companies).claims))
    return tally


def compare(passage: Passage, claims: Sequence[Claim]) -> Tally:
    """Count what was found, missed, invented and rightly described in one passage."""
    tally = Tally()
    free = list(range(len(passage.talks)))
    invented = 0
    for claim in claims:
        fitting = [i for i in range(len(passage.talks)) if fits(claim, passage.talks[i])]
        tally.sure.append((claim.confidence, bool(fitting)))
        unused = [i for i in fitting if i in free]
        if unused:
            best = min(unused, key=lambda i: _preference(claim, passage.talks[i]))
            free.remove(best)
            _count_match(tally, passage, claim, passage.talks[best])
        elif not any(passage.talks[i].get("may") for i in fitting):
            invented += 1
            tally.counts["claims"] += 1
            kind = "again" if fitting else "invented"
            tally.errors.append(f"{kind:9} {passage.id}: {_shown(claim)}")
    missed = _count_missed(tally, passage, [passage.talks[i] for i in free])
    tally.counts["passages"] += 1
    tally.counts["clean"] += not invented and not missed
    return tally


def _preference(claim: Claim, talk: Talk) -> tuple[bool, bool, bool]:
    return (bool(talk.get("may")), not _right("kind", claim, talk), talk["salience"] != "main")


def _count_match(tally: Tally, passage: Passage, claim: Claim, talk: Talk) -> None:
    if talk.get("may"):
        return
    tally.counts.update(["claims", "right claims", talk["salience"], f"hit {talk['salience']}"])
    for name in FIELDS:
        if not _asked(name, talk):
            continue
        right = _right(name, claim, talk)
        tally.counts[f"of {name}"] += 1
        tally.counts[f"right {name}"] += right
        if talk["salience"] == "main":
            tally.counts[f"main {name}"] += 1
            tally.counts[f"found {name}"] += right
        if not right:
            wanted = " | ".join(map(str, _accepted(name, talk)))
            tally.errors.append(f"{name:9} {passage.id}: {_parties(talk)}: {wanted}, read as {_value(name, claim)}")


def _count_missed(tally: Tally, passage: Passage, talks: Iterable[Talk]) -> int:
    missed = 0
    for talk in talks:
        if talk.get("may"):
            continue
        tally.counts[talk["salience"]] += 1
        main = talk["salience"] == "main"
        missed += main
        tally.counts.update(f"main {name}" for name in FIELDS if main and _asked(name, talk))
        label = "missed" if main else "history"
        tally.errors.append(f"{label:9} {passage.id}: {_parties(talk)}, {talk['kind']}, {talk['status']}")
    return missed


def fits(claim: Claim, talk: Talk) -> bool:
    """True if the claim names two of the talk's parties (or one and a unit) and nobody else."""
    optional = talk.get("optional", ())
    covered: set[str] = set()
    extras = 0
    for party in claim.parties:
        hit = next((name for name in talk["parties"] if is_party(party, name)), None)
        if hit is not None:
            covered.add(hit)
        elif any(is_party(party, name) for name in optional):
            extras += 1
        else:
            return False
    return len(covered) >= 2 or (len(covered) == 1 and extras > 0)


def is_party(party: Party, name: str) -> bool:
    """True if any surface form of the party is the labelled name."""
    return any(same_name(form, name) for form in (party.name, *party.mentions))


def same_name(one: str, other: str) -> bool:
    """True if two names can be one company's: equal keys, one the start or end of the other, or its initials."""
    short, long = sorted((names.key(one).split(), names.key(other).split()), key=len)
    if not short:
        return False
    size = len(short)
    if short == long or short in (long[:size], long[-size:]):
        return True
    return size == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _asked(name: str, talk: Talk) -> bool:
    return name in talk or (name == "renewed" and bool(talk.get("renewed")))


def _accepted(name: str, talk: Talk) -> list[object]:
    """Every value of a field that counts as right."""
    more = talk.get("also_kinds", []) if name == "kind" else talk.get("accept", {}).get(name, [])
    return [talk[name], *more]


def _value(name: str, claim: Claim) -> object:
    if name == "salience":
        return "main" if claim.main else "background"
    if name == "event_date":
        return str(claim.event_date) if claim.event_date else ""
    value: object = getattr(claim, name)
    return value


def _right(name: str, claim: Claim, talk: Talk) -> bool:
    value, accepted = _value(name, claim), _accepted(name, talk)
    if name == "origin":
        return any(same_name(str(value), str(wanted)) for wanted in accepted)
    if name == "region":
        return any(_overlap(str(value), str(wanted)) for wanted in accepted)
    return value in accepted


def _overlap(one: str, other: str) -> bool:
    one, other = names.fold(one), names.fold(other)
    return bool(one) and (one in other or other in one)


def _shown(claim: Claim) -> str:
    rules = ", ".join(dict.fromkeys(evidence.rule for evidence in claim.evidence))
    return f"{' + '.join(party.name for party in claim.parties)}, {claim.kind}, {claim.status} ({rules})"


def _parties(talk: Talk) -> str:
    return " + ".join(talk["parties"])


def table(tallies: dict[str, Tally]) -> str:
    """The figures of each group and of all, in percent; a dash where nothing is labelled, no column where nowhere."""
    width = max(map(len, tallies))
    shown = [name for name in FIGURES if not all(math.isnan(tally.figure(name)) for tally in tallies.values())]
    lines = [f"{'':{width}} {'n':>4} {'talks':>5} " + " ".join(f"{name[:9]:>9}" for name in shown)]
    for group, tally in tallies.items():
        talks = tally.counts["main"] + tally.counts["background"]
        cells = " ".join(f"{_percent(tally.figure(name)):>9}" for name in shown)
        lines.append(f"{group:{width}} {tally.counts['passages']:>4} {talks:>5} {cells}")
    return "\n".join(lines)


def _percent(rate: float) -> str:
    return "-" if math.isnan(rate) else f"{100 * rate:.1f}"


def held(tally: Tally) -> dict[str, float]:
    """The figures that floors hold, from 0 to 1, where they rest on enough cases.

    A field counts as right only where the talk was found too, so that finding more talks never lowers it.
    """
    measured = {"clean": ("clean", "passages"), "background": ("hit background", "background")}
    measured |= {name: (f"found {name}", f"main {name}") for name in FIELDS}
    shares = {name: tally.share(*pair) for name, pair in measured.items() if tally.counts[pair[1]] >= FEWEST}
    return shares | ({"f1": tally.figure("f1")} if tally.counts["main"] >= FEWEST else {})


def write_floors(tallies: dict[str, Tally]) -> None:
    """Set the least accuracy of the given groups to what was measured, less the margin."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for group, tally in tallies.items():
        floors[group] = {name: math.floor(1000 * max(0.0, rate - MARGIN)) / 1000 for name, rate in held(tally).items()}
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="How well the passages are read.")
    parser.add_argument("--group", choices=groups(), action="append", help="only this group (may be repeated)")
    parser.add_argument("--errors", action="store_true", help="list each wrong reading")
    parser.add_argument("--write-floors", action="store_true", help="set the floors to these figures less two points")
    options = parser.parse_args()
    tallies = {group: measure(group) for group in options.group or groups()}
    if options.errors:
        print("\n".join(line for tally in tallies.values() for line in tally.errors), end="\n\n")
    if options.write_floors:
        write_floors(tallies)
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    print(table(tallies | {"all": total}), *reliability.table(total.sure), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
