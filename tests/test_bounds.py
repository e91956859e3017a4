"""Work and memory have bounds: what is counted is what is done, never the time it takes."""

import bz2
import gzip
import json
import lzma
import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.extract.document import TalkCandidate
from alliance_cli.extract.entities import linking
from alliance_cli.extract.ja.names import finder
from alliance_cli.extract.spans import Sentence
from alliance_cli.ledger import identity, refolding
from alliance_cli.services.intake import reading
from alliance_cli.services.keeping import copying
from alliance_cli.sources import guard, packed, warc_records
from alliance_cli.sources.dedup import Signature, is_copy, signature
from alliance_cli.sources.sketches import Sketch, Sketches
from tests.conftest import Run

TALKS = "Nissan Motor and {} are in talks on a merger, two people familiar with the matter said. "


def name(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in f"{number:05}").capitalize()


def pairs(count: int) -> str:
    """A text of so many talks, each of two companies that no other names."""
    return "".join(
        f"{name(2 * i)} Motors and {name(2 * i + 1)} Works are in talks to merge, sources said. " for i in range(count)
    )


def test_a_report_that_names_too_many_tie_ups_is_read_in_part_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(pairs(400))
    found = run("extract", str(tmp_path / "a.txt"))
    assert "only the first 200 of" in found.err
    claims = json.loads(found.out)["talks"]
    assert 100 <= len(claims) <= 200
    assert all(any("read in part" in doubt for doubt in claim["doubts"]) for claim in claims)


