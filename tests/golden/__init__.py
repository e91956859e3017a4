"""The golden corpus: the whole explanation of every text the repository holds, kept so that no change of it goes unseen.

    python -m tests.golden                     # compare, say which texts are read otherwise
    python -m tests.golden --write             # keep what is read now
    python -m tests.golden --rules             # how often each rule fires
    python -m tests.golden --labelled F.jsonl  # the same for texts that are not in the repository, by digests alone

Texts: the passages (`tests/passages`), the samples (`data/samples`) and the examples
(`examples.jsonl` here, one object a line: `rule`, `text`, perhaps `title`, `published`, `publisher`).
An example with a rule makes that rule fire, the clearest of each rule stands first; one without is there for what
else a reading meets: speakers, asides, endings, denials, dates, other languages, and what must not be read.
Beside them stand probes (`probes.jsonl`), one or more for each word of the tables: bare sentences that are read
otherwise if the word no longer counts. Of them only digests are kept. The export and a timeline of the demo ledger
are kept whole (`demo/`), and so are the frames with their rules in the order in which these are tried (`rules.txt`).
"""

import ast
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import alliance_cli
from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.relations.registry import NOUN_RULES, RULES
from alliance_cli.models import Report
from alliance_cli.sources import read_inputs
from tests import accuracy

FOLDER = Path(__file__).parent
KEPT = FOLDER / "explanations.jsonl"
EXAMPLES = FOLDER / "examples.jsonl"
PROBES = FOLDER / "probes.jsonl"
ORDER = FOLDER / "rules.txt"
DIGESTS = FOLDER / "labelled.tsv"
_SAMPLES = FOLDER.parent.parent / "data" / "samples"


def texts() -> Iterator[tuple[str, Report]]:
    """Every text of the repository with an id of its own, always in the same order."""
    for group in accuracy.groups():
        for passage in accuracy.passages(group):
            yield f"passage {passage.id}", passage.report
    for path in sorted(_SAMPLES.glob("*/*.md")):
        for item in read_inputs([str(path)]):
            assert isinstance(item, Report), item
            yield f"sample {path.parent.name}/{path.stem}", item
    for number, record in enumerate(examples(), 1):
        yield example_id(number, record), _report(record)


def examples() -> list[dict[str, Any]]:
    """The examples, each with the `rule` it is there for, "" where it is there for something else."""
    return [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]


def example_id(number: int, record: dict[str, Any]) -> str:
    """What an example goes by: "example 7 noun-with", "example 380"."""
    return f"example {number} {record['rule']}".rstrip()


def rules() -> frozenset[str]:
    """Every rule of English that can make a candidate, by the names that stand in the source of the reader."""
    found: set[str] = set()
    for path in sorted((Path(alliance_cli.__file__).parent / "extract" / "en").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found.update(_rules_at(node))
    return frozenset(found)


_MAKERS = frozenset({"filled", "_tied", "tie", "Assertion", "rule"})
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def _rules_at(node: ast.AST) -> Iterator[str]:
    """The rule that a call makes a candidate by or that an assignment names."""
    held: list[ast.expr] = []
    if isinstance(node, ast.Call) and _last_name(node.func) in _MAKERS:
        held = node.args
    elif isinstance(node, ast.Assign) and any(_last_name(part) == "rule" for part in _parts(*node.targets)):
        held = [*_parts(node.value)]
    for part in held:
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _RULE.fullmatch(part.value):
            yield part.value


def _last_name(node: ast.expr) -> str:
    """ "tie" of `noun.tie`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _parts(*nodes: ast.expr) -> Iterator[ast.expr]:
    """The members of tuples and of either-or expressions, other expressions themselves."""
    for node in nodes:
        if isinstance(node, ast.Tuple):
            yield from _parts(*node.elts)
        elif isinstance(node, ast.IfExp):
            yield from _parts(node.body, node.orelse)
        else:
            yield node


def order() -> str:
    """The frames and their rules in the order in which these are tried: frame, place, function, names it gives."""
    rows = []
    for title, registry in (("triggers", RULES), ("nouns", NOUN_RULES)):
        rows += [f"# {title}"]
        for rule in sorted(registry, key=lambda rule: rule.frame):  # stable: within a frame as it is tried
            rows.append(f"{rule.frame}\t{rule.order}\t{rule.read.__name__}\t{' '.join(rule.examples)}".rstrip())
    return "".join(f"{row}\n" for row in rows)


def probes() -> list[dict[str, Any]]:
    """The probes: text, perhaps title and date, and the `digest` of what was read."""
    return [json.loads(line) for line in PROBES.read_text(encoding="utf-8").splitlines()]


def probed(record: dict[str, Any]) -> dict[str, Any]:
    """A probe with the digest of what is read now."""
    return record | {"digest": digest(explanation(_report(record)))}


def write_probes() -> None:
    """Keep what is read now."""
    made = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in map(probed, probes()))
    PROBES.write_text(made, encoding="utf-8")


def _report(record: dict[str, Any]) -> Report:
    return accuracy.report_of({"id": "example"} | record)


def explanation(report: Report) -> str:
    """All that is read on the way from a report to its claims: one line of JSON with sorted keys."""
    reading = readers.choose(report).read(report, gazetteer.packaged())
    assert reading.trace is not None
    made = {"language": reading.language, **reading.trace(), "claims": [asdict(claim) for claim in reading.claims]}
    return json.dumps(made, ensure_ascii=False, sort_keys=True, default=str)


def lines(reports: Iterable[tuple[str, Report]]) -> Iterator[tuple[str, str]]:
    """Each id with the explanation of its text."""
    for name, report in reports:
        yield name, explanation(report)


def kept() -> dict[str, str]:
    """The explanations that are held, by id."""
    return dict(line.split("\t", 1) for line in KEPT.read_text(encoding="utf-8").splitlines())


def digest(explained: str) -> str:
    """What is kept of a text that must not be: enough to see that it is read as before."""
    return hashlib.sha256(explained.encode()).hexdigest()[:20]


def fired(explained: str) -> Counter[str]:
    """How often each rule made a candidate in a text."""
    return Counter(cue["rule"] for cue in json.loads(explained)["cues"] if cue["rule"])


def in_language(explained: str, code: str) -> bool:
    """True if a text was read in this language."""
    return bool(json.loads(explained)["language"] == code)


def differing(one: str, other: str) -> list[str]:
    """The parts of two explanations that are not the same: "mentions", "cues", "candidates", "claims"."""
    before, after = json.loads(one), json.loads(other)
    return [part for part in before if before[part] != after.get(part)]
