"""Claims folded without a ledger: the talks are those that a ledger of the same reports derives, and DuckDB reads them."""

import json
import re
import sqlite3
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from alliance_cli.services.cluster import extracting, fold_tasks, folding, manifest, plan, tables
from alliance_cli.services.cluster.components import Joined, spread
from alliance_cli.services.cluster.engine import Here
from alliance_cli.services.cluster.extracting import Wanted
from alliance_cli.services.cluster.places import Folder
from alliance_cli.services.intake.ingest import ingest
from alliance_cli.services.intake.reading import Understood
from alliance_cli.services.keeping import opening
from alliance_cli.sources import read_inputs
from alliance_cli.store.talks import TERMS
from tests.archives import as_lines, news, written
from tests.conftest import Run
from tests.ledgers import START, Desk, Doc, a_doc
from tests.sizes import among, examples

BESIDE = (
    "id, slug, kind, status, stage, end_reported, origins, reports, first_reported, last_reported, last_turn, regions, subjects,"
    f" confirmation_reported, confidence, doubtful, on_hold, {TERMS}"
)
STEPS = "talk, position, claim, rule, status, stage, changed, origin, new_origin, choices"


def plain(value: Any) -> Any:
    """A value as SQLite holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else value


def of_ledger(ledger: Path) -> tuple[set[Any], set[Any]]:
    """The talks of a ledger, with their parties, and their steps."""
    with closing(sqlite3.connect(ledger)) as conn:
        parties: dict[str, list[tuple[str, str]]] = {}
        for talk, company, role in conn.execute("SELECT talk, company, role FROM talk_parties ORDER BY talk, position"):
            parties.setdefault(talk, []).append((company, role))
        talks = {(*row, *parties[row[0]]) for row in conn.execute(f"SELECT {BESIDE} FROM talks")}
        return talks, set(conn.execute(f"SELECT {STEPS} FROM steps"))


def of_folder(folder: Path) -> tuple[set[Any], set[Any]]:
    """The same of a folder of talks."""
    talks = parquet.read_table(folder / "talks").to_pylist()
    steps = parquet.read_table(folder / "steps").to_pylist()
    return (
        {
            (*(plain(row[name]) for name in BESIDE.split(", ")), *zip(row["parties"], row["roles"], strict=True))
            for row in talks
        },
        {tuple(plain(row[name]) for name in STEPS.split(", ")) for row in steps},
    )


def extracted(inputs: list[str], to: Path, **more: object) -> Path:
    assert not extracting.extract(Wanted(inputs, str(to), 3_000, **more), Here()).failed  # type: ignore[arg-type]
    return to


def read(ledger: Path, inputs: list[str], claims: Path) -> None:
    """The inputs into a ledger, from the instant on at which the folder was filled."""
    began = min(json.loads(part.read_text())["read_at"] for part in (claims / "parts").iterdir())
    number = count()
    with closing(opening.for_writing(ledger)) as conn:
        ingest(
            conn, read_inputs(inputs), command="alliance ingest",
            clock=lambda: datetime.fromisoformat(began) + timedelta(microseconds=next(number)),
        )  # fmt: skip


def test_a_talk_is_that_of_a_ledger_of_the_same_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_READINGS", 10)
    monkeypatch.setattr(folding, "_CLAIMS", 12)
    inputs = written(tmp_path / "news", among(60, 30))
    claims = extracted(inputs, tmp_path / "claims")
    read(tmp_path / "ledger.db", inputs, claims)
    talks, steps = of_ledger(tmp_path / "ledger.db")
    done = folding.fold(str(claims), str(tmp_path / "talks"), Here())
    assert of_folder(tmp_path / "talks") == (talks, steps)
    assert (done.talks, len(talks) > 10) == (len(talks), True)
    assert len(list((tmp_path / "talks" / "talks").iterdir())) > 2
    assert not (tmp_path / "talks" / "work").exists()
    assert folding.fold(str(claims), str(tmp_path / "talks"), Here()) == done


def test_what_the_text_alone_tells_from_others_is_settled_as_in_a_ledger(tmp_path: Path) -> None:
    """Reports without an address: ids that count, the same text under two ids, a title before its text, an edited one."""
    same = {"title": "A", "text": "Nissan is in talks to merge with Honda, the Nikkei said.", "publisher": "Desk"}
    long = "Renault agreed to buy a stake in Nissan, it said in a statement. " + "They make cars that people buy. " * 8
    records = [
        {**same, "id": "1"}, {**same, "id": "1", "title": "B", "text": "Ford is in talks to buy Volvo, sources said."},
        {**same, "id": "deal-9x7q2"}, {**same, "id": "deal-8y3k1", "text": long}, {**same, "id": "deal-8y3k1", "text": long + "More."},
        {**same, "id": "2", "text": long}, {**same, "id": "2", "text": long + " Edited."}, {"title": "Honda and Nissan agreed to merge", "id": "x-1-y-2"},
        {"title": "Honda and Nissan agreed to merge", "text": long, "id": "x-1-y-2"}, {"title": "Honda and Nissan agreed to merge", "id": "x-1-y-2"}, same,
    ]  # fmt: skip
    (tmp_path / "news.jsonl").write_bytes(as_lines(records))
    inputs = [str(tmp_path / "news.jsonl")]
    claims = extracted(inputs, tmp_path / "claims")
    read(tmp_path / "ledger.db", inputs, claims)
    folding.fold(str(claims), str(tmp_path / "talks"), Here())
    assert of_folder(tmp_path / "talks") == of_ledger(tmp_path / "ledger.db")


def test_reports_without_claims_change_no_talk_where_none_is_edited(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(news(20)[:20]))
    for number, only in enumerate((True, False)):
        claims = extracted([str(tmp_path / "a.jsonl")], tmp_path / f"claims{number}", only_claims=only)
        folding.fold(str(claims), str(tmp_path / f"talks{number}"), Here())
    assert of_folder(tmp_path / "talks0") == of_folder(tmp_path / "talks1")


def test_a_folder_that_is_not_whole_or_holds_something_else_is_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(news(8)))
    claims = extracted([str(tmp_path / "a.jsonl")], tmp_path / "claims")
    fold = ("fold", str(claims), "--jobs", "1", "--to")
    assert run(*fold, str(tmp_path)).code == 73
    assert run("fold", str(tmp_path), "--jobs", "1", "--to", str(tmp_path / "t")).code == 66
    assert run("fold", str(claims)).code == 2
    done = run(*fold, str(tmp_path / "talks"))
    assert (done.code, "folded together" in done.err) == (0, True)
    assert run(*fold, str(claims)).code == 73
    next((claims / "parts").iterdir()).unlink()
    partly = run(*fold, str(tmp_path / "talks"))
    assert (partly.code, "is not whole" in partly.err) == (75, True)


def test_a_fold_that_was_interrupted_goes_on_with_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_READINGS", 10)
    monkeypatch.setattr(folding, "_CLAIMS", 12)
    claims, talks = extracted(written(tmp_path / "news", among(60, 30)), tmp_path / "claims"), str(tmp_path / "talks")
    folding.fold(str(claims), str(tmp_path / "whole"), Here())
    called: list[str] = []

    def counted(name: str, *, fails: bool = False) -> None:
        real = getattr(fold_tasks, name)

        def task(*given: Any, careful: bool = False) -> int:
            called.append(name)
            if fails and called.count(name) > 1:
                raise KeyboardInterrupt
            return int(real(*given, careful=careful))

        monkeypatch.setattr(fold_tasks, name, task)

    for step in ("scatter", "settle", "spread"):
        counted(step)
    real = fold_tasks.fold
    counted("fold", fails=True)
    with pytest.raises(KeyboardInterrupt):
        folding.fold(str(claims), talks, Here())
    before = len(called)
    monkeypatch.setattr(fold_tasks, "fold", real)
    counted("fold")
    done = folding.fold(str(claims), talks, Here())
    assert set(called[before:]) == {"fold"}
    assert of_folder(tmp_path / "talks") == of_folder(tmp_path / "whole")
    assert not (tmp_path / "talks" / "work").exists()
    (tmp_path / "talks" / "manifest.json").unlink()
    (tmp_path / "talks" / "work").mkdir()
    (tmp_path / "talks" / "work" / "begun").write_bytes(b"of another fold")
    assert folding.fold(str(claims), talks, Here()) == done


def test_a_task_that_fails_is_named(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(news(8)))
    claims = extracted([str(tmp_path / "a.jsonl")], tmp_path / "claims")

    def fails(*_: object, careful: bool = False) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fold_tasks, "settle", fails)
    failed = run("fold", str(claims), "--jobs", "1", "--to", str(tmp_path / "talks"))
    assert (failed.code, "settle 0 of 1 failed: No space left on device" in failed.err) == (75, True)
    monkeypatch.undo()
    said = ["here"]
    monkeypatch.setattr(fold_tasks, "folding_by", lambda: said.pop() if said else "there")
    other = run("fold", str(claims), "--jobs", "1", "--to", str(tmp_path / "talks"))
    assert (other.code, "folds otherwise" in other.err) == (78, True)


def folder_of(read: list[Doc], to: Path) -> Path:
    """A folder of claims as if these reports had been read, in parts of three."""
    folder, made = Folder(str(to)), []
    for number in range(0, len(read), 3):
        part = plan.Part(f"{number:06}-x", ())
        made.append(part)
        with ExitStack() as stack:
            files = {
                name: stack.enter_context(tables.written(folder, f"{name}/{part.id}.parquet", tables.schema(name)))
                for name in tables.TABLES
            }
            for place, doc in enumerate(read[number : number + 3]):
                row = tables.report_row(f"{part.id}:{place}", doc.report, Understood(doc.report, doc.claims, "en"))
                files[tables.REPORTS].add(row)
                for claim in tables.claim_rows(row, doc.claims):
                    files[tables.CLAIMS].add(claim)
        count = sum(len(doc.claims) for doc in read[number : number + 3])
        manifest.note(folder, manifest.Tally(part.id, 3, count, read_at=START.isoformat()))
    manifest.save(folder, manifest.Manifest("test", parts=tuple(made)), {})
    return to


@settings(max_examples=examples(60))
@given(st.lists(a_doc(5), max_size=9))
def test_any_claims_of_reports_in_any_revisions_give_the_talks_of_a_ledger(read: list[Doc]) -> None:
    desk = Desk()
    desk.ingest(read)
    with TemporaryDirectory() as name:
        with closing(sqlite3.connect(f"{name}/ledger.db")) as conn:
            desk.conn.backup(conn)
        folding.fold(str(folder_of(read, Path(name, "claims"))), f"{name}/talks", Here())
        assert of_folder(Path(name, "talks")) == of_ledger(Path(name, "ledger.db"))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=9))
@settings(max_examples=examples(200))
def test_what_is_joined_is_what_can_be_reached(sets: list[list[str]]) -> None:
    joined = Joined()
    for names in sets:
        joined.join(names)
    reached = {name: {name} for names in sets for name in names}
    for _ in reached:
        for names in sets:
            whole = set().union(*(reached[name] for name in names))
            for name in whole:
                reached[name] |= whole
    assert {name: min(others) for name, others in reached.items()} == {
        name: joined.root(name) for name in joined.known()
    }
    bins = spread({name: len(others) for name, others in reached.items()}, 3)
    assert bins.keys() == reached.keys()
    assert set(bins.values()) <= {0, 1, 2}


SCALE = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", SCALE, re.DOTALL)


def test_the_query_for_polars_runs(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    claims = extracted(written(tmp_path / "news", 20), tmp_path / "claims")
    folding.fold(str(claims), str(tmp_path / "talks"), Here())
    query = f'pl.scan_parquet("{tmp_path}/talks/talks/*.parquet").filter(pl.col("status") == "rumoured")'
    assert query.replace(f"{tmp_path}/", "") in SCALE
    assert eval(query, {"pl": pl}).collect().height > 0


def test_the_queries_of_the_documentation_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = written(tmp_path / "news", among(60, 30))
    claims = extracted(inputs, tmp_path / "claims")
    folding.fold(str(claims), str(tmp_path / "talks"), Here())
    monkeypatch.chdir(tmp_path)
    assert len(QUERIES) >= 6
    with closing(duckdb.connect()) as conn:
        for query in QUERIES:
            assert conn.sql(query).fetchall(), query
