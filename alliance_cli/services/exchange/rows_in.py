"""Rows of somebody's own table into the ledger: one operation, what each became, bad rows kept aside."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from alliance_cli import names, resolve
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger import origins
from alliance_cli.models import Change, Claim, Company, Evidence, Party, Report, Role
from alliance_cli.services.exchange import row_columns, row_reading
from alliance_cli.services.exchange.row_reading import Deal
from alliance_cli.services.intake import refusing
from alliance_cli.services.intake.ingest import Summary
from alliance_cli.services.intake.recording import UNKNOWN_LANGUAGE, Effect, Recorded, Recorder, one_transaction
from alliance_cli.sources.tables import Cell, Row, Table
from alliance_cli.store import claims, companies, lookup, quarantine, talks
from alliance_cli.vocabulary import BY_HAND

ROW = "row"
"""Where something was met: a row of a table."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row became: `what` is new, turned, added, revised, known or bad; `reason` says why it is bad; `roles` are
    what the companies are, in their order."""

    row: int
    what: str
    companies: tuple[str, ...] = ()
    kind: str = ""
    status: str = ""
    date: str | None = None
    talk: str = ""
    told: str = ""
    new_companies: tuple[str, ...] = ()
    reason: str = ""
    roles: tuple[Role, ...] = ()


@dataclass
class Imported:
    """What came of a table."""

    outcomes: list[Outcome] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)
    kept_aside: int = 0

    @property
    def bad(self) -> list[Outcome]:
        """The rows that were not taken."""
        return [outcome for outcome in self.outcomes if outcome.reason]


@dataclass(frozen=True)
class How:
    """How rows are read: which column holds which field, in which order days and months stand, what today is.

    With `new_companies` a name close to that of a known company is taken for another.
    """

    columns: Mapping[str, Sequence[str]]
    now: datetime
    today: date
    day_first: bool | None = None
    new_companies: bool = False


def take(conn: sqlite3.Connection, table: Table, how: How, *, command: str, keep: bool = True) -> Imported:
    """Take the rows of a table as one operation; without `keep` only tell what each would become.

    Bad rows are kept in quarantine; what was kept of this table before is let go. A row that was taken before changes
    nothing; where the table has ids, one that says something else of the same companies is a revision.
    """
    done = Imported()
    taker = _Taker(conn, how, Recorder(conn, command))
    with one_transaction(conn, taker.recorder, keep=keep):
        for row in table.rows:
            if not row.is_empty:
                done.outcomes.append(taker.outcome(row, done.summary))
                taker.place(done.outcomes)
        taker.finish(done)
        done.kept_aside = _set_aside(conn, table, done.bad, how.now)
    return done


def place_of(table: Table) -> str:
    """Where a table stands, as its rows are known by."""
    return table.place if table.place.startswith("stdin") else str(Path(table.place).absolute())


def _set_aside(conn: sqlite3.Connection, table: Table, bad: Sequence[Outcome], now: datetime) -> int:
    place = place_of(table)
    quarantine.release_rows(conn, f"{place}:")
    by_number = {row.number: row for row in table.rows}
    for outcome in bad:
        raw = as_raw(by_number[outcome.row].cells)
        found = quarantine.Unread(ROW, f"{place}:{outcome.row}", "row", outcome.reason, ExitCode.BAD_DATA, raw=raw)
        quarantine.put(conn, found, now)
    return len(bad)


def as_raw(cells: Mapping[str, Cell]) -> bytes:
    """A row as one line of JSON, from which it can be read again."""
    return json.dumps({name: cell for name, cell in cells.items() if cell is not None}, ensure_ascii=False,
                      default=str).encode("utf-8", "replace")  # fmt: skip


def rejected(table: Table, bad: Sequence[Outcome]) -> str:
    """The bad rows as CSV in their own columns, after the reason: to be mended and imported again."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["why not", *table.columns])
    by_number = {row.number: row for row in table.rows}
    for outcome in bad:
        cells = by_number[outcome.row].cells
        writer.writerow([outcome.reason, *("" if cells[name] is None else cells[name] for name in table.columns)])
    return out.getvalue()


def again(conn: sqlite3.Connection, raw: bytes, how: How, *, command: str) -> Imported:
    """Take one row that was kept aside, with other hints or by what the ledger knows now."""
    cells = json.loads(raw)
    columns = row_columns.fields(list(cells), how.columns)
    done = Imported()
    taker = _Taker(conn, replace(how, columns=columns), Recorder(conn, command))
    with one_transaction(conn, taker.recorder):
        done.outcomes.append(taker.outcome(Row(1, cells), done.summary))
        taker.place(done.outcomes)
        taker.finish(done)
    return done


