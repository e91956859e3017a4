"""What a person said of claims that extraction was unsure of: append-only, applied when claims are read."""

import sqlite3
from dataclasses import dataclass, field, replace

from alliance_cli.claim_fields import CORRECTABLE
from alliance_cli.models import Claim, Party, Role
from alliance_cli.store import rereadings
from alliance_cli.store.sight import COUNTS

PARTY = "party:"
"""A field that begins so says which company a party is: `party:NAME`."""

ROLE = "role:"
"""A field that begins so says what a party is in the deal: `role:NAME`."""


@dataclass
class Correction:
    """All that was said of one claim, the latest word last."""

    accepted: bool = False
    dropped: bool = False
    values: dict[str, str] = field(default_factory=dict)

    def apply(self, claim: Claim) -> Claim | None:
        """The claim as corrected, without its doubts; None if it was dropped."""
        if self.dropped:
            return None
        known = ((CORRECTABLE[word], value) for word, value in self.values.items() if word in CORRECTABLE)
        changes = {of.name: of.type.typed(value) for of, value in known}
        parties = tuple(self._party(p) for p in claim.parties)
        return replace(claim, **changes, parties=parties, doubts=(), confidence=1.0)

    def _party(self, party: Party) -> Party:
        company = self.values.get(PARTY + party.name, party.company)
        role = Role(self.values.get(ROLE + party.name, party.role))
        return replace(party, company=company, role=role, candidates=())


def add(conn: sqlite3.Connection, claim: str, verdict: str, operation: int, name: str = "", value: str = "") -> None:
    """Store one word on a claim."""
    conn.execute(
        "INSERT INTO reviews (claim, verdict, field, value, operation) VALUES (?, ?, ?, ?, ?)",
        (claim, verdict, name, value, operation),
    )


def words(conn: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """(claim, verdict, field, value) of each word on a claim that counts, in the order in which they were said.

    Where the text was read again, a word is also on the claim that came in the place of the one it was said of.
    """
    said = conn.execute(f"SELECT claim, verdict, field, value FROM reviews WHERE {COUNTS} ORDER BY id").fetchall()
    after = rereadings.heirs(conn, {claim for claim, *_ in said})
    return [(after.get(claim, claim), *word) for claim, *word in said]


def corrections(conn: sqlite3.Connection) -> dict[str, Correction]:
    """What was said of each claim, as far as it counts. A later word on a claim outranks an earlier one."""
    found: dict[str, Correction] = {}
    for claim, verdict, name, value in words(conn):
        said = found.setdefault(claim, Correction())
        said.dropped = verdict == "drop"
        said.accepted = said.accepted or verdict != "drop"
        if verdict == "set":
            said.values[name] = value
    return found