def test_names_are_held_against_those_alone_that_begin_with_the_same_word(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    longer = linking.Linker._longer

    def counting(self: linking.Linker, key: str) -> object:
        looked.append(len(self._by_first.get(key.split(maxsplit=1)[0], ())))
        return longer(self, key)

    monkeypatch.setattr(linking.Linker, "_longer", counting)
    (tmp_path / "a.txt").write_text(pairs(300))
    run("extract", str(tmp_path / "a.txt"))
    assert len(looked) > 300
    assert sum(looked) < len(looked)


def test_a_name_of_thousands_of_words_is_looked_up_in_a_few_pieces(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    find = linking.Linker.find

    def counting(self: linking.Linker, name: str) -> object:
        looked.append(name)
        return find(self, name)

    monkeypatch.setattr(linking.Linker, "find", counting)
    (tmp_path / "a.txt").write_text(TALKS.format("Honda") + "-".join(name(i) for i in range(2000)))
    run("extract", str(tmp_path / "a.txt"))
    assert sum(map(len, looked)) < 100_000


def test_short_forms_of_japanese_names_are_sought_where_they_can_stand(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []
    places = finder._places

    def counting(text: str, form: str) -> Iterator[int]:
        sought.append(form)
        return places(text, form)

    monkeypatch.setattr(finder, "_places", counting)
    kana = "アイウエオカキクケコサシスセソタチツテト"
    some = [kana[i % 20] + kana[i // 20] + kana[(i * 7) % 20] + "ン" for i in range(200)]
    (tmp_path / "a.txt").write_text("".join(f"{one}ホールディングスが提携すると発表した。" for one in some))
    run("extract", str(tmp_path / "a.txt"))
    assert len(some) <= len(sought) < 10 * len(some)


def test_the_terms_of_a_talk_are_sought_where_it_is_told_not_in_all_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    has_all_of = TalkCandidate.has_all_of

    def counting(self: TalkCandidate, sentence: Sentence) -> bool:
        asked.append(sentence.index)
        return has_all_of(self, sentence)

    monkeypatch.setattr(TalkCandidate, "has_all_of", counting)
    (tmp_path / "a.txt").write_text("".join(
        f"{name(2 * i)} Motors agreed to buy {name(2 * i + 1)} Works in a deal worth ${i + 1} million. "
        for i in range(100)
    ))  # fmt: skip
    claims = json.loads(run("extract", str(tmp_path / "a.txt")).out)["talks"]
    assert len(claims) > 50
    assert len(asked) < 10 * len(claims)


def test_a_long_report_is_read_in_its_opening_and_says_so(run: Run, tmp_path: Path) -> None:
    filler = "The weather was fine and nobody spoke of anything else that day. " * 4000
    (tmp_path / "a.txt").write_text(TALKS.format("Honda Motor") + filler + TALKS.format("Renault"))
    told = run("ingest", str(tmp_path / "a.txt"))
    assert (told.code, "1 read in part" in told.err) == (0, True)
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert "Honda Motor" in talk["parties"]
    assert f"its first {reading.OPENING:,} characters" in " ".join(run("why", talk["id"]).out.split())
    assert f"read in part: {reading.THE_OPENING}" in " ".join(run("show", talk["id"]).out.split())
    assert f"only {reading.THE_OPENING} were read" in run("extract", str(tmp_path / "a.txt")).err
    assert run("check", "-q").code == 0


def test_which_talk_a_talk_was_is_found_in_one_pass() -> None:
    class Was:
        id = "t"
        asked = 0

    one, other = Was(), Was()
    claims = [str(number) for number in range(5000)]
    earlier = {claim: other if int(claim) % 3 else one for claim in claims}
    assert identity.ancestor(claims, earlier) is other
    assert identity.ancestor(claims[:2], earlier) is one
    assert identity.ancestor(["x"], earlier) is None


def test_a_new_text_is_held_against_sketches_and_copies_are_compared_only_until_enough_are_noted(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def counting(one: Signature, other: Signature) -> bool:
        compared.append(1)
        return is_copy(one, other)

    monkeypatch.setattr(copying, "is_copy", counting)
    rng = random.Random(1)
    words = [f"word{number}" for number in range(3000)]

    def record(number: int, text: str) -> str:
        about = {"url": f"https://e.example/{number}", "publisher": f"P{number}", "published": "2025-01-01"}
        return json.dumps({**about, "title": f"T{number}", "text": text}) + "\n"

    other = "".join(
        record(i, TALKS.format("Honda Motor") + " ".join(rng.choices(words, k=80)) + ".") for i in range(60)
    )
    (tmp_path / "other.jsonl").write_text(other)
    run("ingest", "-q", str(tmp_path / "other.jsonl"))
    assert len(compared) < 60
    compared.clear()
    story = TALKS.format("Renault") + " ".join(rng.choices(words, k=80))
    (tmp_path / "same.jsonl").write_text("".join(record(100 + i, f"{story} {name(i)}.") for i in range(90)))
    run("ingest", "-q", str(tmp_path / "same.jsonl"))
    assert len(compared) <= 90 * copying._AT_A_TIME
    (talk,) = [t for t in json.loads(run("talks", "--json").out)["talks"] if "Renault" in t["parties"]]
    assert (talk["reports"], talk["origins"]) == (90, 1)


@given(st.lists(st.integers(0, 200), min_size=20, max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_copy_is_missed_by_its_sketch(words: list[int], cut: int, changed: int) -> None:
    text = [f"w{word}" for word in words]
    edited = [*text[:changed], "edited", *text[changed + 1 :]][: max(cut, 15)]
    one, other = signature(" ".join(text)), signature(" ".join(edited))
    held = [Sketch.of(each) for each in (signature("nothing of the sort"), other)]
    held += [Sketch.of(signature(f"{i} " * 30)) for i in range(3)]
    mine = Sketch.of(one)
    grown = Sketches(held[:1])
    for each in held[1:]:
        grown.add(each)
    assert Sketches(held).near(mine) == grown.near(mine)
    assert not is_copy(one, other) or 1 in grown.near(mine)


def test_columns_of_bits_tell_what_texts_held_one_by_one_tell() -> None:
    rng = random.Random(3)
    words = [f"word{number}" for number in range(400)]
    story = rng.choices(words, k=60)
    texts = [[*story[: rng.randrange(20, 60)], *rng.choices(words, k=rng.randrange(60))] for _ in range(150)]
    held = [Sketch.of(signature(" ".join(text))) for text in texts]
    few = [place for start in (0, 75) for place in map(start.__add__, Sketches(held[start : start + 75]).near(held[0]))]
    assert Sketches(held).near(held[0]) == few
    assert 0 < len(few) < len(held)


BLANK = b"\n" * (24 << 20)


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("txt.gz", gzip.compress),
        *(
            pytest.param(*kind, marks=pytest.mark.long)
            for kind in (("jsonl.xz", lzma.compress), ("txt.bz2", bz2.compress))
        ),
    ],
)
def test_what_unpacks_to_far_more_than_its_size_is_refused(ending: str, pack: object, run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(pack(BLANK))  # type: ignore[operator]
    told = run("extract", str(path))
    assert (told.code, "more than 200 times its size" in told.err) == (65, True), told


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("jsonl", b"{}\n" * 200),
        ("csv", b"title,text\n" + b"1,2,3\n" * 200),
        ("mbox", b"From x@y Thu Jan  1 00:00:00 1970\nSubject:\n\n\n" * 200),
        ("json", b"[" + b"{}," * 200 + b"{}]"),
    ],
)
def test_a_file_of_nothing_but_empty_records_is_given_up(
    ending: str, content: bytes, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_MOST_EMPTY", 50)
    (tmp_path / f"a.{ending}").write_bytes(content)
    (tmp_path / "b.txt").write_text(
        "Nissan and Honda are in talks on a merger, people familiar with the matter said.\n"
    )
    told = run("ingest", str(tmp_path))
    assert told.code == 65
    assert "50 in a row that cannot be read" in told.err
    assert told.err.count("\n") < 60
    assert "1 report read" in told.err


def test_news_that_repeats_itself_is_unpacked(run: Run, tmp_path: Path) -> None:
    line = json.dumps({"text": TALKS.format("Honda Motor")}) + "\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode() * 300))
    assert packed.is_bomb(100_000, packed.FREE + 100_000 * packed.RATIO + 1)
    assert packed.is_bomb(500, 3 << 20)
    assert not packed.is_bomb(5_000, 8 << 20)
    assert len(run("extract", str(tmp_path / "a.jsonl.gz"), "--jobs", "1").out.splitlines()) == 300


def test_an_archive_of_blank_lines_is_passed_over_in_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    line = warc_records.Parser.line

    def counting(self: warc_records.Parser) -> bytes:
        read.append(1)
        return line(self)

    monkeypatch.setattr(warc_records.Parser, "line", counting)
    assert list(warc_records.read_records(BytesIO(b"\r\n" * 1_000_000), 1000)) == []
    assert not read
    zeros = gzip.compress(bytes(80 << 20))
    assert [type(one) for one in warc_records.read_records(BytesIO(zeros), 1000)] == [warc_records.Damage]


def test_a_talk_of_hundreds_of_claims_is_folded_for_many_new_ones_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[int] = []
    settle = refolding.Refolding._settle

    def counting(self: refolding.Refolding, *claim: object) -> None:
        placed.append(1)
        settle(self, *claim)  # type: ignore[arg-type]

    monkeypatch.setattr(refolding.Refolding, "_settle", counting)
    rng = random.Random(2)
    words = [f"word{number}" for number in range(3000)]
    (tmp_path / "a.jsonl").write_text("".join(
        json.dumps({"url": f"https://e.example/{i}", "publisher": f"P{i % 7}", "published": "2025-01-01",
                    "text": TALKS.format("Honda Motor") + " ".join(rng.choices(words, k=30)) + "."}) + "\n"
        for i in range(300)
    ))  # fmt: skip
    told = run("ingest", str(tmp_path / "a.jsonl"), "--jobs", "1")
    assert (told.code, told.out.count("new, rumoured"), "1 talk touched" in told.err) == (0, 1, True)
    assert len(placed) < 12_000  # one by one they would be some 22,000
    assert run("check", "-q").code == 0
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert (talk["reports"], talk["origins"]) == (300, 7)
    assert run("ingest", "-n", str(tmp_path / "a.jsonl")).code == 0
