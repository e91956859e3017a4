"""Claims and companies corrected by what is on the screen."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.models import Basis, Claim, Evidence, Kind, Party, Stage, Status
from alliance_cli.services.judging import correcting
from alliance_cli.store.talks import rows
from tests.conftest import Run
from tests.ledgers import TODAY, Desk, Doc
from tests.test_history import talks


def claims(run: Run, talk: str = "tal") -> list[dict[str, Any]]:
    (found,) = talks(run)
    shown: list[dict[str, Any]] = json.loads(run("why", str(found["id"]), "--json").out)["claims"]
    return shown


@pytest.fixture
def talk(run: Run) -> str:
    """A talk of three claims, the second typed with mistakes."""
    for origin, day in (("Nikkei", "2025-01-01"), ("Blomberg", "2025-03-03"), ("Handelsblatt", "2025-01-05")):
        run("add", "Alpha Works", "Beta Works", "--kind", "merger", "--origin", origin, "--basis", "anonymous",
            "--date", day)  # fmt: skip
    return str(talks(run)[0]["id"])


def test_a_wrong_date_is_mended_in_one_command(run: Run, talk: str) -> None:
    assert [c["origin"] for c in claims(run)] == ["Nikkei", "Handelsblatt", "Blomberg"]
    done = run("edit", talk, "3", "date=Jan 2025", "origin=Bloomberg")
    assert done.code == 0
    assert "date: (none) → 2025-01, of 2025-03-03 Blomberg" in done.err
    assert "origin: Blomberg → Bloomberg" in done.err
    shown = {c["origin"]: (c["date"], c["precision"]) for c in claims(run)}
    assert shown["Bloomberg"] == ("2025-01", "month")
    run("undo")
    assert [c["origin"] for c in claims(run)] == ["Nikkei", "Handelsblatt", "Blomberg"]
    assert run("check").code == 0


def test_an_edit_tells_where_the_claim_stands_now(run: Run, talk: str) -> None:
    assert "claim 3 is number 1 now" in run("edit", talk, "3", "date=2024").err
    assert [c["date"] for c in claims(run)] == ["2024", "2025-01-01", "2025-01-05"]


def test_numbers_of_each_screen_are_those_that_edit_and_drop_take(run: Run, talk: str) -> None:
    origins = {c["number"]: c["origin"] for c in claims(run)}
    timeline = re.findall(r"○ (\d) rumoured, exploring +(\w+)", run("timeline", "Alpha Works").out)
    compact = re.findall(r"○ (\d) +rumoured +exploring +(\w+)", run("timeline", "Alpha Works", "--compact").out)
    assert timeline == compact == [(str(n), origin) for n, origin in origins.items()]
    assert re.findall(r"^ +(\d)\. \d{4}", run("show", talk).out, re.MULTILINE) == ["1", "2", "3"]
    events = json.loads(run("timeline", "Alpha Works", "--json").out)["talks"][0]["events"]
    assert {e["number"]: e["origin"] for e in events} == origins


def test_what_the_report_says_of_itself_is_mended_and_all_that_was_said_stays(run: Run, talk: str) -> None:
    run("edit", talk, "3", "origin=Bloomberg")
    run("judge", talk, "--split", "3")
    done = run("edit", talk, "1-2", "publisher=Reuters", "url=https://news.example/1", "published=Nov 3, 2024")
    assert done.code == 0
    found = {c["origin"]: c for t in talks(run) for c in json.loads(run("why", str(t["id"]), "--json").out)["claims"]}
    assert [found[o]["publisher"] for o in ("Nikkei", "Handelsblatt", "Bloomberg")] == ["Reuters", "Reuters", ""]
    assert found["Nikkei"]["published"] == found["Handelsblatt"]["published"] == "2024-11-03"
    assert found["Handelsblatt"]["url"] == "https://news.example/1"
    assert len(talks(run)) == 2
    for publisher in ("AP", "Reuters", "AP"):
        run("edit", str(talks(run)[0]["id"]), "1", f"publisher={publisher}")
        assert run("check").code == 0
    assert run("rebuild", "--dry-run").out + run("rebuild", "--dry-run").err
    for _ in range(6):
        run("undo")
    assert [c["origin"] for c in claims(run)] == ["Nikkei", "Handelsblatt", "Blomberg"]


def test_a_correction_of_a_claim_survives_one_of_its_report(run: Run, talk: str) -> None:
    run("edit", talk, "3", "origin=Bloomberg")
    run("edit", talk, "3", "publisher=Reuters", "stage=talks")
    (claim,) = (c for c in claims(run) if c["publisher"])
    assert (claim["origin"], claim["stage"], claim["number"]) == ("Bloomberg", "talks", 3)


def test_ones_own_words_can_be_changed_and_those_of_a_report_not(run: Run, talk: str, tmp_path: Path) -> None:
    run("edit", talk, "1", "note=told by a banker")
    assert claims(run)[0]["quote"] == "told by a banker"
    article = tmp_path / "a.jsonl"
    article.write_text(
        '{"title": "T", "text": "Nissan and Honda are in talks on a merger.", "published": "2025-01-01"}'
    )
    run("ingest", str(article))
    refused = run("edit", "nissan-motor-honda", "1", "note=other words")
    assert (refused.code, "a report's words stay" in refused.err) == (2, True)


def test_a_party_is_mended_by_any_of_its_names(run: Run, talk: str) -> None:
    run("edit", talk, "1-3", "party:alpha works=Nissan")
    (found,) = talks(run)
    assert found["parties"] == ["Nissan Motor", "Beta Works"]
    assert "has no party “Gamma”" in run("edit", str(found["id"]), "1", "party:Gamma=Honda").err


def test_what_a_party_is_in_the_deal_is_corrected_and_taken_back(run: Run, talk: str) -> None:
    def roles() -> list[str]:
        out = run("edit", talk, "2").out
        return sorted(line.partition("=")[2] for line in out.splitlines() if line.startswith("role:"))

    before = roles()
    told = run("edit", talk, "1-3", "role:alpha works=licensor", "role:Beta Works=Licensee")
    assert "role:Alpha Works: " in told.err
    assert roles() == ["licensee", "licensor"]
    assert "role:Alpha Works=licensor\n" in run("edit", talk, "2").out
    assert run("rebuild").err.endswith("all as before\n")
    for wrong in ("role:alpha works=king", "role:Gamma=buyer"):
        assert run("edit", talk, "1", wrong).code == 2
    run("undo")
    assert roles() == before


def test_claims_are_dropped_by_their_numbers_and_come_back(run: Run, talk: str) -> None:
    told = run("drop", talk, "2-3", "--dry-run")
    assert told.err.count("would be: dropped") == 2
    assert len(claims(run)) == 3
    assert run("drop", talk, "1,3").code == 0
    assert [c["origin"] for c in claims(run)] == ["Handelsblatt"]
    only = run("drop", talk)
    assert (only.code, "drop" in only.err) == (2, True)
    assert "gone: " in run("drop", talk, "1").err
    assert talks(run) == []
    run("undo")
    run("undo")
    assert len(claims(run)) == 3


def test_without_values_edit_says_how_a_claim_stands(run: Run, talk: str) -> None:
    out = run("edit", talk, "2").out
    assert "origin=Handelsblatt\n" in out
    assert "published=2025-01-05\n" in out
    assert "party:Alpha Works=alpha-works\n" in out
    typed = [line for line in out.splitlines() if not line.startswith("basis=")]
    before = run("export").out
    again = run("edit", talk, "2", *typed)
    assert (again.code, again.err) == (0, "it stands so already\n")
    assert run("export").out == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["date=2025-11"], "which claim"),
        (["9", "date=2025-11"], "“9” is no claim of this talk"),
        (["3-1", "date=2025-11"], "“3-1” is no claim of this talk"),
        (["1-99", "date=2025-11"], "“4” is no claim of this talk"),
        (["1", "date=soon"], "date: not a date: 'soon'"),
        (["1", "date=01/02/2025"], "could mean 2025-01-02 or 2025-02-01"),
        (["1", "url=over there"], "is no address"),
        (["1", "colour=red"], "“colour” is none of: kind"),
        (["1", "kind=marriage"], "is none of: merger"),
        (["1", "=x"], "give FIELD=VALUE"),
        (["1", "kind=stake", "kind=merger"], "set twice"),
        (["1-2"], "say what to change"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line_and_nothing_changes(
    run: Run, talk: str, words: list[str], told: str
) -> None:
    before = run("why", talk).out
    done = run("edit", talk, *words)
    assert done.code == 2
    assert told in done.err
    assert done.err.count("\n") == 1
    assert run("why", talk).out == before


def company(run: Run, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("companies", "show", name, "--json").out)
    return found


def test_a_company_is_renamed_and_found_by_both_names(run: Run, talk: str) -> None:
    assert (
        "Alpha Works is called Alpha Group now (alpha-works)"
        in run("companies", "rename", "alpha works", "Alpha Group").err
    )
    assert talks(run)[0]["parties"] == ["Alpha Group", "Beta Works"]
    assert company(run, "Alpha Works")["name"] == "Alpha Group"
    assert talks(run)[0]["id"] == talk
    assert run("companies", "rename", "Alpha Group", "Alpha Group").code == 2
    assert run("companies", "rename", "Alpha Group", "—").code == 2
    run("undo")
    assert company(run, "Alpha Works")["name"] == "Alpha Works"


def test_what_is_known_of_a_company_is_corrected(run: Run, talk: str) -> None:
    done = run("companies", "edit", "Nissan", "country=us", "sector=ships")
    assert done.err == "country: JP → US\nsector: cars → ships\n"
    assert (company(run, "Nissan")["country"], company(run, "Nissan")["name"]) == ("US", "Nissan Motor")
    assert "country=US\n" in run("companies", "edit", "Nissan").out
    run("undo")
    assert company(run, "Nissan")["country"] == "JP"
    for wrong in ("country=Japanland", "colour=red", "sector=", "common_word=maybe"):
        assert run("companies", "edit", "Nissan", wrong).code == 2
    assert "stands so already" in run("companies", "edit", "Nissan", "country=JP").err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["date=2999"], "date: 2999 is still to come"), (["published=2999-01-01"], "published: 2999-01-01 is still"),
        (["stage=ended"], "cannot be at stage ended"), (["status=abandoned", "stage=talks"], "cannot be at stage talks"),
        (["note="], "needs words"), (["url=https://"], "no address"), (["talk=honda"], "is of other companies"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_in_a_line_and_changes_nothing(
    run: Run, talk: str, change: list[str], told: str
) -> None:
    run("add", "Honda", "Sony", "--kind", "joint-venture", "--date", "2022-03-04")
    before = run("log", "--json").out
    refused = run("edit", talk, "1", *change)
    assert (refused.code, refused.err.count("\n"), told in refused.err) == (2, 1, True), refused.err
    assert run("log", "--json").out == before


def test_another_status_brings_its_stage_along(run: Run, talk: str) -> None:
    told = run("edit", talk, "3", "status=abandoned")
    assert "stage: exploring → ended" in told.err
    assert claims(run)[2]["stage"] == "ended"


def test_a_line_typed_with_a_wrong_date_is_as_if_it_had_been_typed_right(run: Run) -> None:
    run("add", "Alpha Works", "Beta Works", "--kind", "merger", "--publisher", "FT", "--date", "2024-Q3")
    run("edit", "alpha", "1", "published=Oct 3, 2024")
    assert [(c["date"], c["published"]) for c in claims(run)] == [("2024-10-03", "2024-10-03")]
    told = run("edit", "alpha", "1", "date=2024-11")
    assert [(c["date"], c["published"]) for c in claims(run)] == [("2024-11", None)]
    assert "gone" not in told.err + told.out
    assert "new, rumoured" not in told.out
    assert run("undo").out.count("new, ") == 0
    (talk,) = talks(run)
    assert json.loads(run("changes", "--since", "2020-01-01", "--json").out)["transitions"][0]["id"] == talk["id"]


def test_an_edit_is_no_change_of_a_talk_that_was_told_of(run: Run, talk: str) -> None:
    assert run("changes").out
    run("edit", talk, "1-3", "publisher=Reuters")
    assert run("changes").out == ""


def test_a_talk_is_named_by_its_companies(run: Run, talk: str) -> None:
    assert run("edit", "Alpha Works", "Beta Works", "2", "origin=FT").code == 0
    assert [c["origin"] for c in claims(run)][1] == "Financial Times"
    assert run("drop", "Beta Works", "2-3").code == 0
    assert len(claims(run)) == 1
    run("add", "Beta Works", "Honda", "--kind", "supply", "--date", "2025-01-01")
    several = run("drop", "Beta Works", "1")
    assert (several.code, "could be 2 talks" in several.err) == (2, True)


@pytest.mark.parametrize(
    ("change", "status"), [({"speaker": "Ann"}, "confirmed"), ({"publisher": "AP"}, "rumoured"), (None, "rumoured")]
)
def test_a_claim_that_waits_counts_once_it_is_set_right(change: dict[str, str] | None, status: str) -> None:
    desk = Desk()
    parties = (Party("AA", "aa", ("AA",)), Party("BB", "bb", ("BB",)))
    quote = (Evidence("They are", 0, 8, "test"),)
    rumour = Claim(parties, Kind.MERGER, Status.RUMOURED, Stage.TALKS, Basis.ANONYMOUS, "Nikkei", evidence=quote)
    doubtful = replace(rumour, status=Status.CONFIRMED, basis=Basis.ON_RECORD, origin="company", confidence=0.4)
    desk.ingest([Doc(1, 1, (rumour,)), Doc(2, 10, (doubtful,))])
    _, _, items = correcting.meant(desk.conn, ["aa", "bb", "2"], TODAY)
    if change is None:
        done = correcting.drop(desk.conn, items, command="drop", now=desk.now)
    else:
        done = correcting.edit(desk.conn, items, change, command="edit", now=desk.now, today=TODAY)
    assert ("counts from now on" in "".join(done.told)) == (status == "confirmed")
    assert [row.status for row in rows(desk.conn)] == [status]
