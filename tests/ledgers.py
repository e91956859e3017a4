"""Ledgers for tests, made by running operations on them as the commands do."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import strategies as st

from alliance_cli.errors import AllianceError
from alliance_cli.models import Basis, Claim, Evidence, Kind, Party, Published, Report, Stage, Status, Talk
from alliance_cli.services.intake.recording import Recorder
from alliance_cli.services.judging import judgement, merging, reviewing
from alliance_cli.services.keeping import history
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.selection import Moment, look
from alliance_cli.store import reports, rereadings
from alliance_cli.store.connection import open_ledger, writing

COMPANIES = ("aa", "bb", "cc", "dd")
TODAY = date(2026, 6, 1)
START = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = "They are said to be in talks, people say."


@cache
def _template() -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:", isolation_level=None)  # no connection of the program's, which a test may close
    with closing(open_ledger(Path(mkdtemp()) / "template.db", create=True)) as made:
        made.backup(kept)
    return kept


def empty() -> sqlite3.Connection:
    """A new ledger in memory, without shipped companies."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    _template().backup(conn)
    conn.execute("PRAGMA foreign_keys = ON")
    return conn


def copy(ledger: Path, target: Path) -> None:
    """The ledger as it stands, under another name: made once, it serves many tests."""
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("VACUUM INTO ?", (str(target),))


@dataclass(frozen=True)
class Doc:
    """A report to read: `number` makes its address, `edition` its text."""

    number: int
    day: int
    claims: tuple[Claim, ...]
    edition: int = 0
    publisher: str = "Reuters"

    @property
    def report(self) -> Report:
        at = datetime.combine(date(2025, 1, 1) + timedelta(days=self.day), time(9), UTC)
        return Report(
            f"Title {self.number}", f"{TEXT} {self.edition}", self.publisher,
            f"https://news.example/{self.number}", Published(at),
        )  # fmt: skip


@st.composite
def a_claim(draw: st.DrawFn) -> Claim:
    parties = draw(st.lists(st.sampled_from(COMPANIES), min_size=2, max_size=3, unique=True))
    return Claim(
        parties=tuple(Party(name.upper(), name, (name.upper(),)) for name in parties),
        kind=draw(st.sampled_from([Kind.MERGER, Kind.STAKE, Kind.DEVELOPMENT, Kind.COOPERATION])),
        status=draw(st.sampled_from(list(Status))), stage=draw(st.sampled_from([Stage.TALKS, Stage.MOU])),
        basis=draw(st.sampled_from([Basis.ANONYMOUS, Basis.ON_RECORD])),
        origin=draw(st.sampled_from(["Nikkei", "Bloomberg", "sources", "company", "unknown"])),
        denied=draw(st.booleans()), main=draw(st.booleans()),
        confidence=draw(st.sampled_from([0.4, 0.6, 0.9])), evidence=(Evidence("They are", 0, 8, "test"),),
    )  # fmt: skip


@st.composite
def a_doc(draw: st.DrawFn, last: int = 6) -> Doc:
    return Doc(
        draw(st.integers(0, last)), draw(st.integers(0, 300)), tuple(draw(st.lists(a_claim(), max_size=2))),
        draw(st.integers(0, 2)), draw(st.sampled_from(["Reuters", "AP"])),
    )  # fmt: skip


def docs(*, most: int = 6) -> st.SearchStrategy[list[Doc]]:
    """Reports with addresses of their own."""
    return st.lists(a_doc(60), min_size=1, max_size=most, unique_by=lambda doc: doc.number)


