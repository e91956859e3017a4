"""The words of the project: status, stage, basis, kind, role. Their texts are what users type and files hold."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Status(StrEnum):
    """Where a talk stands; always derived from claims."""

    RUMOURED = "rumoured"
    CONFIRMED = "confirmed"
    ABANDONED = "abandoned"


class Stage(StrEnum):
    """How far a talk got, in order."""

    EXPLORING = "exploring"
    TALKS = "talks"
    MOU = "mou"
    AGREED = "agreed"
    OPERATING = "operating"
    ENDED = "ended"


class Basis(StrEnum):
    """On whose word a claim rests; `judgement` is the user's own."""

    ANONYMOUS = "anonymous"
    ON_RECORD = "on-record"
    FILING = "filing"
    JUDGEMENT = "judgement"


class Family(StrEnum):
    """Kinds of one family can be one talk; kinds of two families never are."""

    EQUITY = "equity"
    COLLABORATION = "collaboration"


class Kind(StrEnum):
    """What sort of tie-up is meant."""

    MERGER = "merger"
    ACQUISITION = "acquisition"
    STAKE = "stake"
    JOINT_VENTURE = "joint-venture"
    DEVELOPMENT = "development"
    MANUFACTURING = "manufacturing"
    SUPPLY = "supply"
    LICENSING = "licensing"
    DISTRIBUTION = "distribution"
    COOPERATION = "cooperation"

    @property
    def family(self) -> Family:
        """Whether it is about owning, or about working together."""
        return Family.EQUITY if self in _EQUITY else Family.COLLABORATION

    @property
    def label(self) -> str:
        """The kind as running text: "joint development"."""
        return _KIND_LABELS[self]


_EQUITY = frozenset({Kind.MERGER, Kind.ACQUISITION, Kind.STAKE})
_KIND_LABELS: Mapping[Kind, str] = {
    Kind.MERGER: "merger",
    Kind.ACQUISITION: "acquisition",
    Kind.STAKE: "stake",
    Kind.JOINT_VENTURE: "joint venture",
    Kind.DEVELOPMENT: "joint development",
    Kind.MANUFACTURING: "manufacturing",
    Kind.SUPPLY: "supply",
    Kind.LICENSING: "licensing",
    Kind.DISTRIBUTION: "distribution",
    Kind.COOPERATION: "cooperation",
}


class Role(StrEnum):
    """What a party does in a tie-up."""

    PARTNER = "partner"
    BUYER = "buyer"
    TARGET = "target"
    SELLER = "seller"
    UNIT = "unit"
    INVESTOR = "investor"
    LICENSOR = "licensor"
    LICENSEE = "licensee"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


class Verdict(StrEnum):
    """What a user can judge of a talk."""

    STATUS = "status"
    KIND = "kind"
    SPLIT = "split"
    JOIN = "join"
    NOT_A_TALK = "not-a-talk"


def is_stale(status: Status, last_reported: "date", today: "date", after_days: int) -> bool:
    """True for a rumour on which nothing was published for `after_days` days."""
    return status is Status.RUMOURED and (today - last_reported).days > after_days


READ_IN_PART = "read in part"
"""How a doubt begins that falls on the claims of a report of which not all was read."""

UNREVIEWED = "unreviewed"
"""The rule that a claim meets which was read with too little confidence to count."""

BY_HAND = "by hand"
"""The rule that stands for what no rule read: the user wrote it."""

COUNTS_FROM = 0.5
"""A claim read with less confidence than this counts for nothing until somebody reviewed it."""

SURE_FROM = 0.7
"""A claim read with less than this is doubtful: alone it neither confirms nor ends a talk."""

USUAL_STAGE = {Status.RUMOURED: Stage.EXPLORING, Status.CONFIRMED: Stage.TALKS, Status.ABANDONED: Stage.ENDED}
"""How far a talk of a status is taken to have got where the user does not say."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 talk", "2 talks"."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
