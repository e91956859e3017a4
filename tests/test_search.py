"""Full text: any input is safe, names match by alias, the best comes first."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_cli.errors import AllianceError
from alliance_cli.services.looking import searching
from tests.conftest import Run
from tests.ledgers import Desk, Doc
from tests.sizes import examples


@pytest.fixture
def filled(run: Run) -> None:
    for day, note in enumerate(
        ["AT&T is said to talk with O'Brien's.", "日産自動車とホンダが統合に向けた協議を始めた。",
         "A joint venture for batteries, not a merger.", "The battery-maker's shares rose 5%.", "Volkswagen waits."], 1
    ):  # fmt: skip
        run(
            "add",
            "Nissan",
            "Honda",
            "--note",
            note,
            "--publisher",
            "Reuters" if day % 2 else "AP",
            "--date",
            f"2025-01-0{day}",
        )


def found(run: Run, *words: str) -> list[str]:
    result = run("search", "--json", *words)
    return [hit["snippet"] for hit in json.loads(result.out)["hits"]] if result.out else []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["AT&T"], ["AT&T"]), (["o'brien's"], ["AT&T"]), (["統合"], ["日産"]), (["協議"], ["日産"]),
        (['"joint venture"'], ["A joint"]), (["batter*"], ["A joint", "The batt"]), (["battery-maker"], ["The batt"]),
        (["VW"], ["Volkswagen"]), (["venture", "joint"], ["A joint"]), (['"venture joint"'], []), (["5%"], ["The batt"]),
        (["shares OR venture"], []), (["merger", "--publisher", "AP"], []), (["merger", "--publisher", "reuters"], ["A joint"]),
        (["merger", "--since", "2025-01-04"], []), (["merger", "--until", "2025-01-03"], ["A joint"]),
        (["merger", "--in-talks"], ["A joint"]),
    ],
)  # fmt: skip
def test_what_is_found(run: Run, words: list[str], begins: list[str]) -> None:
    snippets = found(run, *words)
    assert len(snippets) == len(begins)
    assert all(any(s.startswith(b) for s in snippets) for b in begins)


@pytest.mark.usefixtures("filled")
def test_nothing_found_and_nothing_asked(run: Run) -> None:
    assert run("search", "zebra").code == 1
    assert run("search", "merger", "--since", "2025-02-01", "--until", "2025-01-01").code == 2
    for text in ("*", '"', '""', "-", "()", "^", "''"):
        result = run("search", "--", text)
        assert (result.code, result.err.count("\n")) == (2, 1), text


@pytest.mark.usefixtures("filled")
def test_filters_choose_before_the_limit_cuts(run: Run) -> None:
    for publisher, usual in (("AP", "Associated Press"), ("Associated Press",) * 2, ("Reuters",) * 2):
        (hit,) = json.loads(run("search", "batter*", "--publisher", publisher, "--limit", "1", "--json").out)["hits"]
        assert hit["publisher"] == usual
    assert run("search", "batter*", "--publisher", "Nobody").code == 1


@pytest.mark.usefixtures("filled")
def test_a_text_of_any_length_is_answered_in_a_line(run: Run) -> None:
    assert found(run, "merger " * 150) == found(run, "merger")
    for text in ("merger " * 5_000, "a*" * 5_000, "統" * 10_000):
        assert run("search", text).err == "alliance: search for at most 200 words\n"
    missed = run("search", "x" * 10_000)
    assert (missed.code, len(missed.err) < 120) == (1, True)


@pytest.mark.usefixtures("filled")
def test_what_was_taken_back_is_not_found(run: Run) -> None:
    run("undo")
    assert found(run, "Volkswagen") == []


@pytest.mark.usefixtures("filled")
def test_the_snippet_marks_what_matched(run: Run) -> None:
    shown = run("search", "joint venture").out
    assert "A joint venture for batteries" in shown
    assert "t" in shown


DESK = Desk()
DESK.ingest([Doc(1, 1, ())])


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40) | st.text(alphabet="ab\"*-^(){}:+&' NEARORNOTAND,\\.", max_size=30))
def test_any_input_is_safe(text: str) -> None:
    try:
        found = searching.search(DESK.conn, text, searching.Filters(), 5)
    except AllianceError as error:
        assert "search for what?" in error.message  # noqa: PT017
    else:
        assert len(found) <= 1
