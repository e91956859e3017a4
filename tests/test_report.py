"""The page to share and the JSON documents: what they promise."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from alliance_cli.render.schemas import SCHEMAS
from tests import docs
from tests.conftest import Run


@pytest.fixture
def filled(run: Run) -> Run:
    """A ledger with talks of every status."""
    for argv in (
        ["Nissan", "Honda", "--kind", "merger", "--origin", "Nikkei", "--publisher", "Reuters", "--basis", "anonymous",
         "--date", "2024-12-17", "--note", "Talks are to begin", "--url", "https://news.example/1"],
        ["Nissan", "Honda", "--kind", "merger", "--status", "confirmed", "--basis", "on-record",
         "--date", "2024-12-23"],
        ["Nissan", "Honda", "--kind", "merger", "--status", "abandoned", "--basis", "filing", "--date", "2025-02-13"],
        ["Nissan", "Honda", "--kind", "development", "--status", "confirmed", "--date", "2024-03-15"],
        ["Honda", "Sony", "--kind", "joint-venture", "--date", "2022-03-04", "--region", "Japan"],
    ):  # fmt: skip
        assert run("add", *argv).code == 0
    return run


PIPED = {
    "timeline": ["timeline", "Nissan", "Honda"], "compact": ["timeline", "Nissan", "--compact"], "talks": ["talks"],
    "network": ["network", "Nissan", "--depth", "2"], "matrix": ["matrix"], "stats": ["stats"],
    "why": ["why", "nissan-motor-honda-motor-merger"], "show": ["show", "nissan-motor-honda-motor-merger"],
    "sources": ["sources"], "relays": ["sources", "--relays"], "rumours": ["sources", "show", "Nikkei"],
}  # fmt: skip
PRESENT = {
    "companies": ["companies", "--columns", "id,name,talks"], "changes": ["changes", "--since", "2020-01-01"], "stale": ["stale", "--days", "1"],
    "search": ["search", "talks", "begin"], "watches": ["watch"], "review": ["review", "--list"],
    "feeds": ["feeds"], "quarantine": ["quarantine"], "columns": ["talks", "--columns", "last-turn,companies,slug"],
    "help": ["help", "exit-codes"],
}  # fmt: skip
"""Views of the present: none of what they show of this ledger depends on the day."""


@pytest.mark.parametrize("name", PIPED)
@pytest.mark.parametrize("form", ["", "--plain", "--csv"])
def test_what_a_pipe_gets(filled: Run, name: str, form: str, snapshot: SnapshotAssertion) -> None:
    result = filled(*PIPED[name], "--as-of", "2025-06-30", *([form] if form else []))
    assert result.code == 0
    assert not result.err or name == "sources"
    assert result.out == snapshot


@pytest.mark.parametrize("name", PRESENT)
def test_what_a_pipe_gets_of_the_present(filled: Run, name: str, snapshot: SnapshotAssertion) -> None:
    filled("watch", "add", "Nissan", "--kind", "merger")
    filled("feeds", "add", "https://news.example/feed.xml", "--name", "Example News")
    result = filled(*PRESENT[name])
    assert result.code == 0
    assert result.out == snapshot


def test_a_schema_lets_nothing_else_through() -> None:
    talks = Draft202012Validator(SCHEMAS["talks"]())
    assert not talks.is_valid({"schema": "alliance.talks/4", "talks": [{"id": "t1"}]})
    assert not talks.is_valid({"schema": "alliance.talks/9", "talks": []})
    assert not talks.is_valid({"schema": "alliance.talks/4", "talks": [], "more": 1})


def test_docs_hold_what_the_program_says() -> None:
    """The picture in the README is what the program draws; the manual and the schemas are what it prints."""
    for name, text in docs.made().items():
        assert (docs.FOLDER / name).read_text(encoding="utf-8") == text, f"docs/{name}: run python -m tests.docs"
    assert {path.name for path in (docs.FOLDER / "schemas").iterdir()} == {f"{name}.json" for name in SCHEMAS}


def test_schema_lists_its_names_and_refuses_others(run: Run) -> None:
    assert all(name in run("schema").out for name in SCHEMAS)
    assert "timeline" in run("schema", "nonsense").err


def test_a_page_allows_itself_and_nothing_else(filled: Run, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert filled("report", str(out)).code == 0
    text = out.read_text(encoding="utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for element in ("style", "script"):
        (body,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert not re.findall(r'(?:src|srcset|xlink:href)="', text)
    assert "Talks are to begin" in text
    assert 'href="https://news.example/1"' in text


def test_a_page_of_two_companies_holds_their_talks_alone(filled: Run, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    filled("report", str(out), "Nissan", "Honda")
    text = out.read_text(encoding="utf-8")
    assert text.count("<article") == 2
    assert "Sony" not in text


def test_a_page_without_talks_is_not_written(filled: Run, tmp_path: Path) -> None:
    result = filled("report", str(tmp_path / "page.html"), "Toyota")
    assert result.code == 1
    assert not (tmp_path / "page.html").exists()
    assert filled("report", str(tmp_path / "no" / "page.html")).code == 73


def test_a_page_to_standard_output(filled: Run) -> None:
    assert filled("report", "-").out.startswith("<!doctype html>")


def test_the_past_as_a_page(filled: Run) -> None:
    text = filled("report", "-", "Nissan", "--as-of", "2024-12-31").out
    assert "published by 2024-12-31" in text
    assert "abandoned</span>" not in text.partition("<table>")[2].partition("</table>")[0]


def test_network_formats(filled: Run) -> None:
    assert filled("network", "--format", "dot").out.startswith("graph alliances {")
    assert filled("network", "--format", "graphml").out.count("<edge ") == 3
    assert filled("network", "--format", "svg").out.startswith("<svg ")
    assert json.loads(filled("network", "--format", "json").out)["schema"] == "alliance.network/4"
    assert filled("network", "--format", "doc").code == 2
    assert filled("network", "--format", "dot", "--csv").out.startswith("company,partner")


def test_depth_status_and_past_of_a_network(filled: Run) -> None:
    def names(*argv: str) -> set[str]:
        return {c["name"] for c in json.loads(filled("network", *argv, "--json").out)["companies"]}

    assert names("Nissan") == {"Nissan Motor", "Honda Motor"}
    assert names("Nissan", "--depth", "2") == {"Nissan Motor", "Honda Motor", "Sony Group"}
    assert names("Sony", "--status", "rumoured") == {"Sony Group", "Honda Motor"}
    assert names("Nissan", "--as-of", "2024-01-01") == {"Nissan Motor"}
    assert filled("network", "Nissan", "--as-of", "2024-01-01").code == 1


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (["--region", "Japan"], {"joint-venture"}), (["--kind", "merger,development"], {"merger", "development"}),
        (["--status", "confirmed"], {"development"}), (["--since", "2025-01-01"], {"merger"}),
        (["--until", "2023-01-01"], {"joint-venture"}), (["--as-of", "2024-06-30"], {"development", "joint-venture"}),
    ],
)  # fmt: skip
def test_every_view_takes_the_same_filters(filled: Run, filters: list[str], kinds: set[str]) -> None:
    def found(*argv: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(filled(*argv, *filters, "--json").out)
        return document

    assert {talk["kind"] for talk in found("talks")["talks"]} == kinds
    assert {talk["kind"] for talk in found("timeline", "Honda")["talks"]} == kinds
    for view in ("network", "matrix"):
        assert {talk["kind"] for tie in found(view)["ties"] for talk in tie["talks"]} == kinds
    assert {kind for kind, n in found("stats")["by_kind"].items() if n} == kinds


def test_the_strongest_talk_comes_first_in_a_matrix(filled: Run) -> None:
    document = json.loads(filled("matrix", "Nissan", "Honda", "--json").out)
    (tie,) = document["ties"]
    assert [talk["status"] for talk in tie["talks"]] == ["confirmed", "abandoned"]
    assert filled("matrix", "Nissan").code == 2


def test_stats_count_what_talks_lists(filled: Run) -> None:
    figures = json.loads(filled("stats", "--json").out)
    talks = json.loads(filled("talks", "--json").out)["talks"]
    assert figures["talks"] == len(talks) == 3
    assert figures["by_status"] == {"rumoured": 1, "confirmed": 1, "abandoned": 1}
    assert figures["rumours"] == {"opened": 2, "confirmed": 0, "abandoned": 1, "open": 0, "stale": 1}
    then = json.loads(filled("stats", "--as-of", "2024-12-20", "--json").out)
    assert then["by_status"] == {"rumoured": 2, "confirmed": 1, "abandoned": 0}


def test_columns_by_name(filled: Run) -> None:
    assert filled("talks", "--columns", "slug,last-turn", "--csv").out.splitlines()[0] == "slug,last_turn"
    assert filled("talks", "--columns", "companies,subject").out.splitlines()[0].split() == ["companies", "subject"]
    assert "the columns are" in filled("talks", "--columns", "beauty").err
    assert filled("talks", "--columns", "slug", "--json").code == 2
    assert filled("talks", "--columns", "help").code == 0


def test_a_picture_holds_the_words_of_the_timeline(filled: Run) -> None:
    import html

    drawn = html.unescape(
        re.sub("<[^>]+>", " ", filled("timeline", "Nissan", "--svg", "-").out.partition("</style>")[2])
    )
    for word in re.findall(r"\w+", filled("timeline", "Nissan").out):
        assert word in drawn
