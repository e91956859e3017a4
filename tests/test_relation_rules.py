"""The rules of relations: each is the first to read its own examples, all that fire are registered, in a kept order."""

import json

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.relations.registry import NOUN_RULES, RULES
from alliance_cli.models import Report
from tests import golden

EXAMPLES = sorted({pair for rule in (*RULES, *NOUN_RULES) for pair in rule.examples.items()})


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_a_rule_is_the_first_to_read_its_example(name: str, example: str) -> None:
    last = example.rfind(". ") + 1  # what stands before the last sentence only says who is meant in it
    reading = readers.RULES.read(Report("", example), gazetteer.packaged())
    assert reading.trace is not None
    read = [cue["rule"] for cue in reading.trace()["cues"] if cue["rule"] and cue["start"] >= last]
    assert read[:1] == [name]


def test_no_name_of_a_rule_has_two_examples() -> None:
    names = [name for name, _ in EXAMPLES]
    assert len(names) == len(set(names))


def test_every_rule_that_fires_is_registered_with_an_example() -> None:
    english = [told for text in golden.kept().values() if (told := json.loads(text))["language"] != "ja"]
    fired = {cue["rule"] for told in english for cue in told["cues"]}
    assert fired - {""} == {name for name, _ in EXAMPLES}


def test_frames_and_their_rules_stand_in_the_kept_order() -> None:
    assert golden.order() == golden.ORDER.read_text(encoding="utf-8"), "python -m tests.golden --write, if it is meant"