@dataclass
class Desk:
    """A ledger and a clock: each operation comes a day after the one before."""

    conn: sqlite3.Connection = field(default_factory=empty)
    days: int = 0

    @property
    def now(self) -> datetime:
        return START + timedelta(days=self.days)

    def ingest(self, read: Sequence[Doc]) -> None:
        self.days += 1
        recorder = Recorder(self.conn, "alliance ingest")
        for doc in read:
            with writing(self.conn):
                recorder.record(doc.report, doc.claims, "en", self.now)
            recorder.committed()

    def reread(self, readings: Sequence[tuple[int, Sequence[Claim]]]) -> None:
        """Read texts again, each by its number among those that count, with these claims."""
        self.days += 1
        recorder = Recorder(self.conn, "alliance read --again")
        texts = rereadings.texts(self.conn)
        for number, found in readings:
            text = reports.revision(self.conn, texts[number % len(texts)].revision) if texts else None
            if text is not None:
                with writing(self.conn):
                    recorder.reread(text, found, f"test/{self.days}", self.now)
                recorder.committed()

    def undo(self, number: int | None = None) -> None:
        self.days += 1
        history.undo(self.conn, number, command="alliance undo", now=self.now)

    def judge(self, talk: str, request: judgement.Request) -> None:
        self.days += 1
        judgement.judge(self.conn, talk, request, command="alliance judge", now=self.now, today=TODAY)

    def merge(self, first: str, second: str, verdict: str = "merge") -> None:
        self.days += 1
        verb = {"merge": merging.merge, "split": merging.split, "not-same": merging.keep_apart}[verdict]
        verb(self.conn, first, second, "", command=f"alliance companies {verdict}", now=self.now)

    def own(self, unit: str, owner: str, until: date | None = None) -> None:
        self.days += 1
        merging.add_parent(self.conn, unit, owner, None, until, command="alliance companies parent", now=self.now)

    def review(self, claim: str, verdict: str, **values: str) -> None:
        self.days += 1
        item = reviewing.one(self.conn, claim)
        reviewing.decide(self.conn, item, verdict, values, command="alliance review", now=self.now, today=TODAY)

    def talks(self, known: datetime | None = None, as_of: date | None = None) -> list[object]:
        """The talks at a moment, in a form that can be compared."""
        found = finding.talks_with(self.conn, [], Moment(TODAY, as_of, known=known))
        look(self.conn, Moment(TODAY))
        return sorted((shape(talk) for talk in found), key=str)

    def stored_ids(self) -> list[str]:
        return [t for (t,) in self.conn.execute("SELECT id FROM talks ORDER BY id")]

    def claim_ids(self) -> list[str]:
        return [c for (c,) in self.conn.execute("SELECT claim FROM steps ORDER BY claim")]


def shape(talk: Talk) -> object:
    """All of a talk but when its reports were read."""
    steps = [
        (s.entry.report, s.entry.place, s.rule, s.status, s.stage, s.changed, s.origin, s.new_origin, s.choices)
        for s in talk.steps
    ]
    return (
        talk.id,
        talk.slug,
        talk.parties,
        talk.kind,
        talk.status,
        talk.stage,
        talk.origins,
        talk.end_reported,
        steps,
    )


@st.composite
def an_operation(draw: st.DrawFn) -> tuple[str, object]:
    what = draw(st.sampled_from(["ingest", "ingest", "reread", "undo", "judge", "companies", "own", "review"]))
    detail = {
        "ingest": st.lists(a_doc(), min_size=1, max_size=3),
        "reread": st.lists(st.tuples(st.integers(0, 6), st.lists(a_claim(), max_size=2)), min_size=1, max_size=2),
        "undo": st.none() | st.integers(1, 9),
        "judge": st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(
            ["status", "kind", "split", "join", "move", "not-a-talk"]), st.sampled_from(list(Status))),
        "companies": st.tuples(st.sampled_from(["merge", "merge", "split", "not-same"]), st.sampled_from(COMPANIES),
                               st.sampled_from(COMPANIES)),
        "own": st.tuples(st.sampled_from(COMPANIES), st.sampled_from(COMPANIES), st.none() | st.just(date(2025, 5, 1))),
        "review": st.tuples(st.integers(0, 9), st.sampled_from(["accept", "drop", "set"])),
    }[what]  # fmt: skip
    return what, draw(detail)


def run(desk: Desk, operation: tuple[str, object]) -> None:
    """Run an operation; one that makes no sense on this ledger is refused, as on the command line."""
    try:
        _run(desk, *operation)
    except AllianceError:
        assert not desk.conn.in_transaction


def _run(desk: Desk, what: str, detail: object) -> None:
    assert isinstance(detail, list | tuple | int | None)
    if what == "ingest":
        return desk.ingest(detail)  # type: ignore[arg-type]
    if what == "reread":
        return desk.reread(detail)  # type: ignore[arg-type]
    if what == "undo":
        return desk.undo(detail)  # type: ignore[arg-type]
    if what == "companies":
        verdict, first, second = detail  # type: ignore[misc]
        return desk.merge(first, second, verdict)
    if what == "own":
        return desk.own(*detail)  # type: ignore[misc]
    if what == "review":
        index, verdict = detail  # type: ignore[misc]
        ids = desk.claim_ids()
        values = {"kind": "stake"} if verdict == "set" else {}
        return desk.review(ids[index % len(ids)], verdict, **values) if ids else None
    ids = desk.stored_ids()
    if not ids:
        return None
    one, two, verdict, status = detail  # type: ignore[misc]
    return desk.judge(ids[one % len(ids)], _request(verdict, status, ids[two % len(ids)]))


def _request(verdict: str, status: Status, other: str) -> judgement.Request:
    return {
        "status": judgement.Request(status=status, reason="I know"),
        "kind": judgement.Request(kind=Kind.MERGER),
        "split": judgement.Request(split=("1",)),
        "join": judgement.Request(join=other),
        "move": judgement.Request(split=("1",), join=other),
        "not-a-talk": judgement.Request(not_a_talk=True),
    }[verdict]
