"""The whole ledger out to JSON Lines and in again; the format is documented in docs/export.md."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Alias, Company
from alliance_cli.services.exchange import dump_rows as exchange_rows
from alliance_cli.services.intake.recording import Effect, Recorder, one_transaction
from alliance_cli.services.keeping import rebuild
from alliance_cli.services.keeping.opening import for_writing
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import claims, companies, dump, former, judgements, known, notes, reports, reviews, sight, words
from alliance_cli.store.connection import reading, writing
from alliance_cli.store.kinship import verdicts
from alliance_cli.store.own_words import OWN_WORDS
from alliance_cli.unseen import escaped

FORMAT = "alliance.export"
VERSION = 6
"""Since version 2 the last line says how many rows there are, since version 3 revisions have a reader, since version 4
there are former names, since version 5 claims say whether something is on hold, since version 6 the terms of
the deal."""


def lines(conn: sqlite3.Connection, moment: Moment) -> Iterator[str]:
    """The ledger as JSON Lines, as it is when the first is asked for: a head, one row a line, how many those were."""
    bounds = sight.Bounds(as_of=moment.as_of, known=moment.known) if moment.is_past else None
    count = 0
    with reading(conn):
        yield json.dumps({"format": FORMAT, "version": VERSION}) + "\n"
        for table, row in dump.rows(conn, bounds):
            count += 1
            yield escaped(json.dumps({"table": table, **row}, ensure_ascii=False)) + "\n"
        yield json.dumps({"rows": count}) + "\n"


def parsed(conn: sqlite3.Connection, source: Iterable[str], name: str) -> Iterator[tuple[str, dump.Row]]:
    """The rows of an export.

    Raises AllianceError: 65 for a line that is none, or if the end is missing; 78 for a newer format.
    """
    known = {table: dump.columns(conn, table) for table in dump.ORDER}
    version = count = 0
    rows: int | None = None
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        row = _object(line, f"{name}, line {number}")
        if not version:
            version = _version(row, name)
        elif rows is not None:
            raise AllianceError(f"{name}, line {number}: there is more after the end", ExitCode.BAD_DATA)
        elif row.keys() == {"rows"}:
            rows = row["rows"]
        else:
            count += 1
            yield _row(row, known, f"{name}, line {number}")
    if not version:
        raise AllianceError(f"{name} is empty", ExitCode.BAD_DATA)
    if version > 1 and rows != count:
        raise AllianceError(f"{name} is not whole: its end is missing, or a line of it", ExitCode.BAD_DATA)


def _object(line: str, place: str) -> dump.Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AllianceError(f"{place}: no JSON: {error}", ExitCode.BAD_DATA) from None
    if not isinstance(row, dict):
        raise AllianceError(f"{place}: no JSON object", ExitCode.BAD_DATA)
    return row


def _row(row: dump.Row, known: Mapping[str, Mapping[str, dump.Column]], place: str) -> tuple[str, dump.Row]:
    table = row.pop("table", None)
    if not isinstance(table, str) or table not in known:
        raise AllianceError(f"{place}: no table “{table}” is known", ExitCode.BAD_DATA)
    wrong = exchange_rows.fault(table, row, known[table])
    if wrong:
        raise AllianceError(f"{place}: {wrong}", ExitCode.BAD_DATA)
    return table, row


def _version(head: dump.Row, name: str) -> int:
    version = head.get("version")
    if head.get("format") != FORMAT or not isinstance(version, int) or version < 1:
        raise AllianceError(f"{name} is no export of a ledger", ExitCode.BAD_DATA)
    if version > VERSION:
        raise AllianceError(
            f"{name} is in version {version} of the format, this program knows {VERSION}; upgrade alliance",
            ExitCode.CONFIGURATION,
        )
    return version


def is_empty(conn: sqlite3.Connection) -> bool:
    """True for a ledger to which nothing was ever written."""
    return conn.execute("SELECT 1 FROM operations LIMIT 1").fetchone() is None


def restore(conn: sqlite3.Connection, source: Iterable[str], name: str, *, keep: bool = True) -> int:
    """Fill an empty ledger with an export, so that it exports the same again; returns how many rows it has.

    Raises AllianceError: 65 for a line that is none, or for rows that contradict each other.
    """
    try:
        with writing(conn, keep=keep):
            count = dump.store(conn, parsed(conn, source, name))
            for company, party in conn.execute(
                "SELECT DISTINCT company, name FROM claim_parties ORDER BY 1, 2"
            ).fetchall():
                companies.discover(conn, company, party)
            sight.settle_all(conn)
            words.refill(conn)
            rebuild.derive(conn)
            return count
    except sqlite3.IntegrityError as error:
        raise AllianceError(f"{name} contradicts itself: {error}", ExitCode.BAD_DATA) from None


def merge(
    conn: sqlite3.Connection, source: Iterable[str], name: str, *, command: str, now: datetime, keep: bool = True
) -> dict[str, int]:
    """Add what an export holds and the ledger does not, as one operation that can be undone.

    Reports come with their revisions and the claims as they were read there; companies, names, verdicts, what was said
    in review and judgements follow them. Watches and feeds are each user's own.
    Raises AllianceError as `restore`.
    """
    with TemporaryDirectory(prefix="alliance-import-") as folder:  # noqa: SIM117
        with closing(for_writing(Path(folder) / "ledger.db")) as other:
            restore(other, source, name)
            recorder = Recorder(conn, command)
            with one_transaction(conn, recorder, keep=keep):
                added = {"company": _add_companies(conn, other, recorder, now)}
                added["report"] = _add_reports(conn, other, recorder, now)
                same = _same_claims(conn, other)
                added["review"] = _add_reviews(conn, other, same, recorder, now)
                added["judgement"] = _add_judgements(conn, other, same, recorder, now)
                if added["review"] or added["judgement"] or added["company"]:
                    rebuild.derive(conn)
                _add_names(conn, other, same)
                added["note"] = _add_notes(conn, other, recorder, now)
    return added


def _add_companies(conn: sqlite3.Connection, other: sqlite3.Connection, recorder: Recorder, now: datetime) -> int:
    """Companies, names, identifiers, owners and verdicts that users or imports gave over there."""
    sql = (
        f"SELECT company FROM company_records WHERE operation IS NOT NULL AND {sight.COUNTS}"
        f" UNION SELECT company FROM aliases WHERE operation IS NOT NULL AND {sight.COUNTS}"
        f" UNION SELECT company FROM identifiers WHERE operation IS NOT NULL AND {sight.COUNTS}"
        f" UNION SELECT company FROM parents WHERE operation IS NOT NULL AND {sight.COUNTS}"
    )
    count = 0
    for (company_id,) in other.execute(sql).fetchall():
        company = known.load(other, company_id)
        if company is not None:
            count += _add_company(conn, company, recorder, now)
    ours = set(verdicts(conn))
    for verdict in verdicts(other):
        if verdict not in ours:
            for company_id in (verdict.kept, verdict.other):
                companies.discover(conn, company_id, company_id)
            conn.execute(
                "INSERT INTO company_verdicts (kept, other, verdict, reason, operation) VALUES (?, ?, ?, ?, ?)",
                (verdict.kept, verdict.other, verdict.verdict, verdict.reason, recorder.operation_id(now)),
            )
            count += 1
    return count


def _add_company(conn: sqlite3.Connection, company: Company, recorder: Recorder, now: datetime) -> int:
    """1 if anything of it is new."""
    ours = known.load(conn, company.id)
    if ours == company:
        return 0
    operation = recorder.operation_id(now)
    if ours is None:
        companies.save(conn, company, "user", operation)
        companies.project(conn, [company.id])
        return 1
    added = [
        companies.save_alias(conn, company.id, a, "user", operation) for a in (Alias(company.name), *company.aliases)
    ]
    added += [companies.save_identifier(conn, company.id, scheme, value, "user", operation)
              for scheme, value in companies.identifiers_of(company)]  # fmt: skip
    added += [companies.save_parent(conn, company.id, p.company, p.since, p.until, "user", operation)
              for p in company.parents]  # fmt: skip
    return int(any(added))


def _add_reports(conn: sqlite3.Connection, other: sqlite3.Connection, recorder: Recorder, now: datetime) -> int:
    """Reports, their revisions in order, with the claims as they were read; none that is older than what is here."""
    here: dict[str, tuple[str, str]] = {}
    added = set()
    for revision in reports.revisions(other):
        if revision.key not in here:
            here[revision.key] = reports.latest_times(conn, revision.key)
        if (revision.published, revision.read_at) < here[revision.key]:
            continue
        found = claims.as_read(other, revision.id)
        own = revision.key.startswith(OWN_WORDS)  # the user's words hold in the order in which they were said
        outcome = recorder.record(
            revision.report, found, revision.language, now, key=revision.key, reader=revision.reader,
            read_at=datetime.fromisoformat(revision.read_at) if own else None, may_wait=True,
        )  # fmt: skip
        if outcome.effect is not Effect.UNCHANGED:
            added.add(revision.key)
    recorder.finish()
    return len(added)


def _add_names(conn: sqlite3.Connection, other: sqlite3.Connection, same: Mapping[str, str]) -> None:
    """By what a talk is or was called over there it is found here, unless one here is called so."""
    for name, claim_ids in former.all_names(other).items():
        if claims_here := [same[claim] for claim in claim_ids if claim in same]:
            former.keep(conn, name, claims_here)


def _add_notes(conn: sqlite3.Connection, other: sqlite3.Connection, recorder: Recorder, now: datetime) -> int:
    """The user's notes over there, on talks that are here and on companies, of those that are not here already."""
    ours = {note[1:] for note in notes.standing(conn)}
    there = [(note, _here(conn, note)) for note in notes.standing(other)]
    new = [note._replace(about=about) for note, about in there if about]
    fresh = [note for note in new if note[1:] not in ours]
    for note in fresh:
        notes.add(conn, note, recorder.operation_id(now))
    return len(fresh)


