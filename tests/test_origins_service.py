"""The track record of origins: what counts as a hit, and how sure a rate is."""

import json
from datetime import date
from pathlib import Path

import pytest

from alliance_cli.ledger.intervals import beta_cdf, beta_quantile, jeffreys
from tests.conftest import Run


@pytest.mark.parametrize(
    ("p", "a", "b", "expected"),
    [
        (0.5, 1, 1, 0.5),
        (0.05, 0.5, 0.5, 0.006155830),  # sin²(π·0.05/2)
        (0.95, 2, 1, 0.974679434),  # √0.95
        (0.1, 1, 3, 0.034510615),  # 1 − ∛0.9
        (0.05, 5.5, 5.5, 0.261922004),
    ],
)
def test_quantiles_of_the_beta_distribution(p: float, a: float, b: float, expected: float) -> None:
    assert beta_quantile(p, a, b) == pytest.approx(expected, abs=1e-8)
    assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-9)


def test_the_interval_reaches_the_end_where_all_or_nothing_was_a_hit() -> None:
    assert jeffreys(0, 7)[0] == 0
    assert jeffreys(7, 7)[1] == 1
    low, high = jeffreys(165, 501)
    assert low < 0.33 < high
    assert high - low < 0.08


def rumour(run: Run, number: int, first: str, status: str = "", turned: str = "", origin: str = "Nikkei") -> None:
    pair = (f"Firma{number} Alpha", f"Firma{number} Beta")
    run(
        "add",
        *pair,
        "--new-company",
        "--kind",
        "merger",
        "--basis",
        "anonymous",
        "--origin",
        origin,
        "--publisher",
        "Reuters",
        "--date",
        first,
    )
    if status:
        run(
            "add",
            *pair,
            "--kind",
            "merger",
            "--basis",
            "on-record",
            "--status",
            status,
            "--origin",
            "company",
            "--date",
            turned,
        )


def test_outcomes_within_a_year_are_counted_by_origin(run: Run) -> None:
    recent = date.today().isoformat()
    rumour(run, 1, "2020-01-01", "confirmed", "2020-01-11")
    rumour(run, 2, "2020-01-01", "confirmed", "2020-01-31")
    rumour(run, 3, "2020-01-01", "abandoned", "2020-03-01")
    rumour(run, 4, "2020-01-01", "confirmed", "2021-06-01")
    rumour(run, 5, "2020-01-01")
    rumour(run, 6, recent)
    rumour(run, 7, "2020-01-01", origin="Bloomberg")
    document = json.loads(run("sources", "--json").out)
    nikkei, bloomberg = document["sources"]
    assert [nikkei[k] for k in ("origin", "rumours", "confirmed", "abandoned", "open", "stale", "resolved")] == [
        "Nikkei", 6, 2, 1, 1, 2, 5,
    ]  # fmt: skip
    assert nikkei["median_days"] == 30
    low, high = jeffreys(2, 5)
    assert [nikkei["hit_rate"], nikkei["low"], nikkei["high"]] == [0.4, round(low, 4), round(high, 4)]
    assert bloomberg["hit_rate"] is None
    assert "insufficient" in bloomberg["shown"]
    (reuters,) = [p for p in document["publishers"] if p["publisher"] == "Reuters"]
    assert (reuters["relayed"], reuters["own"], reuters["relays"]) == (7, 0, "Nikkei")
    assert "33% of 501" in document["reference"]


def test_a_year_has_365_days_and_an_ending_begins_another_rumour(run: Run) -> None:
    for number, turned in enumerate(("2023-12-31", "2024-01-01", "2024-01-02")):
        rumour(run, number, "2023-01-01", "confirmed", turned)
    rumour(run, 4, "2022-02-01", "abandoned", "2022-03-01")
    rumour(run, 4, "2023-05-01", "confirmed", "2023-05-21")
    rumour(run, 5, "2025-01-01")
    run("judge", "firma5", "--status", "confirmed", "--date", "2025-03-01")
    rumour(run, 6, "2026-10-01")
    for known, open_or_stale in ((["--as-of", "2026-11-01"], "open"), (["--as-of", "2030-01-01"], "stale")):
        shown = json.loads(run("sources", "show", "Nikkei", "--json", *known).out)["rumours"]
        assert sorted((r["first"], r["outcome"], r["days"]) for r in shown if r["days"] is not None) == [
            ("2022-02-01", "abandoned", 28), ("2023-01-01", "confirmed", 364), ("2023-01-01", "confirmed", 365),
            ("2023-05-01", "confirmed", 20), ("2025-01-01", "confirmed", 59),
        ]  # fmt: skip
        left = sorted((r["first"], r["outcome"]) for r in shown if r["days"] is None)
        assert left == [("2023-01-01", "stale"), ("2026-10-01", open_or_stale)]


def test_what_is_not_a_rumour_of_an_outlet_counts_for_none(run: Run) -> None:
    run("add", "Nissan", "Honda", "--status", "confirmed", "--basis", "on-record", "--origin", "company")
    run("add", "Renault", "Geely")
    assert json.loads(run("sources", "--json").out)["sources"] == []


def test_show_lists_the_rumours(run: Run) -> None:
    rumour(run, 1, "2020-01-01", "confirmed", "2020-01-11")
    document = json.loads(run("sources", "show", "nikkei", "--json").out)
    assert [(r["outcome"], r["days"]) for r in document["rumours"]] == [("confirmed", 10)]
    assert run("sources", "show", "Nikei").code == 1
    then = json.loads(run("sources", "show", "Nikkei", "--as-of", "2020-01-05", "--json").out)
    assert then["rumours"][0]["outcome"] == "open"


def test_an_outlet_is_one_origin_and_one_publisher_by_all_its_names(run: Run, tmp_path: Path) -> None:
    told = [("FT", "Nissan and Honda are in talks on a merger, people familiar with the matter said."),
            ("Financial Times", "Honda is in merger talks with Nissan Motor, two people said; a plant may close.")]  # fmt: skip
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps({"text": text, "publisher": outlet, "published": "2024-12-17"}) + "\n"
                            for outlet, text in told))  # fmt: skip
    run("ingest", str(path))
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert (talk["reports"], talk["origins"]) == (2, 1)
    (outlet,) = json.loads(run("sources", "--json").out)["publishers"]
    assert (outlet["publisher"], outlet["reports"]) == ("Financial Times", 2)
    assert run("sources", "show", "the FT").code == 0
    for name in ("FT", "Financial Times", "the ft"):
        assert len(json.loads(run("search", "talks", "--publisher", name, "--json").out)["hits"]) == 2
