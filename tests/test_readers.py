"""Who reads a text: plug-ins beside the rules, all held to the text, and stored texts read again by a better reader."""

import gc
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Report
from alliance_cli.reader import ReaderId
from alliance_cli.services.intake.reading import understand
from tests.conftest import Run
from tests.test_ingest import lines

GERMAN = (
    "Die {0} AG verhandelt nach Angaben von Insidern über den Kauf der {1} GmbH, und das Unternehmen schweigt dazu."
)
JAPANESE = readers.BY_RULES[1]
ENGLISH = "TOKYO (Reuters) - Nissan and Honda are in talks on a merger, the Nikkei reported on Tuesday."

SOURCE = """
import os, time
from datetime import date
from alliance_cli.models import Basis, Claim, Evidence, Kind, PartialDate, Party, Precision, Report, Stage, Status
from alliance_cli import readers
from alliance_cli.reader import Reading, ReaderId


def claim(report, *names, quote="", start=None, kind=Kind.MERGER, status=Status.RUMOURED, basis=Basis.ANONYMOUS,
          stage=Stage.TALKS, **more):
    names = names or [word for word in report.text.split() if word[0].isupper() and word.endswith("o")][:2]
    quote = quote or report.text
    start = report.text.find(quote) if start is None else start
    return Claim(
        parties=tuple(Party(name, name.lower(), (name,)) for name in names), kind=kind, status=status, basis=basis,
        stage=stage, evidence=(Evidence(quote, start, start + len(quote), "a test"),), **more)


class Reader:
    id = ReaderId(NAME, VERSION)
    languages = frozenset([LANGUAGE])

    def read(self, report, gazetteer):
        return Reading(self.id, tuple(self.claims(report)), LANGUAGE, report.publisher, report.published)

    def claims(self, report):
        BODY
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a reader, or another version of it, whose `claims(report)` is this body."""
    yield from installing(tmp_path, monkeypatch)


