"""Talks kept up to date while claims come in: what was folded a moment ago is added to, not folded again.

Claims usually arrive in the order in which things happened. A claim that comes after all that it is tied to only adds
to their fold; anything else (an older report, a revision, a judgement) folds all that it is tied to again. Both give
the same talks.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alliance_cli import ledger
from alliance_cli.ledger.threads import Folding, sort_key
from alliance_cli.models import Change, Entry, Status, Talk
from alliance_cli.store import claims, judgements, pairs, talks
from alliance_cli.store.kinship import Kinship

_KEPT = 20_000
"""How many claims are kept folded, some 40 MB; those not asked for the longest go first."""


@dataclass(frozen=True, slots=True)
class Refolded:
    """What a new look at some claims changed; `gone` are the slugs of talks that are no more."""

    changes: list[Change]
    gone: list[str]


@dataclass(eq=False)
class _Component:
    """Claims tied to each other, folded, and the talks as they are stored."""

    folding: Folding
    claims: list[Entry]
    stored: dict[str, Talk] = field(default_factory=dict)

    @property
    def last(self) -> Entry:
        return self.claims[-1]


class Folder:
    """Folds the claims of one ledger. Call `forget` after a rollback."""

    def __init__(self, conn: sqlite3.Connection, kin: Kinship) -> None:
        self._conn = conn
        self._kin = kin
        self._components: OrderedDict[int, _Component] = OrderedDict()
        self._of_claim: dict[str, _Component] = {}
        self._version = -1

    def forget(self) -> None:
        """Keep nothing that was folded."""
        self._components.clear()
        self._of_claim.clear()

    def again(self, claim_ids: Iterable[str]) -> list[Change]:
        """Derive again the talks that these claims, and all claims tied to them, add up to."""
        self.forget()
        return refold(self._conn, claim_ids, self._kin).changes

    def add(self, claim_ids: Iterable[str]) -> list[Change]:
        """Bring the talks up to date with claims that are new to the ledger."""
        self._heed_others()
        waiting = {e.id: e for e in sorted(claims.entries(self._conn, claim_ids, self._kin), key=sort_key)}
        changes: list[Change] = []
        while waiting:
            entry = waiting.pop(next(iter(waiting)))
            near = pairs.neighbours(self._conn, entry.id) - waiting.keys() - {entry.id}
            component = self._adding_to(entry, near)
            if component is None:
                changes += self._whole(entry, waiting)
            else:
                changes += self._append(component, entry)
        return _one_a_talk(changes)

    def _heed_others(self) -> None:
        """Forget what was folded if another process has written since."""
        version = self._conn.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self.forget()
        self._version = version

    def _adding_to(self, entry: Entry, near: set[str]) -> _Component | None:
        """The component that a claim only adds to; None where all must be folded again."""
        if any(claim not in self._of_claim for claim in near):
            return None
        found = list({id(c): c for c in (self._of_claim[claim] for claim in near)}.values())
        if any(sort_key(component.last) > sort_key(entry) for component in found):
            return None
        return found[0] if len(found) == 1 else self._merged(found)

    def _merged(self, parts: Sequence[_Component]) -> _Component:
        """One component out of several (or a new one out of none) that a claim ties together."""
        held = sorted((entry for part in parts for entry in part.claims), key=sort_key)
        whole = _Component(Folding.merged(part.folding for part in parts), held)
        for part in parts:
            whole.stored.update(part.stored)
            self._components.pop(id(part), None)
        self._keep(whole)
        return whole

    def _append(self, component: _Component, entry: Entry) -> list[Change]:
        component.folding.add(entry)
        component.claims.append(entry)
        self._of_claim[entry.id] = component
        self._components.move_to_end(id(component))
        changes = []
        for talk in component.folding.touched():
            before = component.stored.get(talk.id)
            talks.extend(self._conn, talk, len(before.steps) if before else 0)
            component.stored[talk.id] = talk
            changes.append(change(talk, before.status if before else None))
        return changes

    def _whole(self, entry: Entry, waiting: dict[str, Entry]) -> list[Change]:
        """Fold again all that a claim is tied to, and keep it for what comes next, unless the user judged of it."""
        touched = pairs.related(self._conn, [entry.id])
        for claim in touched:
            waiting.pop(claim, None)
        parts = list({id(c): c for c in (self._of_claim.get(claim) for claim in touched) if c is not None}.values())
        for part in parts:
            self._drop(part)
        if judgements.bearing_on(judgements.load(self._conn), touched):
            return refold(self._conn, touched, self._kin).changes
        held = {e.id: e for part in parts for e in part.claims}
        held.update((e.id, e) for e in claims.entries(self._conn, touched - held.keys(), self._kin))
        component = _Component(Folding(), sorted(held.values(), key=sort_key))
        for known in component.claims:
            component.folding.add(known)
        component.stored = {talk.id: talk for talk in component.folding.touched()}
        before: dict[str, Talk] = {}
        for part in parts:
            before.update(part.stored)
        changes = _replace(self._conn, touched, before, component.stored)
        self._keep(component)
        return changes

    def _keep(self, component: _Component) -> None:
        self._components[id(component)] = component
        self._of_claim.update((entry.id, component) for entry in component.claims)
        while len(self._of_claim) > _KEPT and len(self._components) > 1:
            self._drop(next(iter(self._components.values())))

    def _drop(self, component: _Component) -> None:
        self._components.pop(id(component), None)
        for entry in component.claims:
            self._of_claim.pop(entry.id, None)


def refold(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship | None = None) -> Refolded:
    """Derive again the talks that these claims, and all claims tied to them, add up to."""
    touched = pairs.related(conn, claim_ids)
    after = {talk.id: talk for talk in fold_of(conn, touched, kin or Kinship(conn))}
    slugs = dict(talks.slugs(conn, talks.of_claims(conn, touched)))
    changes = _replace(conn, touched, {}, after)
    return Refolded(changes, [slug for talk_id, slug in slugs.items() if talk_id not in after])


def _replace(
    conn: sqlite3.Connection, touched: Iterable[str], known: Mapping[str, Talk], after: Mapping[str, Talk]
) -> list[Change]:
    """Store what a fold gave in place of the talks in which these claims stood; `known` are those held as stored."""
    prints = {t: talks.fingerprint(conn, t) for t in talks.of_claims(conn, touched) if t not in known}
    statuses = {t: Status(str(_head(stored)[3])) for t, stored in prints.items()}
    statuses.update((t, talk.status) for t, talk in known.items())
    same = {t for t, talk in after.items() if _is_stored(talk, known.get(t), prints.get(t))}
    talks.delete(conn, statuses.keys() - same)
    new = [talk for t, talk in after.items() if t not in same]
    talks.insert(conn, new)
    return [change(talk, statuses.get(talk.id)) for talk in new]


def _is_stored(talk: Talk, held: Talk | None, stored: tuple[object, ...] | None) -> bool:
    return talk == held if held is not None else stored == talks.fingerprint_of(talk)


def fold_of(conn: sqlite3.Connection, claim_ids: Iterable[str], kin: Kinship) -> list[Talk]:
    """The talks that these claims add up to, as the ledger is seen through this connection."""
    ids = set(claim_ids)
    bearing = judgements.bearing_on(judgements.load(conn), ids)
    return ledger.fold(claims.entries(conn, ids, kin), bearing)


def _head(fingerprint: tuple[object, ...]) -> Sequence[object]:
    head = fingerprint[0]
    assert isinstance(head, tuple)
    return head


def change(talk: Talk, before: Status | None) -> Change:
    """What happened to a talk since it had this status (None: since it was not there), with a text for people."""
    if before is None:
        return Change(talk, None, f"new, {talk.status}")
    if before is not talk.status:
        return Change(talk, before, f"{before} → {talk.status}")
    return Change(
        talk, before, f"{talk.status}, now {_counted(talk.reports, 'report')} of {_counted(talk.origins, 'origin')}"
    )


def _one_a_talk(changes: Iterable[Change]) -> list[Change]:
    """The last change of each talk, seen from before the first."""
    last: dict[str, Change] = {}
    for found in changes:
        first = last.pop(found.talk.id, found)
        last[found.talk.id] = change(found.talk, first.before)
    return list(last.values())


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
