"""What a report speaks of: companies, people, places, each with all its mentions."""

from dataclasses import dataclass, field
from enum import StrEnum

from alliance_cli.extract.mentions import Mention


class Sort(StrEnum):
    """What an entity is."""

    COMPANY = "company"
    UNKNOWN = "unknown"
    PERSON = "person"
    PLACE = "place"
    BODY = "public body"
    OUTLET = "outlet"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Entity:
    """One company, person or place of a report with all its mentions, in order.

    `company` is a gazetteer id or ""; `signs` are the reasons to take it for a company, `reasons` those against.
    """

    name: str
    sort: Sort = Sort.UNKNOWN
    company: str = ""
    candidates: tuple[str, ...] = ()
    common_word: bool = False
    outlet: str = ""
    mentions: list[Mention] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    parent: "Entity | None" = None

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Each way the report writes the name, in order of appearance."""
        return tuple(dict.fromkeys([mention.surface for mention in self.mentions]))

    @property
    def is_company(self) -> bool:
        """True if it is known or shown to be one; a common word such as "Apple" is known only as a party."""
        return self.sort is Sort.COMPANY or (bool(self.company) and self.sort is Sort.UNKNOWN)

    @property
    def may_be_party(self) -> bool:
        """True if it can be a party; an outlet only where signs show it as a company."""
        if self.sort is Sort.OUTLET:
            return bool(self.company) and any(not sign.startswith("weak") for sign in self.signs)
        return self.sort in (Sort.COMPANY, Sort.UNKNOWN)
