"""Claims that extraction was unsure of: listed, and what a person says of them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alliance_cli import names
from alliance_cli.claim_fields import AHEAD, CORRECTABLE, REVIEWED, with_currency
from alliance_cli.dates.partial import parse_partial
from alliance_cli.dates.typed import parse_typed
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.field_types import PARTIAL
from alliance_cli.ledger import origins
from alliance_cli.ledger.cores import Core
from alliance_cli.ledger.supposing import Effect, if_accepted
from alliance_cli.models import Basis, Entry, Judgement, Report, Role, Stage, Status, Talk
from alliance_cli.services.intake import refusing
from alliance_cli.services.judging import judgement
from alliance_cli.services.judging.differing import Differences, Other, differences
from alliance_cli.services.keeping.folding import Refolded, refold
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.selection import resolve_company
from alliance_cli.store import (
    claims,
    companies,
    judgements,
    operations,
    pairs,
    reports,
    reviews,
    sight,
    steps,
    talks,
)
from alliance_cli.store.batches import select_in
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.patterns import beginning_with
from alliance_cli.store.reviews import PARTY, ROLE
from alliance_cli.vocabulary import COUNTS_FROM, SURE_FROM, USUAL_STAGE

_WAITING = f"""
  SELECT c.id FROM claims c JOIN steps s ON s.claim = c.id JOIN talks t ON t.id = s.talk
  WHERE c.basis <> 'judgement' AND c.id IN (
    SELECT id FROM claims WHERE confidence < {COUNTS_FROM} OR doubts <> '[]'
    UNION SELECT claim FROM steps WHERE choices > 1
    UNION SELECT claim FROM claim_parties WHERE candidates <> '[]'
    UNION SELECT d.claim FROM talks u JOIN steps d ON d.talk = u.id JOIN claims e ON e.id = d.claim
      WHERE u.doubtful = 1 AND e.confidence < {SURE_FROM}
    UNION SELECT d.claim FROM steps d JOIN claims e ON e.id = d.claim
      WHERE d.rule IN ('confirmation-reported', 'end-reported') AND e.confidence < {SURE_FROM})
  ORDER BY c.confidence < {SURE_FROM} AND (t.doubtful = 1 OR c.status <> t.status) DESC, t.last_reported DESC,
    c.confidence, c.revision DESC, c.place
"""
"""Those that can matter first, with the latest news first."""

_WEIGHED = 3_000
"""Of claims in talks of so many steps together, one after the other, it is told what a review would change: each means
that its talk is folded again, and of more it would take too long.
"""

TALK = "talk"
"""This field says which talk a claim belongs to; all others say what it claims."""

ALLOWED = ", ".join([*CORRECTABLE, f"{PARTY}NAME", f"{ROLE}NAME", TALK])
"""What can be corrected, in words."""

_STEPS = "SELECT claim, talk, choices FROM steps WHERE claim IN ({})"


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to review, with why, the talk it stands in (empty for none), and slugs of others it could stand in.

    `effect` says what would become of the talk if the claim were accepted, empty for nothing; `readings` what readers
    make of it that do not count.
    """

    entry: Entry
    talk: str
    doubts: tuple[str, ...]
    others: tuple[str, ...] = ()
    effect: str = ""
    readings: tuple[Other, ...] = ()


def waiting(conn: sqlite3.Connection) -> list[str]:
    """The ids of the claims of talks that were read with doubt and not decided yet, what matters most first; last those
    that readers who do not count read otherwise, or alone.

    That is what would turn a status, then what would end the doubt about a talk; of these the latest news first.
    """
    return _in_order(conn)[0]


def first(conn: sqlite3.Connection, limit: int | None) -> tuple[list[Item], int]:
    """The first of the claims that wait, at most `limit`, and how many there are."""
    ids, known = _in_order(conn)
    return items(conn, ids[:limit], known), len(ids)


_Effects = Mapping[str, tuple[Talk, Effect]]


def _in_order(conn: sqlite3.Connection) -> tuple[list[str], _Effects]:
    """The claims that wait, and what accepting those would change that are weighed."""
    said = {claim for claim, *_ in reviews.words(conn)}
    apart = differences(conn)
    every = dict.fromkeys([*(claim for (claim,) in conn.execute(_WAITING)), *apart.otherwise, *apart.alone])
    found = [claim for claim in every if claim not in said]
    known = _effects(conn, found)
    return sorted(found, key=lambda claim: -known[claim][1].rank if claim in known else 0), known


