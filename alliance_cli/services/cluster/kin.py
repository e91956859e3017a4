"""Who owns whom, as the companies of the package say: nobody has merged any, where no ledger is."""

from collections.abc import Sequence
from datetime import date

from alliance_cli import gazetteer
from alliance_cli.models import Parent
from alliance_cli.store.kinship import held


class PackagedKin:
    """As `store.kinship.Kinship` of a ledger in which nobody has said anything of a company."""

    def __init__(self) -> None:
        self._owners: dict[str, Sequence[Parent]] = {}

    def canonical(self, company: str) -> str:
        """The company itself."""
        return company

    def owners_on(self, company: str, day: date) -> list[str]:
        """Who owned a company on a day, directly."""
        return [parent.company for parent in self._of(company) if held(parent, day)]

    def reach(self, company: str) -> frozenset[str]:
        """The company and all that ever owned it."""
        return frozenset((company, *(parent.company for parent in self._of(company))))

    def _of(self, company: str) -> Sequence[Parent]:
        if company not in self._owners:
            known = gazetteer.packaged().company(company)
            parents = [parent for parent in known.parents if parent.company != company] if known else []
            self._owners[company] = sorted(parents, key=lambda p: (p.since is not None, p.since or date.min, p.company))
        return self._owners[company]
