"""Learn the judges of English from labelled news, from the samples and from the passages of the tests.

    python -m benchmarks.learn TEXTS.jsonl [--also LABELS.jsonl TEXTS.jsonl] [--only real] [--write]

TEXTS is what `python -m benchmarks.labels.texts` brings. Only reports of folds 0 to 7 are learnt from. `--also` takes
labels of other news that are not in the repository, in the form of `data/labels/news.jsonl`, and their texts, as JSON
Lines by the same ids; the table that is kept was learnt with 786 such reports beside those of `data/labels`. Prints how
right the rules and the judges are on reports that the judges did not learn from (eight-fold cross-validation), and
with `--write` writes `alliance_cli/data/en/judges.tsv` from all of them; with `--only` the weights of the other
questions stay. What the table holds are weights of circumstances in words of the program's own, and of single words
and pairs of them that stand near a cue in many reports: no text could be read back from it.

Needs scikit-learn: `pip install --group learn`. The method is multinomial logistic regression with an L2 penalty;
the odds that a talk is real are then brought to what is found in that cross-validation.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from alliance_cli import gazetteer
from alliance_cli.extract.aggregation.assemble import claims
from alliance_cli.extract.aggregation.grounds import grounds
from alliance_cli.extract.aggregation.revising import source
from alliance_cli.extract.aggregation.wording import PAIR
from alliance_cli.extract.document import Document, TalkCandidate
from alliance_cli.extract.en.english import English
from alliance_cli.extract.pipeline import analyse
from alliance_cli.extract.scoring.judges import ALWAYS
from alliance_cli.models import Claim, Report
from alliance_cli.sources import read_inputs
from benchmarks.labels.labels import LEARNT, reports
from benchmarks.labels.scoring import fits
from tests import accuracy, samples

FILE = Path(__file__).parent.parent / "alliance_cli" / "data" / "en" / "judges.tsv"
FOLDS = 8
LEAST = 12
"""In so many talks a circumstance must hold to be weighed at all."""
LEAST_OF_PAIRS = 30
"""A pair of words in so many: there are many pairs."""
OWN = {"status": 2.0, "stage": 2.0, "real": 0.3, "main": 2.0, "when": 2.0, "origin": 1.0}
"""What a passage or a sample weighs beside a report, by question: it was written to show what is hard, and labelled
with care. But nearly all that is read in them is right, as the rules were made by them: that teaches not to doubt."""
OF_MAIN = 3.0
"""What a date beside a main talk weighs beside one of the background: when that happened is what readers ask for."""
FAINT = 0.03
"""A circumstance of which no weight is larger is left out."""
STRENGTH = {"status": 0.04, "stage": 0.04, "real": 0.05, "main": 0.05, "when": 0.05, "origin": 0.04}
"""The inverse of the penalty, by question."""


class Level(NamedTuple):
    """How log odds are brought to what is found: times `stretch`, plus `shift`."""

    stretch: float
    shift: float


AS_LEARNT = Level(1.0, 0.0)
HEAD = """\
# Learnt by `python -m benchmarks.learn`: question, circumstance, and what it weighs for each answer, in log odds.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A talk that the rules found, or a date told beside one: its report, the circumstances for each question, the
    right answers, and what it weighs.
    """

    report: str
    named: dict[str, frozenset[str]]
    answers: dict[str, str]
    by_rules: dict[str, str]
    own: bool
    weight: float = 1.0


def main() -> int:
    """Learn, measure, print, write if asked to; 1 if there are no texts to read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learn")
    parser.add_argument("texts", nargs="?", help="JSON Lines that python -m benchmarks.labels.texts made")
    parser.add_argument(
        "--also", nargs=2, action="append", default=[], metavar=("LABELS", "TEXTS"), help="other labels"
    )
    parser.add_argument("--only", action="append", choices=list(STRENGTH), help="only this question; may be repeated")
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    if options.texts is None or not Path(options.texts).exists():
        print("no texts: python -m benchmarks.labels.texts brings them")
        return 0
    others = [example for labels, texts in options.also for example in _of_others(labels, texts)]
    examples = [*_of_news(options.texts), *others, *_of_passages(), *_of_samples()]
    table = []
    for question in STRENGTH:
        if question not in (options.only or STRENGTH):
            table += _as_it_stands(question)
            continue
        asked = [example for example in examples if question in example.answers]
        print(f"{question}: {_checked(question, asked)}")
        level = levelled(asked) if question == "real" else AS_LEARNT
        table += [f"{question}\t{name}\t{cell}\n" for name, cell in weights(question, asked, level)]
    if options.write:
        FILE.write_text(HEAD + "".join(table), encoding="utf-8")
    return 0