class _Taker:
    """Takes rows one by one inside a transaction."""

    def __init__(self, conn: sqlite3.Connection, how: How, recorder: Recorder) -> None:
        self.recorder = recorder
        self._conn = conn
        self._how = how
        self._known: list[str] | None = None
        self._recorded: Recorded | None = None
        self._late: list[tuple[int, str]] = []

    def place(self, outcomes: list[Outcome]) -> None:
        """Say what the last row turned, or keep it until the talk that it is of is folded, for many rows at once."""
        recorded, self._recorded = self._recorded, None
        if recorded is None or recorded.effect is Effect.UNCHANGED or not (self.recorder.waits or self._late):
            return
        self._late.append((len(outcomes) - 1, recorded.report_id))
        if not self.recorder.waits:
            self._settle(outcomes, recorded.changes)

    def finish(self, done: Imported) -> None:
        """Fold what waits."""
        changes = self.recorder.finish().changes
        done.summary.add(changes)
        self._settle(done.outcomes, changes)

    def _settle(self, outcomes: list[Outcome], changes: Iterable[Change]) -> None:
        """Each late row gets its talk, and the first of a talk what turned."""
        turned = {change.talk.id: change for change in changes}
        for place, report_id in self._late:
            talk = next(iter(talks.placed(self._conn, claims.of_report(self._conn, report_id)).values()), "")
            change = turned.pop(talk, None)
            what = outcomes[place].what
            if change is not None and what != "revised":
                what = _turn([change])
            outcomes[place] = replace(outcomes[place], what=what, talk=talk, told=change.what if change else "")
        self._late.clear()

    def outcome(self, row: Row, summary: Summary) -> Outcome:
        """Store what a row says, or say what is wrong with it."""
        try:
            deal = row_reading.read(row, self._how.columns, self._how.today, day_first=self._how.day_first)
            if deal.own_id and talks.find(self._conn, deal.own_id, whole=True):
                return Outcome(row.number, "known", tuple(name for name, _ in deal.names), talk=deal.own_id,
                               told="a talk of this ledger; `alliance edit` mends it",
                               roles=tuple(role for _, role in deal.names))  # fmt: skip
            parties, new = self._parties(deal)
        except ValueError as error:
            return Outcome(row.number, "bad", reason=str(error))
        except AllianceError as error:
            return Outcome(row.number, "bad", reason=error.in_a_line)
        recorded = self._recorded = self._record(deal, parties, new)
        summary.effects[recorded.effect] += 1
        summary.add(recorded.changes)
        return _told(row.number, deal, parties, tuple(new), recorded)

    def _parties(self, deal: Deal) -> tuple[list[Party], list[str]]:
        """The companies that bore these names on the day, and which of the names are new."""
        day = deal.published.day if deal.published else None
        parties, new = [], []
        for name, role in deal.names:
            found = lookup.by_name(self._conn, name, day)
            if found:
                company = resolve.choose(name, found)
                label = lookup.display_names(self._conn, [company])[company]
                parties.append(Party(label, company, (name,), role))
            else:
                self._refuse_slip(name)
                parties.append(Party(name, names.company_id(name), (name,), role))
                new.append(name)
        if len({party.company for party in parties}) < 2:
            raise ValueError(f"{' and '.join(name for name, _ in deal.names)} are one company, {parties[0].name}")
        return parties, new

    def _refuse_slip(self, name: str) -> None:
        """Raise AllianceError where a name nobody knows is a letter or so from one that somebody does."""
        if not self._how.new_companies:
            self._known = self._known or lookup.all_keys(self._conn)
            refusing.refuse_slips(self._conn, [name], self._known)

    def _record(self, deal: Deal, parties: Sequence[Party], new: Sequence[str]) -> Recorded:
        now = self._how.now
        for party in parties:
            if party.mentions[0] in new:
                operation = self.recorder.operation_id(now)
                if not companies.save(self._conn, Company(party.company, party.name), "user", operation):
                    companies.project(self._conn, [party.company])
        report, claim = report_of(deal, parties)
        key = _key(deal, parties, report)
        return self.recorder.record(report, [claim], UNKNOWN_LANGUAGE, now, key=key, may_wait=True)


def report_of(deal: Deal, parties: Sequence[Party]) -> tuple[Report, Claim]:
    """The report and the claim that a row stands for; its quote is the note, else the title, else the line in words."""
    quote = deal.note or deal.title or deal.line
    text = quote if quote == deal.line else f"{quote}\n\n{deal.line}"
    report = Report(
        deal.title, text, publisher=deal.publisher, url=deal.url, published=deal.published, record_id=deal.own_id
    )
    values = dict(deal.values)
    values["origin"] = origins.usual(values["origin"], parties)
    return report, Claim(parties=tuple(parties), **values, evidence=(Evidence(quote, 0, len(quote), BY_HAND),))


def _key(deal: Deal, parties: Iterable[Party], report: Report) -> str:
    """A row is itself again by its id and its companies; without an id by all that it says."""
    who = "+".join(sorted(party.company for party in parties))
    published = report.published.day.isoformat() if report.published else ""
    content = "\x1f".join((report.publisher, report.url, published, report.title, report.text))
    said = deal.own_id or sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return f"hand:row:{who}:{said}"


def _told(number: int, deal: Deal, parties: Sequence[Party], new: tuple[str, ...], recorded: Recorded) -> Outcome:
    told = "; ".join(change.what for change in recorded.changes)
    return Outcome(
        number, _what(recorded), tuple(party.name for party in parties), str(deal.values["kind"]),
        str(deal.values["status"]), deal.published.day.isoformat() if deal.published else None,
        ", ".join(change.talk.id for change in recorded.changes), told, new,
        roles=tuple(party.role for party in parties),
    )  # fmt: skip


def _what(recorded: Recorded) -> str:
    if recorded.effect is Effect.UNCHANGED:
        return "known"
    if recorded.effect is Effect.REVISED:
        return "revised"
    return _turn(recorded.changes)


def _turn(changes: Iterable[Change]) -> str:
    if any(change.before is None for change in changes):
        return "new"
    return "turned" if any(change.before is not change.talk.status for change in changes) else "added"
