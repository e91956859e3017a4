"""The passages are well formed, and each group is read at least as well as its floor says."""

import json
import re
from typing import Any

import pytest

from alliance_cli.models import Basis, Claim, Kind, Party, Report, Stage, Status
from tests import accuracy

GROUPS = accuracy.groups()
VOCABULARY: dict[str, set[Any]] = {
    "kind": set(Kind),
    "status": set(Status),
    "stage": set(Stage),
    "basis": set(Basis),
    "salience": {"main", "background"},
}
DATE = re.compile(r"\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?\Z")
KNOWN = {
    *VOCABULARY,
    *(
        "parties",
        "optional",
        "also_kinds",
        "origin",
        "denied",
        "region",
        "event_date",
        "renewed",
        "on_hold",
        "may",
        "accept",
    ),
}


def _talks() -> list[tuple[accuracy.Passage, dict[str, Any]]]:
    return [(passage, talk) for group in GROUPS for passage in accuracy.passages(group) for talk in passage.talks]


def _said(passage: accuracy.Passage) -> str:
    return f"{passage.report.title}\n{passage.report.text}"


def test_there_are_enough_passages_in_every_group_with_and_without_talks() -> None:
    found = {group: list(accuracy.passages(group)) for group in GROUPS}
    assert sum(map(len, found.values())) >= 400
    assert len(found) == 20
    assert min(map(len, found.values())) >= 25
    silent = sum(not passage.talks for group in found.values() for passage in group)
    assert silent >= sum(map(len, found.values())) // 3


def test_ids_are_unique_and_no_text_is_given_twice() -> None:
    every = [passage for group in GROUPS for passage in accuracy.passages(group)]
    assert len({passage.id for passage in every}) == len(every)
    assert len({_said(passage) for passage in every}) == len(every)


def test_every_label_is_in_the_vocabulary() -> None:
    for passage, talk in _talks():
        assert set(talk) <= KNOWN, passage.id
        for name, allowed in VOCABULARY.items():
            values = {talk[name], *talk.get("accept", {}).get(name, ())} if name in talk else set()
            assert values <= allowed, (passage.id, name)
        assert set(talk.get("also_kinds", ())) <= set(Kind), passage.id
        assert {"kind", "status", "salience"} <= set(talk), passage.id
        assert DATE.match(talk.get("event_date", "2000")), passage.id


def test_every_kind_status_and_stage_occurs() -> None:
    for name in ("kind", "status", "stage", "basis"):
        assert {talk.get(name) for _, talk in _talks()} >= VOCABULARY[name] - {"judgement"}


def test_every_party_stands_in_its_passage() -> None:
    for passage, talk in _talks():
        assert len(talk["parties"]) >= 2, passage.id
        for name in (*talk["parties"], *talk.get("optional", ())):
            assert name in _said(passage), (passage.id, name)


def test_a_passage_in_a_language_that_is_not_read_has_no_talks() -> None:
    assert not any(passage.talks for passage in accuracy.passages("other-languages"))


def _claim(*parties: str, kind: Kind = Kind.MERGER) -> Claim:
    return Claim(tuple(Party(name, name) for name in parties), kind, Status.RUMOURED, Stage.TALKS, Basis.ANONYMOUS)


def _passage(*talks: dict[str, Any]) -> accuracy.Passage:
    return accuracy.Passage("x-01", "x", Report("", ""), talks)


TALK: dict[str, Any] = {
    "parties": ["Acme Corp", "Bolt"],
    "optional": ["Cog"],
    "kind": "merger",
    "status": "confirmed",
    "salience": "main",
}


def test_a_claim_on_the_right_parties_counts_as_found_and_its_wrong_status_as_wrong() -> None:
    tally = accuracy.compare(_passage(TALK), [_claim("Acme", "Bolt")])
    assert (tally.figure("f1"), tally.figure("kind"), tally.figure("status")) == (1, 1, 0)
    assert tally.figure("clean") == 1


@pytest.mark.parametrize("parties", [("Acme", "Bolt", "Dent"), ("Acme", "Dent"), ("Acme",)])
def test_a_claim_with_a_stranger_or_one_party_is_invented_and_the_talk_missed(parties: tuple[str, ...]) -> None:
    tally = accuracy.compare(_passage(TALK), [_claim(*parties)])
    assert (tally.figure("found"), tally.figure("precision"), tally.figure("clean")) == (0, 0, 0)


def test_a_second_claim_on_one_talk_is_an_error() -> None:
    tally = accuracy.compare(_passage(TALK), [_claim("Acme", "Bolt"), _claim("Acme", "Bolt", "Cog")])
    assert tally.figure("precision") == 0.5


def test_a_field_is_held_over_all_main_talks_found_or_not() -> None:
    others = [TALK | {"parties": [f"Dent {word}", "Ember"]} for word in ("North", "South", "East", "West")]
    tally = accuracy.compare(_passage(TALK, *others), [_claim("Acme", "Bolt")])
    assert accuracy.held(tally)["kind"] == 0.2


def test_background_may_be_missed_and_an_arguable_talk_may_be_claimed() -> None:
    background, arguable = TALK | {"salience": "background"}, TALK | {"may": True}
    assert accuracy.compare(_passage(background), []).figure("clean") == 1
    assert accuracy.compare(_passage(arguable), [_claim("Acme", "Bolt")]).figure("clean") == 1
    assert accuracy.compare(_passage(arguable), []).figure("clean") == 1


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_read_no_worse_than_its_floor(group: str) -> None:
    floors: dict[str, dict[str, float]] = json.loads(accuracy.FLOORS.read_text(encoding="utf-8"))
    tally = accuracy.measure(group)
    measured = accuracy.held(tally)
    below = {name: floor for name, floor in floors[group].items() if measured.get(name, 0.0) < floor}
    assert not below, "\n".join([f"{group}: {measured}, floors passed below: {below}", *tally.errors])