def _as_it_stands(question: str) -> list[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    return [line for line in lines if line.startswith(question + "\t")]


@cache
def _pack() -> English:
    return English()


def _of_news(file: str) -> Iterator[Example]:
    for label, report in reports(file):
        if label.fold in LEARNT:
            yield from _examples(label.id, report, label.talks, fits, own=False)


def _of_others(labels: str, texts: str) -> Iterator[Example]:
    """Reports with labels that are not in the repository."""
    lines = Path(labels).read_text(encoding="utf-8").splitlines()
    wanted = {label["id"]: label["talks"] for label in map(json.loads, lines)}
    for item in read_inputs([texts]):
        if isinstance(item, Report) and item.record_id in wanted:
            talks = [{"aliases": {}, **talk} for talk in wanted[item.record_id]]
            yield from _examples(item.record_id, item, talks, fits, own=False)


def _of_passages() -> Iterator[Example]:
    for group in accuracy.groups():
        for passage in accuracy.passages(group):
            sure = [talk for talk in passage.talks if not talk.get("may")]
            yield from _examples(passage.id, passage.report, sure, accuracy.fits, own=True)


def _of_samples() -> Iterator[Example]:
    for path in samples.SAMPLES:
        yield from _examples(path.stem, samples.report_of(path), samples.talks_of(path), samples.fits, own=True)


def _examples(name: str, report: Report, talks: Sequence[dict[str, Any]], fit: Any, *, own: bool) -> Iterator[Example]:
    """The talks that the rules find in a report."""
    pack = _pack()
    document = analyse(report, gazetteer.packaged(), pack, judged=False)
    free = list(talks)
    found = claims(document, pack.scorer)
    kept = sorted(document.kept, key=lambda talk: (not talk.main, -talk.score))
    for talk, claim in zip(kept, found, strict=True):
        fitting = [label for label in free if fit(claim, label)]
        best = min(fitting, key=lambda label: _rank(claim, label), default=None)
        if best is not None:
            free.remove(best)
        by_rules = {"status": claim.status.value, "stage": claim.stage.value, "main": _place(claim.main)}
        answers = {key: _right(best, key, by_rules[key]) for key in ("status", "stage") if best and key in best}
        if best is not None:
            answers["main"] = _place(_is_main(best))
        if best is not None and _is_main(best) and "origin" in best:
            answers["origin"], by_rules["origin"] = source(str(best["origin"])), source(claim.origin)
        answers["real"] = "no" if best is None else "yes"
        yield Example(name, _named(document, talk, pack), answers, by_rules, own)
        if best is not None and "event_date" in best:
            yield from _dates(name, document, talk, str(best["event_date"]), own=own, main=_is_main(best))


def _dates(
    name: str, document: Document, talk: TalkCandidate, right: str, *, own: bool, main: bool
) -> Iterator[Example]:
    """The dates told beside a talk."""
    by_rules = document.slots[talk].event_date
    weight = OF_MAIN if main else 1.0
    for told in _pack().dates(document, talk, document.verdicts[talk], by_rules):
        answer, rules = (_yes(str(told.date) == right), _yes(told.date == by_rules))
        yield Example(name, {"when": told.circumstances}, {"when": answer}, {"when": rules}, own, weight)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _right(label: dict[str, Any], key: str, read: str) -> str:
    """The right answer; of several that are right, what the rules read."""
    allowed = (*label.get("accept", {}).get(key, ()), *(label.get("also_stages", ()) if key == "stage" else ()))
    return read if read in allowed else str(label[key])


def _rank(claim: Claim, label: dict[str, Any]) -> tuple[bool, bool]:
    return (
        claim.kind not in (label["kind"], *label.get("also_kinds", ())),
        not _is_main(label),
    )


def _is_main(label: dict[str, Any]) -> bool:
    return bool(label["salience"] == "main" if "salience" in label else label.get("main", True))


def _place(main: bool) -> str:
    return "main" if main else "background"


def _named(document: Document, talk: TalkCandidate, pack: English) -> dict[str, frozenset[str]]:
    return grounds(document, talk, document.verdicts[talk], pack.scorer, gazetteer.packaged())._asdict()


def _checked(question: str, examples: Sequence[Example]) -> str:
    """How often the rules and the judge are right, the judge on what it did not learn from."""
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        vectors, model = _learnt(question, [example for example in examples if _fold(example) != fold])
        held = [example for example in examples if _fold(example) == fold]
        for example, answer in zip(held, model.predict(vectors.transform(_rows(question, held))), strict=True):
            right["judge"] += answer == example.answers[question]
            right["rules"] += example.by_rules.get(question, "yes") == example.answers[question]
    return ", ".join(f"{who} {right[who] / len(examples):.3f}" for who in ("rules", "judge")) + f" of {len(examples)}"


def _fold(example: Example) -> int:
    return int(hashlib.sha1(example.report.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def _rows(question: str, examples: Sequence[Example], known: Collection[str] | None = None) -> list[dict[str, float]]:
    return [
        {name: 1.0 for name in sorted(example.named[question]) if known is None or name in known}
        for example in examples
    ]


def _learnt(question: str, examples: Sequence[Example]) -> tuple[Any, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    often = Counter(name for example in examples for name in example.named[question])
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(_rows(question, examples, {name for name in often if often[name] >= _least(name)}))
    model = LogisticRegression(C=STRENGTH[question], max_iter=1000)
    heavy = [example.weight * (OWN[question] if example.own else 1.0) for example in examples]
    return vectors, model.fit(matrix, [example.answers[question] for example in examples], sample_weight=heavy)


def levelled(examples: Sequence[Example]) -> Level:
    """What makes the odds that a talk is real those that are found on news that was not learnt from (Platt 1999).

    A strong penalty keeps odds too near to even, and the project's own passages are read better than news is.
    """
    from sklearn.linear_model import LogisticRegression

    odds: list[list[float]] = []
    answers: list[str] = []
    for fold in range(FOLDS):
        vectors, model = _learnt("real", [example for example in examples if _fold(example) != fold])
        held = [example for example in examples if _fold(example) == fold and not example.own]
        odds += [[score] for score in model.decision_function(vectors.transform(_rows("real", held)))]
        answers += [example.answers["real"] for example in held]
    found = LogisticRegression(C=1e4).fit(odds, answers)
    level = Level(float(found.coef_[0][0]), float(found.intercept_[0]))
    print(f"real: log odds times {level.stretch:.2f}, {level.shift:+.2f}, are those of news that was not learnt from")
    return level


def _least(circumstance: str) -> int:
    return LEAST_OF_PAIRS if PAIR in circumstance else LEAST


def weights(question: str, examples: Sequence[Example], level: Level = AS_LEARNT) -> Iterator[tuple[str, str]]:
    """The rows of the table: what always holds first, then the circumstances by name; `level` is for two answers."""
    vectors, model = _learnt(question, examples)
    # with two answers the model has weights for the second alone
    two = len(model.classes_) == 2
    answers = list(model.classes_[::-1] if two else model.classes_)
    columns = [[*row, 0.0] if two else list(row) for row in level.stretch * model.coef_.T]
    start = level.stretch * model.intercept_ + level.shift
    start = [*start, 0.0] if two else list(start)
    yield ALWAYS, _cell(answers, start)
    for name, row in zip(vectors.get_feature_names_out(), columns, strict=True):
        if max(map(abs, row)) > FAINT:
            yield name, _cell(answers, row)


def _cell(answers: Sequence[str], weights: Sequence[float]) -> str:
    return " ".join(f"{answer}:{weight:.2f}" for answer, weight in zip(answers, weights, strict=True))


if __name__ == "__main__":
    sys.exit(main())
