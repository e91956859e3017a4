"""How well filings are read that were labelled by reading, and how well their items are told apart.

    python -m benchmarks.filings FOLDER [--labels LABELS.jsonl] [--items FOLDER] [--half learnt|held|both] [--errors]

FOLDER holds filings as EDGAR serves them. LABELS has a line for each that was labelled: its file name as "id", the day
on which it was filed as "date", its "talks". `--items` names a folder of JSON files with "filename", "filing_date" and
"item_NUMBER" for each item (as edgar-crawler writes them), which the items found are held against. Rules are made on
the half `learnt` (by a hash of the id), so that `held` says what they are worth; `--errors` lists what is false and
what is missed. Nothing is fetched, and nothing of these filings belongs here.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from alliance_cli import gazetteer
from alliance_cli.models import Basis, Claim, Report
from alliance_cli.services.intake.reading import understand
from alliance_cli.sources import read_inputs
from benchmarks.labels.labels import Labelled
from benchmarks.labels.scoring import FIELDS, Score, score


def main() -> int:
    """Measure and print; 1 if there is nothing to read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filings")
    parser.add_argument("folder", type=Path, help="filings as EDGAR serves them")
    parser.add_argument("--labels", type=Path, help="JSON Lines: id, date, talks")
    parser.add_argument("--items", type=Path, help="a folder of JSON files with the items of each filing")
    parser.add_argument("--half", choices=("learnt", "held", "both"), default="both")
    parser.add_argument("--errors", action="store_true", help="list what is false and what is missed")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"no folder {options.folder}", file=sys.stderr)
        return 1
    if options.items:
        print(_items(options.folder, options.items, options.errors))
    if options.labels:
        print(_talks(options.folder, _labels(options.labels, options.half), options.errors))
    return 0


def _half(name: str) -> str:
    return "held" if int(hashlib.sha1(name.encode()).hexdigest(), 16) // 2 % 2 else "learnt"


def _labels(file: Path, half: str) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [record for record in records if half in ("both", _half(record["id"]))]


def _reports(file: Path) -> Iterator[Report]:
    return (item for item in read_inputs([str(file)]) if isinstance(item, Report))


def _talks(folder: Path, records: Sequence[dict[str, Any]], errors: bool) -> str:
    known = gazetteer.packaged()
    read: list[tuple[Labelled, Sequence[Claim]]] = []
    wrong = undated = 0
    for record in records:
        found: list[Claim] = []
        for report in _reports(folder / record["id"]):
            found += understand(report, known).claims
            wrong += report.published is not None and report.published.day.isoformat() != record["date"]
            undated += report.published is None
        talks = tuple({"aliases": {}, "optional": []} | talk for talk in record["talks"])
        read.append((Labelled(record["id"], "filings", "", 0, "", 0, talks), found))
    made = score(read)
    filed = sum(claim.basis is Basis.FILING for _, claims in read for claim in claims)
    lines = [*(made.errors if errors else ()), *_figures(made)]
    lines.append(f"basis filing on {filed} of {made.counts['claims']} claims")
    return "\n".join([*lines, f"filing dates: {wrong} wrong, {undated} not told, of {len(records)} filings"])


def _figures(made: Score) -> Iterator[str]:
    yield f"talks: precision {made.precision:.3f}, recall {made.recall:.3f}, f1 {made.f1:.3f}, strict {made.strict:.3f}"
    yield "fields: " + ", ".join(f"{name} {made.share(name, 'found'):.3f}" for name in FIELDS)


def _items(folder: Path, reference: Path, errors: bool) -> str:
    from alliance_cli.filings.about import read_head

    right = dated = wrong = count = 0
    told: list[str] = []
    for file in sorted(reference.rglob("*.json")):
        record = json.loads(file.read_text("utf-8"))
        wanted = {name.removeprefix("item_") for name, text in record.items() if name.startswith("item_") and text}
        report = next(_reports(folder / record["filename"]), None)
        head = read_head(report.text) if report else None
        found = set(head[0].items) if head else set()
        day = report.published.day.isoformat() if report and report.published else ""
        count, right = count + 1, right + (found == wanted)
        dated, wrong = dated + bool(day), wrong + (bool(day) and day != record["filing_date"])
        if found != wanted or (day and day != record["filing_date"]):
            told.append(
                f"{record['filename']}: missed {sorted(wanted - found)}, invented {sorted(found - wanted)} {day}"
            )
    share = right / count if count else 0.0
    lines = told if errors else []
    return "\n".join(
        [*lines, f"items: {right} of {count} filings ({share:.1%}); filing dates: {wrong} of {dated} wrong"]
    )


if __name__ == "__main__":
    sys.exit(main())
