"""Every text of the repository is read as it was: names, cues, candidates, reasons and claims."""

from collections import Counter

from tests import golden


def test_every_text_is_read_as_the_golden_corpus_holds() -> None:
    now, held = dict(golden.lines(golden.texts())), golden.kept()
    changed = {
        name: golden.differing(held[name], made) if name in held else ["new"]
        for name, made in now.items()
        if held.get(name) != made
    }
    assert not changed, "python -m tests.golden says where; --write keeps what is read now"
    assert now.keys() == held.keys()


def test_every_example_makes_its_rule_fire() -> None:
    held = golden.kept()
    for number, record in enumerate(golden.examples(), 1):
        assert golden.fired(held[f"example {number} {record['rule']}"])[record["rule"]], record


def test_every_rule_fires_three_times_at_least() -> None:
    total: Counter[str] = Counter()
    for explained in golden.kept().values():
        total.update(golden.fired(explained))
    assert {record["rule"] for record in golden.examples()} <= total.keys()
    assert not [rule for rule, times in total.items() if times < 3]
