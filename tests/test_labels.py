"""The labels of news are sound, hold no text, and are scored as their README says."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_cli.dates.partial import parse_partial
from alliance_cli.models import Basis, Claim, Kind, Party, Stage, Status
from alliance_cli.terms import NAMES
from alliance_cli.vocabulary import Role
from benchmarks import labelled
from benchmarks.labels import reliability
from benchmarks.labels.labels import Labelled, Talk, labels, of_terms, terms
from benchmarks.labels.scoring import score

LABELS = tuple(labels())
_OPENINGS = ("titled", "told", "wide", "read", "worded")
"""Those of which the opening alone was labelled, without market and sides."""
TALK: Talk = {
    "parties": ["Acme Corp", "Bolt"], "optional": ["Cog"], "aliases": {"Acme Corp": ["Acme"]}, "kind": "merger",
    "also_kinds": [], "status": "rumoured", "stage": "talks", "denied": False, "origin": "Nikkei", "salience": "main",
    "region": "", "event_date": "", "buyer": [], "seller": [], "at": ["text", 0, 9],
}  # fmt: skip


def label(*talks: Talk) -> Labelled:
    return Labelled("x", "reuters", "random", 100, "0" * 16, 0, talks)


def claim(*parties: str, status: Status = Status.RUMOURED, confidence: float = 0.9) -> Claim:
    named = tuple(Party(name, name.lower(), role=Role.PARTNER) for name in parties)
    return Claim(named, Kind.MERGER, status, Stage.TALKS, Basis.ANONYMOUS, origin="Nikkei", confidence=confidence)


def test_there_are_as_many_as_the_readme_says() -> None:
    assert Counter(one.set for one in LABELS) == {"reuters": 8415, "yahoo": 1514, "bulwark": 4227}
    chosen = Counter(one.chosen for one in LABELS)
    assert chosen == {
        "unread": 700, "random": 500, "unsure": 451, "sure": 368, "cued": 200, "titled": 8137, "told": 2168, "wide": 865,
        "read": 409, "worded": 358,
    }  # fmt: skip
    assert len({one.id for one in LABELS}) == len(LABELS)
    folds = Counter(one.fold for one in LABELS)
    assert (folds[11], folds[12], folds[13]) == (575, 725, 184)
    assert {one.fold for one in LABELS} == set(range(14))
    assert all((one.fold == 10) == (one.chosen == "cued") for one in LABELS)


def test_every_label_is_in_the_vocabulary_and_stands_where_it_can() -> None:
    for one in LABELS:
        for talk in one.talks:
            asked = TALK.keys() if one.chosen not in _OPENINGS else TALK.keys() - {"region", "buyer", "seller"}
            assert talk.keys() == asked, one.id
            assert len(talk["parties"]) > 1, one.id
            assert {talk["kind"], *talk["also_kinds"]} <= set(Kind), one.id
            assert (talk["status"] in set(Status), talk["stage"] in set(Stage)) == (True, True), one.id
            assert (talk["status"] == "abandoned") == (talk["stage"] == "ended"), one.id
            field, first, last = talk["at"]
            assert field == "title" or (field == "text" and last <= one.read), one.id
            assert first < last


def test_no_label_holds_more_of_a_text_than_names_and_places() -> None:
    texts = [
        text
        for one in LABELS
        for talk in one.talks
        for text in (*talk["parties"], *talk["optional"], talk.get("region", ""))
    ]
    assert max(map(len, texts)) <= 80


def test_terms_are_said_of_a_main_talk_that_is_labelled_once() -> None:
    known = {one.id: one for one in (*labels(), *of_terms())}
    counted = Counter((label["part"], "set" in label) for label in terms())
    assert counted == {("learn", False): 1484, ("kept", False): 120, ("learn", True): 231, ("held", False): 245}
    for label in terms():
        assert label["digest"] == known[label["id"]].digest, label["id"]
        main = [talk for talk in known[label["id"]].talks if talk["salience"] == "main"]
        assert label["parties"] in [talk["parties"] for talk in main], label["id"]
        assert {*label["buyer"], *label.get("seller", ())} <= {*label["parties"], *main[0]["optional"]}, label["id"]
        assert label["terms"].keys() <= set(NAMES), label["id"]
        assert max(map(len, (*label["parties"], *label.get("aliases", ())))) <= 80
    assert {one.id for one in of_terms()}.isdisjoint(one.id for one in LABELS)


def test_what_is_found_missed_false_and_told_again_is_counted() -> None:
    made = score([(label(TALK, TALK | {"parties": ["Dent", "Ember"]}), [claim("Acme", "Bolt"), claim("Acme", "Bolt")])])
    assert (made.counts["main"], made.counts["found"], made.counts["again"], made.counts["false"]) == (2, 1, 1, 0)
    assert (made.precision, made.recall, made.f1) == (0.5, 0.5, 0.5)
    assert score([(label(TALK), [claim("Acme", "Bolt", "Dent")])]).counts["false"] == 1
    assert score([(label(TALK), [claim("Acme", "Cog")])]).precision == 1


def test_background_may_be_missed_and_counts_as_right_where_it_is_found() -> None:
    background = TALK | {"salience": "background"}
    assert score([(label(background), [])]).counts["main"] == 0
    assert score([(label(background), [claim("Acme", "Bolt")])]).precision == 1


def test_a_wrong_status_lowers_the_strict_figure_alone() -> None:
    made = score([(label(TALK), [claim("Acme", "Bolt", status=Status.CONFIRMED)])])
    assert (made.f1, made.strict, made.share("kind", "found"), made.share("status", "found")) == (1, 0, 1, 0)


def test_a_date_is_right_to_its_precision_and_where_none_is_told() -> None:
    dated = label(TALK | {"event_date": "2024-12"})
    day, month = (parse_partial(text) for text in ("2024-12-17", "2024-12"))
    for read, right in ((day, 0), (month, 1), (None, 0)):
        assert score([(dated, [replace(claim("Acme", "Bolt"), event_date=read)])]).counts["event_date"] == right
    assert score([(label(TALK), [claim("Acme", "Bolt")])]).counts["event_date"] == 1


def test_confidence_is_held_against_what_came_true() -> None:
    read = [(label(TALK), [claim("Acme", "Bolt", confidence=0.9)]), (label(), [claim("Acme", "Bolt", confidence=0.9)])]
    assert reliability.bins(score(read).sure) == [(0.9, 0.5, 2)]
    assert abs(reliability.calibration_error(score(read).sure) - 0.4) < 1e-9


def test_errors_are_listed_only_of_the_folds_that_may_be_learnt_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (learnt, held) = (next(one.id for one in LABELS if one.fold == fold and not one.talks) for fold in (7, 10))
    told = {
        "title": "Nissan to buy Honda",
        "text": "Nissan said on Monday it agreed to buy Honda.",
        "publisher": "Wire",
    }
    texts = tmp_path / "texts.jsonl"
    texts.write_text("".join(json.dumps(told | {"id": one}) + "\n" for one in (learnt, held)))
    monkeypatch.setattr("sys.argv", ["labelled", str(texts), "--errors"])
    assert labelled.main() == 0
    out = capsys.readouterr().out
    assert (f"false   {learnt}: Nissan" in out, held in out) == (True, False)
    assert "cued" in out
