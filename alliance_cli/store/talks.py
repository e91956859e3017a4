"""Talks and their steps: derived from claims, stored so that reading is fast."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from alliance_cli.json_lists import listed
from alliance_cli.store.batches import select_in
from alliance_cli.store.patterns import beginning_with
from alliance_cli.store.steps import COLUMNS as COLUMNS_OF_STEPS
from alliance_cli.vocabulary import Kind, Role, Stage, Status, is_stale

if TYPE_CHECKING:
    from alliance_cli.models import Entry, Step, Talk
    from alliance_cli.store.steps import StoredStep
    from alliance_cli.terms import Terms


class TalkRow(NamedTuple):
    """A talk as the talks table holds it, without its steps. `parties` are company ids in order, `roles` what each is.

    `terms` is None where nothing is said of any.
    """

    id: str
    slug: str
    parties: tuple[str, ...]
    kind: Kind
    status: Status
    stage: Stage
    end_reported: bool
    origins: int
    reports: int
    first_reported: date
    last_reported: date
    last_turn: date
    regions: tuple[str, ...]
    subjects: tuple[str, ...]
    confirmation_reported: bool
    confidence: float
    doubtful: bool
    on_hold: bool
    roles: tuple[Role, ...]
    terms: "Terms | None"


class Standing(NamedTuple):
    """Where a talk stands, as far as two moments are compared, and the claims it is known by."""

    id: str
    status: Status
    end_reported: bool
    last_reported: date
    last_turn: date
    claims: tuple[str, ...]
    confirmation_reported: bool = False
    doubtful: bool = False
    terms: "Terms | None" = None

    def is_stale(self, today: date, after_days: int) -> bool:
        """As `vocabulary.is_stale`."""
        return is_stale(self.status, self.last_reported, today, after_days)


_BESIDE = (
    "id, slug, kind, status, stage, end_reported, origins, reports, first_reported, last_reported, last_turn,"
    " regions, subjects, confirmation_reported, confidence, doubtful, on_hold"
)
TERMS = (
    "value, currency, exactness, valuation, stake, stake_exactness, stake_from, control, consideration, signs,"
    " signs_precision, signed, signed_precision, closes, closes_precision, closed, closed_precision, break_fee,"
    " break_fee_currency, advisers, regulators, conditions"
)
"""`claim_fields.TERM_COLUMNS`, written out: a list of talks without terms is shown without that module."""
UNSAID_COLUMNS = (
    None, "", None, None, None, None, None, 0, None, None, None, None, None, None, None, None, None, None, "", "[]",
    "[]", "[]",
)  # fmt: skip
"""What these hold where nothing is said."""
_COLUMNS = f"{_BESIDE}, {TERMS}"
_KEPT = f"{_COLUMNS}, began_by, began_as, began_on, turned_to, turned_on"
DOUBTFUL = _COLUMNS.split(", ").index("doubtful")
"""Where a fingerprint says whether a talk is doubtful."""
_STEP_AS_KEPT = f"{COLUMNS_OF_STEPS}, corrected"


def of_claims(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> list[str]:
    """The ids of the talks in which these claims stand."""
    found: set[str] = set()
    ordered = sorted(claim_ids)
    for start in range(0, len(ordered), 500):
        part = ordered[start : start + 500]
        marks = ",".join("?" * len(part))
        found.update(t for (t,) in conn.execute(f"SELECT talk FROM steps WHERE claim IN ({marks})", part))
    return sorted(found)


def placed(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """The talk of each of these claims that stands in one."""
    found = select_in(conn, "SELECT claim, talk FROM steps WHERE claim IN ({})", claim_ids)
    return dict(found)


def sharing(conn: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of the talks in which a claim ties two companies together that are one of these pairs."""
    sql = "SELECT DISTINCT talk FROM claim_pairs JOIN steps USING (claim) WHERE across = 1 AND pair IN ({})"
    return sorted({talk for (talk,) in select_in(conn, sql, (f"{a}|{b}" for a, b in pairs))})


Fingerprint = tuple[tuple[object, ...], tuple[str, ...], tuple[tuple[object, ...], ...]]
"""The columns of a talk, its parties with their roles, and the columns of its steps."""


def fingerprint(conn: sqlite3.Connection, talk_id: str) -> Fingerprint:
    """All that is stored of a talk, to compare with what a fold gives."""
    head = conn.execute(f"SELECT {_KEPT} FROM talks WHERE id = ?", (talk_id,)).fetchone()
    parties = conn.execute(
        "SELECT company || ' ' || role FROM talk_parties WHERE talk = ? ORDER BY position", (talk_id,)
    ).fetchall()
    steps = conn.execute(
        f"SELECT {_STEP_AS_KEPT} FROM steps WHERE talk = ? ORDER BY position",
        (talk_id,),
    ).fetchall()
    return (tuple(head or ()), tuple(p for (p,) in parties), tuple(tuple(s) for s in steps))


