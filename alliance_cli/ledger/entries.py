"""What a claim becomes in the ledger: its parties as companies, with whom they count as and who owned them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from alliance_cli.models import Entry, Party, Role


class Kin(Protocol):
    """Anything that knows who counts as whom, and who owns whom."""

    def canonical(self, company: str) -> str:
        """The company this one counts as."""

    def owners_on(self, company: str, day: date) -> Sequence[str]:
        """Who owned a company on a day, directly."""


def roles_of(parties: Iterable[Party], kin: Kin) -> Mapping[str, Role]:
    """The companies of a claim, each with what it is: of two names of one company what says more.

    None where all names are of one company.
    """
    found: dict[str, Role] = {}
    for party in parties:
        company = kin.canonical(party.company)
        if found.get(company, Role.PARTNER) is Role.PARTNER:
            found[company] = party.role
    return found if len(found) > 1 else {}


def with_owners(entry: Entry, kin: Kin) -> Entry:
    """An entry with who owned its companies on its day."""
    owned = tuple((company, owner) for company in entry.companies for owner in kin.owners_on(company, entry.day))
    return replace(entry, owned=owned) if owned else entry
