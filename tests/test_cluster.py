"""Past one machine: an archive to a folder of claims, by dask in this process. Other processes: test_cluster_processes.py."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.services.cluster import extracting, plan
from alliance_cli.services.cluster.engine import Here
from alliance_cli.services.cluster.extracting import Extraction, Wanted
from alliance_cli.services.cluster.plan import Source
from tests.archives import as_lines, as_warc, in_folder, news, on_one_machine, written
from tests.conftest import Run
from tests.servers import BadServer, answer
from tests.sizes import examples
from tests.test_sources_warc import record

SIZE = 3_000


def read(inputs: list[str], to: Path, size: int = SIZE, **more: object) -> Extraction:
    return extracting.extract(Wanted(inputs, str(to), size, **more), Here())  # type: ignore[arg-type]


def manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "manifest.json").read_text())
    return found


def test_the_claims_are_those_of_one_machine_whatever_the_parts(tmp_path: Path) -> None:
    inputs = written(tmp_path / "news")
    whole = on_one_machine(inputs)
    assert sum(len(claims) for _, claims in whole) > 40
    for size in (SIZE, 1 << 20):
        done = read(inputs, tmp_path / f"out{size}", size)
        assert (done.failed, done.code) == ({}, 0)
        assert in_folder(tmp_path / f"out{size}") == whole
    assert len(list((tmp_path / f"out{SIZE}" / "claims").glob("*.parquet"))) >= 6
    assert manifest(tmp_path / f"out{SIZE}")["complete"] is True


def test_what_is_done_is_not_read_again_and_new_files_are_added(tmp_path: Path) -> None:
    (one := tmp_path / "one.jsonl").write_bytes(as_lines(news(12)))
    (two := tmp_path / "two.jsonl").write_bytes(as_lines(news(8)))
    out = tmp_path / "out"
    first = read([str(one)], out)
    marks = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    again = read([str(one)], out, size=500)
    assert (again.before, again.parts) == (first.parts, first.parts)
    more = read([str(one), str(two)], out)
    assert more.before == first.parts < more.parts
    assert all(path.stat().st_mtime_ns == mark for path, mark in marks.items())
    assert in_folder(out) == on_one_machine([str(one), str(two)])


def test_a_file_that_is_another_now_is_read_again(tmp_path: Path) -> None:
    (one := tmp_path / "one.jsonl").write_bytes(as_lines(news(12)))
    read([str(one)], tmp_path / "out")
    one.write_bytes(as_lines(news(15)[4:]))
    assert read([str(one)], tmp_path / "out").before == 0
    assert in_folder(tmp_path / "out") == on_one_machine([str(one)])


def test_only_reports_with_claims_where_that_is_wanted(tmp_path: Path) -> None:
    inputs = written(tmp_path / "news")
    done = read(inputs, tmp_path / "out", only_claims=True)
    assert done.sum("left_out") >= 5
    assert in_folder(tmp_path / "out") == [told for told in on_one_machine(inputs) if told[1]]


def test_what_cannot_be_read_is_kept_and_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"{not json\n" + as_lines(news(4)) + b"[1]\n")
    done = run("extract", "--engine", "dask", "--jobs", "1", str(tmp_path / "bad.jsonl"), str(tmp_path / "none.jsonl"), "--to", str(tmp_path / "out"))  # fmt: skip
    assert done.code == 65
    assert "2 could not be read" in done.err
    assert "none.jsonl: no such file or folder" in done.err
    assert manifest(tmp_path / "out")["faults"] == 2


def test_a_part_that_fails_is_named_and_tried_again_by_the_same_command(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(news(6)))
    with BadServer() as server:
        raw = as_lines(news(9)[6:])
        address = server.on("/b.jsonl", answer(b"", "503 Busy"))
        head = answer(raw, kind="application/jsonl", Accept_Ranges="bytes").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"

        def busy(connection: object, request: object) -> None:
            told = head if request.method == "HEAD" else answer(b"", "503 Busy")  # type: ignore[attr-defined]
            connection.sendall(told)  # type: ignore[attr-defined]

        server.on("/b.jsonl", busy)  # type: ignore[arg-type]
        argv = ("extract", "--engine", "dask", "--jobs", "1", "--tries", "2", str(tmp_path / "a.jsonl"), address, "--to", str(tmp_path / "out"))  # fmt: skip
        failed = run(*argv)
        assert failed.code == 75
        assert f"{tmp_path}/a.jsonl and 1 more: {address}: cannot be read: 503" in failed.err
        assert "1 part failed" in failed.err
        told = manifest(tmp_path / "out")
        assert told["complete"] is False
        assert address in str(told["failed"])

        def whole(connection: object, request: object) -> None:
            connection.sendall(head if request.method == "HEAD" else head + raw)  # type: ignore[attr-defined]

        server.on("/b.jsonl", whole)  # type: ignore[arg-type]
        assert run(*argv).code == 0
    assert len(in_folder(tmp_path / "out")) == len(news(6)) + len(news(9)[6:])


def test_a_folder_of_something_else_or_of_another_reading_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_lines(news(4)))
    argv = ("extract", "--engine", "dask", "--jobs", "1", str(tmp_path / "a.jsonl"), "--to")
    other = run(*argv, str(tmp_path))
    assert (other.code, "holds other files" in other.err) == (73, True)
    out = tmp_path / "out"
    assert run(*argv, str(out)).code == 0
    assert run(*argv, str(out), "--only-claims").code == 73
    told = manifest(out)
    (out / "manifest.json").write_text(json.dumps(told | {"readers": "rules-en/1"}))
    assert "was read by rules-en/1" in run(*argv, str(out)).err
    (out / "manifest.json").write_text(json.dumps(told | {"version": 99}))
    assert run(*argv, str(out)).code == 78
    (out / "manifest.json").write_text("[]")
    assert run(*argv, str(out)).code == 65


@pytest.mark.parametrize(
    ("argv", "code", "why"),
    [
        (["--engine", "spark", "--to", "out"], 2, "none of: dask"), (["--engine", "dask"], 2, "--to DIR"), (["--to", "out"], 2, "--engine"),
        (["--engine", "dask", "--json", "--to", "out"], 2, "--json"), (["--engine", "dask", "--to", "nowhere://x"], 2, "nowhere"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "--to", "out"], 69, "no scheduler answers"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, argv: list[str], code: int, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("alliance_cli.services.cluster.engine._CONNECT", "1s")
    (tmp_path / "a.jsonl").write_bytes(as_lines(news(4)))
    done = run("extract", "a.jsonl", "--jobs", "1", *argv)
    assert (done.code, why in done.err) == (code, True), done.err
    assert run("extract", "-", "--engine", "dask", "--to", "out").code == 2


def test_addresses_of_any_store_are_read(tmp_path: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    raw = as_warc([r for r in news(20) if "url" in r])
    store.pipe({"/bucket/x/a.warc.gz": raw, "/bucket/x/.hidden.jsonl": b"{", "/bucket/x/skip.bin": b"x"})
    (tmp_path / "a.warc.gz").write_bytes(raw)
    whole = on_one_machine([str(tmp_path / "a.warc.gz")])
    for number, name in enumerate(
        (
            "memory://bucket",
            "memory://bucket/x/*.warc.gz",
            "memory://bucket/x/a.warc.gz",
            f"file://{tmp_path}/a.warc.gz",
        )
    ):
        done = read([name], tmp_path / str(number))
        assert done.code == 0, done.failed
        assert in_folder(tmp_path / str(number)) == whole
    assert "nothing" not in str(read(["memory://bucket/none.jsonl"], tmp_path / "none").faults)
    assert read(["memory://bucket/none.jsonl"], tmp_path / "none").code == 66


def test_an_archive_in_an_archive_is_read_as_on_one_machine(tmp_path: Path) -> None:
    inner = record(b"Nissan and Honda are in talks to merge, Reuters reported.", "conversion", "https://e.com/inner")
    outer = record(b"On archives.\r\n\r\n" + inner + b"x" * 900, "conversion", "https://e.com/outer")
    raw = (
        outer
        + record(b"Ford is in talks to merge with Volkswagen, the Nikkei said.", "conversion", "https://e.com/n") * 2
    )
    (path := tmp_path / "a.warc").write_bytes(raw)
    for size in (raw.find(b"WARC/", 10) - 20, 400, 150):
        assert read([str(path)], tmp_path / str(size), size).code == 0
        assert in_folder(tmp_path / str(size)) == on_one_machine([str(path)])


@given(st.lists(st.tuples(st.sampled_from(["a.jsonl", "b.txt", "c.warc.gz", "d.jsonl.gz"]), st.integers(0, 10_000)), max_size=9), st.integers(1, 4_000))  # fmt: skip
@settings(max_examples=examples(200))
def test_a_plan_holds_each_byte_once_in_order(files: list[tuple[str, int]], size: int) -> None:
    sources = [Source(f"{n}{name}", f"{n}{name}", length) for n, (name, length) in enumerate(files)]
    parts = plan.parts(sources, size)
    assert [part.id for part in parts] == sorted({part.id for part in parts})
    covered: dict[str, int] = {}
    for piece in (piece for part in parts for piece in part.pieces):
        end = piece.source.size if piece.stretch.end is None else piece.stretch.end
        assert covered.get(piece.source.shown, 0) == piece.stretch.start
        covered[piece.source.shown] = end
        assert end - piece.stretch.start <= size or piece.stretch.is_whole
    assert covered == {source.shown: source.size for source in sources}
    assert [plan.as_json(plan.from_json(plan.as_json(part))) for part in parts] == [
        plan.as_json(part) for part in parts
    ]


def test_no_password_is_kept(tmp_path: Path) -> None:
    with BadServer() as server:
        raw = gzip.compress(as_lines(news(4)))
        address = server.on("/a.jsonl.gz", answer(raw, kind="application/gzip")).replace("http://", "http://me:s3cret@")
        done = read([address], tmp_path / "out")
    assert done.parts == 1
    assert "s3cret" not in (tmp_path / "out" / "manifest.json").read_text() + str(done.failed) + str(done.faults)