def _here(conn: sqlite3.Connection, note: notes.Note) -> str:
    """The id of what a note is on, as it is called here; empty for a talk that is not here."""
    if note.subject == "company":
        return note.about
    found = finding.called(conn, note.about)
    return found[0][0] if len(found) == 1 else ""


def _same_claims(conn: sqlite3.Connection, other: sqlite3.Connection) -> dict[str, str]:
    """Claims over there -> the same here: an id tells how often its report was taken back, too."""
    ours = {place: claim for claim, place in claims.places(conn)}
    return {claim: ours[place] for claim, place in claims.places(other) if place in ours}


def _add_reviews(
    conn: sqlite3.Connection, other: sqlite3.Connection, same: Mapping[str, str], recorder: Recorder, now: datetime
) -> int:
    """What was said in review over there of claims that nobody reviewed here; returns of how many."""
    ours = {claim for claim, *_ in reviews.words(conn)}
    words = [(same[c], *said) for c, *said in reviews.words(other) if c in same and same[c] not in ours]
    for claim, verdict, field, value in words:
        reviews.add(conn, claim, verdict, recorder.operation_id(now), field, value)
    return len({claim for claim, *_ in words})


def _add_judgements(
    conn: sqlite3.Connection, other: sqlite3.Connection, same: Mapping[str, str], recorder: Recorder, now: datetime
) -> int:
    """Judgements on claims that are here now and not judged so already."""
    ours = {(j.verdict, j.value, j.made_at, j.claims) for j in judgements.load(conn)}
    count = 0
    for judgement in judgements.load(other):
        held, apart, others = (
            frozenset(same[c] for c in part if c in same)
            for part in (judgement.claims, judgement.apart, judgement.others)
        )
        mine = replace(judgement, claims=held, apart=apart, others=others, claim=same.get(judgement.claim, ""))
        is_whole = bool(held) and bool(mine.claim) == bool(judgement.claim)
        if is_whole and (mine.verdict, mine.value, mine.made_at, held) not in ours:
            judgements.add(conn, mine, recorder.operation_id(now))
            count += 1
    return count