def _effects(conn: sqlite3.Connection, ids: Sequence[str]) -> _Effects:
    """What accepting each of these claims would change, of the first that stand in a talk."""
    placed = _weighed(conn, ids)
    held = {talk.id: talk for talk in finding.stored_talks(conn, sorted(set(placed.values())))}
    return {claim: (held[talk], if_accepted(held[talk], claim)) for claim, talk in placed.items()}


def _weighed(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The first of these claims with their talks: one at the least, and as many as are weighed."""
    placed: dict[str, str] = {}
    sizes: dict[str, int] = {}
    weight = 0
    for start in range(0, len(ids), _AT_ONCE):
        found = talks.placed(conn, ids[start : start + _AT_ONCE])
        sizes |= steps.sizes(conn, set(found.values()) - sizes.keys())
        for claim in ids[start : start + _AT_ONCE]:
            if claim in found:
                weight += sizes[found[claim]]
                if placed and weight > _WEIGHED:
                    return placed
                placed[claim] = found[claim]
    return placed


_AT_ONCE = 200


def items(conn: sqlite3.Connection, ids: Sequence[str], known: _Effects | None = None) -> list[Item]:
    """Those of these claims that count, or that only a reader has who does not, in order, with what is in doubt."""
    apart = differences(conn, ids)
    steps = {c: (talk, choices) for c, talk, choices in select_in(conn, _STEPS, ids)}
    kin = Kinship(conn)
    found = {e.id: e for e in claims.entries(conn, ids, kin, evidence=True)}
    found |= {e.id: e for e in claims.entries(conn, apart.alone.keys() & ids, kin, evidence=True, replaced=True)}
    effects = _effects(conn, ids) if known is None else known
    told = {claim: effects[claim][1].told(effects[claim][0]) for claim in ids if claim in effects}
    made = (_item(conn, found[i], *steps.get(i, ("", 1))) for i in ids if i in found)
    return [_beside(replace(item, effect=told.get(item.entry.id, "")), apart) for item in made]


def _beside(item: Item, apart: Differences) -> Item:
    """The item with what other readers read."""
    readings = tuple(apart.of(item.entry.id))
    effect = "it counts" if item.entry.id in apart.alone else item.effect
    doubts = (*item.doubts, *(other.told for other in readings))
    return replace(item, doubts=doubts, effect=effect, readings=readings)


def one(conn: sqlite3.Connection, text: str) -> Item:
    """The claim with this id, or the beginning of it, in doubt or not. Raises AllianceError 1 or 2."""
    pattern = beginning_with(text)
    ids = [
        c for (c,) in conn.execute("SELECT id FROM claims WHERE id LIKE ? ESCAPE '\\' ORDER BY id LIMIT 9", (pattern,))
    ]
    ids = [text] if text in ids else ids
    found = items(conn, ids) if text else []
    if len(found) > 1:
        raise AllianceError(f"“{text}” could be: {', '.join(item.entry.id for item in found)}", ExitCode.USAGE)
    if not found:
        raise AllianceError(f"no claim “{text}” that counts; `alliance review --list` lists them", ExitCode.NOT_FOUND)
    return found[0]


def _item(conn: sqlite3.Connection, entry: Entry, talk: str, choices: int) -> Item:
    claim = entry.claim
    doubts = list(claim.doubts)
    if claim.confidence < COUNTS_FROM:
        doubts.append(f"read with little confidence ({claim.confidence:.2f}): counts for nothing until reviewed")
    elif claim.confidence < SURE_FROM:
        doubts.append(f"doubtful ({claim.confidence:.2f}): alone it neither confirms nor ends the talk")
    doubts += [f"{p.name} could be {', '.join(p.candidates)}" for p in claim.parties
               if len(set(p.candidates)) > 1 and not any(p.name in d and "could be" in d for d in doubts)]  # fmt: skip
    others = _others(conn, entry, talk)[: choices - 1] if choices > 1 else []
    if choices > 1:
        named = f", such as {', '.join(others)}" if others else ""
        doubts.append(f"{choices} talks of these companies could have had it{named}")
    return Item(entry, talk, tuple(doubts), tuple(others))


def _others(conn: sqlite3.Connection, entry: Entry, talk: str) -> list[str]:
    """The slugs of other talks of these companies that were there before a claim, the nearest to it first."""
    claim = entry.claim
    near = [row for row in talks.rows(conn, talks.sharing(conn, Core.of(entry).pairs()))
            if row.id != talk and row.first_reported <= entry.day]  # fmt: skip
    near.sort(key=lambda row: (
        row.kind.family is claim.kind.family, set(row.parties) == set(entry.companies), row.kind is claim.kind,
        min(row.last_reported, entry.day), row.id,
    ), reverse=True)  # fmt: skip
    return [row.slug for row in near]


def text_of(conn: sqlite3.Connection, item: Item) -> Report:
    """The report in which a claim stands."""
    found = reports.content(conn, item.entry.report)
    assert found is not None
    return found


def decide(
    conn: sqlite3.Connection, item: Item, verdict: str, values: Mapping[str, str] | None = None, *, command: str,
    now: datetime, today: date, keep: bool = True,
) -> Refolded:  # fmt: skip
    """Store `accept`, `drop` or `set` (with values by field) on a claim and bring its talk up to date.

    The field `talk` moves the claim to another talk. Raises AllianceError: 1 for an unknown talk or company, 2 for an
    unknown field or a value that is none.
    """
    values = checked(conn, item, values or {}, today)
    with writing(conn, keep=keep):
        operation = operations.start(conn, command, now)
        touched = store(conn, item, verdict, values, operation, now)
        kin = Kinship(conn)
        pairs.derive(conn, touched, kin)
        return refold(conn, touched, kin)


def checked(conn: sqlite3.Connection, item: Item, values: Mapping[str, str], today: date) -> dict[str, str]:
    """Values by field as they are kept. Raises AllianceError as `decide`."""
    found = _agreeing(item, dict(_checked(conn, item, name, value, today) for name, value in values.items()))
    found |= _currency(item, found)
    if len({found.get(PARTY + p.name, p.company) for p in item.entry.claim.parties}) < 2:
        raise AllianceError("only one company would be left; to take the claim out, drop it", ExitCode.USAGE)
    return found


def _currency(item: Item, values: Mapping[str, str]) -> dict[str, str]:
    try:
        return with_currency(values, item.entry.claim)
    except ValueError as error:
        raise AllianceError(str(error), ExitCode.USAGE) from None


def _agreeing(item: Item, values: dict[str, str]) -> dict[str, str]:
    """The values with the stage that goes with another status. Raises AllianceError (2) for a stage that does not."""
    claim = item.entry.claim
    status, stage = values.get("status", claim.status), values.get("stage", claim.stage)
    if not values.keys() & {"status", "stage"} or (status == Status.ABANDONED) == (stage == Stage.ENDED):
        return values
    if "stage" in values:
        raise AllianceError(f"a claim that is {status} cannot be at stage {stage}; set both", ExitCode.USAGE)
    return values | {"stage": USUAL_STAGE[Status(status)]}


def store(
    conn: sqlite3.Connection, item: Item, verdict: str, values: Mapping[str, str], operation: int, now: datetime
) -> set[str]:
    """Store what is said of a claim, with `checked` values, inside a transaction; returns the claims it bears on."""
    fields = {name: value for name, value in values.items() if name != TALK}
    to = values.get(TALK, "")
    touched = {item.entry.id}
    for made in _moves(conn, item, to, now):
        judgements.add(conn, made, operation)
        touched |= made.claims
    for name, value in fields.items():
        reviews.add(conn, item.entry.id, "set", operation, name, value)
    if not fields:
        reviews.add(conn, item.entry.id, "accept" if to else verdict, operation)
    if sight.settle_reviewed(conn, item.entry.id):
        companies.project(conn, claims.companies_of(conn, [item.entry.id]))
    return touched


def _moves(conn: sqlite3.Connection, item: Item, to: str, now: datetime) -> list[Judgement]:
    if not to:
        return []
    talk = finding.stored_talks(conn, [item.talk])[0]
    return judgement.moving(conn, talk, frozenset({item.entry.id}), to, now=now)


def _checked(conn: sqlite3.Connection, item: Item, name: str, value: str, today: date) -> tuple[str, str]:
    """The field as it is kept, and the value."""
    if name.startswith(PARTY):
        return PARTY + _called(item, name.removeprefix(PARTY)), resolve_company(conn, value)
    if name.startswith(ROLE):
        return ROLE + _called(item, name.removeprefix(ROLE)), _role(name, value)
    if name == TALK:
        return name, _talk(conn, item, value)
    if name not in CORRECTABLE:
        raise AllianceError(f"“{name}” is none of: {ALLOWED}", ExitCode.USAGE)
    if name == "origin" and not value:
        raise AllianceError("origin: an outlet, company, sources or unknown", ExitCode.USAGE)
    if name == "basis" and value.lower() == Basis.JUDGEMENT:
        raise AllianceError("basis: your own word on a talk is for `alliance judge`", ExitCode.USAGE)
    try:
        return name, _as_kept(item, name, value, today)
    except ValueError as error:
        raise AllianceError(f"{name}: {error}", ExitCode.USAGE) from None


def _as_kept(item: Item, name: str, value: str, today: date) -> str:
    """A value of a field as it is kept. Raises ValueError, or AllianceError (2) for what `add` refuses, too."""
    if CORRECTABLE[name].type is PARTIAL and value:
        value = str(parse_typed(value, today, ahead=name in AHEAD).date)
        if name == "date":
            refusing.refuse_date(parse_partial(value), today, name)
    if name == "origin":
        value = origins.usual(value, item.entry.claim.parties)
    if name == "region":
        refusing.refuse_place(value, name)
    if "enum" in CORRECTABLE[name].type.schema:
        value = value.lower()
    CORRECTABLE[name].type.typed(value)
    return value


def _called(item: Item, asked: str) -> str:
    """What a claim calls a party, which is given by that, by the words of the report for it, or by its id."""
    parties = item.entry.claim.parties
    called = {names.fold(text): p.name for p in reversed(parties) for text in (p.company, *p.mentions, p.name)}
    if names.fold(asked) not in called:
        raise AllianceError(f"the claim has no party “{asked}”; it has: {', '.join(p.name for p in parties)}",
                            ExitCode.USAGE)  # fmt: skip
    return called[names.fold(asked)]


def _role(name: str, value: str) -> str:
    """A role as it is kept."""
    if value.lower() not in set(Role):
        raise AllianceError(f"{name}: “{value}” is none of: {', '.join(Role)}", ExitCode.USAGE)
    return value.lower()


def _talk(conn: sqlite3.Connection, item: Item, value: str) -> str:
    if not item.talk:
        raise AllianceError("talk: the claim stands in none that it could be taken from", ExitCode.USAGE)
    to = finding.stored_talks(conn, [finding.talk_id(conn, value)])[0]
    refusing.refuse_strangers(item.entry.companies, to.id, to.parties, Kinship(conn))
    return to.id


def pairs_of(texts: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE texts as a mapping. Raises AllianceError (2)."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name:
            raise AllianceError(f"“{text}”: give FIELD=VALUE, such as kind=merger", ExitCode.USAGE)
        if name in found:
            raise AllianceError(f"{name} is set twice", ExitCode.USAGE)
        found[name] = value
    return found


def record(item: Item) -> dict[str, object]:
    """A claim to review as data."""
    entry, claim = item.entry, item.entry.claim
    return {
        "claim": entry.id, "talk": item.talk, "others": list(item.others), "doubts": list(item.doubts),
        "effect": item.effect,
        "confidence": claim.confidence,
        "parties": [
            {"name": p.name, "company": p.company, "role": p.role, "candidates": list(p.candidates)}
            for p in claim.parties
        ],
        "kind": claim.kind, "status": claim.status, **{field.word: field.json(claim) for field in REVIEWED},
        "report": entry.report, "title": entry.title, "publisher": entry.publisher, "url": entry.url,
        "quotes": [e.quote for e in claim.evidence], "readings": [other.record() for other in item.readings],
    }  # fmt: skip


def flat(item: Item) -> dict[str, object]:
    """A claim to review as a row."""
    found = record(item)
    nested = {name: json.dumps(found[name], ensure_ascii=False) for name in ("parties", "readings")}
    return {**found, **nested}
