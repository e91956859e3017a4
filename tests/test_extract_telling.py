"""Which sentences are read at all."""

from datetime import datetime

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.extract.en.text.prefilter import has_cue, tells
from alliance_cli.models import Published, Report


def test_a_word_that_says_nothing_alone_needs_its_company() -> None:
    assert not has_cue("shares took a hit in late trade".split(), lambda: False)
    assert has_cue("norvik is to take selmer private".split(), lambda: False)
    assert not has_cue("norvik markets a pill".split(), lambda: False)
    assert has_cue("norvik markets selmer drugs".split(), lambda: False)
    assert has_cue("norvik distributes selmer pills".split(), lambda: True)
    assert tells("the herald first reported the plan".split(), "The Herald first reported the plan")


@pytest.mark.parametrize("idle", [0, 1, 40])
def test_what_stands_far_down_is_found_where_it_stands(idle: int) -> None:
    weather = "The weather stayed mild along the coast that week. "
    news = "Norvik Corp is in talks to buy Selmer Inc, two people familiar with the matter said. "
    text = weather * 20 + news + weather * idle
    report = Report("The week", text, "Herald", "", Published(datetime(2025, 3, 4)))
    claim = next(iter(readers.RULES.read(report, gazetteer.packaged()).claims))
    assert {party.name for party in claim.parties} == {"Norvik Corp", "Selmer Inc"}
    for evidence in claim.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote in news