def fingerprint_of(talk: "Talk") -> Fingerprint:
    """What `fingerprint` would give once this talk is stored."""
    return (
        _head(talk),
        tuple(f"{p} {role}" for p, role in zip(talk.parties, talk.roles, strict=True)),
        _steps(talk.steps),
    )


def _head(talk: "Talk") -> tuple[object, ...]:
    return (
        talk.id, talk.slug, talk.kind.value, talk.status.value, talk.stage.value, int(talk.end_reported), talk.origins,
        talk.reports, talk.first_reported.isoformat(), talk.last_reported.isoformat(), last_turn(talk).isoformat(),
        json.dumps(talk.regions, ensure_ascii=False), json.dumps(talk.subjects, ensure_ascii=False),
        int(talk.confirmation_reported), talk.confidence, int(talk.doubtful), int(talk.on_hold),
        *_stored_terms(talk.terms), *_stored_beginning(talk),
    )  # fmt: skip


def _stored_beginning(talk: "Talk") -> tuple[object, ...]:
    from alliance_cli.ledger.beginnings import beginning

    found = beginning(talk)
    if found is None:
        return "", "", None, None, None
    turned = (found.turned.value, found.turned_on.isoformat()) if found.turned and found.turned_on else (None, None)
    return found.origin, found.written, found.day.isoformat(), *turned


def _stored_terms(terms: "Terms") -> tuple[object, ...]:
    from alliance_cli.claim_fields import terms_columns
    from alliance_cli.terms import UNSAID

    return UNSAID_COLUMNS if terms == UNSAID else terms_columns(terms)


def last_turn(talk: "Talk") -> date:
    """The day of the latest change of status."""
    return max(step.entry.day for step in talk.steps if step.changed)


def _steps(steps: "Iterable[Step]") -> tuple[tuple[object, ...], ...]:
    return tuple(
        (s.entry.id, s.rule, s.status.value, s.stage.value, int(s.changed), s.origin, int(s.new_origin), s.choices,
         _corrected(s.entry))
        for s in steps
    )  # fmt: skip


def _corrected(entry: "Entry") -> str | None:
    """A claim as it counts, where a review corrected it: what the views of the ledger tell of it."""
    if not entry.corrected:
        return None
    from alliance_cli.claim_fields import as_columns

    return json.dumps(as_columns(entry.claim), ensure_ascii=False)


def delete(conn: sqlite3.Connection, talk_ids: Iterable[str]) -> None:
    """Forget derived talks."""
    conn.executemany("DELETE FROM talks WHERE id = ?", [(talk_id,) for talk_id in talk_ids])


def replace(
    conn: sqlite3.Connection, before: "Mapping[str, Talk]", after: "Sequence[Talk]", gone: Iterable[str]
) -> None:
    """Store talks in place of what they were before, and forget those that are gone."""
    same = {talk.id: _steps_alike(before[talk.id], talk) for talk in after if talk.id in before}
    delete(conn, gone)
    conn.executemany("DELETE FROM steps WHERE talk = ? AND position >= ?", list(same.items()))
    for talk in after:
        if talk.id in before:
            _update(conn, before[talk.id], talk, same[talk.id])
        else:
            insert(conn, [talk])


def _steps_alike(old: "Talk", new: "Talk") -> int:
    """How many steps stand as they are, from the first on."""
    return next((i for i, (a, b) in enumerate(zip(old.steps, new.steps, strict=False)) if a is not b and a != b),
                min(len(old.steps), len(new.steps)))  # fmt: skip


def _update(conn: sqlite3.Connection, old: "Talk", talk: "Talk", stored_steps: int) -> None:
    _, *values = _head(talk)
    conn.execute(_UPDATE, (*values, talk.id))
    if (talk.parties, talk.roles) != (old.parties, old.roles):
        conn.execute("DELETE FROM talk_parties WHERE talk = ?", (talk.id,))
        _insert_parties(conn, talk)
    _insert_steps(conn, talk, stored_steps)


_INSERT = f"INSERT INTO talks ({_KEPT}) VALUES ({', '.join('?' for _ in _KEPT.split(', '))})"
_UPDATE = f"UPDATE talks SET {', '.join(f'{name} = ?' for name in _KEPT.split(', ')[1:])} WHERE id = ?"


def insert(conn: sqlite3.Connection, talks: "Iterable[Talk]") -> None:
    """Store derived talks."""
    for talk in talks:
        conn.execute(_INSERT, _head(talk))
        _insert_parties(conn, talk)
        _insert_steps(conn, talk, 0)


