"""Who counts as whom and who owns whom, read from the ledger as it is needed."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from alliance_cli.models import Parent
from alliance_cli.resolve.merging import Verdict, canonical, groups
from alliance_cli.store.batches import select_in
from alliance_cli.store.sight import COUNTS


def verdicts(conn: sqlite3.Connection) -> list[Verdict]:
    """The verdicts that count, in the order in which they were passed."""
    rows = conn.execute(f"SELECT kept, other, verdict, reason FROM company_verdicts WHERE {COUNTS} ORDER BY id")
    return [Verdict(*row) for row in rows]


class Kinship:
    """Merged companies and owners. Keeps what it read: make a new one after a verdict or an owner was added."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._canonical = canonical(verdicts(conn))
        ever = conn.execute("SELECT kept, other FROM company_verdicts WHERE verdict = 'same' ORDER BY id")
        self._groups = groups(ever)
        self._owners: dict[str, Sequence[Parent]] = {}
        self._reach: dict[str, frozenset[str]] = {}

    def canonical(self, company: str) -> str:
        """The company this one counts as: itself, unless it was merged."""
        return self._canonical.get(company, company)

    def members(self, company: str) -> list[str]:
        """All companies that count as this one, itself first."""
        head = self.canonical(company)
        return [head, *sorted(m for m, c in self._canonical.items() if c == head)]

    def owners(self, company: str) -> Sequence[Parent]:
        """The owners of a company and of those merged into it, as canonical ids with days."""
        head = self.canonical(company)
        if head not in self._owners:
            found = [parent for member in self.members(head) for parent in _parents(self._conn, member)]
            canon = [Parent(self.canonical(p.company), p.since, p.until) for p in found]
            self._owners[head] = [p for p in canon if p.company != head]
        return self._owners[head]

    def owners_on(self, company: str, day: date) -> list[str]:
        """Who owned a company on a day, directly."""
        return [p.company for p in self.owners(company) if held(p, day)]

    def above(self, company: str, day: date) -> set[str]:
        """Everyone who owned a company on a day, through others too."""
        found: set[str] = set()
        frontier = {self.canonical(company)}
        while frontier:
            frontier = {owner for c in frontier for owner in self.owners_on(c, day)} - found
            found |= frontier
        return found

    def is_below(self, company: str, owner: str, first: date, last: date) -> bool:
        """True if on a day from the first to the last a company was this one's, through others too."""
        waiting, seen = [(self.canonical(company), first, last)], set()
        while waiting:
            at = waiting.pop()
            seen.add(at)
            for parent in self.owners(at[0]):
                since, until = max(at[1], parent.since or date.min), min(at[2], parent.until or date.max)
                if since <= until and parent.company == self.canonical(owner):
                    return True
                if since <= until and (parent.company, since, until) not in seen:
                    waiting.append((parent.company, since, until))
        return False

    def reach(self, company: str) -> frozenset[str]:
        """Every company that this one ever counted as, or that ever owned one of those, taken back or not.

        A superset of what it stands for at any moment; found from facts that are never deleted.
        """
        if company not in self._reach:
            own = self._groups.get(company, frozenset((company,)))
            marks = ",".join("?" * len(own))
            sql = f"SELECT DISTINCT parent FROM parents WHERE company IN ({marks})"
            parents = [p for (p,) in self._conn.execute(sql, sorted(own))]
            self._reach[company] = own.union(*(self._groups.get(p, frozenset((p,))) for p in parents))
        return self._reach[company]

    def ever_one_with(self, company: str) -> frozenset[str]:
        """Every company that was ever merged with this one, itself included."""
        return self._groups.get(company, frozenset((company,)))

    def reached_through(self, companies: Iterable[str]) -> set[str]:
        """Every company whose `reach` these have a part in: those ever merged with them, those that any ever owned."""
        group = {one for company in companies for one in self.ever_one_with(company)}
        owned = {c for (c,) in select_in(self._conn, "SELECT company FROM parents WHERE parent IN ({})", group)}
        return group.union(*(self.ever_one_with(company) for company in owned))

    def below(self, company: str) -> set[str]:
        """Every company that this one ever owned, through others too, by canonical id."""
        found: set[str] = set()
        frontier = set(self.members(company))
        while frontier:
            marks = ",".join("?" * len(frontier))
            sql = f"SELECT DISTINCT company FROM parents WHERE parent IN ({marks}) AND {COUNTS}"
            units = {self.canonical(c) for (c,) in self._conn.execute(sql, sorted(frontier))} - found
            found |= units
            frontier = {member for unit in units for member in self.members(unit)}
        return found


def held(parent: Parent, day: date) -> bool:
    """True if the owner was one on this day."""
    return (parent.since is None or parent.since <= day) and (parent.until is None or day <= parent.until)


def _parents(conn: sqlite3.Connection, company: str) -> list[Parent]:
    rows = conn.execute(
        f"SELECT parent, since, until FROM parents WHERE company = ? AND {COUNTS} ORDER BY since, parent", (company,)
    )
    return [Parent(p, _day(since), _day(until)) for p, since, until in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
