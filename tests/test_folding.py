"""Adding to a fold gives what folding again gives, whatever the order, the breaks and the writers."""

import random
import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.models import Published, Report
from alliance_cli.services.intake.recording import Recorder
from alliance_cli.services.keeping import opening, rebuild
from alliance_cli.store.connection import writing
from tests.builders import claim
from tests.sizes import examples

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("Aldo", "Bern", "Cort", "Dane")


def report(number: int, day: date) -> Report:
    at = datetime.combine(day, time(9), UTC)
    return Report(f"title {number}", f"text {number}", "Reuters", f"https://news.example/{number}", Published(at))


def claims_of(draw: random.Random) -> list[object]:
    made = []
    for _ in range(draw.choice((1, 1, 2))):
        parties = draw.sample(NAMES, draw.choice((2, 2, 3)))
        status = draw.choice(("rumoured", "confirmed", "abandoned"))
        kind = draw.choice(("merger", "stake", "development", "supply", "cooperation"))
        made.append(claim(*parties, status=status, kind=kind, main=draw.random() < 0.8, renewed=draw.random() < 0.1))
    return made


def stored(conn: sqlite3.Connection) -> list[object]:
    return [
        conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in ("talks", "talk_parties", "steps")
    ]


@settings(max_examples=examples(25), deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_adding_is_folding(tmp_path_factory: pytest.TempPathFactory, seed: int, in_order: bool) -> None:
    draw = random.Random(seed)
    conn = opening.for_writing(tmp_path_factory.mktemp("ledger") / "ledger.db")
    recorder = Recorder(conn, "test")
    for number in range(14):
        day = date(2025, 1, 1) + timedelta(days=10 * number if in_order else draw.randrange(150))
        if draw.random() < 0.15:
            recorder.rolled_back()
        if draw.random() < 0.15:
            recorder = Recorder(conn, "test")
        with writing(conn):
            recorder.record(report(draw.randrange(12), day), claims_of(draw), "en", NOW)  # type: ignore[arg-type]
        recorder.committed()
    before = stored(conn)
    assert rebuild.rebuild(conn)[1] == 0
    assert stored(conn) == before


def test_what_another_writer_stored_is_heeded(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    conns = [opening.for_writing(path), opening.for_writing(path)]
    recorders = [Recorder(conn, "test") for conn in conns]
    for number in range(8):
        side = number % 2
        with writing(conns[side]):
            made = claim("Aldo", "Bern", status="confirmed" if number == 3 else "rumoured")
            recorders[side].record(report(number, date(2025, 1, 1) + timedelta(days=number)), [made], "en", NOW)
        recorders[side].committed()
    before = stored(conns[0])
    assert rebuild.rebuild(conns[0])[1] == 0
    assert stored(conns[0]) == before
    assert len(before[2]) == 8  # type: ignore[arg-type]