def _insert_parties(conn: sqlite3.Connection, talk: "Talk") -> None:
    conn.executemany(
        "INSERT INTO talk_parties VALUES (?, ?, ?, ?)",
        [(talk.id, i, c, r) for i, (c, r) in enumerate(zip(talk.parties, talk.roles, strict=True))],
    )


def _insert_steps(conn: sqlite3.Connection, talk: "Talk", start: int) -> None:
    conn.executemany(
        f"INSERT INTO steps (talk, position, {_STEP_AS_KEPT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(talk.id, start + i, *step) for i, step in enumerate(_steps(talk.steps[start:]))],
    )


def rows(conn: sqlite3.Connection, talk_ids: Iterable[str] | None = None) -> list[TalkRow]:
    """Stored talks, all or those with these ids, latest turn first."""
    if talk_ids is None:
        found = conn.execute(f"SELECT {_COLUMNS} FROM talks").fetchall()
    else:
        found = list(select_in(conn, f"SELECT {_COLUMNS} FROM talks WHERE id IN ({{}})", talk_ids))
    parties = _parties(conn, None if talk_ids is None else [r[0] for r in found])
    made = [_row(r, parties.get(r[0], ())) for r in found]
    return sorted(made, key=lambda row: (-row.last_turn.toordinal(), row.id))


def standings(conn: sqlite3.Connection, talk_ids: Iterable[str] | None = None) -> list[Standing]:
    """Where stored talks stand: all, without their claims, or those with these ids."""
    sql = (
        "SELECT id, status, end_reported, last_reported, last_turn, confirmation_reported, doubtful,"
        f" {TERMS} FROM talks"
    )
    claim_ids: dict[str, list[str]] = {}
    if talk_ids is None:
        found: Iterable[Sequence[Any]] = conn.execute(sql)
    else:
        wanted = list(talk_ids)
        found = select_in(conn, f"{sql} WHERE id IN ({{}})", wanted)
        for talk, claim in select_in(
            conn, "SELECT talk, claim FROM steps WHERE talk IN ({}) ORDER BY position", wanted
        ):
            claim_ids.setdefault(talk, []).append(claim)
    return [
        Standing(talk, Status(status), bool(end), date.fromisoformat(reported), date.fromisoformat(turned),
                 tuple(claim_ids.get(talk, ())), bool(confirmation), bool(doubtful), _terms(terms))
        for talk, status, end, reported, turned, confirmation, doubtful, *terms in found
    ]  # fmt: skip


def standing_of(talk: "Talk") -> Standing:
    """Where a talk stands that may not be stored."""
    ids = tuple(step.entry.id for step in talk.steps)
    return Standing(
        talk.id, talk.status, talk.end_reported, talk.last_reported, last_turn(talk), ids, talk.confirmation_reported,
        talk.doubtful, talk.terms,
    )  # fmt: skip


def deciding(conn: sqlite3.Connection, talk_ids: Iterable[str]) -> dict[str, str]:
    """The claim that was the last to turn each of these stored talks."""
    sql = "SELECT talk, claim FROM steps WHERE changed = 1 AND talk IN ({}) ORDER BY talk, position"
    return dict(select_in(conn, sql, talk_ids))


def latest(conn: sqlite3.Connection, column: str, limit: int) -> list[str]:
    """The ids of so many talks with the highest of one of the columns `ORDERS`."""
    if column not in ORDERS:
        raise ValueError(column)
    found = conn.execute(f"SELECT id FROM talks ORDER BY {column} DESC, last_turn DESC, id LIMIT ?", (limit,))
    return [talk for (talk,) in found]


def expecting(conn: sqlite3.Connection) -> list[str]:
    """The ids of the talks that are not abandoned and have a day on which they are to be signed or to close."""
    sql = "SELECT id FROM talks WHERE (closes IS NOT NULL OR signs IS NOT NULL) AND status <> 'abandoned' ORDER BY id"
    return [talk for (talk,) in conn.execute(sql)]


def number(conn: sqlite3.Connection) -> int:
    """How many talks there are."""
    count: int = conn.execute("SELECT count(*) FROM talks").fetchone()[0]
    return count


ORDERS = frozenset({"last_turn", "last_reported", "first_reported", "origins", "reports"})
"""Columns by which talks can be ordered."""


def _row(r: Sequence[Any], parties: Sequence[tuple[str, Role]]) -> TalkRow:
    return TalkRow(
        id=r[0], slug=r[1], parties=tuple(company for company, _ in parties), kind=Kind(r[2]),
        status=Status(r[3]), stage=Stage(r[4]), end_reported=bool(r[5]),
        origins=int(r[6]), reports=int(r[7]), first_reported=date.fromisoformat(r[8]),
        last_reported=date.fromisoformat(r[9]), last_turn=date.fromisoformat(r[10]),
        regions=listed(r[11]), subjects=listed(r[12]), confirmation_reported=bool(r[13]), confidence=float(r[14]),
        doubtful=bool(r[15]), on_hold=bool(r[16]), roles=tuple(role for _, role in parties), terms=_terms(r[17:]),
    )  # fmt: skip


