"""The views of a ledger for other programs: the columns that are documented, and the same as the screens say."""

import asyncio
import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.store.sql_views import VIEWS
from tests.conftest import MERGER, Run

DOC = (Path(__file__).parent.parent / "docs/sql.md").read_text(encoding="utf-8")
HOSTILE = "<script>'\"; DROP TABLE talks; -- Motors"


def documented() -> dict[str, list[str]]:
    """View -> its columns in the order of docs/sql.md."""
    parts = re.split(r"^## (\w+_view)$", DOC, flags=re.MULTILINE)[1:]
    rows = {
        name: re.findall(r"^\| (`.*?) \|", part, flags=re.MULTILINE)
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }
    return {name: [column for row in found for column in re.findall(r"`(\w+)`", row)] for name, found in rows.items()}


@pytest.fixture
def shown(demo: Path, ledger: Path) -> Iterator[sqlite3.Connection]:
    """The demo ledger as another program opens it."""
    shutil.copy(demo, ledger)
    with closing(_opened(ledger)) as conn:
        yield conn


def _opened(ledger: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    conn.row_factory = sqlite3.Row
    return conn


def _rows(conn: sqlite3.Connection, sql: str, *values: str) -> list[dict[str, Any]]:
    return [dict(row) for row in conn.execute(sql, values)]


def test_the_view_of_talks_says_who_buys_what_from_whom(shown: sqlite3.Connection) -> None:
    (volvo,) = _rows(
        shown, "SELECT parties, roles, buyers, targets, sellers FROM talks_view WHERE sellers = 'Ford Motor'"
    )
    assert volvo["parties"] == "Zhejiang Geely – Ford Motor – Volvo Cars"
    assert volvo["roles"] == "buyer; seller; unit"
    assert (volvo["buyers"], volvo["targets"]) == ("Zhejiang Geely", "Volvo Cars")
    events = _rows(shown, "SELECT DISTINCT parties, roles, buyers, targets, sellers FROM events_view"
                          " WHERE sellers = 'Ford Motor'")  # fmt: skip
    assert volvo in events
    assert (
        _rows(shown, "SELECT 1 FROM talks_view WHERE roles = 'partner; partner' AND buyers || targets || sellers <> ''")
        == []
    )


def test_each_view_has_the_columns_that_are_documented_in_their_order(shown: sqlite3.Connection) -> None:
    assert set(documented()) == set(VIEWS)
    for name, columns in documented().items():
        assert [d[0] for d in shown.execute(f"SELECT * FROM {name} LIMIT 1").description] == columns


def test_talks_are_as_the_list_has_them(shown: sqlite3.Connection, run: Run) -> None:
    told = {talk["id"]: talk for talk in json.loads(run("talks", "--json").out)["talks"]}
    rows = _rows(shown, "SELECT * FROM talks_view")
    assert {row["id"] for row in rows} == set(told)
    for row in rows:
        talk = told[row["id"]]
        same = ("slug", "kind", "status", "stage", "doubtful", "confidence", "on_hold", "origins", "reports",
                "first_reported", "last_reported", "last_turn", "end_reported", "confirmation_reported")  # fmt: skip
        assert {name: row[name] for name in same} == {name: talk[name] for name in same}
        assert row["parties"] == " – ".join(talk["parties"])
        assert row["regions"] == "; ".join(talk["regions"])
        assert row["subjects"] == "; ".join(talk["subjects"])
        assert (row["companies"], bool(row["quote"])) == (len(talk["parties"]), True)


def test_events_are_as_why_has_them(shown: sqlite3.Connection, run: Run) -> None:
    talks = [row["id"] for row in _rows(shown, "SELECT id FROM talks_view LIMIT 12")]
    for talk in talks:
        told = json.loads(run("why", talk, "--json").out)["claims"]
        rows = _rows(shown, "SELECT * FROM events_view WHERE talk = ? ORDER BY number", talk)
        same = ("number", "precision", "published", "status", "claimed", "stage", "kind", "basis", "denied", "on_hold",
                "origin", "speaker", "publisher", "title", "url", "quote", "report_id", "claim_id", "rule", "region",
                "confidence")  # fmt: skip
        assert [{n: row[n] for n in same} for row in rows] == [{n: claim[n] for n in same} for claim in told]
        assert all(
            row["date"].startswith(c["date"][:4]) and len(row["date"]) == 10 for row, c in zip(rows, told, strict=True)
        )


def test_a_day_known_to_a_quarter_is_its_first(run: Run, ledger: Path) -> None:
    for (one, other), when in zip((("Nissan", "Honda"), ("Renault", "Geely"), ("Sony", "Toyota"), ("Ford", "Mazda")),
                                  ("2021-Q4", "2022-H2", "2023", "2024-02"), strict=True):  # fmt: skip
        assert run("add", one, other, "--date", when).code == 0
    with closing(_opened(ledger)) as conn:
        rows = _rows(conn, "SELECT date, precision, published FROM events_view ORDER BY date")
    assert [(row["date"], row["precision"]) for row in rows] == [
        ("2021-10-01", "quarter"), ("2022-07-01", "half"), ("2023-01-01", "year"), ("2024-02-01", "month"),
    ]  # fmt: skip


def test_a_corrected_claim_is_as_it_counts_and_as_it_was_read_after_an_undo(demo: Path, run: Run, ledger: Path) -> None:
    shutil.copy(demo, ledger)
    sql = (
        "SELECT region, denied, date, precision, confidence, relayed_by FROM events_view WHERE talk = ? AND number = 1"
    )
    talk = json.loads(run("show", MERGER, "--json").out)["id"]
    with closing(_opened(ledger)) as conn:
        before = _rows(conn, sql, talk)
    assert run("edit", MERGER, "1", "region=China", "denied=yes", "date=2024-H2", "relayed_by=NHK, Kyodo").code == 0
    with closing(_opened(ledger)) as conn:
        (after,) = _rows(conn, sql, talk)
    assert after == {
        "region": "China", "denied": 1, "date": "2024-07-01", "precision": "half", "confidence": 1.0,
        "relayed_by": "NHK; Kyodo",
    }  # fmt: skip
    assert (run("check").code, run("rebuild").code, run("check").code) == (0, 0, 0)
    assert run("undo").code == 0
    with closing(_opened(ledger)) as conn:
        assert _rows(conn, sql, talk) == before


def test_merged_companies_are_one_and_names_are_data(run: Run, ledger: Path) -> None:
    run("add", HOSTILE, "Honda", "--date", "2025-01-01")
    run("add", "Honda Giken", "Nissan", "--date", "2025-01-01")
    run("companies", "merge", "Honda", "Honda Giken")
    with closing(_opened(ledger)) as conn:
        rows = _rows(conn, "SELECT name, talks, rumoured, confirmed FROM companies_view WHERE talks > 0 ORDER BY name")
        assert _rows(conn, "SELECT 1 FROM companies_view WHERE name = 'Honda Giken'") == []
        parties = _rows(conn, "SELECT company FROM talk_parties_view WHERE company_id = 'honda-motor'")
    assert {row["name"]: (row["talks"], row["rumoured"]) for row in rows} == {
        HOSTILE: (1, 1), "Honda Motor": (2, 2), "Nissan Motor": (1, 1),
    }  # fmt: skip
    assert len(parties) == 2


def test_duckdb_counts_over_them(shown: sqlite3.Connection) -> None:
    duckdb, pyarrow = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow")
    frames = {name: pyarrow.Table.from_pylist(_rows(shown, f"SELECT * FROM {name}")) for name in VIEWS}
    with closing(duckdb.connect()) as duck:
        for name, frame in frames.items():
            duck.register(name, frame)
        turns = duck.execute(
            "SELECT year(date::DATE), count(*) FROM events_view WHERE turned = 1 GROUP BY 1 ORDER BY 1"
        ).fetchall()
        tied = duck.execute(
            "SELECT count(*) FROM talks_view t JOIN talk_parties_view p ON p.talk = t.id JOIN companies_view c"
            " ON c.id = p.company_id WHERE t.last_turn::DATE >= '2010-01-01'"
        ).fetchone()
    years = [
        row[0] for row in shown.execute("SELECT DISTINCT substr(date, 1, 4) FROM events_view WHERE turned ORDER BY 1")
    ]
    assert [str(year) for year, _ in turns] == years
    parties = sum(row["last_turn"] >= "2010-01-01" for row in frames["talk_parties_view"].to_pylist())
    assert tied[0] == parties


def test_datasette_serves_them(shown: sqlite3.Connection, ledger: Path) -> None:
    app = pytest.importorskip("datasette.app")

    async def served() -> list[Any]:
        client = app.Datasette([str(ledger)]).client
        address = f"/{ledger.stem}/{{}}.json?_shape=array&_size=3"
        return [(await client.get(address.format(name))).json() for name in VIEWS]

    assert [len(rows) for rows in asyncio.run(served())] == [3] * len(VIEWS)


@pytest.mark.long
@pytest.mark.usefixtures("shown")
def test_datasette_serves_them_over_http(ledger: Path) -> None:
    pytest.importorskip("datasette")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(ledger), "-h", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for name in VIEWS:
            rows = _fetched(f"http://127.0.0.1:{port}/{ledger.stem}/{name}.json?_shape=array&_size=3")
            assert list(rows[0]) == documented()[name]
        counted = "SELECT+count(*)+AS+n+FROM+talks_view+WHERE+status='confirmed'"
        (found,) = _fetched(f"http://127.0.0.1:{port}/{ledger.stem}.json?_shape=array&sql={counted}")
        with closing(_opened(ledger)) as conn:
            assert _rows(conn, "SELECT count(*) AS n FROM talks_view WHERE status = 'confirmed'") == [found]
    finally:
        server.terminate()
        server.wait(10)


def _fetched(address: str) -> list[dict[str, Any]]:
    """The rows behind an address of a server that may still be starting."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                found: list[dict[str, Any]] = json.loads(answer.read())
                return found
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.2)
    raise AssertionError(f"nobody answers at {address}")


def test_terms_and_roles_are_there_as_they_are_typed_and_as_they_are_corrected(run: Run, ledger: Path) -> None:
    assert run("add", "Nissan", "Honda", "--kind", "acquisition", "--date", "2025-01-01", "--value", "6.5bn",
               "--currency", "EUR", "--stake", "41%", "--closes", "2026-H1", "--conditions", "a vote, a permit").code == 0  # fmt: skip
    terms = "value, currency, stake, closes, closes_precision, conditions"
    with closing(_opened(ledger)) as conn:
        (talk,) = _rows(conn, f"SELECT id, {terms} FROM talks_view")
        (event,) = _rows(conn, f"SELECT {terms} FROM events_view")
        roles = [row["role"] for row in _rows(conn, "SELECT role FROM talk_parties_view")]
    assert list(event.values()) == [6_500_000_000, "EUR", 41.0, "2026-01-01", "half", "a vote; a permit"]
    assert event == {name: value for name, value in talk.items() if name != "id"}
    assert set(roles) <= {"partner", "buyer", "target"}
    assert run("edit", talk["id"], "1", "value=7bn").code == 0
    with closing(_opened(ledger)) as conn:
        assert _rows(conn, "SELECT value, currency FROM events_view") == [{"value": 7_000_000_000, "currency": "EUR"}]
