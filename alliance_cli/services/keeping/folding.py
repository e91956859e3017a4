"""Talks kept up to date while claims come in.

A claim may come in any order: what it bears on is found, and only that is folded again. What was read of the ledger
for it is kept for the next claims.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from alliance_cli import ledger
from alliance_cli.ledger import refolding
from alliance_cli.ledger.cores import Core
from alliance_cli.ledger.identity import ancestor
from alliance_cli.ledger.refolding import Held, Refolding
from alliance_cli.models import Change, Entry, Status, Talk
from alliance_cli.store import claims, former, judgements, pairs, steps, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.vocabulary import counted

_KEPT = 8_000
"""Talks of so many claims are kept, some 40 MB, and all that were asked for last, however many: what comes next is
mostly about the same companies. Those not asked for the longest go first."""


@dataclass(frozen=True, slots=True)
class Refolded:
    """What a new look at some claims changed; `gone` are the slugs of talks that are no more."""

    changes: list[Change]
    gone: list[str]


class _NotTraceableError(Exception):
    """The user judged, dropped or merged what is near: all that is tied to the claims is folded together."""


class Folder:
    """Folds the claims of one ledger. Call `forget` after a rollback."""

    def __init__(self, conn: sqlite3.Connection, kin: Kinship) -> None:
        self._conn = conn
        self._kin = kin
        self._kept: OrderedDict[str, Held] = OrderedDict()
        self._size = 0
        self._near: dict[Core, list[str]] = {}
        self._asked: set[str] = set()
        self._judged: frozenset[str] | None = None
        self._version = -1

    def forget(self) -> None:
        """Keep nothing that was read."""
        self._kept.clear()
        self._asked.clear()
        self._size = 0
        self._judged = None

    def follow(self, claim_ids: Collection[str]) -> Refolded:
        """Bring the talks up to date with claims that are new to the ledger, changed, or no longer count."""
        self._heed_others()
        try:
            return self._follow(claim_ids)
        except _NotTraceableError:
            self.forget()
            return refold(self._conn, claim_ids, self._kin)
        finally:
            self._near.clear()
            self._make_room()

    def _follow(self, claim_ids: Collection[str]) -> Refolded:
        found = self._refolded(claim_ids, claims.entries(self._conn, claim_ids, self._kin))
        return self._store(found.old, found.new)

    def with_others(self, claim_ids: Collection[str], entries: Sequence[Entry]) -> tuple[list[Talk], list[Talk]] | None:
        """The talks that are stored, and those that would be in their place if of these claims only `entries` counted,
        as they are given. None where that cannot be told without folding all that is tied to them.
        """
        try:
            found = self._refolded(claim_ids, entries)
        except _NotTraceableError:
            return None
        finally:
            self.forget()
            self._near.clear()
        return [held.talk for held in found.old], [held.talk for held in found.new]

    def _refolded(self, claim_ids: Collection[str], fresh: Sequence[Entry]) -> refolding.Refolded:
        """What is to be stored once of these claims only the fresh ones count."""
        placed = talks.placed(self._conn, claim_ids)
        if self._judged_claims() and self._near_judged([*claim_ids, *placed]):
            raise _NotTraceableError
        gone = claims.entries(self._conn, placed, self._kin, replaced=True) if placed else []
        if len(gone) < len(placed):
            raise _NotTraceableError
        stale = self._load(set(placed.values()))
        return Refolding(self._talks_near).run(fresh, stale, gone)

    def _store(self, old: Sequence[Held], new: Sequence[Held]) -> Refolded:
        before = {held.talk.id: held.talk for held in old}
        after = {held.talk.id: held for held in new}
        for held in old:
            self._drop(held.talk.id)
        turned = [held.talk for held in after.values() if held.talk != before.get(held.talk.id)]
        talks.replace(self._conn, before, turned, before.keys() - after.keys())
        was = [Was.of(talk) for talk in before.values()]
        for earlier in was:
            now = after.get(earlier.id)
            note_former(self._conn, earlier, None if now is None else Was.of(now.talk))
        for talk_id, held in after.items():
            self._kept[talk_id] = held
            self._size += len(held.keys)
        self._asked.update(after)
        lost = any(old.id not in after or set(_claims(after[old.id].talk)).isdisjoint(old.claims) for old in was)
        gone = _gone(self._conn, [held.talk for held in after.values()], was) if lost else []
        return Refolded(_changes(self._conn, turned, was, [held.talk for held in after.values()]), gone)

    def _heed_others(self) -> None:
        """Forget what was read if another process has written since."""
        version = self._conn.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self.forget()
        self._version = version

    def _judged_claims(self) -> frozenset[str]:
        """The claims that were ever judged: what is compared with the present may be from before an undo."""
        if self._judged is None:
            held = judgements.load(self._conn, undone=True)
            self._judged = frozenset(claim for j in held for claim in (*j.claims, j.claim))
        return self._judged

    def _near_judged(self, claim_ids: Iterable[str]) -> bool:
        judged = self._judged_claims()
        return any(not judged.isdisjoint(pairs.neighbours(self._conn, claim)) for claim in claim_ids)

    def _talks_near(self, core: Core) -> list[Held]:
        """The stored talks that share a pair of companies with these."""
        if core not in self._near:
            if self._judged_claims() and not self._judged_claims().isdisjoint(pairs.sharing(self._conn, core.pairs())):
                raise _NotTraceableError
            self._near[core] = talks.sharing(self._conn, core.pairs())
        return self._load(self._near[core])

    def _load(self, talk_ids: Iterable[str]) -> list[Held]:
        ids = list(talk_ids)
        missing = [talk_id for talk_id in ids if talk_id not in self._kept]
        for talk in self._read(missing):
            self._kept[talk.id] = Held(talk)
            self._size += len(talk.steps)
        for talk_id in ids:
            self._kept.move_to_end(talk_id)
        self._asked.update(ids)
        return [self._kept[talk_id] for talk_id in ids]

    def _read(self, talk_ids: Sequence[str]) -> list[Talk]:
        """Stored talks, with all their claims as they are, whether they still count or not."""
        if not talk_ids:
            return []
        kept = steps.of_talks(self._conn, talk_ids)
        ids = [step.claim for part in kept.values() for step in part]
        entries = {e.id: e for e in claims.entries(self._conn, ids, self._kin, replaced=True)}
        if len(entries) < len(ids):
            raise _NotTraceableError
        rows = talks.rows(self._conn, talk_ids)
        return [talks.assemble(row, kept[row.id], entries) for row in rows]

    def _drop(self, talk_id: str) -> None:
        held = self._kept.pop(talk_id, None)
        self._size -= len(held.keys) if held else 0

    def _make_room(self) -> None:
        for oldest in list(self._kept):
            if self._size <= _KEPT or oldest in self._asked:
                break
            self._drop(oldest)
        self._asked.clear()


def refold(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship | None = None) -> Refolded:
    """Derive again the talks that these claims, and all claims tied to them, add up to."""
    touched = pairs.related(conn, claim_ids)
    after = {talk.id: talk for talk in fold_of(conn, touched, kin or Kinship(conn))}
    prints = {t: talks.fingerprint(conn, t) for t in talks.of_claims(conn, touched)}
    before = [Was.stored(t, stored) for t, stored in prints.items()]
    turned = _replace(conn, prints, after)
    for was in before:
        note_former(conn, was, Was.of(after[was.id]) if was.id in after else None)
    return Refolded(_changes(conn, turned, before, after.values()), _gone(conn, after.values(), before))


def _gone(conn: sqlite3.Connection, after: Iterable[Talk], before: Sequence["Was"]) -> list[str]:
    """The slugs of talks of before that are none of those of after."""
    every = list(after)
    kept = set(_ancestors(conn, every, before, every))
    return sorted(was.slug for was in before if was not in kept)


def note_former(conn: sqlite3.Connection, was: "Was", now: "Was | None") -> None:
    """Keep what a talk was called, with its claims, where what is stored of its id `now` is not called so, and which
    claims have left it.
    """
    if now is None or now.slug != was.slug:
        former.note(conn, was.id, was.slug, was.claims)
    if now is not None:
        former.leave(conn, (was.id, was.slug), sorted(set(was.claims).difference(now.claims)))


def _replace(
    conn: sqlite3.Connection, prints: Mapping[str, talks.Fingerprint], after: Mapping[str, Talk]
) -> list[Talk]:
    """Store what a fold gave in place of the talks with these fingerprints; returns those that are not as they were."""
    same = {t for t, talk in after.items() if prints.get(t) == talks.fingerprint_of(talk)}
    talks.delete(conn, prints.keys() - same)
    new = [talk for t, talk in after.items() if t not in same]
    talks.insert(conn, new)
    return new


class Was(NamedTuple):
    """A talk before it changed: its id, its slug, its status, its claims, whether it was doubtful."""

    id: str
    slug: str
    status: Status
    claims: tuple[str, ...]
    doubtful: bool

    @classmethod
    def of(cls, talk: Talk) -> "Was":
        """What is kept of a talk at hand."""
        return cls(talk.id, talk.slug, talk.status, _claims(talk), talk.doubtful)

    @classmethod
    def stored(cls, talk_id: str, print_: talks.Fingerprint) -> "Was":
        """The same of one as it is stored."""
        head, _, stored = print_
        doubtful = bool(head[talks.DOUBTFUL])
        return cls(talk_id, str(head[1]), Status(str(head[3])), tuple(str(step[0]) for step in stored), doubtful)


def _claims(talk: Talk) -> tuple[str, ...]:
    return tuple(step.entry.id for step in talk.steps)


def _ancestors(
    conn: sqlite3.Connection, turned: Iterable[Talk], before: Iterable[Was], after: Iterable[Talk]
) -> list[Was | None]:
    """What each of these talks was, of those of before; `after` are all talks in their place."""
    stand = {claim for talk in after for claim in _claims(talk)}
    earlier = claims.with_kin(conn, {claim: was for was in before for claim in was.claims}, stand)
    return [ancestor(_claims(talk), earlier) for talk in turned]


def _changes(
    conn: sqlite3.Connection, turned: Sequence[Talk], before: Iterable[Was], after: Iterable[Talk]
) -> list[Change]:
    """What happened to talks, each held against the one it was."""
    return [change(talk, was) for talk, was in zip(turned, _ancestors(conn, turned, before, after), strict=True)]


def fold_of(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship) -> list[Talk]:
    """The talks that these claims add up to, as the ledger is seen through this connection."""
    ids = set(claim_ids)
    bearing = judgements.bearing_on(judgements.load(conn), ids)
    return ledger.fold(claims.entries(conn, ids, kin), bearing)


def change(talk: Talk, was: Was | None) -> Change:
    """What happened to a talk since it was this (None: since it was not there), with a text for people."""
    doubt = ", doubtful" if talk.doubtful else ", no longer doubtful" if was is not None and was.doubtful else ""
    if was is None:
        return Change(talk, None, f"new, {talk.status}{doubt}")
    if was.status is not talk.status:
        return Change(talk, was.status, f"{was.status} → {talk.status}{doubt}", was.id)
    if was.id != talk.id and was.claims == _claims(talk):
        return Change(talk, was.status, f"{talk.status}{doubt}, its id was {was.id}", was.id)
    what = f"{talk.status}{doubt}, now {counted(talk.reports, 'report')} of {counted(talk.origins, 'origin')}"
    return Change(talk, was.status, what, was.id)