def _terms(values: Sequence[Any]) -> "Terms | None":
    if tuple(values) == UNSAID_COLUMNS:
        return None
    from alliance_cli.claim_fields import terms_from

    return terms_from(values)


def _parties(conn: sqlite3.Connection, talk_ids: Sequence[str] | None) -> dict[str, list[tuple[str, Role]]]:
    sql = "SELECT talk, company, role FROM talk_parties {} ORDER BY talk, position"
    if talk_ids is None:
        pairs: Iterable[Sequence[str]] = conn.execute(sql.format(""))
    else:
        pairs = select_in(conn, sql.format("WHERE talk IN ({})"), talk_ids)
    found: dict[str, list[tuple[str, Role]]] = {}
    for talk, company, role in pairs:
        found.setdefault(talk, []).append((company, Role(role)))
    return found


def with_companies(conn: sqlite3.Connection, companies: Sequence[str]) -> list[str]:
    """The ids of the talks that have all of these companies as parties."""
    marks = ",".join("?" * len(companies))
    found = conn.execute(
        f"SELECT talk FROM talk_parties WHERE company IN ({marks}) GROUP BY talk HAVING count(DISTINCT company) = ?",
        (*companies, len(set(companies))),
    )
    return sorted(talk for (talk,) in found)


def with_one_of(conn: sqlite3.Connection, companies: Iterable[str]) -> set[str]:
    """The ids of the talks that have any of these companies as a party."""
    return {talk for (talk,) in select_in(conn, "SELECT talk FROM talk_parties WHERE company IN ({})", companies)}


def with_any_of(conn: sqlite3.Connection, sets: Sequence[set[str]]) -> list[str]:
    """The ids of the talks that have, for each of these sets, one of its companies as a party."""
    found: set[str] | None = None
    for companies in sets:
        rows = select_in(conn, "SELECT DISTINCT talk FROM talk_parties WHERE company IN ({})", companies)
        here = {talk for (talk,) in rows}
        found = here if found is None else found & here
    return sorted(found or ())


def assemble(row: TalkRow, stored: "Iterable[StoredStep]", entries: "Mapping[str, Entry]") -> "Talk":
    """A talk out of its row, its steps and the claims they speak of."""
    from alliance_cli.models import Step, Talk
    from alliance_cli.terms import UNSAID

    return Talk(
        id=row.id, slug=row.slug, parties=row.parties, kind=row.kind, status=row.status, stage=row.stage,
        end_reported=row.end_reported, origins=row.origins, regions=row.regions, subjects=row.subjects,
        confirmation_reported=row.confirmation_reported, confidence=row.confidence, doubtful=row.doubtful,
        on_hold=row.on_hold, roles=row.roles, terms=row.terms or UNSAID,
        steps=tuple(
            Step(entries[s.claim], s.rule, s.status, s.stage, s.changed, s.origin, s.new_origin, s.choices)
            for s in stored
        ),
    )  # fmt: skip


def markets(conn: sqlite3.Connection) -> list[str]:
    """The markets that talks are for, each once."""
    return [m for (m,) in conn.execute("SELECT DISTINCT r.value FROM talks, json_each(talks.regions) r ORDER BY 1")]


def claims_of(conn: sqlite3.Connection, talk_ids: Iterable[str]) -> list[str]:
    """The ids of the claims of these talks."""
    found: list[str] = []
    for talk_id in talk_ids:
        found += [c for (c,) in conn.execute("SELECT claim FROM steps WHERE talk = ? ORDER BY position", (talk_id,))]
    return found


def find(conn: sqlite3.Connection, text: str, *, whole: bool = False) -> list[tuple[str, str]]:
    """(id, slug) of the talks with this id or slug, or, failing that and not `whole`, whose id or slug begins so."""
    exact = conn.execute("SELECT id, slug FROM talks WHERE id = ?1 OR slug = ?1 ORDER BY slug", (text,)).fetchall()
    if exact or whole:
        return exact
    pattern = beginning_with(text)
    return conn.execute(
        "SELECT id, slug FROM talks WHERE id LIKE ?1 ESCAPE '\\' OR slug LIKE ?1 ESCAPE '\\' ORDER BY slug", (pattern,)
    ).fetchall()


def is_named(conn: sqlite3.Connection, text: str) -> bool:
    """True if a talk has just this id or slug."""
    return conn.execute("SELECT 1 FROM talks WHERE id = ?1 OR slug = ?1", (text,)).fetchone() is not None
