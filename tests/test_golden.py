"""Every text of the repository is read as it was, and what the demo ledger says of its reports is as it was."""

from collections import Counter

from alliance_cli import package_data
from tests import golden
from tests.golden import demo
from tests.sizes import share


def test_every_text_is_read_as_the_golden_corpus_holds() -> None:
    now, held = dict(golden.lines(golden.texts())), golden.kept()
    changed = {
        name: golden.differing(held[name], made) if name in held else ["new"]
        for name, made in now.items()
        if held.get(name) != made
    }
    assert not changed, "python -m tests.golden says where; --write keeps what is read now"
    assert now.keys() == held.keys()


def test_every_probe_is_read_as_it_was() -> None:
    probes = golden.probes()[:: share(1)]
    assert [probe["text"] for probe in probes if golden.probed(probe) != probe] == []


def test_every_example_of_a_rule_makes_it_fire() -> None:
    held = golden.kept()
    for number, record in enumerate(golden.examples(), 1):
        if record["rule"]:
            assert golden.fired(held[golden.example_id(number, record)])[record["rule"]], record


def test_every_rule_has_an_example_and_fires_three_times_at_least() -> None:
    assert {record["rule"] for record in golden.examples()} - {""} == golden.rules()
    total: Counter[str] = Counter()
    for explained in golden.kept().values():
        if not golden.in_language(explained, "ja"):
            total.update(golden.fired(explained))
    assert total.keys() == golden.rules()
    assert not [rule for rule, times in total.items() if times < 3]


def test_every_rule_of_japanese_has_a_weight_and_fires() -> None:
    weighed = {name for kind, name, _ in package_data.rows("ja/weights.tsv") if kind == "rule"}
    total: Counter[str] = Counter()
    for explained in golden.kept().values():
        if golden.in_language(explained, "ja"):
            total.update(golden.fired(explained))
    assert total.keys() == {name for name in weighed if not name.endswith(" weak")}


def test_the_demo_ledger_is_exported_and_told_byte_for_byte_as_kept() -> None:
    made, kept = demo.made(), demo.kept()
    assert made.keys() == kept.keys()
    for name, text in made.items():
        assert text.splitlines() == kept[name].splitlines(), f"{name}: see python -m tests.golden"
        assert text == kept[name]