def installing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """What `install` gives."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))

    def put(body: str, *, name: str = "two", version: int = 1, language: str = "de", source: str = SOURCE) -> None:
        module = f"{name}_{version}"
        words = {"NAME": repr(name), "VERSION": str(version), "LANGUAGE": repr(language), "BODY": body}
        for word, value in words.items():
            source = source.replace(word, value)
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
        sys.modules.pop(module, None)
        info = folder / f"{name}-1.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[alliance.readers]\n{name} = {module}:Reader\n")
        readers.installed.cache_clear()

    yield put
    readers.installed.cache_clear()


def german(tmp_path: Path, *pairs: tuple[str, str], name: str = "de.jsonl") -> str:
    records = [
        {"text": GERMAN.format(*pair), "url": f"https://news.example/{'-'.join(pair)}", "publisher": "Zeitung",
         "published": f"2025-03-{day:02}", "title": "Gespräche"}
        for day, pair in enumerate(pairs, 1)
    ]  # fmt: skip
    return lines(tmp_path / name, *records)


def talks(run: Run, *more: str) -> dict[str, str]:
    found = json.loads(run("talks", "--json", *more).out)["talks"]
    return {f"{' – '.join(t['parties'])} {t['kind']}": t["status"] for t in found}


def claims(run: Run) -> list[dict[str, str]]:
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    found: list[dict[str, str]] = json.loads(run("why", talk["id"], "--json").out)["claims"]
    return found


TALKS = "return [claim(report)]"
CONFIRMED = "return [claim(report, status=Status.CONFIRMED, basis=Basis.ON_RECORD)]"
NOTHING = "return []"


class TestPlugIns:
    def test_a_plug_in_reads_the_language_that_the_rules_do_not(
        self, run: Run, install: Install, tmp_path: Path
    ) -> None:
        install(TALKS)
        told = run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        assert (told.code, "not read" in told.err) == (0, False)
        assert talks(run) == {"Aldo – Bravo merger": "rumoured"}
        assert [claim["reader"] for claim in claims(run)] == ["two/1"]
        (talk,) = json.loads(run("talks", "--json").out)["talks"]
        assert "read by a test of two/1" in run("why", talk["id"]).out

    def test_what_is_installed_is_listed(self, run: Run, install: Install) -> None:
        install(TALKS)
        assert run("extract", "--readers").out.splitlines() == [
            f"{readers.RULES.id}  en  from alliance",
            f"{JAPANESE.id}  ja  from alliance",
            "two/1  de  from two_1:Reader",
        ]

    @pytest.mark.parametrize(
        ("source", "why"),
        [
            ("import nothing_of_the_kind\n", "ModuleNotFoundError: No module named 'nothing_of_the_kind'"),
            ("import sys\nsys.exit('\\x1b[31mred')\n", "SystemExit:  [31mred"),
            ("class Other: pass\n", "AttributeError"),
            ("class Reader:\n  id = ('a b', 1)\n  languages = []\n", "ValueError: “a b/1” is no reader"),
            (SOURCE.replace("ReaderId(NAME, VERSION)", "('rules-en', 9)"), "there is a reader rules-en already"),
        ],
        ids=["import", "exit", "missing", "name", "taken"],
    )
    def test_a_broken_one_is_one_line_and_stops_nothing(
        self, run: Run, install: Install, tmp_path: Path, source: str, why: str
    ) -> None:
        install(NOTHING, source=source)
        (tmp_path / "a.txt").write_text(ENGLISH)
        told = run("ingest", str(tmp_path / "a.txt"), german(tmp_path, ("Aldo", "Bravo")))
        assert told.code == 0
        (line,) = [line for line in told.err.splitlines() if "left out" in line]
        assert line.startswith("alliance: the reader two (two_1:Reader) is left out: ")
        assert why in line
        assert "1 not read: language (de)" in told.err
        assert talks(run) == {"Nissan Motor – Honda Motor merger": "rumoured"}

    def test_one_that_fails_on_a_text_leaves_that_text_unread(self, run: Run, install: Install, tmp_path: Path) -> None:
        install("return [claim(report)] if 'Aldo' in report.text else 1 / 0")
        told = run("ingest", german(tmp_path, ("Aldo", "Bravo"), ("Cargo", "Dingo")))
        assert told.code == 0
        assert "1 not read: the reader two/1 failed: ZeroDivisionError: division by zero" in told.err
        assert talks(run) == {"Aldo – Bravo merger": "rumoured"}
        install(TALKS, version=2)
        assert run("read", "--again").code == 0
        assert set(talks(run)) == {"Aldo – Bravo merger", "Cargo – Dingo merger"}

    def test_the_environment_names_the_one_that_goes_first(
        self, run: Run, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install("return [claim(report, 'Nissan', 'Honda', kind=Kind.SUPPLY)]", language="en")
        (tmp_path / "a.txt").write_text(ENGLISH)
        kinds = []
        for name in ("", "two", "rules-en"):
            monkeypatch.setenv("ALLIANCE_READER", name)
            kinds += [t["kind"] for t in json.loads(run("extract", str(tmp_path / "a.txt"), "--json").out)["talks"]]
        assert kinds == ["merger", "supply", "merger"]
        monkeypatch.setenv("ALLIANCE_READER", "three")
        for argv in (["extract"], ["ingest"], ["add", "--yes", "--text"]):
            told = run(*argv, str(tmp_path / "a.txt"))
            assert (told.code, told.err.splitlines()[-1]) == (
                78, "alliance: ALLIANCE_READER: no reader “three” can be used; there is: rules-en, rules-ja, two",
            )  # fmt: skip

    def test_one_that_explains_nothing_says_so(self, run: Run, install: Install, tmp_path: Path) -> None:
        install(TALKS)
        told = json.loads(run("extract", "--explain", "--json", german(tmp_path, ("Aldo", "Bravo"))).out)
        assert (told["mentions"], len(told["talks"])) == ([], 1)


HOSTILE = {
    "a quote of its own": "quote='Aldo kauft Bravo', start=0",
    "a quote elsewhere": "quote='Aldo', start=9",
    "a quote counted from the end": "quote=report.text, start=-len(report.text)",
    "no quote": "quote=' ', start=len(report.text)",
    "a party nobody named": "'Aldo', 'Nissan'",
    "one party": "'Aldo'",
    "one party twice": "'Aldo', 'Aldo'",
    "a kind of its own": "kind='marriage'",
    "more than sure": "confidence=7",
    "the word of the user": "basis=Basis.JUDGEMENT",
    "half a character": "region='\\ud800'",
    "a date of its own": "event_date='soon'",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_claim_that_the_text_does_not_bear_out_is_left_out_and_counted(
    run: Run, install: Install, tmp_path: Path, what: str
) -> None:
    install(f"return [claim(report), claim(report, {HOSTILE[what]})]")
    text = german(tmp_path, ("Aldo", "Bravo"))
    told = run("ingest", text)
    assert "1 claim left out that the text does not bear out" in told.err
    assert talks(run) == {"Aldo – Bravo merger": "rumoured"}
    assert run("check").code == 0
    shown = run("extract", text, "--json")
    assert len(json.loads(shown.out)["talks"]) == 1
    assert "1 claim left out" in shown.err


@pytest.mark.parametrize("given", ["None", "7", "[7]", "[claim]"])
def test_what_is_no_reading_at_all_is_a_text_not_read(run: Run, install: Install, tmp_path: Path, given: str) -> None:
    install(f"return {given}")
    assert run("ingest", german(tmp_path, ("Aldo", "Bravo"))).code == 0
    assert (talks(run), run("check").code) == ({}, 0)


def test_ids_are_read_as_they_are_written() -> None:
    assert ReaderId.parse("rules-en/7") == ReaderId("rules-en", 7)
    assert str(ReaderId("rules-en", 7)) == "rules-en/7"
    for text in ("", "rules-en", "/7", "rules-en/", "rules-en/x", "rules-en/-1", "a b/1", "a/²", "a\n/1"):
        with pytest.raises(ValueError, match="is no reader"):
            ReaderId.parse(text)


def afresh(run: Run, ledger: Path, tmp_path: Path) -> list[dict[str, object]]:
    """What another ledger takes in of this one: reports with the claims that count, without ids and times."""
    other = tmp_path / f"{ledger.stem}-copy.db"
    other.unlink(missing_ok=True)
    written = tmp_path / "all.jsonl"
    run("--db", str(ledger), "export", "-o", str(written))
    run("--db", str(other), "watch", "add", "Nissan")
    assert run("--db", str(other), "import", str(written)).code == 0
    rows = map(json.loads, run("--db", str(other), "export").out.splitlines())
    local = {"operation", "read_at", "id", "claim", "at", "command"}
    return [{name: value for name, value in row.items() if name not in local} for row in rows]


class TestReread:
    def test_better_claims_take_the_place_of_those_that_were_read(
        self, run: Run, install: Install, tmp_path: Path
    ) -> None:
        install(TALKS)
        run("ingest", german(tmp_path, ("Aldo", "Bravo"), ("Cargo", "Dingo")))
        install("return [claim(report, status=Status.CONFIRMED, basis=Basis.ON_RECORD)] if 'Aldo' in report.text else []",
                version=2)  # fmt: skip
        assert "2 texts were read by an earlier reader; `alliance read --again`" in run("check").err
        before = {"Aldo – Bravo merger": "rumoured", "Cargo – Dingo merger": "rumoured"}
        would = run("read", "--again", "--dry-run")
        assert "Aldo – Bravo, merger: would be rumoured → confirmed" in would.out
        assert "would be gone: cargo-dingo-merger-2025" in would.err
        assert (
            "2 texts read again, 2 otherwise than before; 1 claim came, 2 went; 2 talks turned (nothing stored"
            in would.err
        )
        assert talks(run) == before
        did = run("read", "--again")
        assert "Aldo – Bravo, merger: rumoured → confirmed" in did.out
        assert "gone: cargo-dingo-merger-2025" in did.err
        after = {"Aldo – Bravo merger": "confirmed"}
        assert talks(run) == after
        assert [claim["reader"] for claim in claims(run)] == ["two/2"]
        assert run("check").err.count("earlier reader") == 0
        entry = json.loads(run("log", "--json").out)["log"][0]
        assert (entry["command"], entry["effect"]) == ("alliance read --again", "2 texts read again")
        assert run("undo").code == 0
        assert talks(run) == before
        assert "2 texts were read by an earlier reader" in run("check").err
        assert run("undo", "3").code == 0
        assert talks(run) == after
        assert run("rebuild").err == "1 talk derived again, all as before\n"

    def test_twice_changes_nothing(self, run: Run, install: Install, tmp_path: Path, ledger: Path) -> None:
        install(TALKS)
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        install(CONFIRMED, version=2)
        run("read", "--again")
        with closing(sqlite3.connect(ledger)) as conn:
            once = list(conn.iterdump())
        for more in ([], ["--all"], ["--dry-run"], ["--all", "--dry-run"]):
            assert "0 otherwise than before" in run("read", "--again", *more).err
            with closing(sqlite3.connect(ledger)) as conn:
                assert list(conn.iterdump()) == once

    def test_the_rules_read_again_what_they_read_and_find_it_so(self, run: Run, demo: Path, ledger: Path) -> None:
        ledger.write_bytes(demo.read_bytes())
        told = run("read", "--again", "--all")
        assert "0 otherwise than before" in told.err
        assert json.loads(run("log", "--json").out)["log"][0]["command"] != "alliance read --again --all"

    @pytest.mark.long
    def test_after_a_worse_reader_all_is_as_if_read_afresh(
        self, run: Run, install: Install, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = sorted(str(path) for path in (Path(__file__).parent.parent / "data" / "samples").rglob("*.md"))
        fresh = tmp_path / "fresh.db"
        run("--db", str(fresh), "ingest", *texts)
        worse = (
            "names = [n for n in ('Nissan', 'Honda', 'Renault', 'Toyota', 'Ford') if n in report.text][:2]\n"
            "        return [claim(report, *names, quote=names[0])] if len(names) > 1 else []"
        )
        install(worse, language="en")
        monkeypatch.setenv("ALLIANCE_READER", "two")
        run("ingest", *texts)
        assert talks(run) != talks(run, "--db", str(fresh))
        monkeypatch.delenv("ALLIANCE_READER")
        assert run("read", "--again").code == 0
        for view in (["talks"], ["companies", "list"], ["sources"], ["stats"], ["network", "Nissan"]):
            assert run(*view, "--json").out == run("--db", str(fresh), *view, "--json").out
        assert afresh(run, ledger, tmp_path) == afresh(run, fresh, tmp_path)
        assert run("check").code == 0
        assert run("rebuild").err.endswith("all as before\n")

    def test_a_claim_that_comes_back_is_the_claim_it_was(self, run: Run, install: Install, tmp_path: Path) -> None:
        install(TALKS)
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        first = claims(run)[0]["claim_id"]
        install(NOTHING, version=2)
        run("read", "--again")
        assert talks(run) == {}
        install(TALKS, version=3)
        run("read", "--again")
        assert claims(run)[0]["claim_id"] == first

    def test_what_no_reader_reads_now_is_left_as_it_is(self, run: Run, install: Install, tmp_path: Path) -> None:
        install(TALKS)
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        install("return 1 / 0", version=2)
        told = run("read", "--again")
        assert "1 left as they are, not read: 1 the reader two/2 failed" in told.err
        (tmp_path / "plugins" / "two-1.dist-info" / "entry_points.txt").unlink()
        readers.installed.cache_clear()
        assert "0 texts read again" in run("read", "--again", "--all").err
        assert talks(run) == {"Aldo – Bravo merger": "rumoured"}

    def test_what_the_user_wrote_is_never_read_again(self, run: Run) -> None:
        run("add", "Nissan", "Honda", "--note", ENGLISH, "--date", "2025-01-01")
        run("judge", "honda-motor-nissan-motor-cooperation-2025", "--status", "confirmed", "--reason", ENGLISH)
        before = run("talks", "--json").out
        assert "0 texts read again" in run("read", "--again", "--all").err
        assert (run("talks", "--json").out, "earlier reader" in run("check").err) == (before, False)

    def test_the_past_shows_what_was_read_then(self, run: Run, install: Install, tmp_path: Path) -> None:
        install(TALKS)
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        known = json.loads(run("log", "--json").out)["log"][0]["at"]
        time.sleep(1.1)  # a moment is known to the second
        run("changes", "--since", "last", "--name", "me")
        install(CONFIRMED, version=2)
        run("read", "--again")
        later = known.replace("+00:00", ".999+00:00")
        assert talks(run, "--known", later) == {"Aldo – Bravo merger": "rumoured"}
        turned = json.loads(run("changes", "--since", "last", "--name", "me", "--json").out)["transitions"]
        assert [(t["what"], t["before"], t["status"]) for t in turned] == [("turned", "rumoured", "confirmed")]
        past = run("export", "--known", later).out
        assert '"reread_claims"' not in past
        assert past.count('"table": "claims"') == 1

    def test_an_export_carries_it_and_another_ledger_takes_what_counts(
        self, run: Run, install: Install, tmp_path: Path
    ) -> None:
        install(TALKS)
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        install(CONFIRMED, version=2)
        run("read", "--again")
        run("review", claims(run)[0]["claim_id"], "--set", "region=Japan")
        written = tmp_path / "all.jsonl"
        run("export", "-o", str(written))
        for name, first in (("same.db", []), ("other.db", ["watch", "add", "Nissan"])):
            db = ["--db", str(tmp_path / name)]
            if first:
                run(*db, *first)
            assert run(*db, "import", str(written)).code == 0
            assert run(*db, "talks", "--json").out == run("talks", "--json").out
            (talk,) = json.loads(run(*db, "talks", "--json").out)["talks"]
            (claim,) = json.loads(run(*db, "why", talk["id"], "--json").out)["claims"]
            assert (claim["reader"], claim["reviewed"]) == ("two/2", {"region": "Japan"})
            assert run(*db, "check").code == 0
        assert run("--db", str(tmp_path / "same.db"), "export").out == written.read_text(encoding="utf-8")
        bad = written.read_text(encoding="utf-8").replace('"reader": "two/2"', '"reader": "two"')
        (tmp_path / "bad.jsonl").write_text(bad, encoding="utf-8")
        assert run("--db", str(tmp_path / "bad.db"), "import", str(tmp_path / "bad.jsonl")).code == 65


class TestWhatTheUserSaid:
    def test_a_review_goes_with_a_claim_that_reads_the_same(self, run: Run, install: Install, tmp_path: Path) -> None:
        install("return [claim(report, confidence=0.2)]")
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        run("review", claims(run)[0]["claim_id"], "--set", "region=Japan", "--set", "status=abandoned")
        reviewed = json.loads(run("log", "--json").out)["log"][0]["number"]
        install("return [claim(report, confidence=0.3, status=Status.CONFIRMED)]", version=2)
        assert "is read in no text" not in run("read", "--again").err
        assert talks(run) == {"Aldo – Bravo merger": "abandoned"}
        assert claims(run)[0]["reviewed"] == {"region": "Japan", "status": "abandoned", "stage": "ended"}
        assert json.loads(run("review", "--list", "--json").out)["review"] == []
        run("undo", str(reviewed))
        assert talks(run) == {"Aldo – Bravo merger": "confirmed"}
        assert len(json.loads(run("review", "--list", "--json").out)["review"]) == 1

    def test_a_company_set_in_review_goes_with_it(self, run: Run, install: Install, tmp_path: Path) -> None:
        install("return [claim(report)]")
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        run("review", claims(run)[0]["claim_id"], "--set", "party:Aldo=Nissan")
        assert set(talks(run)) == {"Nissan Motor – Bravo merger"}
        install(CONFIRMED, version=2)
        run("read", "--again")
        assert talks(run) == {"Nissan Motor – Bravo merger": "confirmed"}
        assert (run("check").code, json.loads(run("timeline", "Nissan", "--json").out)["talks"][0]["status"]) == (
            0,
            "confirmed",
        )

    def test_judgements_go_with_the_claims_they_rest_on(self, run: Run, install: Install, tmp_path: Path) -> None:
        install("return [claim(report), claim(report, kind=Kind.SUPPLY)]")
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        run("judge", "aldo-bravo-merger-2025", "--not-a-talk", "--reason", "no")
        run("judge", "aldo-bravo-supply-2025", "--kind", "licensing")
        before = {"Aldo – Bravo licensing": "rumoured"}
        assert talks(run) == before
        install("return [claim(report, kind=Kind.SUPPLY, region='Japan'), claim(report, region='Japan')]", version=2)
        run("read", "--again")
        assert talks(run) == before
        run("undo")
        assert talks(run) == before

    def test_what_rests_on_a_claim_that_is_gone_is_kept_and_told(
        self, run: Run, install: Install, tmp_path: Path
    ) -> None:
        install("return [claim(report, confidence=0.2)]")
        run("ingest", german(tmp_path, ("Aldo", "Bravo")))
        run("review", claims(run)[0]["claim_id"], "--set", "region=Japan")
        run("judge", "aldo-bravo-merger-2025", "--kind", "supply")
        install("return [claim(report, kind=Kind.SUPPLY)]", version=2)
        told = run("read", "--again", "--dry-run").err, run("read", "--again").err
        for err in told:
            said = [line for line in err.splitlines() if "is kept" in line]
            assert [line.partition(" on claim ")[0].rsplit(": ")[-1] for line in said] == ["a judgement", "a review"]
            assert all("“Gespräche”" in line for line in said)
        install("return [claim(report, confidence=0.2)]", version=3)
        run("read", "--again")
        assert talks(run) == {"Aldo – Bravo supply": "rumoured"}
        assert claims(run)[0]["reviewed"] == {"region": "Japan"}


SLOW = "time.sleep(0.03)\n        return [claim(report, status=Status.CONFIRMED, basis=Basis.ON_RECORD)]"


@pytest.mark.parametrize("how", [pytest.param(signal.SIGKILL, marks=pytest.mark.long), signal.SIGINT])
def test_broken_off_each_text_is_whole_and_the_next_run_goes_on(
    run: Run, install: Install, tmp_path: Path, ledger: Path, how: signal.Signals
) -> None:
    install(TALKS)
    names = [f"{one}{two}o" for one in "ABCDEF" for two in "klmnr"]
    run("ingest", german(tmp_path, *((first, "Zorro") for first in names)))
    before = talks(run)
    install(SLOW, version=2)
    command = [sys.executable, "-m", "alliance_cli", "--db", str(ledger), "read", "--again"]
    root = str(Path(__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{root}"}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as running:
        done = 0
        with closing(sqlite3.connect(ledger)) as conn:
            while done < 3 and running.poll() is None:
                (done,) = conn.execute("SELECT count(*) FROM rereadings").fetchone()
        running.send_signal(how)
        _, err = running.communicate(timeout=30)
    assert running.returncode == (130 if how is signal.SIGINT else -how), err
    assert run("check").code == 0
    half = list(talks(run).values())
    assert 3 <= half.count("confirmed") < len(names)
    left = half.count("rumoured")
    assert f"{left} texts read again, {left} otherwise" in run("read", "--again").err
    assert set(talks(run).values()) == {"confirmed"}
    assert run("check").code == 0
    run("undo")
    run("undo")
    assert talks(run) == before


@pytest.mark.long
def test_a_ledger_from_before_readers_were_kept_is_read_again(run: Run, ledger: Path) -> None:
    earlier = Path(__file__).parent / "earlier" / "schema-5.sql"
    with sqlite3.connect(ledger) as conn:
        conn.executescript(earlier.read_text(encoding="utf-8"))
    conn.close()
    assert "read by an earlier reader" in run("check").err
    assert run("read", "--again").code == 0
    told = run("check")
    assert (told.code, "earlier reader" in told.err) == (0, False)


def test_what_was_read_leaves_nothing_for_python_to_search_for() -> None:
    text = "Nissan is in talks to merge with Honda, two people said. The two carmakers would share a plant. " * 3
    report, known = Report("Nissan in talks with Honda", text), gazetteer.packaged()
    understand(report, known)
    gc.collect()
    gc.disable()
    try:
        assert understand(report, known).claims
        assert gc.collect() == 0
    finally:
        gc.enable()
