"""Which reports are copies of one text: decided when a report is stored, the same in any order of arrival."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.sources.dedup import Signature, is_copy, signature, version
from alliance_cli.sources.sketches import Sketch, Sketches
from alliance_cli.store import copies

_MOST = 24
"""So many copies of a revision are noted, and one more for each group that they do not reach."""

_KEPT = 250_000
"""Sketches of so many reports are kept, some 40 MB, a pair of companies counted as a few; those of the companies not
met the longest go first."""

_PAIR = 3
"""As so many reports a pair of companies counts."""

_AT_A_TIME = 50

Pair = tuple[str, str]


class _Tying:
    """The revisions that tie two companies together, with the sketches of their texts."""

    def __init__(self, conn: sqlite3.Connection, pair: Pair) -> None:
        signed = [(number, one) for number, one in _sketches(conn, copies.tying(conn, pair)) if not one.is_short]
        self._revisions = [number for number, _ in signed]
        self._known = set(self._revisions)
        self._sketches = Sketches(one for _, one in signed)

    def __len__(self) -> int:
        return len(self._revisions)

    def add(self, revision: int, sketch: Sketch) -> bool:
        """Take in another, True if it was not in; texts too short to be a copy of any are left out."""
        if revision in self._known or sketch.is_short:
            return False
        self._known.add(revision)
        self._revisions.append(revision)
        self._sketches.add(sketch)
        return True

    def near(self, sketch: Sketch) -> list[int]:
        """The revisions of which it may be a copy."""
        return [self._revisions[place] for place in self._sketches.near(sketch)]


class Comparer:
    """Finds the copies of one text after the other in a ledger. Call `forget` after a rollback.

    What the texts of two companies are is read once, not once more with each of them. `around` is how many texts tie
    the companies of the one that was last.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._kept: OrderedDict[Pair, _Tying] = OrderedDict()
        self._size = 0
        self._seen = -1
        self.around = 0

    def forget(self) -> None:
        """Keep nothing that was read."""
        self._kept.clear()
        self._size = 0

    def derive(self, revision: int) -> bool:
        """Sign the text of a revision that has claims and note which revisions it is a copy of.

        Its claims and their pairs must be stored. Only reports that tie the same two companies together are compared:
        others never meet in one talk. Returns True if others speak with another voice for it: groups became one, or
        this text was there first.
        """
        self._heed_others()
        mine = _signed(self._conn, revision)
        found = self._note(revision, mine, self._candidates(revision, mine))
        return found and _changes_others(self._conn, revision)

    def _heed_others(self) -> None:
        """Forget what was read if another process has written since."""
        seen = self._conn.execute("PRAGMA data_version").fetchone()[0]
        if seen != self._seen:
            self.forget()
        self._seen = seen

    def _candidates(self, revision: int, mine: Signature) -> list[int]:
        """The revisions of other reports of which it may be a copy, in order."""
        found: set[int] = set()
        self.around = 0
        sketch = Sketch.of(mine)
        for pair in () if mine.is_short else copies.party_pairs(self._conn, revision):
            tying = self._of(pair)
            self._size += tying.add(revision, sketch)
            found.update(tying.near(sketch))
            self.around = max(self.around, len(tying))
        self._make_room()
        return sorted(found - copies.of_same_report(self._conn, revision)) if found else []

    def _of(self, pair: Pair) -> _Tying:
        if pair not in self._kept:
            self._kept[pair] = _Tying(self._conn, pair)
            self._size += len(self._kept[pair]) + _PAIR
        self._kept.move_to_end(pair)
        return self._kept[pair]

    def _make_room(self) -> None:
        while self._size > _KEPT and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone) + _PAIR

    def _note(self, revision: int, mine: Signature, candidates: Sequence[int]) -> bool:
        """Note the first of these that are copies, and of the others those in no group with them; True if any is."""
        found, rest = _first_copies(self._conn, mine, candidates)
        copies.note(self._conn, revision, found)
        group = copies.group(self._conn, revision) if rest else set()
        for number, other in _signatures(self._conn, [number for number in rest if number not in group]):
            if number not in group and is_copy(mine, other):
                copies.note(self._conn, revision, [number])
                group |= copies.group(self._conn, number)
        return bool(found)


def _first_copies(conn: sqlite3.Connection, mine: Signature, candidates: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first copies among these, as many as are noted, and the candidates that were not looked at."""
    found: list[int] = []
    for start in range(0, len(candidates), _AT_A_TIME):
        if len(found) >= _MOST:
            return found[:_MOST], [*found[_MOST:], *candidates[start:]]
        part = candidates[start : start + _AT_A_TIME]
        found += [number for number, other in _signatures(conn, part) if is_copy(mine, other)]
    return found[:_MOST], found[_MOST:]


def _changes_others(conn: sqlite3.Connection, revision: int) -> bool:
    others = copies.group(conn, revision) - {revision}
    if not others:
        return False
    order = copies.in_order(conn, {*others, revision})
    voice = next((outlet for _, outlet in order if outlet), "")
    before = next((outlet for number, outlet in order if outlet and number != revision), "")
    return voice != before or copies.group(conn, min(others), without=revision) != others


def claims_with(conn: sqlite3.Connection, report: str) -> set[str]:
    """The ids of the claims of all reports that are, or were, copies of this one; how they count may depend on it."""
    group: set[int] = set()
    for revision in copies.revisions_of(conn, report):
        group |= copies.group(conn, revision)
    return copies.claims_of(conn, group)


def derive_all(conn: sqlite3.Connection) -> None:
    """Sign and compare everything anew."""
    copies.forget(conn)
    comparer = Comparer(conn)
    for revision in copies.with_claims(conn):
        comparer.derive(revision)


def _sketches(conn: sqlite3.Connection, revisions: Iterable[int]) -> Iterator[tuple[int, Sketch]]:
    """The sketches of these revisions."""
    return ((number, Sketch.read(raw)) for number, raw in _stored(conn, revisions))


def _signatures(conn: sqlite3.Connection, revisions: Iterable[int]) -> Iterator[tuple[int, Signature]]:
    """The signatures of these revisions."""
    return ((number, Signature.from_bytes(version(), raw)) for number, raw in _stored(conn, revisions))


def _stored(conn: sqlite3.Connection, revisions: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """The signatures of these revisions as they are stored; those of another version are made anew."""
    current = version()
    for number, made_by, raw in copies.signatures(conn, revisions):
        yield number, raw if made_by == current else _signed(conn, number).to_bytes()


def _signed(conn: sqlite3.Connection, revision: int) -> Signature:
    made = signature(copies.text_of(conn, revision))
    copies.sign(conn, revision, made.version, made.to_bytes())
    return made
