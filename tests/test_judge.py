"""The user's judgement: what it does, that it lasts, that it can be taken back."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_history import talks


@pytest.fixture
def talk(run: Run) -> str:
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--origin",
        "Nikkei",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-01",
    )
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--origin",
        "Bloomberg",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-03",
    )
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--origin",
        "Reuters",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-05",
    )
    return str(talks(run)[0]["id"])


def test_another_kind_is_told_of_as_no_more_than_that(run: Run, talk: str) -> None:
    told = run("judge", talk, "--kind", "acquisition").out
    assert told == f"○ Nissan Motor – Honda Motor, acquisition: rumoured, now 3 reports of 3 origins  {talk}\n"


def test_a_status_outranks_what_is_earlier_and_shows_with_its_reason(run: Run, talk: str) -> None:
    assert "rumoured → confirmed" in run("judge", talk, "--status", "confirmed", "--reason", "told by the CFO").out
    shown = run("why", talk).out
    assert "told by the CFO" in shown
    assert "your own judgement outranks" in shown
    run("rebuild")
    assert talks(run)[0]["status"] == "confirmed"
    run("undo")
    assert talks(run)[0]["status"] == "rumoured"


def test_a_later_report_outranks_a_judgement(run: Run, talk: str) -> None:
    run("judge", talk, "--status", "confirmed", "--date", "2025-02-01")
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--status",
        "abandoned",
        "--basis",
        "on-record",
        "--date",
        "2025-03-01",
    )
    assert talks(run)[0]["status"] == "abandoned"
    assert talks(run, "--as-of", "2025-02-15")[0]["status"] == "confirmed"
    assert talks(run, "--as-of", "2025-01-15")[0]["status"] == "rumoured"


def test_a_split_sets_claims_apart_and_a_join_brings_talks_together(run: Run, talk: str) -> None:
    run("judge", talk, "--split", "2", "--reason", "another deal")
    listed = talks(run)
    assert sorted(t["reports"] for t in listed) == [1, 2]  # type: ignore[type-var]
    assert "split, because “another deal”" in run("why", talk).out
    one, two = (str(t["id"]) for t in listed)
    assert run("judge", one, "--join", two).code == 0
    assert [t["reports"] for t in talks(run)] == [3]
    run("undo")
    run("undo")
    assert [t["id"] for t in talks(run)] == [talk]


def test_claims_are_moved_to_another_talk_in_one_judgement(run: Run, talk: str) -> None:
    run("judge", talk, "--split", "2,3")
    one, two = sorted(talks(run), key=lambda t: int(str(t["reports"])))
    moved = run("judge", str(two["id"]), "--split", "1", "--join", str(one["slug"]), "--reason", "same deal")
    assert (moved.code, "gone" in moved.err) == (0, False)
    # the claim that the second was called after is in the first now, and so its name leads there
    assert (reports(run, one, two), sorted(int(str(t["reports"])) for t in talks(run))) == ([2, 2], [1, 2])
    assert "joined, because “same deal”" in run("why", str(one["id"])).out
    run("rebuild")
    assert (reports(run, one, two), sorted(int(str(t["reports"])) for t in talks(run))) == ([2, 2], [1, 2])
    run("undo")
    assert reports(run, one, two) == [1, 2]
    gone = run("judge", str(two["id"]), "--split", "1,2", "--join", str(one["id"]))
    assert [t["reports"] for t in talks(run)] == [3]
    assert "gone: " in gone.err
    assert run("check").code == 0


def reports(run: Run, *found: dict[str, object]) -> list[int]:
    """How many reports the talks have that were called so."""
    return [json.loads(run("show", str(talk["id"]), "--json").out)["reports"] for talk in found]


def test_what_is_moved_or_left_takes_no_talk_along_that_was_known_and_not_named(run: Run, tmp_path: Path) -> None:
    head = ("add", "Nissan", "Honda", "--kind", "development", "--basis", "anonymous")
    for origin, day, place in (
        ("Nikkei", "10", "United States"),
        ("AP", "12", ""),  # before the next: of two talks it would be asked whose news this is
        ("FT", "01", "China"),
        ("WSJ", "20", "Japan"),
    ):
        assert run(*head, "--origin", origin, "--date", f"2025-01-{day}", "--region", place).code == 0
    japan, ohio, china = (str(t["id"]) for t in talks(run))
    run("judge", ohio, "--split", "2", "--join", japan)
    assert sorted((t["regions"], t["reports"]) for t in talks(run)) == [
        (["China"], 1),
        (["Japan"], 2),
        (["United States"], 1),
    ]
    path, other = str(tmp_path / "ledger.jsonl"), str(tmp_path / "other.db")
    run("export", "-o", path)
    run("--db", other, "add", "Toyota", "Suzuki")
    run("--db", other, "import", path)
    theirs = json.loads(run("--db", other, "talks", "Nissan", "--json").out)["talks"]
    assert sorted((t["id"], t["reports"]) for t in theirs) == sorted((t["id"], t["reports"]) for t in talks(run))
    run("undo")
    run("judge", ohio, "--split", "1")
    assert {t["id"]: t["reports"] for t in talks(run)}[china] == 1
    assert run("check").code == 0


def test_a_later_copy_does_not_undo_a_split(run: Run, talk: str) -> None:
    run("judge", talk, "--split", "2,3")
    before = len(talks(run))
    run("add", "Nissan", "Honda", "--kind", "merger", "--origin", "Nikkei", "--basis", "anonymous", "--publisher", "AP",
        "--date", "2025-01-01")  # fmt: skip
    run("rebuild")
    assert len(talks(run)) == before


def test_what_was_judged_one_talk_takes_later_and_older_reports_of_either_kind(run: Run) -> None:
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--origin",
        "Nikkei",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-02",
    )
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "development",
        "--origin",
        "AP",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-03",
    )
    one, two = (str(t["id"]) for t in talks(run))
    run("judge", one, "--join", two, "--reason", "one deal")
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "development",
        "--origin",
        "FT",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-09",
    )
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "development",
        "--origin",
        "WSJ",
        "--basis",
        "anonymous",
        "--date",
        "2025-01-01",
    )
    assert [t["reports"] for t in talks(run)] == [4]
    assert "all as before" in run("rebuild").err
    run("undo", "3")
    assert sorted((str(t["kind"]), t["reports"]) for t in talks(run)) == [("development", 3), ("merger", 1)]


def test_the_user_may_add_what_was_judged_no_talk_and_is_told_of_it(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2025-01-01")
    slug = str(talks(run)[0]["slug"])
    run("judge", slug, "--not-a-talk", "--reason", "a joke")
    asked = run("why", slug)
    assert asked.code == 1
    assert "no talk" in asked.err
    assert "because “a joke”" in asked.err
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "confirmed", "--date", "2025-01-10")
    assert [t["status"] for t in talks(run)] == ["confirmed"]


def test_a_judgement_of_today_outranks_a_report_dated_ahead(run: Run, talk: str) -> None:
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--basis",
        "anonymous",
        "--status",
        "abandoned",
        "--date",
        "2099-01-01",
    )
    run("judge", talk, "--status", "confirmed")
    assert talks(run)[0]["status"] == "confirmed"


def test_no_talk_hides_it_and_its_echoes_but_not_other_news(run: Run, talk: str) -> None:
    assert "gone" in run("judge", talk, "--not-a-talk", "--reason", "misread").err
    run("add", "Nissan", "Honda", "--kind", "merger", "--origin", "Nikkei", "--basis", "anonymous", "--publisher", "AP",
        "--date", "2025-01-10")  # fmt: skip
    assert talks(run) == []
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "confirmed", "--basis", "on-record", "--origin", "company",
        "--date", "2025-01-12")  # fmt: skip
    assert [t["status"] for t in talks(run)] == ["confirmed"]


def test_a_kind_decides_which_family_later_claims_join(run: Run, tmp_path: Path) -> None:
    run("add", "Nissan", "Honda", "--kind", "development", "--date", "2025-01-01")
    (found,) = talks(run)
    run("judge", str(found["id"]), "--kind", "merger", "--reason", "they mean to merge")
    (merger,) = talks(run)
    assert merger["kind"] == "merger"
    typed = run("add", "Nissan", "Honda", "--kind", "stake", "--date", "2025-01-05")
    assert (typed.code, f"--talk {merger['id']}" in typed.err) == (2, True)
    report = {"title": "t", "publisher": "Reuters", "published": "2025-01-05T09:00:00Z"}
    text = "Nissan is in talks to buy a stake in Honda, sources said."
    (tmp_path / "one.json").write_text(json.dumps({**report, "text": text}))
    run("ingest", str(tmp_path / "one.json"))
    (both,) = talks(run)
    assert (both["kind"], both["reports"]) == ("merger", 2)
    assert "kind judged merger" in run("why", str(both["id"])).out


def test_a_judgement_survives_a_revision_of_the_report_it_rests_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    head = {"url": "https://news.example/1", "title": "t", "publisher": "Reuters", "published": "2025-01-01T09:00:00Z"}
    path.write_text(json.dumps({**head, "text": "Nissan and Honda are in merger talks, sources said."}))
    run("ingest", str(path))
    (found,) = talks(run)
    run("judge", str(found["id"]), "--not-a-talk")
    path.write_text(json.dumps({**head, "text": "Nissan and Honda are in merger talks, sources said on Monday."}))
    run("ingest", str(path))
    assert talks(run) == []


@pytest.mark.parametrize(
    "argv",
    [[], ["--status", "confirmed", "--kind", "merger"], ["--kind", "merger", "--join", "x"], ["--split", "9"], ["--split", "1,2,3"], ["--status", "sure"],
     ["--join", "TALK"], ["--kind", "stake", "--date", "2025-01-04"], ["--not-a-talk", "--stage", "mou"],
     ["--status", "confirmed", "--stage", "ended"], ["--status", "abandoned", "--stage", "mou"],
     ["--status", "abandoned", "--date", "2024-12-31"], ["--status", "confirmed", "--date", "2999-01-01"]],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_stores_nothing(run: Run, talk: str, argv: list[str]) -> None:
    before = run("log", "--json").out
    assert run("judge", talk, *[talk if word == "TALK" else word for word in argv]).code == 2
    assert run("log", "--json").out == before


def test_a_dry_run_tells_and_stores_nothing(run: Run, talk: str) -> None:
    assert "would be rumoured → abandoned" in run("judge", talk, "--status", "abandoned", "--dry-run").out
    assert talks(run)[0]["status"] == "rumoured"
